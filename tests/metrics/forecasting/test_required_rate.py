"""What the rest of a year must bring: exact, strict where the plan is, and rounded to be enough."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.periods import Period, parse_period
from data.planning.targets import Plan, Target, built_in_plans, sort_plans, target_on
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.counting.coverage import Source
from metrics.counting.day_counts import DayCounts, Holdings
from metrics.counting.forms import Form
from metrics.counting.tallies import Evidence
from metrics.forecasting.required_rate import (
    Requirement,
    bearable_misses,
    end_rates,
    least_further_cases,
    requirement_for,
)
from metrics.forecasting.year_outlook import Course, course, periods_to_gather

NINH_GIANG = "11203"
VINH_THUAN = "11842"


def target(value: str, comparator: str = ">=") -> Target:
    """A target of a real plan, with this value."""
    satisfaction = target_on(built_in_plans(), NINH_GIANG, "satisfaction", date(2026, 3, 31))
    assert satisfaction is not None
    return replace(satisfaction, value=Decimal(value), comparator=comparator)


# value, comparator, numerator, denominator, expected volume -> state, at least so many, shown rate
NEEDED = [
    # 80 % of 1.000 are 800; 614 are there, so 186 of 250, which is 74,4 % exactly.
    ("0.80", ">=", 614, 750, 250, "needed", 186, Fraction("0.744")),
    # 80 % of 900 are 720; 20 of 30 are 66,66… %, shown as 66,7.
    ("0.80", ">=", 700, 870, 30, "needed", 20, Fraction("0.667")),
    # All of the rest: 800 of 1.000, of which 700 are there.
    ("0.80", ">=", 700, 900, 100, "needed", 100, Fraction(1)),
    # One case fewer to come: 80 % of 999 are 799,2, so 800, and 99 are not 100.
    ("0.80", ">=", 700, 900, 99, "too_few", 100, None),
    # 80 % of 1.000 are there already.
    ("0.80", ">=", 800, 900, 100, "enough", 0, None),
    # 800 of 1.000 are not above 80 %: 801 are, so one of the hundred.
    ("0.80", ">", 800, 900, 100, "needed", 1, Fraction("0.01")),
    # Above 100 % is nothing, even if every case counts.
    ("1.00", ">", 90, 90, 10, "out_of_reach", 10, None),
    ("1.00", ">=", 90, 90, 10, "needed", 10, Fraction(1)),
    # At 100 % one miss is one too many, whatever comes.
    ("1.00", ">=", 89, 90, 10, "out_of_reach", 11, None),
    # Nothing expected is no certainty: something may come.
    ("0.80", ">=", 80, 100, 0, "enough", 0, None),
    ("0.80", ">", 80, 100, 0, "too_few", 1, None),
    # Only what asks for nothing is sure.
    ("0.00", ">=", 0, 100, 10, "certain", 0, None),
]


@pytest.mark.parametrize(
    ("value", "sign", "top", "bottom", "volume", "state", "least", "rate"), NEEDED
)
def test_needed(
    value: str,
    sign: str,
    top: int,
    bottom: int,
    volume: int,
    state: str,
    least: int,
    rate: Fraction | None,
) -> None:
    needed = requirement_for(target(value, sign), top, bottom, volume)
    assert needed == Requirement(state, least, volume)  # type: ignore[arg-type]
    if rate is not None:
        assert needed.rate() == rate


def test_without_any_case_there_is_no_answer() -> None:
    assert requirement_for(target("0.80"), 0, 0, 0) is None


def reached(value: Fraction, sign: str, top: int, bottom: int) -> bool:
    rate = Fraction(top, bottom)
    return rate > value if sign == ">" else rate >= value


@given(
    hundredths=st.integers(1, 10_000),
    sign=st.sampled_from([">", ">=", "="]),
    counts=st.integers(0, 2000).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))),
    volume=st.integers(1, 2000),
)
def test_the_answer_is_the_least_that_is_enough(
    hundredths: int, sign: str, counts: tuple[int, int], volume: int
) -> None:
    (top, bottom), value = counts, Fraction(hundredths, 10_000)
    needed = requirement_for(target(str(Decimal(hundredths) / 10_000), sign), top, bottom, volume)
    assert needed is not None
    enough = [reached(value, sign, top + more, bottom + volume) for more in (0, volume)]
    never = "out_of_reach" if value == 1 else "too_few"
    assert needed.state == {(True, True): "enough", (False, True): "needed"}.get(
        (enough[0], enough[1]), never
    )
    if needed.state == "needed":
        assert reached(value, sign, top + needed.least_good_cases, bottom + volume)
        assert not reached(value, sign, top + needed.least_good_cases - 1, bottom + volume)
        # The shown rate is enough, and not more than a tenth of a percent above.
        assert 0 <= needed.rate() * volume - needed.least_good_cases < Fraction(volume, 1000)


@given(
    hundredths=st.integers(1, 10_000),
    sign=st.sampled_from([">", ">="]),
    counts=st.integers(1, 500).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))),
    volume=st.integers(0, 500),
    good=st.integers(0, 100_000),
    bad=st.integers(0, 500),
)
def test_what_is_told_as_sure_holds_whatever_comes(
    hundredths: int, sign: str, counts: tuple[int, int], volume: int, good: int, bad: int
) -> None:
    (top, bottom), value = counts, Fraction(hundredths, 10_000)
    aim = target(str(Decimal(hundredths) / 10_000), sign)
    needed = requirement_for(aim, top, bottom, volume)
    assert needed is not None
    assert needed.state != "certain"
    after = reached(value, sign, top + good, bottom + good + bad)
    if needed.state == "out_of_reach":
        assert not after
    if reached(value, sign, top, bottom):
        most = bearable_misses(aim, top, bottom)
        assert reached(value, sign, top, bottom + most)
        assert not reached(value, sign, top, bottom + most + 1)
        assert after or bad > most
    if value < 1:
        least = least_further_cases(aim, top, bottom)
        assert reached(value, sign, top + least, bottom + least)
        assert not least or not reached(value, sign, top + least - 1, bottom + least - 1)
        assert good >= least or not after


@pytest.mark.parametrize(
    ("value", "comparator", "misses"),
    [
        ("0.80", ">=", 0),  # 80 of 100 are just enough: 80 of 101 are not
        ("0.79", ">=", 1),  # 80 of 101 are 79.2 %, 80 of 102 only 78.4 %
        ("0.64", ">=", 25),  # 80 of 125 are just 64 %
        ("0.64", ">", 24),
    ],
)
def test_how_many_misses_a_met_target_bears(value: str, comparator: str, misses: int) -> None:
    assert bearable_misses(target(value, comparator), 80, 100) == misses


@pytest.mark.parametrize(("value", "comparator"), [("0.80", ">"), ("0.81", ">="), ("0", ">=")])
def test_a_missed_target_and_one_that_asks_nothing_bear_no_number_of_misses(
    value: str, comparator: str
) -> None:
    with pytest.raises(ValueError, match=r"^Chưa đạt, hoặc chỉ tiêu 0%: "):
        bearable_misses(target(value, comparator), 80, 100)


def test_the_rates_if_none_and_if_all_of_what_comes_counts() -> None:
    assert end_rates(45, 60, 40) == (Fraction(45, 100), Fraction(85, 100))


def test_a_rise_is_reckoned_from_its_base_years_rate() -> None:
    """10 points over 60 % are 70 %: of 60 of 100, 34 more good ones make 94 of 134, 33 not."""
    rise = target("0.10", "+pp")
    assert least_further_cases(rise, 60, 100, Fraction("0.60")) == 34
    assert bearable_misses(rise, 77, 100, Fraction("0.60")) == 10  # 77 of 110 are just 70 %
    with pytest.raises(ValueError, match="chưa có con số"):
        least_further_cases(rise, 60, 100)


@pytest.mark.parametrize(
    ("decimals", "least", "most"),
    [
        (0, Fraction("0.67"), Fraction("0.33")),
        (1, Fraction("0.667"), Fraction("0.333")),
        (2, Fraction("0.6667"), Fraction("0.3333")),
        (3, Fraction("0.66667"), Fraction("0.33333")),
    ],
)
def test_a_needed_rate_is_rounded_so_that_it_is_enough(
    decimals: int, least: Fraction, most: Fraction
) -> None:
    """20 of 30 good, or 10 of 30 bad."""
    needed = Requirement("needed", 20, 30)
    assert (needed.rate(decimals), needed.ceiling_rate(decimals)) == (least, most)
    assert (needed.rate(), needed.ceiling_rate()) == (Fraction("0.667"), Fraction("0.333"))
    assert (needed.most_bad_cases, Requirement("too_few", 40, 30).most_bad_cases) == (10, 0)


@pytest.mark.parametrize(
    ("value", "comparator", "top", "bottom", "further"),
    [
        ("0.80", ">=", 70, 100, 50),  # 120 of 150
        ("0.80", ">", 70, 100, 51),
        ("0.80", ">=", 80, 100, 0),
        ("0.80", ">", 80, 100, 1),
        ("0.80", ">=", 90, 100, 0),
        ("0.99", ">=", 98, 100, 100),
        # At most 5 of 100 late: 8 late of 100 are 5 % of 160.
        ("0.05", "<=", 8, 100, 60),
        ("0.05", "<", 8, 100, 61),
        ("0.05", "<=", 5, 100, 0),
    ],
)
def test_how_many_good_cases_must_come_at_the_least(
    value: str, comparator: str, top: int, bottom: int, further: int
) -> None:
    assert least_further_cases(target(value, comparator), top, bottom) == further


@pytest.mark.parametrize(("value", "comparator"), [("1.00", ">="), ("1.00", "="), ("0.00", "<=")])
def test_no_number_of_cases_makes_up_for_a_miss_of_all(value: str, comparator: str) -> None:
    message = r"^Chỉ tiêu 100%: không số hồ sơ nào bù được hồ sơ không đạt\.$"
    with pytest.raises(ValueError, match=message):
        least_further_cases(target(value, comparator), 9, 10)


def test_misses_that_can_be_put_right_keep_a_target_in_reach() -> None:
    """45 of 46 petitions answered, one open, nine to come: all ten must be."""
    assert requirement_for(target("1.00"), 45, 46, 9, 1) == Requirement("mending", 10, 9, 1)
    assert requirement_for(target("1.00"), 45, 46, 9) == Requirement("out_of_reach", 10, 9)
    # Enough, certain or to be had without them: they are told all the same.
    assert requirement_for(target("0.80"), 90, 100, 10, 3) == Requirement("enough", 0, 10, 3)
    assert requirement_for(target("0.00"), 0, 100, 10, 3) == Requirement("certain", 0, 10, 3)
    assert requirement_for(target("0.80"), 80, 100, 10, 3) == Requirement("needed", 8, 10, 3)
    assert requirement_for(target("0.80"), 70, 100, 10, 7) == Requirement("too_few", 18, 10, 7)
    assert requirement_for(target("0.80"), 70, 100, 10, 8) == Requirement("mending", 18, 10, 8)
    # 90 % of 20 are 18: eight and the five to come are 13, so five of the seven misses.
    assert requirement_for(target("0.90"), 8, 15, 5, 7) == Requirement("mending", 10, 5, 7)


@pytest.mark.parametrize(
    ("metric", "variant", "open_still"),
    [
        ("petitions_handled", None, True),  # pending ones can be answered
        ("petitions_on_time", None, False),  # what was late stays late
        ("late_apologised", None, True),
        ("late_explained_and_apologised", None, True),
        ("on_time", None, False),
        ("online_filing", None, False),
        ("online_payment", None, True),  # "Chưa thanh toán" counts as not online
        ("online_payment", "transactions", False),
        ("reused_data", None, False),
        ("reused_data", "data_items", True),
        ("satisfaction", None, False),
        ("digitised_dossiers_and_results", None, True),
        ("tasks_on_time", None, False),
    ],
)
def test_which_misses_can_be_put_right(metric: str, variant: str | None, open_still: bool) -> None:
    definition = METRICS_BY_NAME[metric].variant(variant)
    assert definition is not None
    assert bool(definition.remedy) is open_still


def test_a_task_that_was_done_in_time_can_still_be_recorded() -> None:
    by_record = METRICS_BY_NAME["tasks_on_time"].fallback
    assert by_record is not None
    assert by_record.remedy


def evidence(commune: str, months: dict[str, int], known_to: date) -> Evidence:
    """Ratings by month, nine of ten satisfied, listed from the first month to the day."""
    names = frozenset({"ratings", "ratings_satisfied"})
    days = [parse_period(name).first for name in months]
    rows = [
        ("Hộ tịch", day, {"ratings": n, "ratings_satisfied": n * 9 // 10})
        for day, n in zip(days, months.values(), strict=True)
    ]
    source = Source(commune, 1, days[0], known_to, names, True, "x")
    return Evidence(
        Holdings({commune: (source,)}, {}), DayCounts({commune: tuple(rows)}), {}, built_in_plans()
    )


def same_each_month(year: int, first: int, last: int, n: int) -> dict[str, int]:
    return {f"{year}-{month:02d}": n for month in range(first, last + 1)}


def test_the_rest_of_the_year_is_last_years_same_months() -> None:
    cases = (
        same_each_month(2025, 7, 10, 100)
        | {"2025-11": 80, "2025-12": 50}
        | same_each_month(2026, 1, 10, 100)
    )
    year = course(
        evidence(NINH_GIANG, cases, date(2026, 10, 31)),
        METRICS_BY_NAME["satisfaction"],
        NINH_GIANG,
        parse_period("2026-10"),
    )
    assert year is not None
    assert (year.standing.tally.numerator, year.standing.tally.denominator) == (
        900,
        1000,
    )
    assert [(month.volume, month.basis) for month in year.months_to_come] == [
        (80, "last_year"),
        (50, "last_year"),
    ]
    assert (year.expected_cases, year.this_year_month_count, len(year.history)) == (130, 10, 16)
    # 95 % of 1.130 are 1.073,5: 1.074, less 900, of 130.
    judged = year.standing.target
    assert judged is not None
    assert year.expected_cases is not None
    assert requirement_for(judged, 900, 1000, year.expected_cases) == Requirement(
        "too_few", 174, 130
    )


def test_where_last_year_is_not_held_the_mean_of_the_months_held() -> None:
    cases = {"2026-01": 90, "2026-02": 60, "2026-03": 120}
    year = course(
        evidence(NINH_GIANG, cases, date(2026, 3, 31)),
        METRICS_BY_NAME["satisfaction"],
        NINH_GIANG,
        parse_period("2026-03"),
    )
    assert year is not None
    assert [(month.volume, month.basis) for month in year.months_to_come] == [(90, "mean")] * 9


def test_of_a_begun_month_the_days_left_are_to_come() -> None:
    """31 days of October, 20 known: 11/31 of last year's 310 are to come, and two months more."""
    cases = same_each_month(2025, 10, 12, 310) | same_each_month(2026, 1, 9, 100) | {"2026-10": 60}
    year = course(
        evidence(NINH_GIANG, cases, date(2026, 10, 20)),
        METRICS_BY_NAME["satisfaction"],
        NINH_GIANG,
        parse_period("2026-10"),
    )
    assert year is not None
    assert year.standing.tally.denominator == 960
    assert [(month.first, month.volume) for month in year.months_to_come] == [
        (date(2026, 10, 21), 110),
        (date(2026, 11, 1), 310),
        (date(2026, 12, 1), 310),
    ]
    assert (year.expected_cases, year.this_year_month_count, len(year.history)) == (730, 9, 12)


