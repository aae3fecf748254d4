"""Which metrics may be looked at by themselves: the ten, and what plans demand of exports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.planning.targets import Plan, targets_in_force
from metrics.catalogue.metrics import ALL_METRICS, METRICS, Metric


def metrics_to_choose(
    plans: Sequence[Plan], commune_codes: Sequence[str], day: date
) -> tuple[Metric, ...]:
    """The overview's ten metrics, and those counted from exports that communes' plans demand."""
    demanded_names = {
        target.metric
        for plan in plans
        if plan.commune_code in commune_codes
        for target in targets_in_force(plan)
        if target.first_day(plan) <= day <= target.last_day(plan)
    }
    others = (metric for metric in ALL_METRICS if metric not in METRICS)
    return (
        *METRICS,
        *(m for m in others if m.source_kind == "export" and m.name in demanded_names),
    )
