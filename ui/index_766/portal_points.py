"""The points that the portal itself gave: typed here or loaded from a table, kept by period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

import pandas as pd
import streamlit as st

from data.edits import Disagreement, merge_edits
from data.periods import Period
from data.record.settings import set_setting, setting
from metrics.index_766.components import COMPONENTS
from metrics.index_766.csv_tables import BadTable, parse_points, read_points
from ui import session, storing
from ui.begun_form import BegunForm, ask_whose, begin_anew, begun_form, forget_form
from ui.display import words
from ui.display.uploader_words import translate_uploaders

_MOST_NAMED = 6
_LARGEST = 100_000  # bytes: a table of twenty lines, many times over
_TABLE = "portal_766"
_COMPONENT, _MOST, _POINTS = "Thành phần", "Tối đa", "Điểm"


def stored_points(commune: str, period: Period) -> dict[str, float]:
    """What the portal itself gave, by component code, as somebody wrote it here."""
    points: dict[str, float] = setting(session.folder(), _setting(commune, period), {})
    return points


def _setting(commune: str, period: Period) -> str:
    return f"portal_766/{commune}/{period.calendar}/{period.name}"


def edit(commune: str, period: Period, stored: Mapping[str, float]) -> None:
    """Type the portal's points, or load them from a table of two columns, then save."""
    st.markdown(
        "Ghi điểm mà Cổng Dịch vụ công quốc gia công bố cho kỳ này, hoặc tải lên tệp CSV hai cột "
        "“Thành phần” và “Điểm”. Để trống những thành phần mà Cổng không cho điểm."
    )
    form = begun_form(_setting(commune, period), _TABLE, stored)
    uploaded = _uploaded_points()
    if uploaded and st.session_state.get(form.key("uploaded")) != uploaded:
        form = begin_anew(form.name, form.stored, {**_typed_so_far(form), **uploaded})
        st.session_state[form.key("uploaded")] = uploaded
    rows = {
        _COMPONENT: [component.label for component in COMPONENTS],
        _MOST: [component.points for component in COMPONENTS],
        _POINTS: [
            words.number(form.shown[component.code], 2) if component.code in form.shown else ""
            for component in COMPONENTS
        ],
    }
    edited = st.data_editor(
        pd.DataFrame(rows),
        hide_index=True,
        disabled=[_COMPONENT, _MOST],
        # As text: a number cell changes what is out of its range in silence, and writes 6.00.
        column_config={_POINTS: st.column_config.TextColumn(max_chars=12, width=90)},
        key=form.key(_TABLE),
    )
    st.session_state[form.key("typed")] = edited
    _save(form, edited, stored)


def _typed_so_far(form: BegunForm[float]) -> Mapping[str, float]:
    """The points in the table as it last stood; those that are no numbers are left out."""
    edited: pd.DataFrame | None = st.session_state.get(form.key("typed"))
    if edited is None:
        return form.shown
    points = {}
    for component, text in zip(COMPONENTS, edited[_POINTS].fillna(""), strict=True):
        with suppress(BadTable):
            if text.strip():
                points[component.code] = parse_points(component.label, text)
    return points


def _uploaded_points() -> Mapping[str, float]:
    """The points of the table that was handed in; none without one, or where it is of no use."""
    translate_uploaders(1)
    file = st.file_uploader(
        "Tệp CSV điểm của Cổng", type="csv", key="portal_766_file", max_upload_size=1
    )
    if file is None:
        return {}
    try:
        table = read_points(file.getvalue()[:_LARGEST])
    except BadTable as bad:
        st.error(words.escape_markdown(str(bad)))
        return {}
    _warn_of_unknown(table.unknown)
    return table.points


def _warn_of_unknown(names: Sequence[str]) -> None:
    if names:
        listed = "; ".join(f"“{name}”" for name in names[:_MOST_NAMED])
        more = f" và {len(names) - _MOST_NAMED} dòng khác" if len(names) > _MOST_NAMED else ""
        st.warning(
            words.escape_markdown(
                f"Không lấy điểm của {listed}{more}: không phải thành phần của chỉ số 766. Hãy ghi "
                "tên thành phần đúng như trong bảng dưới đây rồi tải lại."
            )
        )


def _save(form: BegunForm[float], edited: pd.DataFrame, stored: Mapping[str, float]) -> None:
    """Write the points that were typed, where they changed and none exceeds its component's."""
    try:
        typed = {
            component.code: parse_points(component.label, text)
            for component, text in zip(COMPONENTS, edited[_POINTS].fillna(""), strict=True)
            if text.strip()
        }
    except BadTable as bad:
        st.error(words.escape_markdown(str(bad)))
        return
    too_many = [
        component.label
        for component in COMPONENTS
        if typed.get(component.code, 0) > component.points
    ]
    if too_many:
        st.error(f"Điểm lớn hơn mức tối đa: {', '.join(too_many)}. Hãy sửa rồi lưu.")
        return
    merged = merge_edits(form.stored, typed, stored)
    if merged.disagreements:
        keep = ask_whose(form.key("whose"), [_in_words(d) for d in merged.disagreements])
        if keep == "theirs" and merged.entries_with_theirs() == dict(stored):
            forget_form(form.name)
            st.rerun()
        if keep:
            _write(
                form, merged.entries_with_mine() if keep == "mine" else merged.entries_with_theirs()
            )
    elif merged.agreed != dict(stored) and st.button("Lưu điểm của Cổng", type="primary"):
        if setting(session.folder(), form.name, {}) != dict(stored):
            st.rerun()  # somebody wrote while this page was drawn
        _write(form, merged.agreed)


def _write(form: BegunForm[float], points: Mapping[str, float]) -> None:
    if storing.is_written(set_setting, session.folder(), form.name, dict(points), session.USER):
        forget_form(form.name)
        st.rerun()


def _in_words(disagreement: Disagreement[str, float]) -> str:
    """ "Công khai, minh bạch: bạn ghi 17,5, người kia đã lưu 17"."""
    label = next(c.label for c in COMPONENTS if c.code == disagreement.key)
    mine, theirs = (
        "trống" if points is None else words.number(points, 2)
        for points in (disagreement.mine, disagreement.theirs)
    )
    return f"{label}: bạn ghi {mine}, người kia đã lưu {theirs}"
