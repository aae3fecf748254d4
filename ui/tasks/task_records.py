"""Recording that tasks are done, undoing it, and taking the chosen tasks away as files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import streamlit as st

from data.dates import moment_text
from data.planning.due_days import due_days
from data.planning.targets import Plan
from data.planning.task_records import LONGEST_DOCUMENT, Done, done_tasks, record_done, undo_done
from data.planning.task_status import TaskState
from reports.task_calendar import tasks_calendar
from reports.tasks_workbook import tasks_workbook
from ui import session, storing
from ui.begun_form import ask_whose
from ui.display import words

_TURN, _BEGUN = "done_turn", "done_begun"


def actions(
    plan: Plan,
    states: Sequence[TaskState],
    all_states: Sequence[TaskState],
    records: Sequence[Done],
    day: date,
) -> None:
    """What can be done with the chosen tasks: record one as done, take them away as files."""
    with st.expander("Ghi nhiệm vụ đã xong"):
        _record(states, all_states, records)
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


def _record(
    states: Sequence[TaskState], all_states: Sequence[TaskState], records: Sequence[Done]
) -> None:
    """Which task, for which due days, on which day and by which document.

    The task that is being recorded stays, also where another record moves it out of the list.
    """
    picked = st.session_state.get("done_task")
    being_recorded = [state for state in all_states if state.task.id == picked]
    by_id = {state.task.id: state for state in (*states, *being_recorded)}
    task_id = st.selectbox(
        "Nhiệm vụ",
        list(by_id),
        format_func=lambda name: f"{name} · {by_id[name].task.title}",
        key="done_task",
    )
    state = by_id[task_id]
    turn = st.session_state.setdefault(_TURN, 0)
    days = _choose_days(state, records)
    left, right = st.columns(2)
    with left:
        finished_on = st.date_input(
            "Ngày xong",
            session.today(),
            max_value=session.today(),
            format="DD/MM/YYYY",
            key="done_on",
        )
    with right:
        document = st.text_input(
            "Số văn bản",
            max_chars=LONGEST_DOCUMENT,
            placeholder="12/BC-UBND",
            key=f"done_document_{turn}",  # blank again once it is recorded
        )
    _offer_recording(state, records, days, finished_on, document)


def _offer_recording(
    state: TaskState,
    records: Sequence[Done],
    days: Sequence[date | None],
    finished_on: object,
    document: str,
) -> None:
    """The button that records; asks first where somebody has recorded the same meanwhile."""
    key = (state.task.plan, state.task.id)
    if not document.strip():  # nothing is being recorded yet
        st.session_state.pop(_BEGUN, None)
    begun = _records_begun_with(key, records)
    pressed = st.button("Ghi", type="primary", key="save_done")
    if pressed and not (document.strip() and days and isinstance(finished_on, date)):
        st.error("Hãy điền đủ kỳ, ngày xong và số văn bản.")
        return
    others = [record for record in _records_of(key, records) if record not in begun]
    clashing = [record for record in others if record.due_on in days]
    if clashing:
        keep = ask_whose(f"done-{state.task.id}", [_clash_in_words(record) for record in clashing])
        if keep == "theirs":
            _begin_anew()
        pressed = keep == "mine"
    if pressed and isinstance(finished_on, date):
        _save(key, days, finished_on, document, records)


def _save(
    key: tuple[str, str],
    days: Sequence[date | None],
    finished_on: date,
    document: str,
    records: Sequence[Done],
) -> None:
    """Write the record, unless somebody wrote another since the page was drawn."""
    if _records_of(key, done_tasks(session.folder(), key[0])) != _records_of(key, records):
        st.rerun()
    if storing.is_written(
        record_done, session.folder(), key, days, finished_on, document, session.USER
    ):
        _begin_anew()


def _begin_anew() -> None:
    """The box for the document is blank again, and the records of now are what it begins with."""
    st.session_state[_TURN] += 1
    st.session_state.pop(_BEGUN, None)
    st.rerun()


def _records_begun_with(key: tuple[str, str], records: Sequence[Done]) -> Sequence[Done]:
    """The task's records when it was picked here to be recorded."""
    begun: tuple[tuple[str, str], Sequence[Done]] | None = st.session_state.get(_BEGUN)
    if begun is None or begun[0] != key:
        begun = (key, _records_of(key, records))
        st.session_state[_BEGUN] = begun
    return begun[1]


def _records_of(key: tuple[str, str], records: Sequence[Done]) -> list[Done]:
    return [record for record in records if (record.plan, record.task_id) == key]


def _clash_in_words(record: Done) -> str:
    due = f", hạn {words.day(record.due_on)}" if record.due_on else ""
    return (
        f"{record.task_id}{due}: {record.done_by} đã ghi xong ngày {words.day(record.finished_on)} "
        f"theo văn bản {record.document}"
    )


def _choose_days(state: TaskState, records: Sequence[Done]) -> Sequence[date | None]:
    """The due days that a document meets: asked only of a duty that recurs.

    [None] for a task without a due day; none where the reader has picked none.
    """
    days = [due.day for due in due_days(state.task)]
    if len(days) <= 1:
        return days or [None]
    key = (state.task.plan, state.task.id)
    recorded = {record.due_on for record in _records_begun_with(key, records)}
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
                    _undo(record)


def _undo(record: Done) -> None:
    if storing.is_written(undo_done, session.folder(), record, session.USER):
        st.session_state.pop(_BEGUN, None)
        st.rerun()


def _in_words(record: Done, title: str) -> str:
    due = f" · hạn {words.day(record.due_on)}" if record.due_on else ""
    return (
        f"**{record.task_id}** {words.escape_markdown(title)}{due}  \n"
        f"Xong ngày {words.day(record.finished_on)}, văn bản "
        f"{words.escape_markdown(record.document)} · "
        f"{words.escape_markdown(record.done_by)} ghi lúc {moment_text(record.done_at)}"
    )
