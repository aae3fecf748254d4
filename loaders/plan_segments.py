"""A sentence with several figures, parted so that each figure has the words that belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.plan_figures import Figure
from loaders.plan_lexicon import lexicon
from loaders.plan_phrases import lowered, places
from loaders.plan_tokens import tokens
from loaders.plan_wording import (
    AND,
    TURN,
    governing_verb,
    one_subject,
    predicate_of,
    subject_of,
    without_remarks,
    without_when,
)

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
class Segment:
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


def segments(text: str, shares: Sequence[Figure]) -> tuple[Segment, ...]:
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


def _respectively(text: str, end: int, shares: Sequence[Figure]) -> tuple[Segment, ...]:
    """ "A, B và C lần lượt đạt 80%, 60% và 95%": the parts in their order, or nothing."""
    parts = [part for part in _JOINED.split(text[:end]) if tokens(part)]
    if len(parts) != len(shares):
        return ()
    return tuple(
        Segment(share, False, 0, share.rest, part, part, text[:end])
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


def _segment(text: str, small: str, share: Figure, forward: bool, start: int, end: int) -> Segment:
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
    return Segment(
        share, forward, start, end, without_when(own), without_when(prefix), text[:start], joined
    )
