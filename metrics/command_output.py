"""What `python -m metrics` prints of tables and of faults, and its standings as JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from data.planning.targets import Plan, Target
from data.wording import NOTHING, number
from metrics.counting.other_source import count_source
from metrics.counting.tallies import Tally
from metrics.counting.verdicts import exact_rate, verdict
from metrics.index_766.components import COMPONENTS
from metrics.index_766.csv_tables import BadTable, read_component_rows
from metrics.standings import Standing, targets_of

Json = Mapping[str, object]


def print_index_766(path: str, as_json: bool) -> int:
    """Print each unit's index components from a CSV file; exit code 0, or 1 if it is unusable."""
    try:
        rows = read_component_rows(Path(path).read_text(encoding="utf-8"))
    except OSError:
        return print_failure(f"Không mở được tệp {path}: hãy kiểm tra đường dẫn.")
    except UnicodeDecodeError:
        return print_failure(f"Tệp {path} không phải CSV UTF-8.")
    except BadTable as error:
        return print_failure(str(error))
    if as_json:
        print_json(rows)
    else:
        print("\n".join(f"{row['unit']}: {'; '.join(_component_texts(row))}" for row in rows))
    return 0


def _component_texts(row: Json) -> Iterator[str]:
    """A text such as "Thanh toán trực tuyến 8,55" for each component that a unit's row has."""
    for component in COMPONENTS:
        if component.code in row:
            points = row[component.code]
            text = number(points, 2) if isinstance(points, float) else NOTHING
            yield f"{component.label} {text}"


def print_failure(message: str) -> int:
    """Print a message to stderr and give exit code 1."""
    print(message, file=sys.stderr)
    return 1


def print_json(rows: Sequence[Json]) -> None:
    """Print rows to stdout as indented JSON, with Vietnamese letters as they are."""
    print(msgspec.json.format(msgspec.json.encode(rows), indent=1).decode())


def standing_json(standing: Standing, plans: Sequence[Plan]) -> Json:
    """A standing for JSON: metric, counts, coverage, status, shortfall, targets, source, by plan.

    Status and shortfall are those of the row's own counts; `by_plan` has those by the
    denominator that the plan names, where its counts are known. `judged_source` says what kind of
    source the verdict is by, `other_source` what the other one gives.
    """
    tally, target, plan_tally = standing.tally, standing.target, standing.plan_tally
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
        "judged_source": count_source(standing.judged_tally.metric),
        "other_source": _other_json(standing.other_tally),
    }
    if plan_tally:
        judgement = {"status": standing.status, "shortfall": standing.shortfall}
        row["by_plan"] = {**_counts_json(plan_tally), **judgement}
    if standing.field is not None:
        row["field"] = standing.field
    return row


def _other_json(tally: Tally | None) -> Json | None:
    """The other source's kind and counts; None where no other has figures."""
    return {"source": count_source(tally.metric), **_counts_json(tally)} if tally else None


def _counts_json(tally: Tally) -> Json:
    """A tally's counts, denominator variant, rate (0–1) and bounds, by JSON key."""
    return {
        "numerator": tally.numerator,
        "denominator": tally.denominator,
        "denominator_variant": tally.metric.denominator_variant,
        "rate": tally.rate,
        "bounds": [[end.numerator, end.denominator] for end in tally.bounds or ()] or None,
    }


def _coverage_json(tally: Tally) -> Json:
    """A tally's coverage for JSON: spans "covered" and "missing" in ISO days, and "provisional"."""
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


def _target_json(target: Target, target_in_force: Target | None) -> Json:
    """A target for JSON: comparator, value, plan, place, variant, and whether it is in force."""
    return {
        "comparator": target.comparator,
        "value": None if target.value is None else float(target.value),
        "plan": target.plan_key,
        "place": target.place,
        "in_force": target == target_in_force,
        "denominator_variant": target.denominator_variant,
    }
