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
_FEWEST = 2  # one month is a dot, not a line

Point = tuple[float, float]


def sparkline(series: Sequence[Standing], colours: Colours) -> Markup:
    """A metric's months, oldest first: gaps break the line, the target is dashed.

    A month that is covered only to some day is a hollow dot. Nothing where fewer than two months
    have a rate.
    """
    rates = [standing.judged_tally.rate for standing in series]
    if sum(rate is not None for rate in rates) < _FEWEST:
        return Markup()
    targets = [target_value(standing) for standing in series]
    place = _scale([share for share in (*rates, *targets) if share is not None], len(series))
    dashes = _runs(targets, place)
    parts = [_polyline(run, colours.quiet, 1, stroke_dasharray="4 3") for run in dashes]
    parts += [_polyline(run, colours.line, 2) for run in _runs(rates, place)]
    parts += [
        _dot(place(index, rate), series[index], index == len(series) - 1, colours)
        for index, rate in enumerate(rates)
        if rate is not None
    ]
    return _as_image(join(parts), _in_words(series))


def target_value(standing: Standing) -> float | None:
    """What the rate is held against, as a share; None where there is none or it has no number."""
    return None if standing.bound is None else float(standing.bound)


def _scale(shares: Sequence[float], months: int) -> Callable[[int, float], Point]:
    """Where a month's share stands in the picture; nearly equal shares are not drawn far apart."""
    low, high = min(shares), max(shares)
    low, high = (low - 0.01, high + 0.01) if high - low < 0.02 else (low, high)

    def place(index: int, share: float) -> Point:
        x = _PAD + index * (_WIDTH - 2 * _PAD) / max(1, months - 1)
        return x, _HEIGHT - _PAD - (share - low) / (high - low) * (_HEIGHT - 2 * _PAD)

    return place


def _runs(
    shares: Sequence[float | None], place: Callable[[int, float], Point]
) -> list[list[Point]]:
    """The stretches without a gap, as points."""
    runs: list[list[Point]] = [[]]
    for index, share in enumerate(shares):
        if share is not None:
            runs[-1].append(place(index, share))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _polyline(run: Sequence[Point], colour: str, width: int, **style: str) -> Markup:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
    return tag(
        "polyline", points=points, fill="none", stroke=colour, stroke_width=str(width), **style
    )


def _dot(point: Point, standing: Standing, last: bool, colours: Colours) -> Markup:
    hollow = standing.judged_tally.is_provisional
    return tag(
        "circle",
        cx=f"{point[0]:.1f}",
        cy=f"{point[1]:.1f}",
        r="3.5" if last or hollow else "1.5",
        fill=colours.paper if hollow else colours.line,
        stroke=colours.line,
        stroke_width="1.5",
    )


def _as_image(marks: Markup, alt: str) -> Markup:
    """The picture as an `<img>`: Streamlit takes drawing elements out of HTML, images it keeps."""
    picture = tag(
        "svg", marks, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {_WIDTH} {_HEIGHT}"
    )
    packed = b64encode(picture.encode()).decode()
    style = f"width:100%;aspect-ratio:{_WIDTH}/{_HEIGHT}"
    return image(src=f"data:image/svg+xml;base64,{packed}", alt=alt, style=style)


def _in_words(series: Sequence[Standing]) -> str:
    """The line in words, for who cannot see it."""
    first, last = series[0], series[-1]
    months = f"{words.short_period(first.period)} đến {words.short_period(last.period)}"
    return f"{first.metric.label}, {months}: {', '.join(map(words.rate, series))}"
