"""A file as read: its layout, its headings and its mapped cells, and the sheets left unread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from loaders.layouts.layout import Layout
from loaders.reading.grid import ROWS_A_SHEET, short_sheet_name
from loaders.recognition.headings import Heading

_MOST_NAMES = 5
SAME_LAYOUT = "Trang tính cùng mẫu, không đọc: {}."
OTHER_LAYOUT = "Trang tính theo mẫu khác, không đọc: {}; hãy lưu mỗi trang thành một tệp rồi nạp."
OTHER_TABLES = (
    "Trên cùng trang tính còn bảng khác, không đọc: {}; hãy tách thành tệp riêng rồi nạp."
)
READ_HIDDEN = "Bảng được đọc ở trang tính ẩn: {}."
HIDDEN_ALIKE = "Trang tính ẩn cùng mẫu, không đọc: {}; nếu phải tính cả, hãy bỏ ẩn rồi nạp lại."
HIDDEN_OTHERS = "Trang tính ẩn theo mẫu khác, không đọc: {}; nếu cần, hãy bỏ ẩn, lưu riêng rồi nạp."
UNRECOGNISED = "Trang tính có số liệu nhưng chưa nhận ra mẫu, không đọc: {}."
TEXTS_ALONE = "Trang tính không thấy có bảng số liệu, không đọc: {}."


@dataclass(frozen=True)
class Sheet:
    """A file as read: its layout, headings, `texts_above` them, and the mapped cells as text.

    `cells` has a column for each mapped one and `row`, which tells sheet and row (`place`).
    `sheets` are the names of the sheets that make up the table (one, or a list and those that
    continue it), `name` the same in one text. `hidden_rows` are those among `cells`, as `row`
    gives them; `hidden_sheets` hold cells too. `other_sheets` and, of the hidden ones,
    `hidden_tables` also fit a layout, whose title follows their name, and were not read;
    `unread_sheets` fit none, but hold lines of data, `text_sheets` hold texts alone. `other_tables`
    stand on the sheets that are read, above, below or beside the table: the sheet's name, and
    where. `shifted_rows` have cells under the headings of others, since a comma parts one of them.
    `size_texts` are the file's own words on how much it holds: "Tổng cộng: 407 hồ sơ".
    """

    layout: Layout
    name: str
    headings: tuple[Heading, ...]
    texts_above: tuple[str, ...]
    cells: pa.Table
    sheets: tuple[str, ...] = ()
    hidden_sheets: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    other_sheets: tuple[tuple[str, str], ...] = ()
    hidden_tables: tuple[tuple[str, str], ...] = ()
    unread_sheets: tuple[str, ...] = ()
    text_sheets: tuple[str, ...] = ()
    other_tables: tuple[tuple[str, str], ...] = ()
    shifted_rows: tuple[int, ...] = ()
    size_texts: tuple[str, ...] = ()

    @cached_property
    def heading_of(self) -> Mapping[str, str]:
        """Mapped column → the file's own heading; of several added up "Phí + Lệ phí"."""
        headings: dict[str, str] = {}
        for h in self.headings:
            if h.column:
                headings[h.column] = " + ".join(filter(None, (headings.get(h.column), h.text)))
        return headings

    def place(self, row: int) -> tuple[str, int]:
        """The name of the sheet that a row of `cells` stands on, and Excel's own number there."""
        sheet_number, row_number = divmod(row, ROWS_A_SHEET)
        return (self.sheets[sheet_number] if self.sheets else self.name), row_number


def drop_hidden_rows(sheet: Sheet) -> Sheet:
    """The sheet without the rows that its maker hid."""
    is_hidden = pc.is_in(sheet.cells.column("row"), pa.array(sheet.hidden_rows, pa.int32()))
    return replace(sheet, cells=sheet.cells.filter(pc.invert(is_hidden)), hidden_rows=())


def unread_sheet_notes(sheet: Sheet) -> list[str]:
    """A sentence for each kind of table in the file that is unread, and on hidden sheets read."""
    alike_sheets, other_sheets = _alike_and_other(sheet, sheet.other_sheets)
    hidden_alike_sheets, hidden_other_sheets = _alike_and_other(sheet, sheet.hidden_tables)
    names_by_sentence = {
        READ_HIDDEN: [short_sheet_name(n) for n in sheet.sheets if n in sheet.hidden_sheets],
        OTHER_TABLES: [f"trang {short_sheet_name(n)} {place}" for n, place in sheet.other_tables],
        SAME_LAYOUT: alike_sheets,
        HIDDEN_ALIKE: hidden_alike_sheets,
        OTHER_LAYOUT: other_sheets,
        HIDDEN_OTHERS: hidden_other_sheets,
        UNRECOGNISED: [short_sheet_name(name) for name in sheet.unread_sheets],
        TEXTS_ALONE: [short_sheet_name(n) for n in sheet.text_sheets if not _is_template(sheet)],
    }
    return [
        sentence.format(_name_list(names)) for sentence, names in names_by_sentence.items() if names
    ]


def _is_template(sheet: Sheet) -> bool:
    """Whether the sheet's layout is a template of ours, which has a guide beside its table."""
    return sheet.layout.lines is not None or sheet.layout.table not in ("dossiers", "totals")


def _alike_and_other(
    sheet: Sheet, names_and_titles: Sequence[tuple[str, str]]
) -> tuple[list[str], list[str]]:
    """(names of the sheets with the sheet's own layout, "name (title)" of those with others)."""
    own_title = sheet.layout.title
    named = [(short_sheet_name(name), title) for name, title in names_and_titles]
    return (
        [name for name, title in named if title == own_title],
        [f"{name} ({title})" for name, title in named if title != own_title],
    )


def _name_list(names: Sequence[str]) -> str:
    """The first five names, and how many more: a workbook may have hundreds of sheets."""
    first_names = "; ".join(names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return f"{first_names} và {more} trang khác" if more > 0 else first_names
