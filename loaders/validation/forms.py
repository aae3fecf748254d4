"""A form's lines to counts that balance, and a problem for each line that does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

import pyarrow as pa

from data.columns import is_count
from data.fields import field_key
from data.record.problem import Problem
from loaders.recognition.sheet import Sheet
from loaders.validation.form_checks import (
    cell_problems,
    rate_problems,
    sum_problems,
    total_problems,
)
from loaders.validation.form_lines import Line, number, numbers_of, read_lines, row_of
from loaders.validation.problems import CheckedRows, SetAside, problem
from loaders.validation.total_lines import SplitLines, split_totals

# The line's counts stand all the same: the form disagrees with itself beside them.
_MILD = frozenset({"rate_differs", "unbalanced_total", "taken_as_total", "maybe_total"})
_BROKEN_SUMS = frozenset({"unbalanced", "part_exceeds_whole"})
_LONGEST = 40

# Each unit's commune code, "" that of all lines of a form that names none; None for no commune.
Communes = Mapping[str, str | None]


def data_lines(sheet: Sheet) -> list[Line]:
    """The lines that count something, without totals."""
    return _split_lines(sheet).data_lines


def _split_lines(sheet: Sheet) -> SplitLines:
    return split_totals(read_lines(sheet), _counts(sheet), sheet.layout.key)


def _counts(sheet: Sheet) -> list[str]:
    """The columns that hold counts, not rates."""
    return [name for name in numbers_of(sheet) if is_count(name)]


def check_totals(sheet: Sheet, communes: Communes, accept_unbalanced: bool = False) -> CheckedRows:
    """Type and check a form's lines.

    A line with a problem stays in the rows with its name and no count: its field is not zero.
    With `accept_unbalanced` a line that breaks a sum counts all the same; it is reported.
    """
    counts = _counts(sheet)
    split = _split_lines(sheet)
    lines = split.data_lines
    problems = [p for line in lines for p in _line_problems(line, counts, sheet, communes)]
    problems += [*_repeated_names(lines, sheet), *_suspected_totals(split, sheet)]
    mild = _MILD | _BROKEN_SUMS if accept_unbalanced else _MILD
    rows_aside = {p.row for p in problems if p.kind not in mild}
    if not rows_aside:
        problems += total_problems(split.totals, lines, counts, sheet)
    rows = _rows(lines, sheet, communes, counts, rows_aside)
    set_aside = tuple(
        _set_aside(line, sheet.layout.key, counts) for line in lines if row_of(line) in rows_aside
    )
    return CheckedRows(rows, len(lines), tuple(problems), set_aside)


def _line_problems(
    line: Line, counts: Sequence[str], sheet: Sheet, communes: Communes
) -> Iterator[Problem]:
    """What is wrong with one line; with a cell that is no number, its sums are not checked."""
    if row_of(line) in sheet.shifted_rows:
        yield problem("shifted_cells", row_of(line), sheet.heading_of[sheet.layout.key], "")
        return
    if _commune(line, sheet, communes) is None:
        heading = sheet.heading_of[sheet.layout.key]
        yield problem("unknown_unit", row_of(line), heading, str(line["name"]))
        return
    in_cells = list(cell_problems(line, counts, sheet))
    yield from in_cells
    if not in_cells:
        yield from sum_problems(line, counts, sheet)
        yield from rate_problems(line, counts, sheet)


def _repeated_names(lines: Sequence[Line], sheet: Sheet) -> Iterator[Problem]:
    """A name that stands twice: its lines may not be added."""
    names: set[str] = set()
    compared = field_key if sheet.layout.key == "field" else str
    for line in lines:
        name = compared(str(line["name"]))
        if name in names:
            heading = sheet.heading_of[sheet.layout.key]
            yield problem("repeated_line", row_of(line), heading, str(line["name"]))
        names.add(name)


def _suspected_totals(split: SplitLines, sheet: Sheet) -> Iterator[Problem]:
    """Lines of which their counts alone say that they are totals, or may be."""
    heading = sheet.heading_of[sheet.layout.key]
    lines_of_kind = {"taken_as_total": split.guessed_totals, "maybe_total": split.possible_totals}
    for kind, lines in lines_of_kind.items():
        for line in lines:
            yield problem(kind, row_of(line), heading, str(line["name"]))


def _commune(line: Line, sheet: Sheet, communes: Communes) -> str | None:
    return communes.get(str(line["name"]) if sheet.layout.key == "unit" else "")


def _rows(
    lines: Sequence[Line],
    sheet: Sheet,
    communes: Communes,
    counts: Sequence[str],
    rows_aside: Set[int],
) -> pa.Table:
    """A row a line whose commune is known; null counts where the line is set aside."""
    lines = [line for line in lines if _commune(line, sheet, communes) is not None]
    key = sheet.layout.key
    columns = {"commune_code": pa.array([_commune(d, sheet, communes) for d in lines], pa.string())}
    if key != "unit":
        columns[key] = pa.array([line["name"] for line in lines], pa.string())
    for name in counts:
        numbers = [None if row_of(d) in rows_aside else int(number(d, name)) for d in lines]
        columns[name] = pa.array(numbers, pa.int64())
    columns["row"] = pa.array([row_of(line) for line in lines], pa.int32())
    return pa.table(columns)


def _set_aside(line: Line, key: str, counts: Sequence[str]) -> SetAside:
    """What is kept of the line; the name of a field or a unit is nobody's personal data."""
    texts = {name: line[f"raw_{name}"] for name in counts}
    cells = {name: str(text)[:_LONGEST] for name, text in texts.items() if text is not None}
    return row_of(line), {key: str(line["name"])[:_LONGEST], **cells}
