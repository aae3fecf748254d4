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
class StandardisedRate:
    """A rate at the common mix, 0–1, None without a case; `missing_fields` have none.

    Where some are missing, only the weights of the others are used: such a rate can be compared
    less well.
    """

    rate: Fraction | None
    missing_fields: tuple[str, ...]


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
    standardised_rate: StandardisedRate
    verdict: Verdict

    @property
    def rate(self) -> float:
        """Numerator over denominator, a share of 0–1 that is not standardised."""
        return self.numerator / self.denominator


def compare_communes(
    counts_by_commune: Mapping[str, tuple[int, int]], parts_by_commune: Mapping[str, Sequence[Part]]
) -> tuple[Fraction, Mapping[str, Part], tuple[ComparedCommune, ...]]:
    """The rate of all communes together, their common mix, and each commune beside both.

    `counts_by_commune` are (numerator, denominator), each with a case; `parts_by_commune` the
    same counts by field, empty where they are not known.
    """
    overall_rate = Fraction(
        *(sum(pair[side] for pair in counts_by_commune.values()) for side in (0, 1))
    )
    mix = common_mix([parts for parts in parts_by_commune.values() if parts])
    commune_limits = chance_limits(overall_rate, [cases for _, cases in counts_by_commune.values()])
    communes = tuple(
        ComparedCommune(
            code=code,
            numerator=numerator,
            denominator=denominator,
            standardised_rate=standardise_rate(parts_by_commune[code], mix),
            verdict=place_in_limits(numerator, bound),
        )
        for (code, (numerator, denominator)), bound in zip(
            counts_by_commune.items(), commune_limits, strict=True
        )
    )
    return overall_rate, mix, communes


def limits_curve(rate: Fraction, communes: Sequence[ComparedCommune]) -> tuple[Limits, ...]:
    """Chance limits at some 60 numbers of cases, from half the fewest to over the most."""
    case_counts = [commune.denominator for commune in communes]
    first, last = max(1, min(case_counts) // 2), max(case_counts) * 23 // 20 + 1
    step = Fraction(last - first, _POINTS)
    return chance_limits(rate, sorted({first + round(step * i) for i in range(_POINTS + 1)}))


def common_mix(communes_parts: Sequence[Sequence[Part]]) -> Mapping[str, Part]:
    """All communes' cases together by field, most cases first, each field spelled as first met.

    `communes_parts` are each commune's counts by field. The keys are the fields' names, folded.
    """
    parts_by_field_key: dict[str, Part] = {}
    for part in (part for commune_parts in communes_parts for part in commune_parts):
        part_so_far = parts_by_field_key.get(fold(part.name), Part(part.name, 0, 0))
        parts_by_field_key[fold(part.name)] = Part(
            part_so_far.name, *sum_parts([part_so_far, part])
        )
    with_cases = [(key, part) for key, part in parts_by_field_key.items() if part.denominator]
    return dict(sorted(with_cases, key=lambda pair: (-pair[1].denominator, pair[0])))


def standardise_rate(parts: Sequence[Part], mix: Mapping[str, Part]) -> StandardisedRate:
    """A commune's rate if it had the common mix, and the mix's fields for which it has no rate.

    With 90 % of one field and 50 % of another, and a mix of 100 and 300 cases: 60 %. This is
    direct standardisation
    (Breslow and Day, Statistical Methods in Cancer Research II, IARC 1987, chapter 2.)
    """
    rates = {fold(part.name): part.rate for part in parts if part.rate is not None}
    cases_by_field = {key: part.denominator for key, part in mix.items() if key in rates}
    missing_fields = tuple(part.name for key, part in mix.items() if key not in rates)
    if not cases_by_field:
        return StandardisedRate(None, missing_fields)
    weighted_sum = sum((rates[key] * cases for key, cases in cases_by_field.items()), Fraction(0))
    return StandardisedRate(weighted_sum / sum(cases_by_field.values()), missing_fields)


def chance_limits(rate: Fraction, case_counts: Sequence[int]) -> tuple[Limits, ...]:
    """For each number of cases, the limits of the count that chance alone explains.

    The quantiles, as scipy.stats.binom.ppf gives them, of 2.5 and 97.5 %, and of 0.1 and 99.9 %
    (funnel plots: Spiegelhalter, Statistics in Medicine 24, 2005, 1185-1202). `rate` is that of
    all together, 0–1.
    """
    from scipy.stats import binom  # type: ignore[import-untyped]  # slow to import

    quantile_rows = [
        binom.ppf(quantile, list(case_counts), float(rate)).astype(int).tolist()
        for level in _LEVELS
        for quantile in (float(level / 2), float(1 - level / 2))
    ]
    return tuple(
        Limits(n, (low, high), (lowest, highest))
        for n, low, high, lowest, highest in zip(case_counts, *quantile_rows, strict=True)
    )


def place_in_limits(numerator: int, limits: Limits) -> Verdict:
    """Whether a count lies within, above or below its chance limits; one on a limit is within."""
    if numerator < limits.outer[0]:
        return "below_998"
    if numerator > limits.outer[1]:
        return "above_998"
    if numerator < limits.inner[0]:
        return "below_95"
    return "above_95" if numerator > limits.inner[1] else "within"


def peer_groups(
    cases_by_commune: Mapping[str, int], least_cases: int = LEAST_CASES
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Groups of commune codes with like numbers of cases, and the codes with too few cases.

    The largest first. At most four groups, and so few that none has a single commune; equal
    numbers stay together. Of 100, 90, 50, 40 and 5 cases: (100, 90), (50, 40), and 5 apart.
    """
    largest_first = sorted(cases_by_commune, key=lambda code: (-cases_by_commune[code], code))
    codes_with_enough = [code for code in largest_first if cases_by_commune[code] >= least_cases]
    codes_with_few = [code for code in largest_first if cases_by_commune[code] < least_cases]
    group_count = min(_GROUPS, max(1, len(codes_with_enough) // 2))
    groups: list[list[str]] = [[] for _ in range(group_count)]
    for code in codes_with_enough:
        larger_count = sum(
            cases_by_commune[peer] > cases_by_commune[code] for peer in codes_with_enough
        )
        groups[larger_count * group_count // len(codes_with_enough)].append(code)
    return tuple(tuple(group) for group in groups if group), tuple(codes_with_few)


def rank_rates(rates: Mapping[str, Fraction], fewer_is_better: bool = False) -> Mapping[str, int]:
    """Each commune code's rank, 1 for the best rate; equal rates share one (1, 1, 3)."""
    best_first = sorted(rates.values(), reverse=not fewer_is_better)
    return {code: 1 + best_first.index(rate) for code, rate in rates.items()}
