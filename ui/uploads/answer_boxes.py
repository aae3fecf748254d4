"""The boxes in which people say of which commune and of which days files are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

import streamlit as st

from data.communes import communes
from data.periods import Period, last_months, month_of, parse_period
from ui import session
from ui.begun_form import begin_box
from ui.display import words

_MONTHS_BACK = 24
Span = tuple[date, date]


def choose_commune(key: str, chosen_code: str | None) -> str | None:
    """Draw the choice of a file's commune, first `chosen_code`; give its code, None if none."""
    communes_here = session.available_communes()
    other_communes = (code for code in communes() if code not in communes_here)
    codes = [*communes_here, *other_communes]
    return st.selectbox(
        "Xã, phường của tệp này",
        codes,
        index=None,
        placeholder="Gõ tên hoặc mã để tìm",
        format_func=words.full_commune_name,
        key=begin_box(key, chosen_code),
    )


def choose_span(periods: Sequence[Span], key: str, chosen_span: Span | None) -> Span | None:
    """Draw the choice of a file's days, of `periods` if any; (first, last), None until made."""
    if periods:
        return _choose_stated_span(periods, key, chosen_span)
    months = _months_to_choose()
    labels = {month.name: words.period_name(month) for month in months} | {"": "Từ ngày… đến ngày…"}
    name = st.selectbox(
        "Kỳ của danh sách",
        list(labels),
        index=None,
        placeholder="Chọn tháng đã dùng để lọc danh sách",
        format_func=lambda name: labels[name],
        key=begin_box(key, _month_name(months, chosen_span)),
    )
    if name:
        period = parse_period(name)
        return period.first, period.last
    return _choose_days(key, chosen_span) if name is not None else None


def boxes_of_span(span: Span, key: str) -> Mapping[str, object]:
    """Session key → entry with which the boxes of `choose_span` under `key` say these days."""
    for month in _months_to_choose():
        if span == (month.first, month.last):
            return {key: month.name}
    return {key: "", _days_key(key): span}


def _months_to_choose() -> list[Period]:
    """This month and those before it that can be chosen by name, the latest first."""
    return list(reversed(last_months(month_of(session.today()), _MONTHS_BACK)))


def _days_key(key: str) -> str:
    """The session's key of the box for free days, beside the box of months with this key."""
    return f"days-{key}"


def _month_name(months: Sequence[Period], chosen_span: Span | None) -> str | None:
    """The name of the month that a span is, "" for other days; None without a span."""
    if chosen_span is None:
        return None
    names = {(month.first, month.last): month.name for month in months}
    return names.get(chosen_span, "")


def _choose_days(key: str, chosen_span: Span | None) -> Span | None:
    """Draw the choice of two days, first `chosen_span`; (first, last), None until both are."""
    chosen_days = st.date_input(
        "Từ ngày, đến ngày", chosen_span or [], format="DD/MM/YYYY", key=_days_key(key)
    )
    days = cast(tuple[date, ...], chosen_days)
    return (days[0], days[1]) if len(days) == 2 else None


def _choose_stated_span(spans: Sequence[Span], key: str, chosen_span: Span | None) -> Span | None:
    """Draw the choice of one of these spans of days; None until one is picked."""
    return st.radio(
        "Kỳ của tệp",
        spans,
        index=None,
        format_func=lambda days: words.span(*days),
        key=begin_box(key, chosen_span if chosen_span in spans else None),
    )
