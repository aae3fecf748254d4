"""Words that people gave a meaning, as pages say them where their counts are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.record.ledger import Upload
from data.record.mapped_words import MappedWord, mapped_words
from data.record.review import Review, review_of
from data.wording import PAYMENTS
from loaders.layouts.words import common_words
from ui import session
from ui.display import words
from ui.kept import kept


def upload_review(upload: Upload) -> Review:
    """An upload's problems now, how many rows are set aside, the words rows wait or count by."""
    return _cached_review(session.version(), upload.id)


@kept(256)
def _cached_review(version: str, upload_id: int) -> Review:
    """An upload's problems, rows set aside and words now, cached by the record's version."""
    return review_of(session.folder(), session.uploads()[upload_id])


@kept(4)
def _layouts_with_words(version: str) -> frozenset[str]:
    """The names of the layouts that have mapped words, cached by the record's version."""
    return frozenset(word.layout for word in mapped_words(session.folder()))


def mapped_count_sentences(uploads: Iterable[Upload]) -> list[str]:
    """One sentence for each mapped word: "3 dòng tính theo từ đã chọn: “Mã 17” là …"."""
    return [
        f"{words.number(count)} dòng tính theo từ đã chọn: {meaning_clause(word)} ({word.by} chọn)"
        for upload in uploads
        if upload.layout in _layouts_with_words(session.version())
        for word, count in upload_review(upload).mapped_word_counts
    ]


def meaning_labels(column: str) -> Mapping[str, str]:
    """Meaning → its Vietnamese label, for each that a word of the column may have."""
    labels = PAYMENTS if column == "payment" else words.MEANINGS
    return {meaning: labels[meaning] for meaning in dict.fromkeys(common_words()[column].values())}


def meaning_clause(word: MappedWord) -> str:
    """A mapped word and its meaning: "“Đang trình ký” là đang giải quyết"."""
    label = meaning_labels(word.column).get(word.meaning, word.meaning)
    return f"“{word.word}” là {label.lower()}"
