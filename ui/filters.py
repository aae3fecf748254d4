"""What the pages let a reader choose: communes, metric, form and plan, kept in the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.communes import communes
from data.periods import Period
from data.planning.targets import Plan
from metrics.analysis.reconciliation import FormRun
from metrics.catalogue.metrics import Metric
from ui import address, session
from ui.display import source_names, words
from ui.period_filter import choose_period


def choose_commune_and_period(label: str = "Kỳ") -> tuple[str, Period]:
    """A commune and a period, side by side."""
    left, middle, right = st.columns([5, 4, 3])
    with left:
        commune = choose_commune()
    period = choose_period([commune], label, middle, right)
    address.write("xa", "ky", "lich")
    return commune, period


def choose_commune() -> str:
    """One commune, by code; the address keeps it as `xa`, also one without figures."""
    codes = session.available_communes()
    initial = session.home_commune() or _first_with_figures(codes)
    return address.selectbox(
        "Xã, phường", "xa", codes, initial, words.full_commune_name, lambda code: code in communes()
    )


def _first_with_figures(codes: Sequence[str]) -> str:
    """The first of the communes that has figures; else the first."""
    sources = session.holdings().sources
    return next((code for code in codes if code in sources), codes[0])


def choose_communes_and_period() -> tuple[tuple[str, ...], Period]:
    """Several communes and a period."""
    codes = choose_communes()
    left, right = st.columns([9, 3])
    period = choose_period(codes, "Kỳ", left, right)
    address.write("cac-xa", "ky", "lich")
    return codes, period


def choose_communes() -> tuple[str, ...]:
    """Several communes; the address keeps them as `cac-xa`, codes joined by commas."""
    available, key = session.available_communes(), "cac-xa"
    texts = (address.last_choice(key) or "").split(",")
    codes = [code for code in texts if code in communes()]
    unknown = [text for text in texts if text not in codes]
    address.warn_of_unknown(key, unknown, "các xã, phường còn lại")
    initial = st.session_state.get(key, codes or list(available))
    st.session_state[key] = initial
    chosen = st.multiselect(
        "Xã, phường",
        list(dict.fromkeys((*available, *initial))),
        key=key,
        format_func=words.full_commune_name,
        placeholder="Chọn xã, phường",
    )
    if not chosen:
        st.info("Hãy chọn ít nhất một xã, phường để so sánh.")
        st.stop()
    address.remember(key, ",".join(chosen))
    return tuple(chosen)


def choose_metric(metrics: Sequence[Metric]) -> Metric:
    """One metric; the address keeps it as `chi-so`."""
    by_name = {metric.name: metric for metric in metrics}
    names = tuple(by_name)
    name = address.selectbox("Chỉ số", "chi-so", names, names[0], lambda n: by_name[n].label)
    address.write("chi-so")
    return by_name[name]


def choose_form(runs: Sequence[FormRun]) -> FormRun | None:
    """One of the forms that cover the period; the address keeps it as `bieu`. None without any."""
    if not runs:
        return None
    by_layout = {run.layout: run for run in runs}
    layouts = tuple(by_layout)
    name = address.selectbox(
        "Biểu so với hồ sơ", "bieu", layouts, layouts[0], source_names.layout_title
    )
    address.write("bieu")
    return by_layout[name]


def choose_plan(plans: Sequence[Plan]) -> Plan:
    """One plan, first the chosen commune's; the address keeps it as `ke-hoach-cua`."""
    by_key = {plan.key: plan for plan in plans}
    keys = tuple(by_key)
    commune = address.last_choice("xa") or session.home_commune()
    initial = next((key for key in keys if by_key[key].commune_code == commune), keys[0])
    key = address.selectbox("Kế hoạch", "ke-hoach-cua", keys, initial, lambda k: by_key[k].title)
    address.write("ke-hoach-cua")
    return by_key[key]
