"""Fair comparison: rates at one common mix of fields, the bounds of chance, and peers by volume."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from data.text import fold
from metrics.analysis.decomposition import Part, sum_parts

LEAST_CASES = 30
_LEVELS = (Fraction("0.05"), Fraction("0.002"))  # outside of 95 %, and of 99.8 %
_GROUPS = 4
_POINTS = 60

Verdict = Literal["within", "above_95", "below_95", "above_998", "below_998"]


@dataclass(frozen=True)
class Standardised:
    """A rate at the common mix, 0–1, None without a case; `missing` are fields without cases.

    Where some are missing, only the weights of the others are used: such a rate can be compared
    less well.
    """

    rate: Fraction | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Limits:
    """The least and the most that may count of `cases` by chance alone.

    `inner` holds 95 % of communes with the overall rate, `outer` 99.8 %.
    """

    cases: int
    inner: tuple[int, int]
    outer: tuple[int, int]


@dataclass(frozen=True)
class ComparedCommune:
    """One commune's counts, its rate at the common mix, and where it lies beside chance."""

    code: str
    numerator: int
    denominator: int
    fair: Standardised
    verdict: Verdict

    @property
    def rate(self) -> float:
        """The plain share, 0–1."""
        return self.numerator / self.denominator


def compare_communes(
    counts: Mapping[str, tuple[int, int]], fields: Mapping[str, Sequence[Part]]
) -> tuple[Fraction, Mapping[str, Part], tuple[ComparedCommune, ...]]:
    """The rate of all together, the common mix, and each commune beside both.

    `counts` are (numerator, denominator) by commune, each with a case; `fields` the same counts
    by field, empty where they are not known.
    """
    overall = Fraction(*(sum(pair[side] for pair in counts.values()) for side in (0, 1)))
    mix = common_mix([parts for parts in fields.values() if parts])
    bounds = limits(overall, [cases for _, cases in counts.values()])
    communes = tuple(
        ComparedCommune(
            code=code,
            numerator=numerator,
            denominator=denominator,
            fair=standardise(fields[code], mix),
            verdict=place_in_limits(numerator, bound),
        )
        for (code, (numerator, denominator)), bound in zip(counts.items(), bounds, strict=True)
    )
    return overall, mix, communes


def limits_curve(rate: Fraction, communes: Sequence[ComparedCommune]) -> tuple[Limits, ...]:
    """The limits from half of the fewest cases to somewhat over the most, for a chart."""
    cases = [commune.denominator for commune in communes]
    first, last = max(1, min(cases) // 2), max(cases) * 23 // 20 + 1
    step = Fraction(last - first, _POINTS)
    return limits(rate, sorted({first + round(step * i) for i in range(_POINTS + 1)}))


def common_mix(parts: Sequence[Sequence[Part]]) -> Mapping[str, Part]:
    """The common mix: all communes' cases together by field, the largest first, spelled as first.

    `parts` are each commune's counts by field. The keys are the fields' names, folded.
    """
    by_field: dict[str, Part] = {}
    for part in (part for commune_parts in parts for part in commune_parts):
        so_far = by_field.get(fold(part.name), Part(part.name, 0, 0))
        by_field[fold(part.name)] = Part(so_far.name, *sum_parts([so_far, part]))
    with_cases = [(key, part) for key, part in by_field.items() if part.denominator]
    return dict(sorted(with_cases, key=lambda pair: (-pair[1].denominator, pair[0])))


def standardise(parts: Sequence[Part], mix: Mapping[str, Part]) -> Standardised:
    """Direct standardisation: a commune's rate of each field, weighted by the mix's cases, exact.

    With 90 % of one field and 50 % of another, and a mix of 100 and 300 cases: 60 %.
    (Breslow and Day, Statistical Methods in Cancer Research II, IARC 1987, chapter 2.)
    """
    rates = {fold(part.name): part.rate for part in parts if part.rate is not None}
    shared = {key: part.denominator for key, part in mix.items() if key in rates}
    missing = tuple(part.name for key, part in mix.items() if key not in rates)
    if not shared:
        return Standardised(None, missing)
    weighted = sum((rates[key] * cases for key, cases in shared.items()), Fraction(0))
    return Standardised(weighted / sum(shared.values()), missing)


def limits(rate: Fraction, cases: Sequence[int]) -> tuple[Limits, ...]:
    """For each number of cases, the counts between which chance leaves it, by the exact binomial.

    The quantiles, as scipy.stats.binom.ppf gives them, of 2.5 and 97.5 %, and of 0.1 and 99.9 %
    (funnel plots: Spiegelhalter, Statistics in Medicine 24, 2005, 1185-1202). `rate` is that of
    all together, 0–1.
    """
    from scipy.stats import binom  # type: ignore[import-untyped]  # slow to import

    ends = [
        binom.ppf(quantile, list(cases), float(rate)).astype(int).tolist()
        for level in _LEVELS
        for quantile in (float(level / 2), float(1 - level / 2))
    ]
    return tuple(
        Limits(n, (low, high), (lowest, highest))
        for n, low, high, lowest, highest in zip(cases, *ends, strict=True)
    )


def place_in_limits(numerator: int, bounds: Limits) -> Verdict:
    """Where a count lies beside its limits; one on a limit is within."""
    if numerator < bounds.outer[0]:
        return "below_998"
    if numerator > bounds.outer[1]:
        return "above_998"
    if numerator < bounds.inner[0]:
        return "below_95"
    return "above_95" if numerator > bounds.inner[1] else "within"


def peers(
    cases: Mapping[str, int], least: int = LEAST_CASES
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Groups of communes with like numbers of cases, and the communes with fewer than `least`.

    The largest first. At most four groups, and so few that none has a single commune; equal
    numbers stay together. Of 100, 90, 50, 40 and 5 cases: (100, 90), (50, 40), and 5 apart.
    """
    largest_first = sorted(cases, key=lambda code: (-cases[code], code))
    enough = [code for code in largest_first if cases[code] >= least]
    few = [code for code in largest_first if cases[code] < least]
    count = min(_GROUPS, max(1, len(enough) // 2))
    groups: list[list[str]] = [[] for _ in range(count)]
    for code in enough:
        larger = sum(cases[peer] > cases[code] for peer in enough)
        groups[larger * count // len(enough)].append(code)
    return tuple(tuple(group) for group in groups if group), tuple(few)


def rank_rates(rates: Mapping[str, Fraction]) -> Mapping[str, int]:
    """The rank of each, the best first; equals share one and the next is skipped (1, 1, 3)."""
    best_first = sorted(rates.values(), reverse=True)
    return {code: 1 + best_first.index(rate) for code, rate in rates.items()}
