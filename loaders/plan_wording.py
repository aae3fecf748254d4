"""Of the words about a figure those that say what is counted; remarks and denominators left out."""

from __future__ import annotations

import re

from loaders.plan_lexicon import lexicon
from loaders.plan_phrases import lowered, places
from loaders.plan_tokens import tokens

TURN = re.compile(r"[:;]|(?<!\w)(?:trong đó|riêng|còn lại|ngoài ra)(?!\w)")
AND = re.compile(r"(?<!\w)(?:và|lẫn|cùng|cũng như)\s*$")
_LINK = re.compile(r"(?:\s|đối với|cho|của|với|được|đạt|tỷ lệ|các|đủ|đầy đủ|toàn bộ|[,(])*")
# "… kể cả thủ tục nội bộ" limits nothing.
_INCLUDED = re.compile(
    r"\((?:bao gồm|gồm|kể cả|cả)[^()]*\)"
    r"|(?:bao gồm|gồm|kể) cả[^;.()%]*?(?=[;.()]|$|,? (?:đều|được|phải|đạt|bảo đảm|đảm bảo)(?!\w)"
    r"|, (?:trên|tại|qua|bằng|trong|vào|theo)(?!\w))",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?<!\w)(?:sau|trước) khi(?: đã| được)*[^,;.()%]*?(?=[,;.()]|$|(?:được|phải|đều|đạt)(?!\w))"
)
_BRACKETS = re.compile(r"\([^()]*\)")


def without_included(words: str) -> str:
    """The words without those that name what is counted too ("kể cả thủ tục nội bộ")."""
    return _INCLUDED.sub(" ", words)


def without_when(words: str) -> str:
    """The words without when it is done ("sau khi xử lý"), where something is left of them."""
    left = _WHEN.sub(" ", words)
    return left if tokens(left) else words


def predicate_of(own: str) -> str:
    """What is said of the thing counted: the words behind its name."""
    found = tokens(own)
    return own[found[0].end :] if found else own


def governing_verb(head: str) -> str:
    """The verb that the figure directly follows ("số hóa 100% hồ sơ"), else nothing."""
    found = tokens(head)
    if not found or found[-1].concepts & lexicon().units:
        return ""
    first = last = found[-1]
    for token in reversed(found[:-1]):
        if token.concepts & lexicon().units or head[token.end : first.start].strip():
            break
        first = token
    return head[first.start : last.end] if _LINK.fullmatch(lowered(head[last.end :])) else ""


def subject_of(head: str, joined: bool = False) -> str:
    """From the last "tỷ lệ", "mức độ" or colon on, where it says something; else everything.

    Where `joined`, what "và" joins to it belongs to it ("tỷ lệ A và tỷ lệ B đều đạt").
    """
    small = lowered(head)
    starts = [found.end() for found in TURN.finditer(small)]
    starts += [found.start() for found in places(small, "subject")]
    for place in sorted(starts, reverse=True):
        found = tokens(head[place:])
        bare = small[place - 1] == ":" and not any(t.concepts & lexicon().units for t in found)
        if found and not bare and not (joined and AND.search(small[:place])):
            return _without_whole(_open(head[place:]))
    return _without_whole(_open(head))


def _open(words: str) -> str:
    """The words without remarks in brackets, where something is left of them."""
    left = _BRACKETS.sub(" ", words)
    return left if tokens(left) else words


def one_subject(own: str) -> str:
    """The words up to a comma after which people are the subject: nobody counts both."""
    found = tokens(own)
    if not found or "citizen" in found[0].concepts:
        return own
    for token in found:
        if "citizen" in token.concepts and own[: token.start].rstrip().endswith(","):
            return own[: token.start]
    return own


def without_remarks(tail: str, told: bool = False) -> str:
    """The words up to the denominator, remarks in brackets left out."""
    return _without_whole(_BRACKETS.sub(" ", without_included(tail)), told)


def _without_whole(part: str, told: bool = False) -> str:
    """The words before the denominator; these too where no more than a name has been `told`."""
    found = places(lowered(part), "denominator")
    kept = part[: found[0].start()] if found else part
    said = tokens(kept)
    says_more = len(said) > 1 or any(not one.concepts & lexicon().units for one in said)
    return kept if told or says_more else part
