"""What a form says of its own numbers, held against them."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite

from data.record.problem import Problem
from loaders.layouts.layout import Balance, Rate
from loaders.reading.grid import ERROR_CELL
from loaders.recognition.sheet import Sheet
from loaders.validation.form_lines import Line, number, row_of
from loaders.validation.problems import problem

_MOST = 10**12  # no form counts as many; far below what the stored integers hold


def cell_problems(line: Line, counts: Sequence[str], sheet: Sheet) -> Iterator[Problem]:
    """Cells that hold no count."""
    for name in counts:
        if _is_wrong(line, name):
            kind = "error_cell" if line[f"raw_{name}"] == ERROR_CELL else "not_a_number"
            yield problem(kind, row_of(line), sheet.heading_of[name], str(line[f"raw_{name}"]))


def sum_problems(line: Line, counts: Sequence[str], sheet: Sheet) -> Iterator[Problem]:
    """Sums and bounds that the layout states and the line breaks."""
    known = set(counts)
    for balance in sheet.layout.balances:
        if {balance.total, *balance.parts} <= known and _fails(line, balance):
            heading = sheet.heading_of[balance.total]
            yield problem("unbalanced", row_of(line), heading, balance.words)
    for bound in sheet.layout.bounds:
        if {bound.part, bound.total} <= known and number(line, bound.part) > number(
            line, bound.total
        ):
            heading = sheet.heading_of[bound.part]
            yield problem("part_exceeds_whole", row_of(line), heading, bound.words)


def rate_problems(line: Line, counts: Sequence[str], sheet: Sheet) -> Iterator[Problem]:
    """Printed shares that the line's counts do not give."""
    for rate in sheet.layout.rates:
        there = rate.column in sheet.heading_of
        if there and {*rate.numerator, *rate.denominator} <= set(counts) and _differs(line, rate):
            shown = str(line[f"raw_{rate.column}"])
            yield problem("rate_differs", row_of(line), sheet.heading_of[rate.column], shown)


def total_problems(
    totals: Sequence[Line], data: Sequence[Line], counts: Sequence[str], sheet: Sheet
) -> Iterator[Problem]:
    """The form's own total lines against the sum of its lines, or of the group that each closes.

    `totals` and `data` are in the order of their rows.
    """
    whole = _sums(data, counts)
    rows = [row_of(line) for line in data]
    edges = [0, *(bisect(rows, row_of(line)) for line in totals), len(data)]
    for place, line in enumerate(totals, 1):
        above, below = data[edges[place - 1] : edges[place]], data[edges[place] : edges[place + 1]]
        groups = (_sums(group, counts) for group in (above, below) if group)
        if all(_differing(line, group) for group in groups):
            for name in _differing(line, whole):
                raw = str(line[f"raw_{name}"])
                yield problem("unbalanced_total", row_of(line), sheet.heading_of[name], raw)


def _sums(lines: Sequence[Line], counts: Sequence[str]) -> dict[str, float]:
    return {name: sum(number(line, name) for line in lines) for name in counts}


def _differing(total: Line, sums: Mapping[str, float]) -> list[str]:
    """The counts that a total gives and its lines do not."""
    given = (name for name in sums if not total[f"blank_{name}"])
    return [name for name in given if number(total, name) != sums[name]]


def _is_wrong(line: Line, name: str) -> bool:
    if line[f"blank_{name}"]:
        return False
    value = line[name]
    return not (isinstance(value, float) and 0 <= value <= _MOST and value.is_integer())


def _fails(line: Line, balance: Balance) -> bool:
    return number(line, balance.total) != sum(number(line, part) for part in balance.parts)


def _differs(line: Line, rate: Rate) -> bool:
    """Rounded, cut, or a bare share: systems print all three. Nothing to say of 0 of 0."""
    whole = sum(number(line, name) for name in rate.denominator)
    printed = _percent(str(line[f"raw_{rate.column}"] or ""))
    if not whole or printed is None:
        return False
    exact = 100 * sum(number(line, name) for name in rate.numerator) / whole
    step = 10**-rate.decimals
    near = (printed, 100 * printed)
    return not any(exact - step < value <= exact + step / 2 + 1e-9 for value in near)


def _percent(text: str) -> float | None:
    """ "85.3%", "98,5 %", "89": percents have no signs of thousands; "NaN%" says nothing."""
    try:
        share = float(text.replace("%", "").replace(",", ".").strip())
    except ValueError:
        return None
    return share if isfinite(share) else None
