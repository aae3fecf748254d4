"""A form's lines, and their numbers: "A", "I", "1", "1.1", "a)", "-" put one below another."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

# `row`, `name`, and of each number column its value, its text (`raw_…`) and whether it is blank;
# `rank` is how deep the line's number puts it and `parent_row` that of the line above it, or None.
Line = Mapping[str, float | int | str | None]

# From this rank on a number says that its line is a part of another.
PART_RANK = 3
_UNNUMBERED = 7
_RANKS = tuple(
    (re.compile(pattern), rank)
    for pattern, rank in (
        (r"[A-HĐ]", 0),
        (r"[IVXL]{1,6}", 1),
        (r"\d{1,3}(?:\.0)?", 2),
        (r"(?:\d{1,3}|[IVX]{1,4}|[A-H])\.\d{1,2}", 3),
        (r"(?:\d{1,3}|[IVX]{1,4}|[A-H])(?:\.\d{1,2}){2,}", 4),
        (r"[a-hđ]|[ivx]{1,4}", 5),
        (r"[-–—*•]", _UNNUMBERED + 1),
        (r"\+", _UNNUMBERED + 2),
    )
)
_LETTER, _ROMAN, _DASH = "[A-HĐa-hđ]", "[IVXLivx]{1,6}", "[-–—*•+]"
_DOTTED = r"(?:\d{1,3}|[IVX]{1,4}|[A-H])(?:\.\d{1,2})+"
# What an ordinal's cell may hold; all else may be anything. It serves Arrow too.
ORDINAL = rf"^\s*\(?(?:{_LETTER}|{_ROMAN}|\d{{1,3}}|{_DOTTED}|{_DASH})[.):]*\s*$"
_BEFORE_NAME = re.compile(
    rf"\s*\(?((?:{_LETTER}|{_ROMAN}|\d{{1,3}})(?=[.):]\s*\D)|{_DOTTED}|{_DASH}(?=\s*\D))"
)


def count_in_line(line: Line, column: str) -> float:
    """The count in a line's column; 0 where the cell is blank or no number."""
    count = line[column]
    return float(count) if isinstance(count, (int, float)) else 0.0


def row_number(line: Line) -> int:
    """The row on its sheet that a line was read from."""
    return int(str(line["row"]))


def line_rank(ordinal: str | None, name: str | None) -> int | None:
    """The depth of a line's number ("I", "1", "a"), the greater the deeper; None without one.

    The number stands in the ordinal's cell or before the name: "1.1. Khai sinh", "- Chứng thực".
    """
    before_name = _BEFORE_NAME.match(name or "")
    for text in (ordinal or "", before_name[1] if before_name else ""):
        number = text.strip().strip("().:")
        ranks = (rank for pattern, rank in _RANKS if pattern.fullmatch(number))
        if (rank := next(ranks, None)) is not None:
            return rank
    return None


def parent_rows(ranks: Iterable[tuple[int, int | None]]) -> Mapping[int, int]:
    """Row → the row that it stands below, from (row, rank) pairs in the order of the sheet.

    Rows without a number end what stands above them; only dashes stand below one.
    """
    parents: dict[int, int] = {}
    path: list[tuple[int, int]] = []
    for row, rank in ranks:
        if rank is None:
            path = [(row, _UNNUMBERED)]
            continue
        while path and path[-1][1] >= rank:
            path.pop()
        if path:
            parents[row] = path[-1][0]
        path.append((row, rank))
    return parents


def nearest_counting_parents(
    parents: Mapping[int, int], counting_rows: Collection[int]
) -> Mapping[int, int]:
    """Counting row → the nearest row above it in its path that counts too; none at the top."""
    nearest: dict[int, int] = {}
    for row in counting_rows:
        parent = parents.get(row)
        while parent is not None and parent not in counting_rows:
            parent = parents.get(parent)
        if parent is not None:
            nearest[row] = parent
    return nearest
