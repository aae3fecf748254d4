"""The late dossiers that a reader asks for, in a table in which they are marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from data.record.late_marks import Mark, set_marks
from data.text import fold
from metrics.analysis.late_dossiers import LateDossier
from reports.late_workbook import HEADINGS, KINDS, days_left_or_late, is_apologised
from ui import session
from ui.display import words

_EXPLAINED, _APOLOGISED, _DOCUMENT = _MARKS = ("Đã giải trình", "Đã xin lỗi", "Số văn bản")
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
    edited = st.data_editor(
        pd.DataFrame([_row(dossier, marks) for dossier in dossiers], columns=list(HEADINGS)),
        hide_index=True,
        disabled=[name for name in HEADINGS if name not in _MARKS],
        column_config={
            **dict.fromkeys(("Tiếp nhận", "Hẹn trả"), day),
            "Mã hồ sơ": st.column_config.TextColumn(pinned=True),
            "Còn, trễ": st.column_config.TextColumn(width=190),
            _DOCUMENT: st.column_config.TextColumn(max_chars=100),
        },
        # Streamlit holds ticks by row number: for other rows or other marks it begins anew.
        key=f"late-{hash((commune, *(dossier.code for dossier in dossiers), *marks.items()))}",
    )
    changes = _changed_marks(dossiers, marks, edited)
    if changes and st.button(f"Ghi {words.number(len(changes))} thay đổi", type="primary"):
        set_marks(session.folder(), commune, changes, session.USER)
        st.session_state[_SAVED] = len(changes)
        st.rerun()


def _row(dossier: LateDossier, marks: Mapping[str, Mark]) -> list[object]:
    mark = marks.get(dossier.code, Mark())
    finished = words.day(dossier.finished_on) if dossier.finished_on else ""
    cells: dict[str, object] = {
        "Mã hồ sơ": dossier.code,
        "Còn, trễ": days_left_or_late(dossier),
        _EXPLAINED: mark.explained,
        _APOLOGISED: is_apologised(dossier, mark),
        _DOCUMENT: mark.document,
        "Tình trạng": KINDS[dossier.kind],
        "Thủ tục": dossier.procedure,
        "Lĩnh vực": dossier.field,
        "Tiếp nhận": dossier.received_on,
        "Hẹn trả": dossier.due_on,
        "Kết thúc": finished,
    }
    return [cells[heading] for heading in HEADINGS]


def _changed_marks(
    dossiers: Sequence[LateDossier], marks: Mapping[str, Mark], edited: pd.DataFrame
) -> dict[str, Mark]:
    """The marks, by dossier code, that differ from what is written; none of what is only due soon.

    A letter that the list tells of is ticked without a mark: only a tick that somebody changed
    is one.
    """
    changes: dict[str, Mark] = {}
    ticks = edited[list(_MARKS)].itertuples(index=False)
    for dossier, (explained, apologised, document) in zip(dossiers, ticks, strict=True):
        stored = marks.get(dossier.code, Mark())
        unchanged = bool(apologised) == is_apologised(dossier, stored)
        mark = Mark(
            bool(explained),
            stored.apologised if unchanged else bool(apologised),
            str(document or "").strip(),
        )
        if mark != stored and dossier.kind != "due_soon":
            changes[dossier.code] = mark
    return changes


def tell_saved() -> None:
    """Once after marks were written: of how many dossiers."""
    if count := st.session_state.pop(_SAVED, 0):
        st.success(f"Đã lưu đánh dấu của {words.number(count)} hồ sơ.")
