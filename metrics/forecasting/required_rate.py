"""How much of what is still to come must count for a target to be met, and what is sure already."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from data.planning.targets import Target, meets, shortfall

State = Literal["needed", "mending", "enough", "too_few", "certain", "out_of_reach"]


@dataclass(frozen=True)
class Requirement:
    """What the expected `volume` must bring for a target to be met; `at_least` counts cases.

    Two states hold whatever comes: "certain" (met) and "out_of_reach" (missed). The others hold
    only if just that volume comes:

    * "enough": the target is met even if none of it counts;
    * "needed": `at_least` of it must count;
    * "mending": all of it must count, and of the `mendable` misses to date some must be put right;
    * "too_few": the target is missed even if all of it counts.
    """

    state: State
    at_least: int
    volume: int
    mendable: int = 0

    def rate(self, decimals: int = 1) -> Fraction:
        """The least share (0–1) to reach, rounded up in percent: to reach what is shown is enough.

        ZeroDivisionError where nothing is expected; then the state is never "needed".
        """
        unit = 100 * 10**decimals
        return Fraction(ceil(Fraction(self.at_least * unit, self.volume)), unit)


def requirement_for(
    target: Target, numerator: int, denominator: int, volume: int, mendable: int = 0
) -> Requirement | None:
    """What `volume` more cases must bring beside the counts to date.

    Exact, and by the target's own comparator; `mendable` of the misses to date can still be put
    right. With 45 of 60 to date, 40 to come and 80 % asked, 35 of the 40 are needed. None where
    no case has arisen and none is expected. ValueError where the target has no value.
    """
    cases = denominator + volume
    if not cases:
        return None
    if meets(target, numerator, cases):
        state: State = "certain" if _bound(target) == 0 else "enough"
        return Requirement(state, 0, volume, mendable)
    at_least = shortfall(target, numerator, cases)
    if meets(target, numerator + volume, cases):
        return Requirement("needed", at_least, volume, mendable)
    if meets(target, numerator + volume + mendable, cases):
        return Requirement("mending", at_least, volume, mendable)
    # Below 100 %, good cases make up for any number of misses, if only enough of them come.
    state = "too_few" if _bound(target) < 1 else "out_of_reach"
    return Requirement(state, at_least, volume, mendable)


def bearable_misses(target: Target, numerator: int, denominator: int) -> int:
    """How many more misses a target that is met can bear, whatever else comes.

    ValueError where the target is not met, or at 0 %, where there is no end.
    """
    if not meets(target, numerator, denominator) or not _bound(target):
        raise ValueError("Chưa đạt, hoặc chỉ tiêu 0%: không có số hồ sơ không đạt tối đa.")
    most = numerator / _bound(target)
    return (ceil(most) - 1 if _strict(target) else floor(most)) - denominator


def least_further_cases(target: Target, numerator: int, denominator: int) -> int:
    """How many more cases must count at the least, even if no other comes; below 100 % only.

    ValueError at 100 % or more, where no number of cases makes up for a miss.
    """
    bound = _bound(target)
    if bound >= 1:
        raise ValueError("Chỉ tiêu 100%: không số hồ sơ nào bù được hồ sơ không đạt.")
    least = (bound * denominator - numerator) / (1 - bound)
    return max(0, floor(least) + 1 if _strict(target) else ceil(least))


def _bound(target: Target) -> Fraction:
    if target.value is None:
        raise ValueError(f"Chỉ tiêu {target.id} chưa có con số.")
    return Fraction(str(target.value))


def _strict(target: Target) -> bool:
    return target.comparator_for_evaluation == ">"


def end_rates(numerator: int, denominator: int, volume: int) -> tuple[Fraction, Fraction]:
    """The rates, 0–1, if none and if all of `volume` more cases counted; there must be a case."""
    cases = denominator + volume
    return Fraction(numerator, cases), Fraction(numerator + volume, cases)
