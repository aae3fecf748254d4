"""Words of a deadline, as plans write them in a column or behind a label, and what they mean."""

from __future__ import annotations

from datetime import date

import pytest

from data.planning.own_day import own_day_text
from plan_texts.tasks.deadlines import cell_deadlines, is_whole_deadline

PLAN_YEAR = 2026

# The words, then each deadline: kind, cadence, first and last day as "2026-04-01", "" for none.
Row = tuple[str, list[tuple[str, str, str, str]]]

DAYS: list[Row] = [
    ("Chậm nhất ngày 15/9/2026", [("deadline", "once", "", "2026-09-15")]),
    ("Chậm nhất 15/9", [("deadline", "once", "", "2026-09-15")]),
    ("Trước ngày 20/5", [("deadline", "once", "", "2026-05-19")]),
    ("trước 01/3/2026", [("deadline", "once", "", "2026-02-28")]),
    ("Đến hết ngày 31/12/2026", [("deadline", "once", "", "2026-12-31")]),
    ("30/6/2026", [("deadline", "once", "", "2026-06-30")]),
    ("30.6.2026", [("deadline", "once", "", "2026-06-30")]),
    ("30-6-2026", [("deadline", "once", "", "2026-06-30")]),
    ("30/06/26", [("deadline", "once", "", "2026-06-30")]),
    ("Ngày 30 tháng 6 năm 2026", [("deadline", "once", "", "2026-06-30")]),
    ("trước ngày 30 tháng 6", [("deadline", "once", "", "2026-06-29")]),
    ("Hoàn thành trước 17 giờ 00 ngày 30/6/2026", [("deadline", "once", "", "2026-06-30")]),
    ("Không muộn hơn ngày 10/10/2026", [("deadline", "once", "", "2026-10-10")]),
    ("Hạn cuối: 25/8/2026", [("deadline", "once", "", "2026-08-25")]),
    ("Trước tháng 9/2026", [("deadline", "once", "", "2026-08-31")]),
    ("Hết quý III", [("deadline", "once", "", "2026-09-30")]),
    ("Trước khi kết thúc năm", [("deadline", "once", "", "2026-12-31")]),
    ("Cuối tháng 6/2026", [("deadline", "once", "", "2026-06-30")]),
    ("Cuối năm", [("deadline", "once", "", "2026-12-31")]),
    ("Hết T6/2026", [("deadline", "once", "", "2026-06-30")]),
    (
        "trước 15/6 và 15/12 hằng năm",
        [("deadline", "once", "", "2026-06-14"), ("deadline", "once", "", "2026-12-14")],
    ),
    (
        "Trước 30/6 và 30/11",
        [("deadline", "once", "", "2026-06-29"), ("deadline", "once", "", "2026-11-29")],
    ),
    (
        "20/3; 20/6; 20/9; 05/12",
        [
            ("deadline", "once", "", "2026-03-20"),
            ("deadline", "once", "", "2026-06-20"),
            ("deadline", "once", "", "2026-09-20"),
            ("deadline", "once", "", "2026-12-05"),
        ],
    ),
]
# No calendar has these: they stay without a day.
IMPOSSIBLE: list[Row] = [
    ("Trước ngày 31/9/2025", [("deadline", "once", "", "")]),
    ("30/02/2026", [("deadline", "once", "", "")]),
    ("Từ 01/11 đến 31/11/2026", [("period", "once", "", "")]),
]
SPANS: list[Row] = [
    ("Trong Quý II/2026", [("deadline", "once", "2026-04-01", "2026-06-30")]),
    ("Quý 2 năm 2026", [("deadline", "once", "2026-04-01", "2026-06-30")]),
    ("quí IV", [("deadline", "once", "2026-10-01", "2026-12-31")]),
    ("Xong trong Quý II", [("deadline", "once", "2026-04-01", "2026-06-30")]),
    ("Tháng 3/2026", [("deadline", "once", "2026-03-01", "2026-03-31")]),
    ("02/2026", [("deadline", "once", "2026-02-01", "2026-02-28")]),
    ("Nửa đầu tháng 12/2026", [("deadline", "once", "2026-12-01", "2026-12-15")]),
    ("Nửa cuối tháng 6", [("deadline", "once", "2026-06-16", "2026-06-30")]),
    ("nửa đầu quý III/2026", [("deadline", "once", "2026-07-01", "2026-08-15")]),
    ("nửa cuối năm 2026", [("deadline", "once", "2026-07-01", "2026-12-31")]),
    ("Trung tuần tháng 10", [("deadline", "once", "2026-10-11", "2026-10-20")]),
    ("hạ tuần tháng 2", [("deadline", "once", "2026-02-21", "2026-02-28")]),
    ("Tuần 2 tháng 3/2026", [("deadline", "once", "2026-03-08", "2026-03-14")]),
    ("Tuần đầu của tháng 7", [("deadline", "once", "2026-07-01", "2026-07-07")]),
    ("tuần cuối tháng 11", [("deadline", "once", "2026-11-24", "2026-11-30")]),
    ("10 ngày đầu tháng 5", [("deadline", "once", "2026-05-01", "2026-05-10")]),
    ("5 ngày cuối tháng 5", [("deadline", "once", "2026-05-27", "2026-05-31")]),
    ("T3/2026", [("deadline", "once", "2026-03-01", "2026-03-31")]),
    ("Q2/2026", [("deadline", "once", "2026-04-01", "2026-06-30")]),
    ("Trong tháng 6", [("deadline", "once", "2026-06-01", "2026-06-30")]),
    ("6 tháng cuối năm", [("deadline", "once", "2026-07-01", "2026-12-31")]),
    ("6 tháng đầu năm 2027", [("deadline", "once", "2027-01-01", "2027-06-30")]),
    ("Năm 2026", [("deadline", "once", "2026-01-01", "2026-12-31")]),
    ("01/3 – 30/7", [("period", "once", "2026-03-01", "2026-07-30")]),
    ("15/7 - 30/9/2026", [("period", "once", "2026-07-15", "2026-09-30")]),
    ("Từ ngày 02/3 đến hết ngày 31/7/2026", [("period", "once", "2026-03-02", "2026-07-31")]),
    ("Tháng 1 – Tháng 12", [("period", "once", "2026-01-01", "2026-12-31")]),
    ("Tháng 4-6/2026", [("period", "once", "2026-04-01", "2026-06-30")]),
    ("Bắt đầu từ tháng 4 đến tháng 11/2026", [("period", "once", "2026-04-01", "2026-11-30")]),
    ("10 - 15/3/2026", [("period", "once", "2026-03-10", "2026-03-15")]),
    ("Từ ngày 10 đến ngày 15/3", [("period", "once", "2026-03-10", "2026-03-15")]),
    ("Tháng 3, 4/2026", [("period", "once", "2026-03-01", "2026-04-30")]),
    ("Quý II & III", [("period", "once", "2026-04-01", "2026-09-30")]),
    ("Quý II, III", [("period", "once", "2026-04-01", "2026-09-30")]),
    ("Quý II-III/2026", [("period", "once", "2026-04-01", "2026-09-30")]),
    (
        "Quý I, III",
        [
            ("deadline", "once", "2026-01-01", "2026-03-31"),
            ("deadline", "once", "2026-07-01", "2026-09-30"),
        ],
    ),
    (
        "Quý II và quý IV/2026",
        [
            ("deadline", "once", "2026-04-01", "2026-06-30"),
            ("deadline", "once", "2026-10-01", "2026-12-31"),
        ],
    ),
    (
        "Tháng 6, tháng 11",
        [
            ("deadline", "once", "2026-06-01", "2026-06-30"),
            ("deadline", "once", "2026-11-01", "2026-11-30"),
        ],
    ),
    ("Từ tháng 4", [("period", "continuous", "2026-04-01", "2026-12-31")]),
]
RUNNING: list[Row] = [
    ("Thường xuyên", [("continuous", "continuous", "", "")]),
    ("Hằng ngày", [("continuous", "continuous", "", "")]),
    ("Cả năm", [("continuous", "continuous", "", "")]),
    (
        "Thường xuyên trong 6 tháng cuối năm 2025",
        [("period", "continuous", "2025-07-01", "2025-12-31")],
    ),
    (
        "Thường xuyên, từ tháng 3 đến tháng 12",
        [("period", "continuous", "2026-03-01", "2026-12-31")],
    ),
    ("Quý 1 Thường xuyên", [("deadline", "once continuous", "2026-01-01", "2026-03-31")]),
    ("Quý I và thường xuyên", [("deadline", "once continuous", "2026-01-01", "2026-03-31")]),
]
RECURRING: list[Row] = [
    ("Hằng tháng", [("recurring", "monthly", "", "")]),
    ("Định kỳ hằng quý", [("recurring", "quarterly", "", "")]),
    ("Hàng tuần", [("recurring", "weekly", "", "")]),
    ("Chậm nhất ngày 15 hằng tháng", [("recurring", "monthly", "", "")]),
    ("15 hằng tháng", [("recurring", "monthly", "", "")]),
    ("Ngày 15 - 18 hằng tháng", [("recurring", "monthly", "", "")]),
    ("Trước ngày 15 tháng cuối quý", [("recurring", "quarterly", "", "")]),
    ("Trước ngày 05 của tháng đầu quý sau", [("recurring", "quarterly", "", "")]),
    ("Ngày 05 tháng sau", [("recurring", "monthly", "", "")]),
    ("Trước 16 giờ thứ Sáu hằng tuần", [("recurring", "weekly", "", "")]),
    ("Thứ Hai tuần đầu của tháng", [("recurring", "monthly", "", "")]),
    ("01 lần/quý", [("recurring", "quarterly", "", "")]),
    ("Mỗi tháng một lần", [("recurring", "monthly", "", "")]),
    ("Hai tuần một lần", [("recurring", "periodic", "", "")]),
    ("6 tháng, năm", [("recurring", "half_yearly yearly", "", "")]),
    ("06 tháng/lần", [("recurring", "half_yearly", "", "")]),
    ("01 lần/6 tháng", [("recurring", "half_yearly", "", "")]),
    ("Mỗi 6 tháng", [("recurring", "half_yearly", "", "")]),
    ("Nửa năm một lần", [("recurring", "half_yearly", "", "")]),
    ("3 tháng/lần", [("recurring", "quarterly", "", "")]),
    ("02 lần/năm", [("recurring", "half_yearly", "", "")]),
    ("Mỗi năm 2 lần", [("recurring", "half_yearly", "", "")]),
    ("4 lần/năm", [("recurring", "quarterly", "", "")]),
    (
        "Mỗi năm 02 lần (tháng 5, tháng 10)",
        [
            ("deadline", "once", "2026-05-01", "2026-05-31"),
            ("deadline", "once", "2026-10-01", "2026-10-31"),
        ],
    ),
    ("Mỗi quý một lần, lần đầu trong Quý II/2026", [("recurring", "quarterly", "", "")]),
    ("Tháng 4 hằng năm", [("recurring", "yearly", "", "")]),
    ("Ít nhất 3 tin/tuần", [("recurring", "weekly", "", "")]),
    ("2 tháng/video", [("recurring", "periodic", "", "")]),
    ("Đầu tháng", [("recurring", "monthly", "", "")]),
    ("30 ngày một lần", [("recurring", "monthly", "", "")]),
    ("Ngày làm việc cuối cùng của tháng", [("recurring", "monthly", "", "")]),
    ("Tháng, quý, năm", [("recurring", "monthly quarterly yearly", "", "")]),
    ("Hằng tháng, hằng quý, cuối năm", [("recurring", "monthly quarterly yearly", "", "")]),
    (
        "Hằng tháng, quý và năm hoặc đột xuất",
        [("recurring", "monthly quarterly yearly ad_hoc", "", "")],
    ),
    ("Quý I, II, III, IV", [("recurring", "quarterly", "", "")]),
    ("Tháng 3, 6, 9, 12", [("recurring", "quarterly", "", "")]),
    ("Trước ngày 15/12 hằng năm", [("recurring", "yearly", "", "")]),
    ("Báo cáo định kỳ", [("recurring", "periodic", "", "")]),
    ("Theo định kỳ và đột xuất", [("recurring", "periodic ad_hoc", "", "")]),
    ("Thường xuyên; báo cáo hằng tháng", [("recurring", "monthly", "", "")]),
    (
        "Báo cáo quý trước ngày 15 tháng cuối quý, báo cáo năm trước ngày 15/12/2026",
        [("recurring", "quarterly", "", ""), ("deadline", "once", "", "2026-12-14")],
    ),
    (
        "Từ tháng 4 đến tháng 11/2026, mỗi tháng 01 buổi",
        [("recurring", "monthly", "2026-04-01", "2026-11-30")],
    ),
    ("Thứ 7, Chủ nhật", [("recurring", "weekends", "", "")]),
]
UNDATED: list[Row] = [
    ("Ngay sau khi ban hành", [("event", "event", "", "")]),
    ("Khi Quyết định công bố có hiệu lực", [("event", "event", "", "")]),
    ("Trong vòng 10 ngày kể từ ngày ký", [("event", "event", "", "")]),
    ("Theo yêu cầu", [("recurring", "ad_hoc", "", "")]),
    ("Khi phát sinh", [("recurring", "ad_hoc", "", "")]),
    ("Đột xuất hoặc lồng ghép chương trình kiểm tra", [("recurring", "ad_hoc", "", "")]),
    ("Theo lộ trình của Nghị quyết", [("open", "open", "", "")]),
    ("Thường xuyên theo lộ trình của Bộ Tư pháp", [("open", "open", "", "")]),
    ("Sau Tết", [("open", "open", "", "")]),
    ("Đã hoàn thành", []),
    ("–", []),
    ("", []),
]

