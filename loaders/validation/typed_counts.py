"""A table with a line a count to counts by name; a blank number is not given, never 0."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

import pyarrow as pa

from data.columns import MEASURE, NUMBER
from data.record.problem import Problem
from data.typed_counts import typed_count_of_line, typed_counts
from files.refusal import Refused
from loaders.layouts.layout import Bound, TypedCountColumns
from loaders.parsing.cells import clean_texts, is_blank_sql, number_sql
from loaders.parsing.engine import scratch_connection
from loaders.parsing.line_numbers import Line, count_in_line, row_number
from loaders.recognition.sheet import Sheet
from loaders.validation.form_checks import cell_problems
from loaders.validation.problems import AllRowsSetAside, CheckedRows, problem

NO_NUMBER = "Mẫu chưa có số nào: hãy ghi vào cột “{}” rồi nạp lại."
NO_SOUND_LINE = (
    "Không có dòng nào dùng được trong mẫu: hãy xem từng lỗi, sửa trong mẫu rồi nạp lại."
)
# The template is written by hand: nothing of it is put right by exporting it anew.
_IN_TEMPLATE: Mapping[str, str] = {
    "unknown_word": "Mẫu không có dòng này: hãy giữ đúng tên dòng của mẫu rồi nạp lại.",
    "not_a_number": "Ô này phải là số nguyên, không âm: hãy sửa trong mẫu rồi nạp lại.",
}

_NO_MARK = (
    "Ô này phải là số từ 0 đến {}, tối đa hai chữ số thập phân: hãy sửa trong mẫu rồi nạp lại."
)


def check_typed_counts(
    sheet: Sheet,
    columns: TypedCountColumns,
    codes_by_unit: Mapping[str, str | None],
    accept_unbalanced: bool = False,
) -> CheckedRows:
    """A template's numbered lines checked and typed, with their problems and those set aside.

    `rows` are long: commune_code, the layout's key (the document that the count rests on), measure,
    n, row. A count with a problem stays with a null n: it was given and is not trusted. A line
    whose name is no count here is reported and left out. With `accept_unbalanced` a part that
    exceeds its whole counts all the same; a part without its whole always does. Raises Refused
    where no line is sound.
    """
    numbered_lines = _numbered_lines(sheet, columns)
    if not numbered_lines:
        raise Refused(NO_NUMBER.format(sheet.heading_of[columns.number]))
    measured_lines = [line for line in numbered_lines if line["measure"]]
    problems = [
        *_unknown_name_problems(numbered_lines, sheet, columns),
        *_repeated_count_problems(measured_lines, sheet, columns),
    ]
    for line in measured_lines:
        problems += cell_problems(line, [columns.number], sheet)
    problems += _missing_document_problems(measured_lines, sheet)
    exceeding_parts = list(
        _exceeding_part_problems(measured_lines, {p.row for p in problems}, sheet, columns)
    )
    rows_aside = {p.row for p in (problems if accept_unbalanced else [*problems, *exceeding_parts])}
    problems += [
        *exceeding_parts,
        *_lone_part_problems(measured_lines, rows_aside, sheet, columns),
    ]
    set_aside = tuple(
        (row_number(line), _kept_cells(line, columns))
        for line in numbered_lines
        if row_number(line) in rows_aside
    )
    rows = _long_rows(measured_lines, sheet, columns, codes_by_unit[""], rows_aside)
    measures = {row_number(line): str(line["measure"]) for line in numbered_lines}
    problems_in_template_words = tuple(
        _problem_in_template_words(p, measures.get(p.row)) for p in problems
    )
    checked = CheckedRows(rows, len(numbered_lines), problems_in_template_words, set_aside)
    if len(set_aside) == len(numbered_lines):
        raise AllRowsSetAside(NO_SOUND_LINE, checked)
    return checked


def _problem_in_template_words(row_problem: Problem, measure: str | None) -> Problem:
    """The problem with the advice for a template, where that is another than for an export."""
    message = _IN_TEMPLATE.get(row_problem.kind, row_problem.message)
    count = typed_counts().get(measure or "")
    if count and count.most and row_problem.kind == "not_a_number":
        message = _NO_MARK.format(count.most)
    return replace(row_problem, message=message)


def _numbered_lines(sheet: Sheet, columns: TypedCountColumns) -> list[Line]:
    """The lines with a name and a number, each with the measure that it names (or none)."""
    cells, key, n = sheet.cells, sheet.layout.key, columns.number
    template_lines = pa.table(
        {
            "row": cells.column("row"),
            "name": clean_texts(cells.column(columns.name)),
            "document": clean_texts(cells.column(key)),
            f"raw_{n}": cells.column(n),
        }
    )
    query = f"""
        select row, name, coalesce(document, '') as document, raw_{n}, false as blank_{n},
            {number_sql(f"raw_{n}")} as "{n}"
        from template_lines where name is not null and not {is_blank_sql(f"raw_{n}")} order by row
    """
    with scratch_connection() as engine:
        engine.register("template_lines", template_lines)
        with_numbers: list[Line] = engine.sql(query).to_arrow_table().to_pylist()
    return [_line_with_measure(line, n) for line in with_numbers]


def _line_with_measure(line: Line, number_column: str) -> Line:
    """The line with the measure that it names (or none), a mark in hundredths (or no number)."""
    count, number = typed_count_of_line(str(line["name"])), line[number_column]
    if count and count.most and isinstance(number, float):
        mark = count.stored_mark(number)
        number = None if mark is None else float(mark)
    return {**line, "measure": count.measure if count else None, number_column: number}


def _unknown_name_problems(
    lines: Sequence[Line], sheet: Sheet, columns: TypedCountColumns
) -> Iterator[Problem]:
    """A problem for each line whose name is no typed count's."""
    for line in lines:
        if line["measure"] is None:
            heading = sheet.heading_of[columns.name]
            yield problem("unknown_word", row_number(line), heading, str(line["name"]))


