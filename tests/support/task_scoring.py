"""How many of a plan's tasks are proposed, and how many proposals are none of its tasks."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from data.planning.due_days import due_days
from data.planning.plan import Plan
from data.planning.task import Task
from data.text import fold
from plan_texts.task_proposals import TaskProposal, propose_tasks
from tests.support.plan_scoring import Score

_FIRST_WORDS = 10
_SHARE_OF_WORDS = 0.7
DATED = ("deadline", "period", "recurring")


@dataclass(frozen=True)
class ExpectedTask:
    """A task that a text sets; a text may leave out one that is not `is_required`."""

    line: int
    first: date | None
    last: date | None
    cadence: frozenset[str]
    is_required: bool = True


def day(written: str) -> date | None:
    """The day of an ISO text "2026-06-30"; None for ""."""
    return date.fromisoformat(written) if written else None


def task_score(text: str, expected: Iterable[ExpectedTask], plan: Plan | None = None) -> Score:
    """How many required tasks the text's proposals hit, and how many proposals are no task.

    Only a duty that recurs without days of its own, where the plan's days are known, may stand for
    several: for those that the truth lists period by period. What neither has a day nor recurs
    counts nowhere.
    """
    unmatched = [
        proposal
        for proposal in propose_tasks(text)
        if proposal.kind in DATED and proposal.cadence != ("ad_hoc",)
    ]
    proposed, hits, required = len(unmatched), 0, 0
    standing: list[TaskProposal] = []
    for task in sorted(expected, key=lambda task: not task.is_required):
        required += task.is_required
        match = next((p for p in unmatched if matches(p, task)), None)
        if match:
            unmatched.remove(match)
        elif plan:
            match = next((p for p in [*unmatched, *standing] if stands_for(p, task, plan)), None)
            if match in unmatched:
                unmatched.remove(match)
                standing.append(match)
        hits += match is not None and task.is_required
    return Score(required, hits, hits + len(unmatched)) if proposed else Score(required, 0, 0)


def matches(proposal: TaskProposal, task: ExpectedTask) -> bool:
    """Whether a proposal is on a task's line and has its days and cadence."""
    days = (proposal.first, proposal.last) == (task.first, task.last)
    return proposal.line == task.line and days and set(proposal.cadence) == task.cadence


def stands_for(proposal: TaskProposal, task: ExpectedTask, plan: Plan) -> bool:
    """Whether a recurring proposal falls due or has a period on the days of a task of its line."""
    if proposal.kind != "recurring" or proposal.last or proposal.line != task.line:
        return False
    if set(proposal.cadence) != task.cadence or task.last is None:
        return False
    dues = due_days(as_task(proposal, plan))
    periods = [(period.first, period.last) for due in dues for period in due.periods]
    return task.last in [due.day for due in dues] or (task.first, task.last) in periods


def as_task(proposal: TaskProposal, plan: Plan) -> Task:
    """The task of `plan` that a proposal would become once it is confirmed."""
    return Task(
        plan_key=plan.key,
        id="",
        title=proposal.title,
        kind=proposal.kind,
        deadline_text=proposal.deadline_text,
        first=proposal.first,
        last=proposal.last,
        cadence=proposal.cadence,
        leads=proposal.leads,
        supports=proposal.supports,
        product=proposal.product,
        place=proposal.place,
        line=f"L{proposal.line}",
        note=None,
        valid_from=plan.valid_from,
        valid_to=plan.valid_to,
    )


def expected_by_text(path: Path) -> dict[str, list[ExpectedTask]]:
    """Text's path → the tasks that it sets, of a truth file in CSV."""
    expected: dict[str, list[ExpectedTask]] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            task = ExpectedTask(
                int(row["line"]),
                day(row["first"]),
                day(row["last"]),
                frozenset(row["cadence"].split()),
                row["required"] == "1",
            )
            expected.setdefault(row["text"], []).append(task)
    return expected


def score_by_words(text: str, rows: Iterable[Mapping[str, str | None]]) -> Score:
    """How many dated tasks of `rows` (tasks.json) the text's proposals hit, by first words.

    Expected are those with a day or a recurrence; a proposal is wrong where no row is its own. What
    a task that is found has of further days ("tháng 6 và tháng 11", in one row of the truth) counts
    nowhere. "Trước ngày D" counts as right both on D and on the day before.
    """
    unmatched = list(propose_tasks(text))
    expected, hits = 0, 0
    found: set[tuple[int, str]] = set()
    for row in rows:
        is_dated = bool(row["date_to"]) or row["cadence"] not in ("once", "continuous")
        named = [p for p in unmatched if _shares_words(row["words"] or "", p)]
        match = next((p for p in named if _agrees(p, row)), None)
        match = match or (named[0] if named and not is_dated else None)
        expected += is_dated
        if match:
            unmatched.remove(match)
            found.add((match.line, match.title))
            hits += is_dated
    wrong = [proposal for proposal in unmatched if (proposal.line, proposal.title) not in found]
    return Score(expected, hits, hits + len(wrong))


def _shares_words(words: str, proposal: TaskProposal) -> bool:
    """Whether at least 70% of the first ten words of a truth's task are in a proposal."""
    first_words = _words(words)[:_FIRST_WORDS]
    held = set(_words(f"{proposal.title} {proposal.words}"))
    return sum(word in held for word in first_words) >= _SHARE_OF_WORDS * len(first_words)


def _words(text: str) -> list[str]:
    """A text's words in folded letters, without . , and ;."""
    return re.sub("[.,;]", " ", fold(text)).split()


def _agrees(proposal: TaskProposal, row: Mapping[str, str | None]) -> bool:
    """Whether a proposal has the last day, or the cadence, of a row of the truth."""
    last_day = day(row["date_to"] or "")
    right_days = {last_day}
    if last_day and "trước" in fold(row["deadline_as_written"] or ""):
        right_days.add(last_day - timedelta(days=1))
    if row["cadence"] == "once" and last_day:
        return proposal.last in right_days
    is_right_day = last_day is not None and proposal.last in right_days
    return is_right_day or row["cadence"] in proposal.cadence
