"""A dossier list's cells to rows that we trust, and a problem for each row that we do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.tables import DOSSIERS, Kind
from loaders.cells import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    UNKNOWN,
    cleaned,
    day_sql,
    is_blank_sql,
    meanings,
    number_sql,
)
from loaders.isolation import Sheet
from loaders.problems import Problem, problem
from loaders.reading import ERROR_CELL

# A line without dates whose key is blank, has no digit, has spaces or says that it is a total.
_NO_CODE = r"regexp_matches(trim(dossier_code), '^(tổng|cộng)|\s|^\D*$', 'i')"
# A signature may stand under any heading: without a code only digits or an error are a day.
_LIKE_A_DAY = rf"^\s*\d|{ERROR_CELL}"


@dataclass(frozen=True)
class Rule:
    """A fault: SQL over a staged row that is true where it stands, and the column it names."""

    kind: str
    column: str
    where: str


# Of a code's rows the first without a fault counts, so this one is looked for after the others.
_TWICE = Rule("duplicate_code", "dossier_code", "row > first")
_FIRST = """
    create table twice as
    select told.row from told join (
        select commune_code, v_dossier_code, min(row) as first
        from told where len(others) = 0 group by all
    ) using (commune_code, v_dossier_code)
    where row > first
"""


@dataclass(frozen=True)
class Checked:
    """Rows by fate. `rows` are typed and trusted; `set_aside` holds (row, shown cells)."""

    rows: pa.Table
    rows_read: int
    problems: tuple[Problem, ...]
    set_aside: tuple[tuple[int, Mapping[str, str]], ...]


def check_dossiers(sheet: Sheet, communes: Mapping[str, str | None], last: date | None) -> Checked:
    """Type and check every data line.

    `communes` gives the commune code of each cleaned unit text ("" where a list names none);
    None there sets the unit's rows aside. `last` is the period's last day where it is known.
    """
    with duckdb.connect(":memory:") as engine:
        engine.register("raw", _staged(sheet, communes))
        kinds = _kinds(sheet)
        rules = _rules(kinds)
        engine.execute(_told_rows(kinds, rules), {"last": last})
        engine.execute(_FIRST)
        rows_read = _one(engine, "select count(*) from told")
        bad = engine.sql(_bad_rows(len(rules))).to_arrow_table().to_pylist()
        problems, set_aside = _faults(bad, [*rules, _TWICE], sheet)
        names = ", ".join(["commune_code", *(f"v_{n} as {n}" for n in kinds), "row"])
        good = f"select {names} from told where len(others) = 0 and row not in (from twice)"
        return Checked(engine.sql(good).to_arrow_table(), rows_read, problems, set_aside)


def _kinds(sheet: Sheet) -> dict[str, Kind]:
    """The columns that are kept of this list, with their kinds."""
    return {n: k for n, k in DOSSIERS.items() if n in sheet.heading_of and k != "unit"}


def _staged(sheet: Sheet, communes: Mapping[str, str | None]) -> pa.Table:
    """The raw cells, with the meaning of every word (`w_…`) and each row's commune beside them."""
    cells = sheet.cells
    words = {
        f"w_{name}": meanings(cells.column(name), sheet.layout.words[name])
        for name, kind in _kinds(sheet).items()
        if kind == "word"
    }
    texts = {
        f"w_{name}": cleaned(cells.column(name))
        for name, kind in _kinds(sheet).items()
        if kind in ("text", "code")
    }
    staged = cells
    for name, column in {**words, **texts, "commune_code": _commune_of(cells, communes)}.items():
        staged = staged.append_column(name, column)
    return staged


def _commune_of(cells: pa.Table, communes: Mapping[str, str | None]) -> pa.Array:
    if "unit" not in cells.column_names:
        return pa.array([communes.get("")] * cells.num_rows, pa.string())
    units = pc.dictionary_encode(cleaned(cells.column("unit")).fill_null(""))
    codes = pa.array([communes.get(unit) for unit in units.dictionary.to_pylist()], pa.string())
    return codes.take(units.indices)


def _typed(kinds: Mapping[str, Kind]) -> str:
    """SELECT of every data line with its values (`v_…`); totals, groups and signatures left out."""
    values = ", ".join(f"{_value(name, kind)} as v_{name}" for name, kind in kinds.items())
    dates = [name for name, kind in kinds.items() if kind == "date"]
    a_day = " or ".join(f"regexp_matches(coalesce({n}, ''), '{_LIKE_A_DAY}')" for n in dates)
    no_code = f"({is_blank_sql('dossier_code')} or {_NO_CODE})"
    return f"select *, {values} from raw where {a_day} or not {no_code}"


