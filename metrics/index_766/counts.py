"""The counts behind the 766 index of a commune and period, as far as uploads tell them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from data.periods import Period
from metrics.catalogue.metric import Metric
from metrics.counting.measures import STOCKS
from metrics.counting.tallies import Evidence, Tally

_PENDING_ON_TIME = next(stock for stock in STOCKS if stock.name == "pending_on_time")


def _pair(above: str | tuple[str, ...], below: str | tuple[str, ...]) -> Metric:
    """Two counts that the index sets against each other, asked for together."""
    above, below = ((one,) if isinstance(one, str) else one for one in (above, below))
    return Metric("index_766", "", above, below, "", "", "")


# (name of the count above, name of the count below, where both come from)
_PETITIONS = ("petitions_new", "petitions_carried_over")
_PAIRS: tuple[tuple[str, str, Metric], ...] = (
    ("received_online", "received", _pair("received_online", "received")),
    ("received_digitised", "received", _pair("received_digitised", "received")),
    ("received_reused", "received", _pair("received_reused", "received")),
    ("paid_online", "payable", _pair("paid_online", "payable")),
    ("results_electronic", "results_due", _pair("results_electronic", "results_due")),
    ("procedures_online", "procedures", _pair("procedures_online", "procedures")),
    (
        *("procedures_online_with_dossiers", "procedures_online"),
        _pair("procedures_online_with_dossiers", "procedures_online"),
    ),
    (
        *("procedures_paid_online", "fee_procedures"),
        _pair("procedures_paid_online", "fee_procedures"),
    ),
    (
        *("procedures_with_fee_dossiers", "fee_procedures"),
        _pair("procedures_with_fee_dossiers", "fee_procedures"),
    ),
    (
        *("petitions_handled_on_time", "petitions"),
        _pair("petitions_handled_on_time", _PETITIONS),
    ),
    ("petitions_handled", "petitions", _pair("petitions_handled", _PETITIONS)),
    (
        *("ended_in_time", "handled"),
        _pair(("resolved_early", "resolved_on_time", "left_on_time"), ("received", "carried_over")),
    ),
    (
        *("dissatisfied", "handled"),
        _pair("on_time_dissatisfied", ("received", "carried_over")),
    ),
)


def index_counts(
    evidence: Evidence, commune_code: str, period: Period
) -> tuple[Mapping[str, int], date | None]:
    """Counts by the names that `components` asks for, and the last day that they reach.

    The day is None where they reach the period's end. What is not covered is left out.
    """
    counts: dict[str, int] = {}
    ends: set[date] = set()
    for above, below, pair in _PAIRS:
        tally = evidence.tally(pair, commune_code, period)
        if tally.numerator is not None and tally.denominator is not None:
            counts |= {above: tally.numerator, below: tally.denominator}
            ends |= _end(tally)
    _in_time(counts, evidence.stock(_PENDING_ON_TIME, commune_code, period))
    if "petitions_handled" in counts:
        counts["petitions_pending"] = counts["petitions"] - counts["petitions_handled"]
    return counts, min(ends, default=None)


def _end(tally: Tally) -> set[date]:
    covered = tally.coverage.covered
    return {covered[1]} if tally.provisional and covered else set()


def _in_time(counts: dict[str, int], pending_on_time: int | None) -> None:
    """What ended or stands in time; of that what nobody said to be dissatisfied with."""
    if "ended_in_time" not in counts or pending_on_time is None:
        return
    counts["in_time"] = counts["ended_in_time"] + pending_on_time
    if "dissatisfied" in counts:
        counts["satisfied_766"] = counts["in_time"] - counts["dissatisfied"]
