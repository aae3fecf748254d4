"""A table with a line a count to counts by name; a blank number is not given, never 0."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set

import pyarrow as pa

from data.tables import MEASURE, NUMBER
from loaders.balances import cell_problems
from loaders.cells import cleaned, is_blank_sql, number_sql
from loaders.count_names import NamedLines
from loaders.dossiers import Checked
from loaders.isolation import Sheet
from loaders.lines import Line, number, row_of
from loaders.problems import Problem, problem
from loaders.scratch import scratch


def check_named_counts(
    sheet: Sheet,
    lines: NamedLines,
    communes: Mapping[str, str | None],
    accept_unbalanced: bool = False,
) -> Checked:
    """Type and check every line that has a number; `communes` has one, that of all lines ("").

    `rows` are long: commune_code, the layout's key (the document that the count rests on), measure,
    n, row. A count with a problem stays with a null n: it was given and is not trusted. A line
    whose name is no count here is told and left out. With `accept_unbalanced` a part that exceeds
    its whole counts all the same.
    """
    given = _given(sheet, lines)
    known = [line for line in given if line["measure"]]
    found = [*_unknown(given, sheet, lines), *_repeated(known, sheet, lines)]
    found += [one for line in known for one in cell_problems(line, [lines.number], sheet)]
    bounds = list(_bounds(known, {one.row for one in found}, sheet, lines))
    found += bounds
    mild = {one.row for one in bounds} if accept_unbalanced else set()
    aside = {one.row for one in found} - mild
    kept = tuple((row_of(line), _shown(line, lines)) for line in given if row_of(line) in aside)
    rows = _rows(known, sheet, lines, communes[""], aside)
    return Checked(rows, len(given), tuple(found), kept)


def _given(sheet: Sheet, lines: NamedLines) -> list[Line]:
    """The lines with a name and a number, each with the measure that it names (or none)."""
    cells, key, n = sheet.cells, sheet.layout.key, lines.number
    named = pa.table(
        {
            "row": cells.column("row"),
            "name": cleaned(cells.column(lines.name)),
            "document": cleaned(cells.column(key)),
            f"raw_{n}": cells.column(n),
        }
    )
    query = f"""
        select row, name, coalesce(document, '') as document, raw_{n}, false as blank_{n},
            {number_sql(f"raw_{n}")} as "{n}"
        from named where name is not null and not {is_blank_sql(f"raw_{n}")} order by row
    """
    with scratch() as engine:
        engine.register("named", named)
        found: list[Line] = engine.sql(query).to_arrow_table().to_pylist()
    return [{**line, "measure": _measure(line, lines)} for line in found]


def _measure(line: Line, lines: NamedLines) -> str | None:
    count = lines.count_of(str(line["name"]))
    return count.measure if count else None


def _unknown(given: Sequence[Line], sheet: Sheet, lines: NamedLines) -> Iterator[Problem]:
    for line in given:
        if line["measure"] is None:
            heading = sheet.heading_of[lines.name]
            yield problem("unknown_word", row_of(line), heading, str(line["name"]))


def _repeated(known: Sequence[Line], sheet: Sheet, lines: NamedLines) -> Iterator[Problem]:
    """A count that stands twice: neither line can be taken for the other."""
    times = Counter(line["measure"] for line in known)
    for line in known:
        if times[line["measure"]] > 1:
            heading = sheet.heading_of[lines.name]
            yield problem("repeated_line", row_of(line), heading, str(line["name"]))


def _bounds(
    known: Sequence[Line], wrong: Set[int], sheet: Sheet, lines: NamedLines
) -> Iterator[Problem]:
    """Parts that exceed their wholes, where both are given and sound."""
    sound = {line["measure"]: line for line in known if row_of(line) not in wrong}
    for bound in sheet.layout.bounds:
        part, whole = sound.get(bound.part), sound.get(bound.whole)
        if part and whole and number(part, lines.number) > number(whole, lines.number):
            heading = sheet.heading_of[lines.number]
            yield problem("part_exceeds_whole", row_of(part), heading, bound.words)


def _rows(
    known: Sequence[Line],
    sheet: Sheet,
    lines: NamedLines,
    commune_code: str | None,
    aside: Set[int],
) -> pa.Table:
    numbers = [None if row_of(line) in aside else int(number(line, lines.number)) for line in known]
    return pa.table(
        {
            "commune_code": pa.array([commune_code] * len(known), pa.string()),
            sheet.layout.key: pa.array([line["document"] for line in known], pa.string()),
            MEASURE: pa.array([line["measure"] for line in known], pa.string()),
            NUMBER: pa.array(numbers, pa.int64()),
            "row": pa.array([row_of(line) for line in known], pa.int32()),
        }
    )


def _shown(line: Line, lines: NamedLines) -> Mapping[str, str]:
    return {lines.number: str(line[f"raw_{lines.number}"])[:40]}
