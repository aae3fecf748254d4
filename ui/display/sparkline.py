"""Small marks as inline SVG: lighter by far than a chart, and there at once."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence

from markupsafe import Markup

from metrics.standings import Standing
from ui.display import words
from ui.display.colours import Colours
from ui.display.markup import image, join, tag

_WIDTH, _HEIGHT, _PAD = 240, 48, 5
_FEWEST_MONTHS = 2  # one month is a dot, not a line

Point = tuple[float, float]


def sparkline(series: Sequence[Standing], colours: Colours) -> Markup:
    """A metric's months, oldest first, as a line image, target dashed; empty below two rates.

    A month that is covered only to some day is a hollow dot. Nothing where fewer than two months
    have a rate.
    """
    rates = [standing.judged_tally.rate for standing in series]
    if sum(rate is not None for rate in rates) < _FEWEST_MONTHS:
        return Markup()
    target_shares = [target_value(standing) for standing in series]
    point_of = _point_function(
        [share for share in (*rates, *target_shares) if share is not None], len(series)
    )
    target_runs = _point_runs(target_shares, point_of)
    marks = [_polyline(run, colours.quiet, 1, stroke_dasharray="4 3") for run in target_runs]
    marks += [_polyline(run, colours.line, 2) for run in _point_runs(rates, point_of)]
    marks += [
        _dot(point_of(index, rate), series[index], index == len(series) - 1, colours)
        for index, rate in enumerate(rates)
        if rate is not None
    ]
    return _svg_image(join(marks), _series_words(series))


def target_value(standing: Standing) -> float | None:
    """The share that the rate is held against; None without a target or where it has no number."""
    return None if standing.bound is None else float(standing.bound)


def _point_function(shares: Sequence[float], month_count: int) -> Callable[[int, float], Point]:
    """A function (month's index, share) → point of the picture, which fits `shares` and months."""
    lowest, highest = min(shares), max(shares)
    if highest - lowest < 0.02:
        lowest, highest = lowest - 0.01, highest + 0.01

    def point_of(index: int, share: float) -> Point:
        """The picture's point (x, y) for a month's index and share."""
        x = _PAD + index * (_WIDTH - 2 * _PAD) / max(1, month_count - 1)
        return x, _HEIGHT - _PAD - (share - lowest) / (highest - lowest) * (_HEIGHT - 2 * _PAD)

    return point_of


def _point_runs(
    shares: Sequence[float | None], point_of: Callable[[int, float], Point]
) -> list[list[Point]]:
    """The points of each unbroken run of months that have a share, in order."""
    runs: list[list[Point]] = [[]]
    for index, share in enumerate(shares):
        if share is not None:
            runs[-1].append(point_of(index, share))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _polyline(points: Sequence[Point], colour: str, width: int, **style: str) -> Markup:
    """An SVG line through the points in this colour, without a fill."""
    coordinates = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return tag(
        "polyline", points=coordinates, fill="none", stroke=colour, stroke_width=str(width), **style
    )


def _dot(point: Point, standing: Standing, is_last: bool, colours: Colours) -> Markup:
    """A month's dot as SVG: hollow where it is provisional, larger where it is the last."""
    is_hollow = standing.judged_tally.is_provisional
    return tag(
        "circle",
        cx=f"{point[0]:.1f}",
        cy=f"{point[1]:.1f}",
        r="3.5" if is_last or is_hollow else "1.5",
        fill=colours.paper if is_hollow else colours.line,
        stroke=colours.line,
        stroke_width="1.5",
    )


def _svg_image(marks: Markup, alt: str) -> Markup:
    """The marks as an `<img>`, since Streamlit takes drawing elements out of HTML."""
    picture = tag(
        "svg", marks, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {_WIDTH} {_HEIGHT}"
    )
    encoded_picture = b64encode(picture.encode()).decode()
    style = f"width:100%;aspect-ratio:{_WIDTH}/{_HEIGHT}"
    return image(src=f"data:image/svg+xml;base64,{encoded_picture}", alt=alt, style=style)


def _series_words(series: Sequence[Standing]) -> str:
    """The series' label, months and rates in words, for a reader who cannot see the picture."""
    first, last = series[0], series[-1]
    months = f"{words.short_period(first.period)} đến {words.short_period(last.period)}"
    return f"{first.metric.label}, {months}: {', '.join(map(words.rate, series))}"
