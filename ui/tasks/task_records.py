"""Recording that tasks are done, undoing it, and taking the shown tasks away as files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import streamlit as st

from data.dates import HANOI, today
from data.planning.due_days import due_days
from data.planning.targets import Plan
from data.planning.task_records import LONGEST_DOCUMENT, Done, record_done, undo_done
from data.planning.task_status import TaskState
from reports.task_calendar import tasks_calendar
from reports.tasks_workbook import tasks_workbook
from ui import session
from ui.display import words


def actions(plan: Plan, shown: Sequence[TaskState], records: Sequence[Done], day: date) -> None:
    """What can be done with the tasks shown: record one as done, take them away."""
    with st.expander("Ghi nhiệm vụ đã xong"):
        _record(shown, records)
    with st.container(horizontal=True):
        st.download_button(
            "Tải lịch (.ics)",
            lambda: tasks_calendar(
                plan.title, [one.task for one in shown], records, datetime.now(UTC)
            ),
            file_name=f"nhiem-vu-{plan.key}.ics",
            mime="text/calendar",
            on_click="ignore",
            key="tasks_ics",
        )
        st.download_button(
            "Tải bảng (.xlsx)",
            lambda: tasks_workbook(f"{plan.title}, tính đến ngày {words.day(day)}", shown),
            file_name=f"nhiem-vu-{plan.key}.xlsx",
            mime=session.XLSX,
            on_click="ignore",
            key="tasks_xlsx",
        )
    undated = sum(not due_days(one.task) for one in shown)
    if undated:
        st.caption(
            f"Tệp lịch nhắc trước 14 ngày và 3 ngày. {words.number(undated)} nhiệm vụ không có "
            "ngày hạn nên không có trong lịch."
        )


def _record(shown: Sequence[TaskState], records: Sequence[Done]) -> None:
    """Which task, for which due days, on which day and by which document."""
    by_id = {one.task.id: one for one in shown}
    chosen = st.selectbox(
        "Nhiệm vụ",
        list(by_id),
        format_func=lambda name: f"{name} · {by_id[name].task.title}",
        key="done_task",
    )
    one = by_id[chosen]
    days = _choose_days(one, records)
    left, right = st.columns(2)
    with left:
        given = st.date_input(
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
    if not document.strip() or not days or not isinstance(given, date):
        st.error("Hãy điền đủ kỳ, ngày xong và số văn bản.")
        return
    key = (one.task.plan, one.task.id)
    record_done(session.folder(), key, days, given, document, session.USER)
    st.rerun()


def _choose_days(one: TaskState, records: Sequence[Done]) -> Sequence[date | None]:
    """The due days that a document meets: asked only of a duty that recurs."""
    days = [due.day for due in due_days(one.task)]
    if len(days) <= 1:
        return days or [None]
    own = {r.due_on for r in records if (r.plan, r.task_id) == (one.task.plan, one.task.id)}
    left = [day for day in reversed(days) if day not in own]
    first = [one.due.day] if one.due and one.due.day in left else []
    return st.multiselect(
        "Cho những kỳ có hạn",
        left,
        default=first,
        format_func=words.day,
        placeholder="Chọn ngày hạn",
        key=f"done_days_{one.task.id}",
    )


def history(plan: Plan, found: Sequence[TaskState], records: Sequence[Done]) -> None:
    """What is recorded as done, the newest first, each with a button to undo it."""
    if not records:
        return
    titles = {one.task.id: one.task.title for one in found}
    with st.expander(f"Đã ghi hoàn thành ({words.number(len(records))})"):
        for one in reversed(records):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(_told(one, titles.get(one.task_id, "")))
                if st.button("Bỏ ghi", key=f"undo_{one.task_id}_{one.due_on or ''}"):
                    undo_done(session.folder(), one, session.USER)
                    st.rerun()


def _told(one: Done, title: str) -> str:
    due = f" · hạn {words.day(one.due_on)}" if one.due_on else ""
    at = one.done_at.astimezone(HANOI)
    return (
        f"**{one.task_id}** {words.plain(title)}{due}  \n"
        f"Xong ngày {words.day(one.finished_on)}, văn bản {words.plain(one.document)} · "
        f"{words.plain(one.done_by)} ghi lúc {at:%H:%M} ngày {words.day(at)}"
    )
