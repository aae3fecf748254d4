"""Words whose meaning nobody knows: asked about once, remembered for their layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from data.column_labels import COLUMN_LABELS
from data.record.mapped_words import (
    WaitingWord,
    map_word,
    mapped_words,
    unmap_word,
)
from ui import session, storing
from ui.display import source_names, words
from ui.display.mapped_words import meaning_clause, meaning_labels

_MOST_AT_ONCE = 20


def ask_for_meanings(file_key: str, layout: str, waiting_words: Sequence[WaitingWord]) -> None:
    """Draw a form for what each word means; store answers for the layout (`file_key`: for keys)."""
    first_words = waiting_words[:_MOST_AT_ONCE]
    with st.form(f"words-{file_key}"):
        choices = {word: _choose_meaning(file_key, word) for word in first_words}
        if len(waiting_words) > len(first_words):
            count = words.number(len(waiting_words) - len(first_words))
            st.caption(f"Còn {count} từ sẽ được hỏi tiếp.")
        meanings = {word: meaning for word, meaning in choices.items() if meaning}
        is_answered = st.form_submit_button("Nhớ nghĩa cho các tệp cùng mẫu")
        # A word that somebody else gave a meaning meanwhile is not asked about any more.
        if is_answered and storing.write_or_explain(_write_meanings, layout, meanings):
            st.rerun()


def _write_meanings(layout: str, meanings: Mapping[WaitingWord, str]) -> None:
    """Store what each word of a layout means; OSError or sqlite3.Error if the disk refuses."""
    for word, meaning in meanings.items():
        map_word(session.folder(), layout, word.column, word.word, meaning, session.USER)


def _choose_meaning(file_key: str, word: WaitingWord) -> str | None:
    """Draw the choice of a word's meaning and give it; None until one is picked."""
    labels = meaning_labels(word.column)
    count = words.number(word.row_count)
    label = COLUMN_LABELS[word.column]
    chosen_meaning: str | None = st.selectbox(
        f"{label}: “{words.escape_markdown(word.word)}” nghĩa là ({count} dòng)",
        list(labels),
        index=None,
        placeholder="Chọn nghĩa; chưa chọn thì các dòng này để lại xem xét",
        format_func=labels.__getitem__,
        key=f"word-{file_key}-{word.column}-{word.word}",
    )
    return chosen_meaning


def show_mapped_words() -> None:
    """Draw each word's chosen meaning and who chose it, with buttons to undo; or nothing."""
    known_words = mapped_words(session.folder())
    if not known_words:
        return
    st.header("Từ đã chọn nghĩa", anchor=False)
    for word in known_words:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            title = words.escape_markdown(source_names.layout_title(word.layout))
            chooser = words.escape_markdown(word.by)
            st.markdown(f"{words.escape_markdown(meaning_clause(word))} ({title}; {chooser} chọn)")
            takes_back = st.button("Bỏ chọn", key=f"unmap-{word.layout}-{word.column}-{word.word}")
            if takes_back and storing.write_or_explain(
                unmap_word, session.folder(), word, session.USER
            ):
                st.rerun()
