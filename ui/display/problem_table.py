"""The problems of a file as a table: one line for all rows of which the same is to be said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st

from ui.display import words

# Row, heading, value, what to do.
Told = tuple[int, str, str, str]
_MOST_ROWS = 6


def show(found: Iterable[Told], alt: str) -> None:
    """The table itself; `alt` says to a reader that does not see it what it is."""
    table = pd.DataFrame(alike(found), columns=["Dòng", "Cột", "Giá trị", "Cần làm gì"])
    st.dataframe(table, hide_index=True, alt=alt)


def alike(found: Iterable[Told]) -> list[tuple[str, str, str, str]]:
    """The rows joined where heading, value and words are the same: a department has hundreds."""
    rows: dict[tuple[str, str, str], list[int]] = {}
    for row, heading, value, message in found:
        rows.setdefault((heading, value, message), []).append(row)
    return [(_numbered(numbers), *said) for said, numbers in rows.items()]


def _numbered(rows: Sequence[int]) -> str:
    """The first few rows, and how many there are."""
    named = ", ".join(map(str, rows[:_MOST_ROWS]))
    return named if len(rows) <= _MOST_ROWS else f"{named}… ({words.number(len(rows))} dòng)"
