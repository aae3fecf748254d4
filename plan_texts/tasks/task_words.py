"""The words by which plans set tasks, from `words.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

_COMPOUND = r"(?<!lộ )(?<!quy )(?<!chương )(?<!tiến )(?<!quá )(?<!lập )"
_FILE = Path(__file__).with_name("words.toml")


@cache
def phrase_pattern(kind: str, table: str = "phrases") -> re.Pattern[str]:
    """The pattern of any phrase of a kind ("deeds") as whole words, in a text of small letters.

    Phrases of the kind's "not_…" are none of it: "ban hành" names no office. Nor is the second
    half of a compound word: "lộ trình" is not "trình".
    """
    phrases = _tables()[table]
    others = phrases.get(f"not_{kind}", ())
    guard = rf"(?!(?:{_alternatives(others)})(?!\w))" if others else ""
    return re.compile(rf"(?<!\w){_COMPOUND}{guard}(?:{_alternatives(phrases[kind])})(?!\w)")


def says(kind: str, text: str) -> bool:
    """Whether a text of small letters holds a phrase of a kind ("deeds")."""
    return bool(phrase_pattern(kind).search(text))


def ends_with(kind: str, text: str) -> bool:
    """Whether a text of small letters ends in a phrase of a kind ("offices")."""
    bare_text = text.rstrip()
    return any(match.end() == len(bare_text) for match in phrase_pattern(kind).finditer(bare_text))


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    """The tables of phrases in the data file, by name and kind; read once and kept."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _alternatives(phrases: Iterable[str]) -> str:
    """Phrases as alternatives of a pattern, the longest first."""
    return "|".join(
        r"\s+".join(map(re.escape, phrase.split()))
        for phrase in sorted(phrases, key=len, reverse=True)
    )
