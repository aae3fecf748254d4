"""Tables of another kind in a file are named with their place, and nothing of them is counted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import loaders.__main__
from loaders.answers import Answers
from loaders.load import read_and_stage
from loaders.recognition.sheet import unread_sheet_notes
from tests.support.builders import JANUARY, Desk, done, dossier, earlier, table, xlsx_bytes
from tests.support.containers import workbook

Cells = Sequence[Sequence[str]]

ENDS = ("Trước hạn", "Đúng hạn", "Quá hạn")
LIST = table([earlier(), done(1), dossier(2)])
FORM = [
    ["Biểu số 06/VPCP/KSTT, Thành phố Hải Phòng"],
    ["Từ ngày 01/01/2026 đến ngày 31/01/2026"],
    ["STT", "Đơn vị", "Số hồ sơ nhận giải quyết", "", "", "", "Số hồ sơ đã giải quyết", "", "", ""],
    ["", "", "Tổng số", "Trong đó", "", "Từ kỳ trước", "Tổng số", *ENDS],
    ["", "", "", "Trực tuyến", "Trực tiếp, dịch vụ bưu chính", "", "", "", "", ""],
    ["1", "UBND Xã Ninh Giang", "12", "7", "2", "3", "9", "4", "3", "2"],
]
FEES = [["Loại phí", "Số tiền", "Giao dịch"], ["Hộ tịch", "200000", "3"], ["Đất đai", "1000", "2"]]
STAFF = [["Cán bộ", "Số hồ sơ"], ["Cán bộ A", "20"], ["Cán bộ B", "30"]]
NUMBERED = [["STT", "Kênh nộp", "Tỷ lệ"], ["1", "Trực tuyến", "80%"], ["2", "Trực tiếp", "20%"]]
OTHERS = {"fees": FEES, "staff": STAFF, "numbered": NUMBERED}
# What stands around tables and is none.
SIGNATURES = [
    ["", "", "Ninh Giang, ngày 31 tháng 01 năm 2026"],
    ["NGƯỜI LẬP BIỂU", "", "THỦ TRƯỞNG ĐƠN VỊ"],
    ["(Ký, ghi rõ họ tên)", "", "(Ký tên, đóng dấu)"],
    [],
    ["Cán bộ A", "", "Cán bộ B"],
]
NOTES = [["Ghi chú", "Số liệu tính đến hết ngày 31/01/2026"], ["", "Nguồn: Cổng dịch vụ công"]]


def beside(left: Cells, right: Cells, gap: int = 1, first: int = 0) -> list[list[str]]:
    """Two tables side by side, the right one from row `first` on."""
    width = max(map(len, left)) + gap
    height = max(len(left), first + len(right))
    lefts = [*left, *([] for _ in range(height - len(left)))]
    rights = [*([] for _ in range(first)), *right, *([] for _ in range(height))]
    return [
        [*cells, *[""] * (width - len(cells)), *others]
        for cells, others in zip(lefts, rights, strict=False)
    ]


def notes_and_rows(content: bytes) -> tuple[list[str], int]:
    """What is said of tables that are not read, and how many rows count."""
    staged = read_and_stage("a.xlsx", content, Answers())
    assert staged.problems == ()
    return unread_sheet_notes(staged.sheet), staged.rows.num_rows


@pytest.mark.parametrize("first", [2, 3, 4])
@pytest.mark.parametrize("other", OTHERS)
def test_a_table_beside_a_form(other: str, first: int) -> None:
    ((note,), rows) = notes_and_rows(xlsx_bytes(beside(FORM, OTHERS[other], 1, first)))
    assert note.startswith(
        "Trên cùng trang tính còn bảng khác, không đọc: trang Danh sách từ cột L"
    )
    assert rows == 1


@pytest.mark.parametrize("other", OTHERS)
def test_a_table_beside_a_list(other: str) -> None:
    ((note,), rows) = notes_and_rows(xlsx_bytes(beside(LIST, OTHERS[other], 2, 3)))
    assert "từ cột W;" in note
    assert rows == 3


def test_a_numbered_table_close_by() -> None:
    ((note,), rows) = notes_and_rows(xlsx_bytes(beside(FORM, NUMBERED, 0, 2)))
    assert "từ cột K;" in note
    assert rows == 1


def test_a_form_at_the_left_of_a_list() -> None:
    ((note,), rows) = notes_and_rows(xlsx_bytes(beside(FORM, LIST[len(JANUARY) :], 1, 2)))
    assert "từ cột A;" in note
    assert rows == 3


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("name", ["form", "list"])
@pytest.mark.parametrize("titles", [[], [["Bảng khác, tháng 01"]]], ids=["bare", "titled"])
def test_a_table_below(name: str, other: str, titles: list[list[str]]) -> None:
    above, count = {"form": (FORM, 1), "list": (LIST, 3)}[name]
    ((note,), rows) = notes_and_rows(xlsx_bytes([*above, [], *titles, *OTHERS[other]]))
    first = len(above) + 2 + (len(titles) if other == "numbered" else 0)  # "STT" begins a table
    assert f"từ dòng {first};" in note
    assert rows == count


@pytest.mark.parametrize("other", ["fees", "numbered"])
def test_a_table_above_a_form(other: str) -> None:
    ((note,), rows) = notes_and_rows(xlsx_bytes([*FORM[:2], *OTHERS[other], [], *FORM[2:]]))
    assert "từ dòng 3;" in note
    assert rows == 1


def test_a_form_above_a_list_is_no_title_of_it() -> None:
    ((note,), rows) = notes_and_rows(xlsx_bytes([*LIST[:3], [], *FORM[2:], [], *LIST[3:]]))
    assert "từ dòng 5;" in note
    assert rows == 3


@pytest.mark.parametrize("other", ["fees", "numbered"])
def test_a_table_in_another_sheet(other: str) -> None:
    content = workbook({"Biểu": FORM, "Phí": OTHERS[other]})
    ((note,), rows) = notes_and_rows(content)
    assert note == "Trang tính có số liệu nhưng chưa nhận ra mẫu, không đọc: Phí."
    assert rows == 1


def test_a_table_of_another_layout_in_another_sheet() -> None:
    content = workbook({"Biểu": FORM, "Danh sách": LIST})
    ((note,), rows) = notes_and_rows(content)
    assert note.startswith(
        "Trang tính theo mẫu khác, không đọc: Biểu (Biểu số 06/VPCP/KSTT theo đơn vị);"
    )
    assert rows == 3


@pytest.mark.parametrize("around", [SIGNATURES, NOTES], ids=["signatures", "notes"])
@pytest.mark.parametrize("name", ["form", "list"])
def test_what_is_no_table(name: str, around: Cells) -> None:
    cells, count = {"form": (FORM, 1), "list": (LIST, 3)}[name]
    for content in (
        xlsx_bytes([*cells, [], *around]),
        xlsx_bytes(beside(cells, around, 1, len(cells))),
        xlsx_bytes(beside(cells, around, 1, 3)),
    ):
        assert notes_and_rows(content) == ([], count)
    ((note,), rows) = notes_and_rows(workbook({"A": cells, "B": around}))
    assert (note, rows) == ("Trang tính không thấy có bảng số liệu, không đọc: B.", count)


def test_personal_columns_behind_a_blank_one_are_no_table() -> None:
    columns = [["Họ tên", "Số điện thoại"], *([["Mẫu", "0"]] * 3)]
    assert notes_and_rows(xlsx_bytes(beside(LIST, columns, 1, 3))) == ([], 3)


def test_lines_after_a_blank_row_are_still_the_tables_own() -> None:
    """A unit that says in words that it has no figures is no heading of another table."""
    late = ["", "UBND Xã Vĩnh Thuận", "chưa báo cáo"]
    after = ["3", "UBND Phường Hải An", "12", "7", "2", "3", "9", "4", "3", "2"]
    staged = read_and_stage("a.xlsx", xlsx_bytes([*FORM, [], late, after]), Answers())
    assert unread_sheet_notes(staged.sheet) == []
    assert len(staged.communes) == 2


def test_a_long_sheets_name_leaves_the_place_whole() -> None:
    name = "Trang " + "x" * 25
    content = workbook({name: [*FORM, [], *FEES]})
    ((note,), _) = notes_and_rows(content)
    assert f"trang {name} từ dòng 8;" in note


HIDDEN_ALIKE = "Trang tính ẩn cùng mẫu, không đọc: Ẩn; nếu phải tính cả, hãy bỏ ẩn rồi nạp lại."


@pytest.mark.parametrize(
    ("sheets", "note"),
    [
        ({"A": LIST, "Ẩn": table([dossier(7)], ())}, HIDDEN_ALIKE),
        ({"Ẩn": table([dossier(7)]), "A": LIST}, HIDDEN_ALIKE),
        ({"A": LIST, "Ẩn": LIST}, HIDDEN_ALIKE),
        ({"A": LIST, "Ẩn": [row for row in LIST if row[1:2] and row[1][:1] == "H"]}, HIDDEN_ALIKE),
        ({"A": FORM, "Ẩn": FORM}, HIDDEN_ALIKE),
        (
            {"A": LIST, "Ẩn": FORM},
            "Trang tính ẩn theo mẫu khác, không đọc: Ẩn (Biểu số 06/VPCP/KSTT theo đơn vị); "
            "nếu cần, hãy bỏ ẩn, lưu riêng rồi nạp.",
        ),
    ],
    ids=["later", "earlier", "copy", "goes on", "form", "other"],
)
def test_a_hidden_sheet_with_a_table_is_named(sheets: dict[str, Cells], note: str) -> None:
    (told,), rows = notes_and_rows(workbook(sheets, hidden=["Ẩn"]))
    assert told == note
    assert rows == (1 if sheets["A"] is FORM else 3)


def test_a_hidden_sheet_that_is_read_is_named_as_hidden() -> None:
    content = workbook({"Bìa": [["Danh sách"]], "Ẩn": LIST, "Ẩn 2": STAFF}, hidden=["Ẩn", "Ẩn 2"])
    notes, rows = notes_and_rows(content)
    assert notes == [
        "Bảng được đọc ở trang tính ẩn: Ẩn.",
        "Trang tính không thấy có bảng số liệu, không đọc: Bìa.",
    ]
    assert rows == 3


def test_the_command_line_names_a_hidden_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(tmp_path)
    path = desk.file("a.xlsx", workbook({"A": LIST, "Ẩn": LIST}, hidden=["Ẩn"]))
    assert loaders.__main__.main(["--database", str(desk.database), path]) == 0
    assert HIDDEN_ALIKE in capsys.readouterr().out