def typed(days: date, **counts: int) -> Evidence:
    """One typed sum from 1 January to a day, of Ninh Giang."""
    source = Source(
        NINH_GIANG, 1, date(2026, 1, 1), days, frozenset(counts), False, "mau-nhap-so-lieu"
    )
    form = Form({"": counts}, has_fields=False)
    return Evidence(
        Holdings({NINH_GIANG: (source,)}, {(NINH_GIANG, 1): form}),
        DayCounts({}),
        {},
        built_in_plans(),
    )


def year_of(typed_evidence: Evidence, metric: str, period: str) -> Course | None:
    return course(typed_evidence, METRICS_BY_NAME[metric], NINH_GIANG, parse_period(period))


def test_one_sum_for_the_year_so_far_goes_on_at_its_pace() -> None:
    """1.830 transactions in 304 days, 61 days left: 367,2. 80 % of 2.197 are 1.757,6."""
    payments = typed(date(2026, 10, 31), transactions=1830, transactions_online=1690)
    year = year_of(payments, "online_payment", "2026")
    assert year is not None
    assert [month.basis for month in year.months_to_come] == ["pace", "pace"]
    assert year.expected_cases == 367
    judged = year.standing.target
    assert judged is not None
    assert requirement_for(judged, 1690, 1830, 367) == Requirement("needed", 68, 367)


