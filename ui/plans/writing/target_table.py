"""The table in which a plan's targets are written: a row a target, as texts."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data.planning.drafts import COMPARATORS, HEADINGS, PARTS, YES, DraftRow
from metrics.catalogue.plan_names import catalogue_labels
from ui.plans.draft_session import PlanEditing
from ui.plans.writing.draft_tables import edit_rows, text_table

_COLUMN_ORDER = (
    *("id", "metric", "comparator", "value", "scope", "denominator", "denominator_variant"),
    *("place", "part", "note", "label", "line", "province_wide", "base_year", "since", "until"),
)


def edit_targets(editing: PlanEditing) -> tuple[DraftRow, ...]:
    """Draw the table of targets to type in, and give the rows that it holds now."""
    choice_column, text_column = st.column_config.SelectboxColumn, st.column_config.TextColumn
    names = catalogue_labels()
    variants = dict.fromkeys(
        label for labels in names.variants.values() for label in labels.values()
    )
    column_configs = {
        "id": text_column(disabled=True, width=70, help="Dòng mới được đánh số khi lưu"),
        "metric": choice_column(options=list(names.metrics.values()), width=260),
        "comparator": choice_column(options=list(COMPARATORS.values()), width=100),
        "value": text_column(
            width=100, help="Ghi 80 cho 80% hoặc 80 điểm; để trống nếu kế hoạch chưa có con số"
        ),
        "base_year": text_column(width=90, help="Chỉ ghi khi chỉ tiêu là mức tăng, ví dụ 2025"),
        "since": text_column(width=130, help="Chỉ ghi khi mức này áp dụng từ giữa năm"),
        "until": text_column(width=130, help="Chỉ ghi khi chỉ tiêu có hạn sớm hơn kế hoạch"),
        "denominator_variant": choice_column(
            options=list(variants),
            width=200,
            help="Chỉ chọn khi kế hoạch tính trên mẫu số khác với cách tính thường dùng",
        ),
        "part": choice_column(options=list(PARTS.values()), width=160),
        "label": text_column(width=220, help="Để trống thì lấy tên chỉ số"),
        "line": text_column(width=70),
        "province_wide": st.column_config.CheckboxColumn(width=110),
    }
    return edit_rows(
        table_of_draft_rows(editing.initial_draft.rows),
        HEADINGS,
        _COLUMN_ORDER,
        column_configs,
        editing.targets_key,
    )


def table_of_draft_rows(rows: Sequence[DraftRow]) -> pd.DataFrame:
    """The target rows as a table under their headings, with a tick for a province's target."""
    table = text_table(rows, HEADINGS)
    province_heading = HEADINGS["province_wide"]
    table[province_heading] = (
        table[province_heading].map(lambda text: text == YES).astype("boolean")
    )
    return table
