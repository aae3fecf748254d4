"""Which sources a tally of one field, or of all fields, is made from."""

from __future__ import annotations

from datetime import date

import pytest

from data.periods import Period
from metrics.catalogue.metric import STILL_OPEN, Metric
from metrics.counting.coverage import Segment, Source
from metrics.counting.day_counts import DayCounts, Holdings
from metrics.counting.forms import Form
from metrics.counting.tallies import Evidence

CODE = "11203"
FIRST, LAST = date(2026, 1, 1), date(2026, 1, 31)
JANUARY = Period(FIRST, LAST)
FEE_PROCEDURES = "counted_procedures_with_fee_dossiers"
FIELDS = {
    "Hộ tịch": {"received": 5, "received_online": 2},
    "Đất đai": {"received": 3, "received_online": 1},
}


def share(numerator: str, denominator: str) -> Metric:
    words = ("Tỷ lệ", (numerator,), (denominator,), denominator, "một phần của tổng", "Thử")
    return Metric("share", *words, remedy=STILL_OPEN)


def evidence_of(is_list: bool, has_fields: bool) -> Evidence:
    """One source for January: of eight dossiers three online, of seven procedures two paid."""
    procedures = {"counted_procedures_paid_online": 2, FEE_PROCEDURES: 7}
    names = frozenset({"received", "received_online", *procedures})
    source = Source(CODE, 1, FIRST, LAST, names, is_list, "x", has_fields=has_fields)
    by_day = tuple((field, FIRST, counts) for field, counts in FIELDS.items())
    return Evidence(
        Holdings({CODE: (source,)}, {(CODE, 1): Form(FIELDS, has_fields)}),
        DayCounts({CODE: by_day}),
        scopes={},
        plans=(),
        procedure_counts={
            (CODE, name, Segment(FIRST, LAST)): count for name, count in procedures.items()
        },
    )


@pytest.mark.parametrize(
    ("is_list", "has_fields", "field", "counts"),
    [
        (True, True, None, (3, 8)),
        (True, True, "Hộ tịch", (2, 5)),
        # A list without the column of fields tells of all together, never of one.
        (True, False, None, (3, 8)),
        (True, False, "Hộ tịch", (None, None)),
        (False, True, None, (3, 8)),
        (False, True, "Hộ tịch", (2, 5)),
        (False, False, "Hộ tịch", (None, None)),
    ],
)
def test_of_one_field_only_a_source_with_fields_tells(
    is_list: bool, has_fields: bool, field: str | None, counts: tuple[int | None, int | None]
) -> None:
    metric = share("received_online", "received")
    tally = evidence_of(is_list, has_fields).tally(metric, CODE, JANUARY, field)
    assert (tally.numerator, tally.denominator) == counts


@pytest.mark.parametrize(("field", "counts"), [(None, (2, 7)), ("Hộ tịch", (None, None))])
def test_of_procedures_only_all_fields_together_are_told(
    field: str | None, counts: tuple[int | None, int | None]
) -> None:
    """Lists count each procedure once over all fields."""
    metric = share("counted_procedures_paid_online", FEE_PROCEDURES)
    tally = evidence_of(is_list=True, has_fields=True).tally(metric, CODE, JANUARY, field)
    assert (tally.numerator, tally.denominator) == counts
