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
from data.planning.scopes import scope_fields
from data.planning.targets import Target, built_in_plans, shortfall, target_on
from metrics.analysis.decomposition import (
    FORM_PART_NAME,
    Part,
    apportion,
    cases_to_target,
    contributions,
    parts_by_field,
    parts_by_procedure_and_channel,
    rate_changes,
    sum_parts,
)
from metrics.analysis.provenance import counts_by_procedure
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.counting.day_counts import open_warehouse
from metrics.counting.gathering import gather_evidence
from metrics.counting.tallies import Evidence
from metrics.standings import standing
from tests.support.builders import NINH_GIANG, Desk, done, dossier, earlier, table


def target(value: str, comparator: str = ">=") -> Target:
    """A target of a real plan, with this value."""
    target = target_on(built_in_plans(), NINH_GIANG, "satisfaction", date(2026, 3, 31))
    assert target is not None
    return replace(target, value=Decimal(value), comparator=comparator)


def names(shares: object) -> list[tuple[str, int]]:
    return [(share.part.name, share.missing_cases) for share in shares]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("value", "comparator", "parts", "missing"),
    [
        # 80 % of 200 are 160, 120 are there: 40, all of them of land (80 - 40).
        (
            "0.80",
            ">=",
            {"Hộ tịch": (48, 60), "Đất đai": (40, 100), "Khác": (32, 40)},
            [("Đất đai", 40), ("Hộ tịch", 0), ("Khác", 0)],
        ),
        # 90 % of 31 are 27,9: 28, less 25. Exactly 8,1 - 7 = 1,1; 9,9 - 8 = 1,9; 9,9 - 10 = -0,1.
        # Rounded down 1, 1 and -1; two are left for the remainders 0,9 and 0,9.
        (
            "0.90",
            ">=",
            {"A": (7, 9), "B": (8, 11), "C": (10, 11)},
            [("B", 2), ("A", 1), ("C", 0)],
        ),
        # 95 % of 100 are 95: at least needs 95, above needs 96; 90 are there.
        ("0.95", ">=", {"A": (40, 40), "B": (50, 60)}, [("B", 7), ("A", -2)]),
        ("0.95", ">", {"A": (40, 40), "B": (50, 60)}, [("B", 8), ("A", -2)]),
        # Met: 50 % of 10 are 5, 7 are there.
        ("0.50", ">=", {"A": (4, 4), "B": (3, 6)}, [("B", 0), ("A", -2)]),
    ],
)
def test_the_gap_is_split_to_the_last_case(
    value: str,
    comparator: str,
    parts: dict[str, tuple[int, int]],
    missing: list[tuple[str, int]],
) -> None:
    aimed, named_parts = target(value, comparator), [Part(n, *c) for n, c in parts.items()]
    assert names(contributions(aimed, named_parts)) == missing
    assert cases_to_target(aimed, *sum_parts(named_parts)) == sum(cases for _, cases in missing)


@pytest.mark.parametrize(
    ("exact", "total", "whole_numbers"),
    [
        (["1.8", "0.5", "0.7"], 3, [2, 0, 1]),
        (["1.8", "0.5", "0.7"], 1, [1, 0, 0]),  # the sum of all rounded down
        (["0.5", "0.5"], 1, [1, 0]),  # of equal remainders the earlier
        (["-0.1", "1.1"], 1, [0, 1]),  # -0,1 is rounded down to -1 and has the larger remainder
        ([], 0, []),
    ],
)
def test_apportion(exact: list[str], total: int, whole_numbers: list[int]) -> None:
    assert apportion([Fraction(number) for number in exact], total) == whole_numbers


counts = st.integers(0, 300).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))
many = st.lists(counts, min_size=1, max_size=12).filter(lambda pairs: any(d for _, d in pairs))


def listed(pairs: list[tuple[int, int]]) -> list[Part]:
    return [Part(f"Lĩnh vực {i}", *pair) for i, pair in enumerate(pairs)]


@given(many, st.integers(0, 10_000), st.sampled_from([">", ">=", "="]))
def test_parts_sum_to_the_gap_and_lie_within_one_case(
    pairs: list[tuple[int, int]], hundredths: int, sign: str
) -> None:
    parts, aimed = listed(pairs), target(str(Decimal(hundredths) / 10_000), sign)
    shares = contributions(aimed, parts)
    missing = sum(share.missing_cases for share in shares)
    assert missing == cases_to_target(aimed, *sum_parts(parts))
    assert max(0, missing) == shortfall(aimed, *sum_parts(parts))
    assert [share.missing_cases for share in shares] == sorted(
        (o.missing_cases for o in shares), reverse=True
    )
    for share in shares:
        exact = Fraction(hundredths, 10_000) * share.part.denominator - share.part.numerator
        assert abs(share.missing_cases - exact) <= 1


