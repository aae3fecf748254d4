"""The form in which counts are typed; it stores them as an upload where all is sound."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import streamlit as st

from data.dates import HANOI
from data.periods import Period
from files.refusal import Refused
from loaders.load import store
from reports import typed_counts
from reports.typed_counts_template import DocumentedCount, entry_layout, topics
from ui import session
from ui.display import words
from ui.typed_counts.entry_changes import (
    MOST_NAMED,
    changes_in_words,
    complaint,
    problem_sentences,
)
from ui.typed_counts.entry_tables import complaints_of_numbers, counts_in, edit_table

JUST_TYPED = "just_typed"
_PROBLEMS = "typed_problems"


def list_other_periods(commune: str, period: Period) -> None:
    """The spans for which the commune has typed counts, besides the chosen one."""
    sources = session.holdings().sources_of(commune)
    spans = [source.span for source in sources if source.layout == entry_layout().name]
    span_texts = [words.span(*span) for span in spans if span != (period.first, period.last)]
    if span_texts:
        st.caption(f"Kỳ khác đã có số nhập tay: {', '.join(span_texts)}.")


def warn_of_demonstration(commune: str) -> None:
    """Typed counts are real: the commune's demonstration data stops counting beside them."""
    if any(source.demonstration for source in session.holdings().sources_of(commune)):
        st.info(
            f"{words.commune(commune)} đang dùng số liệu minh họa; khi lưu số thật ở đây thì số "
            "liệu minh họa của nơi này không được tính nữa, rút số đã lưu thì lại được tính."
        )


def edit(commune: str, period: Period) -> None:
    """The tables to type in, filled with what is in force; stores them where all is sound."""
    _show_problems_of_stored()
    stored = typed_counts.counts_in_force(session.holdings(), commune, period)
    name = f"{commune}-{period.first}-{period.last}-{session.version()}"
    with st.form(f"entry-{name}", border=False):
        common_document = st.text_input(
            "Văn bản làm căn cứ chung",
            placeholder="Ví dụ: Báo cáo 120/BC-UBND ngày 14/10/2026",
            help="Ghi vào mỗi dòng có số mà chưa nêu văn bản riêng. Không ghi tên người.",
        )
        tables = []
        for place, (title, counts) in enumerate(topics()):
            filled = sum(count.measure in stored for count in counts)
            progress = f": {filled}/{len(counts)} số" if filled else ""
            with st.expander(f"{title}{progress}", expanded=place == 0 or bool(filled)):
                tables.append(edit_table(counts, stored, f"counts-{place}-{name}"))
        pressed = st.form_submit_button("Lưu", type="primary")
    if pressed and (complaints := complaints_of_numbers(tables)):
        _show_errors(complaints)
    elif pressed:
        _save(commune, period, counts_in(tables, common_document), stored)


def _show_problems_of_stored() -> None:
    """Once after a sheet was stored: what it leaves to be completed."""
    problems: list[str] = st.session_state.pop(_PROBLEMS, [])
    unnamed = len(problems) - MOST_NAMED
    more = [f"Và {unnamed} dòng khác như vậy."] if unnamed > 0 else []
    for sentence in [*problems[:MOST_NAMED], *more]:
        st.info(words.plain(sentence))


def _show_errors(sentences: list[str]) -> None:
    for sentence in sentences:
        st.error(words.plain(sentence))


def _save(
    commune: str,
    period: Period,
    typed: Mapping[str, DocumentedCount],
    stored: Mapping[str, DocumentedCount],
) -> None:
    """Store the typed counts and run the page again; or say what keeps them from being stored."""
    if why := complaint(typed, stored):
        st.error(why)
        return
    try:
        with st.spinner("Đang kiểm tra…"):
            staged = typed_counts.staged(commune, period, typed, datetime.now(HANOI))
    except Refused as refused:
        _show_errors([refused.sentence])
        return
    if staged.set_aside:
        _show_errors(problem_sentences(staged))
        return
    store(session.folder(), staged, session.USER)
    st.session_state[_PROBLEMS] = problem_sentences(staged)  # of counts stored all the same
    st.session_state[JUST_TYPED] = f"{len(typed)} số ({changes_in_words(typed, stored)})"
    st.rerun()
