"""The ranking's axis, its marks and what changed since an earlier period, worked out by hand."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from data.periods import parse_period
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.standings import Standing, standing
from tests.metrics.test_standings import evidence, on_time
from ui.comparison import ranking_words
from ui.comparison.ranking_plot import ranking_table, scale_of
from ui.display.colours import _LIGHT

MARCH, FEBRUARY = parse_period("2026-03"), parse_period("2026-02")


def late(code: str, count: int, month: str = "2026-03") -> Standing:
    """So many late of a hundred."""
    period = parse_period(month)
    told = evidence(code, period, **on_time(60, 40 - count, count))
    return standing(told, METRICS_BY_NAME["late_dossiers"], code, period)


@pytest.mark.parametrize(
    ("percents", "ends", "tick_count"),
    [
        ((0, 100), (0, 100), 6),  # by twenties
        ((76, 94), (75, 95), 5),  # by fives
        ((50, 50), (50, Fraction(501, 10)), 2),  # of one rate the smallest step
        ((97, 99), (97, 99), 5),  # by halves
    ],
)
def test_an_axis_has_round_ends_and_at_most_six_ticks(
    percents: tuple[int, int], ends: tuple[Fraction, Fraction], tick_count: int
) -> None:
    scale = scale_of([Fraction(percent, 100) for percent in percents])
    assert (100 * scale.low, 100 * scale.high) == ends
    assert len(scale.ticks) == tick_count


def test_a_place_on_the_axis_is_a_share_of_it() -> None:
    assert scale_of([Fraction(0), Fraction(1)]).place(Fraction(1, 4)) == "25.00%"
    assert scale_of([Fraction(76, 100), Fraction(94, 100)]).place(Fraction(80, 100)) == "25.00%"


def test_fewer_late_dossiers_are_better_and_say_so() -> None:
    """From 4 to 2 %, and from 1 to 3 %: one did better, one worse."""
    now = [late("11203", 2), late("10729", 3)]
    then = {"11203": late("11203", 4, "2026-02"), "10729": late("10729", 1, "2026-02")}
    said = ranking_words.changes(now, then, FEBRUARY)
    assert said == "So với tháng 2/2026: 1 nơi tốt lên, 1 nơi kém đi, trong 2 nơi so được."
    html = str(ranking_table(now, then, "", _LIGHT))
    first, second = html.split("<tbody>")[1].split("<tr>")[1:]
    assert "Ninh Giang" in first
    assert f"<span style='color:{_LIGHT.met}'>−2,00</span>" in first
    assert f"<span style='color:{_LIGHT.missed}'>+2,00</span>" in second


def test_without_an_earlier_period_nothing_is_said_of_one() -> None:
    html = str(ranking_table([late("11203", 2)], {}, "11203", _LIGHT))
    assert "Kỳ trước" not in html
    assert "class='then'" not in html
    assert "<tr class='own'>" in html
    assert "tháng" not in ranking_words.legend(None)


def test_the_summary_has_one_denominator_the_groups_rate_and_the_median() -> None:
    """2, 3 and 7 of a hundred: 12 of 300, the middle one 3 %."""
    said = ranking_words.summary([late("11203", 2), late("10729", 3), late("09385", 7)])
    assert said.startswith(
        "Tính trên hồ sơ đã giải quyết: cả nhóm **4,00%** (12/300), trung vị 3,00%"
    )


def test_of_very_many_only_both_ends_are_drawn() -> None:
    many = [late("11203", n % 7) for n in range(301)]
    html = str(ranking_table(many, {}, "", _LIGHT))
    assert len(re.findall("class='track'", html)) == 150
    assert "151 nơi ở giữa" in html
