"""Recording that tasks are done, undoing it, and taking the chosen tasks away as files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import streamlit as st

from data.dates import moment_text
from data.planning.due_days import due_days
from data.planning.targets import Plan
from data.planning.task_records import LONGEST_DOCUMENT, Done, done_records, record_done, undo_done
from data.planning.task_status import TaskState
from reports.task_calendar import tasks_calendar
from reports.tasks_workbook import tasks_workbook
from ui import session, storing
from ui.begun_form import ask_whose_entries
from ui.display import words

_NO_LONGER = "(không còn trong kế hoạch)"
_TURN, _RECORDS_AT_BEGINNING = "done_turn", "done_begun"


def show_task_actions(
    plan: Plan,
    states: Sequence[TaskState],
    all_states: Sequence[TaskState],
    done_tasks: Sequence[Done],
    day: date,
) -> None:
    """Draw a form to record a listed task as done, and downloads of `states` (.ics, .xlsx)."""
    with st.expander("Ghi nhiệm vụ đã xong"):
        _ask_for_record(states, all_states, done_tasks)
    tasks = [state.task for state in states]
    with st.container(horizontal=True):
        st.download_button(
            "Tải lịch (.ics)",
            lambda: tasks_calendar(plan.title, tasks, done_tasks, datetime.now(UTC)),
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
    if undated_count := sum(not due_days(task) for task in tasks):
        st.caption(
            f"Tệp lịch nhắc trước 14 ngày và 3 ngày. {words.number(undated_count)} nhiệm vụ không "
            "có ngày hạn nên không có trong lịch."
        )


def _ask_for_record(
    states: Sequence[TaskState], all_states: Sequence[TaskState], done_tasks: Sequence[Done]
) -> None:
    """Draw boxes: which task is done, for which due days, when, by which document; and a button.

    The task that is being recorded stays, also where another record moves it out of the list.
    """
    picked_id = st.session_state.get("done_task")
    picked_states = [state for state in all_states if state.task.id == picked_id]
    states_by_id = {state.task.id: state for state in (*states, *picked_states)}
    task_id = st.selectbox(
        "Nhiệm vụ",
        list(states_by_id),
        format_func=lambda name: f"{name} · {states_by_id[name].task.title}",
        key="done_task",
    )
    state = states_by_id[task_id]
    turn = st.session_state.setdefault(_TURN, 0)
    days_due = _choose_due_days(state, done_tasks)
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
        document_number = st.text_input(
            "Số văn bản",
            max_chars=LONGEST_DOCUMENT,
            placeholder="12/BC-UBND",
            key=f"done_document_{turn}",  # blank again once it is recorded
        )
    _offer_recording(state, done_tasks, days_due, finished_on, document_number)


def _offer_recording(
    state: TaskState,
    done_tasks: Sequence[Done],
    days_due: Sequence[date | None],
    finished_on: object,
    document_number: str,
) -> None:
    """Draw the button that stores these days as done; ask first if others did meanwhile."""
    task_key = (state.task.plan_key, state.task.id)
    if not document_number.strip():  # nothing is being recorded yet
        st.session_state.pop(_RECORDS_AT_BEGINNING, None)
    earlier_records = _records_at_beginning(task_key, done_tasks)
    is_pressed = st.button("Ghi", type="primary", key="save_done")
    if is_pressed and not (document_number.strip() and days_due and isinstance(finished_on, date)):
        st.error("Hãy điền đủ kỳ, ngày xong và số văn bản.")
        return
    new_records = [
        record for record in _task_records(task_key, done_tasks) if record not in earlier_records
    ]
    clashing_records = [record for record in new_records if record.due_on in days_due]
    if clashing_records:
        kept_side = ask_whose_entries(
            f"done-{state.task.id}", [_clash_sentence(record) for record in clashing_records]
        )
        if kept_side == "theirs":
            _begin_record_anew()
        is_pressed = kept_side == "mine"
    if is_pressed and isinstance(finished_on, date):
        _save_record(task_key, days_due, finished_on, document_number, done_tasks)


def _save_record(
    task_key: tuple[str, str],
    days_due: Sequence[date | None],
    finished_on: date,
    document_number: str,
    done_tasks: Sequence[Done],
) -> None:
    """Store the days as done and rerun; only rerun if the task's records changed meanwhile."""
    folder = session.folder()
    stored_records = _task_records(task_key, done_records(folder, task_key[0]))
    if stored_records != _task_records(task_key, done_tasks):
        st.rerun()
    if storing.write_or_explain(
        record_done, folder, task_key, days_due, finished_on, document_number, session.USER
    ):
        _begin_record_anew()