# The words, and the day of each period that every deadline names; "" for none.
OWN_DAYS = [
    ("Chậm nhất ngày 15 hằng tháng", ["ngày 15"]),
    ("Trước ngày 15 tháng cuối quý", ["ngày 14"]),
    ("Ngày 15 - 18 hằng tháng", ["ngày 18"]),
    ("Trước ngày 05 của tháng đầu quý sau", ["ngày 4 tháng sau"]),
    ("Ngày 05 tháng sau", ["ngày 5 tháng sau"]),
    ("Trước 16 giờ thứ Sáu hằng tuần", ["thứ Sáu"]),
    ("Thứ Hai tuần đầu của tháng", [""]),
    ("Trước ngày 15/12 hằng năm", ["ngày 14 tháng 12"]),
    ("Hằng quý, gửi báo cáo về Văn phòng trước ngày 14 của tháng cuối quý", ["ngày 13"]),
    ("Hằng tháng (trước ngày 25), hằng quý (trước ngày 15 tháng cuối quý)", ["ngày 24", "ngày 14"]),
    ("Trước ngày 15 tháng 6 và tháng 12", ["ngày 14"]),
    ("Mỗi năm 02 lần (tháng 6, tháng 12)", ["ngày cuối tháng"]),
    ("6 tháng một lần (trước 20/6 và 20/12)", ["ngày 19"]),
    ("Hằng quý (15/3, 15/6, 15/9, 15/12)", ["ngày 15"]),
    ("ngày 15 các tháng 3, 6, 9, 12", ["ngày 15"]),
    ("Tháng 4 hằng năm", ["ngày 30 tháng 4"]),
    ("ngày 01 và ngày 15 hằng tháng", [""]),
    ("Định kỳ hằng tháng, chậm nhất ngày 20/5/2026", ["", ""]),
]


