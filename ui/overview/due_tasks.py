"""The overview's short list of tasks that are overdue or fall due within 14 days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data.planning.due_days import tasks_of
from data.planning.targets import Plan, plans_of
from data.planning.task_records import done_tasks
from data.planning.task_status import TaskState, states, urgency
from reports.task_labels import STATUS
from ui import session
from ui.display import task_words, words

_MOST = 3  # of each kind: the rest is one step away


def section(commune: str, on: date | None = None) -> None:
    """The commune's tasks that are overdue or due soon, today or on a day; nothing without any."""
    day = on or session.today()
    for plan in plans_of(session.plans(), commune):
        records = done_tasks(session.folder(), plan.key)
        tasks = sorted(states(tasks_of(plan), records, day), key=urgency)
        pressing = [task for task in tasks if task.status in ("overdue", "due_soon")]
        if plan.valid_from <= day <= plan.valid_to:
            _list_pressing(plan, pressing, day)
        elif pressing:
            st.caption(
                f"{words.escape_markdown(plan.title)} đã hết hiệu lực; {len(pressing)} nhiệm vụ "
                f"có hạn chưa ghi hoàn thành. [Xem]({_address(plan)})"
            )


def _list_pressing(plan: Plan, pressing: Sequence[TaskState], day: date) -> None:
    """How many tasks press, and the first few of each kind."""
    soon = [task for task in pressing if task.status == "due_soon"]
    overdue = [task for task in pressing if task.status == "overdue"]
    if not pressing:
        return
    st.subheader("Nhiệm vụ đến hạn", anchor=False)
    counts = [(len(soon), "đến hạn trong 14 ngày"), (len(overdue), "quá hạn, chưa ghi hoàn thành")]
    summary = "; ".join(f"**{count}** nhiệm vụ {label}" for count, label in counts if count)
    lines = "\n".join(_line(task, day) for task in (*soon[:_MOST], *overdue[:_MOST]))
    st.markdown(f"{summary}. [Xem cả {len(pressing)} nhiệm vụ]({_address(plan)})\n\n{lines}")


def _line(state: TaskState, day: date) -> str:
    assert state.due is not None  # both statuses speak of a due day
    symbol = STATUS[state.status][0]
    return (
        f"* {symbol} **{words.escape_markdown(state.task.title)}**: hạn "
        f"{task_words.due_day(state.due)}, {task_words.distance(state.due.day, day)} · "
        f"{words.escape_markdown('; '.join(state.task.leads))}"
    )


def _address(plan: Plan) -> str:
    return f"nhiem-vu?ke-hoach-cua={plan.key}"
