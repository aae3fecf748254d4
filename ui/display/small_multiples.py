"""Many metrics' months as small lines side by side."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from metrics.standings import Standing
from ui.display import words
from ui.display.colours import Colours
from ui.display.markup import join, tag
from ui.display.sparkline import sparkline
from ui.display.tables import themed_box


def small_multiples(series_by_metric: Sequence[Sequence[Standing]], colours: Colours) -> Markup:
    """A grid of sparklines as HTML; each series is one metric's months, oldest first."""
    cells = join(
        tag(
            "div",
            tag("h3", series[0].metric.label),
            sparkline(series, colours),
            tag("p", _newest_rate_text(series)),
        )
        for series in series_by_metric
    )
    return themed_box("grid", cells, colours)


def _newest_rate_text(series: Sequence[Standing]) -> str:
    """The newest month's rate, status and name, or "Chưa có số liệu" without a rate."""
    standings_with_rate = [
        standing for standing in series if standing.judged_tally.rate is not None
    ]
    if not standings_with_rate:
        return "Chưa có số liệu"
    newest_standing = standings_with_rate[-1]
    symbol, status = words.status(newest_standing)
    period = words.short_period(newest_standing.period)
    return f"{words.rate(newest_standing)} {symbol} {status}, {period}"
