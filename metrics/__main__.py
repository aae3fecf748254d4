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
from data.planning.targets import Plan, Target
from data.record.clock import clock_of
from data.record.faults import NOT_READ, RecordFault
from data.record.places import check_place, record_folder
from data.schema import MalformedFile
from data.wording import NOTHING, status_symbol, status_text
from metrics.catalogue.metrics import ALL_METRICS
from metrics.command_output import Json, fail, print_index_766, print_json
from metrics.counting.day_counts import open_warehouse, read_holdings
from metrics.counting.gathering import gather_evidence
from metrics.counting.tallies import Evidence, Tally, counts_text
from metrics.counting.verdicts import exact_rate, verdict
from metrics.judged_plans import judged_plans
from metrics.rate_words import judged_rate
from metrics.standings import Standing, standings, targets_of

_DESCRIPTION = (
    "Mọi chỉ số của một xã, phường trong một kỳ, dạng bảng hoặc JSON; với --index-766 là các "
    "thành phần của chỉ số 766 cho một bảng số đếm."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the standings, or the index's components.

    0 where it is done, 1 where the index's table cannot be used. On wrong usage argparse exits
    with 2 by itself.
    """
    options = _options(arguments)
    if options.index_766:
        return print_index_766(options.index_766, options.json)
    try:
        return _print_standings(options)
    except RecordFault as fault:
        return fail(fault.sentence)
    except MalformedFile as error:  # a plan, whether it ships or was saved here
        return fail(str(error))
    except (OSError, sqlite3.Error, duckdb.Error):
        return fail(NOT_READ)


def _print_standings(options: argparse.Namespace) -> int:
    commune, period = options.commune, options.period
    evidence = _evidence(Path(options.database), commune, period, options.today)
    fields = _fields(evidence, commune) if options.by else (None,)
    rows = [
        row for field in fields for row in standings(evidence, commune, period, field, ALL_METRICS)
    ]
    if options.json:
        print_json([as_json(row, evidence.plans) for row in rows])
    else:
        print("\n".join(map(_line, rows)))
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m metrics", description=_DESCRIPTION)
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
    needed = ("database", "commune", "period")
    if missing := [f"--{name}" for name in needed if not getattr(options, name)]:
        parser.error(f"thiếu {', '.join(missing)}")
    if options.commune not in communes():
        parser.error(f"không có xã, phường nào mang mã {options.commune}")
    try:
        options.period = parse_period(options.period, options.calendar)
    except UnknownPeriod:
        parser.error(f"không hiểu kỳ {options.period!r} theo lịch {options.calendar!r}")
    return options


def _evidence(database: Path, commune_code: str, period: Period, today: date | None) -> Evidence:
    """All that the standings stand on; a record that is not there is read as an empty one."""
    check_place(database)
    folder = record_folder(database)
    if folder.exists():
        clock = clock_of(folder)
        if clock.is_behind and today is None:
            print(clock.sentence, file=sys.stderr)
        return _read_evidence(folder, commune_code, period, today)
    print(f"Chưa có kho số liệu ở {database}: chưa nạp tệp nào.", file=sys.stderr)
    with tempfile.TemporaryDirectory() as empty:  # reading a record in place would make it
        return _read_evidence(Path(empty), commune_code, period, today)


def _read_evidence(folder: Path, commune_code: str, period: Period, today: date | None) -> Evidence:
    """As at `today`. Without it nothing need be cut: a list never reaches past its loading day."""
    warehouse = _private_cache(folder)
    try:
        warehouse.refresh()
        for fault in warehouse.faults():
            print(fault.sentence, file=sys.stderr)
        with warehouse.reading() as reading:
            holdings = read_holdings(reading)
            if today is not None:
                holdings = holdings.cut_after(today)
            plans = _plans(folder, commune_code)
            return gather_evidence(
                reading, [commune_code], [period], scope_fields(folder), plans, holdings
            )
    finally:
        warehouse.close()


def _plans(folder: Path, commune_code: str) -> Sequence[Plan]:
    """The plans to judge by; raises MalformedFile where one of this commune is set aside."""
    plans = judged_plans(current_plans(folder))
    for aside in plans.set_aside:
        if aside.plan.commune_code == commune_code:
            raise MalformedFile(aside.sentence)
        print(aside.sentence, file=sys.stderr)
    return plans.sound


def _private_cache(folder: Path) -> Warehouse:
    """The command line's own cache; in memory while another command holds the file."""
    try:
        return open_warehouse(folder, folder / "command-line.duckdb")
    except CacheInUse:
        return open_warehouse(folder, None)


def _fields(evidence: Evidence, commune_code: str) -> Sequence[str]:
    """The fields that the commune's records or forms name, in order."""
    holdings = evidence.holdings
    in_forms = {
        field
        for source in holdings.sources_of(commune_code)
        if not source.is_list
        for field in holdings.forms[commune_code, source.upload_id].fields()
    }
    return sorted(evidence.day_counts.fields(commune_code) | in_forms)


def as_json(standing: Standing, plans: Sequence[Plan]) -> Json:
    """One row of the command line's JSON (docs/rules.md, Command line); rates are shares, 0–1.

    Status and shortfall are those of the row's own counts; `by_plan` has those by the
    denominator that the plan names, where its counts are known.
    """
    tally, target, by_plan = standing.tally, standing.target, standing.plan_tally
    base_rate = exact_rate(standing.base_tally)
    status, shortfall = verdict(tally, target, standing.expired_target, base_rate)
    targets = targets_of(plans, standing.commune_code, standing.metric.name)
    row: dict[str, object] = {
        "metric": standing.metric.name,
        **_counts_json(tally),
        **_coverage_json(tally),
        "status": status,
        "shortfall": shortfall,
        "targets": [_target_json(set_target, target) for set_target in targets],
        "target": _target_json(target, target) if target else None,
        "source": tally.metric.source_kind,
        "by_plan": None,
    }
    if by_plan:
        judged = {"status": standing.status, "shortfall": standing.shortfall}
        row["by_plan"] = {**_counts_json(by_plan), **judged}
    if standing.field is not None:
        row["field"] = standing.field
    return row


def _counts_json(tally: Tally) -> Json:
    return {
        "numerator": tally.numerator,
        "denominator": tally.denominator,
        "denominator_variant": tally.metric.denominator_variant,
        "rate": tally.rate,
        "bounds": [[end.numerator, end.denominator] for end in tally.bounds or ()] or None,
    }


def _coverage_json(tally: Tally) -> Json:
    coverage = tally.coverage
    return {
        "covered": [day.isoformat() for day in coverage.covered_span]
        if coverage.covered_span
        else None,
        "missing": [
            [first.isoformat(), last.isoformat()] for first, last in coverage.missing_spans
        ],
        "provisional": tally.is_provisional,
    }


def _target_json(target: Target, in_force: Target | None) -> Json:
    return {
        "comparator": target.comparator,
        "value": None if target.value is None else float(target.value),
        "plan": target.plan_key,
        "place": target.place,
        "in_force": target == in_force,
        "denominator_variant": target.denominator_variant,
    }


def _line(standing: Standing) -> str:
    """A metric's line for people, by the plan's own denominator where that is judged."""
    tally = standing.judged_tally
    counts = NOTHING
    if tally.bounds:
        counts = counts_text(tally)
    elif tally.numerator is not None:
        counts = f"{tally.numerator}/{tally.denominator}"
    rate = "" if tally.rate is None else judged_rate(standing)
    status = f"{status_symbol(standing.status)} {status_text(standing.status)}"
    field = f"  [{standing.field}]" if standing.field else ""
    return f"{standing.metric.label:44} {counts:>12} {rate:>9}  {status}{field}"


if __name__ == "__main__":
    sys.exit(main())
