"""Merged cells and formulas without results of a zipped workbook, looked for in its XML beside the
reading process, which is told of neither.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from files.refusal import Refused
from loaders.reading.grid import MOST_ROWS, SPREAD, MergedDown
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
    """Whether the workbook asks Excel to compute it: its writer did not."""
    try:
        with archive.open("xl/workbook.xml") as book:
            return bool(_COMPUTED_LATER.search(book.read(_LARGEST_BOOK)))
    except KeyError:
        return False


@dataclass
class CellScan:
    """What was found so far, by part; rows and columns from 0."""

    zero_is_no_result: bool
    merged: dict[str, set[MergedDown]] = field(default_factory=dict)
    uncalculated: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    _count: int = 0

    def look_at(self, chunk: Chunk) -> None:
        """Look at the next piece of a part; raises Refused for more than any table holds."""
        if _MAYBE_MERGED.search(chunk.content):
            xml = chunk.before[-_LONGEST_MERGE:] + chunk.content
            self.merged.setdefault(chunk.part, set()).update(_merged(xml))
            if len(self.merged[chunk.part]) > MOST_ROWS:
                raise Refused(SPREAD)
        if _MAYBE_FORMULA.search(chunk.content):
            xml = chunk.before[-_LONGEST_FORMULA:] + chunk.content
            cells = self.uncalculated.setdefault(chunk.part, set())
            cells.update(self._uncalculated(xml))
            if len(cells) > _MOST_CELLS:
                raise Refused(LACKS_RESULTS)

    def _uncalculated(self, xml: bytes) -> Iterator[tuple[int, int]]:
        """The cells of formulas that no result follows; raises Refused where one has no place."""
        ends = _NO_RESULT_OR_0 if self.zero_is_no_result else _NO_RESULT
        for end in ends.finditer(xml):
            start = end.start()
            if xml.startswith(b"</", start):
                start = xml.rfind(b"<", 0, start)
            at = xml.rfind(b"<", 0, start)
            cell = _CELL.match(xml, at) if at >= 0 else None
            if cell is None or _TEXT_RESULT.search(cell[0]):
                continue
            place = _REFERENCE.search(cell[0])
            if place is None:
                raise Refused(LACKS_RESULTS)
            yield int(place[2]) - 1, _column(place[1])


def _merged(xml: bytes) -> Iterator[MergedDown]:
    for column, first, last in _MERGED.findall(xml):
        if int(first) < int(last) <= MOST_ROWS:
            yield MergedDown(_column(column), int(first) - 1, int(last) - 1)


def _column(letters: bytes) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
