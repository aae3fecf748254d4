"""A form's lines to counts that balance, and a problem for each line that does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

import pyarrow as pa

from data.columns import is_count
from data.record.problem import Problem
from loaders.recognition.sheet import Sheet
from loaders.validation.form_checks import (
    cell_problems,
    rate_problems,
    sum_problems,
    total_problems,
)
from loaders.validation.form_lines import Line, number, numbers_of, read_lines, row_of
from loaders.validation.problems import CheckedRows, problem
from loaders.validation.total_lines import Divided, split_totals

# Told, while the line's counts stand: the form disagrees with itself beside them.
_TOLD_ONLY = frozenset({"rate_differs", "unbalanced_total", "taken_as_total", "maybe_total"})


def data_lines(sheet: Sheet) -> list[Line]:
    """The lines that count something, without totals."""
    return _divided(sheet).data


def _divided(sheet: Sheet) -> Divided:
    counts = [name for name in numbers_of(sheet) if is_count(name)]
    return split_totals(read_lines(sheet), counts, sheet.layout.key)


def check_totals(
    sheet: Sheet, communes: Mapping[str, str | None], accept_unbalanced: bool = False
) -> CheckedRows:
    """Type and check a form's lines; `communes` gives each unit's code, "" that of all lines.

    A line with a problem stays in the rows with its name and no count: its field is not zero.
    With `accept_unbalanced` a line that breaks a sum counts all the same, and is told.
    """
    counts = [name for name in numbers_of(sheet) if is_count(name)]
    lines = _divided(sheet)
    data = lines.data
    found = [one for line in data for one in _problems(line, counts, sheet, communes)]
    found += [*_repeated(data, sheet), *_told(lines, sheet)]
    mild = _TOLD_ONLY | ({"unbalanced", "part_exceeds_whole"} if accept_unbalanced else set())
    aside = {one.row for one in found if one.kind not in mild}
    if not aside:
        found += total_problems(lines.totals, data, counts, sheet)
    rows = _rows(data, sheet, communes, counts, aside)
    key = sheet.layout.key
    kept = tuple((row_of(d), _shown(d, key, counts)) for d in data if row_of(d) in aside)
    return CheckedRows(rows, len(data), tuple(found), kept)


def _problems(
    line: Line, counts: Sequence[str], sheet: Sheet, communes: Mapping[str, str | None]
) -> Iterator[Problem]:
    """A cell that holds no count makes every sum of its line idle talk."""
    if _owner(line, sheet, communes) is None:
        heading = sheet.heading_of[sheet.layout.key]
        yield problem("unknown_unit", row_of(line), heading, str(line["name"]))
        return
    wrong = list(cell_problems(line, counts, sheet))
    yield from wrong
    if not wrong:
        yield from sum_problems(line, counts, sheet)
        yield from rate_problems(line, counts, sheet)


def _repeated(data: Sequence[Line], sheet: Sheet) -> Iterator[Problem]:
    """A name that stands twice: its lines may not be added."""
    seen: set[str] = set()
    for line in data:
        name = str(line["name"])
        if name in seen:
            heading = sheet.heading_of[sheet.layout.key]
            yield problem("repeated_line", row_of(line), heading, name)
        seen.add(name)


def _told(lines: Divided, sheet: Sheet) -> Iterator[Problem]:
    """Lines of which their counts alone say that they are totals, or may be."""
    heading = sheet.heading_of[sheet.layout.key]
    for kind, some in (("taken_as_total", lines.guessed), ("maybe_total", lines.doubtful)):
        for line in some:
            yield problem(kind, row_of(line), heading, str(line["name"]))


def _owner(line: Line, sheet: Sheet, communes: Mapping[str, str | None]) -> str | None:
    return communes.get(str(line["name"]) if sheet.layout.key == "unit" else "")


def _rows(
    data: Sequence[Line],
    sheet: Sheet,
    communes: Mapping[str, str | None],
    counts: Sequence[str],
    aside: Set[int],
) -> pa.Table:
    """A row a line whose commune is known; null counts where the line is set aside."""
    owned = [line for line in data if _owner(line, sheet, communes) is not None]
    columns = {
        name: [None if row_of(line) in aside else int(number(line, name)) for line in owned]
        for name in counts
    }
    names = {} if sheet.layout.key == "unit" else {sheet.layout.key: [d["name"] for d in owned]}
    return pa.table(
        {
            "commune_code": pa.array([_owner(d, sheet, communes) for d in owned], pa.string()),
            **{name: pa.array(texts, pa.string()) for name, texts in names.items()},
            **{name: pa.array(column, pa.int64()) for name, column in columns.items()},
            "row": pa.array([row_of(line) for line in owned], pa.int32()),
        }
    )


def _shown(line: Line, key: str, counts: Sequence[str]) -> dict[str, str]:
    """The name of a field or a unit is nobody's personal data."""
    cells = {c: str(line[f"raw_{c}"])[:40] for c in counts if line[f"raw_{c}"] is not None}
    return {key: str(line["name"])[:40], **cells}
