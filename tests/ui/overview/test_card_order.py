"""What the overview shows of a plan, and in what order: most at stake first, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from data.periods import Period, parse_period
from data.planning.plan import Plan, Target
from metrics.counting.coverage import Source
from metrics.counting.day_counts import DayCounts, Holdings
from metrics.counting.forms import Form
from metrics.counting.tallies import Evidence
from metrics.forecasting.stakes import bearable_cases, is_at_risk
from metrics.standings import Standing
from tests.metrics.test_judging import target
from ui.display.colours import colours
from ui.overview.cards import CardContent, metric_cards
from ui.overview.shown_metrics import ShownStandings, shown_standings

CODE = "11203"
QUARTER = parse_period("2026-Q1")
YEAR = date(2026, 1, 1), date(2026, 12, 31)
TO_FEBRUARY = Period(date(2026, 1, 1), date(2026, 2, 28))
COUNTS = {
    # 10 of a hundred short of 80.
    "received_online": 70,
    "received": 100,
    # 35 of a hundred short of 95.
    "resolved_early": 20,
    "resolved_on_time": 40,
    "resolved_late": 40,
    # 96 of 100, at least 95: one more miss is 96 of 101, two are 96 of 102, below 95.
    "payable": 100,
    "paid_online": 96,
    # 90 of 100, at least 50: forty and more may still miss.
    "results_due": 100,
    "results_digitised": 90,
    # Nobody demands it.
    "received_reused": 30,
}
DEMANDS = (
    target("digitised_results", ">=", "0.50", id="X-01"),
    target("online_payment", ">=", "0.95", id="X-02"),
    target("online_filing", ">=", "0.80", id="X-03"),
    target("on_time", ">=", "0.95", id="X-04"),
    target("sipas", ">=", "0.85", id="X-05"),
    target("digitised_dossiers", "=", "1.00", id="X-06"),
)


def evidence(
    demands: tuple[Target, ...], covered: Period = TO_FEBRUARY, counts: dict[str, int] = COUNTS
) -> Evidence:
    """A form over some days, and a plan with these targets; no plan without any."""
    plan = Plan("k", CODE, "Kế hoạch", "", "", "", *YEAR, demands)
    source = Source(CODE, 1, covered.first, covered.last, frozenset(counts), False, "x")
    holdings = Holdings({CODE: (source,)}, {(CODE, 1): Form({"": counts}, False)})
    scopes = {"land_construction_investment": frozenset({"Đất đai"})}
    return Evidence(holdings, DayCounts({}), scopes, (plan,) if demands else ())


def shown(*demands: Target, covered: Period = TO_FEBRUARY) -> ShownStandings:
    return shown_standings(evidence(demands, covered), CODE, QUARTER)


# Seventy of a hundred, eighty demanded.
(FILING_MISSED,) = shown(target("online_filing", ">=", "0.80")).cards


def names(standings: tuple[Standing, ...]) -> list[str]:
    return [standing.metric.name for standing in standings]


def test_most_at_stake_stands_first_and_what_is_not_known_is_folded() -> None:
    groups = shown(*DEMANDS)
    assert names(groups.cards) == [
        "on_time",
        "online_filing",
        "online_payment",
        "digitised_results",
    ]
    assert [standing.shortfall for standing in groups.cards] == [35, 10, 0, 0]
    assert names(groups.awaited) == ["digitised_dossiers", "sipas"]
    assert names(groups.others) == ["reused_data", "early", "late_dossiers"]
    assert len(groups.demanded) == len(DEMANDS)


def test_at_risk_is_what_a_few_more_misses_would_turn_while_the_period_runs() -> None:
    running = {standing.metric.name: standing for standing in shown(*DEMANDS).cards}
    assert bearable_cases(running["online_payment"]) == 1
    assert is_at_risk(running["online_payment"])
    assert bearable_cases(running["digitised_results"]) == 80  # 90 of 180 are half
    assert not is_at_risk(running["digitised_results"])
    assert bearable_cases(running["online_filing"]) is None  # missed
    ended = shown(*DEMANDS, covered=QUARTER)
    assert not any(map(is_at_risk, ended.cards))
    assert names(ended.cards)[2:] == ["online_payment", "digitised_results"]


def test_a_ceiling_bears_cases_that_count() -> None:
    """At most 41 %: 40 of 100 and one more are 41 of 101, two more 42 of 102, above."""
    (late,) = shown(target("late_dossiers", "<=", "0.41")).cards
    assert (bearable_cases(late), is_at_risk(late)) == (1, True)
    (missed,) = shown(target("late_dossiers", "<=", "0.01")).cards
    assert (missed.status, missed.shortfall) == ("missed", 39)


def test_a_target_that_asks_for_nothing_bears_everything() -> None:
    (standing,) = shown(target("online_filing", ">=", "0")).cards
    assert (standing.status, bearable_cases(standing)) == ("met", None)


def test_petitions_that_the_plan_demands_have_their_card() -> None:
    petitions = {"petitions_handled": 10, "petitions_pending_late": 1}
    demanded = evidence((target("petitions_handled", "=", "1.00"),), counts=petitions)
    assert names(shown_standings(demanded, CODE, QUARTER).cards) == ["petitions_handled"]
    of_no_plan = evidence((), counts=petitions)
    assert names(shown_standings(of_no_plan, CODE, QUARTER).cards) == ["petitions_handled"]


def test_without_a_plan_there_are_the_cards_with_figures_in_the_usual_order() -> None:
    groups = shown()
    assert names(groups.cards) == [
        *("online_filing", "online_payment", "digitised_results", "reused_data"),
        *("on_time", "early", "late_dossiers"),
    ]
    assert (groups.awaited, groups.others) == ((), ())


def test_after_a_plan_its_targets_are_shown_as_past() -> None:
    past = Plan("k", CODE, "Kế hoạch", "", "", "", date(2025, 1, 1), date(2025, 12, 31), DEMANDS)
    groups = shown_standings(replace(evidence(DEMANDS), plans=(past,)), CODE, QUARTER)
    assert {standing.status for standing in groups.cards} == {"expired"}
    assert names(groups.others) == ["reused_data", "early", "late_dossiers"]


def test_where_nothing_is_known_cards_say_what_to_load() -> None:
    other_year = Period(date(2024, 1, 1), date(2024, 12, 31))
    groups = shown(*DEMANDS, covered=other_year)
    assert {standing.status for standing in groups.cards} == {"no_data"}
    assert "online_filing" in names(groups.cards)
    assert names(groups.awaited) == ["sipas"]
    without_plan = shown(covered=other_year)
    assert len(without_plan.cards) == 10


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("online_payment", "Sát mức: thêm 2 hồ sơ không đạt là hụt chỉ tiêu"),
        ("online_filing", "✘ Chưa đạt · còn thiếu 10 hồ sơ"),
    ],
)
def test_a_card_says_what_is_at_stake(name: str, said: str) -> None:
    groups = shown(*DEMANDS)
    standing = next(one for one in groups.cards if one.metric.name == name)
    html = metric_cards([CardContent(standing, standing, [standing], [])], colours())
    assert said in html


def test_what_is_folded_says_how_much_there_is_and_what_it_waits_for() -> None:
    groups = shown(*DEMANDS)
    others = [CardContent(standing, standing, [standing], []) for standing in groups.others]
    html = metric_cards([], colours(), others, groups.awaited)
    assert "<summary>2 chỉ tiêu của kế hoạch còn chờ số liệu</summary>" in html
    assert "Chỉ số SIPAS<span>: tối thiểu 85%; nhập ở trang Nhập số liệu</span>" in html
    assert "<summary>3 chỉ số khác, kế hoạch không giao chỉ tiêu</summary>" in html
    without_any = metric_cards(others, colours())
    assert "<details class='folded'" not in without_any
