"""The choice of a period: by calendar, by name, or from one day to another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.periods import (
    Calendar,
    Period,
    is_period,
    month_of,
    parse_period,
    previous_period,
    year_before,
)
from metrics.counting.day_counts import Holdings
from metrics.counting.tallies import Evidence
from reports.typed_counts_template import template_layout
from ui import address, session
from ui.display import words
from ui.kept import kept

_EARLIER_LABELS = {
    "truoc": "Kỳ liền trước",
    "nam-truoc": "Cùng kỳ năm trước",
    "khong": "Không so kỳ khác",
}
_CALENDARS: dict[str, str] = {"month": "Dương lịch", "reporting": "Báo cáo (15–14)"}


def choose_period(
    commune_codes: Sequence[str], label: str, place: DeltaGenerator, calendar_place: DeltaGenerator
) -> Period:
    """Draw the choice of period (in `place`) and calendar; give it, at first the newest month.

    The address keeps them as `ky` (a name or from..to) and `lich`.
    """
    with calendar_place:
        calendar = cast(Calendar, _choose_calendar())
    with place:
        return _choose_period_of(calendar, commune_codes, label)


def _choose_calendar() -> str:
    """Draw the choice of a calendar: "month" or "reporting"; the address keeps it as `lich`."""
    key = "lich"
    choices = address.last_choices(key)
    address.warn_of_unknown_choices(
        key, [choice for choice in choices if choice not in _CALENDARS], "theo dương lịch"
    )
    usable_choices = [choice for choice in choices if choice in _CALENDARS]
    st.session_state[key] = usable_choices[0] if usable_choices else "month"
    picked_calendar = st.segmented_control(
        "Lịch", list(_CALENDARS), key=key, format_func=lambda c: _CALENDARS[c], required=True
    )
    return address.keep_choice(key, picked_calendar or "month")


def _choose_period_of(calendar: Calendar, commune_codes: Sequence[str], label: str) -> Period:
    """Draw the choice of a period of this calendar, by name or by two days; give the period."""
    last_day = _last_day_with_figures(commune_codes)
    newest_month = month_of(last_day, calendar)
    span = _last_chosen_span() if calendar == "month" else None
    initial_name = address.SPAN if span else newest_month.name

    def label_of(name: str) -> str:
        """A period name's label in the select box; "Từ ngày… đến ngày…" for two free days."""
        if name == address.SPAN:
            return "Từ ngày… đến ngày…"
        return words.period_name(parse_period(name, calendar))

    def admits(name: str) -> bool:
        """Whether an address may name this period: valid in the calendar, not two days."""
        return ".." not in name and is_period(name, calendar)

    names = _offered_period_names(calendar)

    def option_of(name: str) -> str:
        """The option that a name in the address stands for: that of two free days, or itself."""
        return address.SPAN if span and name == span.name else name

    name = address.choose_option(label, "ky", names, initial_name, label_of, admits, option_of)
    if name != address.SPAN:
        return parse_period(name, calendar)
    return _choose_span(span or newest_month)


def choose_earlier_period(period: Period) -> Period | None:
    """Draw the choice of a period to compare with; give it, None for no comparison.

    Kept for the address as `so-voi`: "truoc", "nam-truoc", "khong", or a period's name.
    """
    names = [
        name
        for name in _offered_period_names(period.calendar)
        if name not in (address.SPAN, period.name)
    ]

    def label_of(name: str) -> str:
        """The label of an earlier period's name, or of "truoc", "nam-truoc", "khong"."""
        return _EARLIER_LABELS.get(name) or words.period_name(parse_period(name, period.calendar))

    options = (*_EARLIER_LABELS, *names)
    name = address.choose_option(
        "So với kỳ",
        "so-voi",
        options,
        "truoc",
        label_of,
        lambda name: is_period(name, period.calendar),
    )
    if name == "khong":
        return None
    if name in _EARLIER_LABELS:
        return previous_period(period) if name == "truoc" else year_before(period)
    return parse_period(name, period.calendar)


