"""Which lines of a form count and which repeat others, each form drawn as a small table."""

from __future__ import annotations

import pytest

from loaders.parsing.line_numbers import PART_RANK, Line, row_number
from loaders.validation.total_lines import SplitLines, split_totals

COUNTS = ("received", "online", "late")

# After a line's counts stands what becomes of it: nothing where it counts; "total" where it is held
# against the others; "left out" silently; "guessed" left out and told; "possible" counted and told;
# "beside" left out as a part, a share or of other days, and told.
FIELDS = {
    "a total by its name, below": """
        Đất đai            10   6   1
        Hộ tịch            20   9   2
        Tổng số            30  15   3   total
    """,
    "above": """
        Cộng               30  15   3   total
        Đất đai            10   6   1
        Hộ tịch            20   9   2
    """,
    "a total that is wrong is one by its name": """
        Đất đai            10   6   1
        Hộ tịch            20   9   2
        Tổng số            31  15   3   total
    """,
    "the office's name over the sum": """
        UBND xã            30  15   3   left out
        Đất đai            10   6   1
        Hộ tịch            20   9   2
    """,
    "an unknown name, a large sum": """
        Đất đai            10   6   1
        Hộ tịch            20   9   2
        Số của Trung tâm   30  15   3   left out
    """,
    "an unknown name, a sum that chance may make": """
        Đất đai             1   1   0
        Hộ tịch             2   0   1
        Số của Trung tâm    3   1   1   guessed
    """,
    "blank cells in a total, fewer than half": """
        Đất đai            10   6   1
        Hộ tịch            20   9   2
        UBND xã            30  15   -   left out
    """,
    "most cells blank: nothing says that it is a total": """
        Đất đai            10   6   1
        Hộ tịch            20   9   2
        UBND xã            30   -   -
    """,
    "a known field that equals the others": """
        Đất đai            10   6   1
        Chứng thực         20   9   2
        Hộ tịch            30  15   3   possible
    """,
    "a field that the form's total counts": """
        Lĩnh vực A         10   6   1
        Lĩnh vực B         20   9   2
        Lĩnh vực C         30  15   3
        Tổng số            60  30   6   total
    """,
    "the same field without that total": """
        Lĩnh vực A         10   6   1
        Lĩnh vực B         20   9   2
        Lĩnh vực C         30  15   3   left out
    """,
    "a sum in the middle": """
        Đất đai            10   6   1
        Số của Trung tâm   30  15   3   possible
        Hộ tịch            20   9   2
    """,
    "two groups, each sum above its lines": """
        Lĩnh vực tư pháp   25  12   0   left out
        Hộ tịch            20   9   0
        Chứng thực          5   3   0
        Lĩnh vực kinh tế   30   8   1   left out
        Đất đai            22   6   1
        Nhà ở               8   2   0
    """,
    "two groups, each sum below, and a total": """
        Hộ tịch            20   9   0
        Chứng thực          5   3   0
        Lĩnh vực tư pháp   25  12   0   left out
        Đất đai            22   6   1
        Nhà ở               8   2   0
        Lĩnh vực kinh tế   30   8   1   left out
        Tổng số            55  20   1   total
    """,
    "groups of one line each, by the form's total": """
        Mục tư pháp        20   9   0   left out
        Hộ tịch            20   9   0
        Mục đất đai        22   6   1   left out
        Đất đai            22   6   1
        Tổng số            42  15   1   total
    """,
    "the same without it: copies may be chance": """
        Mục tư pháp        20   9   0
        Hộ tịch            20   9   0
        Mục đất đai        22   6   1
        Đất đai            22   6   1
    """,
    "one group beside a loose line: not sure enough": """
        Lĩnh vực tư pháp   25  12   0
        Hộ tịch            20   9   0
        Chứng thực          5   3   0
        Đất đai            22   6   1
    """,
    "a total named for each group and for all": """
        Hộ tịch            20   9   0
        Chứng thực          5   3   0
        Cộng               25  12   0   total
        Đất đai            22   6   1
        Cộng               22   6   1   total
        Tổng cộng          47  18   1   total
    """,
    "two equal lines, one the office": """
        Đất đai            10   6   1
        UBND xã            10   6   1   left out
    """,
    "two equal lines, one unknown": """
        Đất đai            10   6   1
        Số liệu            10   6   1   guessed
    """,
    "two equal fields": """
        Đất đai            10   6   1
        Hộ tịch            10   6   1
    """,
    "two equal lines of which nothing is known": """
        Lĩnh vực A         10   6   1
        Lĩnh vực B         10   6   1   possible
    """,
    "the office's total with a wrong cell": """
        Đất đai            10   6   1
        Hộ tịch            20   9   2
        UBND xã            30  15   9   total
    """,
    "the same under an unknown name, large": """
        Đất đai            10   6   1
        Hộ tịch            20   9   2
        Số của Trung tâm   30  15   9   possible
    """,
    "the same, small": """
        Đất đai             1   1   0
        Hộ tịch             2   0   1
        Số của Trung tâm    3   1   2
    """,
    "the sum above the lines and below them": """
        UBND xã            30  15   3   left out
        Đất đai            10   6   1
        Hộ tịch            20   9   2
        Số của Trung tâm   30  15   3   left out
    """,
    "the office's total above, with a wrong cell": """
        UBND xã            30  15   9   total
        Đất đai            10   6   1
        Hộ tịch            20   9   2
    """,
    "two groups, a loose line and one of noughts: not sure enough": """
        Lĩnh vực tư pháp   25  12   0
        Hộ tịch            20   9   0
        Chứng thực          5   3   0
        Lĩnh vực kinh tế   30   8   1
        Đất đai            22   6   1
        Nhà ở               8   2   0
        Giáo dục            7   3   0
        Lao động            0   0   0
    """,
    "of two that may be the group's, the unknown one": """
        Đất đai            22   6   1
        Mục đất đai        22   6   1   left out
        Hộ tịch            20   9   0
        Tổng số            42  15   1   total
    """,
    "two equal lines beside a total that is equal too": """
        Đất đai            10   6   1
        Số liệu            10   6   1   guessed
        Tổng số            10   6   1   total
    """,
    "two equal lines, the first unknown": """
        Số liệu            10   6   1   guessed
        Đất đai            10   6   1
    """,
    "two equal lines, the unknown one between others": """
        Lĩnh vực A          0   0   0
        Số liệu            10   6   1   possible
        Đất đai            10   6   1
    """,
    "two equal lines, the office's with a blank for nought": """
        Đất đai            10   6   0
        UBND xã            10   6   -   left out
    """,
    "a part, below its line": """
        Hộ tịch            20   9   2
        Trong đó: khai sinh   12   5   1   beside
        Đất đai            10   6   1
    """,
    "a part, where the form's total holds without it": """
        Hộ tịch            20   9   2
        Trong đó: khai sinh   12   5   1   beside
        Đất đai            10   6   1
        Tổng số            30  15   3   total
    """,
    "a field that is named like a part, by the form's total": """
        Tổng số            30  15   3   total
        Trong đó: hộ tịch   20   9   2
        Trong đó: đất đai   10   6   1
    """,
    "named like a part, and the total holds neither with nor without it": """
        Hộ tịch            20   9   2
        Trong đó: khai sinh   12   5   1   beside
        Đất đai            10   6   1
        Tổng số            31  15   3   total
    """,
    "two lines, one nearly the other: nothing says that it is a total": """
        Lĩnh vực A         30  15   3
        UBND xã            30  15   9
    """,
    "two lines that count beside one of noughts": """
        Lĩnh vực A         30  15   3
        UBND xã            30  15   9
        Lĩnh vực B          0   0   0
    """,
    "three that count, one nearly the sum": """
        Lĩnh vực A         20   9   3
        Lĩnh vực B         10   6   0
        Lĩnh vực C          0   0   0
        UBND xã            30  15   9   total
    """,
    "the office's total with a wrong cell, above a named one that is wrong": """
        Đất đai            10   6   1
        Hộ tịch            20   9   2
        UBND xã            30  15   9   total
        Tổng số            99  15   3   total
    """,
    "beside the office's total with a wrong cell no other line is under suspicion": """
        UBND xã            30  15   9   total
        Đất đai             0   0   5
        Số của Trung tâm   30  15   2
    """,
    "the same, above another line": """
        Lĩnh vực A         20   9   3
        Lĩnh vực B         10   6   0
        UBND xã            30  15   9   possible
        Lĩnh vực C          0   0   0
    """,
    "two that are nearly the sum, by an unknown name: the last": """
        Số của Trung tâm   30  15   9   possible
        Đất đai            20   9   2
        Hộ tịch            10   6   1
    """,
    "nearly the sum, at the least that is no chance": """
        Đất đai            12   6   1
        Hộ tịch             8   4   2
        Số của Trung tâm   20  10   9   possible
    """,
    "nearly the sum, below it": """
        Đất đai            11   6   1
        Hộ tịch             8   4   2
        Số của Trung tâm   19  10   9
    """,
    "the sum, at the least that is no chance": """
        Đất đai            12   6   1
        Hộ tịch             8   4   2
        Số của Trung tâm   20  10   3   left out
    """,
    "the sum, below it": """
        Đất đai            11   6   1
        Hộ tịch             8   4   2
        Số của Trung tâm   19  10   3   guessed
    """,
    "noughts repeat nothing": """
        Đất đai            10   6   1
        Lĩnh vực A          0   0   0
        Lĩnh vực B          0   0   0
    """,
}
UNITS = {
    "a province over its communes": """
        UBND thành phố Hải Phòng   30  15   3   left out
        UBND Phường Trần Liễu      10   6   1
        UBND Phường Hồng Bàng      20   9   2
    """,
    "an office of no commune that is nearly the sum counts, and for no commune twice": """
        UBND Phường Trần Liễu      10   6   1
        UBND Phường Hồng Bàng      20   9   2
        Bộ phận Một cửa            30  15   9
    """,
    "an office of a commune that another line names may double it": """
        UBND Phường Trần Liễu      10   6   1
        UBND Phường Hồng Bàng      20   9   2
        Bộ phận Một cửa Phường Trần Liễu   30  15   9   possible
    """,
    "a commune that is nearly the sum counts for itself": """
        UBND Phường Trần Liễu      10   6   1
        UBND Phường Hồng Bàng      20   9   2
        UBND Phường Lê Chân        30  15   9
    """,
    "a part of a unit": """
        UBND Phường Trần Liễu      10   6   1
        Trong đó: trực tuyến        4   4   0   beside
        UBND Phường Hồng Bàng      20   9   2
    """,
    "a commune that equals the others counts for itself": """
        UBND Phường Trần Liễu      10   6   1
        UBND Phường Hồng Bàng      20   9   2
        UBND Phường Lê Chân        30  15   3
    """,
}


