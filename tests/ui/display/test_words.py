"""Days and periods as Vietnamese write them, and texts of files that stay texts."""

from __future__ import annotations

from datetime import date

import pytest

from data.periods import parse_period
from ui.display import words


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
    assert words.period_name(parse_period(name)) == text


def test_reporting_periods_say_so() -> None:
    assert words.period_name(parse_period("2026-03", "reporting")) == "Tháng 3/2026 (kỳ báo cáo)"


def test_days() -> None:
    assert words.span(date(2026, 3, 1), date(2026, 3, 31)) == "01/03–31/03/2026"
    assert words.span(date(2025, 12, 15), date(2026, 1, 14)) == "15/12/2025–14/01/2026"


def test_markup_in_a_files_text_stays_text() -> None:
    assert words.escape_markdown("**a** <b>") == r"\*\*a\*\* \<b\>"
