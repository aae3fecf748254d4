"""Kế hoạch: the communes' plans, each target with its place and the metric that measures it."""

from __future__ import annotations

import streamlit as st

from data.plans import plans
from ui import filters, frame, plan_sheet
from ui.colours import colours

frame.begin("Kế hoạch")
plan = filters.choose_plan(plans())
plan_sheet.head(plan)
st.html(plan_sheet.targets(plan, colours()))
plan_sheet.edit_scopes()
