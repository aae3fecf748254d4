"""The words that the cells of a list's columns hold, and what each means: `words.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from data.columns import MEANINGS
from data.schema import read_toml, refuse_missing_keys, refuse_unknown_names
from data.text import fold

_WORDS = Path(__file__).parents[1] / "words.toml"


def refuse_unknown_meanings(words: Mapping[str, Mapping[str, object]], place: str) -> None:
    """Raise MalformedFile, naming `place`, for words of an unknown column or meaning."""
    refuse_unknown_names(words.keys(), MEANINGS.keys(), place)
    for column, meanings in words.items():
        refuse_unknown_names(meanings.keys(), MEANINGS[column], f"{place}.{column}")


@cache
def common_words() -> Mapping[str, Mapping[str, str]]:
    """Column → folded word → meaning, of the words that every layout knows."""
    return read_common_words(_WORDS)


def read_common_words(path: Path) -> Mapping[str, Mapping[str, str]]:
    """Column → folded word → meaning, of a file that must have words for every meaning.

    Raises MalformedFile, or OSError where the file cannot be read.
    """
    words = read_toml(path, dict[str, dict[str, tuple[str, ...]]])
    refuse_unknown_meanings(words, path.name)
    for column, meanings in MEANINGS.items():
        refuse_missing_keys(meanings, words.get(column, {}).keys(), f"{path.name}, {column}")
    return {column: meaning_by_word(meanings) for column, meanings in words.items()}


def read_words(path: Path) -> Mapping[str, Mapping[str, str]]:
    """Column → folded word → meaning, of a person's file of words in the form of `words.toml`.

    Raises MalformedFile, or OSError where the file cannot be read.
    """
    words = read_toml(path, dict[str, dict[str, tuple[str, ...]]])
    refuse_unknown_names(words.keys(), common_words().keys(), path.name)
    for column, meanings in words.items():
        refuse_unknown_names(
            meanings.keys(), set(common_words()[column].values()), f"{path.name}, {column}"
        )
    return {column: meaning_by_word(meanings) for column, meanings in words.items()}


def meaning_by_word(meanings: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Folded word → meaning, from meaning → words."""
    return {fold(word): meaning for meaning, words in meanings.items() for word in words}
