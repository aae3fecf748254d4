"""Units that name no commune, or several: asked about once, remembered for their layout."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from data.communes import communes, communes_by_name
from data.text import fold
from loaders.answers import RememberedUnit, forget_unit, remember_units, remembered_units
from loaders.parsing.unit_names import NO_COMMUNE
from ui import session, storing
from ui.begun_form import ask_whose_entries
from ui.display import source_names, words

_MOST_AT_ONCE = 20


def ask_for_communes(
    sha256: str, layout: str, units: Sequence[str], communes_of_file: Collection[str]
) -> None:
    """Draw a form that asks which commune each unit is, and store the answers for the layout.

    `communes_of_file` are the codes that are clear already.
    """
    first_units = units[:_MOST_AT_ONCE]
    with st.form(f"units-{sha256}"):
        choices = {unit: _choose_commune(sha256, unit, communes_of_file) for unit in first_units}
        if len(units) > len(first_units):
            count = words.number(len(units) - len(first_units))
            st.caption(f"Còn {count} đơn vị sẽ được hỏi tiếp.")
        code_of = {unit: code for unit, code in choices.items() if code}
        if st.form_submit_button("Nhớ cho các tệp cùng mẫu") and code_of:
            _remember_units(sha256, layout, code_of)
    _settle_disagreement(sha256, layout)


def _remember_units(sha256: str, layout: str, code_of: Mapping[str, str]) -> None:
    """Store which commune each unit is and rerun; if others differ, keep it in the session.

    Then nothing is written, and the choices wait in the session for `_settle_disagreement`.
    """
    remembered_codes = _remembered_codes(layout)
    disputed_units = {
        unit for unit in code_of if remembered_codes.get(fold(unit)) not in (None, code_of[unit])
    }
    if disputed_units:
        st.session_state[f"disputed-{sha256}"] = code_of
    elif storing.write_or_explain(remember_units, session.folder(), layout, code_of, session.USER):
        st.rerun()


def _settle_disagreement(sha256: str, layout: str) -> None:
    """Draw the question whose commune holds for units in dispute; store the answer and rerun."""
    code_of: Mapping[str, str] | None = st.session_state.get(f"disputed-{sha256}")
    if code_of is None:
        return
    remembered_codes = _remembered_codes(layout)
    sentences = [
        f"{unit}: bạn chọn {_commune_label(code)}, người kia đã chọn "
        f"{_commune_label(remembered_codes[fold(unit)])}"
        for unit, code in code_of.items()
        if remembered_codes.get(fold(unit)) not in (None, code)
    ]
    kept_side = ask_whose_entries(f"units-{sha256}", sentences)
    if kept_side is None:
        return
    new_codes = {unit: code for unit, code in code_of.items() if fold(unit) not in remembered_codes}
    codes_to_write = code_of if kept_side == "mine" else new_codes
    if storing.write_or_explain(
        remember_units, session.folder(), layout, codes_to_write, session.USER
    ):
        del st.session_state[f"disputed-{sha256}"]
        st.rerun()


def _remembered_codes(layout: str) -> dict[str, str]:
    """Folded unit text → the commune's code, or NO_COMMUNE, in the record for a layout."""
    units = remembered_units(session.folder())
    return {fold(unit.text): unit.code for unit in units if unit.layout == layout}


def _choose_commune(sha256: str, unit: str, communes_of_file: Collection[str]) -> str | None:
    """Draw the choice of a unit's commune; give its code, NO_COMMUNE, or None if not chosen."""
    chosen_code: str | None = st.selectbox(
        words.escape_markdown(unit),
        _commune_options(unit, communes_of_file),
        index=None,
        placeholder="Gõ tên hoặc mã để tìm",
        format_func=_commune_label,
        key=f"unit-{sha256}-{unit}",
    )
    return chosen_code


def _commune_options(unit: str, communes_of_file: Collection[str]) -> list[str]:
    """The codes to offer: NO_COMMUNE, communes of the name, then those of the same provinces."""
    communes_by_code = communes()
    codes_here = (code for code in (*communes_of_file, session.home_commune()) if code)
    provinces = {communes_by_code[code].province_code for code in codes_here}
    nearby_codes = [
        c.code for c in communes_by_code.values() if not provinces or c.province_code in provinces
    ]
    namesake_codes = [commune.code for commune in communes_by_name(unit, None)]
    return list(dict.fromkeys([NO_COMMUNE, *namesake_codes, *nearby_codes]))


def _commune_label(code: str) -> str:
    """A commune's full name by its code; for NO_COMMUNE "Không phải xã, phường"."""
    return "Không phải xã, phường" if code == NO_COMMUNE else words.full_commune_name(code)


def show_remembered_units() -> None:
    """Draw the commune chosen for each unit, with buttons to undo; nothing without any."""
    units = remembered_units(session.folder())
    if not units:
        return
    st.header("Đơn vị đã chọn", anchor=False)
    for unit in units:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(_unit_words(unit))
            is_pressed = st.button("Bỏ chọn", key=f"forget-{unit.layout}-{unit.text}")
            if is_pressed and storing.write_or_explain(
                forget_unit, session.folder(), unit, session.USER
            ):
                st.rerun()


def _unit_words(unit: RememberedUnit) -> str:
    """A remembered unit as Markdown: its text, its layout's title and the commune chosen."""
    title = words.escape_markdown(source_names.layout_title(unit.layout))
    return f"**{words.escape_markdown(unit.text)}** ({title}): {_commune_label(unit.code)}"
