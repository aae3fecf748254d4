"""Numbers, days and periods as Vietnamese write them."""

from __future__ import annotations

from datetime import date

import pytest

from data.periods import parse_period
from ui.display import words


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.8234, "82,34%"), (1.0, "100,00%"), (0.99996, "99,99%"), (0.0, "0,00%"), (None, "–")],
)
def test_percent(share: float | None, text: str) -> None:
    assert words.percent(share) == text


def test_a_bound_that_is_not_reached_never_looks_reached() -> None:
    assert words.percent(0.79999, bound=0.8) == "79,99%"
    assert words.percent(0.8, bound=0.8) == "80,00%"
    assert words.percent(0.799949, bound=0.8) == "79,99%"
    assert words.percent(0.85999, bound=0.8) == "86,00%"


@pytest.mark.parametrize(
    ("share", "text"), [(0.8, "80%"), (1.0, "100%"), (0.955, "95,5%"), (0.7525, "75,25%")]
)
def test_a_targets_value(share: float, text: str) -> None:
    assert words.plain_percent(share) == text


def test_numbers_and_changes() -> None:
    assert words.number(1234567) == "1.234.567"
    assert words.number(1234.5, 1) == "1.234,5"
    assert words.points(0.0123) == "▲ 1,23 điểm"
    assert words.points(-0.0123) == "▼ 1,23 điểm"
    assert words.points(0.000001) == "= 0,00 điểm"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2026-03", "Tháng 3/2026"),
        ("2026-Q1", "Quý I/2026"),
        ("2026-H1", "6 tháng đầu năm 2026"),
        ("2026", "Năm 2026"),
        ("2026-03-01..2026-03-20", "Từ 01/03/2026 đến 20/03/2026"),
    ],
)
def test_periods(name: str, text: str) -> None:
    assert words.period(parse_period(name)) == text


def test_reporting_periods_say_so() -> None:
    assert words.period(parse_period("2026-03", "reporting")) == "Tháng 3/2026 (kỳ báo cáo)"


def test_days() -> None:
    assert words.span(date(2026, 3, 1), date(2026, 3, 31)) == "01/03–31/03/2026"
    assert words.span(date(2025, 12, 15), date(2026, 1, 14)) == "15/12/2025–14/01/2026"


def test_markup_in_a_files_text_stays_text() -> None:
    assert words.plain("**a** <b>") == r"\*\*a\*\* \<b\>"
