"""The table in which a plan's targets are written: a row a target, as texts."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data.planning.drafts import COMPARATORS, HEADINGS, PARTS, YES, DraftRow
from metrics.catalogue.plan_names import catalogue_names
from ui.plans.draft_session import Editing

_ORDER = (
    *("id", "metric", "comparator", "value", "scope", "denominator", "denominator_variant"),
    *("place", "part", "note", "label", "line", "province_wide", "base_year", "until"),
)


def show(editing: Editing) -> tuple[DraftRow, ...]:
    """Show the table to type in; returns what stands in it now."""
    choice, text = st.column_config.SelectboxColumn, st.column_config.TextColumn
    names = catalogue_names()
    variants = dict.fromkeys(
        label for labels in names.variants.values() for label in labels.values()
    )
    columns = {
        "id": text(disabled=True, width=70, help="Dòng mới được đánh số khi lưu"),
        "metric": choice(options=list(names.metrics.values()), width=260),
        "comparator": choice(options=list(COMPARATORS.values()), width=100),
        "value": text(width=100, help="Ghi 80 cho 80%; để trống nếu kế hoạch chưa có con số"),
        "base_year": text(width=90, help="Chỉ ghi khi chỉ tiêu là mức tăng, ví dụ 2025"),
        "until": text(width=130, help="Chỉ ghi khi chỉ tiêu có hạn sớm hơn kế hoạch"),
        "denominator_variant": choice(
            options=list(variants),
            width=200,
            help="Chỉ chọn khi kế hoạch tính trên mẫu số khác với cách tính thường dùng",
        ),
        "part": choice(options=list(PARTS.values()), width=160),
        "label": text(width=220, help="Để trống thì lấy tên chỉ số"),
        "line": text(width=70),
        "province_wide": st.column_config.CheckboxColumn(width=110),
    }
    edited = st.data_editor(
        frame(editing.begun.rows),
        key=editing.table,
        num_rows="dynamic",
        hide_index=True,
        height="content",
        placeholder="",
        column_order=[HEADINGS[name] for name in _ORDER],
        column_config={HEADINGS[name]: config for name, config in columns.items()},
    )
    return rows_of(edited)


def frame(rows: Sequence[DraftRow]) -> pd.DataFrame:
    """The rows as a table under their headings, in which a province's target has a tick."""
    table = pd.DataFrame(
        [[row.texts.get(name, "") for name in HEADINGS] for row in rows],
        columns=list(HEADINGS.values()),
        dtype="object",
    )
    province = HEADINGS["province_wide"]
    table[province] = table[province].map(lambda text: text == YES).astype("boolean")
    return table


def rows_of(table: pd.DataFrame) -> tuple[DraftRow, ...]:
    """What stands in the table, its rows counted from 1; an empty cell is an empty text."""
    cells_by_name = [
        {name: record[heading] for name, heading in HEADINGS.items()}
        for record in table.to_dict("records")
    ]
    return tuple(
        DraftRow(number, {name: _as_text(cell) for name, cell in cells.items()})
        for number, cells in enumerate(cells_by_name, start=1)
    )


def _as_text(cell: object) -> str:
    if isinstance(cell, str):
        return cell.strip()
    return YES if cell is True else ""
