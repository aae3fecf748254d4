"""A form's cells to counts that balance, and a problem for each line that does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

import duckdb
import pyarrow as pa

from data.tables import TOTALS
from data.text import fold
from loaders.cells import cleaned, is_blank_sql, number_sql
from loaders.dossiers import Checked
from loaders.isolation import Sheet
from loaders.layouts import Balance
from loaders.problems import Problem, problem
from loaders.reading import ERROR_CELL

_TOTAL = re.compile(r"(tổng|cộng)\b")
_NUMBERING = re.compile(r"\(\d+\).*")
_MOST = 10**12  # no form counts as many; far below what the stored integers hold

Line = Mapping[str, float | int | str | None]


def check_totals(sheet: Sheet, commune_code: str) -> Checked:
    """Type and check a form's lines.

    A line with a problem stays in the rows with its name and no count: its field is not zero.
    """
    measures = [name for name in sheet.heading_of if name not in TOTALS]
    lines = _lines(sheet, measures)
    data = [line for line in lines if not _is_total(line)]
    problems = [one for line in data for one in _problems(line, measures, sheet)]
    aside = {one.row for one in problems}
    if not aside:
        totals = [line for line in lines if _is_total(line)]
        problems += _totals_problems(totals, data, measures, sheet)
    rows = _rows(data, commune_code, measures, aside)
    kept = tuple((int(str(d["row"])), _shown(d, measures)) for d in data if d["row"] in aside)
    return Checked(rows, len(data), tuple(problems), kept)


def _is_total(line: Line) -> bool:
    return bool(_TOTAL.match(fold(str(line["name"]))))


def _rows(
    data: Sequence[Line], commune_code: str, measures: Sequence[str], aside: Set[int]
) -> pa.Table:
    counts = {
        m: [None if line["row"] in aside else int(_number(line, m)) for line in data]
        for m in measures
    }
    return pa.table(
        {
            "commune_code": pa.array([commune_code] * len(data), pa.string()),
            "field": pa.array([str(line["name"]) for line in data], pa.string()),
            **{name: pa.array(column, pa.int64()) for name, column in counts.items()},
            "row": pa.array([line["row"] for line in data], pa.int32()),
        }
    )


def _lines(sheet: Sheet, measures: Sequence[str]) -> list[Line]:
    """The lines that name something and hold a count: no numbering, groups or signatures."""
    key = sheet.layout.key
    named = sheet.cells.append_column("name", cleaned(sheet.cells.column(key)))
    values = ", ".join(
        f"{number_sql(m)} as {m}, {m} as raw_{m}, {is_blank_sql(m)} as blank_{m}" for m in measures
    )
    empty = " and ".join(is_blank_sql(m) for m in measures)
    with duckdb.connect(":memory:") as engine:
        engine.register("raw", named)
        query = f"select row, name, {values} from raw where name is not null and not ({empty})"
        found: list[Line] = engine.sql(query).to_arrow_table().to_pylist()
    return [line for line in found if not _is_numbering(line, measures)]


def _is_numbering(line: Line, measures: Sequence[str]) -> bool:
    """The row "(3)=(4)+(5)+(6)"."""
    return sum(bool(_NUMBERING.fullmatch(str(line[f"raw_{m}"] or ""))) for m in measures) >= 3


def _problems(line: Line, measures: Sequence[str], sheet: Sheet) -> Iterator[Problem]:
    row = int(str(line["row"]))
    wrong = [m for m in measures if _is_wrong(line, m)]
    for name in wrong:
        kind = "error_cell" if line[f"raw_{name}"] == ERROR_CELL else "not_a_number"
        yield problem(kind, row, sheet.heading_of[name], str(line[f"raw_{name}"]))
    if wrong:
        return
    for balance in sheet.layout.balances:
        if _fails(line, balance, measures):
            yield problem("unbalanced", row, sheet.heading_of[balance.total], balance.words)


def _is_wrong(line: Line, name: str) -> bool:
    if line[f"blank_{name}"]:
        return False
    value = line[name]
    return not (isinstance(value, float) and 0 <= value <= _MOST and value.is_integer())


def _fails(line: Line, balance: Balance, measures: Sequence[str]) -> bool:
    if not {balance.total, *balance.parts} <= set(measures):
        return False
    return _number(line, balance.total) != sum(_number(line, part) for part in balance.parts)


def _totals_problems(
    totals: Sequence[Line], data: Sequence[Line], measures: Sequence[str], sheet: Sheet
) -> list[Problem]:
    """The form's own total line against the sum of its lines."""
    return [
        problem(
            "unbalanced_total", int(str(line["row"])), sheet.heading_of[m], str(line[f"raw_{m}"])
        )
        for line in totals
        for m in measures
        if line[f"raw_{m}"] is not None and _number(line, m) != sum(_number(one, m) for one in data)
    ]


def _number(line: Line, name: str) -> float:
    value = line[name]
    return float(value) if isinstance(value, (int, float)) else 0.0


def _shown(line: Line, measures: Sequence[str]) -> dict[str, str]:
    return {m: str(line[f"raw_{m}"])[:40] for m in measures if line[f"raw_{m}"] is not None}