@pytest.mark.parametrize(("words", "own_days"), OWN_DAYS)
def test_a_recurring_deadline_names_its_own_day(words: str, own_days: list[str]) -> None:
    assert [
        own_day_text(d.own_day) if d.own_day else "" for d in cell_deadlines(words, PLAN_YEAR)
    ] == own_days


@pytest.mark.parametrize(
    ("words", "expected"), [*DAYS, *IMPOSSIBLE, *SPANS, *RUNNING, *RECURRING, *UNDATED]
)
def test_a_deadline_means_these_days(words: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert [
        (d.kind, " ".join(d.cadence), day_words(d.first), day_words(d.last))
        for d in cell_deadlines(words, PLAN_YEAR)
    ] == expected


def day_words(day: date | None) -> str:
    return day.isoformat() if day else ""


def test_a_day_without_a_year_has_none_where_the_plan_names_none() -> None:
    (deadline,) = cell_deadlines("Trước ngày 20/5", None)
    assert (deadline.kind, deadline.first, deadline.last) == ("deadline", None, None)


@pytest.mark.parametrize(
    ("words", "is_whole"),
    [
        ("Trong quý II/2026:", True),
        ("Tháng 4 – 6", True),
        ("Hằng tháng", True),
        ("Trước ngày 30/6/2026", True),
        ("Kết quả quý I", False),
        ("Ban hành kế hoạch trong quý I", False),
        ("Thường xuyên", False),
        ("", False),
    ],
)
def test_a_lead_says_nothing_but_when(words: str, is_whole: bool) -> None:
    assert is_whole_deadline(words, PLAN_YEAR) == is_whole