def test_too_few_days_are_no_pace() -> None:
    payments = typed(date(2026, 1, 20), transactions=120, transactions_online=110)
    year = year_of(payments, "online_payment", "2026")
    assert year is not None
    assert year.expected_cases is None


def test_the_pace_is_of_petitions_handled_not_of_those_left_overdue() -> None:
    """365 days, 73 known: 24 handled make 96 more; the one overdue at the end stands once."""
    petitions = typed(date(2026, 3, 14), petitions_pending_late=1, petitions_handled=24)
    year = year_of(petitions, "petitions_handled", "2026")
    assert year is not None
    assert (year.standing.tally.numerator, year.standing.tally.denominator) == (
        24,
        25,
    )
    assert (year.expected_cases, year.mendable_misses) == (96, 1)


def test_a_figure_known_only_between_bounds_has_no_course() -> None:
    """25 petitions, 24 handled: whether the open one is overdue is not known."""
    petitions = typed(
        date(2026, 3, 14),
        petitions_new=20,
        petitions_carried_over=5,
        petitions_handled=24,
        petitions_pending=1,
    )
    assert year_of(petitions, "petitions_handled", "2026") is None


def amended(first: date, value: str) -> tuple[Plan, ...]:
    """Ninh Giang's plan of 2026, and one from a later day that changes the satisfaction asked."""
    (plan,) = (candidate for candidate in built_in_plans() if candidate.key == "11203-2026")
    changed = replace(target(value), plan_key="11203-doi")
    return sort_plans([plan, replace(plan, key="11203-doi", valid_from=first, targets=(changed,))])


