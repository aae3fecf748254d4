"""Nhiệm vụ: a plan's dated tasks and reporting duties, how each stands, and what was done."""

from __future__ import annotations

import streamlit as st

from data.task_record import done_tasks
from data.task_states import states, urgency
from data.tasks import tasks_of
from ui import filters, frame, session, tasks, tasks_done
from ui.colours import colours

frame.begin("Nhiệm vụ")
plans = session.plans()
if not plans:
    st.info("Chưa có kế hoạch nào. Thêm ở trang [Kế hoạch](ke-hoach).")
    st.stop()
left, right = st.columns([9, 3])
with left:
    plan = filters.choose_plan(plans)
with right:
    day = tasks.choose_day()

records = done_tasks(session.folder(), plan.key)
found = tuple(sorted(states(tasks_of(plan), records, day), key=urgency))
tasks.headline(plan, found, day)
shown = tasks.choose_shown(found)
if shown:
    tasks_done.actions(plan, shown, records, day)
    st.html(tasks.table(shown, day, colours()))
else:
    st.info("Không có nhiệm vụ nào như vậy.")
tasks_done.history(plan, found, records)
