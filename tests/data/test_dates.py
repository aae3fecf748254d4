"""How a day is written: what is read as which day, and how days are written out."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from data.dates import (
    HANOI,
    day_text,
    from_to_text,
    is_like_day,
    moment_text,
    read_day,
    rewrite_days,
    span_text,
    today,
)
from data.day_cells import read_day_cell

EIGHTH = date(2025, 12, 8)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("08/12/2025", EIGHTH),
        ("8/12/2025", EIGHTH),
        ("8-12-2025", EIGHTH),
        ("08.12.2025", EIGHTH),
        ("2025-12-08", EIGHTH),
        ("2025/12/8", EIGHTH),
        ("2025.12.08", EIGHTH),
        ("08/12/25", EIGHTH),
        ("'08/12/2025", EIGHTH),
        ("\u00a0 08/12/2025\n", EIGHTH),
        ("2025-12-08 09:30:00", EIGHTH),
        ("2025-12-08T09:30:00.000", EIGHTH),
        ("2025-12-08T09:30:00.000Z", None),  # a zone: `data/day_cells.py`
        ("2025-12-08T09:30:00+07:00", None),
        ("09:30:00 - 08.12.2025", EIGHTH),
        ("8h30 08/12/2025", EIGHTH),
        ("8 giờ 30 phút, 08/12/2025", EIGHTH),
        ("08/12/2025 09:30 CH", EIGHTH),
        ("29/02/2028", date(2028, 2, 29)),
        ("29/02/2026", None),  # 2026 has no such day
        ("12/25/2025", None),  # nor has any year a 25th month
        ("08/12/1999", None),  # out of reason
        ("08/12/2101", None),
        ("26/01/05", None),  # rather a year that stands first
        ("08/12-2025", EIGHTH),  # two signs, one meaning
        ("08/12/2025 25:00", None),
        ("08/12/2025 hẹn trả", None),
        ("ngày 8 tháng 12 năm 2025", None),  # in a cell, the place of a signature
        ("45999", None),
        ("", None),
    ],
)
def test_a_day_in_a_text_of_its_own(text: str, day: date | None) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("45999", EIGHTH),  # 8 December 2025 is so many days after 30 December 1899
        ("'45999.75", EIGHTH),
        ("08/12/2025", EIGHTH),
        ("2025-12-08T09:30:00+07:00", EIGHTH),
        ("10000", None),  # in 1927
        ("4599", None),
    ],
)
def test_a_cell_may_hold_a_serial_number(text: str, day: date | None) -> None:
    assert read_day_cell(text) == day


@pytest.mark.parametrize(
    ("text", "is_like"),
    [("31/02/2026", True), ("45/13/2025", True), ("15/01/1969", True), ("2025", False)],
)
def test_a_text_may_look_like_a_day_that_is_none(text: str, is_like: bool) -> None:
    assert is_like_day(text) == is_like


@pytest.mark.parametrize(
    ("line", "usual"),
    [
        ("từ 2025-12-08 đến 2025/12/14", "từ 08/12/2025 đến 14/12/2025"),
        ("từ 08/12/25 đến 14/12/25", "từ 08/12/2025 đến 14/12/2025"),
        ("từ '08/12/2025", "từ 08/12/2025"),
        ("từ ngày 8 tháng 12 năm 2025", "từ ngày 8/12/2025"),
        ("2025-12-08 00:00:00", "08/12/2025"),
        ("2026-02-31", "31/02/2026"),  # there is no such day: whoever reads on sees it
        ("số 12/2025/tt-bnv", "số 12/2025/tt-bnv"),
    ],
)
def test_days_in_a_line(line: str, usual: str) -> None:
    assert rewrite_days(line) == usual


def test_days_written_out() -> None:
    assert day_text(EIGHTH) == "08/12/2025"
    evening = datetime(2025, 12, 7, 18, 5, tzinfo=UTC)  # seven hours behind Vietnam
    assert moment_text(evening) == "01:05 ngày 08/12/2025"
    assert span_text(EIGHTH, date(2026, 1, 14)) == "08/12/2025–14/01/2026"
    assert from_to_text(EIGHTH, date(2026, 1, 14)) == "Từ ngày 08/12/2025 đến ngày 14/01/2026"


def test_a_moment_without_a_time_zone_is_not_written_out() -> None:
    with pytest.raises(ValueError, match=r"^Thời điểm không có múi giờ: 2025-12-08 08:30:00$"):
        moment_text(datetime(2025, 12, 8, 8, 30))


def test_what_is_written_is_read() -> None:
    for day in (date(2000, 1, 1), date(2026, 2, 28), date(2100, 12, 31)):
        assert read_day(day_text(day)) == read_day(day.isoformat()) == day


def test_today_is_the_day_in_vietnam(monkeypatch: pytest.MonkeyPatch) -> None:
    before = datetime.now(HANOI).date()
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    assert before <= today() <= datetime.now(HANOI).date()
