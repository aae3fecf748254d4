"""Which plan a page shows: its choice, and a word where it is not one of the reader's centre."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from data.planning.targets import Plan, is_shared_demand, plans_of
from ui import address, session
from ui.display import words


def offered_plans() -> tuple[Plan, ...]:
    """The plans of the communes that choices offer; every plan before one's centre is chosen.

    The built-in plans of strangers would fill the choice of a commune that has chosen its own.
    """
    codes, home_code = session.available_communes(), session.home_commune()
    return tuple(
        plan
        for plan in session.plans()
        if plan.commune_code in codes or not (home_code or is_shared_demand(plan))
    )


def choose_plan(plans: Sequence[Plan]) -> Plan:
    """Draw the choice of one of `plans` (at least one) and give it; its key goes in the address.

    It begins with the commune of the address, else with the reader's own centre, else with the
    commune that another page showed, as far as those have a plan.
    """
    labels = plan_labels(plans)
    plans_by_key = {plan.key: plan for plan in plans}
    key = address.choose_option(
        "Kế hoạch", "ke-hoach-cua", tuple(labels), _initial_plan(plans).key, labels.__getitem__
    )
    address.write_choices("ke-hoach-cua")
    return plans_by_key[key]


def plan_labels(plans: Sequence[Plan]) -> Mapping[str, str]:
    """Plan's key → its title, with commune and days where several plans have one title."""
    title_counts = Counter(plan.title for plan in plans)
    named_communes = Counter((plan.title, plan.commune_code) for plan in plans)
    labels = {}
    for plan in plans:
        commune = f"{words.full_commune_name(plan.commune_code)}: "
        days = f", {words.span(plan.valid_from, plan.valid_to)}"
        labels[plan.key] = (
            f"{commune if title_counts[plan.title] > 1 else ''}{plan.title}"
            f"{days if named_communes[plan.title, plan.commune_code] > 1 else ''}"
        )
    return labels


def is_own_plan(plan: Plan) -> bool:
    """Whether the plan is one of the reader's own centre; False before that is chosen."""
    return plan.commune_code == session.home_commune()


def say_whose_plan(plan: Plan, plans: Sequence[Plan]) -> None:
    """Draw a note on whose plan is shown and how to reach one's own; nothing if it is one's own.

    `plans` are those to choose from.
    """
    if is_own_plan(plan):
        return
    home_code = session.home_commune()
    sentence = f"Đây là kế hoạch của {words.full_commune_name(plan.commune_code)}"
    if home_code is None:
        st.info(
            f"{sentence}; chưa biết trung tâm của mình ở đâu nên không rõ có phải của mình không. "
            "Hãy chọn trung tâm ở trang [Thiết lập](thiet-lap)."
        )
        return
    advice = (
        "Kế hoạch của trung tâm mình chọn ở ô “Kế hoạch”."
        if plans_of(plans, home_code)
        else "Trung tâm mình chưa có kế hoạch: hãy thêm ở trang [Kế hoạch](ke-hoach?viec=sua), "
        "hoặc chọn lại trung tâm ở trang [Thiết lập](thiet-lap)."
    )
    st.info(
        f"{sentence}, không phải của trung tâm mình ({words.full_commune_name(home_code)}). "
        f"{advice}"
    )


def _initial_plan(plans: Sequence[Plan]) -> Plan:
    """The plan to open with: the address's commune's, home's, an earlier page's, else the first."""
    codes = (address.address_choice("xa"), session.home_commune(), address.last_choice("xa"))
    candidates = (plan for code in codes if code for plan in plans_of(plans, code))
    return next(candidates, plans[0])
