"""Every sample, whatever its name says, gives exactly what `truth.json` says of it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from loaders.answers import Answers
from loaders.load import prepare
from loaders.staging import Staged
from tests.support.paths import EXPORTS

WHOLE: dict[str, Any] = json.loads((EXPORTS / "truth.json").read_text(encoding="utf-8"))
TRUTH: dict[str, Any] = WHOLE["files"]
PLANNED = frozenset({"11203", "09385", "31393"})  # other provinces have communes of these names
FORM = (
    "received_and_carried_over",
    "received_online",
    "received_direct_or_postal",
    "carried_over",
    "resolved_or_left",
    "resolved_early",
    "resolved_on_time_or_left",
    "resolved_late",
    "pending",
    "pending_on_time",
    "pending_late",
)
OPENCPS = {
    "online": "received_online",
    "counter": "received_direct_or_postal",
    "carried": "carried_over",
    "early": "resolved_early",
    "on_time": "resolved_on_time",
    "late": "resolved_late",
    "pending_on_time": "pending_on_time",
    "pending_late": "pending_late",
    "left": "left",
}
BY_UNIT = {
    "direct": "received_direct",
    "online": "received_online",
    "postal": "received_postal",
    "carried": "carried_over",
    "early_or_on_time": "resolved_early_or_on_time",
    "late_apologised": "late_apologised",
    "pending_on_time": "pending_on_time",
    "pending_late": "pending_late",
    "left": "left",
}
PAYMENT = ("payable", "paid_online")
DIGITISED = (
    "received",
    "received_digitised",
    "received_reused",
    "results_due",
    "results_digitised",
    "results_electronic",
)
PETITIONS = (
    "petitions_carried_over",
    "petitions_new",
    "petitions_handled_on_time",
    "petitions_handled_late",
    "petitions_pending",
    "petitions_published",
)


def staged(name: str) -> Staged:
    content = (EXPORTS / name).read_bytes()
    truth = TRUTH[name]
    first, last = (date.fromisoformat(day) for day in truth["period"])
    silent = name.startswith("danh-sach") and not name.endswith("xlsx")
    answers = Answers(period=(first, last) if silent else None, planned=PLANNED)
    return prepare(name, content, answers)


def lines(found: Staged, key: str) -> dict[str, dict[str, int]]:
    return {row[key]: row for row in found.rows.to_pylist()}


def named(*starts: str) -> list[str]:
    return sorted(name for name in TRUTH if name.startswith(starts))


def assert_truth(found: Staged, name: str) -> None:
    """A sample's period, communes and counts, with nothing to tell of its rows."""
    assert [found.first.isoformat(), found.last.isoformat()] == TRUTH[name]["period"]
    assert found.problems == ()
    given, wanted = told(found, name)
    assert given == wanted
    if "commune" in TRUTH[name]:
        assert list(found.communes) == [TRUTH[name]["commune"]]


def told(found: Staged, name: str) -> tuple[object, object]:
    """The counts that a file gives, and those that `truth.json` says of it."""
    truth = TRUTH[name]["truth"]
    if name.startswith("danh-sach"):
        return _list_counts(found), _list_truth(name)
    if name.startswith("bieu-06"):
        return _by("commune_code", FORM, found), truth
    if name.startswith("bieu-II06a"):
        return _by("field", FORM, found), truth["fields"]
    if name.startswith(("thanh-toan", "so-hoa")):
        return _by("commune_code", PAYMENT if "toan" in name else DIGITISED, found), truth
    if name.startswith("pakn"):
        return _by("petition_kind", PETITIONS, found), truth
    if name.startswith("hai-long"):
        return {
            field: [row["ratings"], row["ratings_very_satisfied"] + row["ratings_fairly_satisfied"]]
            for field, row in lines(found, "field").items()
        }, truth
    return _units(found, OPENCPS if "opencps" in name else BY_UNIT), truth


def _by(key: str, columns: tuple[str, ...], found: Staged) -> dict[str, list[int]]:
    return {one: [row[c] for c in columns] for one, row in lines(found, key).items()}


def _units(found: Staged, columns: dict[str, str]) -> dict[str, dict[str, int]]:
    counts = {}
    for code, row in lines(found, "commune_code").items():
        counts[code] = {key: row[column] for key, column in columns.items()}
        if "late_not_apologised" in row:
            counts[code]["late"] = row["late_apologised"] + row["late_not_apologised"]
    return counts


def _list_truth(name: str) -> tuple[int, dict[str, dict[str, int]]]:
    """The lines, and the counts by field ("" all) that are not 0."""
    code, month = TRUTH[name]["commune"], TRUTH[name]["period"][0][:7]
    fields = {"": WHOLE["calendar_months"][code][month], **WHOLE["by_field"][code][month]}
    some = {f: {c: n for c, n in counts.items() if n} for f, counts in fields.items()}
    return TRUTH[name]["truth"]["rows"], {f: counts for f, counts in some.items() if counts}


def _list_counts(found: Staged) -> tuple[int, dict[str, dict[str, int]]]:
    """The same of the rows, counted as the samples' README says."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in found.rows.to_pylist():
        for count in _counted(row, found.first, found.last):
            counts[""][count] += 1
            counts[row["field"]][count] += 1
    return found.rows_read, {field: dict(some) for field, some in counts.items() if some}


def _counted(row: dict[str, Any], first: date, last: date) -> Iterator[str]:
    """The counts that a dossier is in."""
    if row["state"] == "not_received":
        return
    received, finished, due = row["received_on"], row["finished_on"], row["due_on"]
    if first <= received <= last:
        yield "received_online" if "online" in row["channel"] else f"received_{row['channel']}"
        yield from (f"received_{c}" for c in ("digitised", "reused") if row[c] == "yes")
        if row["fee"]:
            yield "payable"
            yield from ("paid_online",) * str(row["payment"]).startswith("online")
            yield from ("paid_online_national",) * (row["payment"] == "online_national")
    if received < first and not (finished and finished < first):
        yield "carried_over"
    if received <= last and not (finished and finished <= last):
        yield "pending_late" if due < last else "pending_on_time"
    if finished and first <= finished <= last:
        yield from ("left",) if row["state"] == "left" else _resolved(row)


def _resolved(row: dict[str, Any]) -> Iterator[str]:
    finished, due = row["finished_on"], row["due_on"]
    yield (
        "resolved_late"
        if finished > due
        else "resolved_early"
        if finished < due
        else "resolved_on_time"
    )
    yield from ("late_apologised",) * (finished > due and row["apologised"] == "yes")
    if row["result_digitised"]:
        yield "results_due"
        yield from ("results_digitised",) * (row["result_digitised"] == "yes")
        yield from ("results_electronic",) * (row["result_electronic"] == "yes")
    if row["rating"]:
        yield "ratings"
        yield from ("ratings_satisfied",) * (row["rating"] != "dissatisfied")


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_a_sample(name: str) -> None:
    assert_truth(staged(name), name)
