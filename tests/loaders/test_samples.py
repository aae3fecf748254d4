"""Every sample gives exactly what its entry in `truth.json` says, whatever its layout.

An entry: `layout`, `period` [first, last], `commune` where the file has but one, `asks_period`
where the file does not state it; a list's `rows` with its `counts` by field ("" all; without them
those of `calendar_months` and `by_field`), or a form's `lines`, by the words or the commune code
that name each, with a number a column ("a + b" is the sum of two).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from loaders.answers import Answers
from loaders.load import read_and_stage
from loaders.staging import Staged
from tests.support.paths import EXPORTS

Counts = dict[str, dict[str, int]]
FIGURES: dict[str, Any] = json.loads((EXPORTS / "truth.json").read_text(encoding="utf-8"))
TRUTH: dict[str, Any] = FIGURES["files"]
PLANNED = frozenset({"11203", "09385", "31393"})  # other provinces have communes of these names
PROSE = {"README.md", "truth.json"}


def days_of(name: str) -> tuple[date, date]:
    first, last = (date.fromisoformat(day) for day in TRUTH[name]["period"])
    return first, last


def staged_sample(name: str) -> Staged:
    period = days_of(name) if TRUTH[name].get("asks_period") else None
    content = (EXPORTS / name).read_bytes()
    return read_and_stage(name, content, Answers(period=period, planned_communes=PLANNED))


def assert_truth(staged: Staged, name: str) -> None:
    """A sample's layout, period, communes and counts; no problem in its rows."""
    truth = TRUTH[name]
    assert staged.sheet.layout.name == truth["layout"]
    assert (staged.first, staged.last) == days_of(name)
    assert staged.problems == ()
    if "lines" in truth:
        assert form_lines(staged, truth["lines"]) == truth["lines"]
    else:
        assert staged.rows_read == truth["rows"]
        assert list_counts(staged) == counts_of_list(name)
    if "commune" in truth:
        assert list(staged.communes) == [truth["commune"]]


def form_lines(staged: Staged, wanted: Counts) -> Counts:
    """The form's lines by what names them, with the columns that the truth names for each."""
    key = staged.sheet.layout.key.replace("unit", "commune_code")
    rows = {row[key]: row for row in staged.rows.to_pylist()}
    return {
        line: {
            sums: sum(row[column] for column in sums.split(" + "))
            for sums in wanted.get(line, {"": 0})
        }
        for line, row in rows.items()
    }


def counts_of_list(name: str) -> Counts:
    """What the truth says of a list, by field ("" all), without the counts that are 0."""
    truth = TRUTH[name]
    fields = truth.get("counts") or _counts_of_month(truth["commune"], truth["period"][0][:7])
    positive = {field: {c: n for c, n in counts.items() if n} for field, counts in fields.items()}
    return {field: counts for field, counts in positive.items() if counts}


def _counts_of_month(commune: str, month: str) -> Counts:
    of_all = FIGURES["calendar_months"][commune][month]
    return {"": of_all, **FIGURES["by_field"][commune][month]}


def list_counts(staged: Staged) -> Counts:
    """The same of the rows, counted as the samples' README says."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in staged.rows.to_pylist():
        for count in _counts_with(row, staged.first, staged.last):
            counts[""][count] += 1
            if field := row.get("field"):
                counts[field][count] += 1
    return {field: dict(some) for field, some in counts.items() if some}


def _counts_with(row: dict[str, Any], first: date, last: date) -> Iterator[str]:
    """The counts that a dossier is in; a column that its list does not have gives none."""
    if row["state"] == "not_received":
        return
    received, finished, due = row["received_on"], row.get("finished_on"), row.get("due_on")
    if first <= received <= last:
        yield from _counts_of_received(row)
    if received < first and not (finished and finished < first):
        yield "carried_over"
    if received <= last and not (finished and finished <= last):
        yield "pending_late" if due and due < last else "pending_on_time"
    if finished and first <= finished <= last:
        yield from ("left",) if row["state"] == "left" else _counts_of_resolved(row)


def _counts_of_received(row: dict[str, Any]) -> Iterator[str]:
    if channel := row.get("channel"):
        yield "received_online" if "online" in channel else f"received_{channel}"
    yield from (f"received_{c}" for c in ("digitised", "reused") if row.get(c) == "yes")
    if row.get("fee"):
        yield "payable"
        payment = row.get("payment") or ""
        yield from ("paid_online",) * payment.startswith("online")
        yield from ("paid_online_national",) * (payment == "online_national")


def _counts_of_resolved(row: dict[str, Any]) -> Iterator[str]:
    finished, due = row["finished_on"], row.get("due_on") or row["finished_on"]
    yield (
        "resolved_late"
        if finished > due
        else "resolved_early"
        if finished < due
        else "resolved_on_time"
    )
    yield from ("late_apologised",) * (finished > due and row.get("apologised") == "yes")
    if row.get("result_digitised"):
        yield "results_due"
        yield from ("results_digitised",) * (row["result_digitised"] == "yes")
        yield from ("results_electronic",) * (row.get("result_electronic") == "yes")
    if row.get("rating"):
        yield "ratings"
        yield from ("ratings_satisfied",) * (row["rating"] != "dissatisfied")


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_a_sample(name: str) -> None:
    staged = staged_sample(name)
    assert_truth(staged, name)
    assert [h.text for h in staged.sheet.headings if h.unread_reason == "unknown"] == []


def test_every_sample_has_its_entry_in_the_truth() -> None:
    assert {path.name for path in EXPORTS.iterdir()} - PROSE == TRUTH.keys()
