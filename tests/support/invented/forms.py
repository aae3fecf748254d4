"""Forms of every layout: a table of counts by field, by unit or by kind, and what is true of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from tests.support.paths import EXPORTS
from tests.support.workbooks import Cell, Page, Row, Span, book_of

# A count's column by the line's name; None where it is not known.
Truth = Mapping[tuple[str, str], int | None]
CODES = {"Ninh Giang": "11203", "Đồng Nguyên": "09385", "Hòa An": "31393"}


@dataclass(frozen=True)
class Form:
    """A sheet, the meaning of each of its columns ("" is none of a count), and its line of days.

    `key` is the record's column that names a line: "field", "commune_code", …; `days` is the row
    of `page.above` that states them.
    """

    layout: str
    page: Page
    columns: tuple[str, ...]
    key: str
    days: int
    required: frozenset[str]

    @property
    def truth(self) -> Truth:
        """(line's name, column) → count, for every count of the form as laid out."""
        return {
            (_name(row[1], self.key), column): _whole(row[x])
            for row in self.lines
            for x, column in enumerate(self.columns)
            if column
        }

    @property
    def lines(self) -> tuple[Row, ...]:
        """The lines that count something: they have an ordinal number."""
        return tuple(row for row in self.page.body if isinstance(row[0], int))

    def stating(self, line: str) -> Form:
        """The form with `line` in place of the words that state its days."""
        above = list(self.page.above)
        row = list(above[self.days])
        place = next(x for x, cell in enumerate(row) if "2026" in str(cell))
        before, _, _ = str(row[place]).rpartition("\n")
        unit, stop, _ = str(row[place]).rpartition(". Từ ngày")
        row[place] = f"{before}\n{line}" if before else f"{unit}. {line}" if stop else line
        above[self.days] = tuple(row)
        return replace(self, page=replace(self.page, above=tuple(above)))


def _name(cell: Cell, key: str) -> str:
    """A line's name as the record keys it: a commune's code where `key` is that, else its text."""
    text = str(cell)
    if key != "commune_code":
        return text
    return next(code for name, code in CODES.items() if name in text)


def _whole(cell: Cell) -> int:
    """A cell that must be a whole number, as it is; AssertionError otherwise."""
    assert isinstance(cell, int)
    return cell


_FORM_06 = (
    *("", "", "received_and_carried_over", "received_online", "received_direct_or_postal"),
    *("carried_over", "resolved_or_left", "resolved_early", "resolved_on_time_or_left"),
    *("resolved_late", "pending", "pending_on_time", "pending_late"),
)
_OPENCPS_MONTH = (
    *("", "", "received_and_carried_over", "carried_over", "received"),
    *("received_direct_or_postal", "received_online", "resolved", "resolved_early"),
    *("resolved_on_time", "resolved_late", "refused", "returned_to_applicant"),
    *("waiting_for_applicant", "pending", "pending_on_time", "pending_late", "paused", "left", ""),
)
_BY_UNIT = (
    *("", "", "received_and_carried_over", "received_direct", "received_online"),
    *("received_postal", "carried_over", "resolved", "resolved_early_or_on_time"),
    *("late_apologised", "late_not_apologised", "pending", "pending_on_time", "pending_late"),
    "left",
)
_PAYMENT = ("", "", "payable", "paid_direct", "paid_online", "", "", "", "")
_DIGITISED = (
    *("", "", "received", "received_not_digitised", "received_digitised", "received_reused"),
    *("received_reused_national", "results_due", "results_not_digitised", "results_digitised"),
    "results_electronic",
)
_RATINGS = (
    *("", "", "ratings", "ratings_very_satisfied", "ratings_fairly_satisfied"),
    *("ratings_dissatisfied", ""),
)
_PETITIONS = (
    *("", "", "petitions", "petitions_carried_over", "petitions_new", "petitions_handled"),
    *("petitions_handled_on_time", "petitions_handled_late", "petitions_pending"),
    "petitions_published",
)
_OPENCPS_COMMUNE = (
    *("", "", "received_and_carried_over", "carried_over", "received", "resolved"),
    *("resolved_early", "resolved_on_time", "resolved_late", "pending", "pending_on_time"),
    *("pending_late", "late_in_all", "refused", "left"),
)
_INDEX_766 = (
    *("", "", "received_online", "received_direct", "received_postal", "synchronised", "payable"),
    *("paid_online_national", ""),
)
# Layout, the sample, its columns, what names a line, the title's row with the days, and the
# columns without which the layout is not one.
_SAMPLES = (
    ("bieu-ii06a", "bieu-II06a-11203-2026-01.xlsx", _FORM_06, "field", 3,
     "received_online resolved_early resolved_late"),
    ("bieu-06-don-vi", "bieu-06-theo-don-vi-2026-01.xls", _FORM_06, "commune_code", 1,
     "received_online resolved_early resolved_late"),
    ("opencps-thang", "tong-hop-thang-opencps-2026-01.xls", _OPENCPS_MONTH, "commune_code", 1,
     "received_online resolved_early returned_to_applicant"),
    ("tong-hop-don-vi", "tong-hop-theo-don-vi-2026-01.xlsx", _BY_UNIT, "commune_code", 1,
     "received_online resolved_early_or_on_time"),
    ("thanh-toan", "thanh-toan-2026-01.xlsx", _PAYMENT, "commune_code", 1, "payable paid_online"),
    ("so-hoa", "so-hoa-2026-01.xlsx", _DIGITISED, "commune_code", 1,
     "received received_digitised results_digitised"),
    ("hai-long", "hai-long-11203-2026-01.xlsx", _RATINGS, "field", 1,
     "ratings ratings_very_satisfied ratings_fairly_satisfied"),
    ("bieu-ii05a", "pakn-11203-2026-01.xlsx", _PETITIONS, "petition_kind", 2,
     "petitions_new petitions_handled_on_time"),
)  # fmt: skip


def _drawn(above: tuple[str, ...], head: str, merged: tuple[Span, ...], body: str) -> Page:
    """A page drawn as text: titles, headings, merged spans, lines; "|" between cells, "-" blank."""
    heads, bodies = _drawn_rows(head), _drawn_rows(body)
    width = len(heads[0])
    titles = tuple((text, *(None,) * (width - 1)) for text in above)
    return Page("Sheet1", titles, heads, merged, bodies)


def _drawn_rows(drawing: str) -> tuple[Row, ...]:
    """The rows of a drawing, a line each; a line that begins with "|" goes on the one above."""
    lines = re.sub(r"\n\s*\|", "|", drawing.strip()).splitlines()
    return tuple(tuple(_cell(cell.strip()) for cell in line.split("|")) for line in lines)


def _cell(text: str) -> Cell:
    """A drawn cell: None for "-", a number for digits, else the text."""
    return None if text == "-" else int(text) if text.isdigit() else text


_COMMUNE_PAGE = _drawn(
    (
        "UBND XÃ NINH GIANG",
        "TỔNG HỢP TÌNH HÌNH GIẢI QUYẾT HỒ SƠ",
        "Từ ngày 01/01/2026 đến ngày 31/01/2026",
    ),
    """
    STT|Lĩnh vực|Số đầu kỳ|Kỳ trước chuyển qua|Tiếp nhận trong kỳ
        |Hồ sơ đã giải quyết xong|-|-|-|Hồ sơ đang giải quyết|-|-
        |Tổng số trễ hạn|Hồ sơ trả lại|Hồ sơ rút
    -|-|-|-|-|Tổng số|Sớm hạn|Đúng hạn|Trễ hạn|Tổng số|Chưa đến hạn|Quá hạn|-|-|-
    """,
    ((0, 5, 0, 8), (0, 9, 0, 11)),
    """
    1|Chứng thực|131|9|122|120|61|47|12|8|5|3|15|1|3
    2|Hộ tịch|74|12|62|66|40|21|5|8|8|0|5|0|0
    3|Đất đai|38|11|27|22|9|7|6|14|11|3|9|2|2
    """,
)  # fmt: skip
_INDEX_PAGE = _drawn(
    (
        "THEO DÕI CHỈ TIÊU DỊCH VỤ CÔNG TRỰC TUYẾN THEO QUYẾT ĐỊNH 766/QĐ-TTg",
        "Từ ngày 01/01/2026 đến ngày 31/01/2026",
    ),
    """
    STT|Tên đơn vị|Số hồ sơ nhận giải quyết|-|-
        |Số lượng hồ sơ đã đồng bộ về cổng DVC QG|Tổng HS có nghĩa vụ tài chính
        |Thanh toán trực tuyến trên Cổng DVC Quốc gia|-
    -|-|Số mới tiếp nhận trực tuyến|Số mới tiếp nhận trực tiếp|Số mới tiếp nhận qua BCCI|-|-
        |Số HS đã TTTT cổng DVC QG|Tỷ lệ TTTT (%)
    """,
    ((0, 2, 0, 4), (0, 7, 0, 8)),
    """
    1|UBND Xã Ninh Giang|275|67|5|340|200|150|75
    2|UBND Phường Đồng Nguyên|311|41|5|350|160|40|25
    3|UBND Xã Hòa An|206|103|6|300|125|25|20
    """,
)  # fmt: skip


@cache
def forms() -> Mapping[str, Form]:
    """Layout's name → a form of January of it, for each layout of counts."""
    known = [
        Form(layout, book_of(EXPORTS / name).page, columns, key, days, frozenset(needed.split()))
        for layout, name, columns, key, days, needed in _SAMPLES
    ]
    known += [
        Form("opencps-xa", _COMMUNE_PAGE, _OPENCPS_COMMUNE, "field", 2,
             frozenset({"received", "resolved_early", "resolved_late"})),
        Form("theo-doi-766", _INDEX_PAGE, _INDEX_766, "commune_code", 1,
             frozenset({"received_online", "synchronised"})),
    ]  # fmt: skip
    return {form.layout: form for form in known}


JANUARY = (date(2026, 1, 1), date(2026, 1, 31))
