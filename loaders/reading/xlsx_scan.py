"""What a zipped workbook hides, merges and does not compute, and why it cannot be read.

Found beside the reading process.

The reading process has limits of its own: `refuse_unreadable_workbook` finds the reason once it has
failed.
"""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Collection, Iterator, Mapping
from itertools import chain

from files.file_types import BOMB
from files.refusal import Refused
from loaders.reading.grid import MOST_ROWS, SPREAD
from loaders.reading.sheet_marks import SheetMarks
from loaders.reading.xlsx_cells import CellScan, computes_when_opened
from loaders.reading.xlsx_parts import (
    parts_by_relation,
    read_small_part,
    refuse_broken_archive,
    xml_chunks,
)

SCAN_SECONDS = 20  # of a wall clock: this runs in the server, not in the child with its limits
_OVERLAP = 64  # longer than any cell's reference and attributes that are looked for
_MAYBE_WIDE = re.compile(rb'="[A-Z]{3}\d')  # a plain start, many times faster to look for
_WIDE = re.compile(rb'<c\b[^>]{0,40}?\br="[A-Z]{3}\d')
_STRING_COUNT = re.compile(rb'(?:uniqueCount|count)="(\d{9,})"')
_SHEETS, _TEXTS = "worksheets/", "sharedstrings"
_WORD = b"hidden"  # of columns, of protected cells or in a text too
_MAYBE_HIDDEN = re.compile(_WORD)  # half again as fast as `in`
_LONGEST_TAG = 2048
_ROW = re.compile(rb"<(?:[^\s<>/:]{1,40}+:)?+row(?=[\s/>])[^<>]{0,2000}+>")
_HIDDEN = re.compile(rb"""\shidden\s*=\s*["']\s*(?:1|(?i:true))\s*["']""")
_ROW_NUMBER = re.compile(rb"""\sr\s*=\s*["']\s*(\d{1,7})\s*["']""")
_MOST_HIDDEN = 2**20  # of all sheets together: their numbers are held here


def xlsx_marks(content: bytes) -> Mapping[str, SheetMarks]:
    """Sheet name → marks, of the sheets that have any; raises Refused for a broken workbook."""
    hidden_rows_by_part: dict[str, set[int]] = {}
    unnumbered_parts: set[str] = set()
    deadline = time.monotonic() + SCAN_SECONDS
    with refuse_broken_archive(), zipfile.ZipFile(io.BytesIO(content)) as archive:
        cell_scan = CellScan(computes_when_opened(archive))
        numbered_rows = _numbered_hidden_rows(archive, unnumbered_parts, deadline, cell_scan)
        # Second, since the first fills `unnumbered_parts`.
        counted_rows = _counted_hidden_rows(archive, unnumbered_parts, deadline)
        for part, numbers in chain(numbered_rows, counted_rows):
            hidden_rows_by_part.setdefault(part, set()).update(numbers)
            is_beyond = max(numbers, default=0) > MOST_ROWS
            if is_beyond or sum(map(len, hidden_rows_by_part.values())) > _MOST_HIDDEN:
                raise Refused(SPREAD)
        return _marks_by_sheet_name(archive, _marks_by_part(hidden_rows_by_part, cell_scan))


def _marks_by_part(
    hidden_rows_by_part: Mapping[str, Collection[int]], cell_scan: CellScan
) -> Mapping[str, SheetMarks]:
    """Part → marks, of each part that has any; `hidden_rows_by_part` are numbers from 1."""
    uncalculated_cells = cell_scan.uncalculated_cells()
    marks = {
        part: SheetMarks(
            tuple(sorted(row - 1 for row in hidden_rows_by_part.get(part, ()))),
            tuple(sorted(cell_scan.merged_cells.get(part, ()))),
            tuple(sorted(uncalculated_cells.get(part, ()))),
        )
        for part in {*hidden_rows_by_part, *cell_scan.merged_cells, *uncalculated_cells}
    }
    return {part: part_marks for part, part_marks in marks.items() if part_marks != SheetMarks()}


