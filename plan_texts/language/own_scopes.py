"""For whom a figure is, or in which field, where the words right beside it say so and no more.

"80% đối với lĩnh vực đất đai, 95% đối với hộ tịch", "cấp tỉnh đạt 98%, cấp xã đạt 99%",
"60% (đất đai), 90% (chứng thực)", "doanh nghiệp 90%, người dân 70%".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from plan_texts.language.letters import lower_letters
from plan_texts.language.lexicon import lexicon
from plan_texts.language.scope_names import JOINT, PEOPLE, REMAINING, field_label

_FOR = r"(?:(?:đối )?với|ở|tại|trong|thuộc|của|cho|về|riêng)"
_GROUP = r"(?:các|những|nhóm|mảng|khối|lĩnh vực|cơ quan)"
_THINGS = r"(?:(?:số )?hồ sơ|thủ tục(?: hành chính)?|tthc)"
_LEADING = rf"(?:{_FOR}(?: {_GROUP})*(?: {_THINGS})?|{_GROUP}(?: {_THINGS})?|{_THINGS})"
_REMAINING = r"(?:các |những )*(?:lĩnh vực|nhóm|thủ tục) (?:còn lại|khác)"
_ENDS = r"(?=\s*(?:[,;.)]|$|(?:và|còn|riêng|trong khi|nhưng)(?!\w)))"
_REACHES = r"(?:\s|:|–|-|\(|phấn đấu|phải|cần|sẽ|đạt|là|ở|mức)*"


def scope_behind(text: str, start: int) -> tuple[str, int] | None:
    """(label, offset behind it) of the scope that directly follows a figure; None without one."""
    match = _behind_pattern().match(lower_letters(text), start)
    return (_label(match[0]), match.end()) if match else None


def scope_before(head: str) -> str:
    """The label of the scope that ends the text before a figure; "" where none does."""
    match = _before_pattern().search(lower_letters(head))
    return _label(match["scope"]) if match else ""


def scope_alone(words: str) -> str:
    """The label of the scope that words name, and nothing else; "" where they say more."""
    match = _alone_pattern().fullmatch(lower_letters(words))
    return _label(match["scope"]) if match else ""


def without_own_scope(words: str) -> str:
    """The words without a scope that ends them ("hồ sơ lĩnh vực đất đai" → "hồ sơ")."""
    match = _last_pattern().search(lower_letters(words))
    return words[: match.start()] if match else words


def _label(scope: str) -> str:
    """The label of a scope as written: a level's, people's, or that of one field or several."""
    if re.search(_REMAINING, scope):
        return REMAINING
    if level := _level(scope):
        return level
    names = re.search(_names(_field_names()), scope)
    if names and names[0] not in PEOPLE:
        return field_label(names[0])
    return next((people for people in PEOPLE if people in scope), "")


def _level(scope: str) -> str:
    """The label of the level that a scope names with its longest phrase; "" where it names none."""
    by_phrase = {phrase: label for label, phrases in lexicon().levels.items() for phrase in phrases}
    named = re.search(rf"(?<!\w)(?:{_either(by_phrase)})(?!\w)", scope)
    return by_phrase[named[0]] if named else ""


@cache
def _behind_pattern() -> re.Pattern[str]:
    """The pattern of a scope behind a figure: in brackets, or after "đối với" and the like."""
    names = _scope_names()
    bracketed = rf"\(\s*(?:{_FOR} )?{names}\s*\)"
    return re.compile(rf"\s*(?:{bracketed}|{_LEADING} {names}{_ENDS})")


@cache
def _before_pattern() -> re.Pattern[str]:
    """The pattern of a scope that ends a text: after a sign, "đối với" or "lĩnh vực"."""
    leading = rf"(?:^\W*|(?<!sản xuất)[,;:(–]\s*|(?<!\w)(?:{_LEADING}|và|còn) )"
    return re.compile(rf"{leading}(?P<scope>{_scope_names()}){_REACHES}$")


@cache
def _alone_pattern() -> re.Pattern[str]:
    """The pattern of words that are a scope and nothing else."""
    leading = (
        rf"(?:\W|(?:và|còn)(?!\w))*(?:{_FOR} )*(?:{_GROUP} )*"
        rf"(?:{_THINGS} )?(?:(?:thuộc|về|trong|của) )?(?:{_GROUP} )*"
    )
    return re.compile(rf"{leading}(?P<scope>{_scope_names()}){_REACHES}\W*")


@cache
def _last_pattern() -> re.Pattern[str]:
    """The pattern of a scope that ends words, with what leads to it."""
    return re.compile(rf"[\s:,;(–]*(?<!\w)(?:{_FOR} )*{_scope_names()}\W*$")


@cache
def _scope_names() -> str:
    """The pattern of the names of one scope: a level, people, or fields joined by commas."""
    levels = _either(phrase for phrases in lexicon().levels.values() for phrase in phrases)
    people = rf"(?:tổ chức, |cá nhân, )?(?:{_either(PEOPLE)})"
    names = f"(?:ubnd )?(?:{levels})|{people}|{_names(_field_names())}"
    return rf"(?:{_REMAINING}|(?:{_GROUP} )*(?:{names}))(?!\w)"


def _names(name: str) -> str:
    """The pattern of one name or several, joined."""
    return rf"(?:{name})(?!\w)(?:{JOINT.pattern}(?:{name})(?!\w))*"


@cache
def _field_names() -> str:
    """The pattern of a field's name."""
    return _either(lexicon().grammar["fields"])


def _either(phrases: Iterable[str]) -> str:
    """Phrases, escaped, as the alternatives "longer|short" of a pattern, without a group."""
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