def _repeated_count_problems(
    lines: Sequence[Line], sheet: Sheet, columns: TypedCountColumns
) -> Iterator[Problem]:
    """A problem for each of several lines with one measure: none can be preferred."""
    line_counts = Counter(line["measure"] for line in lines)
    for line in lines:
        if line_counts[line["measure"]] > 1:
            heading = sheet.heading_of[columns.name]
            yield problem("repeated_line", row_number(line), heading, str(line["name"]))


def _missing_document_problems(lines: Sequence[Line], sheet: Sheet) -> Iterator[Problem]:
    """A problem for each line whose document cell is blank: nobody could check its count."""
    for line in lines:
        if not line["document"]:
            heading = sheet.heading_of[sheet.layout.key]
            yield problem("missing_document", row_number(line), heading, "")


def _exceeding_part_problems(
    lines: Sequence[Line], faulty_rows: Set[int], sheet: Sheet, columns: TypedCountColumns
) -> Iterator[Problem]:
    """A problem for each part that exceeds its whole, where both are given and sound."""
    sound_lines = {line["measure"]: line for line in lines if row_number(line) not in faulty_rows}
    for bound in _typed_count_bounds():
        part, total = sound_lines.get(bound.part), sound_lines.get(bound.total)
        if (
            part
            and total
            and count_in_line(part, columns.number) > count_in_line(total, columns.number)
        ):
            heading = sheet.heading_of[columns.number]
            yield problem("part_exceeds_whole", row_number(part), heading, bound.words)


def _typed_count_bounds() -> tuple[Bound, ...]:
    """The bounds of typed counts: which count is a part of which other."""
    return tuple(
        Bound(words, count.measure, total)
        for count in typed_counts().values()
        for total, words in count.within.items()
    )


def _lone_part_problems(
    lines: Sequence[Line], rows_aside: Set[int], sheet: Sheet, columns: TypedCountColumns
) -> Iterator[Problem]:
    """A problem for each sound part of which no whole is given: alone it gives no share."""
    measures = {line["measure"] for line in lines}
    whole_by_part = {
        bound.part: bound.total for bound in _typed_count_bounds() if bound.part in measures
    }
    for bound in _typed_count_bounds():
        if bound.total in measures:
            whole_by_part.pop(bound.part, None)
    line_names = {count.measure: count.line for count in typed_counts().values()}
    for line in lines:
        whole = whole_by_part.get(str(line["measure"]))
        if whole and row_number(line) not in rows_aside:
            heading, raw_text = (
                sheet.heading_of[columns.number],
                str(line[f"raw_{columns.number}"]),
            )
            lone_part = problem("part_without_whole", row_number(line), heading, raw_text)
            message = lone_part.message.format(line_names[whole])
            yield replace(lone_part, message=message)


def _long_rows(
    lines: Sequence[Line],
    sheet: Sheet,
    columns: TypedCountColumns,
    commune_code: str | None,
    rows_aside: Set[int],
) -> pa.Table:
    """A row for each line: commune, document, measure, number (null if set aside) and row."""
    numbers = [
        None if row_number(line) in rows_aside else int(count_in_line(line, columns.number))
        for line in lines
    ]
    return pa.table(
        {
            "commune_code": pa.array([commune_code] * len(lines), pa.string()),
            sheet.layout.key: pa.array([line["document"] for line in lines], pa.string()),
            MEASURE: pa.array([line["measure"] for line in lines], pa.string()),
            NUMBER: pa.array(numbers, pa.int64()),
            "row": pa.array([row_number(line) for line in lines], pa.int32()),
        }
    )


def _kept_cells(line: Line, columns: TypedCountColumns) -> Mapping[str, str]:
    """The number's column → its cell, cut: what is kept of a line that is set aside."""
    return {columns.number: str(line[f"raw_{columns.number}"])[:40]}
