"""The late dossiers that a reader asks for, in a table in which they are marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from data.record.late_marks import Mark, set_marks
from data.record.late_marks import newest_marks as stored_marks
from data.text import fold
from metrics.analysis.late_dossiers import LateDossier
from reports.late_workbook import HEADINGS, KIND_LABELS, days_left_or_late, is_apologised
from ui import session, storing
from ui.begun_form import ask_whose_entries
from ui.display import words
from ui.late_dossiers import typed_marks
from ui.late_dossiers.typed_marks import APOLOGISED, DOCUMENT, EXPLAINED, MARKS, TypedMarks
from ui.unsaved import kept_work

_SAVED_COUNT = "late_saved"


def choose_dossiers(
    dossiers: Sequence[LateDossier], marks: Mapping[str, Mark]
) -> list[LateDossier]:
    """Draw filters by kind, words and missing apology; give the dossiers that pass them."""
    kinds_column, search_column, apology_column = st.columns([5, 4, 3], vertical_alignment="bottom")
    kinds = kinds_column.pills(
        "Tình trạng",
        list(KIND_LABELS),
        selection_mode="multi",
        default=list(KIND_LABELS),
        format_func=lambda kind: KIND_LABELS[kind],
        key="late_kinds",
    )
    search_text = fold(search_column.text_input("Tìm theo mã, thủ tục, lĩnh vực", key="late_words"))
    only_without_apology = apology_column.toggle("Chưa xin lỗi", key="late_without_apology")
    return [
        dossier
        for dossier in dossiers
        if dossier.kind in kinds
        and search_text in fold(f"{dossier.code} {dossier.procedure} {dossier.field}")
        and (not only_without_apology or _lacks_apology(dossier, marks))
    ]


def _lacks_apology(dossier: LateDossier, marks: Mapping[str, Mark]) -> bool:
    """Whether a dossier is late and no list or mark tells of an apology; False if only due soon."""
    mark = marks.get(dossier.code, Mark())
    return dossier.kind != "due_soon" and not is_apologised(dossier, mark)


def edit_marks(
    commune_code: str, dossiers: Sequence[LateDossier], marks: Mapping[str, Mark]
) -> None:
    """Draw a table of the dossiers with boxes to tick, and a button that writes what was ticked."""
    day_column = st.column_config.DateColumn(format="DD/MM/YYYY")
    ticks = typed_marks.collect_marks(commune_code, dossiers, marks)
    st.data_editor(
        pd.DataFrame(
            [_dossier_cells(dossier, ticks.table_marks) for dossier in dossiers],
            columns=list(HEADINGS),
        ),
        hide_index=True,
        disabled=[name for name in HEADINGS if name not in MARKS],
        column_config={
            **dict.fromkeys(("Tiếp nhận", "Hẹn trả"), day_column),
            "Mã hồ sơ": st.column_config.TextColumn(pinned=True),
            "Còn, trễ": st.column_config.TextColumn(width=190),
            DOCUMENT: st.column_config.TextColumn(max_chars=100),
        },
        key=ticks.widget_key,
    )
    if ticks.disagreements:
        _ask_whose_marks(commune_code, ticks)
    elif ticks.typed_marks:
        _offer_saving(commune_code, dossiers, marks, ticks.typed_marks)


def _ask_whose_marks(commune_code: str, ticks: TypedMarks) -> None:
    """Draw a question whose marks to keep where somebody else stored others; apply the answer."""
    sentences = [
        f"Hồ sơ {code}: bạn ghi {_mark_words(ticks.typed_marks[code])}, người kia đã lưu "
        f"{_mark_words(their_mark)}"
        for code, their_mark in ticks.disagreements.items()
    ]
    kept_side = ask_whose_entries(f"marks-{commune_code}", sentences)
    if kept_side:
        typed_marks.settle_disagreements(commune_code, ticks.disagreements, kept_side == "mine")
        st.rerun()


def _mark_words(mark: Mark) -> str:
    """A mark in words: "đã giải trình, đã xin lỗi, văn bản 12/UBND"; "chưa đánh dấu" if empty."""
    parts = ["đã giải trình"] * mark.explained + ["đã xin lỗi"] * mark.apologised
    parts += [f"văn bản {mark.document}"] * bool(mark.document)
    return ", ".join(parts) or "chưa đánh dấu"


def _offer_saving(
    commune_code: str,
    dossiers: Sequence[LateDossier],
    marks: Mapping[str, Mark],
    typed_mark_by_code: Mapping[str, Mark],
) -> None:
    """Draw a button that stores all marks typed, hidden dossiers' too, and reruns the page."""
    hidden_count = len(typed_mark_by_code.keys() - {dossier.code for dossier in dossiers})
    kept_work.say_what_is_back(
        kept_work.MARKS, "Những đánh dấu chưa ghi từ trước vẫn còn ở bảng này, **chưa lưu**."
    )
    if hidden_count:
        st.caption(
            f"Có {words.number(hidden_count)} thay đổi chưa ghi ở hồ sơ không nằm trong bảng này."
        )
    if not st.button(
        f"Ghi {words.number(len(typed_mark_by_code))} thay đổi", type="primary", key="save_marks"
    ):
        return
    if stored_marks(session.folder(), commune_code) != marks:
        st.rerun()  # somebody wrote while this page was drawn: what differs is asked first
    if storing.write_or_explain(
        set_marks, session.folder(), commune_code, typed_mark_by_code, session.USER
    ):
        typed_marks.forget_typed_marks(commune_code)
        st.session_state[_SAVED_COUNT] = len(typed_mark_by_code)
        st.rerun()


def _dossier_cells(dossier: LateDossier, marks: Mapping[str, Mark]) -> list[object]:
    """A dossier's cells in the order of `HEADINGS`, with its mark from `marks` by its code."""
    mark = marks.get(dossier.code, Mark())
    end_day = words.day(dossier.finished_on) if dossier.finished_on else ""
    cells: dict[str, object] = {
        "Mã hồ sơ": dossier.code,
        "Còn, trễ": days_left_or_late(dossier),
        EXPLAINED: mark.explained,
        APOLOGISED: is_apologised(dossier, mark),
        DOCUMENT: mark.document,
        "Tình trạng": KIND_LABELS[dossier.kind],
        "Thủ tục": dossier.procedure,
        "Lĩnh vực": dossier.field,
        "Tiếp nhận": dossier.received_on,
        "Hẹn trả": dossier.due_on,
        "Kết thúc": end_day,
    }
    return [cells[heading] for heading in HEADINGS]


def show_saved_message() -> None:
    """Draw once, after marks were stored, for how many dossiers; nothing at other times."""
    if saved_count := st.session_state.pop(_SAVED_COUNT, 0):
        st.success(f"Đã lưu đánh dấu của {words.number(saved_count)} hồ sơ.")
