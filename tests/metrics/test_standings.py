"""Standings: rates judged unrounded, by the plan that is valid on the period's last day."""

from __future__ import annotations

from datetime import date

import pytest

from data.periods import Period, parse_period
from data.planning.targets import built_in_plans
from metrics.analysis.ranking import rank_standings, total_counts
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.counting.coverage import Source
from metrics.counting.day_counts import DayCounts, Holdings
from metrics.counting.forms import Form
from metrics.counting.tallies import Evidence
from metrics.standings import Standing, is_comparable, standing


def evidence(commune: str, period: Period, **counts: int) -> Evidence:
    """A commune whose whole period one form gives, with these counts."""
    names = frozenset(counts)
    form = Source(commune, 1, period.first, period.last, names, False, "x")
    return Evidence(
        Holdings({commune: (form,)}, {(commune, 1): Form({"": counts}, has_fields=False)}),
        DayCounts({}),
        {},
        built_in_plans(),
    )


def status_and_shortfall(
    commune: str, month: str, metric: str, **counts: int
) -> tuple[str, int | None]:
    period = parse_period(month)
    current = standing(
        evidence(commune, period, **counts), METRICS_BY_NAME[metric], commune, period
    )
    return current.status, current.shortfall


def on_time(early: int, on_time_: int, late: int) -> dict[str, int]:
    return {"resolved_early": early, "resolved_on_time": on_time_, "resolved_late": late}


@pytest.mark.parametrize(
    ("satisfied", "ratings", "expected"),
    [
        (95, 100, ("met", 0)),  # Ninh Giang: tối thiểu 95%
        (94, 100, ("missed", 1)),
        (18999, 20000, ("missed", 1)),  # 94,995% rounds to 95,00% and is not met
        (0, 0, ("no_cases", None)),
    ],
)
def test_at_least(satisfied: int, ratings: int, expected: tuple[str, int | None]) -> None:
    counts = {"ratings_satisfied": satisfied, "ratings": ratings}
    assert status_and_shortfall("11203", "2026-03", "satisfaction", **counts) == expected


def test_more_than_is_strict() -> None:
    """Đồng Nguyên: "trên 95%" of the dossiers; 95 of 100 is not above."""
    assert status_and_shortfall("09385", "2026-03", "on_time", **on_time(50, 45, 5)) == (
        "missed",
        1,
    )
    assert status_and_shortfall("09385", "2026-03", "on_time", **on_time(50, 46, 4)) == ("met", 0)


def test_a_plan_judges_its_own_days_and_is_expired_after() -> None:
    """Vĩnh Thuận's plan ends on 31 December 2025."""
    assert status_and_shortfall("11842", "2025-10", "on_time", **on_time(60, 40, 0))[0] == "met"
    assert status_and_shortfall("11842", "2026-01", "on_time", **on_time(60, 40, 0)) == (
        "expired",
        None,
    )
    assert status_and_shortfall("11842", "2025-06", "on_time", **on_time(60, 40, 0)) == (
        "no_target",
        None,
    )


def test_a_target_without_a_number_is_no_target() -> None:
    counts = {"received_online": 8, "received_direct_or_postal": 2}
    period = parse_period("2025-10")
    current = standing(
        evidence("11842", period, **counts), METRICS_BY_NAME["online_filing"], "11842", period
    )
    assert (current.status, current.target is not None and current.target.value) == (
        "no_target",
        None,
    )


def test_nothing_known_is_no_data() -> None:
    assert status_and_shortfall("11203", "2026-03", "satisfaction", received_online=1) == (
        "no_data",
        None,
    )


def test_the_form_counts_on_time_otherwise_and_says_so() -> None:
    period = parse_period("2026-03")
    counts = {"resolved_early": 10, "resolved_on_time_or_left": 9, "resolved_late": 1}
    current = standing(
        evidence("09385", period, **counts), METRICS_BY_NAME["on_time"], "09385", period
    )
    assert (current.tally.numerator, current.tally.denominator) == (19, 20)
    assert current.tally.metric.denominator_variant == "resolved_or_left"


def test_early_is_unknown_where_a_table_gives_only_the_sum() -> None:
    counts = {"resolved_early_or_on_time": 19, "resolved_late": 1}
    assert status_and_shortfall("09385", "2026-03", "early", **counts) == ("no_data", None)
    assert status_and_shortfall("09385", "2026-03", "on_time", **counts)[0] == "missed"


def test_another_denominator_than_the_plan_counts_by_is_marked() -> None:
    period = parse_period("2026-03")
    counts = {"received_online": 9, "received_direct_or_postal": 1}
    ratings = evidence("11203", period, **counts)
    assert standing(ratings, METRICS_BY_NAME["online_filing"], "11203", period).denominator_differs


def test_equals_share_a_rank_and_what_is_not_known_has_none() -> None:
    period = parse_period("2026-03")
    shares = {"11203": (9, 10), "10729": (18, 20), "09385": (1, 10)}
    rates = [
        standing(
            evidence(code, period, ratings_satisfied=top, ratings=bottom),
            METRICS_BY_NAME["satisfaction"],
            code,
            period,
        )
        for code, (top, bottom) in shares.items()
    ]
    rates.append(
        standing(evidence("31393", period), METRICS_BY_NAME["satisfaction"], "31393", period)
    )
    assert [
        (rank, current.commune_code) for rank, current in rank_standings(rates, least_cases=1)
    ] == [
        (1, "11203"),
        (1, "10729"),
        (3, "09385"),
        (None, "31393"),
    ]
    assert total_counts([current.tally for current in rates]) == (28, 40, 3)


def test_of_late_dossiers_the_fewest_stand_first() -> None:
    """1 %, 3 % and 1 % late: the second is the last, though its rate is the highest."""
    period = parse_period("2026-03")
    late = {"11203": 1, "10729": 3, "09385": 1}
    rates = [
        standing(
            evidence(code, period, **on_time(60, 40 - n, n)),
            METRICS_BY_NAME["late_dossiers"],
            code,
            period,
        )
        for code, n in late.items()
    ]
    assert [(rank, current.commune_code) for rank, current in rank_standings(rates)] == [
        (1, "11203"),
        (1, "09385"),
        (3, "10729"),
    ]


def test_fewer_cases_than_the_fair_ranking_asks_for_have_no_rank() -> None:
    """29 of 29 says less than 27 of 30: chance decides below 30 cases."""
    period = parse_period("2026-03")
    shares = {"11203": (29, 29), "10729": (27, 30), "09385": (30, 40)}
    rates = [
        standing(
            evidence(code, period, ratings_satisfied=top, ratings=bottom),
            METRICS_BY_NAME["satisfaction"],
            code,
            period,
        )
        for code, (top, bottom) in shares.items()
    ]
    assert [(rank, current.commune_code) for rank, current in rank_standings(rates)] == [
        (1, "10729"),
        (2, "09385"),
        (None, "11203"),
    ]


@pytest.mark.parametrize(
    ("last", "comparable"), [(date(2026, 3, 31), True), (date(2026, 3, 20), False)]
)
def test_a_period_to_date_is_not_set_beside_a_whole_one(last: date, comparable: bool) -> None:
    march, february = parse_period("2026-03"), parse_period("2026-02")
    counts = {"ratings_satisfied": 9, "ratings": 10}

    def of(period: Period, days: Period) -> Standing:
        return standing(
            evidence("11203", days, **counts), METRICS_BY_NAME["satisfaction"], "11203", period
        )

    now = of(march, Period(march.first, last))
    assert now.judged_tally.rate is not None
    assert is_comparable(now, of(february, february)) is comparable
