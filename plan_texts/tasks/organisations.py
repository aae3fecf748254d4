"""Who does a task, as cells and sentences name them."""

from __future__ import annotations

import re
from functools import cache

from plan_texts.language.letters import lower_letters
from plan_texts.tasks.task_words import phrase_pattern

_COMMA = "\ue000"  # stands for the commas inside one office's name
_LIST_OF_KINDS = re.compile(  # "các phòng, ban, cơ quan, đơn vị thuộc xã" is one office
    r"(?<!\w)(?:phòng|cơ quan|đơn vị|ban|ngành|thôn|bản|ấp|xã)(?:\s+chuyên môn)?"
    r"(?:,\s*(?:phòng|ban|ngành|cơ quan|đơn vị|địa phương|đoàn thể|tổ chức|chuyên môn|thôn|bản|ấp)"
    r"(?=\s*(?:[,;.\s]|$))(?!\s+(?-i:[A-ZĐ]|kinh tế|văn hóa)))+",
    re.IGNORECASE,
)
_CUT_NAME = re.compile(r"(?<=văn hóa)\s*•\s*[-–]\s*(?=xã hội)", re.IGNORECASE)  # over two lines
_DASH = re.compile(r"\s[-–]\s+$")  # "Văn phòng - Thống kê" is a name
_ORDER = r"(?:giao\s+(?:cho\s+)?|yêu cầu\s+|đề nghị\s+)?"
_ENDS = " .,;:-–+•"
_LONGEST_NAME = 160  # letters
_MOST_OFFICES = 12


def offices(text: str) -> tuple[str, ...]:
    """The offices that a cell or a label lists, in its order, each once.

    "Các phòng, ban, cơ quan, đơn vị" is one; a comma parts offices only where a name begins.
    """
    whole_names = _LIST_OF_KINDS.sub(lambda match: match[0].replace(",", _COMMA), text)
    whole_names = _CUT_NAME.sub(" - ", whole_names)
    parts = (
        part.replace(_COMMA, ",").strip(_ENDS) for part in _parting_pattern().split(whole_names)
    )
    names = (" ".join(part.split())[:_LONGEST_NAME] for part in parts)
    distinct_names = dict.fromkeys(name for name in names if any(map(str.isalpha, name)))
    return tuple(distinct_names)[:_MOST_OFFICES]


def leading_offices(text: str) -> tuple[str, ...]:
    """The offices that a sentence or a heading begins with; () where it begins otherwise."""
    bare_text = text.strip(_ENDS)
    beginning = _beginning_pattern().match(lower_letters(bare_text))
    if not beginning:
        return ()
    deeds = phrase_pattern("office_deeds").finditer(lower_letters(bare_text), beginning.end())
    starts = (deed.start() for deed in deeds if not _DASH.search(bare_text, 0, deed.start()))
    name = bare_text[beginning.start("office") : next(starts, len(bare_text))]
    name, *_ = re.split("[:(]", name, maxsplit=1)
    return offices(name) if len(name) <= _LONGEST_NAME else ()


@cache
def _parting_pattern() -> re.Pattern[str]:
    """The pattern of what parts offices: bullets, semicolons, full stops, commas before a name."""
    office = phrase_pattern("offices").pattern
    return re.compile(
        rf"\s*[•;\n]\s*|(?<=\w)\.\s+(?=\S)|\s*[,+/]\s+(?={office})|^\s*[-–+]\s*|\s+[-–+]\s+(?={office})",
        re.IGNORECASE,
    )


@cache
def _beginning_pattern() -> re.Pattern[str]:
    """The pattern of a sentence's beginning that names the office it is for."""
    return re.compile(rf"{_ORDER}(?P<office>{phrase_pattern('offices').pattern})")