def _choose_span(initial_period: Period) -> Period:
    """Draw the choice of a first and a last day, give them; ends the page until both are set."""
    picked_days = st.date_input(
        "Từ ngày, đến ngày", (initial_period.first, initial_period.last), format="DD/MM/YYYY"
    )
    days = cast(tuple[date, ...], picked_days)
    if len(days) != 2:
        st.info("Hãy chọn thêm ngày cuối của kỳ.")
        st.stop()
    period = Period(days[0], days[1], f"{days[0]}..{days[1]}")
    address.keep_choice("ky", period.name)
    return period


def _last_chosen_span() -> Period | None:
    """The period of two free days that the address or an earlier page chose; None without one."""
    for name in (address.address_choice("ky"), st.session_state.get("kept_ky")):
        if name and ".." in name and is_period(name):
            return parse_period(name)
    return None


def _offered_period_names(calendar: Calendar) -> tuple[str, ...]:
    """The names of periods with figures, with calendar months also two free days; or ()."""
    return session.at_current_version(lambda version: _period_names_of_version(version, calendar))


@kept(8)
def _period_names_of_version(version: str, calendar: Calendar) -> tuple[str, ...]:
    """The names of the periods with figures, as choices offer them; kept by version."""
    sources_by_commune = session.holdings_of_version(version).sources
    spans = [source.span for sources in sources_by_commune.values() for source in sources]
    if not spans:
        return ()
    names = period_names(min(first for first, _ in spans), max(last for _, last in spans), calendar)
    return (*names, address.SPAN) if calendar == "month" else names


def period_names(first: date, last: date, calendar: Calendar) -> tuple[str, ...]:
    """The names of the periods with days from `first` to `last`: months, quarters, halves, years.

    Each kind with its newest first: 2026-01, 2025-12, 2026-Q1, 2025-Q4, 2026-H1, 2025-H2, 2026,
    2025 for two days of December and January.
    """
    oldest_month, months = month_of(first, calendar), [month_of(last, calendar)]
    while months[-1].name > oldest_month.name:
        months.append(previous_period(months[-1]))
    year_months = [(month.name[:4], int(month.name[5:]) - 1) for month in months]
    quarters = dict.fromkeys(f"{year}-Q{month // 3 + 1}" for year, month in year_months)
    halves = dict.fromkeys(f"{year}-H{month // 6 + 1}" for year, month in year_months)
    years = dict.fromkeys(year for year, _ in year_months)
    return (*(month.name for month in months), *quarters, *halves, *years)


def _last_day_with_figures(commune_codes: Sequence[str]) -> date:
    """The last day with figures of these communes, else of any, else today; by the record now."""
    codes, today = tuple(commune_codes), session.today()
    return session.at_current_version(lambda version: _last_day_of_version(version, codes, today))


@kept(256)
def _last_day_of_version(version: str, commune_codes: tuple[str, ...], today: date) -> date:
    """The last day with figures of these communes, else of any, else `today`; kept by version."""
    return last_day_with_figures(session.holdings_of_version(version), commune_codes, today)


def last_day_with_figures(holdings: Holdings, commune_codes: Sequence[str], today: date) -> date:
    """The last day (to `today`, if any) with figures of these communes, else of any, else `today`.

    Of what exports tell, where there are some: a figure typed for a year says nothing of its last
    month.
    """
    own_sources = [source for code in commune_codes for source in holdings.sources_of(code)]
    everybodys = [source for sources in holdings.sources.values() for source in sources]
    sources = own_sources or everybodys
    exported = [source.last for source in sources if source.layout != template_layout().name]
    last_days = exported or [source.last for source in sources] or [today]
    return max([day for day in last_days if day <= today] or last_days)


def choose_month(months: Sequence[Period]) -> Period:
    """Draw the choice of one of these months (oldest first), the newest on top; give it."""
    newest_first = list(reversed(months))
    return st.selectbox("Tháng", newest_first, format_func=words.period_name, key="month_of_table")


def months_since_first_figures(
    evidence: Evidence, commune_code: str, months: Sequence[Period]
) -> tuple[Period, ...]:
    """The months from the commune's first figures on; all of them where it has none."""
    first_days = [source.first for source in evidence.holdings.sources_of(commune_code)]
    if not first_days:
        return tuple(months)
    return tuple(month for month in months if month.last >= min(first_days)) or tuple(months)
