"""The lines of a form: what each names and counts; numbering, groups and signatures left out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import duckdb

from data.tables import TOTALS
from data.text import fold
from loaders.cells import cleaned, is_blank_sql, number_sql
from loaders.isolation import Sheet

_TOTAL = re.compile(r"(tổng|cộng)\b")
_NUMBERING = re.compile(r"\(\d+\).*")

# `row`, `name`, and of each number column its value, its text (`raw_…`) and whether it is blank.
Line = Mapping[str, float | int | str | None]


def numbers_of(sheet: Sheet) -> list[str]:
    """The columns of a form that hold numbers."""
    return [name for name in sheet.heading_of if name not in TOTALS]


def read_lines(sheet: Sheet) -> list[Line]:
    """The lines that name something and hold a number, totals too."""
    columns = numbers_of(sheet)
    named = sheet.cells.append_column("name", cleaned(sheet.cells.column(sheet.layout.key)))
    values = ", ".join(
        f'{number_sql(_quoted(c))} as "{c}", "{c}" as raw_{c}, '
        f"{is_blank_sql(_quoted(c))} as blank_{c}"
        for c in columns
    )
    empty = " and ".join(is_blank_sql(_quoted(c)) for c in columns)
    with duckdb.connect(":memory:") as engine:
        engine.register("raw", named)
        query = f"select row, name, {values} from raw where name is not null and not ({empty})"
        found: list[Line] = engine.sql(query).to_arrow_table().to_pylist()
    heading = fold(sheet.heading_of[sheet.layout.key].split(" > ")[-1])
    return [line for line in found if not _is_furniture(line, columns, heading)]


def _quoted(column: str) -> str:
    """ "left" is a word of SQL."""
    return f'"{column}"'


def is_total(line: Line) -> bool:
    return bool(_TOTAL.match(fold(str(line["name"]))))


def number(line: Line, name: str) -> float:
    """A count; a blank is 0."""
    value = line[name]
    return float(value) if isinstance(value, (int, float)) else 0.0


def row_of(line: Line) -> int:
    return int(str(line["row"]))


def _is_furniture(line: Line, columns: Sequence[str], heading: str) -> bool:
    """The row "(3)=(4)+(5)+(6)", or the headings again at a page's top."""
    numbering = sum(bool(_NUMBERING.fullmatch(str(line[f"raw_{c}"] or ""))) for c in columns)
    return numbering >= min(3, len(columns)) or fold(str(line["name"])) == heading
