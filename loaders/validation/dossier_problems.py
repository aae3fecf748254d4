"""The rows that break rules, each fault in the words that a person is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.columns import DOSSIERS
from data.record.problem import Problem
from files.refusal import Refused
from loaders.recognition.sheet import Sheet
from loaders.validation.dossier_rules import SHIFTED, DossierRule
from loaders.validation.problems import SetAside, problem
from loaders.validation.redaction import HIDDEN, redacted

_MOST_FAULTY = 50_000
# Cells that are not of their column's kind; so many in one row are another column's.
_WRONG_KIND = frozenset(
    {"impossible_date", "not_a_number", "unknown_word", "unknown_state", "unknown_channel"}
)
_SHIFTED = 4
_OF_UNIT = "“{}” không phải xã, phường đã biết: các dòng này không tính vào xã, phường nào."

Row = Mapping[str, Any]


def row_problems(
    engine: duckdb.DuckDBPyConnection, faulty: pa.Table, rules: Sequence[DossierRule], sheet: Sheet
) -> tuple[tuple[Problem, ...], tuple[SetAside, ...]]:
    """What is wrong with each of the rows, and what is kept of those that are set aside.

    Raises Refused where more rows are faulty than anybody puts right.
    """
    if not faulty.num_rows:
        return (), ()
    engine.register("faulty", faulty)
    with_faults = engine.sql(_faults_sql(rules)).to_arrow_table()
    if with_faults.num_rows > _MOST_FAULTY:
        raise Refused(_too_many(with_faults, rules, sheet))
    problems: list[Problem] = []
    set_aside: list[SetAside] = []
    for row in with_faults.to_pylist():
        broken = [rules[fault] for fault in row["faults"]]
        broken = [rule for rule in broken if rule.kind == SHIFTED] or broken
        cells = _visible_cells(row, broken, sheet)
        problems += _problems_of_row(row, broken, cells, sheet)
        if any(rule.sets_aside for rule in broken):
            _, number = sheet.place(row["row"])
            set_aside.append((number, {name: cells[name] for name in cells if row.get(name)}))
    return tuple(problems), tuple(set_aside)


def _faults_sql(rules: Sequence[DossierRule]) -> str:
    """SQL: the raw cells of the rows in `faulty`, and in `faults` the rules' numbers."""
    cases = ", ".join(f"case when {rule.condition} then {i} end" for i, rule in enumerate(rules))
    return f"""
        select *, list_filter([{cases}], lambda fault: fault is not null) as faults
        from faulty order by row
    """


def _visible_cells(row: Row, broken: Sequence[DossierRule], sheet: Sheet) -> dict[str, str]:
    """Column → cell, as far as it may be shown.

    Of a row whose cells stand under other headings only what fits its column is.
    """
    wrong_kinds = {rule.column for rule in broken if rule.kind in _WRONG_KIND}
    shifted = len(wrong_kinds) >= _SHIFTED
    return {name: _visible(name, row.get(name), sheet, shifted) for name in sheet.heading_of}


def _visible(column: str, cell: object, sheet: Sheet, shifted: bool) -> str:
    if cell is None:
        return ""
    return redacted(DOSSIERS[column], str(cell), sheet.layout.words.get(column, {}), shifted)


def _problems_of_row(
    row: Row, broken: Sequence[DossierRule], cells: Mapping[str, str], sheet: Sheet
) -> Iterator[Problem]:
    """A problem for each column with a fault; of several sheets the heading names the sheet."""
    sheet_name, number = sheet.place(row["row"])
    for rule in _first_of_each_column(broken):
        heading = sheet.heading_of.get(rule.column, "")
        if len(sheet.sheets) > 1:
            heading = f"{heading} (trang {sheet_name[:40]})"
        row_problem = problem(rule.kind, number, heading, cells.get(rule.column, ""))
        yield _with_unit_in_words(row_problem) if rule.kind == "unknown_unit" else row_problem


def _with_unit_in_words(unknown_unit: Problem) -> Problem:
    """The office's name stands in the words: a unit's cell itself is never shown as a value."""
    if unknown_unit.value in ("", HIDDEN):
        return unknown_unit
    return replace(unknown_unit, value=HIDDEN, message=_OF_UNIT.format(unknown_unit.value))


def _first_of_each_column(broken: Sequence[DossierRule]) -> list[DossierRule]:
    """One rule a column: a cell that is missing or wrong is reported once."""
    first: dict[str, DossierRule] = {}
    for rule in broken:
        first.setdefault(rule.column, rule)
    return list(first.values())


def _too_many(with_faults: pa.Table, rules: Sequence[DossierRule], sheet: Sheet) -> str:
    """The commonest cause alone: nobody puts so many rows right by hand, and memory is short."""
    numbers = pc.list_flatten(with_faults.column("faults"))
    column = rules[int(pc.mode(numbers)[0]["mode"].as_py())].column
    heading = sheet.heading_of.get(column, "")[:60]
    return (
        f"Hơn {_MOST_FAULTY // 1000}.000 dòng có lỗi, nhiều nhất ở cột “{heading}”: "
        "hãy kiểm tra cột này rồi xuất lại."
    )
