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
from loaders.validation.problems import RowSetAside, problem
from loaders.validation.redaction import HIDDEN, redacted_text

_MOST_FAULTY_ROWS = 50_000
# Cells that are not of their column's kind; so many in one row are another column's.
_WRONG_KIND = frozenset(
    {"impossible_date", "not_a_number", "unknown_word", "unknown_state", "unknown_channel"}
)
_SHIFTED_CELLS = 4
_UNKNOWN_UNIT = "“{}” không phải xã, phường đã biết: các dòng này không tính vào xã, phường nào."

Row = Mapping[str, Any]


def row_problems(
    engine: duckdb.DuckDBPyConnection,
    faulty_rows: pa.Table,
    rules: Sequence[DossierRule],
    sheet: Sheet,
) -> tuple[tuple[Problem, ...], tuple[RowSetAside, ...]]:
    """The problems of the faulty rows, and what is kept of those that are set aside.

    Raises Refused where more rows are faulty than anybody puts right.
    """
    if not faulty_rows.num_rows:
        return (), ()
    engine.register("faulty", faulty_rows)
    with_faults = engine.sql(_faults_sql(rules)).to_arrow_table()
    if with_faults.num_rows > _MOST_FAULTY_ROWS:
        raise Refused(_too_many_faults_sentence(with_faults, rules, sheet))
    problems: list[Problem] = []
    set_aside: list[RowSetAside] = []
    for row in with_faults.to_pylist():
        broken_rules = [rules[fault] for fault in row["faults"]]
        broken_rules = [rule for rule in broken_rules if rule.kind == SHIFTED] or broken_rules
        cells = _visible_cells(row, broken_rules, sheet)
        problems += _problems_of_row(row, broken_rules, cells, sheet)
        if any(rule.sets_aside for rule in broken_rules):
            _, number = sheet.place(row["row"])
            set_aside.append((number, {name: cells[name] for name in cells if row.get(name)}))
    return tuple(problems), tuple(set_aside)


def _faults_sql(rules: Sequence[DossierRule]) -> str:
    """SQL: the rows of `faulty`, and in `faults` the indexes of the rules that each breaks."""
    cases = ", ".join(f"case when {rule.condition} then {i} end" for i, rule in enumerate(rules))
    return f"""
        select *, list_filter([{cases}], lambda fault: fault is not null) as faults
        from faulty order by row
    """


def _visible_cells(row: Row, broken_rules: Sequence[DossierRule], sheet: Sheet) -> dict[str, str]:
    """Column → the row's cell, as far as it may be shown.

    Of a row whose cells stand under other headings only what fits its column is.
    """
    wrong_kinds = {rule.column for rule in broken_rules if rule.kind in _WRONG_KIND}
    is_shifted = len(wrong_kinds) >= _SHIFTED_CELLS
    return {
        name: _visible_text(name, row.get(name), sheet, is_shifted) for name in sheet.heading_of
    }


def _visible_text(column: str, cell: object, sheet: Sheet, is_shifted: bool) -> str:
    """A cell as far as it may be shown, else HIDDEN; "" where it is blank."""
    if cell is None:
        return ""
    words = sheet.layout.words.get(column, {})
    return redacted_text(DOSSIERS[column], str(cell), words, is_shifted)


def _problems_of_row(
    row: Row, broken_rules: Sequence[DossierRule], cells: Mapping[str, str], sheet: Sheet
) -> Iterator[Problem]:
    """A problem for each column with a fault; of several sheets the heading names the sheet."""
    sheet_name, number = sheet.place(row["row"])
    for rule in _rules_of_distinct_columns(broken_rules):
        heading = sheet.heading_of.get(rule.column, "")
        if len(sheet.sheets) > 1:
            heading = f"{heading} (trang {sheet_name[:40]})"
        row_problem = problem(rule.kind, number, heading, cells.get(rule.column, ""))
        yield _problem_naming_unit(row_problem) if rule.kind == "unknown_unit" else row_problem


def _problem_naming_unit(unit_problem: Problem) -> Problem:
    """The problem with the office's name in its words: a unit's cell is never shown as a value."""
    if unit_problem.value in ("", HIDDEN):
        return unit_problem
    return replace(unit_problem, value=HIDDEN, message=_UNKNOWN_UNIT.format(unit_problem.value))


def _rules_of_distinct_columns(broken_rules: Sequence[DossierRule]) -> list[DossierRule]:
    """The first broken rule of each column: a cell that is missing or wrong is reported once."""
    rule_by_column: dict[str, DossierRule] = {}
    for rule in broken_rules:
        rule_by_column.setdefault(rule.column, rule)
    return list(rule_by_column.values())


def _too_many_faults_sentence(
    with_faults: pa.Table, rules: Sequence[DossierRule], sheet: Sheet
) -> str:
    """The sentence that refuses a list with too many faulty rows; it names the commonest cause."""
    rule_indexes = pc.list_flatten(with_faults.column("faults"))
    column = rules[int(pc.mode(rule_indexes)[0]["mode"].as_py())].column
    heading = sheet.heading_of.get(column, "")[:60]
    return (
        f"Hơn {_MOST_FAULTY_ROWS // 1000}.000 dòng có lỗi, nhiều nhất ở cột “{heading}”: "
        "hãy kiểm tra cột này rồi xuất lại."
    )
