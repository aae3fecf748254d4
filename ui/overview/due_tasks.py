"""The overview's short list of tasks that are overdue or fall due within 14 days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data.planning.earlier_tasks import earlier_tasks
from data.planning.targets import Plan, plans_of
from data.planning.task_records import done_records
from data.planning.task_status import TaskState, states_of_tasks, urgency_sort_key
from data.planning.tasks_of_plans import tasks_of
from reports.task_labels import STATUS_LABELS
from ui import session
from ui.display import task_words, words

_MOST_LISTED = 3  # of each kind: the rest is one step away


def show_section(commune_code: str, as_at: date | None = None) -> None:
    """List the commune's tasks that are overdue or due soon as at a day, today where None."""
    day = as_at or session.today()
    for plan in plans_of(session.plans(), commune_code):
        records = done_records(session.folder(), plan.key)
        earlier = earlier_tasks(session.folder(), plan.key, session.first_day())
        task_states = sorted(
            states_of_tasks(tasks_of(plan), records, day, earlier), key=urgency_sort_key
        )
        pressing_tasks = [task for task in task_states if task.status in ("overdue", "due_soon")]
        if plan.valid_from <= day <= plan.valid_to:
            _show_pressing_tasks(plan, pressing_tasks, day)
        elif pressing_tasks:
            st.caption(
                f"{words.escape_markdown(plan.title)} đã hết hiệu lực; {len(pressing_tasks)} nhiệm "
                f"vụ có hạn chưa ghi hoàn thành. [Xem]({_tasks_address(plan)})"
            )


def _show_pressing_tasks(plan: Plan, pressing_tasks: Sequence[TaskState], day: date) -> None:
    """Draw how many tasks are due soon or overdue and the first few of each; nothing if none."""
    soon_tasks = [task for task in pressing_tasks if task.status == "due_soon"]
    overdue_tasks = [task for task in pressing_tasks if task.status == "overdue"]
    if not pressing_tasks:
        return
    st.subheader("Nhiệm vụ đến hạn", anchor=False)
    counts = [
        (len(soon_tasks), "đến hạn trong 14 ngày"),
        (len(overdue_tasks), "quá hạn, chưa ghi hoàn thành"),
    ]
    summary = "; ".join(f"**{count}** nhiệm vụ {label}" for count, label in counts if count)
    lines = "\n".join(
        _task_line(task, day)
        for task in (*soon_tasks[:_MOST_LISTED], *overdue_tasks[:_MOST_LISTED])
    )
    st.markdown(
        f"{summary}. [Xem cả {len(pressing_tasks)} nhiệm vụ]({_tasks_address(plan)})\n\n{lines}"
    )


def _task_line(state: TaskState, day: date) -> str:
    """A task as a Markdown list item: its title, due day and leads; it must have a due day."""
    assert state.due is not None  # both statuses speak of a due day
    symbol = STATUS_LABELS[state.status][0]
    leads = words.escape_markdown("; ".join(state.task.leads))
    return (
        f"* {symbol} **{words.escape_markdown(state.task.title)}**: hạn "
        f"{task_words.due_day_text(state.due)}, {task_words.distance_text(state.due.day, day)}"
    ) + (f" · {leads}" if leads else "")


def _tasks_address(plan: Plan) -> str:
    """The address of the page Nhiệm vụ with this plan chosen."""
    return f"nhiem-vu?ke-hoach-cua={plan.key}"