@pytest.mark.parametrize("month", ["2026-09", "2026-10"])
def test_an_amended_target_is_asked_of_the_whole_year(month: str) -> None:
    """One span and one target, before the change and after it: 60 % from January on."""
    cases = same_each_month(2026, 1, int(month[-2:]), 100)
    ratings = evidence(NINH_GIANG, cases, parse_period(month).last)
    ratings = replace(ratings, plans=amended(date(2026, 10, 1), "0.60"))
    year = course(ratings, METRICS_BY_NAME["satisfaction"], NINH_GIANG, parse_period(month))
    assert year is not None
    assert len(year.months) == 12
    assert year.standing.tally.denominator == 100 * int(month[-2:])
    judged = year.standing.target
    assert judged is not None
    assert judged.value == Decimal("0.60")
    assert [(earlier_target.value, day) for earlier_target, day in year.earlier_targets] == [
        (Decimal("0.95"), date(2026, 10, 1))
    ]


def test_a_plan_that_sets_the_same_again_changes_nothing() -> None:
    ratings = evidence(NINH_GIANG, same_each_month(2026, 1, 10, 100), date(2026, 10, 31))
    ratings = replace(ratings, plans=amended(date(2026, 10, 1), "0.95"))
    year = course(ratings, METRICS_BY_NAME["satisfaction"], NINH_GIANG, parse_period("2026-10"))
    assert year is not None
    assert (year.earlier_targets, len(year.months)) == ((), 12)


