"""Merged cells and formulas without results of a zipped workbook, looked for in its XML.

This runs beside the reading process, which is told of neither.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from files.refusal import Refused
from loaders.reading.grid import MOST_ROWS, SPREAD, MergedCell
from loaders.reading.xlsx_parts import Chunk

LACKS_RESULTS = (
    "Tệp có ô là công thức chưa được tính nên chưa có giá trị: hãy mở tệp bằng Excel, bấm Lưu rồi "
    "nạp lại."
)
Place = tuple[int, int]  # row and column, from 0
_LONGEST_FORMULA, _LONGEST_MERGE = 2**15, 128
_MOST_CELLS = 2**20
_NAME = rb"(?:\w{1,20}:)?"
_MAYBE_MERGED, _MAYBE_FORMULA = re.compile(rb"mergeCell "), re.compile(rb"f>|f t=")
_MERGED = re.compile(
    rb'mergeCell\s+ref\s*=\s*["\']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})'
)
_RESULT = rb"<%sv(?:\s*/>|\s[^<>]*/>|[^<>]*>%%s</%sv>)" % (_NAME, _NAME)
# Where a formula's cell ends: no result after the formula, or an empty one; or any.
_END = rb"(?:</%sf>|<%sf(?=[\s/])[^<>]*/>)\s*+(?:%%s)?\s*+</%sc>" % (_NAME, _NAME, _NAME)
_END_WITHOUT_RESULT = re.compile(_END % (_RESULT % rb"\s*+"))
_END_WITH_ANY = re.compile(_END % (_RESULT % rb"(?P<result>[^<]*+)"))
_CELL = re.compile(rb"<%sc(?=[\s>])[^<>]*>" % _NAME)
_REFERENCE = re.compile(rb'\sr\s*=\s*["\']([A-Z]{1,3})(\d{1,7})["\']')
_TEXT_RESULT = re.compile(rb'\st\s*=\s*["\']str["\']')  # an empty text is a result
_TYPED_RESULT = re.compile(rb'\st\s*=\s*["\'](?:str|b|e)["\']')  # no writer's stand-in
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
    """The merged cells and formulas without results found so far, by part; rows, columns from 0.

    Some writers store a 0 for every formula (`zero_may_be_no_result`): such a 0 is a result only
    where a formula of its column has another one.
    """

    zero_may_be_no_result: bool
    merged_cells: dict[str, set[MergedCell]] = field(default_factory=dict)
    _empty_cells: dict[str, set[Place]] = field(default_factory=dict)
    _zero_cells: dict[str, set[Place]] = field(default_factory=dict)
    _result_columns: dict[str, set[int]] = field(default_factory=dict)

    def scan_chunk(self, chunk: Chunk) -> None:
        """Collect merged cells and formulas' results from a chunk; raises Refused if too many."""
        if _MAYBE_MERGED.search(chunk.content):
            xml = chunk.content_before[-_LONGEST_MERGE:] + chunk.content
            self.merged_cells.setdefault(chunk.part, set()).update(_merged_cells(xml))
            if len(self.merged_cells[chunk.part]) > MOST_ROWS:
                raise Refused(SPREAD)
        if _MAYBE_FORMULA.search(chunk.content):
            self._scan_formulas(
                chunk.part, chunk.content_before[-_LONGEST_FORMULA:] + chunk.content
            )

    def uncalculated_cells(self) -> Mapping[str, set[Place]]:
        """Part → row and column, from 0, of each formula without a result."""
        return {
            part: self._empty_cells.get(part, set())
            | {
                place
                for place in self._zero_cells.get(part, ())
                if place[1] not in self._result_columns.get(part, ())
            }
            for part in {*self._empty_cells, *self._zero_cells}
        }

    def _scan_formulas(self, part: str, xml: bytes) -> None:
        """Collect where a part's formulas have or lack results; raises Refused if too many."""
        empty_cells = self._empty_cells.setdefault(part, set())
        zero_cells = self._zero_cells.setdefault(part, set())
        result_columns = self._result_columns.setdefault(part, set())
        for cell_tag, result in _formula_cells(xml, self.zero_may_be_no_result):
            if not result and not _TEXT_RESULT.search(cell_tag):
                empty_cells.add(_place(cell_tag))
            elif result == b"0" and not _TYPED_RESULT.search(cell_tag):
                zero_cells.add(_place(cell_tag))
            elif result and (reference := _REFERENCE.search(cell_tag)):
                result_columns.add(_column_index(reference[1]))
        if len(empty_cells) + len(zero_cells) > _MOST_CELLS:
            raise Refused(LACKS_RESULTS)


def _formula_cells(xml: bytes, with_results: bool) -> Iterator[tuple[bytes, bytes]]:
    """(opening tag, result or b"") of each cell that holds a formula in a piece of XML.

    Cells that have a result are left out without `with_results`.
    """
    for end in (_END_WITH_ANY if with_results else _END_WITHOUT_RESULT).finditer(xml):
        start = end.start()
        if xml.startswith(b"</", start):
            start = xml.rfind(b"<", 0, start)
        cell_start = xml.rfind(b"<", 0, start)
        cell = _CELL.match(xml, cell_start) if cell_start >= 0 else None
        if cell:
            yield cell[0], (end["result"] or b"").strip() if with_results else b""


def _place(cell_tag: bytes) -> Place:
    """Row and column, from 0, of a cell by its opening tag; raises Refused where none is named."""
    reference = _REFERENCE.search(cell_tag)
    if reference is None:
        raise Refused(LACKS_RESULTS)
    return int(reference[2]) - 1, _column_index(reference[1])


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
