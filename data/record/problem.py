"""A problem of a row, as the record keeps it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing to put right: `row` is Excel's own row number, `column` the file's own heading."""

    kind: str
    row: int
    column: str
    value: str
    message: str
