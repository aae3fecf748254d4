"""A file as read: gate, child process, layout; or the sentence that refuses it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from files.file_types import container_of, is_locked
from files.passwords import unlock
from files.refusal import Refused
from files.sandbox import HARMFUL, Reply, WorkerRefused, run
from loaders.layouts.custom import own_layouts
from loaders.layouts.layout import Layout, layouts
from loaders.layouts.unknown_table import LayoutNeeded, UnknownTable
from loaders.reading.xlsx_scan import check, hidden_rows
from loaders.recognition.continuations import ROWS_A_SHEET, short
from loaders.recognition.matching import Heading

_ZIPPED = ("xlsx", "xlsb", "ods")
_MOST_NAMED = 5
# pyarrow looks for numpy and pandas; they take longer to import than most files to read.
_WORKER = """
import sys
sys.modules.update(numpy=None, pandas=None)
from files.child import begin
content = begin()
from loaders.reading.first_sheet import begin_first_sheet
first = begin_first_sheet(content, sys.argv[1])
from loaders.recognition.worker import main
main(content, first)
"""
OTHERS = "Trang tính cùng mẫu, không đọc: {}."
STRANGE = "Trang tính có số liệu nhưng chưa nhận ra mẫu, không đọc: {}."
GONE = "Mẫu riêng của bảng này vừa bị xóa: hãy chọn lại tệp."


@dataclass(frozen=True)
class Sheet:
    """A file as read: its layout, headings, the texts above them, and the mapped cells as text.

    `sheets` are the names of the sheets that make up the table (one, or a list and those that
    continue it), `name` the same in one text. `hidden_rows` are those among `cells`, as `row`
    gives them; `hidden_sheets` hold cells too; `other_sheets` also fit a layout and were not read;
    `unread_sheets` fit none, but hold lines of data.
    """

    layout: Layout
    name: str
    headings: tuple[Heading, ...]
    above: tuple[str, ...]
    cells: pa.Table
    sheets: tuple[str, ...] = ()
    hidden_sheets: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    other_sheets: tuple[str, ...] = ()
    unread_sheets: tuple[str, ...] = ()

    @cached_property
    def heading_of(self) -> Mapping[str, str]:
        """The file's own heading of each mapped column."""
        return {h.column: h.text for h in self.headings if h.column}

    def place(self, row: int) -> tuple[str, int]:
        """The name of the sheet that a row of `cells` stands on, and Excel's own number there."""
        number, own = divmod(row, ROWS_A_SHEET)
        return (self.sheets[number] if self.sheets else self.name), own


def read_sheet(
    content: bytes,
    password: str | None = None,
    own: Path | None = None,
    only: str | None = None,
) -> Sheet:
    """Gate, read and recognise a file; raises Refused with the sentence to show.

    A locked workbook is opened with the password, and asks for one ("password") without. `own`
    is the folder of the record's own layouts; `only` the sheet to read, where it is not all.
    """
    if password and is_locked(content):
        content = unlock(content, password)
    container = container_of(content)
    options = json.dumps({"own": str(own.resolve()) if own else None, "sheet": only})
    with ThreadPoolExecutor(1) as beside:  # zlib leaves the other core free to the child
        rows = beside.submit(hidden_rows, content) if container == "xlsx" else None
        reply = run(_WORKER, content, container, options)
    hidden = rows.result() if rows else {}
    try:
        head, cells = _answer(reply)
    except Refused:
        if container in _ZIPPED:
            check(content)  # what is wrong with the file itself comes first
        raise
    return _sheet(head, cells, hidden, own)


def _answer(reply: Reply) -> tuple[dict[str, Any], pa.Table]:
    """What the child recognised, and the mapped cells; raises Refused."""
    try:
        head, body = reply.parts()
    except WorkerRefused as refused:
        if (table := refused.details()) is not None:
            raise LayoutNeeded(refused.sentence, UnknownTable.from_json(table)) from refused
        raise
    try:
        return head, pa.ipc.open_stream(body).read_all()
    except pa.ArrowInvalid as error:  # the child ended in the middle
        raise Refused(HARMFUL) from error


def without_hidden_rows(sheet: Sheet) -> Sheet:
    """The sheet as its maker showed it."""
    hidden = pc.is_in(sheet.cells.column("row"), pa.array(sheet.hidden_rows, pa.int32()))
    return replace(sheet, cells=sheet.cells.filter(pc.invert(hidden)), hidden_rows=())


def left_unread(sheet: Sheet) -> list[str]:
    """A sentence for each kind of sheets whose lines are not among those read."""
    told = {OTHERS: sheet.other_sheets, STRANGE: sheet.unread_sheets}
    return [sentence.format(_named(names)) for sentence, names in told.items() if names]


def _named(names: Sequence[str]) -> str:
    """The first few, cut: a workbook may have hundreds of sheets, with names of any length."""
    shown = "; ".join(short(name) for name in names[:_MOST_NAMED])
    rest = len(names) - _MOST_NAMED
    return f"{shown} và {rest} trang khác" if rest > 0 else shown


def _sheet(
    head: Mapping[str, Any],
    cells: pa.Table,
    hidden: Mapping[str, tuple[int, ...]],
    own: Path | None,
) -> Sheet:
    layout = _layout(head["layout"], own)
    sheets = tuple(head["sheets"])
    rows = {
        number * ROWS_A_SHEET + row
        for number, name in enumerate(sheets)
        for row in hidden.get(name, ())
    }.union(head["hidden_rows"])
    if rows:  # the others are above the headings
        there = pc.is_in(pa.array(sorted(rows), pa.int32()), cells.column("row"))
        rows = {
            row for row, is_there in zip(sorted(rows), there.to_pylist(), strict=True) if is_there
        }
    return Sheet(
        layout=layout,
        name=", ".join(sheets),
        headings=tuple(Heading(*heading) for heading in head["headings"]),
        above=tuple(head["above"]),
        cells=cells,
        sheets=sheets,
        hidden_sheets=tuple(head["hidden_sheets"]),
        hidden_rows=tuple(sorted(rows)),
        other_sheets=tuple(head["other_sheets"]),
        unread_sheets=tuple(head["unread_sheets"]),
    )


def _layout(name: str, own: Path | None) -> Layout:
    """The layout that the child found, an own one where none that is here anyway has the name."""
    for layout in (*layouts(), *own_layouts(own).sound):
        if layout.name == name:
            return layout
    raise Refused(GONE)  # removed while the child read
