"""Recording that tasks are done, undoing it, and taking the chosen tasks away as files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import streamlit as st

from data.dates import moment_text, today
from data.planning.due_days import due_days
from data.planning.targets import Plan
from data.planning.task_records import LONGEST_DOCUMENT, Done, record_done, undo_done
from data.planning.task_status import TaskState
from reports.task_calendar import tasks_calendar
from reports.tasks_workbook import tasks_workbook
from ui import session
from ui.display import words


def actions(plan: Plan, states: Sequence[TaskState], records: Sequence[Done], day: date) -> None:
    """What can be done with the chosen tasks: record one as done, take them away as files."""
    with st.expander("Ghi nhiệm vụ đã xong"):
        _record(states, records)
    tasks = [state.task for state in states]
    with st.container(horizontal=True):
        st.download_button(
            "Tải lịch (.ics)",
            lambda: tasks_calendar(plan.title, tasks, records, datetime.now(UTC)),
            file_name=f"nhiem-vu-{plan.key}.ics",
            mime="text/calendar",
            on_click="ignore",
            key="tasks_ics",
        )
        st.download_button(
            "Tải bảng (.xlsx)",
            lambda: tasks_workbook(f"{plan.title}, tính đến ngày {words.day(day)}", states),
            file_name=f"nhiem-vu-{plan.key}.xlsx",
            mime=session.XLSX,
            on_click="ignore",
            key="tasks_xlsx",
        )
    if undated := sum(not due_days(task) for task in tasks):
        st.caption(
            f"Tệp lịch nhắc trước 14 ngày và 3 ngày. {words.number(undated)} nhiệm vụ không có "
            "ngày hạn nên không có trong lịch."
        )


def _record(states: Sequence[TaskState], records: Sequence[Done]) -> None:
    """Which task, for which due days, on which day and by which document."""
    by_id = {state.task.id: state for state in states}
    task_id = st.selectbox(
        "Nhiệm vụ",
        list(by_id),
        format_func=lambda name: f"{name} · {by_id[name].task.title}",
        key="done_task",
    )
    state = by_id[task_id]
    days = _choose_days(state, records)
    left, right = st.columns(2)
    with left:
        finished_on = st.date_input(
            "Ngày xong", today(), max_value=today(), format="DD/MM/YYYY", key="done_on"
        )
    with right:
        document = st.text_input(
            "Số văn bản",
            max_chars=LONGEST_DOCUMENT,
            placeholder="12/BC-UBND",
            key=f"done_document_{len(records)}",  # blank again once it is recorded
        )
    if not st.button("Ghi", type="primary", key="save_done"):
        return
    if not document.strip() or not days or not isinstance(finished_on, date):
        st.error("Hãy điền đủ kỳ, ngày xong và số văn bản.")
        return
    key = (state.task.plan, state.task.id)
    record_done(session.folder(), key, days, finished_on, document, session.USER)
    st.rerun()


def _choose_days(state: TaskState, records: Sequence[Done]) -> Sequence[date | None]:
    """The due days that a document meets: asked only of a duty that recurs.

    [None] for a task without a due day; none where the reader has picked none.
    """
    days = [due.day for due in due_days(state.task)]
    if len(days) <= 1:
        return days or [None]
    key = (state.task.plan, state.task.id)
    recorded = {record.due_on for record in records if (record.plan, record.task_id) == key}
    unrecorded = [day for day in reversed(days) if day not in recorded]
    initial = [state.due.day] if state.due and state.due.day in unrecorded else []
    return st.multiselect(
        "Cho những kỳ có hạn",
        unrecorded,
        default=initial,
        format_func=words.day,
        placeholder="Chọn ngày hạn",
        key=f"done_days_{state.task.id}",
    )


def history(states: Sequence[TaskState], records: Sequence[Done]) -> None:
    """What is recorded as done, the newest first, each with a button to undo it."""
    if not records:
        return
    titles = {state.task.id: state.task.title for state in states}
    with st.expander(f"Đã ghi hoàn thành ({words.number(len(records))})"):
        for record in reversed(records):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(_in_words(record, titles.get(record.task_id, "")))
                if st.button("Bỏ ghi", key=f"undo_{record.task_id}_{record.due_on or ''}"):
                    undo_done(session.folder(), record, session.USER)
                    st.rerun()


def _in_words(record: Done, title: str) -> str:
    due = f" · hạn {words.day(record.due_on)}" if record.due_on else ""
    return (
        f"**{record.task_id}** {words.plain(title)}{due}  \n"
        f"Xong ngày {words.day(record.finished_on)}, văn bản {words.plain(record.document)} · "
        f"{words.plain(record.done_by)} ghi lúc {moment_text(record.done_at)}"
    )
