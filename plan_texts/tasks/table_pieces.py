"""The pieces of a table whose cells no sign parts: the lines, or the words, of each row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plan_texts.structure.cell_lines import head_cells, passages_of_lines
from plan_texts.structure.passages import Passage
from plan_texts.structure.row_lines import row_lines

_FLAT_HEAD = re.compile(r"\s*(?:stt|tt|số tt)\.?\s+(?P<headings>[^\W\d].*)", re.IGNORECASE)
_FLAT_ROW = re.compile(r"\s*(?P<ordinal>\d{1,2})\.?\s+(?P<words>\S.*)")
_WORDS = re.compile(r"\S+")
_MOST_LINES_OF_ROW = 6
_MOST_WORDS_OF_ROW = 70
_FEWEST_ROWS = 3


@dataclass(frozen=True)
class TablePieces:
    """A table on the lines up to position `end`: its head's cells, and for each row its pieces.

    Those are an ordinal, and lines or words, of which several may make a cell.
    """

    end: int
    head: tuple[Passage, ...]
    rows: tuple[tuple[Passage, ...], ...]


def table_pieces(lines: Sequence[str], start: int) -> TablePieces | None:
    """The pieces of the table that begins on the line at position `start`; None where none does."""
    return _cells_by_line(lines, start) or _flat(lines, start)


def _cells_by_line(lines: Sequence[str], start: int) -> TablePieces | None:
    """The table at position `start` whose cells each have lines of their own; None without one."""
    if found := row_lines(lines, start):
        rows = tuple(passages_of_lines(lines, row) for row in found.rows)
        return TablePieces(found.end, tuple(head_cells(passages_of_lines(lines, found.head))), rows)
    return None


def _flat(lines: Sequence[str], start: int) -> TablePieces | None:
    """The table at position `start` with each row's cells on one line; None if there is none."""
    head = _FLAT_HEAD.fullmatch(lines[start])
    if not head or "\t" in lines[start] or "|" in lines[start]:
        return None
    rows: list[tuple[Passage, ...]] = []
    position, begun = start + 1, start + 1
    while position < len(lines) and position - begun < _MOST_LINES_OF_ROW:
        row = _FLAT_ROW.fullmatch(lines[position])
        if row and int(row["ordinal"]) == len(rows) + 1:
            rows.append((Passage(row["ordinal"], ((0, position + 1),)),))
            begun = position
        elif not rows or not lines[position].strip():
            break
        words = row["words"] if row and begun == position else lines[position]
        rows[-1] += _words(words, position)
        position += 1
    if len(rows) < _FEWEST_ROWS or any(len(row) > _MOST_WORDS_OF_ROW for row in rows):
        return None
    return TablePieces(position, tuple(_headings(_words(head["headings"], start))), tuple(rows))


def _words(text: str, position: int) -> tuple[Passage, ...]:
    """Each word of a text as a passage on the line at `position` (from 0)."""
    return tuple(Passage(word, ((0, position + 1),)) for word in _WORDS.findall(text))


def _headings(words: Sequence[Passage]) -> list[Passage]:
    """The headings that words make: each begins with a capital."""
    headings: list[Passage] = []
    for word in words:
        if headings and not word.text[0].isupper():
            headings[-1] = headings[-1].with_following(word)
        else:
            headings.append(word)
    return headings
