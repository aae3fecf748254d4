"""Targets that a plan's text seems to set, proposed for a person to confirm one by one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from plan_texts.language.accents import accented
from plan_texts.language.figures import Figure, figures
from plan_texts.language.lexicon import lexicon, lowered, spelt_out
from plan_texts.structure.clauses import clauses
from plan_texts.structure.sentences import Clause
from plan_texts.targets.classification import Said, meaning
from plan_texts.targets.exclusions import is_conditional, sets_no_target
from plan_texts.targets.segments import FigureSegment, segments, without_included
from plan_texts.targets.tense import is_rise, looks_ahead, looks_back, plan_year, tells_past

_FEWEST_WORDS = 4  # beside the figure: with fewer nobody can tell what a quotation speaks of
_LONGEST_QUOTED = 300  # letters up to the figure
_LONGEST_OPEN = 300  # letters; who sets so vague a demand says so in few words
_STEP = re.compile(r"(?<!\w)(?:quý|tháng|đợt|học kỳ|giai đoạn)(?!\w)")
# What may itself be lowered: "giảm 30%" is no comparison with the year before there.
_CUTS = frozenset(
    {
        "processing_time_cut",
        "compliance_cost_cut",
        "business_conditions_cut",
        "unlisted_business_conditions_abolished",
        "internal_procedures_reviewed",
        "standards_procedures_reviewed",
    }
)


@dataclass(frozen=True)
class Proposal:
    """A target as read: nothing counts until a person has confirmed it.

    `value` is a share from 0 to 1, None where the plan refers to a figure set elsewhere;
    `comparator` is ">=", ">", "<=" or "<"; `scope` "" where the words limit nothing; `words` are
    the text that it rests on and `line` the line (from 1) that its figure stands on.
    """

    metric: str
    comparator: str
    value: Decimal | None
    scope: str
    words: str
    line: int


def propose(text: str) -> tuple[Proposal, ...]:
    """The targets that a plan's text sets, in its order; past results and duties are none."""
    text = accented(unicodedata.normalize("NFC", text))
    year = plan_year(text)
    found: list[tuple[Proposal, Clause]] = []
    told: set[tuple[str, Decimal | None]] = set()
    on_lines: set[tuple[int, str, Decimal | None]] = set()
    for clause in _of_its_time(text, year):
        once = {(one.metric, one.value): one for one in _of_clause(clause, year, told)}
        for what, one in once.items():
            place = (one.line, *what)
            if clause.role or place not in on_lines:  # a table's columns may say the same twice
                found.append((one, clause))
            on_lines.add(place)
        told.update(once)
    return tuple(_quoted(one, clause) for one, clause in _of_the_year(found))


def _of_its_time(text: str, year: int | None) -> Iterator[Clause]:
    """The clauses but those that tell results, or go on after one with nothing to turn them."""
    gone = False
    for clause in clauses(text):
        if not clause.near[0]:  # a paragraph begins; the lead above its list may look back
            gone = clause.role == "" and tells_past(clause.near[1], year)
        gone = gone and not looks_ahead(clause.text, year)
        if not (clause.past or gone):
            yield clause
        shares = figures(clause.text)
        back = (looks_back(clause.text, share, year) for share in shares)
        gone = gone or (all(back) if shares else tells_past(clause.text, year))


def _of_the_year(found: Sequence[tuple[Proposal, Clause]]) -> Iterator[tuple[Proposal, Clause]]:
    """Of steps to one target ("quý I đạt 60%, … cả năm đạt 80%") the last alone."""
    last = {(one.line, one.metric): n for n, (one, _) in enumerate(found)}
    for n, (one, clause) in enumerate(found):
        if last[one.line, one.metric] == n or not _STEP.search(lowered(one.words)):
            yield one, clause


def _quoted(one: Proposal, clause: Clause) -> Proposal:
    """With words that a person can confirm: where the figure's own are too few, those around it."""
    told = (text.strip(" ,;-–•") for text in (one.words, clause.text, clause.sentence))
    enough = (text for text in told if one.words in text and _words_in(text) >= _FEWEST_WORDS)
    return replace(one, words=_up_to(one.words, next(enough, one.words)))


def _up_to(words: str, text: str) -> str:
    """The text, or of a long one what stands before the words and they themselves."""
    end = text.index(words) + len(words)
    if end <= _LONGEST_QUOTED or words == text:
        return text
    return f"… {text[end - _LONGEST_QUOTED : end].partition(' ')[2]}"


def _words_in(text: str) -> int:
    return sum(any(map(str.isalpha, word)) for word in text.split())


def _of_clause(
    clause: Clause, year: int | None, told: Collection[tuple[str, Decimal | None]]
) -> Iterator[Proposal]:
    shares = figures(clause.text)
    if not shares:
        yield from _open_target(clause, year)
    for segment in segments(clause.text, shares):
        if looks_back(clause.text, segment.figure, year) or sets_no_target(clause, segment, year):
            continue
        metrics = _metrics(clause, segment, told)
        if is_rise(clause.text, segment.figure) and not _CUTS & set(metrics):
            continue
        for metric in metrics:
            yield _proposal(metric, clause, segment)


def _metrics(
    clause: Clause, segment: FigureSegment, told: Collection[tuple[str, Decimal | None]]
) -> tuple[str, ...]:
    """What the words set; two at once that the plan has told before are said again."""
    said = Said(segment.own, segment.forward, segment.figure.every, segment.joined)
    around = (segment.prefix, segment.before, *clause.near)
    metrics = meaning(said, around, clause.role == "product")
    again = len(metrics) > 1 and all((one, segment.figure.value) in told for one in metrics)
    return meaning(said, around, True) if again else metrics


def _proposal(metric: str, clause: Clause, segment: FigureSegment) -> Proposal:
    figure, line = segment.figure, clause.line_at(segment.figure.start)
    words = clause.text[segment.start : segment.end].strip(" ,;-–•")
    return Proposal(metric, figure.comparator, figure.value, _scope(words), words, line)


def _open_target(clause: Clause, year: int | None) -> Iterator[Proposal]:
    """A demand whose figure another plan sets ("đạt chỉ tiêu … giao")."""
    found = _left_open(clause.text)
    if not found or len(clause.text) > _LONGEST_OPEN:
        return
    place = Figure(Decimal(1), ">=", found.start(), found.start(), found.end())
    if looks_back(clause.text, place, year) or is_conditional(clause.text, place):
        return
    around = ("", *clause.near[1:2]) if clause.role == "product" else ()
    for metric in meaning(Said(clause.text, False), around, clause.role == "product"):
        scope, words = _scope(clause.text), clause.text.strip()
        yield Proposal(metric, ">=", None, scope, words, clause.line_at(found.start()))


def _left_open(text: str) -> re.Match[str] | None:
    return None if text.rstrip().endswith(":") else _open_pattern().search(lowered(text))


@cache
def _open_pattern() -> re.Pattern[str]:
    grammar = lexicon().grammar
    met, set_by, given = ("|".join(map(re.escape, grammar[k])) for k in ("met", "set_by", "given"))
    gap = r"(?:[\s,]+\w+){{0,{}}}?[\s,]+"
    return re.compile(rf"\b(?:{met}){gap.format(4)}(?:{set_by})\b{gap.format(10)}(?:{given})\b")


def _scope(words: str) -> str:
    plain = f" {spelt_out(without_included(words))} "
    labels = (
        label
        for label, phrases in lexicon().scopes.items()
        if any(f" {phrase} " in plain for phrase in phrases)
    )
    return ", ".join(labels)
