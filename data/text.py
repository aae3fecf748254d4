"""Vietnamese text in one shape, so that two spellings of the same words compare equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# The old school writes "hòa, khỏe, thúy", the new one "hoà, khoẻ, thuý": only these pairs differ.
_TONE_ON_FIRST_VOWEL = re.compile(f"(o)([{_TONES}])([ae])|(u)([{_TONES}])(y)")
# After q the u bears no tone: "kết qủa" is a slip for "kết quả"; quality marks stand before it.
_TONE_AFTER_Q = re.compile(f"(qu)([{_TONES}])([aeioy][\u0302\u0306\u031b]?)")
# "lí, kì, quí, tỉ" are "lý, kỳ, quý, tỷ": a last i after these letters is written in both ways.
_I_FOR_Y = re.compile(f"(?<![\\w\u0300-\u036f])(qu|[hklmst])i(?=[{_TONES}]?(?![\\w\u0300-\u036f]))")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """One spelling of `text`: NFC, lower case, single spaces, the tone mark where schools agree,
    "lý" for "lí".

    Diacritics stay, since "Hoà An" and "Hoá An" are two places. Icelandic Ð, which old fonts
    leave where Đ was meant, becomes Đ. Folding twice changes nothing.
    """
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).casefold().replace("ð", "đ")
    letters = unicodedata.normalize("NFD", " ".join(plain.split()))
    letters = _I_FOR_Y.sub(r"\1y", _TONE_AFTER_Q.sub(r"\1\3\2", letters))
    return unicodedata.normalize("NFC", _TONE_ON_FIRST_VOWEL.sub(_on_second_vowel, letters))


def unaccented(text: str) -> str:
    """A folded text without its marks, đ as d: as many type, and poor scans leave it."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _on_second_vowel(match: re.Match[str]) -> str:
    first, tone, second = (group for group in match.groups() if group)
    return first + second + tone
