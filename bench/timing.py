"""Seconds of a call, and the middle of several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")


def timed(call: Callable[[], T]) -> tuple[float, T]:
    """The seconds that a call took, and what it returned."""
    start = perf_counter()
    answer = call()
    return perf_counter() - start, answer


def middle(runs: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The median of each stage over runs that have the same stages."""
    return {stage: median(run[stage] for run in runs) for stage in runs[0]}


def verdict(name: str, figure: float, limit: float) -> str:
    """A figure beside the most that it may be, and whether it held."""
    judgement = "held" if figure <= limit else "NOT HELD"
    return f"  {name}: {figure:.2f}, at most {limit:g}: {judgement}"


def table(lines: Iterable[tuple[str, float]], unit: float, unit_name: str) -> str:
    """Stages, seconds, and seconds as a multiple of `unit` (the seconds of what stands beside)."""
    rows = [f"  {'':46}{'seconds':>9}  {'× ' + unit_name:>16}"]
    rows += [f"  {name:46}{seconds:9.3f}  {seconds / unit:16.2f}" for name, seconds in lines]
    return "\n".join(rows)
