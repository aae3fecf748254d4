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
from metrics.index_766.csv_tables import BadTable, parse_points, read_portal_points
from ui import session, storing
from ui.begun_form import (
    BegunForm,
    ask_whose_entries,
    begin_form_anew,
    begun_form,
    forget_form,
    keep_boxes,
    say_what_is_unsaved,
)
from ui.display import words

_MOST_NAMED = 6
_LARGEST_FILE = 100_000  # bytes: a table of twenty lines, many times over
_TABLE_WIDGET = "portal_766"
_COMPONENT, _MOST, _POINTS = "Thành phần", "Tối đa", "Điểm"


def stored_points(commune_code: str, period: Period) -> dict[str, float]:
    """The points that the portal gave, by component code, as typed here; {} if nobody did."""
    points: dict[str, float] = setting(session.folder(), _setting_name(commune_code, period), {})
    return points


def _setting_name(commune_code: str, period: Period) -> str:
    """The name of the setting that keeps the portal's points of a commune and period."""
    return f"portal_766/{commune_code}/{period.calendar}/{period.name}"


def edit_points(commune_code: str, period: Period, points_in_record: Mapping[str, float]) -> None:
    """Draw a table to type or upload the portal's points; a button saves what was changed."""
    st.markdown(
        "Ghi điểm mà Cổng Dịch vụ công quốc gia công bố cho kỳ này, hoặc tải lên tệp CSV hai cột "
        "“Thành phần” và “Điểm”. Để trống những thành phần mà Cổng không cho điểm."
    )
    form = begun_form(_setting_name(commune_code, period), _TABLE_WIDGET, points_in_record)
    uploaded_points = _ask_for_points_file()
    if uploaded_points and st.session_state.get(form.key("uploaded")) != uploaded_points:
        form = begin_form_anew(
            form.name, form.stored_entries, {**_points_typed_so_far(form), **uploaded_points}
        )
        st.session_state[form.key("uploaded")] = uploaded_points
    say_what_is_unsaved(form)
    filled_table = _points_table(form.filled_entries)
    edited_table = st.data_editor(
        form.box_entries.get(_TABLE_WIDGET, filled_table),
        hide_index=True,
        disabled=[_COMPONENT, _MOST],
        # As text: a number cell changes what is out of its range in silence, and writes 6.00.
        column_config={_POINTS: st.column_config.TextColumn(max_chars=12, width=90)},
        key=form.key(_TABLE_WIDGET),
    )
    st.session_state[form.key("typed")] = edited_table
    is_changed = not edited_table.equals(_points_table(points_in_record))
    keep_boxes(form.name, {_TABLE_WIDGET: edited_table} if is_changed else None)
    _offer_saving(form, edited_table, points_in_record)


def _points_table(points: Mapping[str, float]) -> pd.DataFrame:
    """The table to type in, with the points of these components filled in."""
    return pd.DataFrame(
        {
            _COMPONENT: [component.label for component in COMPONENTS],
            _MOST: [component.points for component in COMPONENTS],
            _POINTS: [
                words.number(points[component.code], 2) if component.code in points else ""
                for component in COMPONENTS
            ],
        }
    )


def _points_typed_so_far(form: BegunForm[float]) -> Mapping[str, float]:
    """The points in the table as it last stood, by code; texts that are no numbers are left out."""
    edited_table: pd.DataFrame | None = st.session_state.get(form.key("typed"))
    if edited_table is None:
        return form.filled_entries
    points = {}
    for component, text in zip(COMPONENTS, edited_table[_POINTS].fillna(""), strict=True):
        with suppress(BadTable):
            if text.strip():
                points[component.code] = parse_points(component.label, text)
    return points


def _ask_for_points_file() -> Mapping[str, float]:
    """Draw an uploader for a table of points; its points by code, {} without a usable one."""
    file = st.file_uploader(
        "Tệp CSV điểm của Cổng", type="csv", key="portal_766_file", max_upload_size=1
    )
    if file is None:
        return {}
    try:
        table = read_portal_points(file.getvalue()[:_LARGEST_FILE])
    except BadTable as error:
        st.error(words.escape_markdown(str(error)))
        return {}
    _warn_of_unknown_names(table.unknown_names)
    return table.points


def _warn_of_unknown_names(unknown_names: Sequence[str]) -> None:
    """Warn of names in the table that are no components; do nothing without any."""
    if unknown_names:
        listed_names = "; ".join(f"“{name}”" for name in unknown_names[:_MOST_NAMED])
        unlisted_count = max(len(unknown_names) - _MOST_NAMED, 0)
        more_words = f" và {unlisted_count} dòng khác" if unlisted_count else ""
        st.warning(
            words.escape_markdown(
                f"Không lấy điểm của {listed_names}{more_words}: không phải thành phần của chỉ số "
                "766. Hãy ghi tên thành phần đúng như trong bảng dưới đây rồi tải lại."
            )
        )


def _offer_saving(
    form: BegunForm[float], edited_table: pd.DataFrame, points_in_record: Mapping[str, float]
) -> None:
    """Check the typed points, warn of bad ones, ask about disagreements, offer to save changes."""
    try:
        typed_points = {
            component.code: parse_points(component.label, text)
            for component, text in zip(COMPONENTS, edited_table[_POINTS].fillna(""), strict=True)
            if text.strip()
        }
    except BadTable as error:
        st.error(words.escape_markdown(str(error)))
        return
    labels_above_most = [
        component.label
        for component in COMPONENTS
        if typed_points.get(component.code, 0) > component.points
    ]
    if labels_above_most:
        st.error(f"Điểm lớn hơn mức tối đa: {', '.join(labels_above_most)}. Hãy sửa rồi lưu.")
        return
    merge = merge_edits(form.stored_entries, typed_points, points_in_record)
    if merge.disagreements:
        kept_side = ask_whose_entries(
            form.key("whose"), [_disagreement_words(d) for d in merge.disagreements]
        )
        if kept_side == "theirs" and merge.entries_with_theirs() == dict(points_in_record):
            forget_form(form.name)
            st.rerun()
        if kept_side:
            _write_and_rerun(
                form,
                merge.entries_with_mine() if kept_side == "mine" else merge.entries_with_theirs(),
            )
    elif merge.agreed != dict(points_in_record) and st.button("Lưu điểm của Cổng", type="primary"):
        if setting(session.folder(), form.name, {}) != dict(points_in_record):
            st.rerun()  # somebody wrote while this page was drawn
        _write_and_rerun(form, merge.agreed)


def _write_and_rerun(form: BegunForm[float], points: Mapping[str, float]) -> None:
    """Write the points as a setting and run the page again; on a full disk explain and stay."""
    if storing.write_or_explain(
        set_setting, session.folder(), form.name, dict(points), session.USER
    ):
        forget_form(form.name)
        st.rerun()


def _disagreement_words(disagreement: Disagreement[str, float]) -> str:
    """A disagreement in words: "Công khai, minh bạch: bạn ghi 17,5, người kia đã lưu 17"."""
    label = next(c.label for c in COMPONENTS if c.code == disagreement.key)
    mine, theirs = (
        "trống" if points is None else words.number(points, 2)
        for points in (disagreement.mine, disagreement.theirs)
    )
    return f"{label}: bạn ghi {mine}, người kia đã lưu {theirs}"
