"""The sentence that judges the month, worked out by hand from counts and demands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from data.periods import Period
from data.planning.plan import Plan, Target
from metrics.counting.coverage import Source
from metrics.counting.day_counts import DayCounts, Holdings
from metrics.counting.forms import Form
from metrics.counting.tallies import Evidence
from metrics.forecasting.stakes import furthest_standing
from tests.metrics.test_judging import judge, target
from tests.ui.overview.test_card_order import (
    CODE,
    COUNTS,
    DEMANDS,
    QUARTER,
    TO_FEBRUARY,
    YEAR,
    evidence,
    shown,
)
from ui.overview.month_sentence import month_sentence
from ui.overview.shown_metrics import shown_standings

RESULTS, PAYMENT, FILING, ON_TIME, SIPAS, _ = DEMANDS
MOST_REUSED = target("reused_data", "<=", "0.20")  # 30 of 100: ten too many


@pytest.mark.parametrize(
    ("demands", "covered", "sentence"),
    [
        (
            DEMANDS,
            TO_FEBRUARY,
            "Quý I/2026, tính đến ngày 28/02/2026: 2 trong 4 chỉ tiêu có số liệu chưa đạt, xa nhất "
            "là Giải quyết trước và đúng hạn, còn thiếu 35 hồ sơ; Thanh toán trực tuyến đạt nhưng "
            "sát mức, thêm 2 hồ sơ không đạt là hụt; 2 chỉ tiêu thiếu số liệu.",
        ),
        (
            (FILING, RESULTS),
            QUARTER,
            "Quý I/2026: 1 trong 2 chỉ tiêu chưa đạt: Hồ sơ nộp trực tuyến, còn thiếu 10 hồ sơ.",
        ),
        (
            (FILING, ON_TIME),
            QUARTER,
            "Quý I/2026: cả 2 chỉ tiêu đều chưa đạt, xa nhất là Giải quyết trước và đúng hạn, còn "
            "thiếu 35 hồ sơ.",
        ),
        ((RESULTS, PAYMENT), QUARTER, "Quý I/2026: cả 2 chỉ tiêu đều đạt."),
        ((RESULTS,), QUARTER, "Quý I/2026: chỉ tiêu duy nhất đã đạt."),
        (
            (MOST_REUSED, SIPAS),
            QUARTER,
            "Quý I/2026: chỉ tiêu duy nhất có số liệu chưa đạt: Tái sử dụng dữ liệu, vượt 10 hồ "
            "sơ; 1 chỉ tiêu thiếu số liệu.",
        ),
        (
            (SIPAS,),
            QUARTER,
            "Quý I/2026: chưa xét được chỉ tiêu nào; 1 chỉ tiêu thiếu số liệu.",
        ),
        (
            (),
            QUARTER,
            "Quý I/2026: 7 chỉ số có số liệu, chưa có chỉ tiêu để so.",
        ),
    ],
)
def test_the_sentence(demands: tuple[Target, ...], covered: Period, sentence: str) -> None:
    assert month_sentence(shown(*demands, covered=covered).demanded).striptags() == sentence


def test_after_the_plans_end_nothing_is_judged() -> None:
    past = Plan("k", CODE, "Kế hoạch", "", "", "", date(2025, 1, 1), date(2025, 12, 31), DEMANDS)
    groups = shown_standings(replace(evidence(DEMANDS), plans=(past,)), CODE, QUARTER)
    assert month_sentence(groups.demanded).striptags() == (
        "Quý I/2026: kế hoạch đã hết hiệu lực nên chưa có chỉ tiêu để xét; 4 chỉ số có số liệu."
    )


def test_figures_that_reach_less_far_than_others_are_told_apart() -> None:
    """What came in is known to February, what was returned to March."""
    received = {name: COUNTS[name] for name in ("received_online", "received")}
    results = {name: COUNTS[name] for name in ("results_due", "results_digitised")}
    sources = (
        Source(CODE, 1, TO_FEBRUARY.first, TO_FEBRUARY.last, frozenset(received), False, "x"),
        Source(CODE, 2, QUARTER.first, QUARTER.last, frozenset(results), False, "x"),
    )
    forms = {(CODE, 1): Form({"": received}, False), (CODE, 2): Form({"": results}, False)}
    plan = Plan("k", CODE, "Kế hoạch", "", "", "", *YEAR, (FILING, RESULTS))
    two_forms = Evidence(Holdings({CODE: sources}, forms), DayCounts({}), {}, (plan,))
    groups = shown_standings(replace(two_forms, scopes=evidence(()).scopes), CODE, QUARTER)
    assert month_sentence(groups.demanded).striptags() == (
        "Quý I/2026: 1 trong 2 chỉ tiêu chưa đạt: Hồ sơ nộp trực tuyến, còn thiếu 10 hồ sơ; 1 chỉ "
        "tiêu mới tính đến ngày 28/02/2026."
    )


def test_points_are_no_cases() -> None:
    """85,21 % against 87: nothing is furthest by cases, and the gap is told in points."""
    marks = {"": {"sipas": 8521, "full_mark": 10_000}}
    sipas = judge(target("sipas", ">=", "0.87"), (QUARTER, marks))
    assert furthest_standing([sipas]) is None
    assert month_sentence([sipas]).striptags() == (
        "Quý I/2026: chỉ tiêu duy nhất chưa đạt: Chỉ số SIPAS, còn thiếu 1,79 điểm phần trăm."
    )
    filing = shown(FILING, covered=QUARTER).cards[0]
    assert furthest_standing([sipas, filing]) is filing


def test_the_metric_that_is_furthest_leads_to_its_causes() -> None:
    (filing,) = shown(FILING, covered=QUARTER).demanded
    sentence = month_sentence([filing], lambda standing: f"vi-sao?chi-so={standing.metric.name}")
    assert "<a href='vi-sao?chi-so=online_filing'>Hồ sơ nộp trực tuyến</a>" in sentence
