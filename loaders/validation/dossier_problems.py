"""The rows that break rules, each fault in the words that a person is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.columns import DOSSIERS
from data.record.problem import Problem
from files.refusal import Refused
from loaders.recognition.sheet import Sheet
from loaders.validation.dossier_rules import DossierRule
from loaders.validation.problems import problem
from loaders.validation.redaction import HIDDEN, redacted

_MOST_FAULTY = 50_000
# Cells that are not of their column's kind; so many in one row are another column's.
_STRANGE = frozenset(
    {"impossible_date", "not_a_number", "unknown_word", "unknown_state", "unknown_channel"}
)
_SHIFTED = 4
_OF_UNIT = "“{}” không phải xã, phường đã biết: các dòng này không tính vào xã, phường nào."

Row = Mapping[str, object]


def row_problems(
    engine: duckdb.DuckDBPyConnection, bad: pa.Table, rules: Sequence[DossierRule], sheet: Sheet
) -> tuple[tuple[Problem, ...], tuple[tuple[int, Mapping[str, str]], ...]]:
    """What is wrong with each of the rows; raises Refused where it is more than anybody mends."""
    if not bad.num_rows:
        return (), ()
    engine.register("bad", bad)
    row_problems = engine.sql(_faults_of(rules)).to_arrow_table()
    if row_problems.num_rows > _MOST_FAULTY:
        raise Refused(_too_many(row_problems, rules, sheet))
    return _told(row_problems.to_pylist(), rules, sheet)


def _faults_of(rules: Sequence[DossierRule]) -> str:
    """The raw cells of the rows in `bad`, and the numbers of their faults."""
    cases = ", ".join(f"case when {rule.condition} then {i} end" for i, rule in enumerate(rules))
    return f"""
        select *, list_filter([{cases}], lambda fault: fault is not null) as faults
        from bad order by row
    """


def _told(
    rows: Sequence[Row], rules: Sequence[DossierRule], sheet: Sheet
) -> tuple[tuple[Problem, ...], tuple[tuple[int, Mapping[str, str]], ...]]:
    """A problem for each fault, and what is kept of each row that has one."""
    problems: list[Problem] = []
    kept: list[tuple[int, Mapping[str, str]]] = []
    for row in rows:
        sheet_name, number = sheet.place(int(str(row["row"])))
        row_problems = [rules[int(str(fault))] for fault in row["faults"]]  # type: ignore[attr-defined]
        shifted = len({rule.column for rule in row_problems if rule.kind in _STRANGE}) >= _SHIFTED
        cells = {name: _shown(name, row, sheet, shifted) for name in sheet.heading_of}
        for rule in _first_of_each(row_problems):
            heading = sheet.heading_of.get(rule.column, "")
            if len(sheet.sheets) > 1:
                heading = f"{heading} (trang {sheet_name[:40]})"
            one = problem(rule.kind, number, heading, cells.get(rule.column, ""))
            problems.append(_of_unit(one) if rule.kind == "unknown_unit" else one)
        if any(rule.sets_aside for rule in row_problems):
            kept.append((number, {name: cell for name, cell in cells.items() if row.get(name)}))
    return tuple(problems), tuple(kept)


def _of_unit(one: Problem) -> Problem:
    """The office's name stands in the words: a unit's cell itself is never shown as a value."""
    if one.value in ("", HIDDEN):
        return one
    return replace(one, value=HIDDEN, message=_OF_UNIT.format(one.value))


def _first_of_each(row_problems: Sequence[DossierRule]) -> list[DossierRule]:
    """One fault a column: a cell that is missing or wrong is told once."""
    first: dict[str, DossierRule] = {}
    for rule in row_problems:
        first.setdefault(rule.column, rule)
    return list(first.values())


def _shown(column: str, row: Row, sheet: Sheet, shifted: bool) -> str:
    value = row.get(column)
    if value is None:
        return ""
    return redacted(DOSSIERS[column], str(value), sheet.layout.words.get(column, {}), shifted)


def _too_many(row_problems: pa.Table, rules: Sequence[DossierRule], sheet: Sheet) -> str:
    """Nobody puts so many rows right by hand, and each is held in memory: one cause is told."""
    numbers = pc.list_flatten(row_problems.column("faults"))
    column = rules[int(pc.mode(numbers)[0]["mode"].as_py())].column
    heading = sheet.heading_of.get(column, "")[:60]
    return (
        f"Hơn {_MOST_FAULTY // 1000}.000 dòng có lỗi, nhiều nhất ở cột “{heading}”: "
        "hãy kiểm tra cột này rồi xuất lại."
    )
