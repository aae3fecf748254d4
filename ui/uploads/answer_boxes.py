"""The boxes in which people say of which commune and of which days files are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

import streamlit as st

from data.communes import communes
from data.periods import Period, month_of, parse_period, previous_period
from ui import session
from ui.display import words

_MONTHS_BACK = 24
Span = tuple[date, date]


def choose_commune(key: str, chosen_code: str | None) -> str | None:
    """Draw the choice of the files' commune and give its code; None until one is picked."""
    communes_here = session.available_communes()
    other_communes = (code for code in communes() if code not in communes_here)
    codes = [*communes_here, *other_communes]
    return st.selectbox(
        "Xã, phường của tệp này",
        codes,
        index=codes.index(chosen_code) if chosen_code else None,
        placeholder="Gõ tên hoặc mã để tìm",
        format_func=words.full_commune_name,
        key=key,
    )


def choose_span(periods: Sequence[Span], key: str, chosen_span: Span | None) -> Span | None:
    """Draw the choice of the files' days, among `periods` if any; None until it is made."""
    if periods:
        return _choose_stated_span(periods, key, chosen_span)
    months = [month_of(session.today())]
    while len(months) < _MONTHS_BACK:
        months.append(previous_period(months[-1]))
    labels = {month.name: words.period_name(month) for month in months} | {"": "Từ ngày… đến ngày…"}
    name = st.selectbox(
        "Kỳ của danh sách",
        list(labels),
        index=_month_place(months, chosen_span),
        placeholder="Chọn tháng đã dùng để lọc danh sách",
        format_func=lambda name: labels[name],
        key=key,
    )
    if name:
        period = parse_period(name)
        return period.first, period.last
    return _choose_days(key, chosen_span) if name is not None else None


def _month_place(months: Sequence[Period], chosen_span: Span | None) -> int | None:
    """Where a span stands among the months and the free days after them; None without a span."""
    if chosen_span is None:
        return None
    spans = [(month.first, month.last) for month in months]
    return spans.index(chosen_span) if chosen_span in spans else len(spans)


def _choose_days(key: str, chosen_span: Span | None) -> Span | None:
    """Draw the choice of a first and a last day; None until both are picked."""
    chosen_days = st.date_input(
        "Từ ngày, đến ngày", chosen_span or [], format="DD/MM/YYYY", key=f"days-{key}"
    )
    days = cast(tuple[date, ...], chosen_days)
    return (days[0], days[1]) if len(days) == 2 else None


def _choose_stated_span(spans: Sequence[Span], key: str, chosen_span: Span | None) -> Span | None:
    """Draw the choice of a period that the files may mean; None until one is picked."""
    return st.radio(
        "Kỳ của tệp",
        spans,
        index=spans.index(chosen_span) if chosen_span in spans else None,
        format_func=lambda days: words.span(*days),
        key=key,
    )
