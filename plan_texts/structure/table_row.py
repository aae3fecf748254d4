"""A line of a table: its cells with their columns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.text import fold
from plan_texts.structure.columns import Column
from plan_texts.structure.passages import Passage

_LEAD = re.compile(r"chủ trì|phụ trách|thực hiện|đầu mối|trách nhiệm|người làm|phối hợp")
_DEADLINE = re.compile(r"(?<!\w)(?:hạn|thời hạn|thời gian|tiến độ|thời điểm|mốc)(?!\w)|hoàn thành")
_GOALS = re.compile(r"chỉ tiêu|mục tiêu|phấn đấu|kế hoạch|mức|tỷ lệ|đơn vị tính|đvt|%")
LOOSE_SEMICOLON = " ; "  # between cells: in a sentence no blank stands before it


@dataclass(frozen=True)
class TableRow:
    """A line of a table: each cell with its column."""

    cells: tuple[tuple[Passage, Column], ...]

    @property
    def subject(self) -> Passage | None:
        """The cell that says what the row is about; None where no such cell has words."""
        subjects = (cell for cell, column in self.cells if column.role == "text" and cell.has_words)
        return next(subjects, None)

    @property
    def is_group(self) -> bool:
        """Whether the row is a group's heading: one text, at most with an ordinal, and no "%"."""
        texts = [cell.text for cell, _ in self.cells if cell.text]
        has_ordinal = len(texts) == 2 and len(self.cells[0][0].text) in range(1, 6)
        return len(self.cells) > 2 and (has_ordinal or len(texts) == 1) and "%" not in texts[-1]

    @property
    def is_task(self) -> bool:
        """Whether the row is of a table of tasks: its columns say who leads and by when."""
        headings = [fold(column.heading) for _, column in self.cells]
        sets_goals = any(_GOALS.search(heading) for heading in headings)
        return not sets_goals and all(
            any(pattern.search(heading) for heading in headings) for pattern in (_LEAD, _DEADLINE)
        )

    def text_of(self, role: str) -> str:
        """The texts of all cells of one role, blanks between them; "" where there are none."""
        texts = (cell.text for cell, column in self.cells if column.role == role)
        return " ".join(filter(None, texts))


def is_table_row(line: str) -> bool:
    """Whether a line is one of a table: cells parted by tabs, upright strokes or " ; "."""
    bare_line = line.strip(" ")
    return (
        "\t" in bare_line
        or line.count(" | ") > 1
        or line.count(LOOSE_SEMICOLON) > 2
        or (bare_line.startswith("|") and bare_line.count("|") > 2)
    )
