"""A dossier list's cells to rows that we trust, and a problem for each row that we do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.tables import DOSSIERS, Kind
from loaders.cells import (
    cleaned,
    cleaned_codes,
    code_days,
    computed,
    day_sql,
    is_blank_sql,
    meanings,
    number_sql,
    procedure_codes,
)
from loaders.isolation import Sheet
from loaders.problems import Problem, Refused, problem
from loaders.reading import ERROR_CELL
from loaders.rules import Rule
from loaders.rules import rules as rules_of

# A line without dates whose key is blank, has no digit, has spaces or says that it is a total.
_NO_CODE = r"regexp_matches(trim(dossier_code), '^(tổng|cộng)|[\s\x{a0}]|^\D*$', 'i')"
# A signature may stand under any heading: without a code only digits or an error are a day.
_LIKE_A_DAY = rf"^[\s\x{{a0}}]*\d|{ERROR_CELL}"

_MOST_FAULTY = 50_000


# Of a code's rows the first without a fault counts, so this one is looked for after the others.
_TWICE = Rule("duplicate_code", "dossier_code", "row in (from twice)")
_IS_REPEATED = "select count(distinct hash(commune_code, v_dossier_code)) < count(*) from told"
_FIRST = """
    insert into twice
    select told.row from told join (
        select commune_code, v_dossier_code, min(row) as first
        from told where not faulty group by all
    ) using (commune_code, v_dossier_code)
    where row > first
"""


_GOOD_ROWS = "select row from told where not faulty and row not in (from twice)"
_BAD_ROWS = "select row from told where faulty or noted or row in (from twice)"
# What is told of a row that counts all the same; of more rows it is how the list is, not a fault.
_MOST_TOLD, _MOST_SHARE = 1_000, 0.1


@dataclass(frozen=True)
class Checked:
    """Rows by fate. `rows` are typed and trusted; `set_aside` holds (row, shown cells)."""

    rows: pa.Table
    rows_read: int
    problems: tuple[Problem, ...]
    set_aside: tuple[tuple[int, Mapping[str, str]], ...]


def check_dossiers(
    sheet: Sheet, communes: Mapping[str, str | None], last: date | None, today: date
) -> Checked:
    """Type and check every data line.

    `communes` gives the commune code of each cleaned unit text ("" where a list names none);
    None there sets the unit's rows aside. `last` is the period's last day where it is known.
    """
    kinds = _kinds(sheet)
    with duckdb.connect(":memory:") as engine:
        staged = _staged(engine, sheet, kinds, communes)
        engine.register("raw", staged)
        rules = _tellable(engine, rules_of(kinds, last, today))
        engine.execute(_told_rows(kinds, rules))
        engine.execute("create table twice (row integer)")
        if _one(engine, _IS_REPEATED):
            engine.execute(_FIRST)
        rows_read = _one(engine, "select count(*) from told")
        bad = _of_rows(staged, engine.sql(_BAD_ROWS).to_arrow_table())
        good = staged
        if bad.num_rows or rows_read < staged.num_rows:
            good = _of_rows(staged, engine.sql(_GOOD_ROWS).to_arrow_table())
        engine.register("bad", bad)
        rules.append(_TWICE)
        faults = engine.sql(_faults_of(rules)).to_arrow_table()
    if faults.num_rows > _MOST_FAULTY:
        raise Refused(_too_many(faults, rules, sheet))
    problems, set_aside = _told(faults.to_pylist(), rules, sheet)
    rows = good.select(["commune_code", *(f"v_{name}" for name in kinds), "row"])
    rows = rows.rename_columns(["commune_code", *kinds, "row"])
    return Checked(rows, rows_read, problems, set_aside)


def _tellable(engine: duckdb.DuckDBPyConnection, rules: Sequence[Rule]) -> list[Rule]:
    """The rules without those of the milder kind that too many rows break (see `notices`)."""
    mild = [rule for rule in rules if not rule.aside]
    counts = ", ".join(f"count(*) filter ({rule.where})" for rule in mild)
    broken = engine.execute(f"select {counts}, count(*) from raw").fetchall()[0]
    most = min(_MOST_TOLD, _MOST_SHARE * broken[-1])
    habits = {rule.kind for rule, count in zip(mild, broken[:-1], strict=True) if count > most}
    return [rule for rule in rules if rule.kind not in habits]


def _too_many(faults: pa.Table, rules: Sequence[Rule], sheet: Sheet) -> str:
    """Nobody puts so many rows right by hand, and each is held in memory: one cause is told."""
    numbers = pc.list_flatten(faults.column("faults"))
    column = rules[int(pc.mode(numbers)[0]["mode"].as_py())].column
    heading = sheet.heading_of.get(column, "")[:60]
    return (
        f"Hơn {_MOST_FAULTY // 1000}.000 dòng có lỗi, nhiều nhất ở cột “{heading}”: "
        "hãy kiểm tra cột này rồi xuất lại."
    )


def _of_rows(staged: pa.Table, wanted: pa.Table) -> pa.Table:
    return staged.filter(pc.is_in(staged.column("row"), wanted.column("row")))


def _kinds(sheet: Sheet) -> dict[str, Kind]:
    """The columns that are kept of this list, with their kinds."""
    return {n: k for n, k in DOSSIERS.items() if n in sheet.heading_of and k != "unit"}


def _staged(
    engine: duckdb.DuckDBPyConnection,
    sheet: Sheet,
    kinds: Mapping[str, Kind],
    communes: Mapping[str, str | None],
) -> pa.Table:
    """The raw cells, with their values (`v_…`) and each row's commune beside them."""
    staged = sheet.cells.append_column("commune_code", _commune_of(sheet.cells, communes))
    with ThreadPoolExecutor(2) as both:  # Arrow and DuckDB leave Python free meanwhile
        values = both.map(lambda name: _values(engine, sheet, name, kinds[name]), kinds)
        for name, column in zip(kinds, values, strict=True):
            staged = staged.append_column(f"v_{name}", column)
    return staged.append_column("code_day", code_days(engine, staged.column("v_dossier_code")))