def test_a_sum_that_is_no_rounding_is_refused() -> None:
    with pytest.raises(ValueError, match="not a rounding"):
        apportion([Fraction(1, 2), Fraction(1, 2)], 4)


@pytest.mark.parametrize(
    ("before", "after", "components"),
    [
        # Birth papers 90 % and land 50 %, both as before; their weights turn from half to 3/4 and
        # 1/4. From 70 to 80 %, all by mix: (1/4)(90 - 75) and (-1/4)(50 - 75) points.
        (
            {"Hộ tịch": (45, 50), "Đất đai": (25, 50)},
            {"HỘ TỊCH": (135, 150), "Đất đai": (25, 50)},
            {"Hộ tịch": ("0.0375", "0"), "Đất đai": ("0.0625", "0")},
        ),
        # The weights stay 1/4 and 3/4; land rises by 8 points: 3/4 of that is 6 points.
        (
            {"Hộ tịch": (20, 25), "Đất đai": (30, 75)},
            {"Hộ tịch": (40, 50), "Đất đai": (72, 150)},
            {"Hộ tịch": ("0", "0"), "Đất đai": ("0", "0.06")},
        ),
        # Land is new, with a quarter of the cases at 0 %: from 80 to 60 %, overall 70 %. Its weight
        # adds (1/4)(0 - 70) points, that of birth papers (-1/4)(80 - 70).
        (
            {"Hộ tịch": (40, 50)},
            {"Hộ tịch": (60, 75), "Đất đai": (0, 25)},
            {"Hộ tịch": ("-0.025", "0"), "Đất đai": ("-0.175", "0")},
        ),
    ],
)
def test_what_each_part_adds_to_a_change(
    before: dict[str, tuple[int, int]],
    after: dict[str, tuple[int, int]],
    components: dict[str, tuple[str, str]],
) -> None:
    first, second = ([Part(n, *c) for n, c in parts.items()] for parts in (before, after))
    changes = rate_changes(first, second)
    assert {change.before.name: (change.mix, change.performance) for change in changes} == {
        name: (Fraction(mix), Fraction(performance))
        for name, (mix, performance) in components.items()
    }


@given(many, many, st.integers(0, 5))
def test_mix_and_performance_sum_to_the_change(
    before: list[tuple[int, int]], after: list[tuple[int, int]], shift: int
) -> None:
    """Also where a period has fields that the other has not."""
    first = listed(before)
    second = [replace(part, name=f"Lĩnh vực {i + shift}") for i, part in enumerate(listed(after))]
    changes = rate_changes(first, second)
    rates = [Fraction(*sum_parts(parts)) for parts in (first, second)]
    assert sum(change.mix + change.performance for change in changes) == rates[1] - rates[0]
    assert sum(change.total for change in changes) == rates[1] - rates[0]
    for change in changes:
        assert change.performance == 0 or (change.before.denominator and change.after.denominator)


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
    return gather_evidence(
        warehouse, [NINH_GIANG], [PERIOD], scope_fields(tmp_path), built_in_plans()
    )


def test_fields_of_one_spelling_and_another_are_one(evidence: Evidence) -> None:
    fields = parts_by_field(evidence, METRICS_BY_NAME["online_filing"], NINH_GIANG, PERIOD)
    assert set(fields) == {Part("Đất đai", 1, 3), Part("Chứng thực", 2, 3)}


def test_what_the_plan_counts_by_is_split_with_what_was_carried_over(
    warehouse: Warehouse, evidence: Evidence
) -> None:
    """Ninh Giang's plan counts those carried over too: 3 of 8, of which 80 % are 6,4: 7, so 4."""
    filing = standing(evidence, METRICS_BY_NAME["online_filing"], NINH_GIANG, PERIOD)
    judged = filing.judged_tally
    assert (judged.numerator, judged.denominator, filing.shortfall) == (3, 8, 4)
    assert filing.target is not None
    fields = parts_by_field(evidence, judged.metric, NINH_GIANG, PERIOD)
    # Land 0,8 x 4 - 1 = 2,2, certification 0,8 x 4 - 2 = 1,2: the fourth to the earlier name.
    assert names(contributions(filing.target, fields)) == [("Chứng thực", 2), ("Đất đai", 2)]
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
    tally = evidence.tally(METRICS_BY_NAME["online_filing"], NINH_GIANG, PERIOD)
    rows = counts_by_procedure(warehouse, evidence, tally.metric, NINH_GIANG, PERIOD)
    more = replace(tally, numerator=10, denominator=20)
    procedures, channels = parts_by_procedure_and_channel(rows, more)
    assert sum_parts(procedures) == sum_parts(channels) == (10, 20)
    assert Part(FORM_PART_NAME, 7, 14) in procedures
    assert Part(FORM_PART_NAME, 7, 14) in channels
