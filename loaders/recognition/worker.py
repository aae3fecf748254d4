"""The reading process: bytes in, mapped columns out; nothing else of the file leaves it.

Its answer is one JSON line, then an Arrow stream. Its limits are set before (`files/child.py`), so
that a file made to hurt hurts only this process.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, NoReturn

import pyarrow as pa
import pyarrow.compute as pc

from files.answer import write_head
from files.child import end_child
from files.file_types import BOMB, TOO_LARGE, Container
from files.refusal import Refused
from loaders.layouts.borrowed_headings import with_borrowed_headings
from loaders.layouts.layout import Layout, layouts
from loaders.reading.first_sheet import WorkbookReader
from loaders.reading.grid import ROWS_A_SHEET
from loaders.reading.grids import file_grids
from loaders.recognition.continuations import choose_sheets, join_cells
from loaders.recognition.matched_sheet import MatchedSheet
from loaders.recognition.sheet_walk import (
    WalkedSheet,
    custom_layouts_in,
    match_custom_layouts,
    matched_sheets,
    refuse_strange_sheets,
    walk_sheets,
)

_LARGEST_ANSWER = 2**29  # bytes
_USUAL_ANSWER, _MOST_SWOLLEN = 40 * 2**20, 8  # 170,000 rows; more never swell so much


def main(content: bytes, workbook: WorkbookReader | None) -> NoReturn:
    """Read one file, as the process's arguments say, write the answer, and end the process."""
    container: Container = sys.argv[1]  # type: ignore[assignment]
    options = json.loads(sys.argv[2])
    folder = Path(options["custom_folder"]) if options["custom_folder"] else None
    end_child(
        lambda out: write_answer(
            out,
            *read_table(
                content, container, folder, options["only_sheet"], workbook, options["headings"]
            ),
        )
    )


def read_table(
    content: bytes,
    container: Container,
    custom_folder: Path | None = None,
    only_sheet: str | None = None,
    workbook: WorkbookReader | None = None,
    mapped_headings: Sequence[Sequence[Any]] = (),
) -> tuple[dict[str, Any], pa.Table]:
    """(what was recognised of a file's table, as `_description`; its mapped columns as text).

    It is the best match among the sheets, with those that continue it. Raises Refused.
    The table has a column `row` beside the layout's columns: Excel's own number, and on the nth
    sheet that continues a list n * ROWS_A_SHEET more. A hidden sheet is read where no other
    matches, or where it is the `only_sheet` to read. The layouts in `custom_folder` are tried
    where no built-in one fits any sheet. `mapped_headings` are `HeadingColumn`s as JSON has them.
    """
    # Parsed while the first sheet is still being read.
    known_layouts = _with_more_headings(layouts(), mapped_headings)
    sheets = walk_sheets(file_grids(content, container, workbook), known_layouts, only_sheet)
    if sheets and not matched_sheets(sheets):
        custom_layouts = custom_layouts_in(custom_folder)
        sheets = match_custom_layouts(sheets, _with_more_headings(custom_layouts, mapped_headings))
        if not matched_sheets(sheets):
            refuse_strange_sheets(sheets)
    matches = matched_sheets(sheets)
    visible = [match for match in matches if not match.is_hidden]
    chosen_sheets, unread_matches = choose_sheets(visible or matches)
    if sentence := next(filter(None, (sheet.refusal for sheet in chosen_sheets)), ""):
        raise Refused(sentence)
    table = _drop_blank_rows(join_cells(chosen_sheets))
    _refuse_large_table(table, len(content))
    hidden_matches = [match for match in matches if match.is_hidden] if visible else []
    return _description(chosen_sheets, sheets, unread_matches, hidden_matches), table


def _with_more_headings(
    known_layouts: Sequence[Layout], mapped_headings: Sequence[Sequence[Any]]
) -> Sequence[Layout]:
    """The layouts with headings borrowed from other lists, and those that people mapped to them."""
    known_layouts = [with_borrowed_headings(layout) for layout in known_layouts]
    if not mapped_headings:
        return known_layouts
    # Few records have any.
    from loaders.layouts.mapped_headings import HeadingColumn, with_mapped_headings

    headings = [HeadingColumn(*heading) for heading in mapped_headings]
    return [with_mapped_headings(layout, headings) for layout in known_layouts]


def write_answer(out: IO[bytes], description: Mapping[str, Any], table: pa.Table) -> None:
    """Write what was recognised as one JSON line, then the table as an Arrow stream."""
    write_head(out, description)
    with pa.ipc.new_stream(out, table.schema) as stream:
        stream.write_table(table)


def _description(
    chosen_sheets: Sequence[MatchedSheet],
    sheets: Sequence[WalkedSheet],
    unread_matches: Sequence[MatchedSheet],
    hidden_matches: Sequence[MatchedSheet],
) -> dict[str, Any]:
    """What was recognised of a file, as the JSON from which `reader.py` makes a Sheet."""
    match = chosen_sheets[0].match
    return {
        "layout": match.layout.name,
        "sheets": [sheet.name for sheet in chosen_sheets],
        "headings": [
            [
                *(h.text, h.index, h.column, h.unread_reason),
                *(h.meant_column, h.mapped_by, h.known_from),
            ]
            for h in match.headings
        ],
        "above": chosen_sheets[0].texts_above,
        "hidden_rows": _joined_row_numbers(sheet.hidden_rows for sheet in chosen_sheets),
        "shifted_rows": _joined_row_numbers(sheet.shifted_rows for sheet in chosen_sheets),
        "hidden_sheets": [sheet.name for sheet in sheets if sheet.is_hidden],
        "other_sheets": [[s.name, s.match.layout.title] for s in unread_matches],
        "hidden_tables": [[s.name, s.match.layout.title] for s in hidden_matches],
        "other_tables": [
            [sheet.name, place] for sheet in chosen_sheets for place in sheet.other_tables
        ],
        "sizes": [text for sheet in chosen_sheets for text in sheet.size_texts],
        "unread_sheets": [sheet.name for sheet in sheets if sheet.is_unread and sheet.has_lines],
        "text_sheets": [sheet.name for sheet in sheets if sheet.is_unread and not sheet.has_lines],
    }


def _joined_row_numbers(rows_by_sheet: Iterable[Sequence[int]]) -> list[int]:
    """The sheets' row numbers (from 0) as the joined table numbers its rows."""
    return [
        number * ROWS_A_SHEET + row + 1 for number, rows in enumerate(rows_by_sheet) for row in rows
    ]


def _refuse_large_table(table: pa.Table, file_size: int) -> None:
    """Raise Refused for a table too large to hand over, or much larger than its file."""
    if table.nbytes > _LARGEST_ANSWER:
        raise Refused(TOO_LARGE)
    if table.nbytes > max(_USUAL_ANSWER, _MOST_SWOLLEN * file_size):
        raise Refused(BOMB)


def _drop_blank_rows(table: pa.Table) -> pa.Table:
    """The table without blank rows: a sheet may have a million of them below its table."""
    columns = table.drop_columns("row").columns
    if not all(column.null_count for column in columns):
        return table
    is_filled = columns[0].is_valid()
    for column in columns[1:]:
        is_filled = pc.or_(is_filled, column.is_valid())
    return table.filter(is_filled)
