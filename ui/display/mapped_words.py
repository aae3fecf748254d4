"""Words that people gave a meaning, as pages say them where their counts are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st

from data.record.ledger import Upload
from data.record.mapped_words import MappedWord, mapped_words
from data.record.review import Review, review_of
from data.wording import PAYMENTS
from loaders.layouts.layout import common_words
from ui import session
from ui.display import words


def review(upload: Upload) -> Review:
    """What of an upload is set aside now, and what counts by mapped words."""
    return _review_of_version(session.version(), upload.id)


@st.cache_data(max_entries=256, show_spinner=False)
def _review_of_version(version: str, upload_id: int) -> Review:
    return review_of(session.folder(), session.uploads()[upload_id])


@st.cache_data(max_entries=4, show_spinner=False)
def _mapped_layouts(version: str) -> frozenset[str]:
    """The layouts with mapped words: the rows of other uploads need not be looked at."""
    return frozenset(word.layout for word in mapped_words(session.folder()))


def count_sentences(uploads: Iterable[Upload]) -> list[str]:
    """ "3 dòng tính theo từ đã chọn: “Mã 17” là đang giải quyết (Lan chọn)", for each word."""
    return [
        f"{words.number(count)} dòng tính theo từ đã chọn: {sentence(word)} ({word.by} chọn)"
        for upload in uploads
        if upload.layout in _mapped_layouts(session.version())
        for word, count in review(upload).mapped_word_counts
    ]


def meanings(column: str) -> Mapping[str, str]:
    """What a word of the column may mean, in the words that people choose by."""
    labels = PAYMENTS if column == "payment" else words.MEANINGS
    return {meaning: labels[meaning] for meaning in dict.fromkeys(common_words()[column].values())}


def sentence(word: MappedWord) -> str:
    """ "“Đang trình ký” là đang giải quyết"."""
    label = meanings(word.column).get(word.meaning, word.meaning)
    return f"“{word.word}” là {label.lower()}"
