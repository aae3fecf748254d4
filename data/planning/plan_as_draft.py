"""A plan that is saved, as people write it."""

from __future__ import annotations

from collections.abc import Mapping

from data.dates import day_text
from data.planning.drafts import (
    COMPARATORS,
    HEAD,
    HEADINGS,
    PARTS,
    TASK_HEADINGS,
    YES,
    Draft,
    DraftRow,
    Head,
    MetricLabels,
    percent_cell_text,
)
from data.planning.own_day import own_day_text
from data.planning.plan import Plan, Target
from data.planning.task import Task
from data.wording import CADENCES


def draft_of(plan: Plan, labels: MetricLabels) -> Draft:
    """A plan as a draft of texts that people edit; `labels` must have all its metrics."""
    head = Head(**{name: getattr(plan, name) for name in HEAD})
    targets, tasks = enumerate(plan.targets, start=1), enumerate(plan.tasks, start=1)
    return Draft(
        head,
        tuple(DraftRow(number, target_row_texts(target, labels)) for number, target in targets),
        tuple(DraftRow(number, task_row_texts(task)) for number, task in tasks),
    )


def target_row_texts(target: Target, labels: MetricLabels) -> Mapping[str, str]:
    """A target's texts by column ("value" → "80", "since" → "01/03/2026"); "" for what it lacks."""
    texts = {name: getattr(target, name) or "" for name in HEADINGS}
    variants = labels.variants.get(target.metric, {})
    return texts | {
        "metric": labels.metrics[target.metric],
        "comparator": COMPARATORS[target.comparator],
        "value": percent_cell_text(target.value),
        "base_year": str(target.base_year or ""),
        "since": day_text(target.since) if target.since else "",
        "until": day_text(target.until) if target.until else "",
        "denominator_variant": variants.get(target.denominator_variant or "", ""),
        "part": PARTS[target.part, target.column],
        "province_wide": YES if target.province_wide else "",
    }


def task_row_texts(task: Task) -> Mapping[str, str]:
    """A task's texts by column ("cadence" → "hằng tháng, hằng quý"); "" for what it lacks."""
    texts = {name: getattr(task, name) or "" for name in TASK_HEADINGS}
    return texts | {
        "first": day_text(task.first) if task.first else "",
        "last": day_text(task.last) if task.last else "",
        "cadence": ", ".join(CADENCES[cadence] for cadence in task.cadence),
        "own_day": own_day_text(task.own_day) if task.own_day else "",
        **{name: "; ".join(getattr(task, name)) for name in ("leads", "supports", "repeats")},
    }
