"""Words in capitals as people write them in a sentence."""

from __future__ import annotations

import re

from data.text import fold

UNIT = r"(?:xã|phường|thị trấn|đặc khu|tỉnh|thành phố|tp\.?|huyện|quận|thị xã)"
_ABBREVIATION = re.compile(
    r"(?<!\w)(?:tthc|ubnd|hđnd|dvc\w*|pakn|cntt|sipas|papi|par|pvhcc|qr|bcci|csdl|766)(?!\w)"
)
_NEXT = r"(?:năm|giai đoạn|quý|tháng|trong|tại|theo|về|của|\d)(?!\w)"  # behind a place's name
_NAME = re.compile(
    rf"(?<!\w)({UNIT})((?:\s+(?!{_NEXT})[^\W\d_]+){{1,4}})(?=\s+{_NEXT}|\s*[,.;)]|$)"
)
_NUMERAL = re.compile(r"(?<=quý )[iv]+(?!\w)")


def in_small_letters(text: str) -> str:
    """A text in capitals in small letters, save abbreviations and place names; others unchanged.

    "TRÊN ĐỊA BÀN XÃ ĐÔNG HẢI NĂM 2026" is "trên địa bàn xã Đông Hải năm 2026".
    """
    if not text.isupper():
        return text
    small_text = _NAME.sub(lambda match: match[1] + match[2].title(), text.lower())
    for pattern in (_ABBREVIATION, _NUMERAL):
        small_text = pattern.sub(lambda match: match[0].upper(), small_text)
    return small_text


def place_name(name: str) -> str:
    """A place's name with a capital for each word: "NINH GIANG" → "Ninh Giang"."""
    words = name.strip(" .,;:*").split()
    return " ".join(word[:1].upper() + word[1:].lower() for word in words)


def short_unit(unit: str) -> str:
    """A unit's kind in small letters, written out: "TP" → "thành phố", "XÃ" → "xã"."""
    return "thành phố" if fold(unit).startswith("tp") else fold(unit)
