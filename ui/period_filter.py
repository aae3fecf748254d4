"""The choice of a period: by calendar, by name, or from one day to another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.periods import Calendar, Period, is_period, month_of, parse_period, previous_period
from metrics.counting.day_counts import Holdings
from metrics.counting.tallies import Evidence
from ui import address, session
from ui.display import words

_CALENDARS: dict[str, str] = {"month": "Dương lịch", "reporting": "Báo cáo (15–14)"}


def choose_period(
    communes: Sequence[str], label: str, place: DeltaGenerator, calendar_place: DeltaGenerator
) -> Period:
    """One period; the address keeps it as `ky` (a name or from..to) and `lich`.

    It begins with the newest month that has figures of these communes.
    """
    with calendar_place:
        calendar = cast(Calendar, _choose_calendar())
    with place:
        return _choose_in(calendar, communes, label)


def _choose_calendar() -> str:
    key = "lich"
    calendar = address.last_choice(key)
    if calendar not in _CALENDARS:
        address.warn_of_unknown(key, [calendar], "theo dương lịch")
        calendar = "month"
    st.session_state[key] = st.session_state.get(key) or calendar
    chosen = st.segmented_control(
        "Lịch", list(_CALENDARS), key=key, format_func=lambda c: _CALENDARS[c], required=True
    )
    return address.remember(key, chosen or "month")


def _choose_in(calendar: Calendar, communes: Sequence[str], label: str) -> Period:
    """A named period of this calendar, or two days."""
    holdings = session.holdings()
    newest = month_of(_last_day(holdings, communes), calendar)
    span = _last_chosen_span() if calendar == "month" else None
    initial = address.SPAN if span else newest.name

    def label_of(name: str) -> str:
        if name == address.SPAN:
            return "Từ ngày… đến ngày…"
        return words.period_name(parse_period(name, calendar))

    def admits(name: str) -> bool:
        return ".." not in name and is_period(name, calendar)

    names = _names(holdings, calendar)
    name = address.selectbox(label, "ky", names, initial, label_of, admits)
    if name != address.SPAN:
        return parse_period(name, calendar)
    return _choose_days(span or newest)


def _choose_days(initial: Period) -> Period:
    """A period from one day to another; the page ends here until both are picked."""
    picked = st.date_input("Từ ngày, đến ngày", (initial.first, initial.last), format="DD/MM/YYYY")
    days = cast(tuple[date, ...], picked)
    if len(days) != 2:
        st.info("Hãy chọn thêm ngày cuối của kỳ.")
        st.stop()
    period = Period(days[0], days[1], f"{days[0]}..{days[1]}")
    address.remember("ky", period.name)
    return period


def _last_chosen_span() -> Period | None:
    """The from–to of the address or of an earlier page, where there is one."""
    for name in (address.in_address("ky"), st.session_state.get("kept_ky")):
        if name and ".." in name and is_period(name):
            return parse_period(name)
    return None


def _names(holdings: Holdings, calendar: Calendar) -> tuple[str, ...]:
    spans = [source.span for sources in holdings.sources.values() for source in sources]
    if not spans:
        return ()
    names = period_names(min(first for first, _ in spans), max(last for _, last in spans), calendar)
    return (*names, address.SPAN) if calendar == "month" else names


def period_names(first: date, last: date, calendar: Calendar) -> tuple[str, ...]:
    """The periods that hold days from `first` to `last`: months, quarters, halves, years.

    Each kind with its newest first: 2026-01, 2025-12, 2026-Q1, 2025-Q4, 2026-H1, 2025-H2, 2026,
    2025 for two days of December and January.
    """
    oldest, months = month_of(first, calendar), [month_of(last, calendar)]
    while months[-1].name > oldest.name:
        months.append(previous_period(months[-1]))
    dated = [(month.name[:4], int(month.name[5:]) - 1) for month in months]
    quarters = dict.fromkeys(f"{year}-Q{month // 3 + 1}" for year, month in dated)
    halves = dict.fromkeys(f"{year}-H{month // 6 + 1}" for year, month in dated)
    years = dict.fromkeys(year for year, _ in dated)
    return (*(month.name for month in months), *quarters, *halves, *years)


def _last_day(holdings: Holdings, communes: Sequence[str]) -> date:
    """The last day with figures of any of these communes; else of any at all; else today."""
    of_these = [source.last for code in communes for source in holdings.sources_of(code)]
    of_all = [source.last for sources in holdings.sources.values() for source in sources]
    return max(of_these or of_all or [session.today()])


def choose_month(months: Sequence[Period]) -> Period:
    """One of the months of a table, the newest first."""
    newest_first = list(reversed(months))
    return st.selectbox("Tháng", newest_first, format_func=words.period_name, key="month_of_table")


def since_first_figures(
    evidence: Evidence, commune: str, months: Sequence[Period]
) -> tuple[Period, ...]:
    """The months from the first that holds any of the commune's figures; gaps after it stay."""
    first_days = [source.first for source in evidence.holdings.sources_of(commune)]
    if not first_days:
        return tuple(months)
    return tuple(month for month in months if month.last >= min(first_days)) or tuple(months)
