"""The share of a table's row whose indicator has its number in a column of its own.

    Chỉ tiêu                      | Thực hiện 2025 | Quý I | Cả năm 2026
    Hồ sơ tiếp nhận trực tuyến    | 61,2           | 60    | ≥ 77

The whole year's number counts, else the only one with a sign, else the only one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.text import fold
from plan_texts.structure.passages import Passage
from plan_texts.structure.tables import Column, TableRow

DEMANDING_ROLES = ("text", "product")  # of the columns that hold demands
_BARE_NUMBER = re.compile(
    r"(?:(?:đạt|tối thiểu|ít nhất|không dưới|trên|từ|[≥>≤<=]+)\s*)*\d{1,3}(?:[.,]\d+)?\s*%?"
    r"(?:\s*trở lên)?",
    re.IGNORECASE,
)
_SHARE_UNIT = re.compile(r"%|phần trăm|tỷ lệ|tỉ lệ")
_LAST_DIGIT = re.compile(r"(\d)(?!.*\d)\s*%?")


def is_bare_number(cell: Passage) -> bool:
    """Whether a cell holds a number alone, with a sign or comparator or without."""
    return bool(_BARE_NUMBER.fullmatch(cell.text.strip()))


def number_sentence(row: TableRow) -> str | None:
    """A row's bare number as "indicator (heading): number %"; None where it gives no share so."""
    units = fold(row.text_of("unit"))
    if not row.subject or (units and not _SHARE_UNIT.search(units)):
        return None
    deciding_number = _deciding_number(_bare_numbers(row))
    if deciding_number is None:
        return None
    cell, column = deciding_number
    number = _LAST_DIGIT.sub(r"\1%", cell.text.strip())
    heading = f" ({column.heading})" if column.heading else ""
    return f"{row.subject.text.rstrip(' .;:')}{heading}: {number}"


def _bare_numbers(row: TableRow) -> list[tuple[Passage, Column]]:
    """(cell, column) of each bare number in a row's columns of demands.

    In a column without a heading only numbers with a sign count.
    """
    return [
        (cell, column)
        for cell, column in row.cells
        if column.role in DEMANDING_ROLES
        and is_bare_number(cell)
        and (column.heading or re.search("[%≥>]", cell.text))
    ]


def _deciding_number(
    numbers: Sequence[tuple[Passage, Column]],
) -> tuple[Passage, Column] | None:
    """(cell, column) of the number that counts; None where none does.

    That is the whole year's, else the only one with a sign, else the only one.
    """
    for cell, column in numbers:
        if "cả năm" in fold(column.heading):
            return cell, column
    signed_numbers = [(cell, column) for cell, column in numbers if re.search("[≥>]", cell.text)]
    if len(signed_numbers) == 1:
        return signed_numbers[0]
    distinct_texts = {cell.text.strip(" %≥") for cell, _ in numbers}
    return numbers[-1] if len(distinct_texts) == 1 else None
