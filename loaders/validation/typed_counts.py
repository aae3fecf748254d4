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
from loaders.layouts.layout import Bound, CountLines
from loaders.parsing.cells import clean_texts, is_blank_sql, number_sql
from loaders.parsing.engine import scratch_connection
from loaders.recognition.sheet import Sheet
from loaders.validation.form_checks import cell_problems
from loaders.validation.form_lines import Line, number, row_of
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


def check_named_counts(
    sheet: Sheet,
    lines: CountLines,
    communes: Mapping[str, str | None],
    accept_unbalanced: bool = False,
) -> CheckedRows:
    """Type and check every line that has a number; `communes` has one, that of all lines ("").

    `rows` are long: commune_code, the layout's key (the document that the count rests on), measure,
    n, row. A count with a problem stays with a null n: it was given and is not trusted. A line
    whose name is no count here is reported and left out. With `accept_unbalanced` a part that
    exceeds its whole counts all the same; a part without its whole always does. Raises Refused
    where no line is sound.
    """
    numbered = _numbered_lines(sheet, lines)
    if not numbered:
        raise Refused(NO_NUMBER.format(sheet.heading_of[lines.number]))
    measured = [line for line in numbered if line["measure"]]
    problems = [*_unknown_names(numbered, sheet, lines), *_repeated_counts(measured, sheet, lines)]
    problems += [p for line in measured for p in cell_problems(line, [lines.number], sheet)]
    problems += _problems_of_missing_documents(measured, sheet)
    exceeding = list(_exceeding_parts(measured, {p.row for p in problems}, sheet, lines))
    rows_aside = {p.row for p in (problems if accept_unbalanced else [*problems, *exceeding])}
    problems += [*exceeding, *_parts_without_whole(measured, rows_aside, sheet, lines)]
    set_aside = tuple(
        (row_of(line), _kept_cells(line, lines)) for line in numbered if row_of(line) in rows_aside
    )
    rows = _rows(measured, sheet, lines, communes[""], rows_aside)
    in_words = tuple(map(_in_template_words, problems))
    checked = CheckedRows(rows, len(numbered), in_words, set_aside)
    if len(set_aside) == len(numbered):
        raise AllRowsSetAside(NO_SOUND_LINE, checked)
    return checked


def _in_template_words(row_problem: Problem) -> Problem:
    message = _IN_TEMPLATE.get(row_problem.kind, row_problem.message)
    return replace(row_problem, message=message)


def _numbered_lines(sheet: Sheet, lines: CountLines) -> list[Line]:
    """The lines with a name and a number, each with the measure that it names (or none)."""
    cells, key, n = sheet.cells, sheet.layout.key, lines.number
    template_lines = pa.table(
        {
            "row": cells.column("row"),
            "name": clean_texts(cells.column(lines.name)),
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
    return [{**line, "measure": _measure(line)} for line in with_numbers]


def _measure(line: Line) -> str | None:
    count = typed_count_of_line(str(line["name"]))
    return count.measure if count else None


def _unknown_names(numbered: Sequence[Line], sheet: Sheet, lines: CountLines) -> Iterator[Problem]:
    for line in numbered:
        if line["measure"] is None:
            heading = sheet.heading_of[lines.name]
            yield problem("unknown_word", row_of(line), heading, str(line["name"]))


def _repeated_counts(
    measured: Sequence[Line], sheet: Sheet, lines: CountLines
) -> Iterator[Problem]:
    """A count that stands twice: neither line can be taken for the other."""
    times = Counter(line["measure"] for line in measured)
    for line in measured:
        if times[line["measure"]] > 1:
            heading = sheet.heading_of[lines.name]
            yield problem("repeated_line", row_of(line), heading, str(line["name"]))


def _problems_of_missing_documents(measured: Sequence[Line], sheet: Sheet) -> Iterator[Problem]:
    """Counts that rest on no document: nobody could check them."""
    for line in measured:
        if not line["document"]:
            heading = sheet.heading_of[sheet.layout.key]
            yield problem("missing_document", row_of(line), heading, "")


def _exceeding_parts(
    measured: Sequence[Line], faulty_rows: Set[int], sheet: Sheet, lines: CountLines
) -> Iterator[Problem]:
    """Parts that exceed their wholes, where both are given and sound."""
    sound = {line["measure"]: line for line in measured if row_of(line) not in faulty_rows}
    for bound in _stated_bounds():
        part, total = sound.get(bound.part), sound.get(bound.total)
        if part and total and number(part, lines.number) > number(total, lines.number):
            heading = sheet.heading_of[lines.number]
            yield problem("part_exceeds_whole", row_of(part), heading, bound.words)


def _stated_bounds() -> tuple[Bound, ...]:
    """What the typed counts say of each other."""
    return tuple(
        Bound(words, count.measure, total)
        for count in typed_counts().values()
        for total, words in count.within.items()
    )


def _parts_without_whole(
    measured: Sequence[Line], rows_aside: Set[int], sheet: Sheet, lines: CountLines
) -> Iterator[Problem]:
    """Sound parts of which no whole is given: alone they give no share."""
    measures = {line["measure"] for line in measured}
    total_of = {bound.part: bound.total for bound in _stated_bounds() if bound.part in measures}
    for bound in _stated_bounds():
        if bound.total in measures:
            total_of.pop(bound.part, None)
    texts = {count.measure: count.line for count in typed_counts().values()}
    for line in measured:
        total = total_of.get(str(line["measure"]))
        if total and row_of(line) not in rows_aside:
            heading, raw = sheet.heading_of[lines.number], str(line[f"raw_{lines.number}"])
            without_total = problem("part_without_whole", row_of(line), heading, raw)
            message = without_total.message.format(texts[total])
            yield replace(without_total, message=message)


def _rows(
    measured: Sequence[Line],
    sheet: Sheet,
    lines: CountLines,
    commune_code: str | None,
    rows_aside: Set[int],
) -> pa.Table:
    numbers = [
        None if row_of(line) in rows_aside else int(number(line, lines.number)) for line in measured
    ]
    return pa.table(
        {
            "commune_code": pa.array([commune_code] * len(measured), pa.string()),
            sheet.layout.key: pa.array([line["document"] for line in measured], pa.string()),
            MEASURE: pa.array([line["measure"] for line in measured], pa.string()),
            NUMBER: pa.array(numbers, pa.int64()),
            "row": pa.array([row_of(line) for line in measured], pa.int32()),
        }
    )


def _kept_cells(line: Line, lines: CountLines) -> Mapping[str, str]:
    return {lines.number: str(line[f"raw_{lines.number}"])[:40]}