def _values(
    engine: duckdb.DuckDBPyConnection, sheet: Sheet, name: str, kind: Kind
) -> pa.Array | pa.ChunkedArray:
    column = sheet.cells.column(name)
    if kind in ("date", "number"):
        with engine.cursor() as own:  # threads must not share one
            return computed(own, column, day_sql if kind == "date" else number_sql)
    if kind == "word":
        values = meanings(column, sheet.layout.words[name])
        return values.fill_null("direct") if name == "channel" else values  # the portal's rule
    if name == "procedure_code":
        return procedure_codes(column)
    return cleaned_codes(column) if kind == "code" else cleaned(column)


def _commune_of(cells: pa.Table, communes: Mapping[str, str | None]) -> pa.Array:
    if "unit" not in cells.column_names:
        return pa.repeat(pa.scalar(communes.get(""), pa.string()), cells.num_rows)
    units = pc.dictionary_encode(cleaned(cells.column("unit")).fill_null(""))
    codes = pa.array([communes.get(unit) for unit in units.dictionary.to_pylist()], pa.string())
    return codes.take(units.indices)


def _is_data(kinds: Mapping[str, Kind]) -> str:
    """SQL: whether a line is a dossier's; totals, groups and signatures are not."""
    dates = [name for name, kind in kinds.items() if kind == "date"]
    days = " or ".join(f"v_{name} is not null" for name in dates)  # most lines need no more
    a_day = " or ".join(f"regexp_matches(coalesce({n}, ''), '{_LIKE_A_DAY}')" for n in dates)
    no_code = f"({is_blank_sql('dossier_code')} or {_NO_CODE})"
    return f"{days} or {a_day} or not {no_code}"


def _told_rows(kinds: Mapping[str, Kind], rules: Sequence[Rule]) -> str:
    """A table of the data lines, and whether each has a fault: most have none.

    CASE, since that stops at the first condition that tells.
    """
    any_fault = " or ".join(f"({rule.where})" for rule in rules if rule.aside)
    any_note = " or ".join(f"({rule.where})" for rule in rules if not rule.aside) or "false"
    return f"""
        create table told as
        select row, commune_code, v_dossier_code,
            case when {any_fault} then true else false end as faulty,
            case when {any_note} then true else false end as noted
        from raw where {_is_data(kinds)}
    """


def _faults_of(rules: Sequence[Rule]) -> str:
    """The raw cells of the rows in `bad`, and the numbers of their faults."""
    cases = ", ".join(f"case when {rule.where} then {i} end" for i, rule in enumerate(rules))
    return f"""
        select *, list_filter([{cases}], lambda fault: fault is not null) as faults
        from bad order by row
    """


def _told(
    rows: Sequence[Mapping[str, object]], rules: Sequence[Rule], sheet: Sheet
) -> tuple[tuple[Problem, ...], tuple[tuple[int, Mapping[str, str]], ...]]:
    """A problem for each fault, and what is kept of each row that has one."""
    problems: list[Problem] = []
    kept: list[tuple[int, Mapping[str, str]]] = []
    for row in rows:
        sheet_name, number = sheet.place(int(str(row["row"])))
        faults = [rules[int(str(fault))] for fault in row["faults"]]  # type: ignore[attr-defined]
        for rule in _first_of_each(faults):
            heading = sheet.heading_of.get(rule.column, "")
            if len(sheet.sheets) > 1:
                heading = f"{heading} (trang {sheet_name[:40]})"
            problems.append(problem(rule.kind, number, heading, _shown(rule.column, row)))
        if any(rule.aside for rule in faults):
            kept.append((number, {n: _shown(n, row) for n in sheet.heading_of if row.get(n)}))
    return tuple(problems), tuple(kept)


def _first_of_each(faults: Sequence[Rule]) -> list[Rule]:
    """One fault a column: a cell that is missing or wrong is told once."""
    first: dict[str, Rule] = {}
    for rule in faults:
        first.setdefault(rule.column, rule)
    return list(first.values())


def _shown(column: str, row: Mapping[str, object]) -> str:
    """A cell as it may be shown: texts may hold anything, so they are not."""
    value = row.get(column)
    if value is None:
        return ""
    return str(value)[:40] if DOSSIERS[column] in ("date", "number", "code", "word") else "…"


def _one(engine: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(engine.execute(query).fetchall()[0][0])
