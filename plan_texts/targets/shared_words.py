"""Words that one figure of a sentence shares with the next: its rate, its thing, its predicate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from plan_texts.language.figures import FigureSegment
from plan_texts.language.letters import lower_letters
from plan_texts.language.levels import level_labels, without_recipients
from plan_texts.language.lexicon import lexicon
from plan_texts.language.phrases import ENDING_IN_AND
from plan_texts.language.tokens import tokens

_OF_LEVEL = re.compile(
    r"\s(?:của|do|ở|tại|thuộc|đối với)(?: các| cơ quan)* (?=cấp|sở|xã|phường|ubnd)", re.IGNORECASE
)
_JOINT = re.compile(r"^\W*(?:và|cùng)(?!\w)", re.IGNORECASE)


def with_levels_of_one_rate(segments: Sequence[FigureSegment]) -> list[FigureSegment]:
    """The segments; one whose words only name a level has the rate of the one before it.

    So in "Tỷ lệ số hóa hồ sơ, kết quả: cấp tỉnh 100%, cấp xã 95%" both levels have it.
    """
    completed_segments: list[FigureSegment] = []
    for segment in segments:
        labels = level_labels(lower_letters(segment.words))
        before = completed_segments[-1] if completed_segments else None
        is_level_alone = len(labels) == 1 and not tokens(without_recipients(segment.words))
        if before and not before.forward and is_level_alone and tokens(before.words):
            words = f"{before.words} {segment.words}"
            segment = replace(
                segment, words=words, coordination=before.coordination, scope=labels[0]
            )
        completed_segments.append(segment)
    return completed_segments


def with_things_said_before(
    lowercase: str, segments: Sequence[FigureSegment]
) -> list[FigureSegment]:
    """The segments; a figure "của cấp xã", joined to one that counts things, counts them too.

    So "90% của cấp xã được ký số" behind "100% kết quả của cấp tỉnh và".
    """
    completed_segments: list[FigureSegment] = []
    for segment in segments:
        before = completed_segments[-1] if completed_segments else None
        tail = lowercase[segment.figure.end : segment.end]
        is_bare = not lowercase[segment.start : segment.figure.lead].strip(" ,và")
        if before and before.forward and is_bare and _OF_LEVEL.match(tail):
            thing = _OF_LEVEL.split(before.words)[0]
            words, part = (_JOINT.sub("", text) for text in (segment.words, segment.part))
            segment = replace(
                segment, forward=True, words=f"{thing} {words}", part=f"{thing} {part}"
            )
        completed_segments.append(segment)
    return completed_segments


def with_shared_predicates(
    lowercase: str, segments: Sequence[FigureSegment]
) -> tuple[FigureSegment, ...]:
    """The segments; one that "và" joins to the next takes over the next one's predicate.

    So in "92% hồ sơ và 98% kết quả được số hóa" the dossiers are digitised too.
    """
    completed_segments = list(segments)
    for n in range(len(segments) - 2, -1, -1):
        segment, next_segment = completed_segments[n], completed_segments[n + 1]
        is_joined = bool(ENDING_IN_AND.search(lowercase[: next_segment.figure.lead]))
        is_listed = lowercase[: next_segment.figure.lead].rstrip().endswith(",")
        is_joined = is_joined or (is_listed and _lacks_deed(segment))
        if next_segment.forward and (label := _level_alone(segment)):
            completed_segments[n] = replace(
                segment, forward=True, words=next_segment.words, scope=label
            )
        if segment.forward and next_segment.forward and is_joined:
            predicate = _predicate_of(next_segment.words)
            completed_segments[n] = replace(segment, part=f"{segment.part} {predicate}")
    return tuple(completed_segments)


def _level_alone(segment: FigureSegment) -> str:
    """The level that a segment's words name, and nothing else; "" where they say more."""
    labels = level_labels(lower_letters(segment.part))
    is_alone = len(labels) == 1 and not tokens(without_recipients(segment.part.strip()))
    return labels[0] if is_alone else ""


def _lacks_deed(segment: FigureSegment) -> bool:
    """Whether a segment only names what is counted ("95% người dân, ")."""
    phrases = tokens(without_recipients(segment.words))
    return bool(phrases) and all(x.concepts & lexicon().countables for x in phrases)


def _predicate_of(words: str) -> str:
    """The words behind the first known phrase, the thing counted; all of them without such."""
    phrases = tokens(words)
    return words[phrases[0].end :] if phrases else words
