"""Next year's plan begun from this year's: the same targets and tasks, a year later."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import streamlit as st

from data.dates import IN_LINE, day_text
from data.planning.drafts import Draft, DraftRow
from data.planning.plan_as_draft import draft_of
from data.planning.targets import Plan
from data.planning.tasks_of_plans import tasks_of
from metrics.catalogue.plan_names import catalogue_labels
from ui.plans import draft_session

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d|/[^\W\d])")  # not that of a document: 61/2018/NĐ-CP


def next_year_draft(plan: Plan) -> Draft:
    """A draft of the plan a year later: years one up, document number and date left blank.

    All of its tasks come along, those of its file too, which knows no plan of the next year.
    """
    draft = draft_of(replace(plan, tasks=tasks_of(plan)), catalogue_labels())
    head = replace(
        draft.head,
        title=_with_next_years(plan.title),
        number="",
        date="",
        valid_from=_a_year_later(plan.valid_from),
        valid_to=_a_year_later(plan.valid_to),
    )
    note = f"Như kế hoạch năm {plan.valid_from.year}: hãy đối chiếu với văn bản mới."
    return Draft(
        head,
        [_next_row(row, _target_texts_a_year_later(row.texts), note) for row in draft.rows],
        [_next_row(row, _task_texts_a_year_later(row.texts), note) for row in draft.task_rows],
    )


def offer_next_year(plan: Plan) -> None:
    """Draw a button that opens a draft of next year's plan, or say that a new one is unsaved."""
    year = plan.valid_from.year + 1
    with st.expander(f"Làm kế hoạch năm {year} từ kế hoạch này"):
        if draft_session.has_new_plan():
            st.markdown(
                "Đang có một kế hoạch mới chưa lưu. Hãy chọn “Kế hoạch mới” ở trên rồi lưu, hoặc "
                "xóa các dòng của bảng trước."
            )
            return
        st.markdown(
            f"Chỉ tiêu và nhiệm vụ được chép sang một kế hoạch mới, hiệu lực năm {year}, chưa lưu. "
            "Hãy đối chiếu từng dòng với văn bản mới rồi lưu; kế hoạch này vẫn giữ nguyên."
        )
        # By a callback: the choice above has been drawn already, and can only be set before that.
        st.button(
            f"Chép sang năm {year}",
            key="copy_to_next_year",
            on_click=draft_session.open_new_plan,
            args=(next_year_draft(plan),),
        )


def _next_row(row: DraftRow, texts: Mapping[str, str], note: str) -> DraftRow:
    """The row with these texts and note, its place and line in the old document blank."""
    return replace(row, texts={**row.texts, **texts, "place": "", "line": "", "note": note})


def _target_texts_a_year_later(texts: Mapping[str, str]) -> Mapping[str, str]:
    """The cells base_year, since and until of a target's texts, each with its years one up."""
    return {name: _with_next_years(texts[name]) for name in ("base_year", "since", "until")}


def _task_texts_a_year_later(texts: Mapping[str, str]) -> Mapping[str, str]:
    """A task's title, deadline, days and product, by name, each with its years one up."""
    names = ("title", "deadline_text", "first", "last", "product")
    return {name: _with_next_years(_without_leap_days(texts[name])) for name in names}


def _with_next_years(text: str) -> str:
    """The text with every year in it one up: "Kế hoạch năm 2027" of "Kế hoạch năm 2026"."""
    return _YEAR.sub(lambda match: str(int(match[0]) + 1), text)


def _without_leap_days(text: str) -> str:
    """The text with 28 February for every 29 February in it, which the next year lacks."""
    return re.sub(IN_LINE, _day_before_leap_day, text)


def _day_before_leap_day(match: re.Match[str]) -> str:
    """The matched day as text, 28 February where it is a leap day."""
    day, month, year = map(int, match.groups())
    is_leap_day = (day, month) == (29, 2) and isleap(year)
    return day_text(date(year, 2, 28)) if is_leap_day else match[0]


def _a_year_later(day: date) -> date:
    """The same day of the next year; 28 February for 29 February."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
