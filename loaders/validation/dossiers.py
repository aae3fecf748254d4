"""A dossier list's cells to rows that we trust, and a problem for each row that we do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.columns import DOSSIERS, Kind
from data.dates import AROUND, EPOCHS_APART
from files.refusal import Refused
from loaders.parsing.cells import (
    clean_codes,
    clean_texts,
    is_blank_sql,
    number_sql,
    procedure_codes,
    values_by_sql,
    word_meanings,
)
from loaders.parsing.day_sql import are_serials, code_days, day_sql, days_from_1904
from loaders.parsing.engine import scratch_connection
from loaders.reading.grid import ERROR_CELL
from loaders.recognition.sheet import Sheet
from loaders.validation.dossier_problems import row_problems
from loaders.validation.dossier_rules import SWAPPED, DossierRule
from loaders.validation.dossier_rules import rules as rules_of
from loaders.validation.problems import CheckedRows

# A line without dates whose key is blank, has no digit, has spaces or says that it is a total.
_NO_CODE = r"regexp_matches(trim(dossier_code), '^(tổng|cộng)|[\s\x{a0}]|^\D*$', 'i')"
# A signature may stand under any heading: without a code only digits or an error are a day.
_LIKE_A_DAY = rf"^{AROUND}\d|{ERROR_CELL}"


# Of a code's rows the first without a fault counts, so this one is looked for after the others.
_TWICE = DossierRule("duplicate_code", "dossier_code", "row in (from twice)")
_LINES = "select count(*), count(distinct hash(commune_code, v_dossier_code)) from told"
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
# A few are faults however short the list.
_A_FEW, _MOST_TOLD, _MOST_SHARE = 3, 1_000, 0.1
# From so many rows on whose day and month are proved swapped, the column was read month first, and
# the rows that do not show it would count on wrong days.
_SWAPPED_ROWS, _SWAPPED_SHARE = 10, 0.2
# So many codes, and so great a share of them, say that the days are counted from 1904.
_FEWEST_CODES, _NEARLY_ALL = 5, 0.9


def check_dossiers(
    sheet: Sheet, communes: Mapping[str, str | None], last: date | None, today: date
) -> CheckedRows:
    """Type and check every data line; raises Refused where no row of a column can be trusted.

    `communes` gives the commune code of each cleaned unit text ("" where a list names none);
    None there sets the unit's rows aside. `last` is the period's last day where it is known.
    """
    kinds = _kinds(sheet)
    with scratch_connection() as engine:
        staged = _staged(engine, sheet, kinds, communes)
        engine.register("raw", staged)
        rules = _tellable(engine, rules_of(kinds, last, today))
        engine.execute(_told_rows(kinds, rules))
        engine.execute("create temp table twice (row integer)")
        rows_read, codes = engine.execute(_LINES).fetchall()[0]
        if codes < rows_read:
            engine.execute(_FIRST)
        bad = _of_rows(staged, engine.sql(_BAD_ROWS).to_arrow_table())
        _refuse_swapped(engine, bad, rules, rows_read, sheet)
        good = staged
        if bad.num_rows or rows_read < staged.num_rows:
            good = _of_rows(staged, engine.sql(_GOOD_ROWS).to_arrow_table())
        problems, set_aside = row_problems(engine, bad, [*rules, _TWICE], sheet)
    rows = good.select(["commune_code", *(f"v_{name}" for name in kinds), "row"])
    rows = rows.rename_columns(["commune_code", *kinds, "row"])
    return CheckedRows(rows, rows_read, problems, set_aside)


def _tellable(engine: duckdb.DuckDBPyConnection, rules: Sequence[DossierRule]) -> list[DossierRule]:
    """The rules without those of the milder kind that too many rows break (see `notices`)."""
    mild = [rule for rule in rules if not rule.sets_aside]
    counts = ", ".join(f"count(*) filter ({rule.condition})" for rule in mild)
    broken = engine.execute(f"select {counts}, count(*) from raw").fetchall()[0]
    most = min(_MOST_TOLD, max(_A_FEW, _MOST_SHARE * broken[-1]))
    habits = {rule.kind for rule, count in zip(mild, broken[:-1], strict=True) if count > most}
    return [rule for rule in rules if rule.kind not in habits]


def _refuse_swapped(
    engine: duckdb.DuckDBPyConnection,
    bad: pa.Table,
    rules: Sequence[DossierRule],
    rows_read: int,
    sheet: Sheet,
) -> None:
    least = max(_SWAPPED_ROWS, _SWAPPED_SHARE * rows_read)
    if bad.num_rows < least:
        return
    swaps = [rule for rule in rules if rule.kind == SWAPPED]
    wheres = [
        " or ".join(f"({rule.condition})" for rule in swaps),
        *(rule.condition for rule in swaps),
    ]
    engine.register("suspects", bad)
    counts = ", ".join(f"count(*) filter ({where})" for where in wheres)
    rows, *each = engine.execute(f"select {counts} from suspects").fetchall()[0]
    if rows >= least:
        column = swaps[each.index(max(each))].column
        raise Refused(
            f"{rows} dòng bị đảo ngày và tháng, nhiều nhất ở cột "
            f"“{sheet.heading_of[column][:60]}”: hãy đặt định dạng cột ngày này là dd/mm/yyyy "
            "(kiểm tra cả các cột ngày khác) rồi xuất lại."
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
        days = both.submit(_code_days, engine, sheet.cells.column("dossier_code"))
        values = both.map(lambda name: _values(engine, sheet, name, kinds[name]), kinds)
        for name, column in zip(kinds, values, strict=True):
            staged = staged.append_column(f"v_{name}", column)
        staged = staged.append_column("code_day", days.result())
    if not _counts_from_1904(staged):
        return staged
    for name in (n for n, kind in kinds.items() if kind == "date"):
        moved = days_from_1904(staged.column(name), staged.column(f"v_{name}"))
        staged = staged.set_column(staged.column_names.index(f"v_{name}"), f"v_{name}", moved)
    return staged


def _counts_from_1904(staged: pa.Table) -> bool:
    """Whether the codes say that days which came as serial numbers are counted from 1904."""
    apart = pc.days_between(staged.column("v_received_on"), staged.column("code_day"))
    late = pc.equal(apart, EPOCHS_APART)
    if not pc.any(late).as_py():  # nearly every list
        return False
    told = late.filter(are_serials(staged.column("received_on"))).drop_null()
    return len(told) >= _FEWEST_CODES and pc.mean(told).as_py() >= _NEARLY_ALL


def _code_days(engine: duckdb.DuckDBPyConnection, codes: pa.ChunkedArray) -> pa.Array:
    with engine.cursor() as own:  # threads must not share one
        return code_days(own, pa.chunked_array([clean_codes(codes)]))


def _values(
    engine: duckdb.DuckDBPyConnection, sheet: Sheet, name: str, kind: Kind
) -> pa.Array | pa.ChunkedArray:
    column = sheet.cells.column(name)
    if kind in ("date", "number"):
        with engine.cursor() as own:  # as above
            return values_by_sql(own, column, day_sql if kind == "date" else number_sql)
    if kind == "word":
        values = word_meanings(column, sheet.layout.words[name])
        return values.fill_null("direct") if name == "channel" else values  # the portal's rule
    if name == "procedure_code":
        return procedure_codes(column)
    return clean_codes(column) if kind == "code" else clean_texts(column)


def _commune_of(cells: pa.Table, communes: Mapping[str, str | None]) -> pa.Array:
    if "unit" not in cells.column_names:
        return pa.repeat(pa.scalar(communes.get(""), pa.string()), cells.num_rows)
    units = pc.dictionary_encode(clean_texts(cells.column("unit")).fill_null(""))
    codes = pa.array([communes.get(unit) for unit in units.dictionary.to_pylist()], pa.string())
    return codes.take(units.indices)


def _is_data(kinds: Mapping[str, Kind]) -> str:
    """SQL: whether a line is a dossier's; totals, groups and signatures are not."""
    dates = [name for name, kind in kinds.items() if kind == "date"]
    days = " or ".join(f"v_{name} is not null" for name in dates)  # most lines need no more
    a_day = " or ".join(f"regexp_matches(coalesce({n}, ''), '{_LIKE_A_DAY}')" for n in dates)
    no_code = f"({is_blank_sql('dossier_code')} or {_NO_CODE})"
    return f"{days} or {a_day} or not {no_code}"


def _told_rows(kinds: Mapping[str, Kind], rules: Sequence[DossierRule]) -> str:
    """A table of the data lines, and whether each has a fault: most have none.

    CASE, since that stops at the first condition that tells.
    """
    any_fault = " or ".join(f"({rule.condition})" for rule in rules if rule.sets_aside)
    any_note = (
        " or ".join(f"({rule.condition})" for rule in rules if not rule.sets_aside) or "false"
    )
    return f"""
        create temp table told as
        select row, commune_code, v_dossier_code,
            case when {any_fault} then true else false end as faulty,
            case when {any_note or "false"} then true else false end as noted
        from raw where {_is_data(kinds)}
    """
