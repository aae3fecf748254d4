"""The choice of commune and period that the pages share, kept in the address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.communes import communes
from data.periods import Calendar, Period, is_period, month_of, parse_period
from data.planning.targets import Plan
from metrics.analysis.reconciliation import FormRun
from metrics.catalogue.metrics import Metric
from metrics.counting.day_counts import Holdings
from metrics.counting.tallies import Evidence
from ui import address, session
from ui.display import source_names, words

_CALENDARS: dict[str, str] = {"month": "Dương lịch", "reporting": "Báo cáo (15–14)"}


def choose_commune() -> str:
    """One commune, by code; the address keeps it as `xa`, also one without figures."""
    options = session.available_communes()
    first = session.home_commune() or _with_figures(options)
    text = words.full_commune
    return address.selectbox(
        "Xã, phường", "xa", options, first, text, lambda code: code in communes()
    )


def choose_commune_and_period(label: str = "Kỳ") -> tuple[str, Period]:
    """A commune and a period, side by side."""
    left, middle, right = st.columns([5, 4, 3])
    with left:
        commune = choose_commune()
    period = choose_period([commune], label, middle, right)
    address.write("xa", "ky", "lich")
    return commune, period


def choose_period(
    chosen: Sequence[str], label: str, place: DeltaGenerator, calendar_place: DeltaGenerator
) -> Period:
    """One period; the address keeps it as `ky` (a name or from..to) and `lich`.

    The newest with figures of the `chosen` communes stands first.
    """
    with calendar_place:
        calendar = cast(Calendar, _calendar())
    with place:
        return _period(chosen, label, calendar)


def _period(chosen: Sequence[str], label: str, calendar: Calendar) -> Period:
    holdings = session.holdings()
    names = _names(holdings, calendar)
    last = _latest(holdings, chosen)
    span = _kept_span() if calendar == "month" else None
    initial = address.SPAN if span else month_of(last, calendar).name

    def text(name: str) -> str:
        if name == address.SPAN:
            return "Từ ngày… đến ngày…"
        return words.period(parse_period(name, calendar))

    def admits(name: str) -> bool:
        return ".." not in name and is_period(name, calendar)

    name = address.selectbox(label, "ky", names, initial, text, admits)
    if name != address.SPAN:
        return parse_period(name, calendar)
    return _from_to(span or month_of(last))


def _calendar() -> str:
    key = "lich"
    kept = address.last_choice(key)
    if kept not in _CALENDARS:
        address.warn_of_unknown(key, [kept], "theo dương lịch")
        kept = "month"
    st.session_state[key] = st.session_state.get(key) or kept
    chosen = st.segmented_control(
        "Lịch", list(_CALENDARS), key=key, format_func=lambda c: _CALENDARS[c], required=True
    )
    return address.remember(key, chosen or "month")


def _from_to(initial: Period) -> Period:
    given = st.date_input("Từ ngày, đến ngày", (initial.first, initial.last), format="DD/MM/YYYY")
    days = cast(tuple[date, ...], given)
    if len(days) != 2:  # the second day is still to be picked
        st.info("Hãy chọn thêm ngày cuối của kỳ.")
        st.stop()
    period = Period(days[0], days[1], f"{days[0]}..{days[1]}")
    address.remember("ky", period.name)
    return period


def _kept_span() -> Period | None:
    """The from–to of the address or of the page before, where there is one."""
    for value in (address.in_address("ky"), st.session_state.get("kept_ky")):
        if value and ".." in value and is_period(value):
            return parse_period(value)
    return None


def _names(holdings: Holdings, calendar: Calendar) -> tuple[str, ...]:
    """Months with figures, newest first, then quarters, halves and years, then from–to."""
    spans = [source.span for group in holdings.sources.values() for source in group]
    if not spans:
        return ()
    first = month_of(min(start for start, _ in spans), calendar)
    month = month_of(max(end for _, end in spans), calendar)
    months = [month.name]
    while months[-1] > first.name:
        year, number = map(int, months[-1].split("-"))
        months.append(f"{year - (number == 1)}-{(number - 2) % 12 + 1:02d}")
    quarters = dict.fromkeys(f"{m[:4]}-Q{(int(m[5:]) - 1) // 3 + 1}" for m in months)
    halves = dict.fromkeys(f"{m[:4]}-H{(int(m[5:]) - 1) // 6 + 1}" for m in months)
    years = dict.fromkeys(m[:4] for m in months)
    custom = (address.SPAN,) if calendar == "month" else ()
    return (*months, *quarters, *halves, *years, *custom)


def _latest(holdings: Holdings, chosen: Sequence[str]) -> date:
    """The last day of which any of the communes has figures; else of all; else today."""
    own = [source.last for code in chosen for source in holdings.sources_of(code)]
    every = [source.last for group in holdings.sources.values() for source in group]
    return max(own or every or [date.today()])


def _with_figures(options: Sequence[str]) -> str:
    held = session.holdings().sources
    return next((code for code in options if code in held), options[0])


def choose_metric(metrics: Sequence[Metric]) -> Metric:
    """One metric; the address keeps it as `chi-so`."""
    by_name = {metric.name: metric for metric in metrics}
    names = tuple(by_name)
    name = address.selectbox("Chỉ số", "chi-so", names, names[0], lambda n: by_name[n].label)
    address.write("chi-so")
    return by_name[name]


def choose_form(runs: Sequence[FormRun]) -> FormRun | None:
    """One of the forms that cover the period; the address keeps it as `bieu`."""
    if not runs:
        return None
    by_format = {run.format: run for run in runs}
    names = tuple(by_format)
    chosen = address.selectbox("Biểu so với hồ sơ", "bieu", names, names[0], source_names.title)
    address.write("bieu")
    return by_format[chosen]


def choose_month(months: Sequence[Period]) -> Period:
    """One of the months of a table, the newest first."""
    newest_first = list(reversed(months))
    return st.selectbox("Tháng", newest_first, format_func=words.period, key="month_of_table")


def choose_communes_and_period() -> tuple[tuple[str, ...], Period]:
    """Several communes and a period."""
    chosen = choose_communes()
    left, right = st.columns([9, 3])
    period = choose_period(chosen, "Kỳ", left, right)
    address.write("cac-xa", "ky", "lich")
    return chosen, period


def choose_communes() -> tuple[str, ...]:
    """Several communes; the address keeps them as `cac-xa`, codes joined by commas."""
    options, key = session.available_communes(), "cac-xa"
    spelled = (address.last_choice(key) or "").split(",")
    known = [code for code in spelled if code in communes()]
    address.warn_of_unknown(key, [c for c in spelled if c not in known], "các xã, phường còn lại")
    st.session_state[key] = held = st.session_state.get(key, known or list(options))
    chosen = st.multiselect(
        "Xã, phường",
        list(dict.fromkeys((*options, *held))),
        key=key,
        format_func=words.full_commune,
        placeholder="Chọn xã, phường",
    )
    if not chosen:
        st.info("Hãy chọn ít nhất một xã, phường để so sánh.")
        st.stop()
    address.remember(key, ",".join(chosen))
    return tuple(chosen)


def choose_plan(options: Sequence[Plan]) -> Plan:
    """One plan; the address keeps it as `ke-hoach-cua`."""
    by_key = {plan.key: plan for plan in options}
    keys = tuple(by_key)
    kept = address.last_choice("xa") or session.home_commune()
    first = next((key for key in keys if by_key[key].commune_code == kept), keys[0])
    key = address.selectbox("Kế hoạch", "ke-hoach-cua", keys, first, lambda k: by_key[k].title)
    address.write("ke-hoach-cua")
    return by_key[key]


def since_first_figures(
    evidence: Evidence, commune: str, months: Sequence[Period]
) -> tuple[Period, ...]:
    """The months from the first that holds any of the commune's figures; gaps after it stay."""
    firsts = [source.first for source in evidence.holdings.sources_of(commune)]
    kept = tuple(month for month in months if firsts and month.last >= min(firsts))
    return kept or tuple(months)
