"""Demands shared with many communes so far, each to be taken back at one press."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import streamlit as st

from data.communes import communes
from data.dates import moment_text
from data.planning.plan_versions import PlanVersion, plan_versions, replace_plans
from data.planning.targets import Plan, is_shared_demand
from ui import session, storing
from ui.display import words
from ui.plans import draft_session

_MOST_SHOWN = 3


@dataclass(frozen=True)
class Sharing:
    """A document's targets shared at one moment; `earlier_plans` are what held before, by key."""

    title: str
    done_at: datetime
    earlier_plans: dict[str, Plan | None] = field(default_factory=dict)


def sharings_in_force(versions: Iterable[PlanVersion], province_code: str) -> list[Sharing]:
    """The sharings in a province that still hold anywhere, the newest first.

    `versions` are those of all plans, oldest first.
    """
    last_versions: dict[str, PlanVersion] = {}
    pairs = []
    for version in versions:
        earlier = last_versions.get(version.key)
        pairs.append((version, earlier.plan if earlier else None))
        last_versions[version.key] = version
    sharings: dict[tuple[str, datetime], Sharing] = {}
    for version, earlier_plan in pairs:
        plan = version.plan
        if last_versions[version.key] is version and plan and _is_shared(plan, province_code):
            moment = plan.title, version.done_at
            sharing = sharings.setdefault(moment, Sharing(*moment))
            sharing.earlier_plans[version.key] = earlier_plan
    return sorted(sharings.values(), key=lambda sharing: sharing.done_at, reverse=True)


def _is_shared(plan: Plan, province_code: str) -> bool:
    """Whether a plan is a shared demand for a commune of this province."""
    is_there = communes()[plan.commune_code].province_code == province_code
    return is_there and is_shared_demand(plan)


def offer_taking_back(plan: Plan) -> None:
    """Draw the latest sharings in the plan's province, each with a button that takes it back."""
    province_code = communes()[plan.commune_code].province_code
    sharings = sharings_in_force(plan_versions(session.folder()), province_code)
    for place, sharing in enumerate(sharings[:_MOST_SHOWN]):
        with st.container(horizontal=True, vertical_alignment="center"):
            count = words.number(len(sharing.earlier_plans))
            title = words.escape_markdown(sharing.title)
            st.markdown(f"Đã giao “{title}” cho {count} nơi, {moment_text(sharing.done_at)}")
            if st.button(f"Rút lại ở cả {count} nơi", key=f"take_sharing_back_{place}"):
                _take_back(sharing.earlier_plans, title)


def _take_back(earlier_plans: Mapping[str, Plan | None], title: str) -> None:
    """Have what held before hold again in each commune, say so, and run the page again."""
    if storing.write_or_explain(replace_plans, session.folder(), earlier_plans, session.USER):
        count = words.number(len(earlier_plans))
        draft_session.leave_message(
            f"Đã rút lại “{title}” ở {count} nơi; ở đó lại áp dụng như trước khi giao."
        )
        st.rerun()
