"""Of the words around a figure those that say what is counted, without remarks and denominators."""

from __future__ import annotations

import re

from plan_texts.language.lexicon import lexicon
from plan_texts.language.phrases import lowered, phrase_matches
from plan_texts.language.tokens import Token, tokens

# What follows speaks of something else.
TURN = re.compile(r"[:;]|(?<!\w)(?:trong đó|riêng|còn lại|ngoài ra)(?!\w)")
# What follows is joined to what stands before.
AND = re.compile(r"(?<!\w)(?:và|lẫn|cùng|cũng như)\s*$")
_LINK = re.compile(r"(?:\s|đối với|cho|của|với|được|đạt|tỷ lệ|các|đủ|đầy đủ|toàn bộ|[,(])*")
# "… kể cả thủ tục nội bộ" limits nothing.
_INCLUDED = re.compile(
    r"\((?:bao gồm|gồm|kể cả|cả)[^()]*\)"
    r"|(?:bao gồm|gồm|kể) cả[^;.()%]*?(?=[;.()]|$|,? (?:đều|được|phải|đạt|bảo đảm|đảm bảo)(?!\w)"
    r"|, (?:trên|tại|qua|bằng|trong|vào|theo)(?!\w))",
    re.IGNORECASE,
)
# "… sau khi xử lý", "trước khi được trả kết quả".
_WHEN = re.compile(
    r"(?<!\w)(?:sau|trước) khi(?: đã| được)*[^,;.()%]*?(?=[,;.()]|$|(?:được|phải|đều|đạt)(?!\w))"
)
_BRACKETS = re.compile(r"\([^()]*\)")


def words_before(head: str, joined: bool = False) -> str:
    """What a figure counts by the words before it: "tỷ lệ hồ sơ nộp trực tuyến" of "80%".

    From the last "tỷ lệ", "mức độ" or colon on, where that says something; else everything. With
    `joined` what "và" joins to it belongs to it ("tỷ lệ A và tỷ lệ B đều đạt").
    """
    lowercase = lowered(head)
    beginnings = [turn.end() for turn in TURN.finditer(lowercase)]
    beginnings += [subject.start() for subject in phrase_matches(lowercase, "subject")]
    for begin in sorted(beginnings, reverse=True):
        phrases = tokens(head[begin:])
        is_predicate = lowercase[begin - 1] == ":" and not any(map(_is_unit, phrases))
        goes_on = joined and AND.search(lowercase[:begin])
        if phrases and not is_predicate and not goes_on:
            return _without_denominator(_without_brackets(head[begin:]))
    return _without_denominator(_without_brackets(head))


def words_after(head: str, tail: str) -> str:
    """What a figure counts by the words after it, with the verb that it directly follows.

    "số hóa 100% hồ sơ" counts "số hóa hồ sơ".
    """
    return f"{_governing_verb(head)} {_up_to_citizens(without_remarks(tail))}"


def without_remarks(tail: str, is_named: bool = False) -> str:
    """The words up to the denominator, remarks in brackets left out.

    A lone unit before the denominator says too little, and the denominator stays; but not where
    other words have named what is counted (`is_named`).
    """
    return _without_denominator(_BRACKETS.sub(" ", without_included(tail)), is_named)


def without_included(words: str) -> str:
    """The words without those that name what is counted too ("kể cả thủ tục nội bộ")."""
    return _INCLUDED.sub(" ", words)


def without_when(words: str) -> str:
    """The words without when it is done ("sau khi xử lý"), where other known words remain."""
    shorter = _WHEN.sub(" ", words)
    return shorter if tokens(shorter) else words


def predicate_of(words: str) -> str:
    """What is said of the thing counted: the words behind its name."""
    phrases = tokens(words)
    return words[phrases[0].end :] if phrases else words


def _governing_verb(head: str) -> str:
    """The verb that the figure directly follows ("số hóa 100% hồ sơ"), else nothing."""
    phrases = tokens(head)
    if not phrases or _is_unit(phrases[-1]):
        return ""
    first = last = phrases[-1]
    for token in reversed(phrases[:-1]):
        if _is_unit(token) or head[token.end : first.start].strip():
            break
        first = token
    return head[first.start : last.end] if _LINK.fullmatch(lowered(head[last.end :])) else ""


def _up_to_citizens(words: str) -> str:
    """The words up to a comma after which people are the subject: nobody counts both.

    "hồ sơ được số hóa, người dân không phải nộp lại giấy tờ" counts the dossiers.
    """
    phrases = tokens(words)
    if not phrases or "citizen" in phrases[0].concepts:
        return words
    for token in phrases:
        if "citizen" in token.concepts and words[: token.start].rstrip().endswith(","):
            return words[: token.start]
    return words


def _without_brackets(words: str) -> str:
    """The words without remarks in brackets, where other known words remain."""
    shorter = _BRACKETS.sub(" ", words)
    return shorter if tokens(shorter) else words


def _without_denominator(words: str, is_named: bool = False) -> str:
    """The words before "trên tổng số …"; all of them where those are no more than a unit."""
    denominators = phrase_matches(lowered(words), "denominator")
    shorter = words[: denominators[0].start()] if denominators else words
    phrases = tokens(shorter)
    says_more = len(phrases) > 1 or any(not _is_unit(token) for token in phrases)
    return shorter if is_named or says_more else words


def _is_unit(token: Token) -> bool:
    """Whether a phrase names something that can be counted."""
    return bool(token.concepts & lexicon().units)
