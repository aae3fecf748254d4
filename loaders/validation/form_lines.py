"""The lines of a form: what each names and counts; groups and signatures left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.columns import TOTALS
from data.text import fold
from files.refusal import Refused
from loaders.parsing.cells import clean_texts, is_blank_sql, number_sql
from loaders.parsing.engine import scratch_connection
from loaders.parsing.line_numbers import (
    Line,
    line_rank,
    nearest_counting_parents,
    parent_rows,
    row_number,
)
from loaders.reading.grid import ERROR_CELL
from loaders.recognition.sheet import Sheet

_MOST_LINES = 20_000  # more than the country's communes have fields of one form
TOO_MANY_LINES = (
    "Biểu này có quá 20.000 dòng nên không phải biểu tổng hợp: hãy xuất lại từ hệ thống rồi nạp."
)

_MARKS = r"\W*(?:(?:[ivx]+|[a-d])[.)]\s*)?\W*"  # "I. ", "* "
# What groups of lines are called; their counts, where they have any, stand in their lines too.
_GROUP = re.compile(
    _MARKS + r"(?:ubnd )?(?:cấp (?:xã|huyện|tỉnh|thành phố|bộ|trung ương)\b"
    r"|(?:các )?(?:sở,? (?:ban,? )?ngành|(?:cơ quan )?ngành dọc|xã, phường)\b"
    r"|huyện, thị xã\b)"
)


def number_columns(sheet: Sheet) -> list[str]:
    """The columns of a form that hold numbers."""
    return [name for name in sheet.heading_of if name not in TOTALS]


def read_lines(sheet: Sheet) -> list[Line]:
    """The lines with a name and any filled count, readable or not, from the top down, totals too.

    Without the lines of groups and signatures; raises Refused for more than any form has.
    """
    columns = number_columns(sheet)
    rows = _named_rows(sheet, columns)
    lines = [
        row
        for row in rows
        if not row["is_empty"] and not _is_group_line(row) and not _is_signature_line(row, columns)
    ]
    ranks = {
        row_number(row): line_rank(str(row["ordinal"] or ""), str(row["name"])) for row in rows
    }
    parents = nearest_counting_parents(parent_rows(ranks.items()), set(map(row_number, lines)))
    return [
        {**line, "rank": ranks[row_number(line)], "parent_row": parents.get(row_number(line))}
        for line in lines
    ]


def _named_rows(sheet: Sheet, columns: Sequence[str]) -> list[Line]:
    """Rows with a name, in order, `is_empty` if no count is filled; raises Refused if too many."""
    with_names = sheet.cells.append_column(
        "name", clean_texts(sheet.cells.column(sheet.layout.key))
    )
    columns_sql = ", ".join(
        f'{number_sql(_quoted_column(column))} as "{column}", "{column}" as raw_{column}, '
        f"{is_blank_sql(_quoted_column(column))} as blank_{column}"
        for column in columns
    )
    is_empty = " and ".join(is_blank_sql(_quoted_column(column)) for column in columns)
    ordinal = "ordinal" if "ordinal" in sheet.cells.column_names else "null"
    with scratch_connection() as engine:
        engine.register("raw", with_names)
        query = f"select row, name, {ordinal} as ordinal, {is_empty} as is_empty, {columns_sql}"
        table = engine.sql(f"{query} from raw where name is not null order by row").to_arrow_table()
    if table.num_rows > _MOST_LINES:
        raise Refused(TOO_MANY_LINES)
    rows: list[Line] = table.to_pylist()
    return rows


def _quoted_column(column: str) -> str:
    """The column's name in quotes, as SQL needs it: "left" is a word of SQL."""
    return f'"{column}"'


def _is_group_line(line: Line) -> bool:
    """Whether a line's name is that of a group of units ("Cấp xã", "Các sở, ban, ngành")."""
    return bool(_GROUP.match(fold(str(line["name"]))))


def _is_signature_line(line: Line, columns: Sequence[str]) -> bool:
    """Whether a line may name who signs: at most half its cells filled, with no number or error."""
    texts = [str(line[f"raw_{column}"]) for column in columns if not line[f"blank_{column}"]]
    has_error_or_leading_digit = any(text == ERROR_CELL or text[:1].isdigit() for text in texts)
    has_counts = any(line[column] is not None for column in columns)
    return not has_counts and not has_error_or_leading_digit and 2 * len(texts) <= len(columns)
