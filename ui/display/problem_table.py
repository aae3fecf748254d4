"""The problems of a file as a table: rows with the same problem share a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st

from ui.display import words

# Row, heading, the cell's text, what to do.
ProblemRow = tuple[int, str, str, str]
_MOST_ROWS = 6


def show_problems(problems: Iterable[ProblemRow], alt: str) -> None:
    """Draw (row, heading, cell, advice) as a table, like ones joined; `alt` is read aloud."""
    table = pd.DataFrame(
        group_alike_problems(problems), columns=["Dòng", "Cột", "Giá trị", "Cần làm gì"]
    )
    st.dataframe(table, hide_index=True, alt=alt)


def group_alike_problems(problems: Iterable[ProblemRow]) -> list[tuple[str, str, str, str]]:
    """(row numbers, heading, cell, advice), once for all rows where the last three are the same.

    `("5, 6, 7", "Cơ quan", "Sở Xây dựng", "“Sở Xây dựng” không phải xã, phường đã biết.")`
    """
    rows: dict[tuple[str, str, str], list[int]] = {}
    for row, heading, cell, advice in problems:
        rows.setdefault((heading, cell, advice), []).append(row)
    return [(_row_numbers_text(numbers), *problem) for problem, numbers in rows.items()]


def _row_numbers_text(row_numbers: Sequence[int]) -> str:
    """The first few row numbers, and how many there are: "5, 6, 7, 8, 9, 10… (1.202 dòng)"."""
    first_numbers = ", ".join(map(str, row_numbers[:_MOST_ROWS]))
    if len(row_numbers) <= _MOST_ROWS:
        return first_numbers
    return f"{first_numbers}… ({words.number(len(row_numbers))} dòng)"
