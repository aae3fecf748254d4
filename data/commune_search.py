"""Communes looked up by what people type: without accents, with a province of today or before."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.communes import Commune, communes
from data.text import plain_word, plain_words, spaced, words_in

# Names until the mergers of 1 July 2025 (Nghị quyết 202/2025/QH15): people still type them.
_FORMER_PROVINCES = Path(__file__).with_name("former_provinces.csv")
_OFFICE = re.compile(
    r"\b(?:ubnd|ui ban nhan dan|(?:tt|trung tam) (?:pvhcc|phuc vu hanh chinh cong))\b"
)
_SHORT_FORMS = {"tp": "thanh pho", "hcm": "ho chi minh", "tphcm": "ho chi minh"}
_KIND = re.compile(r"^ (?:xa|phuong|dac khu|thi tran|x|p)(?= )")  # people mistake it
_PROVINCE_KINDS = frozenset({"tinh", "thanh", "pho"})
_PROVINCE_KIND = re.compile(r"^(?:Tỉnh|Thành phố) ")
_NOT_WHOLE = 3


@dataclass(frozen=True)
class _Entry:
    """A commune with its words, each after a space, so that " nin" stands where one begins so.

    `province_names` are of today's province and of those merged into it.
    """

    commune: Commune
    kind: str
    name: str
    province_names: tuple[str, ...]
    accented_name: str
    plain_words: str

    def has_all(self, words: Iterable[str]) -> bool:
        """Whether each of the words (without accents) begins some word of this commune."""
        return all(f" {word}" in self.plain_words for word in words)

    def is_named_in(self, query: str) -> bool:
        """Whether a query of plain spaced words has or begins this name, or names its province."""
        names_province = any(f"{name} " in query for name in self.province_names)
        return names_province or self._place_of_name(query) < _NOT_WHOLE

    def has_name_typed(self, words: Sequence[str]) -> bool:
        """Whether the plain words hold this name or code, or are a part of it beside a province."""
        query = f"{spaced(words)} "
        if f"{self.name} " in query or self.commune.code in words:
            return True
        if self.name.replace(" ", "") in query.replace(" ", ""):
            return True
        for province in self.province_names:
            query = query.replace(f"{province} ", " ")
        rest = [word for word in _KIND.sub("", query).split() if word not in _PROVINCE_KINDS]
        return all(f" {word}" in self.name for word in rest)

    def has_letters_of_all(self, words: Iterable[str]) -> bool:
        """Whether each of the words stands in this commune's words written without spaces."""
        return all(word in self.plain_words.replace(" ", "") for word in words)

    def sort_key(
        self, words: Sequence[str], accented_words: Sequence[str]
    ) -> tuple[int | str, ...]:
        """A key that sorts communes for a query's words (plain and accented), likeliest first.

        Words that stand whole count first, then where the name is in the query, then whether
        accents that were typed are its own, then whether its province is named.
        """
        query, accented_query = f"{spaced(words)} ", f"{spaced(accented_words)} "
        return (
            sum(f" {word} " not in f"{self.plain_words} " for word in words),
            self._place_of_name(query),
            -len(self.name) if f"{self.name} " in query else 0,
            f"{self.accented_name} " not in accented_query,
            not any(f"{name} " in query for name in self.province_names),
            self.name,
        )

    def _place_of_name(self, query: str) -> int:
        """How early a query has the name: 0 first, 1 where the query begins it, 2 later, 3 not."""
        query = query.removeprefix(self.kind)
        if f"{self.name} " in query:
            return 0 if query.startswith(self.name) else 2
        return 1 if self.name.startswith(query.rstrip()) else _NOT_WHOLE


def search_communes(text: str) -> tuple[Commune, ...]:
    """The communes that match every typed word, likeliest first; () where none does.

    The words may be of the name, its kind, the province, the province before the mergers, or the
    code, in any order and either way of placing tones: "ninh giang hai phong", "NINH GIANG hải
    dương", "11203". Of words written together ("ninhgiang") their letters are compared.
    """
    words = _query_words(text)
    if not words:
        return ()
    needed_words = _KIND.sub("", spaced(words)).split() or words
    entries = [entry for entry in _entries() if entry.has_all(needed_words)] or [
        entry for entry in _entries() if entry.has_letters_of_all(needed_words)
    ]
    named_entries = [entry for entry in entries if entry.is_named_in(f"{spaced(words)} ")]
    ranked_entries = sorted(
        named_entries or entries, key=lambda entry: entry.sort_key(words, words_in(text))
    )
    return tuple(entry.commune for entry in ranked_entries)


def is_name_typed(text: str, matches: Iterable[Commune]) -> bool:
    """Whether what was typed names one of its matches; if not, they only look like it."""
    codes = {commune.code for commune in matches}
    words = _query_words(text)
    return any(entry.has_name_typed(words) for entry in _entries() if entry.commune.code in codes)


def _query_words(text: str) -> list[str]:
    """The words of a typed query, plain, without an office's name, short forms written out."""
    query = _OFFICE.sub(" ", spaced(map(plain_word, words_in(text))))
    return " ".join(_SHORT_FORMS.get(word, word) for word in query.split()).split()


@cache
def _entries() -> tuple[_Entry, ...]:
    """A search entry for each commune of the country."""
    return tuple(map(_entry_of, communes().values()))


def _entry_of(commune: Commune) -> _Entry:
    """The search entry of a commune, with its names as words without accents."""
    bare_name = commune.name[len(commune.kind) :]
    province = _PROVINCE_KIND.sub("", commune.province)
    provinces = (province, *_former_provinces().get(commune.province_code, ()))
    text = " ".join((commune.name, commune.province, *provinces, commune.code))
    return _Entry(
        commune,
        kind=plain_words(commune.kind),
        name=plain_words(bare_name),
        province_names=tuple(map(plain_words, provinces)),
        accented_name=spaced(words_in(bare_name)),
        plain_words=plain_words(text),
    )


@cache
def _former_provinces() -> dict[str, tuple[str, ...]]:
    """The names of the provinces merged into each of today's, by today's province code."""
    names_by_code: dict[str, tuple[str, ...]] = {}
    with _FORMER_PROVINCES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = row["province_code"]
            names_by_code[code] = (*names_by_code.get(code, ()), row["former_province"])
    return names_by_code
