"""The year-end rate with a band, from the months so far, and how far earlier forecasts were off."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrics.forecasting.expected_volume import mean_volume

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

Counts = tuple[int, int]  # numerator and denominator
LEAST_MONTHS = 6
_DRAWS = 4000
_SEED = 20260101
# A rise does not go on for ever: each month it is a tenth weaker than the month before.
_DAMPING = 0.9
# A month seldom moves the log-odds by more than this (of 80 % it makes 82): without such a bound
# months of nothing but 100 % would leave open whether the next has half.
_SLOPE = 0.15
_QUANTILES = (0.5, 0.1, 0.9, 0.025, 0.975)


@dataclass(frozen=True)
class Band:
    """Shares, 0–1: the middle, and the ends of the 80 % and of the 95 % band."""

    middle: float
    inner: tuple[float, float]
    outer: tuple[float, float]


@dataclass(frozen=True)
class Backtest:
    """Forecasts of the same reach made as of earlier months, held against what then came.

    `mean_error` is the mean absolute error of the last rate (a share); `inside_inner_count`
    and `inside_outer_count` count the trials whose rate fell into the 80 % and the 95 % band.
    """

    trial_count: int
    mean_error: float
    inside_inner_count: int
    inside_outer_count: int


def forecast(
    history: Sequence[Counts], counts_to_date: Counts, volumes: Sequence[float]
) -> tuple[Band, ...] | None:
    """A band of the year's rate (0–1) at the end of each month to come; None if data are few.

    `history` are whole months in a row, oldest first; `counts_to_date` the year's so far; `volumes`
    the cases expected in each month that follows. None where fewer than 6 months have a case.

    A trend on the log-odds of the monthly shares is fitted to the counts themselves (a binomial
    regression; what the months vary more than by chance is estimated, and is never less than
    nothing). Series here have 6 to 24 months. That is too few for a season, which comes in by the
    volumes, and for exponential smoothing or ARIMA: their bands leave the uncertainty of their
    parameters out, and on the demonstration data held half of what they promise. The rise is
    damped (Gardner and McKenzie, Management Science 31, 1985). The band has the uncertainty of
    level and trend, and that of chance.
    """
    import numpy as np

    if sum(denominator > 0 for _, denominator in history) < LEAST_MONTHS:
        return None
    coming_volumes = np.asarray(volumes, dtype=float)[:, None]
    counts = _possible_shares(history, coming_volumes) * coming_volumes
    numerator = counts_to_date[0] + np.cumsum(counts, axis=0)
    denominator = np.maximum(counts_to_date[1] + np.cumsum(coming_volumes, axis=0), 1e-9)
    quantiles = np.quantile(numerator / denominator, _QUANTILES, axis=1)
    return tuple(
        Band(middle, (low, high), (lowest, highest))
        for middle, low, high, lowest, highest in quantiles.T.tolist()
    )


def backtest(
    history: Sequence[Counts], known_month_count: int, months_ahead: int
) -> Backtest | None:
    """Errors of forecasts `months_ahead`, made `known_month_count` months into a year; None if few.

    Each is as of a year with `known_month_count` known months, knows only the months before it
    and expects their mean volume. None where the months do not suffice for one trial.
    """
    possible_trials = [
        _trial(history, past_month_count, known_month_count, months_ahead)
        for past_month_count in range(LEAST_MONTHS, len(history) - months_ahead + 1)
    ]
    trials = [trial for trial in possible_trials if trial is not None]
    if not trials or not months_ahead:
        return None
    return Backtest(
        trial_count=len(trials),
        mean_error=sum(abs(band.middle - rate) for band, rate in trials) / len(trials),
        inside_inner_count=sum(band.inner[0] <= rate <= band.inner[1] for band, rate in trials),
        inside_outer_count=sum(band.outer[0] <= rate <= band.outer[1] for band, rate in trials),
    )


def _trial(
    history: Sequence[Counts], past_month_count: int, known_month_count: int, months_ahead: int
) -> tuple[Band, float] | None:
    """(band, rate that came) of a forecast after past months, some known in its year; else None."""
    past_months, year_to_target_month = (
        history[:past_month_count],
        history[max(0, past_month_count - known_month_count) : past_month_count + months_ahead],
    )
    numerator, denominator = _sum_counts(year_to_target_month)
    bands = forecast(
        past_months,
        _sum_counts(year_to_target_month[:-months_ahead]),
        [float(mean_volume(past_months))] * months_ahead,
    )
    return (bands[-1], numerator / denominator) if bands and denominator else None


def _sum_counts(counts: Sequence[Counts]) -> Counts:
    """The sums (numerator, denominator) over several months."""
    return sum(numerator for numerator, _ in counts), sum(denominator for _, denominator in counts)


def _possible_shares(history: Sequence[Counts], volumes: Numbers) -> Numbers:
    """Simulated shares (0–1) of the coming months, a row a month and a column a draw."""
    import numpy as np

    level_and_slope, covariance, excess_variation, degrees_of_freedom = _fit_trend(history)
    precision = np.linalg.inv(covariance * excess_variation)
    bounded_covariance = np.linalg.inv(precision + np.diag([0, _SLOPE**-2]))
    generator = np.random.default_rng(_SEED)
    # Student's t, not normal: the extra variation is itself estimated from few months.
    spread_factors = np.sqrt(degrees_of_freedom / generator.chisquare(degrees_of_freedom, _DRAWS))
    deviations = (
        generator.multivariate_normal(np.zeros(2), bounded_covariance, _DRAWS)
        * spread_factors[:, None]
    )
    level, slope = (bounded_covariance @ precision @ level_and_slope + deviations).T
    damped_months = np.cumsum(_DAMPING ** np.arange(1, len(volumes) + 1))[:, None]
    share = 1 / (1 + np.exp(-(level + slope * damped_months)))
    noise = (
        np.sqrt(excess_variation * share * (1 - share) / np.maximum(volumes, 1)) * spread_factors
    )
    shares: Numbers = np.clip(share + generator.standard_normal(share.shape) * noise, 0, 1)
    return shares


def _fit_trend(history: Sequence[Counts]) -> tuple[Numbers, Numbers, float, int]:
    """Fit log-odds of monthly shares: level and slope, covariance, excess, degrees of freedom.

    Gives its level and slope at the last month; their covariance by chance alone; how many times
    more than chance the months vary (1 or more); and the degrees of freedom.
    """
    import numpy as np
    import statsmodels.api as sm  # type: ignore[import-untyped]
    from statsmodels.tools.sm_exceptions import (  # type: ignore[import-untyped]
        PerfectSeparationWarning,
    )

    numerator, denominator = np.asarray(history, dtype=float).T
    month = np.arange(len(history)) - len(history) + 1.0
    has_cases = denominator > 0
    degrees_of_freedom = int(has_cases.sum()) - 2
    # Half a case each way, over all months: without it a series of nothing but 100 % has no fit.
    spread = 0.5 / has_cases.sum()
    cases = (denominator + 2 * spread)[has_cases]
    model = sm.GLM(
        (numerator + spread)[has_cases] / cases,
        np.column_stack((np.ones(len(cases)), month[has_cases])),
        family=sm.families.Binomial(),
        var_weights=cases,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PerfectSeparationWarning)  # a steady series fits exactly
        fit = model.fit()
    return (
        fit.params,
        fit.cov_params(),
        max(1.0, float(fit.pearson_chi2) / degrees_of_freedom),
        degrees_of_freedom,
    )