def test_a_plan_for_half_a_year_has_that_half() -> None:
    """Vĩnh Thuận's plan is valid from 1 July to 31 December 2025."""
    cases = same_each_month(2025, 6, 9, 100)
    year = course(
        evidence(VINH_THUAN, cases, date(2025, 9, 30)),
        METRICS_BY_NAME["satisfaction"],
        VINH_THUAN,
        parse_period("2025-09"),
    )
    assert year is not None
    assert [month.name for month in year.months] == [f"2025-{m:02d}" for m in range(7, 13)]
    assert (
        year.standing.tally.denominator,
        year.this_year_month_count,
        len(year.history),
    ) == (
        300,
        3,
        4,
    )
    assert year.expected_cases == 300


def test_a_year_that_is_over_has_nothing_to_come() -> None:
    cases = same_each_month(2026, 1, 12, 100)
    year = course(
        evidence(NINH_GIANG, cases, date(2026, 12, 31)),
        METRICS_BY_NAME["satisfaction"],
        NINH_GIANG,
        parse_period("2026-12"),
    )
    assert year is not None
    assert (year.months_to_come, year.expected_cases, year.standing.tally.denominator) == (
        (),
        0,
        1200,
    )


@pytest.mark.parametrize(
    ("commune", "first", "month"),
    [
        (NINH_GIANG, "2026-02", "2026-03"),  # January is missing: nothing to date
        (NINH_GIANG, "2025-01", "2025-03"),  # no plan of that year is here
    ],
)
def test_what_cannot_be_told(commune: str, first: str, month: str) -> None:
    cases = {first: 100}
    ratings = evidence(commune, cases, parse_period(month).last)
    assert course(ratings, METRICS_BY_NAME["satisfaction"], commune, parse_period(month)) is None


