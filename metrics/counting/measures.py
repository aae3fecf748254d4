"""Measures: named counts of dossiers, each an ANSI SQL condition and the day it counts on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from data.petition_kinds import KINDS

# Columns that the warehouse derives, and for each the sets of an export's columns of which one is
# enough; "marks" are what people ticked of late dossiers, and
# "online_kinds" says that the list tells of each online dossier whether it is so end to end.
_DERIVED_COLUMNS = MappingProxyType(
    {
        "paper_result": (("result_digitised",), ("result_electronic",)),
        "online_end_to_end": (("channel", "online_kinds"),),
        "was_explained": (("marks",),),
        "was_apologised": (("apologised",), ("marks",)),
        "late_from": (("received_on", "due_on"),),
        "closed_on": (("finished_on", "state"),),
        "ended_on": (("finished_on", "state"),),
    }
)
_WORD = re.compile(r"'[^']*'|[a-z_]+")
_SQL = frozenset({"and", "or", "not", "is", "null", "in", "true", "false"})


@dataclass(frozen=True)
class Measure:
    """A count of the rows of `table` that meet `condition`, on the day in column `dated_by`.

    `condition`, ANSI SQL, runs unchanged on DuckDB and on Spark SQL.
    """

    name: str
    dated_by: str
    condition: str
    table: str = "dossiers"

    def columns(self) -> frozenset[str]:
        """The columns that its condition and its day read."""
        words = {word for word in _WORD.findall(self.condition) if not word.startswith("'")}
        return frozenset(words - _SQL | {self.dated_by})

    def is_known_from(self, columns: frozenset[str], complete: bool) -> bool:
        """Whether a list with these columns gives the count.

        A list of received dossiers only (not `complete`) lacks those that were received
        earlier, so it gives no count that is dated by anything but the day of receipt.
        """
        if not complete and self.dated_by != "received_on":
            return False
        return all(
            any(
                columns.issuperset(column_set)
                for column_set in _DERIVED_COLUMNS.get(column, ((column,),))
            )
            for column in self.columns()
        )


# Every way of filing online, as SQL.
ONLINE_CHANNELS = "('online', 'online_end_to_end', 'online_partial')"
_RECEIVED = "state <> 'not_received'"
_RETURNED = "state = 'returned'"


def _measure_of_receipt(name: str, condition: str) -> Measure:
    return Measure(name, "received_on", f"{_RECEIVED} and {condition}")


def _measure_of_return(name: str, condition: str) -> Measure:
    return Measure(name, "finished_on", f"{_RETURNED} and {condition}")


MEASURES: tuple[Measure, ...] = (
    Measure("received", "received_on", _RECEIVED),
    _measure_of_receipt("received_online", f"channel in {ONLINE_CHANNELS}"),
    _measure_of_receipt("received_online_end_to_end", "online_end_to_end"),
    _measure_of_receipt("received_direct", "channel = 'direct'"),
    _measure_of_receipt("received_postal", "channel = 'postal'"),
    _measure_of_receipt("payable", "fee > 0"),
    _measure_of_receipt("paid_online", "fee > 0 and payment in ('online', 'online_national')"),
    _measure_of_receipt("paid_online_national", "fee > 0 and payment = 'online_national'"),
    _measure_of_receipt("received_digitised", "digitised = 'yes'"),
    _measure_of_receipt("received_reused", "reused = 'yes'"),
    Measure("resolved", "finished_on", _RETURNED),
    _measure_of_return("resolved_online", f"channel in {ONLINE_CHANNELS}"),
    _measure_of_return("resolved_early", "finished_on < due_on"),
    _measure_of_return("resolved_on_time", "(finished_on = due_on or due_on is null)"),
    _measure_of_return("resolved_late", "finished_on > due_on"),
    Measure("left", "finished_on", "state = 'left'"),
    Measure(
        name="left_on_time",
        dated_by="finished_on",
        condition="state = 'left' and (finished_on <= due_on or due_on is null)",
    ),
    _measure_of_return("results_due", "paper_result"),
    _measure_of_return("results_digitised", "result_digitised = 'yes'"),
    _measure_of_return("results_electronic", "result_electronic = 'yes'"),
    _measure_of_return("late_apologised", "finished_on > due_on and was_apologised"),
    _measure_of_return(
        name="late_explained_and_apologised",
        condition="finished_on > due_on and was_explained and was_apologised",
    ),
    _measure_of_return(
        name="on_time_dissatisfied",
        condition="(finished_on <= due_on or due_on is null) and rating = 'dissatisfied'",
    ),
    _measure_of_return("ratings", "rating is not null"),
    _measure_of_return("ratings_satisfied", "rating in ('very_satisfied', 'satisfied')"),
    # Stocks are sums of comings and goings, so that they too are stored as counts by day.
    Measure("closed", "closed_on", _RECEIVED),
    Measure("ended", "ended_on", _RECEIVED),
    Measure(
        name="late_apologised_opened",
        dated_by="late_from",
        condition=f"{_RECEIVED} and late_from < closed_on and was_apologised",
    ),
    Measure(
        name="late_apologised_closed",
        dated_by="closed_on",
        condition=f"{_RECEIVED} and late_from < closed_on and was_apologised",
    ),
    Measure(
        name="late_explained_and_apologised_opened",
        dated_by="late_from",
        condition=f"{_RECEIVED} and late_from < closed_on and was_explained and was_apologised",
    ),
    Measure(
        name="late_explained_and_apologised_closed",
        dated_by="closed_on",
        condition=f"{_RECEIVED} and late_from < closed_on and was_explained and was_apologised",
    ),
    Measure("late_opened", "late_from", f"{_RECEIVED} and late_from < closed_on"),
    Measure("late_closed", "closed_on", f"{_RECEIVED} and late_from < closed_on"),
)


# What one count is the sum of: exports may give only the sum.
SUMS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "received": frozenset({"received_online", "received_direct", "received_postal"}),
        "received_direct_or_postal": frozenset({"received_direct", "received_postal"}),
        "resolved": frozenset(
            {"resolved_early", "resolved_on_time", "late_apologised", "late_not_apologised"}
        ),
        "resolved_late": frozenset({"late_apologised", "late_not_apologised"}),
        "resolved_early_or_on_time": frozenset({"resolved_early", "resolved_on_time"}),
        "ratings_satisfied": frozenset({"ratings_very_satisfied", "ratings_fairly_satisfied"}),
        "resolved_on_time_or_left": frozenset({"resolved_on_time", "left"}),
        **{
            f"{kind}petitions_handled": frozenset(
                {f"{kind}petitions_handled_on_time", f"{kind}petitions_handled_late"}
            )
            for kind in ("", *(f"{kind}_" for kind in KINDS))
        },
    }
)


def parts_of(name: str) -> frozenset[str]:
    """The counts that a count is made of: itself where it is no sum."""
    return SUMS.get(name, frozenset({name}))


def counts_making(names: tuple[str, ...], known_counts: frozenset[str]) -> tuple[str, ...] | None:
    """Known counts that together make exactly these counts' sum, or None.

    `counts_making(("received",), {"received_online", "received_direct_or_postal"})` gives
    those two: what was received is what came online, and what came directly or by post.
    """
    needed = frozenset[str]().union(*(parts_of(name) for name in names))
    largest_first = sorted(known_counts, key=lambda name: (-len(parts_of(name)), name))
    return _exact_cover(needed, largest_first)


def _exact_cover(needed: frozenset[str], known_counts: list[str]) -> tuple[str, ...] | None:
    """The first choice of known counts whose parts are just the needed ones, each once, or None."""
    if not needed:
        return ()
    for index, name in enumerate(known_counts):
        if parts_of(name) <= needed:
            further_counts = _exact_cover(needed - parts_of(name), known_counts[index + 1 :])
            if further_counts is not None:
                return (name, *further_counts)
    return None


# By name, for counts that rest on one of them.
MEASURES_BY_NAME: Mapping[str, Measure] = MappingProxyType({m.name: m for m in MEASURES})


@dataclass(frozen=True)
class ProcedureCount:
    """The procedures with a dossier that `measure` counts; it stands for `typed_count`."""

    measure: str
    typed_count: str

    def is_known_from(self, columns: frozenset[str], complete: bool) -> bool:
        """Whether a list with these columns gives the count."""
        measure = MEASURES_BY_NAME[self.measure]
        return "procedure_code" in columns and measure.is_known_from(columns, complete)


# Counts of different procedures, which of two spans do not add.
PROCEDURE_COUNTS: Mapping[str, ProcedureCount] = MappingProxyType(
    {
        "counted_procedures_with_fee_dossiers": ProcedureCount(
            "payable", "procedures_with_fee_dossiers"
        ),
        "counted_procedures_paid_online": ProcedureCount("paid_online", "procedures_paid_online"),
        "counted_procedures_online_with_dossiers": ProcedureCount(
            "received_online", "procedures_online_with_dossiers"
        ),
    }
)
