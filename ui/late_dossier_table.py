"""Hồ sơ trễ hạn: the sentence, the filters, and the table in which late dossiers are marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from data.record.late_marks import Mark, set_marks
from data.text import fold
from metrics.analysis.late_dossiers import LateDossier, count_apologies
from metrics.catalogue.metrics import BY_NAME
from metrics.standings import Standing
from reports.late_workbook import HEADINGS, KINDS, days_left_or_late, is_apologised
from ui import session
from ui.display import words

_MARKS = ("Đã giải trình", "Đã xin lỗi", "Số văn bản")
EXPLAINED = BY_NAME["late_explained_and_apologised"]
# The metrics of a plan that asks what was done about late dossiers.
ABOUT_LATE = (BY_NAME["late_apologised"], EXPLAINED)


def sentence(found: Sequence[LateDossier], soon: int) -> None:
    """How many are late, soon due and returned late."""
    count = {kind: sum(one.kind == kind for one in found) for kind in KINDS}
    st.markdown(
        f"**{words.number(count['open_late'])}** hồ sơ đang giải quyết đã quá hạn, "
        f"**{words.number(count['due_soon'])}** đến hạn trong {soon} ngày làm việc tới, "
        f"**{words.number(count['resolved_late'])}** đã trả trễ hạn trong kỳ."
    )


def demanded(
    asked: Sequence[Standing], found: Sequence[LateDossier], marks: Mapping[str, Mark]
) -> None:
    """One share a demand, the same as on every page, with what it is made of and the target."""
    told = [one for one in asked if one.target or one.judged_tally.numerator is not None]
    if not told:
        return
    lines = [
        f"- {words.plain(one.metric.label)}: {_share(one)}{_made_of(one, found, marks)}"
        f"{_against_plan(one)}"
        for one in told
    ]
    st.markdown("\n".join(lines))
    st.caption(
        "Các trang khác dùng cùng số này. Hồ sơ đang giải quyết đã quá hạn được tính khi trả kết "
        "quả; hồ sơ không đánh dấu là chưa giải trình."
    )


def _share(one: Standing) -> str:
    if counted := words.counts(one.judged_tally):
        reach = f", {told}" if (told := words.coverage(one)) else ""
        return f"**{words.rate(one)}** ({counted}{reach})"
    return (
        "**thiếu số liệu**; đánh dấu ở bảng dưới hoặc ghi số ở trang [Nhập số liệu](nhap-so-lieu)"
    )


def _made_of(one: Standing, found: Sequence[LateDossier], marks: Mapping[str, Mark]) -> str:
    """Which of them the list tells of and which a mark; nothing where forms count some."""
    if one.judged_tally.metric.source_kind == "typed":
        return (
            ". Số nhập tay có văn bản làm căn cứ nên được dùng thay đánh dấu; xem ở trang "
            "[Nhập số liệu](nhap-so-lieu)"
        )
    by_list, by_mark = count_apologies(found, marks, explained=one.metric is EXPLAINED)
    if not one.judged_tally.numerator or one.judged_tally.numerator != by_list + by_mark:
        return ""
    parts = f"{words.number(by_list)} theo danh sách, {words.number(by_mark)} theo đánh dấu"
    if one.metric is EXPLAINED:
        return f": giải trình theo đánh dấu, xin lỗi {parts}"
    return f": {parts}"


def _against_plan(one: Standing) -> str:
    if one.target is None:
        return "."
    symbol, status = words.status(one)
    missing = f", {short}" if (short := words.shortfall(one)) else ""
    return f". Kế hoạch {words.target(one.target)}: {symbol} {status}{missing}."


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
    return one.kind == "due_soon" or is_apologised(one, marks.get(one.code, Mark()))


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
            "Còn, trễ": st.column_config.TextColumn(width=190),
            "Số văn bản": st.column_config.TextColumn(max_chars=100),
        },
        # Ticks are held by row number: other rows, or rows written since, begin without any.
        key=f"late-{hash((commune, *(one.code for one in found), *marks.items()))}",
    )
    new = _changes(found, marks, changed)
    if new and st.button(f"Ghi {words.number(len(new))} thay đổi", type="primary"):
        set_marks(session.folder(), commune, new, session.USER)
        st.session_state.late_saved = len(new)
        st.rerun()


def saved() -> None:
    """Once after marks were written: how many."""
    if count := st.session_state.pop("late_saved", 0):
        st.success(f"Đã lưu đánh dấu của {words.number(count)} hồ sơ.")


def _row(one: LateDossier, marks: Mapping[str, Mark]) -> list[object]:
    mark = marks.get(one.code, Mark())
    finished = words.day(one.finished_on) if one.finished_on else ""
    return [
        *(
            one.code,
            days_left_or_late(one),
            mark.explained,
            is_apologised(one, mark),
            mark.document,
        ),
        *(KINDS[one.kind], one.procedure, one.field, one.received_on, one.due_on, finished),
    ]


def _changes(
    found: Sequence[LateDossier], marks: Mapping[str, Mark], changed: pd.DataFrame
) -> dict[str, Mark]:
    """Marks that differ from what is written; a letter that the list tells of needs no mark."""
    new: dict[str, Mark] = {}
    for one, row in zip(found, changed[list(_MARKS)].itertuples(index=False), strict=True):
        held = marks.get(one.code, Mark())
        told = held.apologised if bool(row[1]) == is_apologised(one, held) else bool(row[1])
        mark = Mark(bool(row[0]), told, str(row[2] or "").strip())
        if mark != held and one.kind != "due_soon":
            new[one.code] = mark
    return new
