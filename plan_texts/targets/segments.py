"""A sentence with several figures, parted so that each figure has the words that belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plan_texts.language.figures import Figure
from plan_texts.language.lexicon import lexicon, lowered, places
from plan_texts.language.tokens import tokens

_BREAK = re.compile(
    r"[,;:()]|(?<!\w)(?:và|còn|đồng thời|trong đó|riêng|cùng với|cũng như|song song)(?!\w)"
)
# After these the figure has been said; what follows limits it or names its denominator.
_CLOSED = re.compile(
    r"\s*[(;:,)]|\W*(?:$|(?:so|vào|trong|theo|của|và|tại|đến|năm|ở|hồi|cuối|trước|đối với|riêng"
    r"|thuộc|hoặc|để|nhằm|trên|tính|hàng|hằng|mỗi|như|còn|là|góp phần|cho)(?!\w))"
)
# It has its subject before the figure ("hồ sơ chậm: 100% phải xin lỗi").
_VERB = re.compile(r"\s*(?:được|phải|đều|chỉ)(?!\w)")
_PART_OF = re.compile(r"(?<!\w)chiếm(?: tỷ lệ| tỉ lệ| khoảng| hơn| trên| gần)*[\s(,]*$")
_EACH = re.compile(r"(?<!\w)(?:lần lượt|tương ứng)(?!\w)")
_JOINED = re.compile(r"[,;]|(?<!\w)(?:và|cùng)(?!\w)", re.IGNORECASE)
_MOST = 20  # a sentence with more figures is no sentence


@dataclass(frozen=True)
class FigureSegment:
    """One figure's part of a sentence, from `start` to `end`.

    `own` says what is counted: the words after the figure where it goes before them (`forward`),
    else those before it; `prefix` the other words of the part, `before` what the sentence said
    earlier, `joined` the words counted with those that "và" joins to them.
    """

    figure: Figure
    forward: bool
    start: int
    end: int
    own: str
    prefix: str
    before: str
    joined: str = ""


def segments(text: str, shares: Sequence[Figure]) -> tuple[FigureSegment, ...]:
    """One segment for each figure, in their order; none where too many make it no sentence."""
    if not shares or len(shares) > _MOST:
        return ()
    small = lowered(text)
    if found := _EACH.search(small[: shares[0].lead]):
        return _respectively(text, found.start(), shares)
    ends = [*(share.start for share in shares[1:]), len(small)]
    forward = [_is_forward(small, share, end) for share, end in zip(shares, ends, strict=True)]
    if not tokens(text[: shares[0].lead]):
        forward[0] = True
    bounds = [0]
    for n in range(len(shares) - 1):
        bounds.append(_bound(small, shares[n], shares[n + 1], forward[n], forward[n + 1]))
    bounds.append(len(small))
    parts = [
        _segment(text, small, share, forward[n], bounds[n], bounds[n + 1])
        for n, share in enumerate(shares)
    ]
    for n in range(len(parts) - 2, -1, -1):  # "92% hồ sơ và 98% kết quả được số hóa"
        if forward[n] and forward[n + 1] and AND.search(small[: shares[n + 1].lead]):
            lent = predicate_of(parts[n + 1].own)
            parts[n] = replace(parts[n], prefix=f"{parts[n].prefix} {lent}")
    return tuple(parts)


def _respectively(text: str, end: int, shares: Sequence[Figure]) -> tuple[FigureSegment, ...]:
    """ "A, B và C lần lượt đạt 80%, 60% và 95%": the parts in their order, or nothing."""
    parts = [part for part in _JOINED.split(text[:end]) if tokens(part)]
    if len(parts) != len(shares):
        return ()
    return tuple(
        FigureSegment(share, False, 0, share.rest, part, part, text[:end])
        for part, share in zip(parts, shares, strict=True)
    )


def _is_forward(small: str, share: Figure, end: int) -> bool:
    """Whether the words after the figure say what it counts ("80% hồ sơ …")."""
    after = small[share.rest : end]
    if share.every:
        return True
    if _PART_OF.search(small[: share.lead]) or _CLOSED.match(after):
        return False
    found, told = tokens(after), tokens(small[: share.lead])
    if not found or (told and (_VERB.match(after) or not found[0].concepts & lexicon().units)):
        return False
    return "," not in after[: found[0].start]


def _bound(small: str, one: Figure, other: Figure, forward: bool, next_forward: bool) -> int:
    """Where one figure's words end and the next one's begin."""
    region = small[one.rest : other.lead]
    breaks = [match.start() for match in _BREAK.finditer(region)]
    if not breaks:
        return other.lead if (forward and next_forward) or not forward else one.rest
    if not forward:
        return one.rest + breaks[0]
    closed = region.find(")")
    if closed >= 0 and "(" not in region[:closed]:
        return one.rest + closed + 1
    if turns := [match.start() for match in TURN.finditer(region)]:
        return one.rest + turns[-1]
    if not next_forward:
        subjects = [found.start() for found in places(region, "subject")]
        if subjects and (earlier := [at for at in breaks if at < max(subjects)]):
            return one.rest + earlier[-1]
    return one.rest + breaks[-1]


def _segment(
    text: str, small: str, share: Figure, forward: bool, start: int, end: int
) -> FigureSegment:
    while start < share.lead and not text[start].isalnum():
        start += 1
    head, tail = text[start : share.lead], text[share.rest : end]
    if not forward and _PART_OF.search(small[: share.lead]):
        tail = ""  # "chiếm 45% số hồ sơ trực tuyến" tells the whole, not what is counted
    if forward:
        own = f"{governing_verb(head)} {one_subject(without_remarks(tail))}"
        prefix = f"{head} {own}"
    else:
        subject = subject_of(head)
        own = f"{subject} {without_remarks(tail, bool(tokens(subject)))}"
        prefix = f"{head} {tail}"
    joined = "" if forward else subject_of(head, True)
    return FigureSegment(
        share, forward, start, end, without_when(own), without_when(prefix), text[:start], joined
    )


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
