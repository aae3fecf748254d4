"""What is said of a standing beside ceilings, rises and points: worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.periods import parse_period
from metrics.analysis.ranking import group_figures
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.standings import Standing, standing
from tests.metrics.test_judging import CODE, QUARTER, evidence, judge, target
from ui.comparison import commune_details, standing_table
from ui.comparison.funnel_chart import verdict_colour
from ui.display import words
from ui.display.colours import colours
from ui.display.coverage_words import coverage
from ui.overview.cards import CardContent, metric_cards

COLOURS = colours()


def late(count: int, comparator: str = "<=", value: str = "0.01") -> Standing:
    """Late dossiers, of a thousand returned in the quarter, under a ceiling."""
    counts = {"resolved_early": 900 - count, "resolved_on_time": 100, "resolved_late": count}
    return judge(target("late_dossiers", comparator, value), (QUARTER, {"": counts}))


@pytest.mark.parametrize(
    ("count", "comparator", "demand", "status", "said"),
    [
        # 10 of 1.000 may be late.
        (6, "<=", "không quá 1%", "met", "còn 0,40 điểm phần trăm là tới mức"),
        (10, "<=", "không quá 1%", "met", "vừa tới mức"),
        (14, "<=", "không quá 1%", "missed", "vượt 4 hồ sơ quá hạn"),
        (10, "<", "dưới 1%", "missed", "vượt 1 hồ sơ quá hạn"),
        (9, "<", "dưới 1%", "met", "còn 0,10 điểm phần trăm là tới mức"),
    ],
)
def test_a_ceiling_says_the_room_that_it_leaves_or_the_cases_too_many(
    count: int, comparator: str, demand: str, status: str, said: str
) -> None:
    current = late(count, comparator)
    assert current.target is not None
    assert words.target_words(current.target) == demand
    assert (current.status, words.shortfall(current)) == (status, said)


def test_room_is_never_told_larger_than_it_is() -> None:
    """6 of 1.001 returned are 0,5994 %: 0,4006 points are left, and 0,40 are told."""
    counts = {"resolved_early": 900, "resolved_on_time": 95, "resolved_late": 6}
    current = judge(target("late_dossiers", "<=", "0.01"), (QUARTER, {"": counts}))
    assert words.shortfall(current) == "còn 0,40 điểm phần trăm là tới mức"


def test_of_what_ought_not_to_be_the_lowest_rates_are_the_best_quarter() -> None:
    """6, 8, 10, 12 and 14 of a thousand late: quartiles at 8 and 12; 6 is best, 14 is worst."""
    counts = (6, 8, 10, 12, 14)
    group = [replace(late(n), commune_code=f"1120{n % 10}") for n in counts]
    figures = group_figures(group)
    classes = [standing_table._quarter_class(one, figures) for one in group]
    assert classes == ["best", "", "", "", "worst"]


def test_a_ceilings_attainment_is_told_of_what_is_allowed() -> None:
    assert list(commune_details.standing_notes(late(12)))[1] == "bằng 120,0% mức cho phép"


def test_above_the_others_is_bad_of_what_ought_not_to_be() -> None:
    assert verdict_colour("above_95", True, COLOURS) == COLOURS.missed
    assert verdict_colour("below_998", True, COLOURS) == COLOURS.met
    assert verdict_colour("above_95", False, COLOURS) == COLOURS.met


def test_a_mark_in_points_is_told_in_points() -> None:
    """88,60 of 100 against at least 90; 19,25 of the group's 22 against 18."""
    marks = {"": {"index_766": 8860, "index_766_online": 1925, "full_mark": 10_000}}
    current = judge(target("index_766", ">=", "0.90"), (QUARTER, marks))
    assert current.target is not None
    assert (words.rate(current), words.target_words(current.target)) == (
        "88,60 điểm",
        "tối thiểu 90 điểm",
    )
    assert (current.status, words.shortfall(current)) == ("missed", "còn thiếu 1,40 điểm")
    assert words.counts(current.judged_tally) == "số đã công bố, nhập tay"
    group = judge(target("index_766_online", ">=", "0.18"), (QUARTER, marks))
    assert (group.status, words.rate(group)) == ("met", "19,25 điểm")


def test_a_change_of_points_is_told_in_points() -> None:
    """88,60 in the first quarter after 85,10 in the last of the year before: 3,50 points more."""
    before = parse_period("2025-Q4")
    forms = [
        (period, {"": {"index_766": points, "full_mark": 10_000}})
        for period, points in ((QUARTER, 8860), (before, 8510))
    ]
    demanded = evidence(*forms, judged_by=target("index_766", ">=", "0.90"))
    metric = METRICS_BY_NAME["index_766"]
    current, earlier = (standing(demanded, metric, CODE, period) for period, _ in forms)
    html = metric_cards([CardContent(current, earlier, [earlier, current], [])], COLOURS)
    assert "▲ 3,50 điểm so với quý IV/2025" in html
    assert "phần trăm" not in html


def test_a_published_percentage_is_told_in_percent() -> None:
    marks = {"": {"sipas": 8521, "full_mark": 10_000}}
    current = judge(target("sipas", ">=", "0.87"), (QUARTER, marks))
    assert words.rate(current) == "85,21%"
    assert words.shortfall(current) == "còn thiếu 1,79 điểm phần trăm"


def test_a_rise_says_which_counts_of_its_base_year_are_missing() -> None:
    lines = {"": {"received_online": 66, "received": 100}}
    rise = target("online_filing", "+", "0.10", base_year=2025)
    current = judge(rise, (QUARTER, lines))
    assert current.status == "no_data"
    said = coverage(current)
    assert said.startswith("chưa đủ số liệu của năm gốc, 01/01–31/03/2025: hãy nạp danh sách hồ sơ")
    nothing = {"": {"received_online": 0, "received": 0}}
    empty = judge(rise, (QUARTER, lines), (parse_period("2025-Q1"), nothing))
    assert coverage(empty) == "01/01–31/03/2025 không phát sinh nên không có mức để so"
    sixty = {"": {"received_online": 60, "received": 100}}
    assert coverage(judge(rise, (QUARTER, lines), (parse_period("2025-Q1"), sixty))) == ""


@pytest.mark.parametrize(
    ("metric", "needs_list"), [("petitions_on_time", False), ("online_filing", True)]
)
def test_a_list_of_dossiers_is_asked_for_only_where_it_tells(metric: str, needs_list: bool) -> None:
    lines = {"": {"ratings": 3}}  # a form is there, without the metric's counts
    said = coverage(judge(target(metric, ">=", "0.9"), (QUARTER, lines)))
    assert ("thiếu cột cần cho chỉ số này, hãy nạp" in said) == needs_list
    assert said.startswith("chưa nạp “Biểu số II.05a") != needs_list
    assert "biểu “Biểu" not in said
    assert ("danh sách hồ sơ" in said) == needs_list
    assert ("II.05a" in said) == (not needs_list)