@pytest.mark.parametrize(
    ("drawn", "key"),
    [pytest.param(drawn, "field", id=name) for name, drawn in FIELDS.items()]
    + [pytest.param(drawn, "unit", id=name) for name, drawn in UNITS.items()],
)
def test_what_becomes_of_each_line(drawn: str, key: str) -> None:
    lines, fates = parse_form(drawn)
    split = split_totals(lines, COUNTS, key)
    assert [fate_of(line, split) for line in lines] == fates


# The rows that each is numbered below, and at which rank, beside what becomes of each line.
NUMBERED = """
    Lĩnh vực tư pháp   25   9   4   total
    Hộ tịch            20   7   1
    Chứng thực          5   2   2
    Đất đai            12   6   3
    Đo đạc              7   4   1   beside
    Thừa kế             3   1   1   beside
    Lĩnh vực kinh tế    9   4   4   left out
    Nhà ở               8   3   3
    Xây dựng            1   1   1
"""
BELOW = {2: (1, 2), 3: (1, 2), 5: (4, PART_RANK), 6: (4, PART_RANK), 8: (7, 2), 9: (7, 2)}


def test_of_numbered_lines_groups_are_totals_and_parts_stand_beside() -> None:
    lines, fates = parse_form(NUMBERED)
    numbered = [
        {**line, "parent_row": below, "rank": rank}
        for row, line in enumerate(lines, 1)
        for below, rank in [BELOW.get(row, (None, 1))]
    ]
    split = split_totals(numbered, COUNTS, "field")
    assert [fate_of(line, split) for line in numbered] == fates
    assert [row_number(line) for line in split.side_lines] == [5, 6]
    by_unit = split_totals(numbered, COUNTS, "unit")
    assert [fate_of(line, by_unit) for line in numbered] == [""] * 9


