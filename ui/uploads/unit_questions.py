"""Units that name no commune, or several: asked about once, remembered for their layout."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from data.communes import by_name, communes
from loaders.answers import forget, remember, remembered
from loaders.parsing.unit_names import NO_COMMUNE
from ui import session
from ui.display import source_names, words

_ASKED_AT_ONCE = 20


def ask(sha256: str, layout: str, units: Sequence[str], among: Collection[str]) -> None:
    """A box for each unit; `among` are communes of the file that are known, if any."""
    asked = units[:_ASKED_AT_ONCE]
    with st.form(f"units-{sha256}"):
        boxes = {unit: _box(sha256, unit, among) for unit in asked}
        if len(units) > len(asked):
            st.caption(f"Còn {words.number(len(units) - len(asked))} đơn vị, hỏi tiếp sau đó.")
        said = {unit: code for unit, code in boxes.items() if code}
        if st.form_submit_button("Nhớ cho các tệp cùng mẫu") and said:
            remember(session.folder(), layout, said, session.USER)
            st.rerun()


def _box(sha256: str, unit: str, among: Collection[str]) -> str | None:
    """The communes that bear the name first, then those of the same provinces, or all."""
    known = communes()
    provinces = {known[code].province_code for code in (*among, session.home_commune()) if code}
    near = [c.code for c in known.values() if not provinces or c.province_code in provinces]
    named = [commune.code for commune in by_name(unit, None)]
    chosen: str | None = st.selectbox(
        words.plain(unit),
        list(dict.fromkeys([NO_COMMUNE, *named, *near])),
        index=None,
        placeholder="Gõ tên hoặc mã để tìm",
        format_func=_words,
        key=f"unit-{sha256}-{unit}",
    )
    return chosen


def _words(code: str) -> str:
    return "Không phải xã, phường" if code == NO_COMMUNE else words.full_commune(code)


def show_remembered() -> None:
    """What was said of units, each to be taken back."""
    said = remembered(session.folder())
    if not said:
        return
    st.subheader("Đơn vị đã chọn", anchor=False)
    for one in said:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            title = words.plain(source_names.title(one.layout))
            st.markdown(f"**{words.plain(one.unit)}** ({title}): {_words(one.code)}")
            if st.button("Bỏ chọn", key=f"forget-{one.layout}-{one.unit}"):
                forget(session.folder(), one, session.USER)
                st.rerun()
