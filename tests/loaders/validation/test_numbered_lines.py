"""What the numbers of a form's lines tell: which repeat others, and which are parts of them."""

from __future__ import annotations

from typing import Any

import pytest

from loaders.parsing.line_numbers import PART_RANK
from loaders.validation.numbered_lines import split_groups

USUAL_NAMES = ("Hộ tịch", "Chứng thực", "Đất đai")
GROUP = "Lĩnh vực tư pháp"


def line(
    row: int, name: str, counts: tuple[float | None, ...], below: int | None = None, rank: int = 2
) -> dict[str, Any]:
    """A line of a form; `below` is the row of the line that it is numbered under."""
    return {"row": row, "name": name, "counts": counts, "parent_row": below, "rank": rank}


def names_by_kind(lines: list[dict[str, Any]]) -> tuple[list[str], list[str], list[str]]:
    """The names of the lines that count, of the parts, and of the totals with a wrong cell."""
    groups = split_groups(
        lines, lambda line: line["counts"], lambda line: line["name"] in USUAL_NAMES
    )
    lines_count, parts, totals = (
        [str(line["name"]) for line in kind] for kind in (groups.lines, groups.parts, groups.totals)
    )
    return lines_count, parts, totals


TABLES = {
    "a group repeats the lines below it": (
        [
            line(1, GROUP, (25, 9, 3)),
            line(2, "Hộ tịch", (20, 7, 1), below=1),
            line(3, "Chứng thực", (5, 2, 2), below=1),
        ],
        (["Hộ tịch", "Chứng thực"], [], []),
    ),
    "of a usual name over unknown ones it is they that repeat it": (
        [
            line(1, "Hộ tịch", (25, 9, 3)),
            line(2, "Việc A", (20, 7, 1), below=1),
            line(3, "Việc B", (5, 2, 2), below=1),
        ],
        (["Hộ tịch"], [], []),
    ),
    "of a usual name over usual ones it repeats them": (
        [
            line(1, "Hộ tịch", (25, 9, 3)),
            line(2, "Chứng thực", (20, 7, 1), below=1),
            line(3, "Việc B", (5, 2, 2), below=1),
        ],
        (["Chứng thực", "Việc B"], [], []),
    ),
    "parts are not added to their whole": (
        [
            line(1, "Hộ tịch", (20, 8, 4)),
            line(2, "Khai sinh", (12, 8, 4), below=1, rank=PART_RANK),
        ],
        (["Hộ tịch"], ["Khai sinh"], []),
    ),
    "what exceeds a line is no part of it": (
        [
            line(1, "Hộ tịch", (20, 8, 4)),
            line(2, "Khai sinh", (12, 9, 4), below=1, rank=PART_RANK),
        ],
        (["Hộ tịch", "Khai sinh"], [], []),
    ),
    "a line below another that no number makes a part": (
        [line(1, "Hộ tịch", (20, 8, 4)), line(2, "Khai sinh", (12, 7, 3), below=1)],
        (["Hộ tịch", "Khai sinh"], [], []),
    ),
    "a total with a wrong cell": (
        [
            line(1, GROUP, (25, 9, 4)),
            line(2, "Hộ tịch", (20, 7, 1), below=1),
            line(3, "Chứng thực", (5, 2, 2), below=1),
        ],
        (["Hộ tịch", "Chứng thực"], [], [GROUP]),
    ),
    "a line of a usual name is no total with a wrong cell": (
        [
            line(1, "Đất đai", (25, 9, 4)),
            line(2, "Hộ tịch", (20, 7, 1), below=1),
            line(3, "Chứng thực", (5, 2, 2), below=1),
        ],
        (["Đất đai", "Hộ tịch", "Chứng thực"], [], []),
    ),
    "lines that follow a group without a number of their own": (
        [
            line(1, GROUP, (25, 9, 3)),
            line(2, "Hộ tịch", (20, 7, 1), below=1),
            line(3, "Chứng thực", (5, 2, 2), below=1),
            line(4, "Đất đai", (8, 4, 4), below=1),
        ],
        (["Hộ tịch", "Chứng thực", "Đất đai"], [], []),
    ),
    "a group in a group": (
        [
            line(1, "Tất cả", (33, 13, 7)),
            line(2, GROUP, (25, 9, 3), below=1),
            line(3, "Hộ tịch", (20, 7, 1), below=2),
            line(4, "Chứng thực", (5, 2, 2), below=2),
            line(5, "Đất đai", (8, 4, 4), below=1),
        ],
        (["Hộ tịch", "Chứng thực", "Đất đai"], [], []),
    ),
    "parts of two lines": (
        [
            line(1, "Hộ tịch", (20, 8, 4)),
            line(2, "Khai sinh", (12, 8, 4), below=1, rank=PART_RANK),
            line(3, "Chứng thực", (5, 2, 2)),
            line(4, "Bản sao", (3, 1, 1), below=3, rank=PART_RANK),
            line(5, "Chữ ký", (1, 1, 1), below=3, rank=PART_RANK),
        ],
        (["Hộ tịch", "Chứng thực"], ["Bản sao", "Chữ ký", "Khai sinh"], []),
    ),
    "parts that make up their whole": (
        [
            line(1, "Việc A", (20, 8, 4)),
            line(2, "Việc B", (12, 6, 4), below=1, rank=PART_RANK),
            line(3, "Việc C", (8, 2, 0), below=1, rank=PART_RANK),
        ],
        (["Việc B", "Việc C"], [], []),
    ),
    "a blank in a whole is no room for a part": (
        [
            line(1, "Hộ tịch", (20, None, 4)),
            line(2, "Khai sinh", (12, 1, 4), below=1, rank=PART_RANK),
        ],
        (["Hộ tịch", "Khai sinh"], [], []),
    ),
    "one below that is no part, beside parts": (
        [
            line(1, "Hộ tịch", (20, 8, 4)),
            line(2, "Khai sinh", (7, 4, 1), below=1, rank=PART_RANK),
            line(3, "Khai tử", (6, 3, 1), below=1, rank=PART_RANK - 1),
        ],
        (["Hộ tịch", "Khai sinh", "Khai tử"], [], []),
    ),
    "one line alone is no group with a wrong cell": (
        [line(1, GROUP, (20, 8, 4)), line(2, "Hộ tịch", (20, 8, 3), below=1)],
        ([GROUP, "Hộ tịch"], [], []),
    ),
    "two totals with a wrong cell": (
        [
            line(1, "Mục A", (25, 9, 4)),
            line(2, "Hộ tịch", (20, 7, 1), below=1),
            line(3, "Chứng thực", (5, 2, 2), below=1),
            line(4, "Mục B", (12, 5, 9)),
            line(5, "Đất đai", (8, 4, 4), below=4),
            line(6, "Nhà ở", (4, 1, 1), below=4),
        ],
        (["Hộ tịch", "Chứng thực", "Đất đai", "Nhà ở"], [], ["Mục B", "Mục A"]),
    ),
    "the first below a group equals it, and others follow": (
        [
            line(1, GROUP, (20, 7, 1)),
            line(2, "Hộ tịch", (20, 7, 1), below=1),
            line(3, "Chứng thực", (5, 2, 2), below=1),
        ],
        ([GROUP, "Hộ tịch", "Chứng thực"], [], []),
    ),
    "no line at all": ([], ([], [], [])),
    "lines without numbers": (
        [line(1, "Hộ tịch", (20, 7, 1)), line(2, "Chứng thực", (20, 7, 1))],
        (["Hộ tịch", "Chứng thực"], [], []),
    ),
}


@pytest.mark.parametrize(("lines", "expected"), TABLES.values(), ids=TABLES)
def test_what_the_numbers_of_lines_tell(
    lines: list[dict[str, Any]], expected: tuple[list[str], list[str], list[str]]
) -> None:
    assert names_by_kind(lines) == expected
