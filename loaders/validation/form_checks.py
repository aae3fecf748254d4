"""A form's sums, bounds and printed rates, checked against its own counts."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite

from data.record.problem import Problem
from loaders.layouts.layout import Balance, Bound, Rate
from loaders.reading.grid import ERROR_CELL
from loaders.recognition.sheet import Sheet
from loaders.validation.form_lines import Line, number, row_of
from loaders.validation.problems import problem

_LARGEST = 10**12  # no form counts as many; far below what the stored integers hold


def cell_problems(line: Line, counts: Sequence[str], sheet: Sheet) -> Iterator[Problem]:
    """Cells that hold no count."""
    for name in counts:
        if not _is_count(line, name):
            kind = "error_cell" if line[f"raw_{name}"] == ERROR_CELL else "not_a_number"
            yield problem(kind, row_of(line), sheet.heading_of[name], str(line[f"raw_{name}"]))


def sum_problems(line: Line, counts: Sequence[str], sheet: Sheet) -> Iterator[Problem]:
    """Sums and bounds that the layout states and the line breaks."""
    columns = set(counts)
    for balance in sheet.layout.balances:
        if {balance.total, *balance.parts} <= columns and _fails(line, balance):
            heading = sheet.heading_of[balance.total]
            yield problem("unbalanced", row_of(line), heading, balance.words)
    for bound in sheet.layout.bounds:
        if {bound.part, bound.total} <= columns and _exceeds(line, bound):
            heading = sheet.heading_of[bound.part]
            yield problem("part_exceeds_whole", row_of(line), heading, bound.words)


def rate_problems(line: Line, counts: Sequence[str], sheet: Sheet) -> Iterator[Problem]:
    """Printed shares that the line's counts do not give."""
    for rate in sheet.layout.rates:
        there = rate.column in sheet.heading_of
        if there and {*rate.numerator, *rate.denominator} <= set(counts) and _differs(line, rate):
            printed = str(line[f"raw_{rate.column}"])
            yield problem("rate_differs", row_of(line), sheet.heading_of[rate.column], printed)


def total_problems(
    totals: Sequence[Line], lines: Sequence[Line], counts: Sequence[str], sheet: Sheet
) -> Iterator[Problem]:
    """The form's own total lines against the sum of all lines, or of the group that each closes.

    A group is what stands between two totals: "Cộng" below two lines and above three may be the
    sum of the two or of the three. `totals` and `lines` are in the order of their rows.
    """
    sums = _sums(lines, counts)
    rows = [row_of(line) for line in lines]
    edges = [0, *(bisect(rows, row_of(total)) for total in totals), len(lines)]
    for place, total in enumerate(totals, 1):
        above = lines[edges[place - 1] : edges[place]]
        below = lines[edges[place] : edges[place + 1]]
        groups = (_sums(group, counts) for group in (above, below) if group)
        if all(_differing(total, group) for group in groups):
            for name in _differing(total, sums):
                raw = str(total[f"raw_{name}"])
                yield problem("unbalanced_total", row_of(total), sheet.heading_of[name], raw)


def _sums(lines: Sequence[Line], counts: Sequence[str]) -> dict[str, float]:
    return {name: sum(number(line, name) for line in lines) for name in counts}


def _differing(total: Line, sums: Mapping[str, float]) -> list[str]:
    """The counts that a total gives and its lines do not."""
    filled_in = (name for name in sums if not total[f"blank_{name}"])
    return [name for name in filled_in if number(total, name) != sums[name]]


def _is_count(line: Line, name: str) -> bool:
    """Whether the cell is blank or a whole number from 0 on."""
    if line[f"blank_{name}"]:
        return True
    count = line[name]
    return isinstance(count, float) and 0 <= count <= _LARGEST and count.is_integer()


def _fails(line: Line, balance: Balance) -> bool:
    return number(line, balance.total) != sum(number(line, part) for part in balance.parts)


def _exceeds(line: Line, bound: Bound) -> bool:
    return number(line, bound.part) > number(line, bound.total)


def _differs(line: Line, rate: Rate) -> bool:
    """Whether the printed share is not that of the counts; nothing to say of 0 of 0.

    Systems print 2 of 3 rounded (66,67), cut (66,66) or as a bare share (0,67).
    """
    denominator = sum(number(line, name) for name in rate.denominator)
    printed = _percent(str(line[f"raw_{rate.column}"] or ""))
    if not denominator or printed is None:
        return False
    exact = 100 * sum(number(line, name) for name in rate.numerator) / denominator
    step = 10**-rate.decimals
    percents = (printed, 100 * printed)
    return not any(exact - step < percent <= exact + step / 2 + 1e-9 for percent in percents)


def _percent(text: str) -> float | None:
    """ "85.3%", "98,5 %", "89": percents have no signs of thousands; "NaN%" says nothing."""
    try:
        share = float(text.replace("%", "").replace(",", ".").strip())
    except ValueError:
        return None
    return share if isfinite(share) else None
