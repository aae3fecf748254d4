"""A line of a table: its cells with their columns."""

from __future__ import annotations

from dataclasses import dataclass

from plan_texts.structure.columns import Column
from plan_texts.structure.passages import Passage


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
        """Whether the row only names the rows below it."""
        texts = [cell.text for cell, _ in self.cells if cell.text]
        has_ordinal = len(texts) == 2 and len(self.cells[0][0].text) in range(1, 6)
        return len(self.cells) > 2 and (has_ordinal or len(texts) == 1) and "%" not in texts[-1]

    def text_of(self, role: str) -> str:
        """The texts of all cells of one role, blanks between them; "" where there are none."""
        texts = (cell.text for cell, column in self.cells if column.role == role)
        return " ".join(filter(None, texts))


def is_table_row(line: str) -> bool:
    """Whether a line is one of a table: cells parted by tabs, or by upright strokes."""
    bare_line = line.strip(" ")
    return (
        "\t" in bare_line
        or line.count(" | ") > 1
        or (bare_line.startswith("|") and bare_line.count("|") > 2)
    )
