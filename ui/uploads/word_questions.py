"""Words whose meaning nobody knows: asked about once, remembered for their layout."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.record.mapped_words import (
    WaitingWord,
    map_word,
    mapped_words,
    unmap_word,
)
from reports.column_labels import COLUMNS
from ui import session
from ui.display import source_names, words
from ui.display.mapped_words import meaning_clause, meaning_labels

_MOST_AT_ONCE = 20


def show(key: str, layout: str, waiting: Sequence[WaitingWord]) -> None:
    """Words that rows wait for, each with the meanings that it may have."""
    if waiting:
        with st.expander(f"{words.number(len(waiting))} từ chưa rõ nghĩa", expanded=True):
            ask(key, layout, waiting)


def ask(key: str, layout: str, waiting: Sequence[WaitingWord]) -> None:
    """A box for each word; `key` distinguishes the file."""
    first_words = waiting[:_MOST_AT_ONCE]
    with st.form(f"words-{key}"):
        choices = {word: _box(key, word) for word in first_words}
        if len(waiting) > len(first_words):
            count = words.number(len(waiting) - len(first_words))
            st.caption(f"Còn {count} từ sẽ được hỏi tiếp.")
        if st.form_submit_button("Nhớ nghĩa cho các tệp cùng mẫu"):
            for word, meaning in choices.items():
                if meaning:
                    map_word(
                        session.folder(), layout, word.column, word.word, meaning, session.USER
                    )
            st.rerun()


def _box(key: str, word: WaitingWord) -> str | None:
    labels = meaning_labels(word.column)
    count = words.number(word.row_count)
    chosen: str | None = st.selectbox(
        f"{COLUMNS[word.column]}: “{words.escape_markdown(word.word)}” nghĩa là ({count} dòng)",
        list(labels),
        index=None,
        placeholder="Chọn nghĩa; chưa chọn thì các dòng này để lại xem xét",
        format_func=labels.__getitem__,
        key=f"word-{key}-{word.column}-{word.word}",
    )
    return chosen


def show_mapped() -> None:
    """What was said of words and by whom, each to be taken back."""
    mapped = mapped_words(session.folder())
    if not mapped:
        return
    st.subheader("Từ đã chọn nghĩa", anchor=False)
    for word in mapped:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            title = words.escape_markdown(source_names.layout_title(word.layout))
            who = words.escape_markdown(word.by)
            st.markdown(f"{words.escape_markdown(meaning_clause(word))} ({title}; {who} chọn)")
            if st.button("Bỏ chọn", key=f"unmap-{word.layout}-{word.column}-{word.word}"):
                unmap_word(session.folder(), word, session.USER)
                st.rerun()
