"""Merged cells and formulas without results of a zipped workbook, looked for in its XML.

This runs beside the reading process, which is told of neither.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from files.refusal import Refused
from loaders.reading.grid import MOST_ROWS, SPREAD, MergedCell
from loaders.reading.xlsx_parts import Chunk

LACKS_RESULTS = (
    "Tệp có ô là công thức chưa được tính nên chưa có giá trị: hãy mở tệp bằng Excel, bấm Lưu rồi "
    "nạp lại."
)
_LONGEST_FORMULA, _LONGEST_MERGE = 2**15, 128
_MOST_CELLS = 2**20
_NAME = rb"(?:\w{1,20}:)?"
_MAYBE_MERGED, _MAYBE_FORMULA = re.compile(rb"mergeCell "), re.compile(rb"f>|f t=")
_MERGED = re.compile(
    rb'mergeCell\s+ref\s*=\s*["\']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})'
)
_RESULT = rb"<%sv(?:\s*/>|\s[^<>]*/>|[^<>]*>\s*%%s</%sv>)" % (_NAME, _NAME)
# Where a formula's cell ends with no result after the formula, or an empty one; or with 0, which
# some writers put there for every formula.
_END = rb"(?:</%sf>|<%sf(?=[\s/])[^<>]*/>)\s*(?:%%s)?\s*</%sc>" % (_NAME, _NAME, _NAME)
_NO_RESULT = re.compile(_END % (_RESULT % b""))
_NO_RESULT_OR_0 = re.compile(_END % (_RESULT % b"0?"))
_CELL = re.compile(rb"<%sc(?=[\s>])[^<>]*>" % _NAME)
_REFERENCE = re.compile(rb'\sr\s*=\s*["\']([A-Z]{1,3})(\d{1,7})["\']')
_TEXT_RESULT = re.compile(rb'\st\s*=\s*["\']str["\']')  # an empty text is a result
_COMPUTED_LATER = re.compile(rb'fullCalcOnLoad\s*=\s*["\'](?:1|true)["\']')
_LARGEST_BOOK = 2**22


def computes_when_opened(archive: zipfile.ZipFile) -> bool:
    """Whether the workbook asks Excel to compute it when opened: its writer did not."""
    try:
        with archive.open("xl/workbook.xml") as book:
            return bool(_COMPUTED_LATER.search(book.read(_LARGEST_BOOK)))
    except KeyError:
        return False


@dataclass
class CellScan:
    """The merged cells and formulas without results found so far, by part; rows, columns from 0."""

    zero_is_no_result: bool
    merged_cells: dict[str, set[MergedCell]] = field(default_factory=dict)
    uncalculated_cells: dict[str, set[tuple[int, int]]] = field(default_factory=dict)

    def scan_chunk(self, chunk: Chunk) -> None:
        """Collect from the next piece of a part; raises Refused for more than any table holds."""
        if _MAYBE_MERGED.search(chunk.content):
            xml = chunk.content_before[-_LONGEST_MERGE:] + chunk.content
            self.merged_cells.setdefault(chunk.part, set()).update(_merged_cells(xml))
            if len(self.merged_cells[chunk.part]) > MOST_ROWS:
                raise Refused(SPREAD)
        if _MAYBE_FORMULA.search(chunk.content):
            xml = chunk.content_before[-_LONGEST_FORMULA:] + chunk.content
            cells = self.uncalculated_cells.setdefault(chunk.part, set())
            cells.update(self._uncalculated_cells(xml))
            if len(cells) > _MOST_CELLS:
                raise Refused(LACKS_RESULTS)

    def _uncalculated_cells(self, xml: bytes) -> Iterator[tuple[int, int]]:
        """Row and column, from 0, of each formula without a result; Refused if one has no place."""
        ends = _NO_RESULT_OR_0 if self.zero_is_no_result else _NO_RESULT
        for end in ends.finditer(xml):
            start = end.start()
            if xml.startswith(b"</", start):
                start = xml.rfind(b"<", 0, start)
            cell_start = xml.rfind(b"<", 0, start)
            cell = _CELL.match(xml, cell_start) if cell_start >= 0 else None
            if cell is None or _TEXT_RESULT.search(cell[0]):
                continue
            reference = _REFERENCE.search(cell[0])
            if reference is None:
                raise Refused(LACKS_RESULTS)
            yield int(reference[2]) - 1, _column_index(reference[1])


def _merged_cells(xml: bytes) -> Iterator[MergedCell]:
    """The cells merged over several rows that a piece of XML names."""
    for column, first, last in _MERGED.findall(xml):
        if int(first) < int(last) <= MOST_ROWS:
            yield MergedCell(_column_index(column), int(first) - 1, int(last) - 1)


def _column_index(letters: bytes) -> int:
    """The column, from 0, that letters name: A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
