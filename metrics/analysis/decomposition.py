"""Why are we short?: a gap split to the last unit, a change split into mix and performance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from data.periods import Period
from data.planning.targets import Target, shortfall
from data.text import fold
from metrics.catalogue.metrics import Metric
from metrics.counting.tallies import Evidence, Tally

BY_FORM = "(biểu tổng hợp)"


@dataclass(frozen=True)
class Part:
    """The two counts of one field, procedure or channel; the name is "" where none is written."""

    name: str
    numerator: int
    denominator: int

    @property
    def rate(self) -> Fraction | None:
        """The share, 0–1, exact; None without a case."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None


@dataclass(frozen=True)
class Contribution:
    """What a part adds to the gap, in cases; below 0 where it does better than the target."""

    part: Part
    missing: int


@dataclass(frozen=True)
class Change:
    """What a part adds to the change of the whole rate, as shares: by its weight, by its rate."""

    before: Part
    after: Part
    mix: Fraction
    performance: Fraction

    @property
    def total(self) -> Fraction:
        return self.mix + self.performance


def parts_by_field(
    evidence: Evidence, metric: Metric, commune_code: str, period: Period
) -> tuple[Part, ...]:
    """The counts of each field; spellings of one field together. They add up to the whole's.

    `metric` is the definition that was judged. Empty where some source does not tell fields.
    """
    names = set(evidence.counts.fields(commune_code))
    for (code, _), form in evidence.holdings.forms.items():
        names |= form.fields() if code == commune_code else set()
    if metric.scope:
        names &= evidence.scopes[metric.scope]
    found: dict[str, Part] = {}
    for name in sorted(names):
        tally = evidence.tally(metric, commune_code, period, name)
        own = Part(name, tally.numerator or 0, tally.denominator or 0)
        held = found.get(fold(name), Part(name, 0, 0))
        more = own if own.denominator > held.denominator else held  # the usual spelling
        found[fold(name)] = Part(more.name, *sum_parts([held, own]))
    parts = tuple(part for part in found.values() if part.numerator or part.denominator)
    whole = evidence.tally(metric, commune_code, period)
    return parts if sum_parts(parts) == (whole.numerator, whole.denominator) else ()


def parts_by_procedure_and_channel(
    rows: Iterable[tuple[str, str | None, int, int]], tally: Tally
) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """A tally by procedure and by channel, of the rows that `origins.counts_by_procedure` gives.

    What forms count is one more part, BY_FORM, so that both add up to the tally.
    """
    by_name: dict[str, tuple[int, int]] = {}
    by_channel: dict[str, tuple[int, int]] = {}
    for procedure, channel, *counts in rows:
        for found, key in ((by_name, procedure), (by_channel, channel or "")):
            held = found.get(key, (0, 0))
            found[key] = held[0] + counts[0], held[1] + counts[1]
    return _with_forms(by_name, tally), _with_forms(by_channel, tally)


def _with_forms(found: Mapping[str, tuple[int, int]], tally: Tally) -> tuple[Part, ...]:
    parts = tuple(Part(name, *counts) for name, counts in found.items())
    counted = sum_parts(parts)
    rest = Part(BY_FORM, (tally.numerator or 0) - counted[0], (tally.denominator or 0) - counted[1])
    return (*parts, rest) if rest.numerator or rest.denominator else parts


def sum_parts(parts: Iterable[Part]) -> tuple[int, int]:
    """Numerator and denominator of all parts together."""
    pairs = [(part.numerator, part.denominator) for part in parts]
    return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)


def gap(target: Target, numerator: int, denominator: int) -> int:
    """The least numerator that is enough, less the one reached; below 0 where there is more.

    ValueError without a case or without a value.
    """
    return shortfall(target, 0, denominator) - numerator


def contributions(target: Target, parts: Sequence[Part]) -> tuple[Contribution, ...]:
    """Each part's share of the gap, largest first; they sum to `gap` of all parts together.

    A part's own is target x denominator - numerator; the whole cases that make up the gap go
    to the largest remainders, of equals to the part with more cases. ValueError as `gap`.
    """
    whole = gap(target, *sum_parts(parts))
    value = Fraction(str(target.value))
    ordered = sorted(parts, key=lambda part: (-part.denominator, part.name))
    exact = [value * part.denominator - part.numerator for part in ordered]
    found = [Contribution(p, n) for p, n in zip(ordered, apportion(exact, whole), strict=True)]
    return tuple(sorted(found, key=lambda one: -one.missing))


def apportion(exact: Sequence[Fraction], whole: int) -> list[int]:
    """Whole numbers beside the exact ones that sum to `whole`, by the largest remainders.

    Of equal remainders the earlier is served first. `whole` must lie between the sum of the exact
    numbers rounded down and that sum plus their count, else ValueError.
    """
    down = [floor(number) for number in exact]
    left = whole - sum(down)
    if not 0 <= left <= len(exact):
        raise ValueError(f"{whole} is not a rounding of {sum(exact)}")
    served = sorted(range(len(exact)), key=lambda i: down[i] - exact[i])[:left]
    return [number + (i in served) for i, number in enumerate(down)]


def rate_changes(before: Sequence[Part], after: Sequence[Part]) -> tuple[Change, ...]:
    """What each part adds to the change of the rate from one period to the next, largest first.

    Kitagawa's two components (Journal of the American Statistical Association 50, 1955, 1168-1194):
    the change of a part's weight times its mean rate, and the change of its rate times its
    mean weight. The mean rate is taken from that of the whole, which alters no sum and lets a
    part gain by weight only where it does better than the whole. A part without cases in one of
    the periods has no rate there: all that it adds is its weight's. They sum exactly to the
    change. ValueError where one of the periods has no case.
    """
    wholes = [sum_parts(before), sum_parts(after)]
    if not all(denominator for _, denominator in wholes):
        raise ValueError("Không phát sinh: mẫu số bằng 0.")
    middle = sum((Fraction(*whole) for whole in wholes), Fraction(0)) / 2
    cases = wholes[0][1], wholes[1][1]
    found = [_change(first, second, cases, middle) for first, second in _paired(before, after)]
    return tuple(sorted(found, key=lambda one: -abs(one.total)))


def _paired(before: Sequence[Part], after: Sequence[Part]) -> list[tuple[Part, Part]]:
    """Each part's counts in both periods; without cases where a period does not name it."""
    first, second = ({fold(part.name): part for part in parts} for parts in (before, after))
    return [
        (
            first.get(key) or Part(second[key].name, 0, 0),
            second.get(key) or Part(first[key].name, 0, 0),
        )
        for key in sorted(first | second)
    ]


def _change(before: Part, after: Part, cases: tuple[int, int], middle: Fraction) -> Change:
    weights = Fraction(before.denominator, cases[0]), Fraction(after.denominator, cases[1])
    known = [rate for rate in (before.rate, after.rate) if rate is not None]
    rates = (known[0], known[-1]) if known else (middle, middle)
    mix = (weights[1] - weights[0]) * ((rates[0] + rates[1]) / 2 - middle)
    performance = (rates[1] - rates[0]) * (weights[0] + weights[1]) / 2
    return Change(before, after, mix, performance)
