"""`python -m metrics`: every metric of one commune over one period, as a table or as JSON.

With `--index-766` the components of that index for a table of counts instead.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from data.cache.warehouse import InUse, Warehouse
from data.communes import communes
from data.periods import Period, UnknownPeriod, parse_period
from data.planning.plan_versions import plans_here
from data.planning.scopes import scopes
from data.planning.targets import Plan, Target
from data.record import uploads
from data.wording import NOTHING, STATUSES, number, rate_text
from metrics.catalogue.metrics import EVERY
from metrics.counting.day_counts import open_warehouse
from metrics.counting.tallies import Evidence, Tally, gather
from metrics.index_766.components import COMPONENTS
from metrics.index_766.csv_tables import BadTable, read_rows
from metrics.standings import Standing, standings, targets_of, verdict


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the standings; 0, or 2 on wrong usage (argparse exits by itself then)."""
    options = _options(arguments)
    if options.index_766:
        return _index_766(options.index_766, options.json)
    evidence = _evidence(Path(options.database), options.commune, options.period)
    fields = _fields(evidence, options.commune) if options.by else (None,)
    found = [
        one
        for field in fields
        for one in standings(evidence, options.commune, options.period, field, EVERY)
    ]
    if options.json:
        print(
            json.dumps(
                [as_json(one, evidence.plans) for one in found], ensure_ascii=False, indent=1
            )
        )
    else:
        print("\n".join(_lines(found)))
    return 0


def as_json(one: Standing, plans: Sequence[Plan]) -> dict[str, object]:
    """One row of the command line's JSON (contracts.md); rates and values are shares, 0–1.

    Status and shortfall are those of the row's own counts; `by_plan` holds those by the
    denominator that the plan names, where its counts are there.
    """
    tally, covered = one.tally, one.tally.coverage.covered
    status, missing = verdict(tally, one.target, one.expired_target)
    row: dict[str, object] = {
        "metric": one.metric.name,
        "numerator": tally.numerator,
        "denominator": tally.denominator,
        "denominator_variant": tally.metric.denominator_variant,
        "rate": tally.rate,
        "covered": [day.isoformat() for day in covered] if covered else None,
        "missing": [[a.isoformat(), b.isoformat()] for a, b in tally.coverage.missing],
        "provisional": tally.provisional,
        "status": status,
        "shortfall": missing,
        "targets": [_target(t, one) for t in targets_of(plans, one.commune_code, one.metric.name)],
        "target": _target(one.target, one) if one.target else None,
        "source": tally.metric.source_kind,
        "by_plan": _by_plan(one, one.plan_tally) if one.plan_tally else None,
    }
    if one.field is not None:
        row["field"] = one.field
    return row


def _by_plan(one: Standing, tally: Tally) -> dict[str, object]:
    return {
        "numerator": tally.numerator,
        "denominator": tally.denominator,
        "denominator_variant": tally.metric.denominator_variant,
        "rate": tally.rate,
        "status": one.status,
        "shortfall": one.shortfall,
    }


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
    folder = uploads.folder_of(database)
    if not folder.exists():  # a question makes nothing: it is asked of an empty record
        print(f"Chưa có kho số liệu ở {database}: chưa nạp tệp nào.", file=sys.stderr)
        with tempfile.TemporaryDirectory() as empty:
            return _read(Path(empty), commune_code, period)
    return _read(folder, commune_code, period)


def _read(folder: Path, commune_code: str, period: Period) -> Evidence:
    warehouse = _private_cache(folder)
    warehouse.refresh()
    try:
        return gather(warehouse, [commune_code], [period], scopes(folder), plans_here(folder))
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
        for source in evidence.holdings.sources_of(commune_code)
        if not source.is_list
        for field in evidence.holdings.forms[commune_code, source.upload_id].fields()
    }
    return sorted(evidence.counts.fields(commune_code) | named)


def _lines(found: Sequence[Standing]) -> Iterator[str]:
    """A line a metric, by the plan's own denominator where that is what is judged."""
    for one in found:
        tally = one.judged_tally
        verdict_text = " ".join(STATUSES[one.status])
        field = f"  [{one.field}]" if one.field else ""
        yield f"{one.metric.label:44} {_counts(tally):>12} {_rate(one):>9}  {verdict_text}{field}"


def _counts(tally: Tally) -> str:
    if tally.numerator is None or tally.denominator is None:
        return NOTHING
    return f"{number(tally.numerator)}/{number(tally.denominator)}"


def _rate(one: Standing) -> str:
    """A rate that misses its target is not rounded up to it; nothing where there is none."""
    if one.judged_tally.rate is None:
        return ""
    return rate_text(one.judged_tally.rate, one.target.value if one.target else None)


def _index_766(path: str, as_rows: bool) -> int:
    """Print the index's components for each line of a CSV table; 1 where it cannot be used."""
    try:
        rows = read_rows(Path(path).read_text(encoding="utf-8"))
    except OSError:
        print(f"Không mở được tệp {path}: hãy kiểm tra đường dẫn.", file=sys.stderr)
        return 1
    except (UnicodeDecodeError, BadTable) as error:
        known = isinstance(error, BadTable)
        print(error if known else f"Tệp {path} không phải CSV UTF-8.", file=sys.stderr)
        return 1
    if as_rows:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    labels = {one.code: one.label for one in COMPONENTS}
    for row in rows:
        told = (
            f"{labels[code]} {NOTHING if points is None else number(float(points), 2)}"
            for code, points in row.items()
            if code != "unit"
        )
        print(f"{row['unit']}: {'; '.join(told)}")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m metrics", description=__doc__)
    parser.add_argument("--database", help="tệp DuckDB, ví dụ var/tthc.duckdb")
    parser.add_argument("--commune", help="mã xã, phường 5 chữ số")
    parser.add_argument("--period", help="2026-03, 2026-Q1, 2026-H1, 2026, từ..đến")
    parser.add_argument("--calendar", choices=("month", "reporting"), default="month")
    parser.add_argument("--by", choices=("field",))
    parser.add_argument("--today", type=date.fromisoformat, default=None)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--index-766", metavar="FILE", help="bảng CSV để tính chỉ số 766")
    options = parser.parse_args(arguments)
    if options.index_766:
        return options
    if missing := [f"--{n}" for n in ("database", "commune", "period") if not getattr(options, n)]:
        parser.error(f"thiếu {', '.join(missing)}")
    if options.commune not in communes():
        parser.error(f"không có xã, phường nào mang mã {options.commune}")
    try:
        options.period = parse_period(options.period, options.calendar)
    except UnknownPeriod:
        parser.error(f"không hiểu kỳ {options.period!r} theo lịch {options.calendar!r}")
    return options


if __name__ == "__main__":
    sys.exit(main())
