"""The levels of government and the offices that a plan sets figures for, each by its names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from plan_texts.language.lexicon import lexicon

_LINK = (
    r"(?:[\s,;(–-]|và |do |trừ |riêng |đối với |cho |tại |ở |của |thuộc |mỗi |từng |các |những "
    r"|\d+ )*"
)
# "… được giao mức": whoever stands before is who a figure is for, not what it counts.
_ASSIGNED = re.compile(
    r"(?<!\w)(?:được |bị )?(?:giao|phân bổ|ấn định)"
    r"(?: (?:ở|mức|chỉ tiêu|tỷ lệ|tỉ lệ|là))*[\s:.,;]*$"
)

_OFFICE = (
    r"(?:chủ tịch|lãnh đạo|người đứng đầu|thủ trưởng|cán bộ|công chức|ubnd|cơ quan|đơn vị|phòng|ban"
    r"|bộ phận|trung tâm|xã|phường|đặc khu|tỉnh|thành phố|địa phương|sở|ngành)(?!\w)"
)
# "tỷ lệ trễ hạn của phòng", "thư xin lỗi của Chủ tịch xã".
_OWNER = re.compile(
    rf"(?<!\w)(?:của|do|thuộc)(?: (?:các|từng|mỗi|toàn|chính|mọi))* {_OFFICE}(?:,? {_OFFICE})*"
)


def level_labels(lowercase: str) -> list[str]:
    """The labels of the levels of government that a text names, in its order, each once."""
    labels = (
        label
        for match in _level_pattern().finditer(lowercase)
        for label, phrases in lexicon().levels.items()
        if match[0] in phrases
    )
    return list(dict.fromkeys(labels))


def without_recipients(words: str) -> str:
    """The words without the offices and fields at their start that a figure is for.

    So "UBND cấp huyện", "lĩnh vực hộ tịch". All of the words may be such ("Sở Nội vụ được giao
    mức"): what is counted was said before. Nor whose something is ("tỷ lệ trễ hạn của phòng").
    """
    lowercase = words.lower()
    if len(lowercase) != len(words):
        return words
    if _ASSIGNED.search(lowercase.rstrip()):
        return ""
    match = _recipients_pattern().match(lowercase)
    start = match.end() if match else 0
    owners = [owner.span() for owner in _OWNER.finditer(lowercase, start)]
    for begin, end in reversed(owners):
        words = f"{words[:begin]} {words[end:]}"
    return words[start:]


@cache
def _level_pattern() -> re.Pattern[str]:
    """The pattern of any phrase that names a level of government."""
    phrases = (phrase for phrases in lexicon().levels.values() for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{_alternatives(phrases)})(?!\w)")


@cache
def _recipients_pattern() -> re.Pattern[str]:
    """The pattern of one or several offices that a figure is for, at the beginning of a text."""
    phrases = [phrase for phrases in lexicon().levels.values() for phrase in phrases]
    names = _alternatives([*phrases, *lexicon().grammar["recipients"]])
    fields = _alternatives(lexicon().grammar["fields"])
    field = rf"(?:lĩnh vực|nhóm|mảng)(?: về)? (?:{fields})(?:(?:,| và| -) (?:{fields}))*"
    return re.compile(rf"{_LINK}(?:(?:{names}|{field})(?!\w){_LINK})+")


def _alternatives(phrases: Iterable[str]) -> str:
    """Phrases as alternatives of a pattern, the longest first."""
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
