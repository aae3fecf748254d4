"""Units that name no commune, or several: asked about once, remembered for their layout."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from data.communes import communes, communes_by_name
from data.text import fold
from loaders.answers import RememberedUnit, forget_unit, remember_units, remembered_units
from loaders.parsing.unit_names import NO_COMMUNE
from ui import session, storing
from ui.begun_form import ask_whose
from ui.display import source_names, words

_MOST_AT_ONCE = 20


def ask(sha256: str, layout: str, units: Sequence[str], communes_of_file: Collection[str]) -> None:
    """A box for each unit; `communes_of_file` are the codes that are clear already, if any."""
    first_units = units[:_MOST_AT_ONCE]
    with st.form(f"units-{sha256}"):
        choices = {unit: _box(sha256, unit, communes_of_file) for unit in first_units}
        if len(units) > len(first_units):
            count = words.number(len(units) - len(first_units))
            st.caption(f"Còn {count} đơn vị sẽ được hỏi tiếp.")
        code_of = {unit: code for unit, code in choices.items() if code}
        if st.form_submit_button("Nhớ cho các tệp cùng mẫu") and code_of:
            _remember(sha256, layout, code_of)
    _settle_disagreement(sha256, layout)


def _remember(sha256: str, layout: str, code_of: Mapping[str, str]) -> None:
    """Write what units mean, unless somebody has said otherwise since they were asked about."""
    codes_by_others = _codes_here(layout)
    disputed = {
        unit for unit in code_of if codes_by_others.get(fold(unit)) not in (None, code_of[unit])
    }
    if disputed:
        st.session_state[f"disputed-{sha256}"] = code_of
    elif storing.is_written(remember_units, session.folder(), layout, code_of, session.USER):
        st.rerun()


def _settle_disagreement(sha256: str, layout: str) -> None:
    """Two people said otherwise of one unit: whose word holds."""
    code_of: Mapping[str, str] | None = st.session_state.get(f"disputed-{sha256}")
    if code_of is None:
        return
    theirs = _codes_here(layout)
    sentences = [
        f"{unit}: bạn chọn {_label(code)}, người kia đã chọn {_label(theirs[fold(unit)])}"
        for unit, code in code_of.items()
        if theirs.get(fold(unit)) not in (None, code)
    ]
    keep = ask_whose(f"units-{sha256}", sentences)
    if keep is None:
        return
    mine = {unit: code for unit, code in code_of.items() if fold(unit) not in theirs}
    chosen = code_of if keep == "mine" else mine
    if storing.is_written(remember_units, session.folder(), layout, chosen, session.USER):
        del st.session_state[f"disputed-{sha256}"]
        st.rerun()


def _codes_here(layout: str) -> dict[str, str]:
    """The commune code, or NO_COMMUNE, of each unit of a layout that the record knows, folded."""
    units = remembered_units(session.folder())
    return {fold(unit.text): unit.code for unit in units if unit.layout == layout}


def _box(sha256: str, unit: str, communes_of_file: Collection[str]) -> str | None:
    chosen: str | None = st.selectbox(
        words.escape_markdown(unit),
        _options(unit, communes_of_file),
        index=None,
        placeholder="Gõ tên hoặc mã để tìm",
        format_func=_label,
        key=f"unit-{sha256}-{unit}",
    )
    return chosen


def _options(unit: str, communes_of_file: Collection[str]) -> list[str]:
    """The communes that bear the name first, then those of the same provinces, or all."""
    by_code = communes()
    codes_here = (code for code in (*communes_of_file, session.home_commune()) if code)
    provinces = {by_code[code].province_code for code in codes_here}
    nearby = [c.code for c in by_code.values() if not provinces or c.province_code in provinces]
    namesakes = [commune.code for commune in communes_by_name(unit, None)]
    return list(dict.fromkeys([NO_COMMUNE, *namesakes, *nearby]))


def _label(code: str) -> str:
    return "Không phải xã, phường" if code == NO_COMMUNE else words.full_commune_name(code)


def show_remembered() -> None:
    """What was said of units, each to be taken back."""
    units = remembered_units(session.folder())
    if not units:
        return
    st.subheader("Đơn vị đã chọn", anchor=False)
    for unit in units:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(_unit_words(unit))
            pressed = st.button("Bỏ chọn", key=f"forget-{unit.layout}-{unit.text}")
            if pressed and storing.is_written(forget_unit, session.folder(), unit, session.USER):
                st.rerun()


def _unit_words(unit: RememberedUnit) -> str:
    title = words.escape_markdown(source_names.layout_title(unit.layout))
    return f"**{words.escape_markdown(unit.text)}** ({title}): {_label(unit.code)}"
