"""What a word in a cell means: by the column's list of words, whichever way it is put."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data.text import fold

_SIGNS = re.compile(r"[\s()\[\]{}.,;:/\\|_–—\"'“”-]+")
# "10 - Đã trả kết quả", "Hồ sơ đang xử lý": what the number or the noun stands before is the word.
_LEADING = re.compile(r"^(?:\d{1,2} )?(?:hồ sơ )?")
_LEAST_TELLING = 2  # syllables of a word that turns the meaning of a longer one


@dataclass(frozen=True)
class Vocabulary:
    """A column's words without their signs → meaning: whole words, and those that others begin
    with ("chờ *": "chờ bổ sung").
    """

    whole: Mapping[str, str]
    beginnings: Mapping[str, str]

    def meaning(self, text: str) -> str | None:
        """The meaning of a cell's text; None where it is not known."""
        folded = fold(text)
        for word in (_bare(folded), _LEADING.sub("", _bare(folded))):
            if meaning := self.whole.get(word) or self._by_beginning(word):
                return meaning
        return self.whole.get(folded)  # a sign alone: "✓"

    def _by_beginning(self, word: str) -> str | None:
        """By the longest beginning; None where a word of another meaning stands in the rest:
        "Chờ công dân rút hồ sơ".
        """
        fitting = [start for start in self.beginnings if word.startswith(start)]
        if not fitting:
            return None
        meaning = self.beginnings[max(fitting, key=len)]
        others = (known for known, other in self.whole.items() if _kind(other) != _kind(meaning))
        turned = any(len(o.split()) >= _LEAST_TELLING and f" {o} " in f" {word} " for o in others)
        return None if turned else meaning


def vocabulary(words: Mapping[str, str]) -> Vocabulary:
    """The vocabulary of folded words → meaning; a word that ends in "*" begins others."""
    return Vocabulary(
        dict(_without_signs((w, m) for w, m in words.items() if not w.endswith("*"))),
        {f"{_bare(w[:-1])} ": m for w, m in words.items() if w.endswith("*")},
    )


def _without_signs(words: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for word, meaning in words:
        yield _bare(word) or word, meaning


def _bare(folded: str) -> str:
    return _SIGNS.sub(" ", folded).strip()


def _kind(meaning: str) -> str:
    """ "online" of "online_end_to_end" too."""
    return meaning.partition("_")[0]
