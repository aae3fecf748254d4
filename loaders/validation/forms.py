"""A form's lines to counts that balance, and a problem for each line that does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

import pyarrow as pa

from data.columns import is_count
from data.fields import field_key
from data.record.problem import Problem
from files.refusal import Refused
from loaders.parsing.line_numbers import Line, count_in_line, row_number
from loaders.recognition.sheet import Sheet
from loaders.validation.form_checks import (
    cell_problems,
    rate_problems,
    sum_problems,
    total_problems,
)
from loaders.validation.form_lines import number_columns, read_lines
from loaders.validation.problems import CheckedRows, RowSetAside, problem
from loaders.validation.total_lines import SplitLines, split_totals

# The line's counts stand all the same: the form disagrees with itself beside them.
_MILD = frozenset(
    {"rate_differs", "unbalanced_total", "taken_as_total", "maybe_total", "side_line"}
)
_BROKEN_SUMS = frozenset({"unbalanced", "part_exceeds_whole"})
_LONGEST = 40

ONLY_TOTALS = (
    "Biểu chỉ có dòng tổng, không có dòng nào của từng loại, lĩnh vực hay đơn vị: hãy xuất biểu có "
    "đủ các dòng rồi nạp."
)
NO_COUNTS = (
    "Biểu không có dòng nào ghi số: nếu trong kỳ không phát sinh, hãy ghi số 0 ở từng dòng rồi nạp."
)

# Unit text → commune code, None for no commune; "" stands for all lines of a form without units.
CodesByUnit = Mapping[str, str | None]


def data_lines(sheet: Sheet) -> list[Line]:
    """A form's lines that count something, without totals."""
    return _split_lines(sheet).data_lines


def _split_lines(sheet: Sheet) -> SplitLines:
    """A form's lines, split into those that count, totals of them and those left out."""
    return split_totals(read_lines(sheet), _count_columns(sheet), sheet.layout.key)


def _count_columns(sheet: Sheet) -> list[str]:
    """The sheet's columns that hold counts, not rates."""
    return [name for name in number_columns(sheet) if is_count(name)]


def check_form(
    sheet: Sheet, codes_by_unit: CodesByUnit, accept_unbalanced: bool = False
) -> CheckedRows:
    """A form's lines checked and typed, with their problems and the lines set aside.

    A line with a problem stays in the rows with its name and no count: its field is not zero.
    With `accept_unbalanced` a line that breaks a sum counts all the same; it is reported. Raises
    Refused for a form without lines.
    """
    count_columns = _count_columns(sheet)
    split = _split_lines(sheet)
    lines = split.data_lines
    if not lines:
        raise Refused(ONLY_TOTALS if split.totals else NO_COUNTS)
    problems = [
        p for line in lines for p in _line_problems(line, count_columns, sheet, codes_by_unit)
    ]
    problems += [*_repeated_name_problems(lines, sheet), *_left_out_problems(split, sheet)]
    mild = _MILD | _BROKEN_SUMS if accept_unbalanced else _MILD
    rows_aside = {p.row for p in problems if p.kind not in mild}
    if not rows_aside:
        problems += total_problems(split.totals, lines, count_columns, sheet)
    rows = _typed_rows(lines, sheet, codes_by_unit, count_columns, rows_aside)
    set_aside = tuple(
        _row_set_aside(line, sheet.layout.key, count_columns)
        for line in lines
        if row_number(line) in rows_aside
    )
    return CheckedRows(rows, len(lines), tuple(problems), set_aside)


def _line_problems(
    line: Line, count_columns: Sequence[str], sheet: Sheet, codes_by_unit: CodesByUnit
) -> Iterator[Problem]:
    """The problems of one line; with a cell that is no number, its sums are not checked."""
    if row_number(line) in sheet.shifted_rows:
        yield problem("shifted_cells", row_number(line), sheet.heading_of[sheet.layout.key], "")
        return
    if _commune_code(line, sheet, codes_by_unit) is None:
        heading = sheet.heading_of[sheet.layout.key]
        yield problem("unknown_unit", row_number(line), heading, str(line["name"]))
        return
    problems_of_cells = list(cell_problems(line, count_columns, sheet))
    yield from problems_of_cells
    if not problems_of_cells:
        yield from sum_problems(line, count_columns, sheet)
        yield from rate_problems(line, count_columns, sheet)


def _repeated_name_problems(lines: Sequence[Line], sheet: Sheet) -> Iterator[Problem]:
    """A problem for each line whose name stands above it already: they may not be added."""
    keys: set[str] = set()
    comparison_key = field_key if sheet.layout.key == "field" else str
    for line in lines:
        key = comparison_key(str(line["name"]))
        if key in keys:
            heading = sheet.heading_of[sheet.layout.key]
            yield problem("repeated_line", row_number(line), heading, str(line["name"]))
        keys.add(key)


def _left_out_problems(split: SplitLines, sheet: Sheet) -> Iterator[Problem]:
    """A problem for each line reported as a total, as possibly one, or as beside the counts."""
    heading = sheet.heading_of[sheet.layout.key]
    lines_of_kind = {
        "taken_as_total": split.guessed_totals,
        "maybe_total": split.possible_totals,
        "side_line": split.side_lines,
    }
    for kind, lines in lines_of_kind.items():
        for line in lines:
            yield problem(kind, row_number(line), heading, str(line["name"]))


def _commune_code(line: Line, sheet: Sheet, codes_by_unit: CodesByUnit) -> str | None:
    """The code of the line's commune; None where its unit is no commune."""
    return codes_by_unit.get(str(line["name"]) if sheet.layout.key == "unit" else "")


def _typed_rows(
    lines: Sequence[Line],
    sheet: Sheet,
    codes_by_unit: CodesByUnit,
    count_columns: Sequence[str],
    rows_aside: Set[int],
) -> pa.Table:
    """A row for each line whose commune is known; its counts are null where it is set aside."""
    lines = [line for line in lines if _commune_code(line, sheet, codes_by_unit) is not None]
    key = sheet.layout.key
    columns = {
        "commune_code": pa.array(
            [_commune_code(d, sheet, codes_by_unit) for d in lines], pa.string()
        )
    }
    if key != "unit":
        columns[key] = pa.array([line["name"] for line in lines], pa.string())
    for name in count_columns:
        numbers = [
            None if row_number(d) in rows_aside else int(count_in_line(d, name)) for d in lines
        ]
        columns[name] = pa.array(numbers, pa.int64())
    columns["row"] = pa.array([row_number(line) for line in lines], pa.int32())
    return pa.table(columns)


def _row_set_aside(line: Line, key: str, count_columns: Sequence[str]) -> RowSetAside:
    """(row number, column → cut text) of a line set aside, its name among the texts."""
    texts = {name: line[f"raw_{name}"] for name in count_columns}
    cells = {name: str(text)[:_LONGEST] for name, text in texts.items() if text is not None}
    return row_number(line), {key: str(line["name"])[:_LONGEST], **cells}
