"""How much of what is still to come must count for a target to be met, and what is sure already."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from data.planning.targets import Target, target_threshold

State = Literal["needed", "mending", "enough", "too_few", "certain", "out_of_reach"]


@dataclass(frozen=True)
class Requirement:
    """What the expected `volume` must bring for a target to be met, and whether it can.

    Of a ceiling (“không quá 5 % quá hạn”) the cases that must come are those that do not count:
    `most_bad_cases` of the volume may. Two states hold whatever comes: "certain" (met) and
    "out_of_reach" (missed). The others hold only if just that volume comes:

    * "enough": the target is met even if all of it is bad;
    * "needed": `least_good_cases` of it must be good;
    * "mending": all of it must be good, and of the `mendable_misses` to date some be put right;
    * "too_few": the target is missed even if all of it is good.
    """

    state: State
    least_good_cases: int
    volume: int
    mendable_misses: int = 0

    @property
    def most_bad_cases(self) -> int:
        """The most cases of the expected volume that may be bad with the target still met."""
        return max(0, self.volume - self.least_good_cases)

    def rate(self, decimals: int = 1) -> Fraction:
        """The least share (0–1) of the volume that must be good, rounded up as a percentage.

        ZeroDivisionError where nothing is expected; then the state is never "needed".
        """
        scale = 100 * 10**decimals
        return Fraction(ceil(Fraction(self.least_good_cases * scale, self.volume)), scale)

    def ceiling_rate(self, decimals: int = 1) -> Fraction:
        """The most (0–1) of the volume that may count under a ceiling, rounded down."""
        return 1 - self.rate(decimals)


@dataclass(frozen=True)
class _LeastShare:
    """The least share of good cases: the target's own or what a ceiling leaves; more if strict."""

    share: Fraction
    is_strict: bool

    def least_good_cases(self, cases: int) -> int:
        """How many of `cases` must be good; more than `cases` where all would not do."""
        exact_count = self.share * cases
        return floor(exact_count) + 1 if self.is_strict else ceil(exact_count)


def requirement_for(
    target: Target,
    numerator: int,
    denominator: int,
    volume: int,
    mendable_misses: int = 0,
    base_rate: Fraction | None = None,
) -> Requirement | None:
    """What `volume` more cases must bring for a target to be met; None without any case.

    Exact, and by the target's own comparator; `mendable_misses` are those to date that can be put
    right. With 45 of 60 to date, 40 to come and 80 % asked, 35 of the 40 are needed; with 3 of 60
    late, 40 to come and at most 5 % allowed, 38 must be in time, so 2 may be late. None where no
    case has arisen and none is expected. ValueError where the target has no value, or asks for a
    rise over a year whose rate is not known.
    """
    least_share, good_cases, cases = (
        _least_share(target, base_rate),
        numerator,
        denominator + volume,
    )
    if not cases:
        return None
    if target.is_ceiling:
        good_cases = denominator - numerator
    least_good = least_share.least_good_cases(cases)
    if good_cases >= least_good:
        state: State = "enough" if least_share.share else "certain"
        return Requirement(state, 0, volume, mendable_misses)
    least_good_cases = min(least_good, cases) - good_cases
    if good_cases + volume >= least_good:
        return Requirement("needed", least_good_cases, volume, mendable_misses)
    if good_cases + volume + mendable_misses >= least_good:
        return Requirement("mending", least_good_cases, volume, mendable_misses)
    # Below 100 %, good cases make up for any number of misses, if only enough of them come.
    state = "too_few" if least_share.share < 1 else "out_of_reach"
    return Requirement(state, least_good_cases, volume, mendable_misses)


def bearable_misses(
    target: Target, numerator: int, denominator: int, base_rate: Fraction | None = None
) -> int:
    """How many more misses a met target could bear if no good case came any more.

    A miss of a ceiling is a case that counts. ValueError where the target is not met, or where it
    asks for nothing, so that there is no end.
    """
    least_share = _least_share(target, base_rate)
    good_cases = denominator - numerator if target.is_ceiling else numerator
    if not least_share.share or good_cases < least_share.least_good_cases(denominator):
        raise ValueError("Chưa đạt, hoặc chỉ tiêu 0%: không có số hồ sơ không đạt tối đa.")
    most_cases = good_cases / least_share.share
    return (ceil(most_cases) - 1 if least_share.is_strict else floor(most_cases)) - denominator


def least_further_cases(
    target: Target, numerator: int, denominator: int, base_rate: Fraction | None = None
) -> int:
    """The fewest further good cases that would meet a target, if no bad one came; 0 if met.

    ValueError at 100 % or more, where no number of cases makes up for a miss.
    """
    least_share = _least_share(target, base_rate)
    if least_share.share >= 1:
        raise ValueError("Chỉ tiêu 100%: không số hồ sơ nào bù được hồ sơ không đạt.")
    good_cases = denominator - numerator if target.is_ceiling else numerator
    least_further = (least_share.share * denominator - good_cases) / (1 - least_share.share)
    return max(0, floor(least_further) + 1 if least_share.is_strict else ceil(least_further))


def _least_share(target: Target, base_rate: Fraction | None) -> _LeastShare:
    """The least share of good cases that a target asks for; ValueError if it has no figure."""
    bound = target_threshold(target, base_rate)
    if bound is None:
        raise ValueError(f"Chỉ tiêu {target.id} chưa có con số.")
    share = 1 - bound if target.is_ceiling else bound
    return _LeastShare(share, target.comparator_for_evaluation in ("<", ">"))


def end_rates(numerator: int, denominator: int, volume: int) -> tuple[Fraction, Fraction]:
    """The rates, 0–1, if none and if all of `volume` more cases counted; there must be a case."""
    cases = denominator + volume
    return Fraction(numerator, cases), Fraction(numerator + volume, cases)
