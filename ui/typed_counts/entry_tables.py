"""The tables in which counts are typed, one a topic, and what stands in them as numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from data.typed_counts import TypedCount, typed_counts
from reports.typed_counts_template import DocumentedCount

_LINE, _NUMBER, _UNIT, _DOCUMENT = "Nội dung", "Số lượng", "Đơn vị tính", "Văn bản làm căn cứ"
# "1234", or with a point before each three digits: "1.234".
_MARK = re.compile(r"\d{1,3}([.,]\d{1,2})?")
_WHOLE_NUMBER = re.compile(r"\d{1,3}(\.\d{3})+|\d{1,15}")


def edit_table(table: pd.DataFrame, key: str) -> pd.DataFrame:
    """Draw a topic's table to type counts in (line, number, unit, document); give it as edited."""
    edited_table: pd.DataFrame = st.data_editor(
        table,
        key=key,
        hide_index=True,
        height="content",
        placeholder="",
        disabled=[_LINE, _UNIT],
        column_config={
            _LINE: st.column_config.TextColumn(width=250),
            # As text: a number cell drops signs and commas in silence, and 2,5 would be 25.
            _NUMBER: st.column_config.TextColumn(width=85, max_chars=30),
            _UNIT: st.column_config.TextColumn(width=70),
            _DOCUMENT: st.column_config.TextColumn(max_chars=200, width="medium"),
        },
    )
    return edited_table


def rows_to_edit(
    counts: Sequence[TypedCount], stored_counts: Mapping[str, DocumentedCount]
) -> pd.DataFrame:
    """A table with a row for each count: line, number in force as text, unit, document.

    The index holds the counts' measures, so that their texts can be reworded freely.
    """
    rows = [
        (
            count.line,
            count.text(stored_counts[count.measure].number)
            if count.measure in stored_counts
            else "",
            count.count_unit,
            stored_counts[count.measure].document if count.measure in stored_counts else "",
        )
        for count in counts
    ]
    columns = [_LINE, _NUMBER, _UNIT, _DOCUMENT]
    return pd.DataFrame(rows, columns=columns, index=[count.measure for count in counts])


def counts_in_tables(
    tables: Sequence[pd.DataFrame], common_document: str
) -> Mapping[str, DocumentedCount]:
    """Measure → the number typed (marks in hundredths) with its document or the common one.

    A line that names no document rests on the common one.
    """
    counts = {}
    for table in tables:
        for measure, number, document in zip(
            table.index, table[_NUMBER], table[_DOCUMENT], strict=True
        ):
            typed_number = _typed_number(typed_counts()[str(measure)], _cell_text(number))
            if typed_number is not None:
                document = _cell_text(document) or _cell_text(common_document)
                counts[str(measure)] = DocumentedCount(typed_number, document)
    return counts


def number_complaints(tables: Sequence[pd.DataFrame]) -> list[str]:
    """A sentence for each number cell that holds anything but what its line asks for."""
    return [
        f"“{text}” ở dòng “{count.line}” không phải {_wanted_words(count)}."
        for table in tables
        for measure, cell in zip(table.index, table[_NUMBER], strict=True)
        if (text := _cell_text(cell))
        and _typed_number(count := typed_counts()[str(measure)], text) is None
    ]


def _wanted_words(count: TypedCount) -> str:
    """What a count's cell takes, in words: a whole number, or a mark from 0 to its most."""
    if count.most:
        return f"số từ 0 đến {count.most}: hãy ghi như 17 hoặc 17,25"
    return "số nguyên: hãy ghi như 1234 hoặc 1.234"


def _typed_number(count: TypedCount, text: str) -> int | None:
    """The number in a cell as stored (a mark in hundredths); None if it is none or ill-formed."""
    if count.most:
        is_mark = _MARK.fullmatch(text)
        return count.stored_mark(float(text.replace(",", "."))) if is_mark else None
    return int(text.replace(".", "")) if _WHOLE_NUMBER.fullmatch(text) else None


def _cell_text(cell: object) -> str:
    """A cell's text without needless spaces; "" where the cell is blank or no text."""
    return " ".join(cell.split()) if isinstance(cell, str) else ""
