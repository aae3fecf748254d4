"""Shortfalls and changes in parts: they sum exactly, whatever the counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.cache.warehouse import Warehouse
from data.periods import parse_period
from data.planning.scopes import scopes
from data.planning.targets import Target, shipped, shortfall, target_on
from metrics.analysis.decomposition import (
    BY_FORM,
    Part,
    apportion,
    contributions,
    gap,
    parts_by_field,
    parts_by_procedure_and_channel,
    rate_changes,
    sum_parts,
)
from metrics.analysis.provenance import counts_by_procedure
from metrics.catalogue.metrics import BY_NAME
from metrics.counting.day_counts import open_warehouse
from metrics.counting.tallies import Evidence, gather
from metrics.standings import standing
from tests.support.builders import NINH_GIANG, Desk, done, dossier, earlier, table


def target(value: str, comparator: str = ">=") -> Target:
    """A target of a real plan, with this value."""
    found = target_on(shipped(), NINH_GIANG, "satisfaction", date(2026, 3, 31))
    assert found is not None
    return replace(found, value=Decimal(value), comparator=comparator)


def names(found: object) -> list[tuple[str, int]]:
    return [(one.part.name, one.missing) for one in found]  # type: ignore[attr-defined]


def test_a_gap_by_hand() -> None:
    """80 % of 200 are 160, 120 are there: 40. Land 80 - 40, civil status 48 - 48, rest 32 - 32."""
    parts = [Part("Hộ tịch", 48, 60), Part("Đất đai", 40, 100), Part("Khác", 32, 40)]
    assert gap(target("0.80"), *sum_parts(parts)) == 40
    assert names(contributions(target("0.80"), parts)) == [
        ("Đất đai", 40),
        ("Hộ tịch", 0),
        ("Khác", 0),
    ]


def test_whole_cases_go_to_the_largest_remainders() -> None:
    """90 % of 31 are 27,9: 28, less 25. Exactly 8,1 - 7 = 1,1; 9,9 - 8 = 1,9; 9,9 - 10 = -0,1.

    Rounded down 1, 1 and -1; two are left for the remainders 0,9 and 0,9.
    """
    parts = [Part("A", 7, 9), Part("B", 8, 11), Part("C", 10, 11)]
    assert names(contributions(target("0.90"), parts)) == [("B", 2), ("A", 1), ("C", 0)]


def test_above_is_one_case_more_than_at_least() -> None:
    """95 % of 100 are 95: at least needs 95, above needs 96; 90 are there."""
    parts = [Part("A", 40, 40), Part("B", 50, 60)]
    assert names(contributions(target("0.95"), parts)) == [("B", 7), ("A", -2)]
    assert names(contributions(target("0.95", ">"), parts)) == [("B", 8), ("A", -2)]


counts = st.integers(0, 300).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))
many = st.lists(counts, min_size=1, max_size=12).filter(lambda pairs: any(d for _, d in pairs))


def listed(pairs: list[tuple[int, int]]) -> list[Part]:
    return [Part(f"Lĩnh vực {i}", *pair) for i, pair in enumerate(pairs)]


@given(many, st.integers(0, 10_000), st.sampled_from([">", ">=", "="]))
def test_parts_sum_to_the_gap_and_lie_within_one_case(
    pairs: list[tuple[int, int]], hundredths: int, sign: str
) -> None:
    parts, aimed = listed(pairs), target(str(Decimal(hundredths) / 10_000), sign)
    found = contributions(aimed, parts)
    missing = sum(one.missing for one in found)
    assert missing == gap(aimed, *sum_parts(parts))
    assert max(0, missing) == shortfall(aimed, *sum_parts(parts))
    assert [one.missing for one in found] == sorted((o.missing for o in found), reverse=True)
    for one in found:
        exact = Fraction(hundredths, 10_000) * one.part.denominator - one.part.numerator
        assert abs(one.missing - exact) <= 1


def test_a_sum_that_is_no_rounding_is_refused() -> None:
    with pytest.raises(ValueError, match="not a rounding"):
        apportion([Fraction(1, 2), Fraction(1, 2)], 4)


def test_mix_and_performance_by_hand() -> None:
    """Birth papers 90 % and land 50 %, both as before; their weights turn from half to 3/4 and 1/4.

    The rate goes from 70 to 80 %, all of it by mix: (1/4)(90 - 75) and (-1/4)(50 - 75) points.
    """
    before = [Part("Hộ tịch", 45, 50), Part("Đất đai", 25, 50)]
    after = [Part("HỘ TỊCH", 135, 150), Part("Đất đai", 25, 50)]
    found = {one.before.name: (one.mix, one.performance) for one in rate_changes(before, after)}
    assert found == {"Hộ tịch": (Fraction("0.0375"), 0), "Đất đai": (Fraction("0.0625"), 0)}


def test_performance_alone() -> None:
    """The weights stay 1/4 and 3/4; land rises by 8 points: 3/4 of that is 6 points."""
    before = [Part("Hộ tịch", 20, 25), Part("Đất đai", 30, 75)]
    after = [Part("Hộ tịch", 40, 50), Part("Đất đai", 72, 150)]
    first, second = rate_changes(before, after)
    assert (first.after.name, first.mix, first.performance) == ("Đất đai", 0, Fraction("0.06"))
    assert (second.mix, second.performance) == (0, 0)


@given(many, many, st.integers(0, 5))
def test_mix_and_performance_sum_to_the_change(
    before: list[tuple[int, int]], after: list[tuple[int, int]], shift: int
) -> None:
    """Also where a period has fields that the other has not."""
    first = listed(before)
    second = [replace(part, name=f"Lĩnh vực {i + shift}") for i, part in enumerate(listed(after))]
    found = rate_changes(first, second)
    rates = [Fraction(*sum_parts(parts)) for parts in (first, second)]
    assert sum(one.mix + one.performance for one in found) == rates[1] - rates[0]
    assert sum(one.total for one in found) == rates[1] - rates[0]
    for one in found:
        assert one.performance == 0 or (one.before.denominator and one.after.denominator)


def test_without_a_case_there_is_no_change() -> None:
    with pytest.raises(ValueError, match="Không phát sinh"):
        rate_changes([Part("A", 0, 0)], [Part("A", 1, 2)])


LAND = {"field": "Đất đai"}
DIRECT = {"channel": "Trực tiếp"}
ROWS = [
    earlier(),
    earlier(9001, **LAND, **DIRECT),
    dossier(1),
    done(2),
    done(3, **DIRECT),
    dossier(4, **LAND, **DIRECT),
    dossier(5, field="ĐẤT ĐAI", channel="Bưu chính công ích"),
    done(6, "25/01/2026", **LAND),
]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """January of Ninh Giang: 3 of 6 online; land 1 of 3. Two were carried over."""
    desk = Desk(tmp_path_factory.mktemp("kho"))
    rows = [
        row | {"Tên thủ tục hành chính": "Khai sinh"} if i > 5 else row
        for i, row in enumerate(ROWS)
    ]
    desk.stored("thang-1.csv", table(rows))
    warehouse = open_warehouse(desk.record, None)
    warehouse.refresh()
    yield warehouse
    warehouse.close()


PERIOD = parse_period("2026-01")


@pytest.fixture
def evidence(warehouse: Warehouse, tmp_path: Path) -> Evidence:
    return gather(warehouse, [NINH_GIANG], [PERIOD], scopes(tmp_path), shipped())


def test_fields_of_one_spelling_and_another_are_one(evidence: Evidence) -> None:
    found = parts_by_field(evidence, BY_NAME["online_filing"], NINH_GIANG, PERIOD)
    assert set(found) == {Part("Đất đai", 1, 3), Part("Chứng thực", 2, 3)}


def test_what_the_plan_counts_by_is_split_with_what_was_carried_over(
    warehouse: Warehouse, evidence: Evidence
) -> None:
    """Ninh Giang's plan counts those carried over too: 3 of 8, of which 80 % are 6,4: 7, so 4."""
    one = standing(evidence, BY_NAME["online_filing"], NINH_GIANG, PERIOD)
    judged = one.judged_tally
    assert (judged.numerator, judged.denominator, one.shortfall) == (3, 8, 4)
    assert one.target is not None
    fields = parts_by_field(evidence, judged.metric, NINH_GIANG, PERIOD)
    # Land 0,8 x 4 - 1 = 2,2, certification 0,8 x 4 - 2 = 1,2: the fourth to the earlier name.
    assert names(contributions(one.target, fields)) == [("Chứng thực", 2), ("Đất đai", 2)]
    rows = counts_by_procedure(warehouse, evidence, judged.metric, NINH_GIANG, PERIOD)
    procedures, channels = parts_by_procedure_and_channel(rows, judged)
    assert sum_parts(procedures) == sum_parts(channels) == (3, 8)
    assert {(part.name, part.numerator, part.denominator) for part in procedures} == {
        ("Chứng thực bản sao", 2, 6),
        ("Khai sinh", 1, 2),
    }
    assert {(part.name, part.denominator) for part in channels} == {
        ("online", 4),
        ("direct", 3),
        ("postal", 1),
    }


def test_what_a_form_counts_has_no_procedure(warehouse: Warehouse, evidence: Evidence) -> None:
    tally = evidence.tally(BY_NAME["online_filing"], NINH_GIANG, PERIOD)
    rows = counts_by_procedure(warehouse, evidence, tally.metric, NINH_GIANG, PERIOD)
    more = replace(tally, numerator=10, denominator=20)
    procedures, channels = parts_by_procedure_and_channel(rows, more)
    assert sum_parts(procedures) == sum_parts(channels) == (10, 20)
    assert Part(BY_FORM, 7, 14) in procedures
    assert Part(BY_FORM, 7, 14) in channels
