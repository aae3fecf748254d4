"""Fair comparison: a textbook's standardised rates, exact binomial limits, peers by volume."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.analysis.decomposition import Part
from metrics.analysis.fair_comparison import (
    chance_limits,
    common_mix,
    peer_groups,
    place_in_limits,
    rank_rates,
    standardise_rate,
)

# Le, Introductory Biostatistics (Wiley 2003), tables 1.7 and 1.8: deaths of 1977 by age, and the
# 1970 standard million. By hand, Alaska: 84416 x 405,0 + 294353 x 83,6 + 316744 x 261,0 +
# 205745 x 777,6 + 98742 x 4933,3 per 100.000 = 342 + 246 + 827 + 1600 + 4871 = 7886 deaths in a
# million, 788,6 per 100.000; Florida 317 + 177 + 603 + 2266 + 4343 = 7706, 770,6.
AGES = ("0-4", "5-19", "20-44", "45-64", "65+")
STANDARD_MILLION = (84_416, 294_353, 316_744, 205_745, 98_742)
ALASKA = ((162, 40_000), (107, 128_000), (449, 172_000), (451, 58_000), (444, 9_000))
FLORIDA = (
    *((2_049, 546_000), (1_195, 1_982_000), (5_097, 2_676_000)),
    *((19_904, 1_807_000), (63_505, 1_444_000)),
)


def parts(*counts: tuple[int, int], names: tuple[str, ...] = AGES) -> list[Part]:
    return [Part(name, *pair) for name, pair in zip(names, counts, strict=False)]


@pytest.mark.parametrize(("state", "adjusted"), [(ALASKA, 788.6), (FLORIDA, 770.6)])
def test_standardised_rates_are_the_textbooks(
    state: tuple[tuple[int, int], ...], adjusted: float
) -> None:
    mix = common_mix([parts(*((0, n) for n in STANDARD_MILLION))])
    standardised = standardise_rate(parts(*state), mix)
    assert standardised.rate is not None
    assert standardised.missing_fields == ()
    # The book adds deaths rounded to whole ones: half a death in each of five ages.
    assert float(standardised.rate) * 100_000 == pytest.approx(adjusted, abs=0.1)


def test_the_common_mix_is_all_cases_together() -> None:
    """Two communes alike in every field: 10 and 75 of 1.000, on 9.000 cases of each: 42,5."""
    young = parts((30, 3000), (450, 6000), names=("Hộ tịch", "Đất đai"))
    old = parts((60, 6000), (225, 3000), names=("HỘ TỊCH", "Đất đai"))
    mix = common_mix([young, old])
    assert {(part.name, part.denominator) for part in mix.values()} == {
        ("Hộ tịch", 9000),
        ("Đất đai", 9000),
    }
    assert (
        standardise_rate(young, mix).rate == standardise_rate(old, mix).rate == Fraction("0.0425")
    )


def test_a_field_without_cases_is_said_and_the_others_weigh_alone() -> None:
    full = parts((8, 10), (5, 10), (1, 4), names=("A", "B", "C"))
    two = parts((9, 10), (6, 10), (0, 0), names=("A", "B", "C"))
    mix = common_mix([full, two])  # 20, 20 and 4 cases
    standardised = standardise_rate(two, mix)
    assert standardised.missing_fields == ("C",)
    assert standardised.rate == Fraction(9 + 6, 20)
    assert standardise_rate([], mix).rate is None


counts = st.integers(1, 500).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))


@given(st.lists(counts, min_size=1, max_size=6))
def test_at_its_own_mix_a_rate_is_itself(pairs: list[tuple[int, int]]) -> None:
    fields = [Part(str(i), *pair) for i, pair in enumerate(pairs)]
    plain = Fraction(sum(n for n, _ in pairs), sum(d for _, d in pairs))
    assert standardise_rate(fields, common_mix([fields])).rate == plain


def quantile(share: Fraction, cases: int, rate: Fraction) -> int:
    """The least count whose distribution function reaches the share, in whole fractions."""
    reached = Fraction(0)
    for count in range(cases + 1):
        reached += comb(cases, count) * rate**count * (1 - rate) ** (cases - count)
        if reached >= share:
            return count
    raise AssertionError


@pytest.mark.parametrize(
    "rate", [Fraction(1, 2), Fraction(4, 5), Fraction(95, 100), Fraction(1, 50)]
)
def test_limits_are_the_exact_binomials(rate: Fraction) -> None:
    cases = (1, 7, 30, 61, 120)
    for bounds, n in zip(chance_limits(rate, cases), cases, strict=True):
        expected = [quantile(Fraction(s), n, rate) for s in ("0.025", "0.975", "0.001", "0.999")]
        assert [*bounds.inner, *bounds.outer] == expected


@pytest.mark.parametrize("rate", [0.05, 0.5, 0.8123, 0.97, 0.999])
def test_limits_agree_with_scipys_intervals(rate: float) -> None:
    from scipy.stats import binom  # takes a second to import, which no other test needs

    cases = [1, 2, 5, 29, 30, 31, 100, 365, 1000, 4321, 20_000]
    for bounds in chance_limits(Fraction(str(rate)), cases):
        assert bounds.inner == binom.interval(0.95, bounds.cases, rate)
        assert bounds.outer == pytest.approx(binom.interval(0.998, bounds.cases, rate))


def test_everyone_at_the_bounds_leaves_no_room() -> None:
    (bounds,) = chance_limits(Fraction(1), [50])
    assert (bounds.inner, bounds.outer) == ((50, 50), (50, 50))
    assert place_in_limits(50, bounds) == "within"


def test_what_lies_on_a_limit_is_within() -> None:
    """Of 100 at 80 %: 72 to 87 inside 95 %, 67 to 91 inside 99,8 %, by the quantiles above."""
    (bounds,) = chance_limits(Fraction(4, 5), [100])
    low, high, lowest, highest = *bounds.inner, *bounds.outer
    ends = [
        quantile(Fraction(s), 100, Fraction(4, 5)) for s in ("0.025", "0.975", "0.001", "0.999")
    ]
    assert [low, high, lowest, highest] == ends
    expected = {low: "within", high: "within", low - 1: "below_95", high + 1: "above_95"}
    expected |= {lowest: "below_95", lowest - 1: "below_998", highest + 1: "above_998"}
    assert {count: place_in_limits(count, bounds) for count in expected} == expected


def test_peers_are_quarters_by_volume_and_the_few_stand_apart() -> None:
    cases = {"a": 900, "b": 800, "c": 300, "d": 290, "e": 120, "f": 110, "g": 40, "h": 30, "i": 29}
    assert peer_groups(cases) == ((("a", "b"), ("c", "d"), ("e", "f"), ("g", "h")), ("i",))
    assert peer_groups(cases, least_cases=300) == (
        (("a", "b", "c"),),
        ("d", "e", "f", "g", "h", "i"),
    )
    assert peer_groups({}, least_cases=30) == ((), ())


@given(st.dictionaries(st.text("abc", min_size=1), st.integers(0, 60)), st.integers(0, 60))
def test_everyone_has_one_place_and_equals_stand_together(
    cases: dict[str, int], least: int
) -> None:
    groups, few = peer_groups(cases, least)
    placed = [code for group in (*groups, few) for code in group]
    assert sorted(placed) == sorted(cases)
    assert set(few) == {code for code, n in cases.items() if n < least}
    for larger, smaller in pairwise(groups):
        assert min(cases[code] for code in larger) > max(cases[code] for code in smaller)


def test_equals_share_a_rank() -> None:
    rates = {"a": Fraction(1, 2), "b": Fraction(2, 4), "c": Fraction(1, 3), "d": Fraction(2, 3)}
    assert rank_rates(rates) == {"a": 2, "b": 2, "c": 4, "d": 1}


def test_of_what_ought_not_to_be_the_lowest_rate_is_first() -> None:
    rates = {"a": Fraction(1, 100), "b": Fraction(3, 100), "c": Fraction(1, 100)}
    assert rank_rates(rates, fewer_is_better=True) == {"a": 1, "b": 3, "c": 1}
