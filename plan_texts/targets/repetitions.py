"""Proposals that lead to, explain or repeat another one: left out, or marked as repetitions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from data.planning.plan import RISES
from plan_texts.language.letters import lower_letters
from plan_texts.language.lexicon import lexicon
from plan_texts.targets.denominator_words import exclusion_words
from plan_texts.targets.proposal import FigureReading, Proposal

_STEP = re.compile(
    r"(?<!\w)(?:quý|tháng|đợt|học kỳ|giai đoạn|(?:đến|hết|trước|ngày|giữa|cuối) \d{1,2}/\d{1,2}"
    r"|(?:nửa|giữa) (?:đầu )?năm|sơ kết)(?!\w)"
)
_LONGEST_HEADLINE = 200  # letters
_OWN_LEVEL = "cấp xã"


def without_earlier_steps(readings: Sequence[FigureReading]) -> Iterator[FigureReading]:
    """The readings without proposals that are only steps to another figure on the same line.

    Of "quý I đạt 60%, … cả năm đạt 80%" 80 % stays, and so it does of "80% (quý I đạt 60%)".
    Figures for several levels are no steps, nor are those of the year's halves.
    """
    targets: dict[tuple[int, str, str], list[Proposal]] = {}
    for proposal in _proposals(readings):
        targets.setdefault(_step_key(proposal), []).append(proposal)
    for reading in readings:
        yield _with_proposals(
            reading, lambda p: not _is_step(p, targets[_step_key(p)]), "earlier_step"
        )


def _is_step(proposal: Proposal, targets: Sequence[Proposal]) -> bool:
    """Whether a proposal only leads to another one of the `targets` of its line and metric."""
    if proposal.since or proposal.is_step or not _STEP.search(lower_letters(proposal.words)):
        return False
    place = next(n for n, target in enumerate(targets) if target is proposal)
    later = targets[place + 1 :]
    if not later:
        return any(not _STEP.search(lower_letters(target.words)) for target in targets)
    until = proposal.until
    return not until or not all(target.since and target.since > until for target in later)


def with_later_years(readings: Sequence[FigureReading]) -> Iterator[FigureReading]:
    """The readings; of one metric's proposals on a line, later ones begin with their own year.

    So "năm 2026 đạt 90%, năm 2027 đạt 95%" asks for 90 % in 2026.
    """
    first_years: dict[tuple[int, str, str], int] = {}
    for proposal in _proposals(readings):
        key, year = _step_key(proposal), proposal.until_year or 0
        first_years[key] = min(year, first_years.get(key, year))
    for reading in readings:
        proposals = (
            replace(p, since=p.since or date(p.until_year, 1, 1))
            if p.until_year and p.until_year > first_years[_step_key(p)]
            else p
            for p in reading.proposals
        )
        yield replace(reading, proposals=tuple(proposals))


def _step_key(proposal: Proposal) -> tuple[int, str, str]:
    """(line, metric, level of government or "") that the steps to one figure have in common."""
    return proposal.line, proposal.metric, _level(proposal)


def without_explaining_rises(readings: Sequence[FigureReading]) -> Iterator[FigureReading]:
    """A clause's readings without proposals of rises that only explain a level in it.

    "… đạt 50%, tăng 19 điểm phần trăm so với năm 2025" sets 50 %.
    """
    levels = {
        proposal.metric for proposal in _proposals(readings) if proposal.comparator not in RISES
    }
    for reading in readings:
        yield _with_proposals(
            reading,
            lambda p: p.comparator not in RISES or p.metric not in levels,
            "explaining_rise",
        )


def headline_line(text: str) -> int:
    """The line (from 1) of a text's headline; 0 where its first line is a sentence, or long."""
    lines = ((n, line.strip()) for n, line in enumerate(text.split("\n"), start=1))
    number, line = next(((n, line) for n, line in lines if line), (0, ""))
    return 0 if line.endswith((".", ";", ":")) or len(line) > _LONGEST_HEADLINE else number


def without_headline(readings: Sequence[FigureReading], headline: int) -> Iterator[FigureReading]:
    """The readings without proposals on line `headline` that the text below it makes as well."""
    demands_below = {
        (proposal.target, proposal.comparator)
        for proposal in _proposals(readings)
        if proposal.line != headline
    }
    for reading in readings:
        yield _with_proposals(
            reading,
            lambda p: p.line != headline or (p.target, p.comparator) not in demands_below,
            "repeated",
        )


