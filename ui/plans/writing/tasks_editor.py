"""The table in which a plan's tasks are written: a row a task, as texts."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data.planning.drafts import TASK_HEADINGS, DraftRow
from data.planning.task_checks import cadence_words
from data.planning.tasks_of_plans import tasks_in_file
from data.wording import CADENCES
from ui.display import words
from ui.plans.draft_session import PlanEditing
from ui.plans.writing.draft_tables import edit_rows, text_table

_COLUMN_ORDER = (
    *("id", "title", "deadline_text", "first", "last", "cadence", "own_day", "leads"),
    *("supports", "product", "place", "note", "line"),
)


def edit_tasks(editing: PlanEditing) -> tuple[DraftRow, ...]:
    """Draw the table of tasks to type in, and give the rows that it holds now."""
    st.markdown(
        "**Các nhiệm vụ**: việc có hạn, báo cáo định kỳ, việc thường xuyên mà kế hoạch giao. Lưu "
        "xong, theo dõi ở trang Nhiệm vụ."
    )
    if editing.base and (built_in_tasks := tasks_in_file(editing.base)):
        st.caption(
            f"{words.number(len(built_in_tasks))} nhiệm vụ của văn bản này có sẵn trong bảng theo "
            "dõi, xem ở trang Nhiệm vụ: ở đây chỉ ghi những việc chưa có."
        )
    choice_column, text_column = st.column_config.MultiselectColumn, st.column_config.TextColumn
    column_configs = {
        "id": text_column(disabled=True, width=70, help="Dòng mới được đánh số khi lưu"),
        "title": text_column(width=300),
        "deadline_text": text_column(width=220, help="Ghi như trong văn bản"),
        "first": text_column(width=120, help="Ghi khi văn bản nêu ngày bắt đầu, ví dụ 01/03/2026"),
        "last": text_column(
            width=120,
            help="Ngày hạn, ví dụ 30/06/2026. “Trước ngày 01/07” là đến 30/06. Việc làm định kỳ cả "
            "năm thì để trống; chỉ làm trong một khoảng thì ghi cả hai ngày.",
        ),
        "cadence": choice_column(options=list(CADENCES.values()), width=150),
        "own_day": text_column(
            width=130,
            help="Ngày hạn của việc định kỳ, khi văn bản nêu: “ngày 20” (của tháng, hoặc của tháng "
            "cuối quý), “ngày 5 tháng sau”, “ngày 15 tháng 11”, “thứ Sáu”. “Trước ngày 20” là ngày "
            "19. Không nêu thì để trống.",
        ),
        "leads": text_column(width=200, help="Nhiều cơ quan thì ngăn bằng dấu chấm phẩy"),
        "supports": text_column(width=200, help="Nhiều cơ quan thì ngăn bằng dấu chấm phẩy"),
        "product": text_column(width=160),
        "place": text_column(width=140),
        "note": text_column(width=220),
        "line": text_column(width=70),
    }
    return edit_rows(
        table_of_tasks(editing.initial_draft.task_rows),
        TASK_HEADINGS,
        _COLUMN_ORDER,
        column_configs,
        editing.tasks_key,
    )


def table_of_tasks(rows: Sequence[DraftRow]) -> pd.DataFrame:
    """The task rows as a table under their headings, the cadence as a list of words."""
    table = text_table(rows, TASK_HEADINGS)
    heading = TASK_HEADINGS["cadence"]
    table[heading] = table[heading].map(cadence_words)
    return table