def test_reporting_years_run_from_the_15th_of_december() -> None:
    period = parse_period("2026-03", "reporting")
    gathered = periods_to_gather(period)
    assert (gathered[-12].first, gathered[-1].last) == (date(2025, 12, 15), date(2026, 12, 14))
    counts = {"ratings": 30, "ratings_satisfied": 27}
    rows = tuple(("Hộ tịch", month.first, counts) for month in gathered[-12:-9])
    ratings = evidence(NINH_GIANG, {"2025-12": 0}, date(2026, 3, 14))
    ratings = replace(ratings, day_counts=DayCounts({NINH_GIANG: rows}))
    year = course(ratings, METRICS_BY_NAME["satisfaction"], NINH_GIANG, period)
    assert year is not None
    assert (
        year.standing.tally.denominator,
        year.this_year_month_count,
        year.expected_cases,
    ) == (90, 3, 270)


def test_a_reporting_year_does_not_ask_what_the_year_before_asked() -> None:
    """Its first days are of December, when the plan of 2025 was still in force."""
    (plan,) = (candidate for candidate in built_in_plans() if candidate.key == "11203-2026")
    old = replace(target("0.50"), plan_key="11203-2025")
    year = {"valid_from": date(2025, 1, 1), "valid_to": date(2025, 12, 31)}
    before = replace(plan, key="11203-2025", targets=(old,), **year)
    ratings = evidence(NINH_GIANG, {"2025-12": 0}, date(2026, 3, 14))
    ratings = replace(ratings, plans=sort_plans([before, plan]))
    period = parse_period("2026-03", "reporting")
    reporting_year = course(ratings, METRICS_BY_NAME["satisfaction"], NINH_GIANG, period)
    assert reporting_year is not None
    assert (reporting_year.months[0].first, reporting_year.earlier_targets) == (
        date(2025, 12, 15),
        (),
    )


def test_a_free_span_is_told_as_of_its_last_day() -> None:
    cases = same_each_month(2026, 1, 3, 100)
    span = Period(date(2026, 2, 10), date(2026, 3, 31), "2026-02-10..2026-03-31")
    year = course(
        evidence(NINH_GIANG, cases, date(2026, 3, 31)),
        METRICS_BY_NAME["satisfaction"],
        NINH_GIANG,
        span,
    )
    assert year is not None
    assert (year.standing.tally.denominator, year.this_year_month_count) == (300, 3)
