"""The counts behind the 766 index of a commune and period, as far as uploads tell them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from data.periods import Period
from metrics.catalogue.labels import count_label
from metrics.catalogue.measures import PROCEDURE_COUNTS
from metrics.catalogue.metric import STILL_OPEN, Metric
from metrics.counting.stocks import PENDING_ON_TIME
from metrics.counting.tallies import Evidence, Tally

# What the index calls otherwise than we do: its count, as the sum of ours. Every other count that
# it asks for is one of ours by the same name.
_SUMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "handled": ("received", "carried_over"),
        "ended_in_time": ("resolved_early", "resolved_on_time", "left_on_time"),
        "dissatisfied": ("on_time_dissatisfied",),
        "petitions": ("petitions_new", "petitions_carried_over"),
    }
)
# Part and total: both are counted over the same days of the same uploads, so that the share is
# never one upload's count over another's.
_SHARES: tuple[tuple[str, str], ...] = (
    ("received_online", "received"),
    ("received_digitised", "received"),
    ("received_reused", "received"),
    ("paid_online", "payable"),
    ("results_electronic", "results_due"),
    ("procedures_online", "procedures"),
    ("procedures_online_with_dossiers", "procedures_online"),
    ("procedures_paid_online", "fee_procedures"),
    ("procedures_with_fee_dossiers", "fee_procedures"),
    ("petitions_handled_on_time", "petitions"),
    ("petitions_handled", "petitions"),
    ("ended_in_time", "handled"),
    ("dissatisfied", "handled"),
)


def share_metric(part: str, total: str) -> Metric:
    """The metric that divides one count of the index by another; `part` and `total` are codes.

    `share_metric("ended_in_time", "handled")` divides what ended early or on time, or left on
    time, by what was received or carried over.
    """
    numerator, denominator = (_SUMS.get(name, (name,)) for name in (part, total))
    return Metric(
        name=f"index_766_{part}",
        label=count_label(part),
        numerator=numerator,
        denominator=denominator,
        denominator_variant=total,
        formula=" ÷ ".join(
            " + ".join(map(count_label, names)) for names in (numerator, denominator)
        ),
        source="Quyết định 766/QĐ-TTg",
        remedy=STILL_OPEN,
    )


def index_counts(
    evidence: Evidence, commune_code: str, period: Period
) -> tuple[Mapping[str, int], date | None]:
    """The index's known counts by name, and the last day they reach where it is before the end.

    The day is None where they reach the period's end. What is not covered is left out.
    """
    counts: dict[str, int] = {}
    last_days: set[date] = set()
    for part, total in _SHARES:
        tally = evidence.tally(share_metric(part, total), commune_code, period)
        if tally.numerator is not None and tally.denominator is not None:
            counts |= {part: tally.numerator, total: tally.denominator}
            last_days |= _provisional_end_days(tally)
    procedure_counts = _procedure_counts(evidence, commune_code, period)
    counts |= {PROCEDURE_COUNTS[name].typed_count: n for name, n in procedure_counts.items()}
    if "fee_procedures" not in counts:
        counts |= _single_count(evidence, "fee_procedures", commune_code, period)
    pending_on_time = evidence.stock_count(PENDING_ON_TIME, commune_code, period)
    return counts | _derived_counts(counts, pending_on_time), min(last_days, default=None)


def typed_counts_from_lists(
    evidence: Evidence, commune_code: str, period: Period
) -> tuple[str, ...]:
    """The names of typed counts that lists tell for the whole period."""
    procedure_counts = _procedure_counts(evidence, commune_code, period)
    return tuple(PROCEDURE_COUNTS[name].typed_count for name in procedure_counts)


def _procedure_counts(evidence: Evidence, commune_code: str, period: Period) -> dict[str, int]:
    """The commune's procedure counts by name, of those that lists tell for the whole period."""
    tallies = {
        name: evidence.tally(share_metric(name, name), commune_code, period)
        for name in PROCEDURE_COUNTS
    }
    return {
        name: tally.numerator
        for name, tally in tallies.items()
        if tally.numerator is not None and not tally.is_provisional
    }


def _single_count(
    evidence: Evidence, name: str, commune_code: str, period: Period
) -> dict[str, int]:
    """One count as a mapping from its name; empty where it is not known in the period."""
    tally = evidence.tally(share_metric(name, name), commune_code, period)
    return {} if tally.numerator is None else {name: tally.numerator}


def _provisional_end_days(tally: Tally) -> set[date]:
    """The tally's last covered day as a set; empty unless it is before the period's end."""
    covered_span = tally.coverage.covered_span
    return {covered_span[1]} if tally.is_provisional and covered_span else set()


def _derived_counts(counts: Mapping[str, int], pending_on_time: int | None) -> dict[str, int]:
    """The counts "in_time", "satisfied_766" and "petitions_pending", as far as others give them.

    Of ten handled six ended in time and two stand open in time: `in_time` is 8; with one rated as
    dissatisfied, `satisfied_766` is 7.
    """
    derived_counts: dict[str, int] = {}
    if "ended_in_time" in counts and pending_on_time is not None:
        derived_counts["in_time"] = counts["ended_in_time"] + pending_on_time
        if "dissatisfied" in counts:
            derived_counts["satisfied_766"] = derived_counts["in_time"] - counts["dissatisfied"]
    if "petitions_handled" in counts:
        derived_counts["petitions_pending"] = counts["petitions"] - counts["petitions_handled"]
    return derived_counts