def test_totals_by_name_and_by_number_stand_in_the_order_of_their_rows() -> None:
    """So do parts by their number and lines beside the counts by their name."""
    lines, _ = parse_form(
        """
        Mục A              25   9   4
        Hộ tịch            20   7   1
        Chứng thực          5   2   2
        Cộng               25   9   3
        Đất đai            12   6   3
        Đo đạc              7   4   1
        Trong đó: trực tuyến   9   9   9
        Nhà ở               8   3   3
        """
    )
    below = {2: 1, 3: 1, 6: 5}
    numbered = [
        {**line, "parent_row": below.get(row), "rank": PART_RANK if row == 6 else 2}
        for row, line in enumerate(lines, 1)
    ]
    split = split_totals(numbered, COUNTS, "field")
    assert [row_number(line) for line in split.totals] == [1, 4]
    assert [row_number(line) for line in split.side_lines] == [6, 7]
    assert [row_number(line) for line in split.data_lines] == [2, 3, 5, 8]


def parse_form(drawn: str) -> tuple[list[Line], list[str]]:
    """The lines as `read_lines` gives them, and what the drawing says becomes of each."""
    lines: list[Line] = []
    fates = []
    for row, text in enumerate(drawn.strip().splitlines(), start=1):
        name, *cells = [part.strip() for part in text.strip().split("  ") if part.strip()]
        fates.append(cells.pop() if len(cells) > len(COUNTS) else "")
        line: dict[str, float | int | str | None] = {"row": row, "name": name}
        for column, cell in zip(COUNTS, cells, strict=True):
            number = None if cell == "-" else float(cell)
            line |= {column: number, f"raw_{column}": cell, f"blank_{column}": number is None}
        lines.append(line)
    return lines, fates


def fate_of(line: Line, split: SplitLines) -> str:
    fates = {
        "total": split.totals,
        "guessed": split.guessed_totals,
        "possible": split.possible_totals,
        "beside": split.side_lines,
        "": split.data_lines,
    }
    rows_of = {fate: [row_number(line) for line in lines] for fate, lines in fates.items()}
    return next((fate for fate, rows in rows_of.items() if row_number(line) in rows), "left out")
