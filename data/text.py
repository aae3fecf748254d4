"""Vietnamese text in one shape, so that two spellings of the same words compare equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# The old school writes "hòa, khỏe, thúy", the new one "hoà, khoẻ, thuý": only these pairs differ.
_TONE_ON_FIRST_VOWEL = re.compile(f"(o)([{_TONES}])([ae])|(u)([{_TONES}])(y)")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """One spelling of `text`: NFC, lower case, single spaces, the tone mark where schools agree.

    Diacritics stay, since "Hoà An" and "Hoá An" are two places. Icelandic Ð, which old fonts
    leave where Đ was meant, becomes Đ. Folding twice changes nothing.
    """
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).casefold().replace("ð", "đ")
    letters = unicodedata.normalize("NFD", " ".join(plain.split()))
    return unicodedata.normalize("NFC", _TONE_ON_FIRST_VOWEL.sub(_on_second_vowel, letters))


def unaccented(text: str) -> str:
    """A folded text without its marks, đ as d: as many type, and poor scans leave it."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _on_second_vowel(match: re.Match[str]) -> str:
    first, tone, second = (group for group in match.groups() if group)
    return first + second + tone
