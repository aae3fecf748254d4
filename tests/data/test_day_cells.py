"""Days as cells hold them: moments of other clocks, rarer spellings, and what says that none is."""

from __future__ import annotations

from datetime import date

import pytest

from data.day_cells import is_day_like_cell, read_day_cell, round_to_midnight, says_no_day

SECOND = date(2026, 1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-01T17:00:00.000Z",  # midnight in Vietnam
        "2026-01-02T16:59:59Z",
        "2026-01-01T10:00:00-07:00",
        "2026-01-01T23:00:00+05:30",
        "2026-01-02T00:00:00+07:00[Asia/Ho_Chi_Minh]",
        "01/01/2026 17:00:00 +0000",
        "01/01/2026 05:00 CH +00:00",
        "20260101T170000Z",
        "02-Thg1-26",
        "2 Th01 2026",
        "20260102",
        "20260102083000",
        "02 / 01 / 2026",
        "Thứ sáu, 02/01/2026",
        "T6 02/01/2026",
        "ngày 02 tháng 01 năm 2026",
        "2 tháng giêng năm 2026",
        "02/01/2026 24:00",
        "02/01/2026 23:59:59",
        "02.01.26",
        "02012026",
        "Jan 2, 2026",
        "January 2nd, 2026",
        "Fri Jan 02 2026 00:00:00 GMT+0700 (Indochina Time)",
        "Fri Jan 02 00:00:00 ICT 2026",
        "Thu Jan 01 17:00:00 UTC 2026",
        "Trước 17h00 ngày 02/01/2026",
        "Sáng 02/01/2026",
        "46024,35",
        "02/01/2026\u200b",
        "46023.99999999",  # a thousandth of a second short
        "46024.999988426",  # 23:59:59
    ],
)
def test_the_second_of_january(text: str) -> None:
    assert read_day_cell(text) == SECOND
    assert is_day_like_cell(text) or text.startswith("460")


@pytest.mark.parametrize("text", ["20261302", "20000000", "31 tháng 2 năm 2026", "hôm qua", "8/12"])
def test_no_day_at_all(text: str) -> None:
    assert (read_day_cell(text), says_no_day(text)) == (None, False)


@pytest.mark.parametrize(
    "text",
    [
        "N/A",
        "--",
        "…",
        "Chưa có",
        "01/01/0001",
        "0001-01-01T00:00:00Z",
        "1900-01-00",
        "NaT",
        "null",
        "9999-12-31 23:59:59",
        "31/12/9999",
        "01/01/1970 07:00:00",
        "1970-01-01T00:00:00Z",
        "01/01/1753",
        "Invalid date",
        "undefined",
        "Đang xử lý",
    ],
)
def test_what_says_that_there_is_no_day(text: str) -> None:
    assert says_no_day(text)


@pytest.mark.parametrize(
    ("moment", "rounded"),
    [
        ("2026-01-01 23:59:16", "2026-01-02 00:00:00"),
        ("2026-12-31 23:59:59.999", "2027-01-01 00:00:00"),
        ("2026-01-01 23:59:59", "2026-01-01 23:59:59"),
        ("2026-01-01 23:58:59", "2026-01-01 23:58:59"),
    ],
)
def test_a_typed_moment_short_of_midnight(moment: str, rounded: str) -> None:
    assert round_to_midnight(moment) == rounded
