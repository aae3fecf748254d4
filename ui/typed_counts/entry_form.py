"""The form in which counts are typed; it stores them as an upload where all is sound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import pandas as pd
import streamlit as st

from data.dates import HANOI
from data.edits import merge_edits
from data.periods import Period
from data.typed_counts import TypedCount
from files.refusal import Refused
from loaders.load import store_staged
from reports import typed_counts
from reports.typed_counts_template import DocumentedCount, counts_by_topic, template_layout
from ui import session, storing
from ui.begun_form import (
    BegunForm,
    ask_whose_entries,
    begun_form,
    forget_form,
    keep_boxes,
    say_what_is_unsaved,
)
from ui.display import words
from ui.typed_counts.entry_changes import (
    MOST_NAMED,
    changes_in_words,
    complaint,
    disagreements_in_words,
    problem_sentences,
)
from ui.typed_counts.entry_tables import (
    counts_in_tables,
    edit_table,
    number_complaints,
    rows_to_edit,
)

JUST_TYPED = "just_typed"
_PROBLEMS = "typed_problems"
_UNDECIDED = "undecided"


def list_other_periods(commune_code: str, period: Period) -> None:
    """Draw a line of other spans with typed counts of the commune; nothing without any."""
    sources = session.holdings().sources_of(commune_code)
    spans = [source.span for source in sources if source.layout == template_layout().name]
    span_texts = [words.span(*span) for span in spans if span != (period.first, period.last)]
    if span_texts:
        st.caption(f"Kỳ khác đã có số nhập tay: {', '.join(span_texts)}.")


def warn_of_demonstration(commune_code: str) -> None:
    """Warn that real counts will replace the commune's demonstration data, if it has some."""
    if any(source.demonstration for source in session.holdings().sources_of(commune_code)):
        st.info(
            f"{words.commune_name(commune_code)} đang dùng số liệu minh họa. Khi lưu số thật, "
            "số liệu minh họa không được tính nữa; khi rút số đã lưu, số liệu minh họa lại được "
            "tính."
        )


def edit_counts(commune_code: str, period: Period) -> None:
    """Draw tables to type the commune's counts in, filled with those in force; a button stores."""
    _show_problems_of_saved_counts()
    form = begun_form(
        f"entry-{commune_code}-{period.first}-{period.last}",
        "0",
        _stored_counts(commune_code, period),
    )
    _tell_of_others_changes(form.stored_entries, _stored_counts(commune_code, period))
    common_document, tables = _ask_for_counts(form)
    is_pressed = st.button("Lưu", type="primary", key=form.key("save"))
    if not (is_pressed or st.session_state.get(form.key(_UNDECIDED))):
        return
    if complaints := number_complaints(tables):
        _show_errors(complaints)
        return
    new_counts = counts_in_tables(tables, common_document)
    counts_to_save = _counts_to_save(form, new_counts, _stored_counts(commune_code, period))
    if counts_to_save is not None:
        _save_counts(commune_code, period, counts_to_save, form.name)


def _ask_for_counts(form: BegunForm[DocumentedCount]) -> tuple[str, list[pd.DataFrame]]:
    """Draw the boxes, keep what is typed in the session; (common document, tables as typed).

    In no form of Streamlit's: what stands there is lost with the page.
    """
    say_what_is_unsaved(form)
    common_document = st.text_input(
        "Văn bản làm căn cứ chung",
        form.box_entries.get("document", ""),
        placeholder="Ví dụ: Báo cáo 120/BC-UBND ngày 14/10/2026",
        help="Ghi vào mỗi dòng có số mà chưa nêu văn bản riêng. Không ghi tên người.",
        key=form.key("document"),
    )
    box_entries: dict[str, object] = {"document": common_document}
    tables, is_changed = [], bool(common_document.strip())
    for place, (title, counts) in enumerate(counts_by_topic()):
        stored_table = rows_to_edit(counts, form.filled_entries)
        first_table = form.box_entries.get(str(place), stored_table)
        is_begun = bool(form.filled_entries.keys() & {count.measure for count in counts})
        is_open = place == 0 or is_begun or not first_table.equals(stored_table)
        with st.expander(_topic_title(title, counts, form.filled_entries), expanded=is_open):
            tables.append(edit_table(first_table, form.key(str(place))))
        box_entries[str(place)] = tables[-1]
        is_changed = is_changed or not tables[-1].equals(stored_table)
    keep_boxes(form.name, box_entries if is_changed else None)
    return common_document, tables


