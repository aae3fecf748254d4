"""`python -m metrics`: every metric of one commune over one period, as a table or as JSON.

With `--index-766` the components of that index for a table of counts instead.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb

from data.cache.warehouse import CacheInUse, Warehouse
from data.communes import communes
from data.periods import Period, UnknownPeriod, parse_period
from data.planning.plan_versions import current_plans
from data.planning.scopes import scope_fields
from data.planning.targets import Plan
from data.planning.task_records import records_of_plans
from data.record.clock import clock_of
from data.record.faults import NOT_READ, RecordFault
from data.record.places import check_place, record_folder
from data.schema import MalformedFile
from data.wording import NOTHING, status_symbol, status_text
from files.command_parser import CommandParser
from metrics.catalogue.metrics import ALL_METRICS
from metrics.command_output import (
    print_failure,
    print_index_766,
    print_json,
    standing_json,
)
from metrics.counting.day_counts import open_warehouse, read_holdings
from metrics.counting.gathering import gather_evidence
from metrics.counting.tallies import Evidence, counts_text
from metrics.judged_plans import judged_plans
from metrics.rate_words import judged_rate_text, source_note
from metrics.scope_words import scope_note
from metrics.standings import Standing, standings

_DESCRIPTION = (
    "Mọi chỉ số của một xã, phường trong một kỳ, dạng bảng hoặc JSON; với --index-766 là các "
    "thành phần của chỉ số 766 cho một bảng số đếm."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a commune's standings, or index 766's components; exit code 0, or 1 after a failure.

    1 where the record, a plan or the index's table cannot be used. On wrong usage argparse exits
    with 2 by itself.
    """
    options = _parse_options(arguments)
    if options.index_766:
        return print_index_766(options.index_766, options.json)
    try:
        return _print_standings(options)
    except RecordFault as fault:
        return print_failure(fault.sentence)
    except MalformedFile as error:  # a plan, whether it ships or was saved here
        return print_failure(str(error))
    except (OSError, sqlite3.Error, duckdb.Error):
        return print_failure(NOT_READ)


def _print_standings(options: argparse.Namespace) -> int:
    """Print a line (or JSON) for each metric, with `--by` for each field, and give exit code 0."""
    commune, period = options.commune, options.period
    evidence = _load_evidence(Path(options.database), commune, period, options.today)
    fields = _field_names(evidence, commune) if options.by else (None,)
    rows = [
        row for field in fields for row in standings(evidence, commune, period, field, ALL_METRICS)
    ]
    if options.json:
        print_json(
            [
                {**standing_json(row, evidence.plans), "scope_note": scope_note(row) or None}
                for row in rows
            ]
        )
    else:
        print("\n".join(map(_standing_line, rows)))
    return 0


def _parse_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line's options, `period` as a Period; on wrong usage argparse exits with 2."""
    parser = CommandParser(prog="python -m metrics", description=_DESCRIPTION)
    parser.add_argument("--database", help="tệp DuckDB, ví dụ var/tthc.duckdb")
    parser.add_argument("--commune", help="mã xã, phường 5 chữ số")
    parser.add_argument("--period", help="2026-03, 2026-Q1, 2026-H1, 2026, từ..đến")
    parser.add_argument("--calendar", choices=("month", "reporting"), default="month")
    parser.add_argument("--by", choices=("field",), help="mỗi lĩnh vực một phần")
    parser.add_argument(
        "--today", type=date.fromisoformat, help="tính như ở ngày này, ví dụ 2026-11-22"
    )
    parser.add_argument("--json", action="store_true", help="in ra JSON")
    parser.add_argument("--index-766", metavar="FILE", help="bảng CSV để tính chỉ số 766")
    options = parser.parse_args(arguments)
    if options.index_766:
        return options
    needed_names = ("database", "commune", "period")
    if missing_options := [f"--{name}" for name in needed_names if not getattr(options, name)]:
        parser.error(f"thiếu {', '.join(missing_options)}")
    if options.commune not in communes():
        parser.error(f"không có xã, phường nào mang mã {options.commune}")
    try:
        options.period = parse_period(options.period, options.calendar)
    except UnknownPeriod:
        parser.error(f"không hiểu kỳ {options.period!r} theo lịch {options.calendar!r}")
    return options


