"""What the rest of a year may bring under a ceiling, and what a rise asks for, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.periods import parse_period
from data.planning.plan import Plan, Target
from data.planning.targets import built_in_plans, meets_target, target_on
from metrics.analysis.decomposition import Part, cases_to_target, contributions
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.counting.coverage import Source
from metrics.counting.day_counts import DayCounts, Holdings
from metrics.counting.forms import Form
from metrics.counting.tallies import Evidence
from metrics.forecasting.required_rate import (
    Requirement,
    bearable_misses,
    least_further_cases,
    requirement_for,
)
from metrics.forecasting.year_outlook import Course, course
from metrics.forecasting.year_target import year_targets
from tests.support.builders import NINH_GIANG


def target(metric: str, comparator: str, value: str, base_year: int | None = None) -> Target:
    satisfaction = target_on(built_in_plans(), NINH_GIANG, "satisfaction", date(2026, 3, 31))
    assert satisfaction is not None
    return replace(
        satisfaction,
        metric=metric,
        value=Decimal(value),
        comparator=comparator,
        base_year=base_year,
        denominator_variant=None,
    )


@pytest.mark.parametrize(
    ("comparator", "value", "late", "returned", "volume", "state", "in_time", "late_at_most"),
    [
        # 5 % of 100 are 5; 3 are late already, so 2 of the 40 to come may be.
        ("<=", "0.05", 3, 60, 40, "needed", 38, 2),
        # Strictly below 5 % of 100 are 4: one more.
        ("<", "0.05", 3, 60, 40, "needed", 39, 1),
        # 5 % of 41 are 2,05: both are late already, none of the one to come may be.
        ("<=", "0.05", 2, 40, 1, "needed", 1, 0),
        # Six late of 60; even if the 40 to come are all in time, 6 of 100 are too many.
        ("<=", "0.05", 6, 60, 40, "too_few", 41, 0),
        # Two late of 60, two to come: 4 of 62 are 6,5 %, but 10 % allow 6.
        ("<=", "0.10", 2, 60, 2, "enough", 0, 2),
        # None may be late, and one was.
        ("<=", "0.00", 1, 60, 40, "out_of_reach", 41, 0),
        ("<=", "0.00", 0, 60, 40, "needed", 40, 0),
        # Below nothing is nothing.
        ("<", "0.00", 0, 60, 40, "out_of_reach", 40, 0),
        ("<=", "1.00", 60, 60, 40, "certain", 0, 40),
    ],
)
def test_a_ceiling_says_how_many_may_still_count(
    comparator: str,
    value: str,
    late: int,
    returned: int,
    volume: int,
    state: str,
    in_time: int,
    late_at_most: int,
) -> None:
    ceiling = target("late_dossiers", comparator, value)
    requirement = requirement_for(ceiling, late, returned, volume)
    assert requirement == Requirement(state, in_time, volume)  # type: ignore[arg-type]
    assert requirement.most_bad_cases == late_at_most


def test_the_share_that_may_count_is_rounded_down() -> None:
    """5 % of 109 are 5,45: five, three are late, so two of 49, which is 4,08 %: "4,0%"."""
    requirement = requirement_for(target("late_dossiers", "<=", "0.05"), 3, 60, 49)
    assert requirement is not None
    assert (requirement.most_bad_cases, requirement.ceiling_rate()) == (2, Fraction("0.040"))


def test_how_much_a_ceiling_bears_and_what_brings_it_back() -> None:
    """At most 5 %. 2 of 60: with one more 3 of 61 (4,9 %), with two more 4 of 62 (6,5 %).

    4 of 60: in time must come 20 more, 4 of 80.
    """
    ceiling = target("late_dossiers", "<=", "0.05")
    assert bearable_misses(ceiling, 2, 60) == 1
    assert least_further_cases(ceiling, 4, 60) == 20
    # Strictly below: 4 of 80 are 5 %, 4 of 81 are less.
    assert least_further_cases(target("late_dossiers", "<", "0.05"), 4, 60) == 21


@given(
    hundredths=st.integers(0, 10_000),
    comparator=st.sampled_from(["<", "<="]),
    counts=st.integers(0, 500).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))),
    volume=st.integers(1, 500),
)
def test_what_a_ceiling_allows_is_the_most_that_meets_it(
    hundredths: int, comparator: str, counts: tuple[int, int], volume: int
) -> None:
    late, returned = counts
    ceiling = target("late_dossiers", comparator, str(Decimal(hundredths) / 10_000))
    requirement = requirement_for(ceiling, late, returned, volume)
    assert requirement is not None
    best, worst = (meets_target(ceiling, late + n, returned + volume) for n in (0, volume))
    assert (requirement.state in ("enough", "certain")) is worst
    assert (requirement.state == "needed") is (best and not worst)
    if requirement.state == "needed":
        most = requirement.most_bad_cases
        assert meets_target(ceiling, late + most, returned + volume)
        assert not meets_target(ceiling, late + most + 1, returned + volume)
        assert 0 <= most - requirement.ceiling_rate() * volume < Fraction(volume, 1000) + 1


@pytest.mark.parametrize(
    ("comparator", "value", "parts", "too_many"),
    [
        # 5 % of 100 are 5, 9 are late: 4. Land 8 - 3 = 5, certification 1 - 2 = -1.
        (
            "<=",
            "0.05",
            {"Đất đai": (8, 60), "Chứng thực": (1, 40)},
            {"Đất đai": 5, "Chứng thực": -1},
        ),
        # Strictly below they are 4: one more, of equal remainders to the part with more cases.
        (
            "<",
            "0.05",
            {"Đất đai": (8, 60), "Chứng thực": (1, 40)},
            {"Đất đai": 6, "Chứng thực": -1},
        ),
        # Room for two: 5 % of 100 are 5, three are late.
        (
            "<=",
            "0.05",
            {"Đất đai": (3, 60), "Chứng thực": (0, 40)},
            {"Đất đai": 0, "Chứng thực": -2},
        ),
    ],
)
def test_the_cases_too_many_are_split_to_the_last_one(
    comparator: str, value: str, parts: dict[str, tuple[int, int]], too_many: dict[str, int]
) -> None:
    ceiling = target("late_dossiers", comparator, value)
    shares = contributions(ceiling, [Part(name, *counts) for name, counts in parts.items()])
    assert {share.part.name: share.missing_cases for share in shares} == too_many
    late, returned = (sum(column) for column in zip(*parts.values(), strict=True))
    assert cases_to_target(ceiling, late, returned) == sum(too_many.values())


def test_a_rise_is_split_by_what_it_asks_for() -> None:
    """60 % the year before and 10 % more: 66 of 100, 60 are there. Half of 50 lacks 8, 35 of 50
    has 2 to spare. 95 % and 10 % more are above all there is: every case that is not good lacks.
    """
    rise = target("online_filing", "+", "0.10", 2025)
    parts = [Part("A", 25, 50), Part("B", 35, 50)]
    of_sixty = contributions(rise, parts, Fraction(60, 100))
    assert [(share.part.name, share.missing_cases) for share in of_sixty] == [("A", 8), ("B", -2)]
    above_all = contributions(rise, parts, Fraction(95, 100))
    assert [(share.part.name, share.missing_cases) for share in above_all] == [("A", 25), ("B", 15)]


def year_with(of: Target, before: dict[str, tuple[int, int]]) -> Course | None:
    """Filing of January to March 2026, 200 of 300, beside what the year before has."""
    sources, forms = [], {}
    for number, (name, counts) in enumerate({**before, "2026-Q1": (200, 300)}.items(), start=1):
        names, period = ("received_online", "received"), parse_period(name)
        source = (NINH_GIANG, number, period.first, period.last, frozenset(names), False, "x")
        sources.append(Source(*source))
        forms[NINH_GIANG, number] = Form({"": dict(zip(names, counts, strict=True))}, False)
    year = date(2026, 1, 1), date(2026, 12, 31)
    plan = Plan("k", NINH_GIANG, "Kế hoạch", "", "", "", *year, (replace(of, plan_key="k"),))
    held = Evidence(Holdings({NINH_GIANG: tuple(sources)}, forms), DayCounts({}), {}, (plan,))
    return course(held, METRICS_BY_NAME["online_filing"], NINH_GIANG, parse_period("2026-Q1"))


def test_a_rise_is_held_against_the_whole_base_year() -> None:
    """2025: 50 of 100 in the first quarter, 400 of 500 in the rest: 75 %, and 4 points more 79 %.

    300 cases in 90 days are 916,67 in 275: of 1.217 are 961,43, so 962, less 200 are 762 of 917.
    The first quarter alone would have asked for 54 %.
    """
    year = year_with(
        target("online_filing", "+pp", "0.04", 2025),
        {"2025-Q1": (50, 100), "2025-Q2": (200, 250), "2025-H2": (200, 250)},
    )
    assert year is not None
    assert (year.base_rate, year.bound) == (Fraction(450, 600), Fraction(79, 100))
    assert year.standing.bound == Fraction(54, 100)
    assert year.standing.target is not None
    assert year.expected_cases == 917
    found = requirement_for(year.standing.target, 200, 300, 917, base_rate=year.base_rate)
    assert found == Requirement("needed", 762, 917)


@pytest.mark.parametrize("before", [{}, {"2025-Q1": (50, 100)}])
def test_without_the_whole_base_year_there_is_nothing_to_ask_for(
    before: dict[str, tuple[int, int]],
) -> None:
    year = year_with(target("online_filing", "+", "0.10", 2025), before)
    assert year is not None
    assert (year.base_rate, year.bound) == (None, None)
    assert year.standing.target is not None
    with pytest.raises(ValueError, match="chưa có con số"):
        requirement_for(year.standing.target, 200, 300, 917)


@pytest.mark.parametrize(
    ("comparator", "value", "base_year", "is_replaced"),
    [
        ("+", "0.10", 2025, False),
        ("+", "0.10", 2024, True),  # another year's rate is another bound
        ("+pp", "0.10", 2025, True),  # 66 % of 60 % is a tenth more, 70 % ten points
        (">=", "0.10", None, True),
    ],
)
def test_a_rise_that_an_amendment_turns_into_another_is_replaced(
    comparator: str, value: str, base_year: int | None, is_replaced: bool
) -> None:
    first = target("online_filing", "+", "0.10", 2025)
    second = target("online_filing", comparator, value, base_year)
    halves = ((date(2026, 1, 1), date(2026, 6, 30)), (date(2026, 7, 1), date(2026, 12, 31)))
    plans = [
        Plan(key, NINH_GIANG, "Kế hoạch", "", "", "", *days, (replace(own, plan_key=key),))
        for key, days, own in zip("ab", halves, (first, second), strict=True)
    ]
    months = [parse_period(f"2026-{month:02}") for month in range(1, 13)]
    _, replaced = year_targets(plans, NINH_GIANG, "online_filing", months)
    assert [day for _, day in replaced] == ([date(2026, 7, 1)] if is_replaced else [])
