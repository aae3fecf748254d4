"""A file's bytes to its sheet: checked, read by a child process within limits, and recognised."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from files.answer import RelayedRefusal
from files.file_types import container_of, is_locked
from files.fork_server import ChildScript
from files.passwords import unlock
from files.refusal import Refused
from files.sandbox import HARMFUL, Reply, prepare_child, run_child
from loaders.layouts.borrowed_headings import with_words_of_lenders
from loaders.layouts.custom import custom_layouts
from loaders.layouts.layout import Layout, layouts
from loaders.layouts.mapped_headings import HeadingColumn, with_mapped_headings
from loaders.layouts.unknown_table import LayoutNeeded, UnknownTable
from loaders.reading.grid import ROWS_A_SHEET
from loaders.reading.sheet_marks import SheetMarks
from loaders.reading.xlsx_scan import refuse_unreadable_workbook, xlsx_marks
from loaders.recognition.headings import Heading
from loaders.recognition.matched_sheet import cells_with_marks
from loaders.recognition.sheet import Sheet

_ZIPPED = ("xlsx", "xlsb", "ods")
# pyarrow looks for numpy and pandas; they take longer to import than most files to read.
_WORKER = ChildScript(
    code="""
import sys
sys.modules.update(numpy=None, pandas=None)
from files.child import begin_child
content = begin_child()
from loaders.reading.first_sheet import begin_reading
workbook = begin_reading(content, sys.argv[1])
from loaders.recognition.worker import main
main(content, workbook)
""",
    imports="""
import sys
sys.modules.update(numpy=None, pandas=None)
import fastexcel
import files.child, loaders.reading.first_sheet, loaders.recognition.worker
""",
)
LAYOUT_GONE = "Mẫu riêng của bảng này vừa bị xóa: hãy chọn lại tệp."


def prepare_reading() -> None:
    """Start the process that reads files, so that the first file need not wait for it."""
    prepare_child(_WORKER)


def read_sheet(
    content: bytes,
    password: str | None = None,
    custom_folder: Path | None = None,
    only_sheet: str | None = None,
    mapped_headings: Sequence[HeadingColumn] = (),
) -> Sheet:
    """Check, read and recognise a file; raises Refused with the sentence to show.

    A locked workbook is opened with the password, and asks for one ("password") without.
    `custom_folder` holds the layouts that people made here; `only_sheet` names the sheet to read,
    where it is not all. Raises MalformedFile where a layout of ours is wrong, whatever the file.
    """
    layouts()
    if password and is_locked(content):
        content = unlock(content, password)
    container = container_of(content)
    folder_name = str(custom_folder.resolve()) if custom_folder else None
    options = json.dumps(
        {"custom_folder": folder_name, "only_sheet": only_sheet, "headings": mapped_headings}
    )
    with ThreadPoolExecutor(1) as executor:  # zlib leaves the other core free to the child
        scan = executor.submit(xlsx_marks, content) if container == "xlsx" else None
        reply = run_child(_WORKER, content, container, options)
    marks = scan.result() if scan else {}
    try:
        description, cells = _parse_reply(reply)
    except Refused:
        if container in _ZIPPED:
            refuse_unreadable_workbook(content)  # what is wrong with the file itself comes first
        raise
    layout = _layout_by_name(description["layout"], custom_folder)
    return _described_sheet(
        description, cells, marks, with_mapped_headings(layout, mapped_headings)
    )


def _parse_reply(reply: Reply) -> tuple[dict[str, Any], pa.Table]:
    """(what the child recognised, the mapped cells); raises the Refused that the child relays."""
    try:
        description, body = reply.answer_parts()
    except RelayedRefusal as refused:
        if (table := refused.details()) is not None:
            raise LayoutNeeded(refused.sentence, UnknownTable.from_json(table)) from refused
        raise
    try:
        return description, pa.ipc.open_stream(body).read_all()
    except pa.ArrowInvalid as error:  # the child ended in the middle
        raise Refused(HARMFUL) from error


def _described_sheet(
    description: Mapping[str, Any],
    cells: pa.Table,
    marks: Mapping[str, SheetMarks],
    layout: Layout,
) -> Sheet:
    """The sheet that the child described; `marks` are those of an xlsx by the sheets' names."""
    names = tuple(description["sheets"])
    headings = tuple(Heading(*heading) for heading in description["headings"])
    borrowed_columns = [(h.column, h.known_from) for h in headings if h.column and h.known_from]
    marks_by_number = {number: marks[name] for number, name in enumerate(names) if name in marks}
    scanned_hidden_rows = (
        number * ROWS_A_SHEET + row + 1
        for number, sheet_marks in marks_by_number.items()
        for row in sheet_marks.hidden_rows
    )
    for number, sheet_marks in marks_by_number.items():
        cells = cells_with_marks(cells, headings, number, sheet_marks)
    return Sheet(
        layout=with_words_of_lenders(layout, borrowed_columns),
        name=", ".join(names),
        headings=headings,
        texts_above=tuple(description["above"]),
        cells=cells,
        sheets=names,
        hidden_sheets=tuple(description["hidden_sheets"]),
        hidden_rows=_rows_among_cells({*scanned_hidden_rows, *description["hidden_rows"]}, cells),
        other_sheets=tuple((name, title) for name, title in description["other_sheets"]),
        hidden_tables=tuple((name, title) for name, title in description["hidden_tables"]),
        unread_sheets=tuple(description["unread_sheets"]),
        text_sheets=tuple(description["text_sheets"]),
        shifted_rows=_rows_among_cells(description["shifted_rows"], cells),
        size_texts=tuple(description["sizes"]),
        other_tables=tuple((name, place) for name, place in description["other_tables"]),
    )


def _rows_among_cells(rows: Collection[int], cells: pa.Table) -> tuple[int, ...]:
    """The rows, sorted, that the cells' column `row` has; others lie above the headings."""
    if not rows:
        return ()
    candidates = pa.array(sorted(rows), pa.int32())
    return tuple(candidates.filter(pc.is_in(candidates, cells.column("row"))).to_pylist())


def _layout_by_name(name: str, custom_folder: Path | None) -> Layout:
    """The layout of that name, a built-in one before a custom one; raises Refused without one."""
    for layout in (*layouts(), *custom_layouts(custom_folder).sound):
        if layout.name == name:
            return layout
    raise Refused(LAYOUT_GONE)  # removed while the child read
