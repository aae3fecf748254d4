"""Which metrics may be looked at by themselves: the ten, and what plans demand of exports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.planning.targets import Plan, target_on
from metrics.catalogue.metrics import ALL_METRICS, METRICS, Metric


def metrics_to_choose(
    plans: Sequence[Plan], commune_codes: Sequence[str], day: date
) -> tuple[Metric, ...]:
    """The ten, and those others counted from exports that a plan of these communes demands."""
    return (
        *METRICS,
        *(
            metric
            for metric in ALL_METRICS
            if metric not in METRICS
            and metric.source_kind == "export"
            and any(target_on(plans, code, metric.name, day) for code in commune_codes)
        ),
    )
