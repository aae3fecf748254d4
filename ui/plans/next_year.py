"""Next year's plan begun from this year's: the same targets, to be held against the new text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import streamlit as st

from data.planning.drafts import Draft, DraftRow, draft_of
from data.planning.targets import Plan
from metrics.catalogue.plan_names import catalogue_names
from ui.plans import draft_session

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def next_year_draft(plan: Plan) -> Draft:
    """A plan a year later as a draft: its years one up, what names the old document left out."""
    draft = draft_of(plan, catalogue_names())
    head = replace(
        draft.head,
        title=_with_next_years(plan.title),
        number="",
        date="",
        valid_from=_a_year_later(plan.valid_from),
        valid_to=_a_year_later(plan.valid_to),
    )
    note = f"Như kế hoạch năm {plan.valid_from.year}: hãy đối chiếu với văn bản mới."
    return Draft(head, [_next_row(row, note) for row in draft.rows])


def offer_next_year(plan: Plan) -> None:
    """Offer to begin next year's plan from this one, unless another new one is being written."""
    year = plan.valid_from.year + 1
    with st.expander(f"Làm kế hoạch năm {year} từ kế hoạch này"):
        if draft_session.has_new_plan():
            st.markdown(
                "Đang có một kế hoạch mới chưa lưu. Hãy chọn “Kế hoạch mới” ở trên rồi lưu, hoặc "
                "xóa các dòng của bảng trước."
            )
            return
        st.markdown(
            f"Bảng chỉ tiêu được chép sang một kế hoạch mới, hiệu lực năm {year}, chưa lưu. Hãy "
            "đối chiếu từng dòng với văn bản mới rồi lưu; kế hoạch này vẫn giữ nguyên."
        )
        # By a callback: the choice above has been drawn already, and can only be set before that.
        st.button(
            f"Chép sang năm {year}",
            key="copy_to_next_year",
            on_click=draft_session.open_new_plan,
            args=(next_year_draft(plan),),
        )


def _next_row(row: DraftRow, note: str) -> DraftRow:
    """A target's row a year later."""
    texts = {name: _with_next_years(row.texts[name]) for name in ("base_year", "since", "until")}
    return replace(row, texts={**row.texts, **texts, "place": "", "line": "", "note": note})


def _with_next_years(text: str) -> str:
    """The text with each year that it names one up."""
    return _YEAR.sub(lambda match: str(int(match[0]) + 1), text)


def _a_year_later(day: date) -> date:
    """The same day of the next year; 28 February for the 29th."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
