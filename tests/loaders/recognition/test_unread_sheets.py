"""Sheets beside the table's own, each with a table too small or too strange to read: all named."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from loaders.recognition.reader import read_sheet
from loaders.recognition.sheet import unread_sheet_notes
from tests.support.builders import done, dossier, earlier, table
from tests.support.containers import workbook
from tests.support.drawn import rows_of

LIST = table([earlier(), dossier(1), done(2)])
OF_LINES = "Trang tính có số liệu nhưng chưa nhận ra mẫu, không đọc: Tổng hợp."
OF_TEXTS = "Trang tính không thấy có bảng số liệu, không đọc: Tổng hợp."
# What stands on the sheet "Tổng hợp", and what is said of it.
SHEETS = {
    "states and their counts": (
        """
        | THỐNG KÊ THEO TRẠNG THÁI |          |
        | Trạng thái               | Số lượng |
        | Đang xử lý               | 1        |
        | Đã trả kết quả           | 1        |
        """,
        OF_LINES,
    ),
    "one line": (
        """
        | Trạng thái | Số lượng |
        | Đang xử lý | 1        |
        """,
        OF_LINES,
    ),
    "a total below words": (
        """
        | Tình trạng | Số hồ sơ | Ghi chú |
        | Đang xử lý | 1        |         |
        | Tổng       | 1        |         |
        """,
        OF_LINES,
    ),
    "names and numbers without headings": (
        """
        | Tổng số hồ sơ | 3 |
        | Trực tuyến    | 2 |
        """,
        OF_LINES,
    ),
    "shares": (
        """
        | Kênh       | Tỷ lệ |
        | Trực tuyến | 66,7% |
        """,
        OF_LINES,
    ),
    "sideways": (
        """
        | Trạng thái | Đang xử lý | Đã trả kết quả |
        | Số lượng   | 1          | 1              |
        """,
        OF_LINES,
    ),
    "days": (
        """
        | Đợt | Ngày xuất  |
        | Một | 31/01/2026 |
        """,
        OF_LINES,
    ),
    "a word list": (
        """
        | Trạng thái     |
        | Đang xử lý     |
        | Đã trả kết quả |
        """,
        OF_TEXTS,
    ),
    "one cell": ("| Tổng: 3 hồ sơ |", OF_TEXTS),
    "a cover": (
        """
        | BÁO CÁO            |            |
        | Tháng 01 năm 2026  |            |
        | Người lập biểu     | Giám đốc   |
        """,
        OF_TEXTS,
    ),
    "pictures of charts with a caption": ("| Biểu đồ hồ sơ theo lĩnh vực |", OF_TEXTS),
}


def notes_on(sheets: dict[str, Sequence[Sequence[str | None]]], *hidden: str) -> list[str]:
    texts = {name: [[cell or "" for cell in row] for row in rows] for name, rows in sheets.items()}
    return unread_sheet_notes(read_sheet(workbook(texts, hidden=hidden)))


@pytest.mark.parametrize("order", [("Tổng hợp", "Chi tiết"), ("Chi tiết", "Tổng hợp")])
@pytest.mark.parametrize("name", SHEETS)
def test_a_small_sheet_beside_a_list(name: str, order: tuple[str, str]) -> None:
    drawing, sentence = SHEETS[name]
    sheets = {"Chi tiết": LIST, "Tổng hợp": rows_of(drawing)}
    assert notes_on({name: sheets[name] for name in order}) == [sentence]


@pytest.mark.parametrize("name", SHEETS)
def test_a_small_sheet_that_is_hidden_is_not_named(name: str) -> None:
    drawing, _ = SHEETS[name]
    assert notes_on({"Chi tiết": LIST, "Tổng hợp": rows_of(drawing)}, "Tổng hợp") == []


def test_a_sheet_of_nothing_but_spaces_is_blank() -> None:
    assert notes_on({"Chi tiết": LIST, "Trang 2": [["", " "], ["\u00a0"]]}) == []


def test_both_kinds_at_once() -> None:
    drawing, sentence = SHEETS["states and their counts"]
    notes = notes_on({"Tổng hợp": rows_of(drawing), "Bìa": [["BÁO CÁO"]], "Chi tiết": LIST})
    assert notes == [sentence, OF_TEXTS.replace("Tổng hợp", "Bìa")]
