"""Rows of a draft as the tables in which people write them, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from data.planning.drafts import YES, DraftRow


def text_table(rows: Sequence[DraftRow], headings: Mapping[str, str]) -> pd.DataFrame:
    """The rows' texts as a table under their headings, which are by the texts' names."""
    return pd.DataFrame(
        [[row.texts.get(name, "") for name in headings] for row in rows],
        columns=list(headings.values()),
        dtype="object",
    )


def draft_rows(table: pd.DataFrame, headings: Mapping[str, str]) -> tuple[DraftRow, ...]:
    """The rows that stand in the table, counted from 1; an empty cell is an empty text."""
    cells_by_name = [
        {name: record[heading] for name, heading in headings.items()}
        for record in table.to_dict("records")
    ]
    return tuple(
        DraftRow(number, {name: _cell_text(cell) for name, cell in cells.items()})
        for number, cells in enumerate(cells_by_name, start=1)
    )


def _cell_text(cell: object) -> str:
    """A text as it stands, a tick as YES, several choices with commas between."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, list | tuple):
        return ", ".join(map(str, cell))
    return YES if cell is True else ""
