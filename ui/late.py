"""Hồ sơ trễ hạn: the sentence, the filters, and the table in which late dossiers are marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from data.late_record import Mark, set_marks
from data.text import fold
from metrics.catalogue import BY_NAME
from metrics.late import LateDossier
from metrics.standings import Standing
from reports.late_list import HEADINGS, KINDS, apologised, days_in_words
from ui import session, words

_MARKS = ("Đã giải trình", "Đã xin lỗi", "Số văn bản")
# The metrics of a plan that asks what was done about late dossiers.
ABOUT_LATE = tuple(BY_NAME[name] for name in ("late_apologised", "late_explained_and_apologised"))


def sentence(found: Sequence[LateDossier], marks: Mapping[str, Mark], soon: int) -> None:
    """How many are late, soon due and returned late, and for how many of these was apologised."""
    count = {kind: sum(one.kind == kind for one in found) for kind in KINDS}
    st.markdown(
        f"**{words.number(count['open_late'])}** hồ sơ đang giải quyết đã quá hạn, "
        f"**{words.number(count['due_soon'])}** đến hạn trong {soon} ngày làm việc tới, "
        f"**{words.number(count['resolved_late'])}** đã trả trễ hạn trong kỳ."
    )
    returned = [one for one in found if one.kind == "resolved_late"]
    if returned:
        done = sum(apologised(one, marks.get(one.code, Mark())) for one in returned)
        st.markdown(
            f"Đã xin lỗi **{words.number(done)}/{words.number(len(returned))}** hồ sơ trả trễ "
            f"({words.percent(done / len(returned))}), kể cả hồ sơ đánh dấu ở trang này."
        )


def demanded(found: Sequence[Standing]) -> None:
    """What the plan demands for late dossiers, beside what the figures say without the marks."""
    for one in found:
        if one.target is None:
            continue
        symbol, status = words.status(one)
        st.markdown(
            f"Kế hoạch: {words.plain(one.target.label)} {words.target(one.target)}; theo số liệu "
            f"đã nạp {words.rate(one)} {symbol} {status}."
        )


def filtered(found: Sequence[LateDossier], marks: Mapping[str, Mark]) -> list[LateDossier]:
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
    wanted = fold(middle.text_input("Tìm theo mã, thủ tục, lĩnh vực", key="late_words"))
    only_open = right.toggle("Chưa xin lỗi", key="late_without_apology")
    return [
        one
        for one in found
        if one.kind in kinds
        and wanted in fold(f"{one.code} {one.procedure} {one.field}")
        and not (only_open and _done(one, marks))
    ]


def _done(one: LateDossier, marks: Mapping[str, Mark]) -> bool:
    return one.kind == "due_soon" or apologised(one, marks.get(one.code, Mark()))


def table(commune: str, found: Sequence[LateDossier], marks: Mapping[str, Mark]) -> None:
    """The dossiers, with boxes to tick; what was ticked is written when the button is pressed."""
    rows = pd.DataFrame([_row(one, marks) for one in found], columns=list(HEADINGS))
    day = st.column_config.DateColumn(format="DD/MM/YYYY")
    frozen = [name for name in HEADINGS if name not in _MARKS]
    changed = st.data_editor(
        rows,
        hide_index=True,
        disabled=frozen,
        column_config={
            **dict.fromkeys(("Tiếp nhận", "Hẹn trả"), day),
            "Mã hồ sơ": st.column_config.TextColumn(pinned=True),
            "Số văn bản": st.column_config.TextColumn(max_chars=100),
        },
        key=f"late-{commune}-{len(found)}",
    )
    new = _changes(found, marks, changed)
    if new and st.button(f"Ghi {words.number(len(new))} thay đổi", type="primary"):
        set_marks(session.folder(), commune, new, session.USER)
        st.rerun()


def _row(one: LateDossier, marks: Mapping[str, Mark]) -> list[object]:
    mark = marks.get(one.code, Mark())
    finished = words.day(one.finished_on) if one.finished_on else ""
    return [
        *(one.code, days_in_words(one), mark.explained, apologised(one, mark), mark.document),
        *(KINDS[one.kind], one.procedure, one.field, one.received_on, one.due_on, finished),
    ]


def _changes(
    found: Sequence[LateDossier], marks: Mapping[str, Mark], changed: pd.DataFrame
) -> dict[str, Mark]:
    """Marks that differ from what is written; a letter that the list tells of needs no mark."""
    new: dict[str, Mark] = {}
    for one, row in zip(found, changed[list(_MARKS)].itertuples(index=False), strict=True):
        held = marks.get(one.code, Mark())
        told = held.apologised if bool(row[1]) == apologised(one, held) else bool(row[1])
        mark = Mark(bool(row[0]), told, str(row[2] or "").strip())
        if mark != held and one.kind != "due_soon":
            new[one.code] = mark
    return new
