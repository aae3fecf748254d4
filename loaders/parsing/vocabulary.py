"""What a word in a cell means: by the column's list of words, whichever way it is put."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from data.columns import DOSSIERS
from data.text import fold
from loaders.layouts.words import common_words

_SIGNS = re.compile(r"[\s()\[\]{}.,;:/\\|_–—\"'“”-]+")
# "10 - Đã trả kết quả", "Hồ sơ đang xử lý": what the number or the noun stands before is the word.
_LEADING_WORDS = re.compile(r"^(?:\d{1,2} )?(?:hồ sơ )?")
_LEAST_TELLING = 2  # syllables of a word that turns the meaning of a longer one
# "Trực tuyến: Không", "Đã trả kết quả - chưa": what a form's field says of the word before it.
_DENIAL = re.compile(r"(?:không|chưa)(?: có| phải)?|không .*|no|false|sai|0|☐")


@dataclass(frozen=True)
class Vocabulary:
    """The meaning of a column's words, without their signs, and of beginnings of words.

    `beginnings` are words that others begin with: "chờ *" gives "chờ bổ sung" its meaning.
    """

    whole_words: Mapping[str, str]
    beginnings: Mapping[str, str]

    def meaning(self, text: str) -> str | None:
        """The meaning of a cell's text by its whole words or by its beginning; None if unknown."""
        folded = fold(text)
        plain_word = _without_punctuation(folded)
        for word in (plain_word, _LEADING_WORDS.sub("", plain_word)):
            if meaning := self.whole_words.get(word) or self._meaning_by_beginning(word):
                return meaning
        return self.whole_words.get(folded)  # a sign alone: "✓"

    def _meaning_by_beginning(self, word: str) -> str | None:
        """The meaning of the longest known beginning; None without one, or if the rest denies it.

        So does a word of another meaning: "Chờ công dân rút hồ sơ".
        """
        fitting_beginnings = [start for start in self.beginnings if word.startswith(start)]
        if not fitting_beginnings:
            return None
        beginning = max(fitting_beginnings, key=len)
        if _DENIAL.fullmatch(word.removeprefix(beginning)):
            return None
        meaning = self.beginnings[beginning]
        other_words = (
            known
            for known, other in self.whole_words.items()
            if _meaning_kind(other) != _meaning_kind(meaning)
        )
        is_turned = any(
            len(o.split()) >= _LEAST_TELLING and f" {o} " in f" {word} " for o in other_words
        )
        return None if is_turned else meaning


def vocabulary(words: Mapping[str, str]) -> Vocabulary:
    """The vocabulary of folded words → meaning; a word that ends in "*" begins others."""
    return Vocabulary(
        dict(_bare_words((w, m) for w, m in words.items() if not w.endswith("*"))),
        {f"{_without_punctuation(w[:-1])} ": m for w, m in words.items() if w.endswith("*")},
    )


@cache
def common_vocabulary(column: str) -> Vocabulary:
    """The words that every layout knows in a column; none for a column that has no words."""
    return vocabulary(common_words().get(column, {}))


def are_words_of(column: str, texts: Sequence[str]) -> bool:
    """Whether several texts are all words of a column, if it is one of words."""
    is_of_words = DOSSIERS.get(column) == "word" and len(texts) > 1
    return is_of_words and all(_meaning(column, text) for text in texts)


def kind_of_word(column: str, text: str) -> str | None:
    """The kind of a column's word, one for all that it is a part of; None if it is none.

    "Trực tuyến toàn trình" is "online" as "Trực tuyến" is.
    """
    meaning = _meaning(column, text)
    return meaning and _meaning_kind(meaning)


@lru_cache(maxsize=4096)
def _meaning(column: str, text: str) -> str | None:
    """What a text means in a column by the words that every layout knows; None if unknown."""
    return common_vocabulary(column).meaning(text)


def _bare_words(words: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """(word without punctuation, meaning) of each; a word of nothing else keeps it."""
    for word, meaning in words:
        yield _without_punctuation(word) or word, meaning


def _without_punctuation(folded: str) -> str:
    """A folded text with one space for each run of punctuation, none at its ends."""
    return _SIGNS.sub(" ", folded).strip()


def _meaning_kind(meaning: str) -> str:
    """A meaning up to its first "_": "online" of "online" and of "online_end_to_end"."""
    return meaning.partition("_")[0]
