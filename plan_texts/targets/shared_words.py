"""Words that one figure of a sentence shares with the next: its rate, its thing, its predicate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from plan_texts.language.figures import FigureSegment
from plan_texts.language.letters import lower_letters
from plan_texts.language.levels import level_labels, without_recipients
from plan_texts.language.lexicon import lexicon
from plan_texts.language.own_scopes import (
    scope_alone,
    scope_before,
    scope_behind,
    without_own_scope,
)
from plan_texts.language.phrases import ENDING_IN_AND
from plan_texts.language.scope_names import PEOPLE
from plan_texts.language.tokens import tokens

_OF_LEVEL = re.compile(
    r"\s(?:của|do|ở|tại|thuộc|đối với)(?: các| cơ quan)* (?=cấp|sở|xã|phường|ubnd)", re.IGNORECASE
)
# Of fields that a rate may need: there is a rate of how pleased people are with these.
_CONCEPTS_OF_SCOPES = frozenset({"land_construction_investment", "ignored"})
_OF_IT = re.compile(r"\W*(?:trong đó|riêng)(?!\w)", re.IGNORECASE)
_JOINT = re.compile(r"^\W*(?:và|cùng)(?!\w)", re.IGNORECASE)


def with_own_scopes(text: str, segments: Sequence[FigureSegment]) -> list[FigureSegment]:
    """The segments of a sentence, each with the scope that stands right beside its figure.

    Levels and people are only noted where several figures have different ones: "hài lòng của
    người dân đạt 95%" is asked for of everybody.
    """
    scopes = [_own_scope(text, segment) for segment in segments]
    kinds = (PEOPLE, tuple(lexicon().levels))
    unparted = [kind for kind in kinds if len({x for x in scopes if x in kind}) <= 1]
    return [
        replace(segment, scope=scope)
        if scope and not segment.scope and not any(scope in kind for kind in unparted)
        else segment
        for segment, scope in zip(segments, scopes, strict=True)
    ]


def _own_scope(text: str, segment: FigureSegment) -> str:
    """The label of the scope right behind a segment's figure or right before it; "" for none.

    Where the figure goes before what it counts, the scope must end that ("80% hồ sơ đất đai").
    """
    behind = scope_behind(text, segment.figure.end)
    if behind and behind[1] <= segment.end:
        is_whole = not segment.forward or not text[behind[1] : segment.end].strip(" ,.;)")
        return behind[0] if is_whole else ""
    return scope_before(text[segment.start : segment.figure.lead])


def with_scopes_of_one_rate(segments: Sequence[FigureSegment]) -> list[FigureSegment]:
    """The segments; one whose words only name a scope has the rate of the one before it.

    So in "Tỷ lệ số hóa hồ sơ, kết quả: cấp tỉnh 100%, cấp xã 95%" both levels have it, and in
    "Hồ sơ nộp trực tuyến: đất đai 60%, chứng thực 70%" both fields.
    """
    completed_segments: list[FigureSegment] = []
    for segment in segments:
        before = completed_segments[-1] if completed_segments else None
        scope = _scope_alone(segment.words)
        may_go_on = before and (not before.forward or _OF_IT.match(segment.part))
        rate = without_own_scope(before.words) if before and may_go_on else ""
        if before and scope and tokens(rate):
            words = f"{rate} {_words_of_scope(scope)}"
            coordination = before.coordination
            segment = replace(segment, words=words, coordination=coordination, scope=scope)
        completed_segments.append(segment)
    return completed_segments


def _scope_alone(words: str) -> str:
    """The label of the scope or the level that words name, and no other known thing; else ""."""
    if scope := scope_alone(words):
        return scope
    labels = level_labels(lower_letters(words))
    return labels[0] if len(labels) == 1 and not tokens(without_recipients(words)) else ""


def _words_of_scope(scope: str) -> str:
    """The words of a scope's label, but none that another rate has ("lĩnh vực chứng thực")."""
    concepts = {concept for token in tokens(scope) for concept in token.concepts}
    return scope if concepts <= _CONCEPTS_OF_SCOPES else ""


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
    words = without_recipients(segment.words)
    phrases = tokens(without_own_scope(words)) or tokens(words)
    return bool(phrases) and all(x.concepts & lexicon().countables for x in phrases)


def _predicate_of(words: str) -> str:
    """The words behind the first known phrase, the thing counted; all of them without such."""
    phrases = tokens(words)
    return words[phrases[0].end :] if phrases else words
