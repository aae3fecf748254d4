"""A sentence with several figures, parted so that each figure has the words that belong to it.

Three steps, with "Trên 97% hồ sơ được trả đúng hẹn, riêng hồ sơ trả trước hẹn trên 40%":

1. Direction: whether a figure stands before what it counts. 97 % does, 40 % does not.
2. Parts: where one figure's words end and the next one's begin. At "riêng", which turns to
   something else.
3. Words: of each part those that say what is counted: "hồ sơ được trả đúng hẹn" and "hồ sơ trả
   trước hẹn".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from plan_texts.language.figures import Figure, FigureSegment
from plan_texts.language.letters import lower_letters
from plan_texts.language.levels import level_labels
from plan_texts.language.lexicon import lexicon
from plan_texts.language.own_scopes import scope_alone, scope_behind
from plan_texts.language.phrases import phrase_matches
from plan_texts.language.tokens import names_count, tokens
from plan_texts.targets.counted_words import (
    TURN,
    without_remarks,
    without_time_clause,
    words_after,
    words_before,
)
from plan_texts.targets.joined_parts import joined_parts
from plan_texts.targets.shared_words import (
    with_own_scopes,
    with_scopes_of_one_rate,
    with_shared_predicates,
    with_things_said_before,
)

_MOST_FIGURES = 20  # a sentence with more of them is no sentence
_BREAK = re.compile(
    r"[,;:()]|(?<!\w)(?:và|còn|đồng thời|trong đó|riêng|cùng với|cũng như|song song)(?!\w)"
)
# After these the figure has been said; what follows limits it or names its denominator.
_CLOSING = re.compile(
    r"\s*[(;:,)]|\W*(?:$|(?:so|vào|trong|theo|của|và|tại|đến|năm|ở|hồi|cuối|trước|đối với|riêng"
    r"|thuộc|hoặc|để|nhằm|trên|tính|hàng|hằng|mỗi|như|còn|là|góp phần|cho)(?!\w))"
)
# It has its subject before the figure ("hồ sơ chậm: 100% phải xin lỗi", "… trong 100% trường
# hợp").
_VERB = re.compile(r"\s*(?:được|phải|đều|chỉ|trường hợp|số trường hợp)(?!\w)")
# "hồ sơ trực tuyến chiếm 45% số hồ sơ": what follows is the whole, not what is counted.
_PART_OF = re.compile(r"(?<!\w)chiếm(?: tỷ lệ| tỉ lệ| khoảng| hơn| trên| gần)*[\s(,]*$")
_RESPECTIVELY = re.compile(r"\W*(?<!\w)(?:lần lượt|tương ứng)(?!\w)")
_FEWEST_RESPECTIVE = 2
_BRACKETED = re.compile(r"\s*\(([^()%\d]+)\)")
_LISTED = re.compile(r"[,;]|(?<!\w)(?:và|cùng)(?!\w)", re.IGNORECASE)
_LEADING_JOINT = re.compile(rf"^(?:{_LISTED.pattern})", re.IGNORECASE)


def segments(text: str, shares: Sequence[Figure]) -> tuple[FigureSegment, ...]:
    """One segment for each figure, in their order; () where there are too many for a sentence."""
    if not shares or len(shares) > _MOST_FIGURES:
        return ()
    lowercase = lower_letters(text)
    if respective_segments := _respective_segments(text, lowercase, shares):
        return respective_segments
    if bracketed_segments := _bracketed_segments(text, shares):
        return bracketed_segments
    if _RESPECTIVELY.search(lowercase[: shares[0].lead]):
        return ()
    forward = _forward_flags(text, lowercase, shares)
    part_offsets = _part_offsets(lowercase, shares, forward)
    share_segments = [
        _segment(text, share, forward[n], part_offsets[n], part_offsets[n + 1])
        for n, share in enumerate(shares)
    ]
    share_segments = with_things_said_before(lowercase, share_segments)
    share_segments = with_scopes_of_one_rate(with_own_scopes(text, share_segments))
    return with_shared_predicates(lowercase, share_segments)


def _bracketed_segments(text: str, shares: Sequence[Figure]) -> tuple[FigureSegment, ...]:
    """The segments of "95% (trực tuyến), 95% (thanh toán) và 99% (đúng hạn)"; else ()."""
    names = [_BRACKETED.match(text, share.end) for share in shares]
    if len(shares) < _FEWEST_RESPECTIVE or not all(map(_names_thing, names)):
        return ()
    return tuple(
        FigureSegment(share, False, share.lead, name.end(), name[1], name[1], text[: share.lead])
        for share, name in zip(shares, names, strict=True)
        if name
    )


def _names_thing(bracket: re.Match[str] | None) -> bool:
    """Whether a bracket behind a figure says what is counted, not only in which field."""
    return bool(bracket and tokens(bracket[1]) and not scope_alone(bracket[1]))


def _respective_segments(
    text: str, lowercase: str, shares: Sequence[Figure]
) -> tuple[FigureSegment, ...]:
    """The segments of "A, B và C lần lượt đạt 80%, 60% và 95%", each with its own part.

    Where the parts are levels ("lần lượt 45%, 35%, 25% đối với cấp tỉnh, cấp huyện, cấp xã"), all
    words that are no level go to each. () where there are not as many parts as figures.
    """
    first, last = shares[0], shares[-1]
    match = _RESPECTIVELY.search(lowercase, 0, first.start) or _RESPECTIVELY.match(
        lowercase, last.end
    )
    if not match or len(shares) < _FEWEST_RESPECTIVE:
        return ()
    head, tail = text[: min(match.start(), first.lead)], text[last.end :]
    parts = _listed_parts(head, len(shares))
    if len(parts) == len(shares):
        return tuple(
            FigureSegment(share, False, 0, share.end, part, part, head)
            for part, share in zip(parts, shares, strict=True)
        )
    levels = next(
        (
            labels
            for labels in (level_labels(tail.lower()), level_labels(head.lower()))
            if len(labels) == len(shares)
        ),
        [],
    )
    words = f"{words_before(head)} {without_remarks(tail)}"
    return tuple(
        FigureSegment(share, False, 0, len(text), words, text, "", scope=level)
        for level, share in zip(levels, shares, strict=False)
    )


def _listed_parts(head: str, count: int) -> list[str]:
    """The parts of a list that name something known; a comma between two verbs parts none.

    So "khai thác, sử dụng lại dữ liệu" is one part, where the list has more parts than `count`.
    """
    parts = [part for part in joined_parts(_LISTED, head) if tokens(part)]
    whole_parts: list[str] = []
    surplus = len(parts) - count
    for part in reversed(parts):
        is_cut = surplus > 0 and bool(whole_parts) and not names_count(part)
        if is_cut:
            whole_parts[-1], surplus = part + whole_parts[-1], surplus - 1
        else:
            whole_parts.append(part)
    return [_LEADING_JOINT.sub("", part) for part in reversed(whole_parts)]


def _forward_flags(text: str, lowercase: str, shares: Sequence[Figure]) -> list[bool]:
    """For each figure whether it stands before what it counts."""
    ends = [*(share.start for share in shares[1:]), len(lowercase)]
    forward = [_is_forward(lowercase, share, end) for share, end in zip(shares, ends, strict=True)]
    if not tokens(text[: shares[0].lead]):  # nothing that could be counted stands before it
        forward[0] = True
    return forward


def _is_forward(lowercase: str, share: Figure, end: int) -> bool:
    """Whether the words after the figure, up to `end`, say what it counts ("80% hồ sơ …")."""
    text_after = lowercase[share.end : end]
    if share.says_all:
        return True
    if _PART_OF.search(lowercase[: share.lead]) or _CLOSING.match(text_after):
        return False
    phrases_before, phrases_after = tokens(lowercase[: share.lead]), tokens(text_after)
    if not phrases_after:
        return False
    begins_with_countable = bool(phrases_after[0].concepts & lexicon().countables)
    if phrases_before and (_VERB.match(text_after) or not begins_with_countable):
        return False
    return "," not in text_after[: phrases_after[0].start]


def _part_offsets(lowercase: str, shares: Sequence[Figure], forward: Sequence[bool]) -> list[int]:
    """Where each figure's part begins, then the text's end; `forward`: words follow a figure."""
    inner_offsets = [
        _next_part_offset(lowercase, shares[n], shares[n + 1], forward[n], forward[n + 1])
        for n in range(len(shares) - 1)
    ]
    return [0, *inner_offsets, len(lowercase)]


def _next_part_offset(
    lowercase: str, share: Figure, next_share: Figure, forward: bool, next_forward: bool
) -> int:
    """Where the words of `share` end and the next one's begin; `forward`: its words follow it."""
    own_scope = None if forward else scope_behind(lowercase, share.end)
    if own_scope and own_scope[1] <= next_share.lead:  # "98% (cấp tỉnh)|, 99% (cấp xã)"
        return own_scope[1]
    region = lowercase[share.end : next_share.lead]
    break_offsets = [match.start() for match in _BREAK.finditer(region)]
    if not break_offsets:
        return share.end if forward and not next_forward else next_share.lead
    if not forward:  # "hồ sơ … đạt 80%| và kết quả … đạt 90%", "mọi hồ sơ (100%) được … |và …"
        is_in_brackets = region.startswith(")") and "(" not in region
        breaks = break_offsets[1:] if is_in_brackets else break_offsets
        return share.end + breaks[0] if breaks else next_share.lead
    closing = region.find(")")
    if closing >= 0 and "(" not in region[:closing]:  # the figure stands in brackets
        return share.end + closing + 1
    if turn_offsets := [match.start() for match in TURN.finditer(region)]:
        return share.end + turn_offsets[-1]
    if not next_forward:  # "80% hồ sơ …|, tỷ lệ A, B và C đạt 90%"
        subject_offsets = [match.start() for match in phrase_matches(region, "subject")]
        earlier_offsets = [
            at for at in break_offsets if subject_offsets and at < max(subject_offsets)
        ]
        if earlier_offsets:
            return share.end + earlier_offsets[-1]
    return share.end + break_offsets[-1]


def _segment(text: str, share: Figure, forward: bool, start: int, end: int) -> FigureSegment:
    """The segment of a figure with the text `start` to `end`; `forward`: its words follow it."""
    while start < share.lead and not text[start].isalnum():
        start += 1
    head, tail = text[start : share.lead], text[share.end : end]
    if forward:
        words = words_after(head, tail)
        return FigureSegment(
            share,
            True,
            start,
            end,
            without_time_clause(words),
            without_time_clause(f"{head} {words}"),
            text[:start],
        )
    if _PART_OF.search(lower_letters(text)[: share.lead]):
        tail = ""
    subject = words_before(head)
    words = f"{subject} {without_remarks(tail, is_named=bool(tokens(subject)))}"
    return FigureSegment(
        share,
        False,
        start,
        end,
        without_time_clause(words),
        without_time_clause(f"{head} {tail}"),
        text[:start],
        words_before(head, with_joined_parts=True),
    )
