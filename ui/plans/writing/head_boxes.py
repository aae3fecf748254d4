"""The boxes above a plan's tables: whose plan it is, its document, the days of its validity."""

from __future__ import annotations

from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.communes import communes
from data.planning.drafts import HEAD, Head
from ui.display import words
from ui.plans.draft_session import PlanEditing

EARLIEST_DAY, LATEST_DAY = date(2020, 1, 1), date(2050, 12, 31)


def edit_head(editing: PlanEditing) -> Head:
    """Draw the boxes of a plan's head and give what they hold; a saved plan keeps its commune."""
    initial_head, turn = editing.initial_draft.head, editing.turn
    commune_code = (
        editing.base.commune_code if editing.base else _ask_for_commune(initial_head, turn)
    )
    title = _ask_for_text("title", initial_head, turn, st.container())
    columns = st.columns(3)
    number = _ask_for_text(
        "number", initial_head, turn, columns[0], "Để trống nếu văn bản không ghi"
    )
    date_text = _ask_for_text("date", initial_head, turn, columns[1], "Ghi như trong văn bản")
    issuer = _ask_for_text("issuer", initial_head, turn, columns[2], "Ví dụ: UBND xã Ninh Giang")
    columns = st.columns(3)
    first_day = _ask_for_day("valid_from", initial_head.valid_from, turn, columns[0])
    last_day = _ask_for_day("valid_to", initial_head.valid_to, turn, columns[1])
    return Head(commune_code, title, number, date_text, issuer, first_day, last_day)


def _ask_for_commune(initial_head: Head, turn: int) -> str | None:
    """Draw the choice of the plan's commune and give its code; None while none is chosen."""
    codes = list(communes())
    chosen_code: str | None = st.selectbox(
        HEAD["commune_code"],
        codes,
        index=codes.index(initial_head.commune_code) if initial_head.commune_code else None,
        placeholder="Gõ tên hoặc mã để tìm",
        format_func=words.full_commune_name,
        key=f"plan-commune-{turn}",
    )
    return chosen_code


def _ask_for_text(
    name: str, initial_head: Head, turn: int, container: DeltaGenerator, hint: str = ""
) -> str:
    """Draw a box in `container` for the head's text of this name, and give what it holds.

    It takes any length: a box with a limit would refuse what is pasted without a word.
    """
    text: str = container.text_input(
        HEAD[name],
        value=getattr(initial_head, name),
        placeholder=hint,
        key=f"plan-{name}-{turn}",
    )
    return text


def _ask_for_day(
    name: str, initial_day: date | None, turn: int, container: DeltaGenerator
) -> date | None:
    """Draw a box in `container` for the head's day of this name; its day, None while empty."""
    day: date | None = container.date_input(
        HEAD[name],
        value=initial_day,
        min_value=EARLIEST_DAY,
        max_value=LATEST_DAY,
        format="DD/MM/YYYY",
        key=f"plan-{name}-{turn}",
    )
    return day
