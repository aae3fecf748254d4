"""Phrases of which some words have lost their accents, and words that only look like them."""

from __future__ import annotations

import re

import pytest

from loaders.parsing.mixed_accents import end_of_phrase, with_bare_words


@pytest.mark.parametrize(
    ("phrase", "line", "read"),
    [
        ("quá hạn", "hồ sơ quá hạn xử lý", "hồ sơ quá hạn"),
        ("quá hạn", "ho so qua han", "ho so qua han"),
        ("quá hạn", "hồ sơ qua han", "hồ sơ qua han"),
        ("quá hạn", "hồ sơ quá han", "hồ sơ quá han"),
        # As it stands "qua" is a word, "han" is none.
        ("quá hạn", "thông qua hạn mức", None),
        ("chờ trả", "hồ sơ cho tra cứu", None),
        ("chờ trả", "hồ sơ cho trả", None),
        ("chờ trả", "ho so cho tra cuu", "ho so cho tra"),
        ("quá hạn", "thông qua hạn mức, hồ sơ quá hạn", "thông qua hạn mức, hồ sơ quá hạn"),
        ("quá hạn", "quá hạnh phúc", None),
        ("quá hạn", "aquá hạn", None),
        ("quá hạn", "", None),
    ],
)
def test_where_a_phrase_ends(phrase: str, line: str, read: str | None) -> None:
    end = end_of_phrase(phrase, line)
    assert (line[:end] if end is not None else None) == read


def test_a_pattern_takes_each_word_with_accents_or_without() -> None:
    pattern = with_bare_words(r"hồ sơ (?:quá|trễ) hạn\b \d+ cong")
    for text in ("hồ sơ trễ hạn 5 cong", "ho so qua han 12 cong", "hồ so tre hạn 1 cong"):
        assert re.fullmatch(pattern, text)
    assert not re.fullmatch(pattern, "hồ sơ trễ hạn 5 công")
