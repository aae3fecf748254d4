"""The form in which counts are typed; it stores them as an upload where all is sound."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import streamlit as st

from data.dates import HANOI
from data.edits import merge_edits
from data.periods import Period
from files.refusal import Refused
from loaders.load import store_staged
from reports import typed_counts
from reports.typed_counts_template import DocumentedCount, entry_layout, topics
from ui import session, storing
from ui.begun_form import BegunForm, ask_whose, begun_form, forget_form
from ui.display import words
from ui.typed_counts.entry_changes import (
    MOST_NAMED,
    changes_in_words,
    complaint,
    disagreements_in_words,
    problem_sentences,
)
from ui.typed_counts.entry_tables import complaints_of_numbers, counts_in, edit_table

JUST_TYPED = "just_typed"
_PROBLEMS = "typed_problems"
_UNDECIDED = "undecided"


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
            f"{words.commune_name(commune)} đang dùng số liệu minh họa. Khi lưu số thật, số liệu "
            "minh họa không được tính nữa; khi rút số đã lưu, số liệu minh họa lại được tính."
        )


def edit(commune: str, period: Period) -> None:
    """The tables to type in, filled with what is in force; stores them where all is sound."""
    _show_problems_of_stored()
    form = begun_form(
        f"entry-{commune}-{period.first}-{period.last}", "0", _stored_counts(commune, period)
    )
    _tell_of_others(form.stored, _stored_counts(commune, period))
    with st.form(form.key("entry"), border=False):
        common_document = st.text_input(
            "Văn bản làm căn cứ chung",
            placeholder="Ví dụ: Báo cáo 120/BC-UBND ngày 14/10/2026",
            help="Ghi vào mỗi dòng có số mà chưa nêu văn bản riêng. Không ghi tên người.",
            key=form.key("document"),
        )
        tables = []
        for place, (title, counts) in enumerate(topics()):
            filled = sum(count.measure in form.shown for count in counts)
            progress = f": {filled}/{len(counts)} số" if filled else ""
            with st.expander(f"{title}{progress}", expanded=place == 0 or bool(filled)):
                tables.append(edit_table(counts, form.shown, form.key(str(place))))
        pressed = st.form_submit_button("Lưu", type="primary")
    if not (pressed or st.session_state.get(form.key(_UNDECIDED))):
        return
    if complaints := complaints_of_numbers(tables):
        _show_errors(complaints)
        return
    typed = counts_in(tables, common_document)
    decided = _counts_to_save(form, typed, _stored_counts(commune, period))
    if decided is not None:
        _save(commune, period, decided, form.name)


def _stored_counts(commune: str, period: Period) -> Mapping[str, DocumentedCount]:
    return typed_counts.counts_in_force(session.holdings(), commune, period)


def _tell_of_others(
    begun: Mapping[str, DocumentedCount], stored: Mapping[str, DocumentedCount]
) -> None:
    """Somebody stored other counts since the form began."""
    if stored != begun:
        st.info(
            words.escape_markdown(
                f"Người khác vừa lưu cho kỳ này, {changes_in_words(stored, begun)}. Những gì đang "
                "ghi ở dưới vẫn còn: bấm Lưu thì giữ thay đổi của cả hai, chỗ khác nhau sẽ được "
                "hỏi."
            )
        )


def _counts_to_save(
    form: BegunForm[DocumentedCount],
    typed: Mapping[str, DocumentedCount],
    stored: Mapping[str, DocumentedCount],
) -> Mapping[str, DocumentedCount] | None:
    """The counts with both people's changes; asks where they disagree, None until that is clear."""
    merged = merge_edits(form.stored, typed, stored)
    st.session_state[form.key(_UNDECIDED)] = bool(merged.disagreements)
    if not merged.disagreements:
        return merged.agreed
    keep = ask_whose(form.key("whose"), disagreements_in_words(merged.disagreements))
    if keep is None:
        return None
    if keep == "theirs" and merged.entries_with_theirs() == stored:  # nothing of one's own is left
        forget_form(form.name)
        st.rerun()
    return merged.entries_with_mine() if keep == "mine" else merged.entries_with_theirs()


def _show_problems_of_stored() -> None:
    """Once after a sheet was stored: what it leaves to be completed."""
    problems: list[str] = st.session_state.pop(_PROBLEMS, [])
    unnamed = len(problems) - MOST_NAMED
    more = [f"Và {unnamed} dòng khác như vậy."] if unnamed > 0 else []
    for sentence in [*problems[:MOST_NAMED], *more]:
        st.info(words.escape_markdown(sentence))


def _show_errors(sentences: list[str]) -> None:
    for sentence in sentences:
        st.error(words.escape_markdown(sentence))


def _save(
    commune: str, period: Period, counts: Mapping[str, DocumentedCount], form_name: str
) -> None:
    """Store the counts and run the page again; or say what keeps them from being stored."""
    stored = _stored_counts(commune, period)
    if why := complaint(counts, stored):
        st.error(why)
        return
    try:
        with st.spinner("Đang kiểm tra…"):
            staged = typed_counts.stage(commune, period, counts, datetime.now(HANOI))
    except Refused as refused:
        _show_errors([refused.sentence])
        return
    if staged.set_aside:
        _show_errors(problem_sentences(staged))
        return
    if (
        _stored_counts(commune, period) != stored
    ):  # while they were checked: what it was is asked anew
        st.rerun()
    if not storing.is_written(store_staged, session.folder(), staged, session.USER):
        return
    forget_form(form_name)
    st.session_state[_PROBLEMS] = problem_sentences(staged)  # of counts stored all the same
    st.session_state[JUST_TYPED] = f"{len(counts)} số ({changes_in_words(counts, stored)})"
    st.rerun()