def _topic_title(
    title: str, counts: Sequence[TypedCount], stored_counts: Mapping[str, DocumentedCount]
) -> str:
    """A topic's title and how many of its counts are stored, "Thủ tục: 3/8 số"; bare if none."""
    filled_count = sum(count.measure in stored_counts for count in counts)
    return f"{title}: {filled_count}/{len(counts)} số" if filled_count else title


def _stored_counts(commune_code: str, period: Period) -> Mapping[str, DocumentedCount]:
    """The typed counts in force for exactly this commune and period, by measure."""
    return typed_counts.current_typed_counts(session.holdings(), commune_code, period)


def _tell_of_others_changes(
    counts_at_beginning: Mapping[str, DocumentedCount], stored_counts: Mapping[str, DocumentedCount]
) -> None:
    """Draw what somebody else has stored since the form began; nothing where nobody has."""
    if stored_counts != counts_at_beginning:
        st.info(
            words.escape_markdown(
                "Người khác vừa lưu cho kỳ này, "
                f"{changes_in_words(stored_counts, counts_at_beginning)}. Những gì đang "
                "ghi ở dưới vẫn còn: bấm Lưu thì giữ thay đổi của cả hai, chỗ khác nhau sẽ được "
                "hỏi."
            )
        )


def _counts_to_save(
    form: BegunForm[DocumentedCount],
    new_counts: Mapping[str, DocumentedCount],
    stored_counts: Mapping[str, DocumentedCount],
) -> Mapping[str, DocumentedCount] | None:
    """The typed counts merged with those stored since; None until a disagreement is settled."""
    merge = merge_edits(form.stored_entries, new_counts, stored_counts)
    st.session_state[form.key(_UNDECIDED)] = bool(merge.disagreements)
    if not merge.disagreements:
        return merge.agreed
    kept_side = ask_whose_entries(form.key("whose"), disagreements_in_words(merge.disagreements))
    if kept_side is None:
        return None
    if (
        kept_side == "theirs" and merge.entries_with_theirs() == stored_counts
    ):  # nothing of one's own is left
        forget_form(form.name)
        st.rerun()
    return merge.entries_with_mine() if kept_side == "mine" else merge.entries_with_theirs()


def _show_problems_of_saved_counts() -> None:
    """Draw once, after counts were stored, the session's sentences on their problems."""
    problems: list[str] = st.session_state.pop(_PROBLEMS, [])
    unnamed_count = len(problems) - MOST_NAMED
    more = [f"Và {unnamed_count} dòng khác như vậy."] if unnamed_count > 0 else []
    for sentence in [*problems[:MOST_NAMED], *more]:
        st.info(words.escape_markdown(sentence))


def _show_errors(sentences: list[str]) -> None:
    """Draw each sentence as an error."""
    for sentence in sentences:
        st.error(words.escape_markdown(sentence))


def _save_counts(
    commune_code: str, period: Period, counts: Mapping[str, DocumentedCount], form_name: str
) -> None:
    """Check and store the counts, then run the page again; if they cannot be, draw why."""
    stored_counts = _stored_counts(commune_code, period)
    if reason := complaint(counts, stored_counts):
        st.error(reason)
        return
    try:
        with st.spinner("Đang kiểm tra…"):
            staged = typed_counts.stage_counts(commune_code, period, counts, datetime.now(HANOI))
    except Refused as refused:
        _show_errors([refused.sentence])
        return
    if staged.set_aside:
        _show_errors(problem_sentences(staged))
        return
    if (
        _stored_counts(commune_code, period) != stored_counts
    ):  # while they were checked: what it was is asked anew
        st.rerun()
    if not storing.write_or_explain(store_staged, session.folder(), staged, session.USER):
        return
    forget_form(form_name)
    st.session_state[_PROBLEMS] = problem_sentences(staged)  # of counts stored all the same
    st.session_state[JUST_TYPED] = f"{len(counts)} số ({changes_in_words(counts, stored_counts)})"
    st.rerun()
