"""Headings of a list in two or three rows: groups over several columns, in every container."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from files.refusal import Refused
from loaders.answers import Answers
from loaders.notes.preview_notes import notices
from loaders.recognition.reader import read_sheet
from loaders.recognition.sheet import Sheet
from loaders.staging import Staged, stage_sheet
from tests.support.builders import JANUARY, done, dossier, earlier
from tests.support.drawn import rows_of
from tests.support.workbook_writers import WRITERS
from tests.support.workbooks import Book, Page, Row, Span

LINES = (earlier(), dossier(1), done(2))
CONTAINERS = ("xlsx", "xls", "xlsb", "ods", "html", "spreadsheetml", "csv utf-8")
# The columns that the drawings below have, by what stands in them.
COLUMNS = {
    "Mã hồ sơ": "dossier_code",
    "Lĩnh vực": "field",
    "Hình thức nộp": "channel",
    "Ngày tiếp nhận": "received_on",
    "Ngày hẹn trả": "due_on",
    "Ngày kết thúc xử lý": "finished_on",
    "Trạng thái": "state",
    "Phí, lệ phí (đồng)": "fee",
}


@dataclass(frozen=True)
class Head:
    """Rows of headings, drawn ("<" goes on from the left, "^" from above), over these cells."""

    drawing: str
    cells: str  # what stands in each column, separated by "|"

    @property
    def names(self) -> list[str]:
        return [name or "" for name in rows_of(self.cells)[0]]

    @property
    def texts(self) -> list[list[str | None]]:
        return [[None if c in ("<", "^") else c for c in row] for row in rows_of(self.drawing)]

    @property
    def spans(self) -> tuple[Span, ...]:
        """The merged cells of the drawing."""
        rows = rows_of(self.drawing)
        spans = []
        for y, row in enumerate(rows):
            for x, cell in enumerate(row):
                if cell in ("<", "^", None):
                    continue
                bottom, right = y, x
                while right + 1 < len(row) and row[right + 1] == "<":
                    right += 1
                while bottom + 1 < len(rows) and rows[bottom + 1][x] == "^":
                    bottom += 1
                if (bottom, right) != (y, x):
                    spans.append((y, x, bottom, right))
        return tuple(spans)


CELLS = "Mã hồ sơ | Lĩnh vực | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Trạng thái"
HEADS = {
    "groups and plain headings": Head(
        """
        | Mã hồ sơ | Lĩnh vực | Thời gian      | <            | <                   | Trạng thái |
        | ^        | ^        | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | ^          |
        """,
        CELLS,
    ),
    "a group first": Head(
        """
        | Hồ sơ    | <        | Thời gian      | <            | <                   | Trạng thái |
        | Mã hồ sơ | Lĩnh vực | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | ^          |
        """,
        CELLS,
    ),
    "the columns' numbers in brackets": Head(
        """
        | Mã hồ sơ | Lĩnh vực | Thời gian      | <            | <                   | Trạng thái |
        | ^        | ^        | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | ^          |
        | (1)      | (2)      | (3)            | (4)          | (5)                 | (6)        |
        """,
        CELLS,
    ),
    "the columns' numbers": Head(
        """
        | Mã hồ sơ | Lĩnh vực | Thời gian      | <            | <                   | Trạng thái |
        | ^        | ^        | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | ^          |
        | 1        | 2        | 3              | 4            | 5                   | 6          |
        """,
        CELLS,
    ),
    "three rows": Head(
        """
        | Mã hồ sơ | Lĩnh vực | Quá trình      | <            | <                   | Trạng thái |
        | ^        | ^        | Tiếp nhận      | <            | Giải quyết          | ^          |
        | ^        | ^        | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | ^          |
        | (1)      | (2)      | (3)            | (4)          | (5)                 | (6)        |
        """,
        CELLS,
    ),
    "plain headings in the lower row": Head(
        """
        |          |          | Thời gian      | <            | <                   |            |
        | Mã hồ sơ | Lĩnh vực | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Trạng thái |
        """,
        CELLS,
    ),
    "groups that begin with a known heading": Head(
        """
        | Mã hồ sơ | Lĩnh vực | Ngày tiếp nhận | <            | Kết quả             | <          |
        | ^        | ^        | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Trạng thái |
        """,
        CELLS,
    ),
    "texts repeated where cells were merged": Head(
        """
        | Mã hồ sơ | Lĩnh vực | Thời gian      | Thời gian    | Thời gian           | Trạng thái |
        | Mã hồ sơ | Lĩnh vực | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Trạng thái |
        """,
        CELLS,
    ),
    "words of the group and of the column together": Head(
        """
        | Mã    | Lĩnh vực | Ngày      | <       | <               | Trạng thái |
        | hồ sơ | ^        | tiếp nhận | hẹn trả | kết thúc xử lý  | ^          |
        """,
        CELLS,
    ),
    "footnotes and numbers of groups": Head(
        """
        | Mã hồ sơ | Lĩnh vực | I. Thời gian (*) | <            | <                   | Trạng thái |
        | ^        | ^        | Ngày tiếp nhận¹  | Ngày hẹn trả | Ngày kết thúc xử lý | ^          |
        """,
        CELLS,
    ),
    "headings that stand lower than a plain one at their left": Head(
        """
        | Chủ hồ sơ | Lĩnh vực |          |                |              | Trạng thái |
        | ^         | ^        | Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | ^          |
        """,
        "Chủ hồ sơ | Lĩnh vực | Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Trạng thái",
    ),
    "persons in a group": Head(
        """
        | Mã hồ sơ | Người nộp | <       | Lĩnh vực | Ngày tiếp nhận | Trạng thái |
        | ^        | Họ tên    | Địa chỉ | ^        | ^              | ^          |
        """,
        "Mã hồ sơ | Chủ hồ sơ | Chủ hồ sơ | Lĩnh vực | Ngày tiếp nhận | Trạng thái",
    ),
    "how the fee is written in a row of its own": Head(
        """
        | Mã hồ sơ | Thời gian      | <            | Trạng thái | Phí, lệ phí |
        | ^        | Ngày tiếp nhận | Ngày hẹn trả | ^          | (đồng)      |
        """,
        "Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Trạng thái | Phí, lệ phí (đồng)",
    ),
    "groups above, named like labels of filters": Head(
        """
        |          | Thủ tục hành chính | <                 | Kết quả giải quyết  | <          |
        | Mã hồ sơ | Lĩnh vực           | Ngày tiếp nhận    | Ngày kết thúc xử lý | Trạng thái |
        """,
        "Mã hồ sơ | Lĩnh vực | Ngày tiếp nhận | Ngày kết thúc xử lý | Trạng thái",
    ),
    "two rows of groups above": Head(
        """
        |          |          | Quá trình      | <            | <                   | <          |
        |          |          | Thời gian      | <            | Kết quả giải quyết  | <          |
        | Mã hồ sơ | Lĩnh vực | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Trạng thái |
        """,
        CELLS,
    ),
    "blank columns between": Head(
        """
        |  | Mã hồ sơ |  | Thời gian      | <            |  | Trạng thái |
        |  | ^        |  | Ngày tiếp nhận | Ngày hẹn trả |  | ^          |
        """,
        "|  | Mã hồ sơ |  | Ngày tiếp nhận | Ngày hẹn trả |  | Trạng thái",
    ),
}


def sheet_of(head: Head, container: str, above: Sequence[Row] = ()) -> Sheet:
    body = [tuple(line.get(name) or None for name in head.names) for line in LINES]
    page = Page(
        "Danh sách",
        (*((text,) for text in JANUARY), *above),
        tuple(map(tuple, head.texts)),
        () if container == "csv utf-8" else head.spans,
        tuple(body),
    )
    width = page.width
    wide = tuple((*row, *(None,) * (width - len(row))) for row in page.above)
    page = Page(page.name, wide, page.head, page.merged, page.body)
    return read_sheet(WRITERS[container](Book((page,))))


def staged(sheet: Sheet) -> Staged:
    return stage_sheet("a", sheet, "0", Answers(commune_code="11203"))


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("name", HEADS)
def test_columns_under_groups(name: str, container: str) -> None:
    head = HEADS[name]
    sheet = sheet_of(head, container)
    rows = staged(sheet).rows
    assert rows.column("dossier_code").to_pylist() == [line["Mã hồ sơ"] for line in LINES]
    named = [n for n in head.names if n in COLUMNS]
    assert set(sheet.heading_of) == {COLUMNS[n] for n in named}
    assert rows.column("received_on").to_pylist()[1].isoformat() == "2026-01-05"
    if "Lĩnh vực" in named:
        assert set(rows.column("field").to_pylist()) == {"Chứng thực"}
    if "Ngày hẹn trả" in named:
        assert rows.column("due_on").to_pylist()[2].isoformat() == "2026-01-20"
    if "Ngày kết thúc xử lý" in named:
        assert rows.column("finished_on").to_pylist()[2].isoformat() == "2026-01-15"
    if "Phí, lệ phí (đồng)" in named:
        assert rows.column("fee").to_pylist() == [2000, 2000, 2000]
    assert rows.column("state").to_pylist() == ["open", "open", "returned"]
    assert sheet.texts_above[: len(JANUARY)] == JANUARY


@pytest.mark.parametrize(
    "above",
    [
        ("UBND XÃ NINH GIANG", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Số liệu đến", None, "31/01/2026"),
        ("Người xuất:", "Cán bộ A", "Đơn vị:", "UBND Xã Ninh Giang"),
    ],
)
@pytest.mark.parametrize("name", HEADS)
def test_a_line_of_several_cells_close_above_is_no_heading(name: str, above: Row) -> None:
    sheet = sheet_of(HEADS[name], "xlsx", [above])
    assert set(filter(None, above)) <= set(sheet.texts_above)
    assert staged(sheet).rows.num_rows == len(LINES)


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize(
    "drawing",
    [
        """
        | Mã hồ sơ | Thời gian      | <            | Trạng thái | <          |
        | ^        | Ngày tiếp nhận | Ngày hẹn trả | Ở cấp trên | Đang xử lý |
        """,
        """
        | Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Trạng thái | <          |
        | ^        | ^              | ^            | Ở cấp trên | Đang xử lý |
        """,
        """
        | Hồ sơ    | <              | <            | <          | <          |
        | Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Trạng thái | <          |
        | ^        | ^              | ^            | Ở cấp trên | Đang xử lý |
        | (1)      | (2)            | (3)          | (4)        | (5)        |
        """,
    ],
)
def test_a_state_that_is_split_is_refused_and_named(drawing: str, container: str) -> None:
    head = Head(drawing, "Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Trạng thái | Trạng thái")
    with pytest.raises(Refused, match="Trạng thái” được tách thành nhiều cột con"):
        sheet_of(head, container)


@pytest.mark.parametrize(
    ("top", "left", "right"),
    [
        ("Số hóa kết quả", "Nhiều", "Ít"),
        ("Hình thức nộp", "Qua mạng", "Cách khác"),
        ("Đánh giá", "Tốt", "Kém"),
    ],
)
def test_a_split_column_among_groups_is_told(top: str, left: str, right: str) -> None:
    head = Head(
        f"""
        | Mã hồ sơ | Thời gian      | <            | Trạng thái | {top}  | <       |
        | ^        | Ngày tiếp nhận | Ngày hẹn trả | ^          | {left} | {right} |
        """,
        "Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Trạng thái | Số hóa TPHS | Số hóa TPHS",
    )
    staged_list = staged(sheet_of(head, "xlsx"))
    assert staged_list.rows.column("due_on").null_count == 0
    (sentence,) = (n.sentence for n in notices(staged_list) if "được tách" in n.sentence)
    assert sentence.startswith(f"Cột “{top}” được tách thành nhiều cột con")


def test_of_two_groups_with_one_heading_the_plain_one_is_read_and_the_other_told() -> None:
    head = Head(
        """
        | Mã hồ sơ | Cơ quan phối hợp | <            | Ngày tiếp nhận | Trạng thái |
        | ^        | Ngày tiếp nhận   | Ngày hẹn trả | ^              | ^          |
        """,
        "Mã hồ sơ | Ngày hẹn trả | Ngày hẹn trả | Ngày tiếp nhận | Trạng thái",
    )
    staged_list = staged(sheet_of(head, "xlsx"))
    assert staged_list.rows.column("received_on").to_pylist()[1].isoformat() == "2026-01-05"
    assert any(
        "“Ngày tiếp nhận” và “Cơ quan phối hợp > Ngày tiếp nhận” cùng một nghĩa" in n.sentence
        for n in notices(staged_list)
    )


def test_nothing_of_a_persons_group_is_read() -> None:
    head = Head(
        """
        | Mã hồ sơ | Chủ hồ sơ | <        | Thời gian      | <            | Trạng thái |
        | ^        | Tên       | Lĩnh vực | Ngày tiếp nhận | Ngày hẹn trả | ^          |
        """,
        "Mã hồ sơ | Chủ hồ sơ | Chủ hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Trạng thái",
    )
    sheet = sheet_of(head, "xlsx")
    assert "field" not in sheet.cells.column_names
    assert [h.unread_reason for h in sheet.headings] == ["", "personal", "personal", "", "", ""]


def test_both_rows_again_on_the_next_page() -> None:
    head = HEADS["groups and plain headings"]
    line = [dossier(7).get(name) for name in head.names]
    body = [tuple(dossier(n).get(name) or None for name in head.names) for n in (1, 2)]
    rows = (*body, *map(tuple, head.texts), tuple(line))
    above = tuple((text, *(None,) * 5) for text in JANUARY)
    page = Page("Trang", above, tuple(map(tuple, head.texts)), head.spans, rows)
    staged_list = staged(read_sheet(WRITERS["html"](Book((page,)))))
    assert staged_list.rows.num_rows == 3
    assert staged_list.problems == ()
    assert staged_list.rows_read == 3