def without_superseded(readings: Sequence[FigureReading]) -> Iterator[FigureReading]:
    """The readings without a higher level's proposals where the plan asks for more of its own.

    So "Tỉnh giao xã 60%. Xã đăng ký thực hiện 70%." sets 70 %.
    """
    own_levels: dict[str, Decimal] = {}
    for proposal in _proposals(readings):
        if not proposal.province_wide and proposal.value and proposal.comparator in (">=", ">"):
            own_levels[proposal.metric] = max(
                proposal.value, own_levels.get(proposal.metric, proposal.value)
            )
    for reading in readings:
        yield _with_proposals(
            reading,
            lambda p: not (p.province_wide and (p.value or 1) < own_levels.get(p.metric, 0)),
            "superior_level",
        )


def without_other_levels(readings: Sequence[FigureReading]) -> Iterator[FigureReading]:
    """A commune's readings without proposals for higher levels beside one for its own level.

    So "cấp tỉnh đạt 98%, cấp xã đạt 99%" asks a commune for 99 %.
    """
    own_demands = {_demand_of_level(p) for p in _proposals(readings) if _level(p) == _OWN_LEVEL}
    for reading in readings:
        yield _with_proposals(
            reading,
            lambda p: _level(p) in ("", _OWN_LEVEL) or _demand_of_level(p) not in own_demands,
            "superior_level",
        )


def _demand_of_level(proposal: Proposal) -> tuple[object, ...]:
    """What proposals for several levels have in common: metric, denominator, fields, last day."""
    limits = (proposal.denominator_variant, proposal.narrowing, proposal.until_year)
    return proposal.metric, *limits, proposal.until


def _level(proposal: Proposal) -> str:
    """The label of the level of government that a proposal is for; "" where it names none."""
    labels = proposal.scope.split(", ")
    return next((label for label in labels if label in lexicon().levels), "")


def with_repetitions(readings: Iterable[FigureReading]) -> Iterator[FigureReading]:
    """The readings; a proposal that asks the same as an earlier one has its line in `repeats`."""
    first_proposals: dict[tuple[object, ...], list[Proposal]] = {}
    for reading in readings:
        proposals = []
        for proposal in reading.proposals:
            direction = _direction(proposal.comparator)
            demand = (proposal.metric, direction, proposal.value, proposal.is_step)
            earlier = first_proposals.setdefault(demand, [])
            first = next((p for p in earlier if _asks_the_same(p, proposal)), None)
            if first is None:
                earlier.append(proposal)
            proposals.append(replace(proposal, repeats=first.line if first else None))
        yield replace(reading, proposals=tuple(proposals))


def _direction(comparator: str) -> str:
    """The comparator without "=", since "trên 80%" is repeated as "80%" too: ">=" → ">"."""
    return comparator.replace("=", "")


def _asks_the_same(proposal: Proposal, next_proposal: Proposal) -> bool:
    """Whether two proposals of one demand are limited alike, as far as both are limited."""
    firsts = (p.since if not p.until_year else None for p in (proposal, next_proposal))
    if proposal.narrowing != next_proposal.narrowing or len(set(firsts)) > 1:
        return False
    limits = zip(_limits(proposal), _limits(next_proposal), strict=True)
    return all(limit == next_limit for limit, next_limit in limits if limit and next_limit)


def _limits(proposal: Proposal) -> tuple[object, ...]:
    """(level or unit, denominator, base year, year, last day) of a proposal, each None if unset."""
    exclusion = exclusion_words(proposal.metric, proposal.scope)
    labels = filter(None, proposal.scope.replace(exclusion, "").split(", "))
    level = next(
        (
            x
            for x in labels
            if x in lexicon().levels or (x not in lexicon().scopes and x not in proposal.narrowing)
        ),
        None,
    )
    denominator = proposal.denominator_variant or exclusion or None
    years = (proposal.base_year, proposal.until_year)
    return level, denominator, *years, proposal.until


def _proposals(readings: Iterable[FigureReading]) -> Iterator[Proposal]:
    """The proposals of all readings."""
    return (proposal for reading in readings for proposal in reading.proposals)


def _with_proposals(
    reading: FigureReading, stays: Callable[[Proposal], bool], reason: str
) -> FigureReading:
    """The reading with the proposals for which `stays` holds; with `reason` where none is left."""
    proposals = tuple(filter(stays, reading.proposals))
    return replace(
        reading,
        proposals=proposals,
        reason=reading.reason or ("" if proposals else reason),
    )
