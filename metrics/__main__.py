"""`python -m metrics`: every metric of one commune over one period, as a table or as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from data import record
from data.communes import communes
from data.periods import Period, UnknownPeriod, parse_period
from data.plans import Target
from data.scopes import scopes
from data.warehouse import InUse, Warehouse
from metrics.counts import open_warehouse
from metrics.standings import Standing, standings, targets_of
from metrics.tallies import Evidence, gather

_WRONG_USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the standings; 0, or 2 on wrong usage (argparse exits by itself then)."""
    options = _options(arguments)
    evidence = _evidence(Path(options.database), options.commune, options.period)
    fields = _fields(evidence, options.commune) if options.by else (None,)
    found = [
        one
        for field in fields
        for one in standings(evidence, options.commune, options.period, field)
    ]
    if options.json:
        print(json.dumps([as_json(one) for one in found], ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(found)))
    return 0


def as_json(one: Standing) -> dict[str, object]:
    """One row of the command line's JSON (contracts.md); rates and values are shares, 0–1."""
    tally, covered = one.tally, one.tally.coverage.covered
    row: dict[str, object] = {
        "metric": one.metric.name,
        "numerator": tally.numerator,
        "denominator": tally.denominator,
        "denominator_variant": tally.metric.denominator_variant,
        "rate": tally.rate,
        "covered": [day.isoformat() for day in covered] if covered else None,
        "missing": [[a.isoformat(), b.isoformat()] for a, b in tally.coverage.missing],
        "provisional": tally.provisional,
        "status": one.status,
        "shortfall": one.shortfall,
        "targets": [_target(t, one) for t in targets_of(one.commune_code, one.metric.name)],
        "target": _target(one.target, one) if one.target else None,
    }
    if one.field is not None:
        row["field"] = one.field
    return row


def _target(target: Target, one: Standing) -> dict[str, object]:
    return {
        "comparator": target.comparator,
        "value": None if target.value is None else float(target.value),
        "plan": target.plan,
        "place": target.place,
        "in_force": target == one.target,
        "denominator_variant": target.denominator_variant,
    }


def _evidence(database: Path, commune_code: str, period: Period) -> Evidence:
    folder = record.folder_of(database)
    warehouse = _private_cache(folder)
    warehouse.refresh()
    try:
        return gather(warehouse, [commune_code], [period], scopes(folder))
    finally:
        warehouse.close()


def _private_cache(folder: Path) -> Warehouse:
    """The command line's own cache; in memory while another command holds the file."""
    try:
        return open_warehouse(folder, folder / "command-line.duckdb")
    except InUse:
        return open_warehouse(folder, None)


def _fields(evidence: Evidence, commune_code: str) -> Sequence[str | None]:
    """The fields with any count, and those that forms name, in order."""
    named = {
        field
        for source in evidence.holdings.of(commune_code)
        if not source.is_list
        for field in evidence.holdings.forms[commune_code, source.upload_id].fields()
    }
    return sorted(evidence.counts.fields(commune_code) | named)


def _lines(found: Sequence[Standing]) -> Iterator[str]:
    for one in found:
        tally = one.tally
        counts = "–" if tally.numerator is None else f"{tally.numerator}/{tally.denominator}"
        rate = "" if tally.rate is None else f"{tally.rate:.2%}".replace(".", ",")
        field = f"  [{one.field}]" if one.field else ""
        yield f"{one.metric.label:40} {counts:>12} {rate:>9}  {one.status}{field}"


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m metrics", description=__doc__)
    parser.add_argument("--database", required=True, help="tệp DuckDB, ví dụ var/tthc.duckdb")
    parser.add_argument("--commune", required=True, help="mã xã, phường 5 chữ số")
    parser.add_argument("--period", required=True, help="2026-03, 2026-Q1, 2026-H1, 2026, từ..đến")
    parser.add_argument("--calendar", choices=("month", "reporting"), default="month")
    parser.add_argument("--by", choices=("field",))
    parser.add_argument("--today", type=date.fromisoformat, default=None)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if options.commune not in communes():
        parser.error(f"không có xã, phường nào mang mã {options.commune}")
    try:
        options.period = parse_period(options.period, options.calendar)
    except UnknownPeriod:
        parser.error(f"không hiểu kỳ {options.period!r} theo lịch {options.calendar!r}")
    return options


if __name__ == "__main__":
    sys.exit(main())