def _load_evidence(
    database: Path, commune_code: str, period: Period, today: date | None
) -> Evidence:
    """A commune's evidence for a period from the record beside `database`, as at `today` if given.

    Empty where there is no record; that, and a clock behind the record, is said on stderr.
    """
    check_place(database)
    folder = record_folder(database)
    if folder.exists():
        clock = clock_of(folder)
        if clock.is_behind and today is None:
            print(clock.sentence, file=sys.stderr)
        return _read_record_evidence(folder, commune_code, period, today)
    print(f"Chưa có kho số liệu ở {database}: chưa nạp tệp nào.", file=sys.stderr)
    with tempfile.TemporaryDirectory() as empty_folder:  # reading a record in place would make it
        return _read_record_evidence(Path(empty_folder), commune_code, period, today)


def _read_record_evidence(
    folder: Path, commune_code: str, period: Period, today: date | None
) -> Evidence:
    """A commune's evidence for a period, its lists and task records cut after `today` if given.

    Prints the record's faults.

    Without a day nothing need be cut: a list never reaches past its loading day.
    """
    warehouse = _open_private_cache(folder)
    try:
        warehouse.refresh()
        for fault in warehouse.faults():
            print(fault.sentence, file=sys.stderr)
        with warehouse.reading() as reading:
            holdings, task_records = read_holdings(reading), records_of_plans(folder)
            if today is not None:
                holdings = holdings.cut_lists_after(today)
                task_records = tuple(records.cut_after(today) for records in task_records)
            plans, scopes = _usable_plans(folder, commune_code), scope_fields(folder)
            return gather_evidence(
                reading, [commune_code], [period], scopes, plans, holdings, task_records
            )
    finally:
        warehouse.close()


def _usable_plans(folder: Path, commune_code: str) -> Sequence[Plan]:
    """The record's sound plans; prints why others are not, MalformedFile for the commune's own."""
    plans = judged_plans(current_plans(folder))
    for aside in plans.set_aside:
        if aside.plan.commune_code == commune_code:
            raise MalformedFile(aside.sentence)
        print(aside.sentence, file=sys.stderr)
    return plans.sound


def _open_private_cache(folder: Path) -> Warehouse:
    """Open the command line's own cache; in memory while another command has its file open."""
    try:
        return open_warehouse(folder, folder / "command-line.duckdb")
    except CacheInUse:
        return open_warehouse(folder, None)


def _field_names(evidence: Evidence, commune_code: str) -> Sequence[str]:
    """The sorted names of the fields that the commune's records or forms name."""
    holdings = evidence.holdings
    in_forms = {
        field
        for source in holdings.sources_of(commune_code)
        if not source.is_list
        for field in holdings.forms[commune_code, source.upload_id].fields()
    }
    return sorted(evidence.day_counts.fields(commune_code) | in_forms)


def _standing_line(standing: Standing) -> str:
    """One printed line of a standing: label, judged counts, rate, status and field."""
    tally = standing.judged_tally
    counts = NOTHING
    if tally.bounds:
        counts = counts_text(tally)
    elif tally.numerator is not None:
        counts = f"{tally.numerator}/{tally.denominator}"
    rate = "" if tally.rate is None else judged_rate_text(standing)
    status = f"{status_symbol(standing.status)} {status_text(standing.status)}"
    field = f"  [{standing.field}]" if standing.field else ""
    notes = "".join(f"  ({note})" for note in (source_note(standing), scope_note(standing)) if note)
    return f"{standing.metric.label:44} {counts:>12} {rate:>9}  {status}{field}{notes}"


if __name__ == "__main__":
    sys.exit(main())
