"""The one question about due days before the record began: were those periods done?"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from data.planning.due_days import Task, due_days
from data.planning.earlier_tasks import EarlierTasks, keep_earlier_tasks
from data.planning.targets import Plan
from data.planning.task_records import Done
from data.planning.task_status import TaskState
from ui import session, storing
from ui.display import words


def ask_about_earlier_tasks(
    plan: Plan,
    task_states: Sequence[TaskState],
    done_tasks: Collection[Done],
    earlier: EarlierTasks,
) -> None:
    """Draw whether tasks due before the record began were done, or the answer; or nothing."""
    tasks = [state.task for state in task_states]
    unrecorded_tasks = _unrecorded_tasks(tasks, done_tasks, earlier)
    if not unrecorded_tasks:
        return
    with st.container(border=True):
        if earlier.undone_ids is None:
            unrecorded_ids = {task.id for task in unrecorded_tasks}
            due_again_count = sum(
                state.task.id in unrecorded_ids and state.status != "before_record"
                for state in task_states
            )
            _ask_for_undone_tasks(plan, unrecorded_tasks, due_again_count, earlier)
        else:
            _show_answer(plan, unrecorded_tasks, earlier)


def _unrecorded_tasks(
    tasks: Sequence[Task], done_tasks: Collection[Done], earlier: EarlierTasks
) -> list[Task]:
    """The tasks with a due day before the record began that is not recorded as done."""
    recorded = {(done.task_id, done.due_on) for done in done_tasks}
    return [
        task
        for task in tasks
        if any(
            due.day < earlier.day and (task.id, due.day) not in recorded for due in due_days(task)
        )
    ]


def _ask_for_undone_tasks(
    plan: Plan, tasks: Sequence[Task], due_again_count: int, earlier: EarlierTasks
) -> None:
    """Draw the question which of these tasks were not done; store the answer and rerun.

    `due_again_count` of them stand on the page by a later due day.
    """
    due_again = f" {_due_again_words(len(tasks), due_again_count)}" if due_again_count else ""
    st.markdown(
        f"**Những kỳ trước ngày {words.day(earlier.day)} đã làm?** Bảng theo dõi bắt đầu ghi từ "
        f"ngày này. {words.number(len(tasks))} nhiệm vụ có hạn trước đó, chưa rõ đã làm hay chưa "
        f"nên chưa tính là quá hạn.{due_again} Chỉ hỏi một lần."
    )
    titles = {task.id: f"{task.id} · {task.title}" for task in tasks}
    undone_ids = st.multiselect(
        "Việc chưa làm (để trống nếu đã làm cả)",
        list(titles),
        format_func=titles.__getitem__,
        placeholder="Chọn việc chưa làm",
        key=f"undone-{plan.key}",
    )
    label = f"Chưa làm {len(undone_ids)} việc đã chọn" if undone_ids else "Đã làm cả"
    with st.container(horizontal=True):
        has_answer = st.button(label, type="primary", key="answer_earlier")
        if st.button("Chưa làm việc nào", key="answer_earlier_none", disabled=bool(undone_ids)):
            undone_ids, has_answer = list(titles), True
    if has_answer and storing.write_or_explain(
        keep_earlier_tasks, session.folder(), plan.key, earlier.day, undone_ids, session.USER
    ):
        st.rerun()


def _due_again_words(task_count: int, due_again_count: int) -> str:
    """Under which status tasks due before the record are counted, of which some are due again."""
    again = f"{words.number(due_again_count)} nhiệm vụ còn hạn sau đó nên đếm theo hạn ấy"
    if due_again_count == task_count:
        return f"Ở bảng dưới, {again}."
    before = words.number(task_count - due_again_count)
    return f"Ở bảng dưới, {before} nhiệm vụ đếm là trước khi theo dõi, {again}."


def _show_answer(plan: Plan, tasks: Sequence[Task], earlier: EarlierTasks) -> None:
    """Draw the stored answer on tasks before the record, with a button to ask again."""
    undone_count = len((earlier.undone_ids or frozenset()) & {task.id for task in tasks})
    answer = f"đã làm, trừ {words.number(undone_count)} việc" if undone_count else "đã làm cả"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"Những kỳ trước ngày {words.day(earlier.day)}: {answer}.")
        if st.button("Trả lời lại", key="answer_earlier_anew") and storing.write_or_explain(
            keep_earlier_tasks, session.folder(), plan.key, earlier.day, None, session.USER
        ):
            st.rerun()
