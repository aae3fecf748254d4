"""Which of a form's lines repeat others or are parts of them, by their names and numbers.

| I   | Lĩnh vực tư pháp     | 25 |   the sum of its lines: left out
| 1   | Hộ tịch              | 20 |
| 1.1 | Khai sinh            | 12 |   a part of the line that it stands below: not added to it
| 2   | Chứng thực           |  5 |
|     | Trong đó: trực tuyến |  4 |   a part too
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from loaders.parsing.line_numbers import PART_RANK, Line, row_number
from loaders.validation.line_sums import Counts, column_sums, is_nearly_sum, is_sum
from loaders.validation.total_names import is_side_name

# What of a line and those below it counts: the line beside them, they alone since the line repeats
# them or is a total with a wrong cell, or the line alone since they repeat it or are parts of it.
_Relation = Literal["beside", "repeats", "total", "repeated", "parts"]
_MEMBERS_COUNT = ("beside", "repeats", "total")
_LINE_COUNTS = ("beside", "repeated", "parts")


@dataclass(frozen=True)
class Groups:
    """A form's lines by their numbers: `lines` count, as far as the numbers tell.

    `parts` are parts of another line, `totals` nearly the sum of the lines below; those that
    repeat others are in none.
    """

    lines: list[Line]
    parts: list[Line]
    totals: list[Line]


def lines_beside(
    lines: Sequence[Line],
    is_known: Callable[[Line], bool],
    add_up: Callable[[Sequence[Line]], bool],
) -> list[Line]:
    """The lines named as parts, shares or other days, unless the form's total needs them.

    "Trong đó: Hộ tịch 20" below "Tổng số 30" is a field. `is_known` tells lines of a usual name,
    `add_up` whether a total confirms lines.
    """
    side_lines = [line for line in lines if is_side_name(str(line["name"])) and not is_known(line)]
    counting_lines = [line for line in lines if line not in side_lines]
    are_counts = side_lines and not add_up(counting_lines) and add_up(lines)
    return [] if are_counts else side_lines


def split_groups(
    lines: Sequence[Line], counts_of: Callable[[Line], Counts], is_known: Callable[[Line], bool]
) -> Groups:
    """The lines split by their numbers: those that count, parts of others, likely totals.

    `is_known` tells lines of a usual name.
    """
    parts: list[Line] = []
    totals: list[Line] = []
    members_by_row: dict[int | None, list[Line]] = {}
    for line in reversed(lines):
        members = members_by_row.pop(row_number(line), [])
        relation = _relation(line, members, counts_of, is_known) if members else "beside"
        if relation == "parts":
            parts += members
        if relation == "total":
            totals.append(line)
        counting_lines = [
            *([line] if relation in _LINE_COUNTS else []),
            *(members if relation in _MEMBERS_COUNT else []),
        ]
        members_by_row.setdefault(_parent_row(line), [])[:0] = counting_lines
    return Groups(members_by_row.get(None, []), parts, totals)


def _relation(
    line: Line,
    members: Sequence[Line],
    counts_of: Callable[[Line], Counts],
    is_known: Callable[[Line], bool],
) -> _Relation:
    """How a line relates to its members, the lines below: "repeats" their sum, "parts", "beside", …

    Where its name is a usual one and theirs are not, they repeat it: "Quy định hành chính" over
    its matters.
    """
    counts, member_counts = counts_of(line), [counts_of(member) for member in members]
    sums = column_sums(member_counts)
    if is_sum(counts, sums):
        is_likelier_name = is_known(line) and not any(map(is_known, members))
        return "repeated" if is_likelier_name else "repeats"
    are_parts = all(map(_is_numbered_as_part, members))
    if are_parts and all(total <= (count or 0) for count, total in zip(counts, sums, strict=True)):
        return "parts"
    if any(is_sum(counts, column_sums(member_counts[:end])) for end in range(2, len(members))):
        return "repeats"  # the others follow its group without a number of their own
    is_wrong_total = len(members) > 1 and is_nearly_sum(counts, sums) and not is_known(line)
    return "total" if is_wrong_total else "beside"


def _parent_row(line: Line) -> int | None:
    """The row of the line that a line stands below; None at the top."""
    parent = line.get("parent_row")
    return None if parent is None else int(parent)


def _is_numbered_as_part(line: Line) -> bool:
    """Whether the line's number is as deep as that of a part of another line: "1.1", "a", "-"."""
    rank = line.get("rank")
    return rank is not None and int(rank) >= PART_RANK
