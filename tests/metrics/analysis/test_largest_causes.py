"""The field that makes most of a missed target's gap, from counts worked out by hand."""

from __future__ import annotations

from metrics.analysis.largest_causes import largest_cause
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.counting.coverage import Source
from metrics.counting.day_counts import DayCounts, Holdings
from metrics.counting.forms import Form
from metrics.counting.tallies import Evidence
from metrics.standings import standing
from tests.metrics.test_judging import CODE, QUARTER, plan, target

# Of land 10 of 40 came in online, of civil status 35 of 40, of certification 12 of 20.
FIELDS = {
    "Đất đai": {"received_online": 10, "received": 40},
    "Hộ tịch": {"received_online": 35, "received": 40},
    "Chứng thực": {"received_online": 12, "received": 20},
}


def cause_of(fields: dict[str, dict[str, int]], comparator: str, value: str) -> tuple[str, int]:
    """The name and missing cases of the largest cause; ("", 0) without any."""
    counts = frozenset({"received_online", "received"})
    source = Source(CODE, 1, QUARTER.first, QUARTER.last, counts, False, "x")
    holdings = Holdings({CODE: (source,)}, {(CODE, 1): Form(fields, has_fields=True)})
    demanded = plan(target("online_filing", comparator, value))
    evidence = Evidence(holdings, DayCounts({}), {}, (demanded,))
    judged = standing(evidence, METRICS_BY_NAME["online_filing"], CODE, QUARTER)
    cause = largest_cause(evidence, judged)
    return (cause.part.name, cause.missing_cases) if cause else ("", 0)


def test_the_field_that_lacks_most() -> None:
    """80 % of 40 are 32: 22 of land are missing, 4 of certification; civil status has 3 more."""
    assert cause_of(FIELDS, ">=", "0.80") == ("Đất đai", 22)


def test_of_a_ceiling_the_field_with_most_too_many() -> None:
    """At most 50 %: civil status has 35 where 20 may be, 15 too many."""
    assert cause_of(FIELDS, "<=", "0.50") == ("Hộ tịch", 15)


def test_a_target_that_is_met_has_no_cause() -> None:
    assert cause_of(FIELDS, ">=", "0.50") == ("", 0)


def test_one_field_alone_tells_nothing() -> None:
    assert cause_of({"Đất đai": FIELDS["Đất đai"]}, ">=", "0.80") == ("", 0)
