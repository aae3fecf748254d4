"""A text in small letters, whose offsets are those of the text itself."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=512)
def lower_letters(text: str) -> str:
    """The text in small letters, each at its own offset ("İ", whose small form is two, stays)."""
    if len(small_letters := text.lower()) == len(text):
        return small_letters
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
