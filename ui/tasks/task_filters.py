"""For which day the tasks are shown, and which of them: kept in the address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import streamlit as st

from data.planning.task_status import TaskState, TaskStatus
from ui import address, session
from ui.tasks.status_mark import status_mark

_ALL = "tat-ca"
# What the address calls each status.
STATUS_WORDS: dict[TaskStatus, str] = {
    "overdue": "qua-han",
    "due_soon": "sap-den-han",
    "open": "dang-lam",
    "later": "chua-den-han",
    "before_record": "truoc-khi-theo-doi",
    "impossible_date": "ngay-khong-co-that",
    "running": "thuong-xuyen",
    "no_date": "khong-neu-ngay",
    "repeated": "nhac-lai",
    "done": "da-xong",
    "ended": "het-thoi-gian",
}
_EARLIEST, _LATEST = date(2020, 1, 1), date(2050, 12, 31)


def choose_day() -> date:
    """Draw the choice of the day that tasks are judged at (today at first), and give it."""
    key, today = "ngay", session.today()
    day_in_address = address.address_choice(key)
    day_in_box = None if address.is_new_choice(key) else st.session_state.get(key)
    st.session_state[key] = day_in_box or _usable_day(day_in_address) or today
    picked_day = st.date_input(
        "Tính đến ngày", min_value=_EARLIEST, max_value=_LATEST, format="DD/MM/YYYY", key=key
    )
    day = picked_day if isinstance(picked_day, date) else today
    if day != today and day_in_address != day.isoformat():
        st.query_params[key] = day.isoformat()
    elif day == today and day_in_address:
        del st.query_params[key]
    address.note_written(key)
    return day


def _usable_day(text: str | None) -> date | None:
    """The day of an address's text "2026-11-20"; None for no day, or one out of 2020 to 2050."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if _EARLIEST <= day <= _LATEST else None


def choose_tasks(states: Sequence[TaskState]) -> tuple[TaskState, ...]:
    """Draw the choice of a status and a leading office; give the tasks that have both.

    The address keeps them as `tinh-trang` and `chu-tri`.
    """
    left, right = st.columns(2)
    with left:
        status = _choose_status(states)
    with right:
        lead = _choose_lead(states)
    address.write_choices("tinh-trang", "chu-tri")
    return tuple(
        state
        for state in states
        if status in (_ALL, STATUS_WORDS[state.status])
        and (lead == _ALL or lead in state.task.leads)
    )


def _choose_status(states: Sequence[TaskState]) -> str:
    """Draw the choice of a status; give its word in the address ("qua-han"), or "tat-ca"."""
    counts = Counter(state.status for state in states)
    labels = {_ALL: "Tất cả"} | {
        name: f"{status_mark(status)} ({counts[status]})" for status, name in STATUS_WORDS.items()
    }
    return address.choose_option(
        "Tình trạng", "tinh-trang", tuple(labels), _ALL, labels.__getitem__
    )


def _choose_lead(states: Sequence[TaskState]) -> str:
    """Draw the choice of a leading office; give its name as in the plan, or "tat-ca"."""
    leads = sorted({lead for state in states for lead in state.task.leads})
    labels = {_ALL: "Mọi cơ quan"} | {lead: lead for lead in leads}
    return address.choose_option("Chủ trì", "chu-tri", tuple(labels), _ALL, labels.__getitem__)
