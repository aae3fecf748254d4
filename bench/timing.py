"""Seconds of a call, and the middle of several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")


def time_call(call: Callable[[], T]) -> tuple[float, T]:
    """Call without arguments: (seconds that it took, what it returned)."""
    start = perf_counter()
    returned = call()
    return perf_counter() - start, returned


def stage_medians(runs: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The median seconds of each stage over runs that have the same stages."""
    return {stage: median(run[stage] for run in runs) for stage in runs[0]}


def verdict_line(name: str, figure: float, limit: float) -> str:
    """The report's line for a figure beside the most that it may be, and whether it held."""
    judgement = "held" if figure <= limit else "NOT HELD"
    return f"  {name}: {figure:.2f}, at most {limit:g}: {judgement}"


def stage_table(stages: Iterable[tuple[str, float]], bare_seconds: float, bare_name: str) -> str:
    """The report's table of stages: seconds, and their multiple of `bare_seconds`."""
    rows = [f"  {'':46}{'seconds':>9}  {'× ' + bare_name:>16}"]
    rows += [
        f"  {name:46}{seconds:9.3f}  {seconds / bare_seconds:16.2f}" for name, seconds in stages
    ]
    return "\n".join(rows)
