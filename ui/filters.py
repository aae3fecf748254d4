"""What the pages let a reader choose: communes, metric and form, kept in the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.communes import communes
from data.periods import Period
from metrics.analysis.reconciliation import FormRun
from metrics.catalogue.metrics import Metric
from ui import address, session
from ui.display import source_names, words
from ui.period_filter import choose_period

_MOST_CHOSEN_FIRST = 12


def choose_commune_and_period(label: str = "Kỳ") -> tuple[str, Period]:
    """Draw the choices of commune and period (under `label`); give the code and the period."""
    left, middle, right = st.columns([5, 4, 3])
    with left:
        commune = _draw_commune_choice()
    period = choose_period([commune], label, middle, right)
    address.write_choices("xa", "ky", "lich")
    return commune, period


def choose_commune() -> str:
    """Draw the choice of a commune alone and give its code; the address keeps it as `xa`."""
    commune = _draw_commune_choice()
    address.write_choices("xa")
    return commune


def _draw_commune_choice() -> str:
    """Draw the choice of a commune and give its code, which is not put in the address yet."""
    codes = session.available_communes()
    if not codes and address.last_choice("xa") not in communes():
        st.info("Chưa biết trung tâm của mình ở đâu: hãy chọn ở trang [Thiết lập](thiet-lap).")
        st.stop()
    initial_code = _first_commune(codes)
    return address.choose_option(
        "Xã, phường",
        "xa",
        codes,
        initial_code,
        words.full_commune_name,
        lambda code: code in communes(),
    )


def _first_commune(codes: Sequence[str]) -> str:
    """The code to open with: home, else the first with figures, else the first of all; "" if none.

    While only demonstration data is there, that is shown: it was loaded to be looked at.
    """
    own, home_code = session.holdings(), session.home_commune()
    is_trial = all(s.demonstration for sources in own.sources.values() for s in sources)
    if home_code and (home_code in own.sources or not (own.sources and is_trial)):
        return home_code
    return next((code for code in codes if code in own.sources), next(iter(codes), ""))


def choose_communes() -> tuple[str, ...]:
    """Draw the choice of communes and give their codes; the page ends here while none is chosen.

    Kept for the address as `cac-xa`, joined by commas; without it the first with figures.
    """
    available_codes, key = session.available_communes(), "cac-xa"
    sources = session.holdings().sources
    codes_with_figures = [code for code in available_codes if code in sources]
    texts = (address.last_choice(key) or "").split(",")
    codes = [code for code in texts if code in communes()]
    unknown_texts = [text for text in texts if text not in codes]
    address.warn_of_unknown_choices(key, unknown_texts, "các xã, phường còn lại")
    initial_codes = codes or codes_with_figures[:_MOST_CHOSEN_FIRST]
    if not (codes and address.is_new_choice(key)):
        initial_codes = st.session_state.get(key, initial_codes)
    st.session_state[key] = initial_codes
    chosen_codes = st.multiselect(
        "Xã, phường",
        list(dict.fromkeys((*available_codes, *initial_codes))),
        key=key,
        format_func=words.full_commune_name,
        placeholder="Chọn xã, phường",
    )
    if not chosen_codes:
        st.info("Hãy chọn ít nhất một xã, phường để so sánh.")
        st.stop()
    address.keep_choice(key, ",".join(chosen_codes))
    return tuple(chosen_codes)


def choose_metric(
    metrics: Sequence[Metric], other_keys: Sequence[str] = (), initial_name: str = ""
) -> Metric:
    """Draw a choice of metric and give it; put it and the `other_keys`' choices into the address.

    Until one is chosen it is that of `initial_name`, else the first. The kept choices of
    `other_keys` are put into the address with it, as one step of "Back".
    """
    metrics_by_name, key = {metric.name: metric for metric in metrics}, "chi-so"
    names = tuple(metrics_by_name)
    name = address.choose_or_suggest(
        "Chỉ số",
        key,
        names,
        initial_name if initial_name in names else names[0],
        lambda n: metrics_by_name[n].label,
    )
    address.write_choices(*other_keys, key)
    address.forget_suggestion(key)
    return metrics_by_name[name]


def choose_form(runs: Sequence[FormRun]) -> FormRun | None:
    """Draw the choice of a form's run, kept in the address as `bieu`; None without `runs`."""
    if not runs:
        return None
    runs_by_layout = {run.layout: run for run in runs}
    layouts = tuple(runs_by_layout)
    name = address.choose_option(
        "Biểu so với hồ sơ", "bieu", layouts, layouts[0], source_names.layout_title
    )
    address.write_choices("bieu")
    return runs_by_layout[name]
