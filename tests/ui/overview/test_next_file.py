"""The file that the strip asks for next is the one that most judged metrics wait for."""

from __future__ import annotations

from datetime import date

from metrics.catalogue.metrics import METRICS, METRICS_BY_NAME
from metrics.counting.coverage import Source
from ui.overview.next_file import awaited_source

FIRST = date(2026, 10, 1)
LIST_COUNTS = frozenset(
    {
        *("received_online", "received_direct", "received_postal"),
        *("resolved_early", "resolved_on_time", "resolved_late"),
    }
)


def source(layout: str, last: date, counts: frozenset[str], is_list: bool = False) -> Source:
    return Source("11203", 1, FIRST, last, counts, is_list, layout)


PAID = source("thanh-toan", date(2026, 11, 14), frozenset({"payable", "paid_online"}))
SEPTEMBER = source("danh-sach", date(2026, 9, 30), LIST_COUNTS, is_list=True)
OCTOBER = source("danh-sach", date(2026, 10, 31), LIST_COUNTS, is_list=True)


def test_the_list_that_gives_most_metrics_counts_though_a_form_reaches_further() -> None:
    assert awaited_source([SEPTEMBER, OCTOBER, PAID], METRICS) == OCTOBER


def test_where_the_plan_judges_payments_alone_their_form_is_awaited() -> None:
    payments = [METRICS_BY_NAME["online_payment"]]
    assert awaited_source([OCTOBER, PAID], payments) == PAID


def test_without_an_export_nothing_is_awaited() -> None:
    assert awaited_source([], METRICS) is None
