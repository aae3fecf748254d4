"""The tables in which people write a draft's rows, as texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from data.planning.drafts import YES, DraftRow


def text_table(rows: Sequence[DraftRow], headings: Mapping[str, str]) -> pd.DataFrame:
    """The rows' texts as a table of the columns in `headings` (text's name → heading)."""
    return pd.DataFrame(
        [[row.texts.get(name, "") for name in headings] for row in rows],
        columns=list(headings.values()),
        dtype="object",
    )


def edit_rows(
    table: pd.DataFrame,
    headings: Mapping[str, str],
    column_order: Sequence[str],
    column_configs: Mapping[str, Any],
    key: str,
) -> tuple[DraftRow, ...]:
    """Draw a table to type in and give its rows; headings and configs are by texts' names."""
    edited_table = st.data_editor(
        table,
        key=key,
        num_rows="dynamic",
        hide_index=True,
        height="content",
        placeholder="",
        column_order=[headings[name] for name in column_order],
        column_config={headings[name]: config for name, config in column_configs.items()},
    )
    return draft_rows(edited_table, headings)


def draft_rows(table: pd.DataFrame, headings: Mapping[str, str]) -> tuple[DraftRow, ...]:
    """The table's rows as texts by name, numbered from 1; `headings`: name → column heading."""
    cells_by_name = [
        {name: record[heading] for name, heading in headings.items()}
        for record in table.to_dict("records")
    ]
    return tuple(
        DraftRow(number, {name: _cell_text(cell) for name, cell in cells.items()})
        for number, cells in enumerate(cells_by_name, start=1)
    )


def _cell_text(cell: object) -> str:
    """A cell as text: stripped; a tick as YES, else ""; several choices with commas between."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, list | tuple):
        return ", ".join(map(str, cell))
    return YES if cell is True else ""
