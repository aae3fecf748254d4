"""Periods in other words and signs, and lines whose month is not the period."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.parsing.period_lines import names_no_whole_month
from loaders.parsing.stated_period import possible_periods

MARCH = (date(2026, 3, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    "line",
    [
        "Tháng Ba năm 2026",
        "Thời gian: 03/2026",
        "Kỳ: 3-2026",
        "Kỳ báo cáo: 03/2026",
        "Năm 2026, tháng 3",
        "Thang 3 nam 2026",
        "Tu ngay 01/03/2026 den ngay 31/03/2026",
        "From 01/03/2026 to 31/03/2026",
        "01/03/2026 → 31/03/2026",
        "(01.03.2026 ÷ 31.03.2026)",
        "Từ 01/03/2026 ~ 31/03/2026",
        "Tháng 3/2026, số liệu đến hết ngày 31/03/2026",
        "Tháng 3/2026 (cập nhật đến 05/04/2026)",
    ],
)
def test_march(line: str) -> None:
    assert possible_periods(["DANH SÁCH HỒ SƠ", line]) == (MARCH,)


@pytest.mark.parametrize(
    "line",
    [
        "Tuần 1 - Tháng 3/2026",
        "Tuần 02 tháng 3 năm 2026",
        "Tuần cuối tháng 3 năm 2026",
        "Từ tháng 3 năm 2026 đến nay",
        "Kể từ tháng 3/2026",
        "Từ tháng 3/2026 đến 14/4/2026",
    ],
)
def test_a_month_that_is_not_the_period(line: str) -> None:
    assert names_no_whole_month(line.casefold())
    assert possible_periods([line]) == ()


@pytest.mark.parametrize(
    "lines",
    [
        ["Tháng 3 năm 2026 (tính đến 20/3/2026)"],
        ["Tháng 3/2026, chốt đến 17h00 ngày 20/03/2026"],
        ["Tháng 3/2026", "Số liệu chốt ngày 20/03/2026"],
        ["Tháng 3/2026", "(chốt số liệu vào ngày 20/3/2026)"],
        ["Tháng 3/2026", "Số liệu đến ngày 20 tháng 3 năm 2026"],
    ],
)
def test_a_day_before_the_months_end_leaves_two_periods(lines: list[str]) -> None:
    assert possible_periods(lines) == ((MARCH[0], date(2026, 3, 20)), MARCH)
