"""Rows of lists that repeat a dossier's code: set aside when they were loaded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.codes import code_in_one_spelling
from data.record.ledger import problems_of_kind


@dataclass(frozen=True)
class DuplicateRows:
    """Codes that stand again in a list: of each the code, the upload's id and Excel's row."""

    rows: tuple[tuple[str, int, int], ...]

    def parameters(self) -> dict[str, object]:
        """The rows as lists "codes", "upload_ids" and "rows", the parameters of a query."""
        names = ("codes", "upload_ids", "rows")
        return {name: [row[place] for row in self.rows] for place, name in enumerate(names)}


def duplicate_rows(folder: Path) -> DuplicateRows:
    """Every row of the record that repeats a code of its own list."""
    problems = problems_of_kind(folder, "duplicate_code")
    return DuplicateRows(
        tuple((code_in_one_spelling(p.value), upload_id, p.row) for upload_id, p in problems)
    )
