"""Every sample form, whatever its name says, gives exactly what `truth.json` says of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from loaders.isolation import read_sheet
from loaders.load import sha256_of
from loaders.staging import Answers, Staged, stage

EXPORTS = Path(__file__).parents[2].parent / "shared" / "exports"
pytestmark = pytest.mark.skipif(not EXPORTS.exists(), reason="không có ../shared/exports")

TRUTH: dict[str, Any] = (
    json.loads((EXPORTS / "truth.json").read_text(encoding="utf-8"))["files"]
    if EXPORTS.exists()
    else {}
)
FORM = (
    *("received_and_carried_over", "received_online", "received_direct_or_postal"),
    *("carried_over", "resolved_or_left", "resolved_early", "resolved_on_time_or_left"),
    *("resolved_late", "pending", "pending_on_time", "pending_late"),
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
    *("received", "received_digitised", "received_reused"),
    *("results_due", "results_digitised", "results_electronic"),
)
PETITIONS = (
    *("petitions_carried_over", "petitions_new", "petitions_handled_on_time"),
    *("petitions_handled_late", "petitions_pending", "petitions_published"),
)


def staged(name: str) -> Staged:
    content = (EXPORTS / name).read_bytes()
    return stage(name, read_sheet(content), sha256_of(content), Answers())


def lines(found: Staged, key: str) -> dict[str, dict[str, int]]:
    return {row[key]: row for row in found.rows.to_pylist()}


def named(start: str) -> list[str]:
    return sorted(name for name in TRUTH if name.startswith(start))


def assert_period(found: Staged, name: str) -> None:
    assert [found.first.isoformat(), found.last.isoformat()] == TRUTH[name]["period"]
    assert found.problems == ()


@pytest.mark.parametrize("name", named("bieu-06"))
def test_form_06_by_unit(name: str) -> None:
    found = staged(name)
    assert_period(found, name)
    rows = lines(found, "commune_code")
    wanted = TRUTH[name]["truth"]
    assert {code: [row[c] for c in FORM] for code, row in rows.items()} == wanted


@pytest.mark.parametrize("name", named("bieu-II06a"))
def test_form_06a(name: str) -> None:
    found = staged(name)
    assert_period(found, name)
    rows = lines(found, "field")
    assert {f: [row[c] for c in FORM] for f, row in rows.items()} == TRUTH[name]["truth"]["fields"]


@pytest.mark.parametrize(
    ("name", "columns"),
    [(name, OPENCPS) for name in named("tong-hop-thang")]
    + [(name, BY_UNIT) for name in named("tong-hop-theo")],
)
def test_tables_of_units(name: str, columns: dict[str, str]) -> None:
    found = staged(name)
    assert_period(found, name)
    rows = lines(found, "commune_code")
    assert set(rows) == set(TRUTH[name]["truth"])
    for code, wanted in TRUTH[name]["truth"].items():
        given = {key: rows[code][column] for key, column in columns.items()}
        if "late_not_apologised" in rows[code]:
            given["late"] = rows[code]["late_apologised"] + rows[code]["late_not_apologised"]
        assert given == wanted


@pytest.mark.parametrize(
    ("name", "columns"),
    [(name, PAYMENT) for name in named("thanh-toan")] + [(n, DIGITISED) for n in named("so-hoa")],
)
def test_payment_and_digitisation(name: str, columns: tuple[str, ...]) -> None:
    found = staged(name)
    assert_period(found, name)
    rows = lines(found, "commune_code")
    wanted = TRUTH[name]["truth"]
    assert {code: [row[c] for c in columns] for code, row in rows.items()} == wanted


@pytest.mark.parametrize("name", named("hai-long"))
def test_satisfaction(name: str) -> None:
    found = staged(name)
    assert_period(found, name)
    given = {
        field: [row["ratings"], row["ratings_very_satisfied"] + row["ratings_fairly_satisfied"]]
        for field, row in lines(found, "field").items()
    }
    assert given == TRUTH[name]["truth"]


@pytest.mark.parametrize("name", named("pakn"))
def test_petitions(name: str) -> None:
    found = staged(name)
    assert_period(found, name)
    rows = lines(found, "petition_kind")
    wanted = TRUTH[name]["truth"]
    assert {kind: [row[c] for c in PETITIONS] for kind, row in rows.items()} == wanted
