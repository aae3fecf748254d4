"""A problem of a row, as the record keeps it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing to put right: `kind` as GLOSSARY.md lists them, `row` by Excel's own number.

    `heading` is the file's own, `value` what may be shown of the cell; `message` says what to do.
    """

    kind: str
    row: int
    heading: str
    value: str
    message: str
