"""Which communes are near: volume, mix of fields and kind, each distance worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from data.periods import Period, parse_period
from metrics.analysis.nearest_communes import CommuneProfile, commune_profiles, nearest_communes
from metrics.counting.coverage import Source
from metrics.counting.day_counts import DayCounts, Holdings
from metrics.counting.forms import Form
from metrics.counting.tallies import Evidence

LAND, STATUS, COPIES = "đất đai", "hộ tịch", "chứng thực"
HALVES = {LAND: (1, 2), STATUS: (1, 2)}


def profile(
    code: str, cases: int, shares: dict[str, tuple[int, int]], kind: str = "Xã"
) -> CommuneProfile:
    fractions = {name: Fraction(*pair) for name, pair in shares.items()}
    return CommuneProfile(code, kind, Fraction(cases), fractions, {name: name for name in shares})


BASE = profile("1", 100, HALVES)
TWICE = profile("2", 200, HALVES)  # one doubling: 1
WARD = profile("3", 100, HALVES, "Phường")  # another kind: 0,5
# A quarter and three quarters share a quarter and a half with the halves: a quarter apart, twice.
OTHER_MIX = profile("4", 100, {LAND: (1, 4), STATUS: (3, 4)})
STRANGER = profile("5", 50, {COPIES: (1, 1)})  # one halving and all in other fields: 1 + 2
EMPTY = profile("6", 0, {})


def test_the_nearest_come_first_and_equals_by_code() -> None:
    near = nearest_communes(BASE, (BASE, STRANGER, EMPTY, OTHER_MIX, WARD, TWICE), 9)
    assert [(each.profile.code, each.distance) for each in near] == [
        ("3", 0.5),
        ("4", 0.5),
        ("2", 1.0),
        ("5", 3.0),
    ]
    assert [each.common_share for each in near] == [1, Fraction(3, 4), 1, 0]
    assert [each.is_same_kind for each in near] == [False, True, True, True]


def test_no_more_than_asked_for_and_none_beside_an_empty_one() -> None:
    assert [n.profile.code for n in nearest_communes(BASE, (TWICE, WARD), 1)] == ["3"]
    assert nearest_communes(EMPTY, (BASE, TWICE), 5) == ()


def test_the_largest_field() -> None:
    assert OTHER_MIX.largest_field == STATUS
    assert EMPTY.largest_field == ""


def evidence(period: Period, lines: dict[str, dict[str, int]]) -> Evidence:
    """Ninh Giang's form of one period, by field."""
    source = Source(
        "11203", 1, period.first, period.last, frozenset({"received"}), False, "x", has_fields=True
    )
    form = Form(lines, has_fields=True)
    return Evidence(Holdings({"11203": (source,)}, {("11203", 1): form}), DayCounts({}), {}, ())


@pytest.mark.parametrize(
    ("period", "monthly"), [("2026-02", 300), ("2026-Q1", 100), ("2026-H1", 50), ("2026", 25)]
)
def test_a_profile_has_the_dossiers_of_a_month_and_the_fields_shares(
    period: str, monthly: int
) -> None:
    """75 of land, 225 of certification; a month is a month, with 28 days or with 31."""
    days = parse_period(period)
    told = evidence(days, {"Đất đai": {"received": 75}, "Chứng thực": {"received": 225}})
    (seen,) = commune_profiles(told, ["11203", "31393"], days)
    assert (seen.code, seen.kind, seen.monthly_cases) == ("11203", "Xã", monthly)
    assert seen.field_shares == {LAND: Fraction(1, 4), COPIES: Fraction(3, 4)}
    assert seen.field_names[seen.largest_field] == "Chứng thực"
