"""The overview's short list of tasks that are overdue or fall due within 14 days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data.dates import today
from data.planning.due_days import tasks_of
from data.planning.targets import Plan, plans_of
from data.planning.task_records import done_tasks
from data.planning.task_status import TaskState, states, urgency
from reports.task_labels import STATUS
from ui import session
from ui.display import task_words, words

_SHOWN = 3  # of each kind: the rest is one step away


def section(commune: str, on: date | None = None) -> None:
    """What presses today (or on a day) in the commune's plans; nothing where nothing does."""
    day = on or today()
    for plan in plans_of(session.plans(), commune):
        records = done_tasks(session.folder(), plan.key)
        found = sorted(states(tasks_of(plan), records, day), key=urgency)
        pressing = [one for one in found if one.status in ("overdue", "due_soon")]
        if plan.valid_from <= day <= plan.valid_to:
            _pressing(plan, pressing, day)
        elif pressing:
            st.caption(
                f"{plan.title} đã hết hiệu lực; {len(pressing)} nhiệm vụ có hạn chưa ghi hoàn "
                f"thành. [Xem]({_address(plan)})"
            )


def _pressing(plan: Plan, pressing: Sequence[TaskState], day: date) -> None:
    soon = [one for one in pressing if one.status == "due_soon"]
    overdue = [one for one in pressing if one.status == "overdue"]
    if not pressing:
        return
    st.subheader("Nhiệm vụ đến hạn", anchor=False)
    shown = [*soon[:_SHOWN], *overdue[:_SHOWN]]
    counts = [(len(soon), "đến hạn trong 14 ngày"), (len(overdue), "quá hạn, chưa ghi hoàn thành")]
    told = "; ".join(
        f"**{count}** nhiệm vụ {words_after}" for count, words_after in counts if count
    )
    lines = "\n".join(_line(one, day) for one in shown)
    st.markdown(f"{told}. [Xem cả {len(pressing)} nhiệm vụ]({_address(plan)})\n\n{lines}")


def _line(one: TaskState, day: date) -> str:
    assert one.due is not None  # both statuses speak of a due day
    symbol = STATUS[one.status][0]
    return (
        f"* {symbol} **{words.plain(one.task.title)}**: hạn {task_words.due_day(one.due)}, "
        f"{task_words.distance(one.due.day, day)} · {words.plain('; '.join(one.task.leads))}"
    )


def _address(plan: Plan) -> str:
    return f"nhiem-vu?ke-hoach-cua={plan.key}"
