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

    `error` is the mean absolute error of the last rate (a share); `inside_inner` and
    `inside_outer` count the trials whose rate fell into the 80 % and the 95 % band.
    """

    trials: int
    error: float
    inside_inner: int
    inside_outer: int


def forecast(
    history: Sequence[Counts], to_date: Counts, volumes: Sequence[float]
) -> tuple[Band, ...] | None:
    """The rate from the year's beginning to the end of each coming month; the last is the year's.

    `history` are whole months in a row, oldest first; `volumes` the cases expected in each month
    that follows. None where fewer than 6 months have a case.

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
    coming = np.asarray(volumes, dtype=float)[:, None]
    counts = _possible_shares(history, coming) * coming
    numerator = to_date[0] + np.cumsum(counts, axis=0)
    denominator = np.maximum(to_date[1] + np.cumsum(coming, axis=0), 1e-9)
    quantiles = np.quantile(numerator / denominator, _QUANTILES, axis=1)
    return tuple(
        Band(middle, (low, high), (lowest, highest))
        for middle, low, high, lowest, highest in quantiles.T.tolist()
    )


def backtest(history: Sequence[Counts], months_known: int, ahead: int) -> Backtest | None:
    """Forecast `ahead` months after each earlier month, as of a year with `months_known` months.

    Each trial knows only the months before it and expects their mean volume. None where the
    months do not suffice for one trial.
    """
    attempts = [
        _trial(history, origin, months_known, ahead)
        for origin in range(LEAST_MONTHS, len(history) - ahead + 1)
    ]
    trials = [trial for trial in attempts if trial is not None]
    if not trials or not ahead:
        return None
    return Backtest(
        trials=len(trials),
        error=sum(abs(band.middle - rate) for band, rate in trials) / len(trials),
        inside_inner=sum(band.inner[0] <= rate <= band.inner[1] for band, rate in trials),
        inside_outer=sum(band.outer[0] <= rate <= band.outer[1] for band, rate in trials),
    )


def _trial(
    history: Sequence[Counts], origin: int, months_known: int, ahead: int
) -> tuple[Band, float] | None:
    """The band forecast from the first `origin` months, and the rate that then came."""
    past, year = history[:origin], history[max(0, origin - months_known) : origin + ahead]
    numerator, denominator = _total(year)
    bands = forecast(past, _total(year[:-ahead]), [float(mean_volume(past))] * ahead)
    return (bands[-1], numerator / denominator) if bands and denominator else None


def _total(counts: Sequence[Counts]) -> Counts:
    return sum(numerator for numerator, _ in counts), sum(denominator for _, denominator in counts)


def _possible_shares(history: Sequence[Counts], volumes: Numbers) -> Numbers:
    """Possible shares (0–1) of the coming months: a row for each month, a column for each draw."""
    import numpy as np

    params, covariance, extra, free = _fit_trend(history)
    precision = np.linalg.inv(covariance * extra)
    bounded = np.linalg.inv(precision + np.diag([0, _SLOPE**-2]))
    draw = np.random.default_rng(_SEED)
    # Student's t, not normal: the extra variation is itself estimated from few months.
    wide = np.sqrt(free / draw.chisquare(free, _DRAWS))
    strayed = draw.multivariate_normal(np.zeros(2), bounded, _DRAWS) * wide[:, None]
    level, slope = (bounded @ precision @ params + strayed).T
    reach = np.cumsum(_DAMPING ** np.arange(1, len(volumes) + 1))[:, None]
    share = 1 / (1 + np.exp(-(level + slope * reach)))
    noise = np.sqrt(extra * share * (1 - share) / np.maximum(volumes, 1)) * wide
    shares: Numbers = np.clip(share + draw.standard_normal(share.shape) * noise, 0, 1)
    return shares


def _fit_trend(history: Sequence[Counts]) -> tuple[Numbers, Numbers, float, int]:
    """A straight line through the log-odds of the months' shares, by binomial regression.

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
    free = int(has_cases.sum()) - 2
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
    return fit.params, fit.cov_params(), max(1.0, float(fit.pearson_chi2) / free), free
