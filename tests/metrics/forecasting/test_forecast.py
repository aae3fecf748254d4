"""The year-end forecast: what it must hold, and how well it does on the demonstration data."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from data.demo.centres import CENTRES, Centre
from data.demo.dossiers import NOT_RECEIVED, ONLINE
from data.demo.simulation import dossiers_of
from metrics.forecasting.forecast import Backtest, Band, backtest, forecast

STEADY = [(80, 100)] * 10


def made(*arguments: object) -> tuple[Band, ...]:
    found = forecast(*arguments)  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize("months", [0, 1, 5])
def test_too_few_months_are_no_forecast(months: int) -> None:
    assert forecast(STEADY[:months], (80, 100), [100.0]) is None


def test_months_without_a_case_do_not_count() -> None:
    assert forecast([*STEADY[:5], (0, 0), (0, 0)], (400, 500), [100.0]) is None
    assert forecast([*STEADY[:6], (0, 0), (0, 0)], (480, 600), [100.0]) is not None


def test_a_steady_series_goes_on_within_the_band() -> None:
    band = made(STEADY, (800, 1000), [100.0, 100.0])[-1]
    assert band.inner[0] < 0.8 < band.inner[1]
    assert band.middle == pytest.approx(0.8, abs=0.005)
    # Chance alone moves 200 cases by about sqrt(200 x 0,8 x 0,2) = 5,7: of 1.200 half a percent.
    assert 0.5 * 2 * 1.28 * 5.7 / 1200 < band.inner[1] - band.inner[0] < 4 * 2 * 1.28 * 5.7 / 1200


def test_the_wider_band_holds_the_narrower_and_both_grow_with_the_months() -> None:
    bands = made(STEADY, (800, 1000), [100.0] * 6)
    for one in bands:
        assert one.outer[0] < one.inner[0] < one.middle < one.inner[1] < one.outer[1]
    widths = [one.inner[1] - one.inner[0] for one in bands]
    assert all(first < second for first, second in pairwise(widths))


def test_what_is_known_weighs_against_what_comes() -> None:
    """A rise goes on, but the year's rate moves less the more of it is known."""
    rising = [(60 + 2 * i, 100) for i in range(10)]
    late, early = made(rising, (6900, 10_000), [100.0])[-1], made(rising, (69, 100), [100.0])[-1]
    assert 0.69 < late.middle < 0.70
    assert 0.72 < early.middle < 0.76
    assert late.outer[1] - late.outer[0] < early.outer[1] - early.outer[0]


def test_nothing_but_whole_months_stays_near_the_whole() -> None:
    """And within bounds: 800 of 800 leave little room below 100 %, none above."""
    for share in (1, 0):
        band = made([(100 * share, 100)] * 8, (800 * share, 800), [100.0] * 4)[-1]
        ends = [abs(share - end) for end in (*band.outer, *band.inner, band.middle)]
        assert max(ends) < 0.03
        assert 0 <= band.outer[0] <= band.outer[1] <= 1


def test_the_same_question_has_the_same_answer() -> None:
    assert made(STEADY, (800, 1000), [90.0]) == made(STEADY, (800, 1000), [90.0])


def test_too_short_a_series_cannot_be_tried() -> None:
    assert backtest(STEADY[:7], 5, 2) is None
    assert backtest(STEADY, 10, 0) is None
    found = backtest(STEADY[:8], 5, 2)
    assert found is not None
    assert found.trials == 1


def test_a_trial_knows_nothing_of_what_came() -> None:
    """Six months of 80 % and then none: the forecast misses by what it could not know.

    Half of a year of four known and two hidden months at 0 % is 320 of 600 = 53,3 %, told as 80.
    """
    found = backtest([*STEADY[:6], (0, 100), (0, 100)], 4, 2)
    assert found is not None
    assert found.error == pytest.approx(0.8 - 320 / 600, abs=0.01)
    assert (found.trials, found.inside_inner, found.inside_outer) == (1, 0, 0)


def months(centre: Centre) -> Iterator[tuple[int, int]]:
    """Online and all received, July 2025 to October 2026, counted from the dossiers themselves."""
    taken = [one for one in dossiers_of(centre) if one.end_state != NOT_RECEIVED]
    for month in [*((2025, m) for m in range(7, 13)), *((2026, m) for m in range(1, 11))]:
        own = [d for d in taken if (d.received_on.year, d.received_on.month) == month]
        yield sum(d.channel in ONLINE for d in own), len(own)


def test_backtested_on_the_demonstration_data() -> None:
    """Two to six months ahead, every origin of five communes: small errors, bands that hold.

    The demonstration's levels move by chance around a trend, so 80 and 95 of 100 should be held;
    the trials of one series overlap, which is why the bounds are loose.
    """
    found: list[Backtest] = []
    for centre in CENTRES:
        series = list(months(centre))
        found += [one for h in (2, 4, 6) if (one := backtest(series, 12 - h, h))]
    trials = sum(one.trials for one in found)
    assert trials == 5 * (9 + 7 + 5)
    assert sum(one.error * one.trials for one in found) / trials < 0.02
    assert sum(one.inside_inner for one in found) / trials > 0.6
    assert sum(one.inside_outer for one in found) / trials > 0.85
