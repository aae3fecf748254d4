"""A dossier list's cells to rows that we trust, and a problem for each row that we do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.columns import Kind
from data.dates import AROUND, LATEST_YEAR
from data.record.mapped_words import Meanings
from data.scanned_pieces import split_for_scan
from files.refusal import Refused
from loaders.parsing.cells import is_blank_sql
from loaders.parsing.engine import scratch_connection
from loaders.reading.grid import ERROR_CELL
from loaders.recognition.sheet import Sheet
from loaders.validation.dossier_problems import row_problems
from loaders.validation.dossier_rules import SWAPPED, DossierRule, dossier_rules
from loaders.validation.dossier_values import column_kinds, staged_table
from loaders.validation.period_checks import latest_day_beyond_clock
from loaders.validation.problems import CheckedRows
from loaders.validation.waiting_rows import map_words, rows_as_read, waiting_rows

# A line without dates whose key is blank, has no digit, has spaces or says that it is a total.
_NO_CODE = r"regexp_matches(trim(dossier_code), '^(tổng|cộng)|[\s\x{a0}]|^\P{Nd}*$', 'i')"
# A signature may stand under any heading: without a code only digits or an error are a day.
_LIKE_A_DAY = rf"^{AROUND}\d|{ERROR_CELL}"

# Of a code's rows the first without a fault counts, so this one is looked for after the others.
_DUPLICATE = DossierRule("duplicate_code", "dossier_code", "row in (from duplicates)")
_COUNT_LINES = "select count(*), count(distinct hash(commune_code, v_dossier_code)) from lines"
_FIND_DUPLICATES = """
    insert into duplicates
    select lines.row from lines join (
        select commune_code, v_dossier_code, min(row) as first
        from lines where not faulty group by all
    ) using (commune_code, v_dossier_code)
    where row > first
