"""Vietnamese text in one shape, so that two spellings of the same words compare equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# The old school writes "hòa, khỏe, thúy", the new one "hoà, khoẻ, thuý": only these pairs differ.
_TONE_ON_FIRST_VOWEL = re.compile(f"(o)([{_TONES}])([ae])|(u)([{_TONES}])(y)")
# After q the u bears no tone: "kết qủa" is a slip for "kết quả"; quality marks stand before it.
_TONE_AFTER_Q = re.compile(f"(qu)([{_TONES}])([aeioy][\u0302\u0306\u031b]?)")
# "lí, kì, quí, tỉ" are "lý, kỳ, quý, tỷ": a last i after these letters is written in both ways.
_I_FOR_Y = re.compile(f"(?<![\\w\u0300-\u036f])(qu|[hklmst])i(?=[{_TONES}]?(?![\\w\u0300-\u036f]))")
_BETWEEN_PARTS = str.maketrans(dict.fromkeys("-–—/\\|>:", " "))
_DASH = re.compile(
    "[\u00ad\u058a\u05be\u1806\u2010-\u2015\u2043\u2212\u23af\u2500\u2e3a\u2e3b\ufe58\ufe63\uff0d]"
)
_WORD = re.compile(r"\w+")
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_GUARDS = "'`\u00b4\u2018\u2019\u201b\u2032\u02bc"  # apostrophes that make a text of a cell
_TEXT_FORMULA = re.compile(r'="(.*)"')  # what makes a text of a cell in a file of text
# Format and control signs, and letters that show nothing.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]"
)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A text in the one spelling by which texts are compared: NFC, lower case, single spaces.

    Tone marks stand as in the new school ("hoà"), and "lý" is written for "lí". Diacritics stay,
    since "Hoà An" and "Hoá An" are two places. Icelandic Ð, which old fonts leave where Đ was
    meant, becomes Đ. Folding twice changes nothing.
    """
    visible_text = strip_invisible_signs(unicodedata.normalize("NFC", text))
    words = visible_text.casefold().replace("ð", "đ").split()
    letters = unicodedata.normalize("NFD", " ".join(words))
    letters = _I_FOR_Y.sub(r"\1y", _TONE_AFTER_Q.sub(r"\1\3\2", letters))
    return unicodedata.normalize("NFC", _TONE_ON_FIRST_VOWEL.sub(_tone_on_second_vowel, letters))


def strip_invisible_signs(text: str) -> str:
    """The text without zero-width, format and control signs."""
    return _INVISIBLE.sub("", text)


def plain_code(code: str) -> str:
    """A dossier's or procedure's code as it is compared and shown, from any way of typing it.

    "’h24.65 – 260105 – 0001", '="H24.65-260105-0001"' and the like are H24.65-260105-0001.
    """
    text = strip_invisible_signs(unicodedata.normalize("NFKC", code))
    text = "".join(_DASH.sub("-", text).split()).lstrip(_GUARDS)
    if formula := _TEXT_FORMULA.fullmatch(text):
        text = formula[1].replace('""', '"')
    return text.strip(_GUARDS + '"').upper()


def strip_accents(text: str) -> str:
    """A folded text without accents and with d for đ: "hoà đức" → "hoa duc"."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _tone_on_second_vowel(match: re.Match[str]) -> str:
    """A match of _TONE_ON_FIRST_VOWEL with its tone moved: "òa" → "oà", decomposed (NFD)."""
    first, tone, second = (group for group in match.groups() if group)
    return first + second + tone


def words_in(text: str) -> list[str]:
    """The words of a text in their one spelling, apostrophes left out ("H'leo" is "hleo")."""
    return _WORD.findall(_APOSTROPHES.sub("", fold(text)))


def plain_word(word: str) -> str:
    """A folded word without accents; "y" is "i", since "Mỹ" and "Mĩ" are one name."""
    return strip_accents(word).replace("y", "i")


def spaced(words: Iterable[str]) -> str:
    """The words, each after a space, so that " nin" stands where one begins so."""
    return "".join(f" {word}" for word in words)


def plain_words(text: str) -> str:
    """The words of a text without accents, each after a space."""
    return spaced(map(plain_word, words_in(text)))


def matching_texts(texts: Sequence[str], query: str) -> list[bool]:
    """For each text, whether it has all words of a query: whole, else unaccented, else begun so.

    Whole words, with accents where they were typed; else whole words without accents; else words
    that begin so. An empty query fits every text.
    """
    words = words_in(query)
    plain = [plain_word(word) for word in words]
    typed = [a if strip_accents(a) != a else b for a, b in zip(words, plain, strict=True)]
    searched_texts = list(map(_searched_words, texts))
    for needles in ([f" {word} " for word in typed], *_looser_needles(plain)):
        matches = [all(needle in text for needle in needles) for text in searched_texts]
        if any(matches):
            return matches
    return [False] * len(texts)


@lru_cache(maxsize=4096)
def _searched_words(text: str) -> str:
    """The words of a text with accents, then those without, each between spaces."""
    return f"{spaced(words_in(text))}{plain_words(text)} "


def _looser_needles(plain: Sequence[str]) -> tuple[list[str], list[str]]:
    """Two lists to look for: each word whole (" an "), and each as a word's beginning (" an")."""
    return [f" {word} " for word in plain], [f" {word}" for word in plain]


@lru_cache(maxsize=4096)
def joined_text(parts: tuple[str, ...]) -> str:
    """The parts of a heading as one text, without the signs that people put between them."""
    return " ".join(" ".join(parts).translate(_BETWEEN_PARTS).split())
