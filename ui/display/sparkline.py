"""Small marks as inline SVG: lighter by far than a chart, and there at once."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from metrics.standings import Standing
from ui.display import words
from ui.display.colours import Colours

_WIDTH, _HEIGHT, _PAD = 240, 48, 5
_FEWEST = 2  # one month is a dot, not a line


def sparkline(series: Sequence[Standing], colours: Colours) -> str:
    """A metric's months, oldest first: gaps break the line, the target is dashed.

    A month that is covered only to some day is a hollow dot.
    """
    rates = [one.judged_tally.rate for one in series]
    targets = [_target(one) for one in series]
    known = [value for value in (*rates, *targets) if value is not None]
    if sum(rate is not None for rate in rates) < _FEWEST:
        return ""
    low, high = min(known), max(known)
    low, high = (low - 0.01, high + 0.01) if high - low < 0.02 else (low, high)

    def point(index: int, value: float) -> tuple[float, float]:
        x = _PAD + index * (_WIDTH - 2 * _PAD) / max(1, len(series) - 1)
        return x, _HEIGHT - _PAD - (value - low) / (high - low) * (_HEIGHT - 2 * _PAD)

    lines = _runs([point(i, r) if r is not None else None for i, r in enumerate(rates)])
    dashes = _runs([point(i, t) if t is not None else None for i, t in enumerate(targets)])
    parts = [_polyline(run, colours.quiet, 'stroke-dasharray="4 3"', 1) for run in dashes]
    parts += [_polyline(run, colours.line, "", 2) for run in lines]
    parts += [
        _dot(*point(i, one.judged_tally.rate), one, i == len(series) - 1, colours)
        for i, one in enumerate(series)
        if one.judged_tally.rate is not None
    ]
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}">'
        f"{''.join(parts)}</svg>"
    )
    # As an image: Streamlit takes drawing elements out of HTML, images it lets stand.
    packed = b64encode(drawn.encode()).decode()
    return (
        f'<img src="data:image/svg+xml;base64,{packed}" alt="{escape(_spoken(series))}" '
        f'style="width:100%;aspect-ratio:{_WIDTH}/{_HEIGHT}">'
    )


def _target(one: Standing) -> float | None:
    return float(one.target.value) if one.target and one.target.value is not None else None


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """The stretches without a gap."""
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is not None:
            runs[-1].append(point)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _polyline(run: Sequence[tuple[float, float]], colour: str, style: str, width: int) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
    return (
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width}" '
        f"{style}/>"
    )


def _dot(x: float, y: float, one: Standing, last: bool, colours: Colours) -> str:
    hollow = one.judged_tally.provisional
    radius = 3.5 if last or hollow else 1.5
    fill = colours.paper if hollow else colours.line
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{fill}" stroke="{colours.line}" '
        f'stroke-width="1.5"/>'
    )


def _spoken(series: Sequence[Standing]) -> str:
    """The line in words, for who cannot see it."""
    first, last = series[0], series[-1]
    return (
        f"{first.metric.label}, {words.short_period(first.period)} đến "
        f"{words.short_period(last.period)}: " + ", ".join(words.rate(one) for one in series)
    )
