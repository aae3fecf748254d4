"""Nhiệm vụ: a plan's dated tasks and reporting duties, how each stands, and what was done."""

from __future__ import annotations

import streamlit as st

from data.planning.earlier_tasks import earlier_tasks
from data.planning.task_records import done_records
from data.planning.task_status import states_of_tasks, urgency_sort_key
from data.planning.tasks_of_plans import tasks_of
from ui import frame, plan_choice, session
from ui.display import markup
from ui.display.colours import colours
from ui.tasks import earlier_periods, task_filters, task_records, task_table

frame.begin_page("Nhiệm vụ")
plans = plan_choice.offered_plans()
if not plans:
    st.info(
        "Chưa có kế hoạch nào của trung tâm mình nên chưa có nhiệm vụ. Thêm ở trang "
        "[Kế hoạch](ke-hoach)."
    )
    st.stop()
left, right = st.columns([9, 3])
with left:
    plan = plan_choice.choose_plan(plans)
with right:
    day = task_filters.choose_day()
plan_choice.say_whose_plan(plan, plans)

records = done_records(session.folder(), plan.key)
earlier = earlier_tasks(session.folder(), plan.key, session.first_day())
tasks = tasks_of(plan)
if not (tasks or records):
    st.info(
        "Kế hoạch này chưa ghi nhiệm vụ nào. Thêm ở trang [Kế hoạch](ke-hoach?viec=sua), hoặc lấy "
        "từ văn bản kế hoạch ở đó."
    )
    st.stop()
task_states = tuple(sorted(states_of_tasks(tasks, records, day, earlier), key=urgency_sort_key))
if plan_choice.is_own_plan(plan) or earlier.undone_ids is not None:
    earlier_periods.ask_about_earlier_tasks(plan, task_states, records, earlier)
task_table.show_status_counts(plan, task_states, day)
chosen_states = task_filters.choose_tasks(task_states)
if chosen_states:
    task_records.show_task_actions(plan, chosen_states, task_states, records, day)
    markup.show_html(task_table.tasks_table(chosen_states, day, colours()))
else:
    st.info("Không có nhiệm vụ nào phù hợp với lựa chọn.")
task_records.show_done_records(task_states, records)
