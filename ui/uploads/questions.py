"""What a file leaves open, asked of the person who loads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

import streamlit as st

from data.communes import communes
from data.periods import Period, month_of, parse_period, previous_period
from loaders.answers import Answers
from loaders.open_questions import Question
from loaders.staging import Staged
from ui import session
from ui.display import words
from ui.uploads import unit_questions

_MONTHS_BACK = 24


def ask_question(sha256: str, layout: str, question: Question, answers: Answers) -> Answers | None:
    """Draw the question and give `answers` with its answer added; None until it is answered.

    What a unit's name leaves open is asked once for its layout and remembered; the page then runs
    again.
    """
    st.warning(words.escape_markdown(question.sentence))
    if question.subject == "units":
        unit_questions.ask_for_communes(sha256, layout, question.units, ())
        return None
    if question.subject == "commune":
        code = _choose_commune(sha256)
        return replace(answers, commune_code=code) if code else None
    if question.subject == "period":
        period = (
            _choose_stated_period(sha256, question) if question.periods else _choose_period(sha256)
        )
        return replace(answers, period=(period.first, period.last)) if period else None
    if question.subject == "whole_list":
        is_whole = st.checkbox("Đây là toàn bộ hồ sơ của kỳ, không lọc bớt", key=f"whole-{sha256}")
        return replace(answers, whole_list=True) if is_whole else None
    is_sure = st.checkbox("Kỳ đã chọn là đúng, vẫn dùng", key=f"unlikely-{sha256}")
    return replace(answers, unlikely_period=True) if is_sure else None


def _choose_commune(sha256: str) -> str | None:
    """Draw the choice of the file's commune and give its code; None until one is picked."""
    communes_here = session.available_communes()
    other_communes = (code for code in communes() if code not in communes_here)
    return st.selectbox(
        "Xã, phường của tệp này",
        [*communes_here, *other_communes],
        index=None,
        placeholder="Gõ tên hoặc mã để tìm",
        format_func=words.full_commune_name,
        key=f"commune-{sha256}",
    )


def _choose_stated_period(sha256: str, question: Question) -> Period | None:
    """Draw the choice of a period that the file may mean; None until one is picked."""
    span = st.radio(
        "Kỳ của tệp",
        question.periods,
        index=None,
        format_func=lambda days: words.span(*days),
        key=f"stated-period-{sha256}",
    )
    return Period(*span) if span else None


def _choose_period(sha256: str) -> Period | None:
    """Draw the choice of a month, or of a first and a last day; None until it is made."""
    months = [month_of(session.today())]
    while len(months) < _MONTHS_BACK:
        months.append(previous_period(months[-1]))
    labels = {month.name: words.period_name(month) for month in months} | {"": "Từ ngày… đến ngày…"}
    name = st.selectbox(
        "Kỳ của danh sách",
        list(labels),
        index=None,
        placeholder="Chọn tháng đã dùng để lọc danh sách",
        format_func=lambda name: labels[name],
        key=f"period-{sha256}",
    )
    if name:
        return parse_period(name)
    if name is None:
        return None
    days = st.date_input("Từ ngày, đến ngày", [], format="DD/MM/YYYY", key=f"days-{sha256}")
    chosen_days = cast(tuple[date, ...], days)
    return Period(*chosen_days) if len(chosen_days) == 2 else None


def ask_whether_complete(sha256: str) -> bool:
    """Draw a checkbox: whether a list that shows no dossier carried over still holds them all."""
    return st.checkbox(
        "Danh sách này đã gồm cả hồ sơ kỳ trước chuyển sang (kỳ này không có hồ sơ nào như vậy)",
        key=f"complete-{sha256}",
    )


def ask_to_accept_unbalanced(sha256: str) -> bool:
    """Draw a checkbox: whether lines that break the form's own sums are to count."""
    return st.checkbox("Vẫn tính các dòng không khớp", key=f"unbalanced-{sha256}")


def has_accepted_unbalanced(sha256: str) -> bool:
    """Whether the box of `ask_to_accept_unbalanced` is ticked, asked before it is drawn.

    The question stands below what its answer changes.
    """
    return bool(st.session_state.get(f"unbalanced-{sha256}"))


def ask_to_confirm_commune(sha256: str, staged: Staged) -> bool:
    """Draw a checkbox: whether the commune that only a plan here suggested is right."""
    name = words.full_commune_name(next(iter(staged.communes)))
    return st.checkbox(f"Đúng là {name}", key=f"assumed-{sha256}")
