"""A form's sums, bounds and printed rates, checked against its own counts."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite

from data.record.problem import Problem
from loaders.layouts.layout import Balance, Bound, Rate
from loaders.parsing.line_numbers import Line, count_in_line, row_number
from loaders.reading.grid import ERROR_CELL
from loaders.recognition.sheet import Sheet
from loaders.validation.balances import balances_over
from loaders.validation.problems import problem

_LARGEST = 10**12  # no form counts as many; far below what the stored integers hold


def cell_problems(line: Line, count_columns: Sequence[str], sheet: Sheet) -> Iterator[Problem]:
    """A problem for each of the line's `count_columns` that holds neither a count nor a blank."""
    for name in count_columns:
        if not _holds_count(line, name):
            kind = "error_cell" if line[f"raw_{name}"] == ERROR_CELL else "not_a_number"
            yield problem(kind, row_number(line), sheet.heading_of[name], str(line[f"raw_{name}"]))


def sum_problems(line: Line, count_columns: Sequence[str], sheet: Sheet) -> Iterator[Problem]:
    """A problem for each sum and bound that the layout states and the line breaks."""
    columns = set(count_columns)
    for balance in balances_over(sheet, columns):
        if _breaks_balance(line, balance):
            heading = sheet.heading_of[balance.total]
            yield problem("unbalanced", row_number(line), heading, balance.words)
    for bound in sheet.layout.bounds:
        if {bound.part, bound.total} <= columns and _exceeds_bound(line, bound):
            heading = sheet.heading_of[bound.part]
            yield problem("part_exceeds_whole", row_number(line), heading, bound.words)


def rate_problems(line: Line, count_columns: Sequence[str], sheet: Sheet) -> Iterator[Problem]:
    """A problem for each printed share that the line's counts do not give."""
    for rate in sheet.layout.rates:
        is_printed = rate.column in sheet.heading_of
        if (
            is_printed
            and {*rate.numerator, *rate.denominator} <= set(count_columns)
            and _differs_from_rate(line, rate)
        ):
            printed_text = str(line[f"raw_{rate.column}"])
            yield problem(
                "rate_differs", row_number(line), sheet.heading_of[rate.column], printed_text
            )


def total_problems(
    totals: Sequence[Line], lines: Sequence[Line], count_columns: Sequence[str], sheet: Sheet
) -> Iterator[Problem]:
    """A problem for each count of a total line that is not the sum of all lines, nor of its group.

    A group is what stands between two totals: "Cộng" below two lines and above three may be the
    sum of the two or of the three. `totals` and `lines` are in the order of their rows.
    """
    sums = _sums_by_column(lines, count_columns)
    rows = [row_number(line) for line in lines]
    edges = [0, *(bisect(rows, row_number(total)) for total in totals), len(lines)]
    for place, total in enumerate(totals, 1):
        lines_above = lines[edges[place - 1] : edges[place]]
        lines_below = lines[edges[place] : edges[place + 1]]
        groups = (
            _sums_by_column(group, count_columns) for group in (lines_above, lines_below) if group
        )
        if all(_differing_columns(total, group) for group in groups):
            for name in _differing_columns(total, sums):
                raw_text = str(total[f"raw_{name}"])
                yield problem(
                    "unbalanced_total", row_number(total), sheet.heading_of[name], raw_text
                )


def _sums_by_column(lines: Sequence[Line], count_columns: Sequence[str]) -> dict[str, float]:
    """Column → the sum of the lines' counts in it, blanks as 0."""
    return {name: sum(count_in_line(line, name) for line in lines) for name in count_columns}


def _differing_columns(total: Line, sums: Mapping[str, float]) -> list[str]:
    """The columns where the total line has a count, but not the sum."""
    filled_columns = (name for name in sums if not total[f"blank_{name}"])
    return [name for name in filled_columns if count_in_line(total, name) != sums[name]]


def _holds_count(line: Line, column: str) -> bool:
    """Whether a line's cell in a column is blank or a whole number from 0 on."""
    if line[f"blank_{column}"]:
        return True
    count = line[column]
    return isinstance(count, float) and 0 <= count <= _LARGEST and count.is_integer()


def _breaks_balance(line: Line, balance: Balance) -> bool:
    """Whether the line's total is not the sum of its parts."""
    return count_in_line(line, balance.total) != sum(
        count_in_line(line, part) for part in balance.parts
    )


def _exceeds_bound(line: Line, bound: Bound) -> bool:
    """Whether the line's part is greater than the whole."""
    return count_in_line(line, bound.part) > count_in_line(line, bound.total)


def _differs_from_rate(line: Line, rate: Rate) -> bool:
    """Whether the share printed in a line is not that of its counts; False without share or cases.

    Systems print 2 of 3 rounded (66,67), cut (66,66) or as a bare share (0,6667).
    """
    denominator = sum(count_in_line(line, name) for name in rate.denominator)
    printed_number = _percent_number(str(line[f"raw_{rate.column}"] or ""))
    if not denominator or printed_number is None:
        return False
    exact_percent = 100 * sum(count_in_line(line, name) for name in rate.numerator) / denominator
    step = 10**-rate.decimals
    percents = (printed_number, 100 * printed_number)
    return not any(
        exact_percent - step < percent <= exact_percent + step / 2 + 1e-9 for percent in percents
    )


def _percent_number(text: str) -> float | None:
    """The number in "85.3%", "98,5 %" or "89", without signs of thousands; None for other texts."""
    try:
        share = float(text.replace("%", "").replace(",", ".").strip())
    except ValueError:
        return None
    return share if isfinite(share) else None
