"""Counts of a plan's tasks that fell due and that were done by then, from what was recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data.periods import Period
from data.planning.due_days import due_days
from data.planning.targets import Plan
from data.planning.task_records import PlanRecords
from data.planning.tasks_of_plans import tasks_of
from metrics.counting.coverage import Span, uncovered_spans

TASK_COUNTS = frozenset({"plan_tasks_due", "plan_tasks_done_on_time"})
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class PlanTasks:
    """What is known of the tasks of one commune's plans.

    `known_spans` are the days of which it is known what was done; `due_days` has, for each day on
    which a task falls due while its plan is valid, that day and whether the task was done by then.
    A task that recurs is there once for each of its days.
    """

    known_spans: tuple[Span, ...] = ()
    due_days: tuple[tuple[date, bool], ...] = ()

    def counts(self, first: date, last: date) -> Mapping[str, int]:
        """Two counts by name: tasks due from `first` to `last`, and those of them done in time."""
        done_in_time = [in_time for day, in_time in self.due_days if first <= day <= last]
        return {"plan_tasks_due": len(done_in_time), "plan_tasks_done_on_time": sum(done_in_time)}


def plan_tasks_by_commune(
    plans: Sequence[Plan], records: Sequence[PlanRecords]
) -> Mapping[str, PlanTasks]:
    """Each commune's known spans and due days of tasks; only communes that recorded any."""
    records_by_plan = {plan_records.plan_key: plan_records for plan_records in records}
    plans_by_commune: dict[str, list[Plan]] = {}
    for plan in plans:
        plans_by_commune.setdefault(plan.commune_code, []).append(plan)
    return {
        code: _plan_tasks([plan for plan in group if tasks_of(plan)], records_by_plan)
        for code, group in plans_by_commune.items()
        if any(plan.key in records_by_plan for plan in group)
    }


def _plan_tasks(plans: Sequence[Plan], records: Mapping[str, PlanRecords]) -> PlanTasks:
    """The known spans and due days of one commune's plans, from the records by plan key.

    Where plans overlap a day is known only if it is known of each that is valid then: else the
    tasks of one would pass for all.
    """
    known_spans = {plan.key: _known_span(plan, records.get(plan.key)) for plan in plans}
    unknown_spans = [
        span
        for plan in plans
        for span in uncovered_spans(
            Period(plan.valid_from, plan.valid_to), filter(None, [known_spans[plan.key]])
        )
    ]
    return PlanTasks(
        tuple(
            known_span
            for span in known_spans.values()
            if span
            for known_span in uncovered_spans(Period(*span), unknown_spans)
        ),
        tuple(
            due_day
            for plan in plans
            if known_spans[plan.key]
            for due_day in _due_days(plan, records[plan.key])
        ),
    )


def _known_span(plan: Plan, records: PlanRecords | None) -> Span | None:
    """The plan's first day to the last one that records speak of; None where no task is done.

    A page that nobody fills in says nothing of the tasks. Those who do may be a day or a month
    behind: what fell due since they last wrote is not known.
    """
    if records is None or not records.done:
        return None
    last = min(plan.valid_to, records.known_until)
    return (plan.valid_from, last) if plan.valid_from <= last else None


def _due_days(plan: Plan, records: PlanRecords) -> list[tuple[date, bool]]:
    """The due days of a plan's tasks while it is valid, each with whether it was done by then.

    A day off does not move a due day, as on the page of tasks.
    """
    days_met = {
        (record.task_id, record.due_on)
        for record in records.done
        if record.due_on and record.finished_on <= record.due_on
    }
    return [
        (due.day, (task.id, due.day) in days_met)
        for task in tasks_of(plan)
        for due in due_days(task)
        if plan.valid_from <= due.day <= plan.valid_to
    ]