def _value(name: str, kind: Kind) -> str:
    if kind == "date":
        return day_sql(name)
    if kind == "number":
        return number_sql(name)
    if name == "channel":  # the portal's rule: no channel is direct
        return "coalesce(w_channel, 'direct')"
    return f"w_{name}"


def _rules(kinds: Mapping[str, Kind]) -> list[Rule]:
    """The faults that set a row aside, in the order in which they are told."""
    blank_code = is_blank_sql("dossier_code")
    rules = [Rule("error_cell", name, f"{name} = '{ERROR_CELL}'") for name in kinds]
    rules += [
        Rule("missing_code", "dossier_code", f"({blank_code} or dossier_code ilike 'tổng%')"),
        Rule("missing_date", "received_on", is_blank_sql("received_on")),
        Rule("missing_state", "state", is_blank_sql("state")),
    ]
    rules += [Rule("impossible_date", n, _bad_day(n)) for n, k in kinds.items() if k == "date"]
    rules += [Rule("not_a_number", n, _bad_number(n)) for n, k in kinds.items() if k == "number"]
    rules += [Rule(_unknown(n), n, f"w_{n} = '{UNKNOWN}'") for n, k in kinds.items() if k == "word"]
    if "finished_on" in kinds:
        ended = f"v_state in ('returned', 'left') and {is_blank_sql('finished_on')}"
        rules.append(Rule("missing_finish", "finished_on", ended))
        rules.append(Rule("finish_before_receipt", "finished_on", "v_finished_on < v_received_on"))
    rules.append(Rule("received_after_period", "received_on", "v_received_on > $last"))
    rules.append(Rule("unknown_unit", "unit", "commune_code is null"))
    return rules


def _bad_day(name: str) -> str:
    value = f"v_{name}"
    outside = f"year({value}) not between {EARLIEST_YEAR} and {LATEST_YEAR}"
    wrong = f"({value} is null or {outside})"
    return f"not {is_blank_sql(name)} and {name} <> '{ERROR_CELL}' and {wrong}"


def _bad_number(name: str) -> str:
    wrong = f"(v_{name} is null or v_{name} < 0 or not isfinite(v_{name}))"
    return f"not {is_blank_sql(name)} and {name} <> '{ERROR_CELL}' and {wrong}"


def _unknown(name: str) -> str:
    return {"state": "unknown_state", "channel": "unknown_channel"}.get(name, "unknown_word")


def _told_rows(kinds: Mapping[str, Kind], rules: Sequence[Rule]) -> str:
    """A table of values and faults (`others`, by number); the raw cells stay where they are."""
    cases = ", ".join(f"case when {rule.where} then {i} end" for i, rule in enumerate(rules))
    values = ", ".join(f"v_{name}" for name in kinds)
    return f"""
        create table told as
        with typed as ({_typed(kinds)})
        select row, commune_code, {values},
            list_filter([{cases}], lambda fault: fault is not null) as others
        from typed
    """


def _bad_rows(twice: int) -> str:
    """The raw cells of every row with a fault; `twice` is the number of the last rule."""
    return f"""
        select raw.*, case when row in (from twice) then list_append(others, {twice})
            else others end as faults
        from told join raw using (row)
        where len(others) > 0 or row in (from twice) order by row
    """


def _faults(
    rows: Sequence[Mapping[str, object]], rules: Sequence[Rule], sheet: Sheet
) -> tuple[tuple[Problem, ...], tuple[tuple[int, Mapping[str, str]], ...]]:
    """A problem for each fault, and what is kept of each row that has one."""
    problems: list[Problem] = []
    kept: list[tuple[int, Mapping[str, str]]] = []
    for row in rows:
        sheet_name, number = sheet.place(int(str(row["row"])))
        faults = [rules[int(str(fault))] for fault in row["faults"]]  # type: ignore[attr-defined]
        for rule in _told(faults):
            heading = sheet.heading_of.get(rule.column, "")
            if len(sheet.sheets) > 1:
                heading = f"{heading} (trang {sheet_name})"
            problems.append(problem(rule.kind, number, heading, _shown(rule.column, row)))
        kept.append((number, {n: _shown(n, row) for n in sheet.heading_of if row.get(n)}))
    return tuple(problems), tuple(kept)


def _told(faults: Sequence[Rule]) -> list[Rule]:
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
