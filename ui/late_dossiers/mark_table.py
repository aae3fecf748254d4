"""The late dossiers that a reader asks for, in a table in which they are marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from data.record.late_marks import Mark, set_marks
from data.record.late_marks import marks as stored_marks
from data.text import fold
from metrics.analysis.late_dossiers import LateDossier
from reports.late_workbook import HEADINGS, KINDS, days_left_or_late, is_apologised
from ui import session, storing
from ui.begun_form import ask_whose
from ui.display import words
from ui.late_dossiers import typed_marks
from ui.late_dossiers.typed_marks import APOLOGISED, DOCUMENT, EXPLAINED, MARKS, TypedMarks

_SAVED = "late_saved"


def choose_dossiers(
    dossiers: Sequence[LateDossier], marks: Mapping[str, Mark]
) -> list[LateDossier]:
    """Those that the reader asks for: by kind, by words of the procedure, without apology."""
    left, middle, right = st.columns([5, 4, 3], vertical_alignment="bottom")
    kinds = left.pills(
        "Tình trạng",
        list(KINDS),
        selection_mode="multi",
        default=list(KINDS),
        format_func=lambda kind: KINDS[kind],
        key="late_kinds",
    )
    search = fold(middle.text_input("Tìm theo mã, thủ tục, lĩnh vực", key="late_words"))
    without_apology = right.toggle("Chưa xin lỗi", key="late_without_apology")
    return [
        dossier
        for dossier in dossiers
        if dossier.kind in kinds
        and search in fold(f"{dossier.code} {dossier.procedure} {dossier.field}")
        and (not without_apology or _lacks_apology(dossier, marks))
    ]


def _lacks_apology(dossier: LateDossier, marks: Mapping[str, Mark]) -> bool:
    """Late, and no apology by the list or a mark; one that is only due soon needs none."""
    mark = marks.get(dossier.code, Mark())
    return dossier.kind != "due_soon" and not is_apologised(dossier, mark)


def edit_marks(commune: str, dossiers: Sequence[LateDossier], marks: Mapping[str, Mark]) -> None:
    """The dossiers, with boxes to tick; what was ticked is written when the button is pressed."""
    day = st.column_config.DateColumn(format="DD/MM/YYYY")
    ticks = typed_marks.collect(commune, dossiers, marks)
    st.data_editor(
        pd.DataFrame([_row(dossier, ticks.shown) for dossier in dossiers], columns=list(HEADINGS)),
        hide_index=True,
        disabled=[name for name in HEADINGS if name not in MARKS],
        column_config={
            **dict.fromkeys(("Tiếp nhận", "Hẹn trả"), day),
            "Mã hồ sơ": st.column_config.TextColumn(pinned=True),
            "Còn, trễ": st.column_config.TextColumn(width=190),
            DOCUMENT: st.column_config.TextColumn(max_chars=100),
        },
        key=ticks.key,
    )
    if ticks.disagreements:
        _ask_whose(commune, ticks)
    elif ticks.typed:
        _offer_saving(commune, dossiers, marks, ticks.typed)


def _ask_whose(commune: str, ticks: TypedMarks) -> None:
    """Somebody else marked the same dossiers otherwise: ask before anything is written."""
    sentences = [
        f"Hồ sơ {code}: bạn ghi {_mark_in_words(ticks.typed[code])}, người kia đã lưu "
        f"{_mark_in_words(theirs)}"
        for code, theirs in ticks.disagreements.items()
    ]
    keep = ask_whose(f"marks-{commune}", sentences)
    if keep:
        typed_marks.settle(commune, ticks.disagreements, keep == "mine")
        st.rerun()


def _mark_in_words(mark: Mark) -> str:
    """ "đã giải trình, đã xin lỗi, văn bản 12/UBND"."""
    parts = ["đã giải trình"] * mark.explained + ["đã xin lỗi"] * mark.apologised
    parts += [f"văn bản {mark.document}"] * bool(mark.document)
    return ", ".join(parts) or "chưa đánh dấu"


def _offer_saving(
    commune: str,
    dossiers: Sequence[LateDossier],
    marks: Mapping[str, Mark],
    typed: Mapping[str, Mark],
) -> None:
    """The button that writes what was ticked, also of dossiers that the filter hides now."""
    hidden = len(typed.keys() - {dossier.code for dossier in dossiers})
    if hidden:
        st.caption(f"Có {words.number(hidden)} thay đổi chưa ghi ở hồ sơ không nằm trong bảng này.")
    if not st.button(f"Ghi {words.number(len(typed))} thay đổi", type="primary", key="save_marks"):
        return
    if stored_marks(session.folder(), commune) != marks:
        st.rerun()  # somebody wrote while this page was drawn: what differs is asked first
    if storing.is_written(set_marks, session.folder(), commune, typed, session.USER):
        typed_marks.forget(commune)
        st.session_state[_SAVED] = len(typed)
        st.rerun()


def _row(dossier: LateDossier, marks: Mapping[str, Mark]) -> list[object]:
    mark = marks.get(dossier.code, Mark())
    finished = words.day(dossier.finished_on) if dossier.finished_on else ""
    cells: dict[str, object] = {
        "Mã hồ sơ": dossier.code,
        "Còn, trễ": days_left_or_late(dossier),
        EXPLAINED: mark.explained,
        APOLOGISED: is_apologised(dossier, mark),
        DOCUMENT: mark.document,
        "Tình trạng": KINDS[dossier.kind],
        "Thủ tục": dossier.procedure,
        "Lĩnh vực": dossier.field,
        "Tiếp nhận": dossier.received_on,
        "Hẹn trả": dossier.due_on,
        "Kết thúc": finished,
    }
    return [cells[heading] for heading in HEADINGS]


def tell_saved() -> None:
    """Once after marks were written: of how many dossiers."""
    if count := st.session_state.pop(_SAVED, 0):
        st.success(f"Đã lưu đánh dấu của {words.number(count)} hồ sơ.")