"""
_SOUND_ROWS = "select row from lines where not faulty and row not in (from duplicates)"
_FAULTY_ROWS = "select row from lines where faulty or noted or row in (from duplicates)"
# A mild rule that more rows break is how the list is, not a fault of rows: see `preview_notes`.
# A few are faults however short the list.
_A_FEW, _MOST_ROWS, _MOST_SHARE = 3, 1_000, 0.1
# From so many rows on whose day and month are proved swapped, the column was read month first, and
# the rows that do not show it would count on wrong days.
_SWAPPED_ROWS, _SWAPPED_SHARE = 10, 0.2


def check_dossiers(
    sheet: Sheet,
    codes_by_unit: Mapping[str, str | None],
    stated_last_day: date | None,
    today: date,
    meanings: Meanings = MappingProxyType({}),
) -> CheckedRows:
    """Type and check every data line; raises Refused where no row of a column can be trusted.

    `codes_by_unit` gives the commune code of each clean unit text ("" where a list names none);
    None there sets the unit's rows aside. `stated_last_day` is the period's last one where the
    file states it, `meanings` what people said of words that the layout lacks.
    """
    kinds = column_kinds(sheet)
    with scratch_connection() as engine:
        lines_as_read = staged_table(engine, sheet, kinds, codes_by_unit)
        staged = map_words(lines_as_read, kinds, meanings)
        engine.register("staged", split_for_scan(staged))
        day_beyond_clock = latest_day_beyond_clock(engine, staged.num_rows, today, LATEST_YEAR)
        # By a clock that stands too early every sound day would lie in the future.
        latest = date(LATEST_YEAR, 12, 31) if day_beyond_clock else today
        applied_rules = _drop_common_mild_rules(
            engine, dossier_rules(kinds, stated_last_day, latest, sheet.shifted_rows)
        )
        line_count = _create_line_tables(engine, kinds, applied_rules)
        faulty_rows = _lines_of_rows(staged, engine.sql(_FAULTY_ROWS).to_arrow_table())
        _refuse_swapped_days(engine, faulty_rows, applied_rules, line_count, sheet)
        sound_rows = staged
        if faulty_rows.num_rows or line_count < staged.num_rows:
            sound_rows = _lines_of_rows(staged, engine.sql(_SOUND_ROWS).to_arrow_table())
        problems, set_aside = row_problems(engine, faulty_rows, [*applied_rules, _DUPLICATE], sheet)
        waiting_table = waiting_rows(
            engine, lines_as_read, sound_rows, faulty_rows, applied_rules, kinds
        )
    return CheckedRows(
        rows_as_read(sound_rows, kinds),
        line_count,
        problems,
        set_aside,
        day_beyond_clock,
        rows_as_read(waiting_table, kinds) if waiting_table else None,
    )


def _drop_common_mild_rules(
    engine: duckdb.DuckDBPyConnection, all_rules: Sequence[DossierRule]
) -> list[DossierRule]:
    """The rules without the mild ones that too many rows break for any row to be at fault."""
    mild_rules = [rule for rule in all_rules if not rule.sets_aside]
    counts = ", ".join(f"count(*) filter ({rule.condition})" for rule in mild_rules)
    query = f"select {counts}, count(*) from staged"
    *broken_counts, row_count = engine.execute(query).fetchall()[0]
    most_rows = min(_MOST_ROWS, max(_A_FEW, _MOST_SHARE * row_count))
    common_kinds = {
        rule.kind
        for rule, count in zip(mild_rules, broken_counts, strict=True)
        if count > most_rows
    }
    return [rule for rule in all_rules if rule.kind not in common_kinds]


def _create_line_tables(
    engine: duckdb.DuckDBPyConnection,
    kinds: Mapping[str, Kind],
    applied_rules: Sequence[DossierRule],
) -> int:
    """Create the tables `lines` and `duplicates` (of codes that came before); count the lines."""
    engine.execute(_lines_sql(kinds, applied_rules))
    engine.execute("create temp table duplicates (row integer)")
    line_count, distinct_code_count = engine.execute(_COUNT_LINES).fetchall()[0]
    if distinct_code_count < line_count:
        engine.execute(_FIND_DUPLICATES)
    return int(line_count)


def _refuse_swapped_days(
    engine: duckdb.DuckDBPyConnection,
    faulty_rows: pa.Table,
    applied_rules: Sequence[DossierRule],
    line_count: int,
    sheet: Sheet,
) -> None:
    """Raise Refused where so many rows have day and month swapped that the others are in doubt.

    Those that do not show it would count on wrong days.
    """
    fewest_rows = max(_SWAPPED_ROWS, _SWAPPED_SHARE * line_count)
    if faulty_rows.num_rows < fewest_rows:
        return
    swap_rules = [rule for rule in applied_rules if rule.kind == SWAPPED]
    any_swap = " or ".join(f"({rule.condition})" for rule in swap_rules)
    conditions = [any_swap, *(rule.condition for rule in swap_rules)]
    engine.register("suspects", faulty_rows)
    counts = ", ".join(f"count(*) filter ({condition})" for condition in conditions)
    swapped_count, *counts_by_rule = engine.execute(f"select {counts} from suspects").fetchall()[0]
    if swapped_count >= fewest_rows:
        column = swap_rules[counts_by_rule.index(max(counts_by_rule))].column
        raise Refused(
            f"{swapped_count} dòng bị đảo ngày và tháng, nhiều nhất ở cột "
            f"“{sheet.heading_of[column][:60]}”: hãy đặt định dạng cột ngày này là dd/mm/yyyy "
            "(kiểm tra cả các cột ngày khác) rồi xuất lại."
        )


def _lines_of_rows(staged: pa.Table, rows: pa.Table) -> pa.Table:
    """The lines of `staged` whose row numbers stand in `rows`."""
    return staged.filter(pc.is_in(staged.column("row"), rows.column("row")))


def _is_dossier_sql(kinds: Mapping[str, Kind]) -> str:
    """SQL: whether a line is a dossier's; totals, groups and signatures are not."""
    dates = [name for name, kind in kinds.items() if kind == "date"]
    no_code = f"({is_blank_sql('dossier_code')} or {_NO_CODE})"
    # Most lines need no more. "Ngày 31 tháng 01 năm 2026" without a code belongs to a signature.
    has_day = " or ".join(
        f"(v_{n} is not null and not ({n} ilike '%th_ng%' and {no_code}))" for n in dates
    )
    like_day = " or ".join(f"regexp_matches(coalesce({n}, ''), '{_LIKE_A_DAY}')" for n in dates)
    # Nearly every line has a day in its code and a day of receipt: no more is asked of it.
    is_plain = "(code_day is not null and v_received_on is not null)"
    return f"{is_plain} or {has_day} or {like_day} or not {no_code}"


def _lines_sql(kinds: Mapping[str, Kind], applied_rules: Sequence[DossierRule]) -> str:
    """SQL that creates `lines`, the data lines: each `faulty` or not, `noted` for a mild fault.

    CASE, since that stops at the first condition that holds; most lines have no fault.
    """
    fault_sql = " or ".join(f"({rule.condition})" for rule in applied_rules if rule.sets_aside)
    mild_sql = " or ".join(f"({rule.condition})" for rule in applied_rules if not rule.sets_aside)
    return f"""
        create temp table lines as
        select row, commune_code, v_dossier_code,
            case when {fault_sql} then true else false end as faulty,
            case when {mild_sql or "false"} then true else false end as noted
        from staged where {_is_dossier_sql(kinds)}
    """