def _begin_record_anew() -> None:
    """Blank the document's box, forget the session's earlier records, and rerun the page."""
    st.session_state[_TURN] += 1
    st.session_state.pop(_RECORDS_AT_BEGINNING, None)
    st.rerun()


def _records_at_beginning(task_key: tuple[str, str], done_tasks: Sequence[Done]) -> Sequence[Done]:
    """The task's records when its recording began, as kept in the session from then on."""
    key_with_records: tuple[tuple[str, str], Sequence[Done]] | None = st.session_state.get(
        _RECORDS_AT_BEGINNING
    )
    if key_with_records is None or key_with_records[0] != task_key:
        key_with_records = (task_key, _task_records(task_key, done_tasks))
        st.session_state[_RECORDS_AT_BEGINNING] = key_with_records
    return key_with_records[1]


def _task_records(task_key: tuple[str, str], done_tasks: Sequence[Done]) -> list[Done]:
    """The records, among `done_tasks`, of the task with this (plan's key, task's id)."""
    return [record for record in done_tasks if (record.plan_key, record.task_id) == task_key]


def _clash_sentence(record: Done) -> str:
    """A sentence on who has recorded the task as done, when, and by which document."""
    due = f", hạn {words.day(record.due_on)}" if record.due_on else ""
    return (
        f"{record.task_id}{due}: {record.done_by} đã ghi xong ngày {words.day(record.finished_on)} "
        f"theo văn bản {record.document}"
    )


def _choose_due_days(state: TaskState, done_tasks: Sequence[Done]) -> Sequence[date | None]:
    """Draw the choice of the due days done; give them, [None] without due days, [] if none is.

    [None] for a task without a due day; [] where the reader has picked none.
    """
    days = [due.day for due in due_days(state.task)]
    if len(days) <= 1:
        return days or [None]
    task_key = (state.task.plan_key, state.task.id)
    recorded_days = {record.due_on for record in _records_at_beginning(task_key, done_tasks)}
    unrecorded_days = [day for day in reversed(days) if day not in recorded_days]
    initial_days = [state.due.day] if state.due and state.due.day in unrecorded_days else []
    return st.multiselect(
        "Cho những kỳ có hạn",
        unrecorded_days,
        default=initial_days,
        format_func=words.day,
        placeholder="Chọn ngày hạn",
        key=f"done_days_{state.task.id}",
    )


def show_done_records(states: Sequence[TaskState], done_tasks: Sequence[Done]) -> None:
    """Draw the records of tasks done, newest first, with buttons to undo; nothing without."""
    if not done_tasks:
        return
    titles = {state.task.id: state.task.title for state in states}
    with st.expander(f"Đã ghi hoàn thành ({words.number(len(done_tasks))})"):
        for record in reversed(done_tasks):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(_record_words(record, titles.get(record.task_id, _NO_LONGER)))
                if st.button("Bỏ ghi", key=f"undo_{record.task_id}_{record.due_on or ''}"):
                    _undo_record(record)


def _undo_record(record: Done) -> None:
    """Remove a record of a task done, and run the page again."""
    if storing.write_or_explain(undo_done, session.folder(), record, session.USER):
        st.session_state.pop(_RECORDS_AT_BEGINNING, None)
        st.rerun()


def _record_words(record: Done, title: str) -> str:
    """A record of a task done as Markdown: task, due day, day, document, who and when."""
    due = f" · hạn {words.day(record.due_on)}" if record.due_on else ""
    return (
        f"**{record.task_id}** {words.escape_markdown(title)}{due}  \n"
        f"Xong ngày {words.day(record.finished_on)}, văn bản "
        f"{words.escape_markdown(record.document)} · "
        f"{words.escape_markdown(record.done_by)} ghi lúc {moment_text(record.done_at)}"
    )