def refuse_unreadable_workbook(content: bytes) -> None:
    """Raise Refused where a workbook could not be read for being torn, too wide or swollen."""
    deadline = time.monotonic() + SCAN_SECONDS
    with refuse_broken_archive(), zipfile.ZipFile(io.BytesIO(content)) as archive:
        for chunk in xml_chunks(archive, lambda part: True, deadline):
            if _SHEETS in chunk.part and _has_wide_cell(
                chunk.content_before[-_OVERLAP:] + chunk.content
            ):
                raise Refused(SPREAD)
            is_first = not chunk.content_before
            if is_first and _TEXTS in chunk.part and _STRING_COUNT.search(chunk.content[:2048]):
                raise Refused(BOMB)


def _has_wide_cell(xml: bytes) -> bool:
    """Whether a cell stands in a column of three letters, beyond all that an export has."""
    return bool(_MAYBE_WIDE.search(xml) and _WIDE.search(xml))


def _numbered_hidden_rows(
    archive: zipfile.ZipFile, unnumbered_parts: set[str], deadline: float, cell_scan: CellScan
) -> Iterator[tuple[str, list[int]]]:
    """(part, its hidden rows from 1) of each chunk; fills `unnumbered_parts` and `cell_scan`.

    `<row r="7" hidden="1">` is row 7. A part where a hidden row has no number is added to
    `unnumbered_parts`, and not looked at further. `cell_scan` looks at every chunk too, since
    nothing takes as long as unpacking it.
    """
    # A sheet may lie in any folder; the texts are large, and no sheet.
    for chunk in xml_chunks(archive, lambda part: _TEXTS not in part, deadline):
        cell_scan.scan_chunk(chunk)
        tail_before = chunk.content_before[-_LONGEST_TAG:]
        has_word = _MAYBE_HIDDEN.search(chunk.content) or _MAYBE_HIDDEN.search(
            tail_before + chunk.content[: len(_WORD)]
        )
        if not has_word or chunk.part in unnumbered_parts:
            continue
        numbers = [_ROW_NUMBER.search(tag) for tag in _hidden_row_tags(tail_before + chunk.content)]
        if not all(numbers):
            unnumbered_parts.add(chunk.part)
        yield chunk.part, [int(number[1]) for number in numbers if number]


def _hidden_row_tags(xml: bytes) -> Iterator[bytes]:
    """The tags of hidden rows; looked for from the word, since rows are many and few are hidden."""
    word_start = xml.find(_WORD)
    while word_start >= 0:
        start = xml.rfind(b"<", max(0, word_start - _LONGEST_TAG), word_start)
        row = _ROW.match(xml, start) if start >= 0 else None
        if row and _HIDDEN.search(row[0]):
            yield row[0]
        word_start = xml.find(_WORD, max(word_start + 1, row.end() if row else 0))


def _counted_hidden_rows(
    archive: zipfile.ZipFile, parts: Collection[str], deadline: float
) -> Iterator[tuple[str, list[int]]]:
    """(part, numbers of its hidden rows, from 1) of each chunk of `parts`, by counting rows.

    A row without a number is next to the row before.
    """
    row_number = 0
    for chunk in xml_chunks(archive, lambda part: part in parts, deadline):
        tail_before = chunk.content_before[-_LONGEST_TAG:]
        row_number = row_number if chunk.content_before else 0
        hidden_rows: list[int] = []
        for row in _ROW.finditer(tail_before + chunk.content):
            if row.end() > len(tail_before):  # else it was counted with the chunk before
                number = _ROW_NUMBER.search(row[0])
                row_number = int(number[1]) if number else row_number + 1
                hidden_rows += [row_number] if _HIDDEN.search(row[0]) else []
        yield chunk.part, hidden_rows


def _marks_by_sheet_name(
    archive: zipfile.ZipFile, marks_by_part: Mapping[str, SheetMarks]
) -> Mapping[str, SheetMarks]:
    """Sheet name → marks, from those by part; the index is opened only where there are any."""
    if not marks_by_part:
        return {}
    targets = parts_by_relation(archive, "xl/_rels/workbook.xml.rels")
    marks_by_name: dict[str, SheetMarks] = {}
    for sheet in read_small_part(archive, "xl/workbook.xml").iter():
        if sheet.tag.endswith("}sheet"):
            # The attribute's namespace is another one in a strict workbook.
            relations = (text for name, text in sheet.items() if name.endswith("}id"))
            part = targets.get(next(relations, ""), "")
            if part in marks_by_part:
                marks_by_name[str(sheet.get("name"))] = marks_by_part[part]
    return marks_by_name
