"""The period that a list is likely of, by days drawn by hand."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from loaders.parsing.likely_period import likely_span

TODAY = date(2026, 11, 22)
OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))
# (days of receipt, days of the end or None for a list without that column, the likely period)
LISTS = [
    (["02/10/2026", "30/10/2026"], ["05/10/2026", "20/11/2026"], OCTOBER),  # results come later
    (["02/10/2026", "15/10/2026"], ["06/11/2026", "20/11/2026"], OCTOBER),  # all of them later
    (["25/08/2026", "28/09/2026", "02/10/2026"], ["01/10/2026", "02/10/2026", ""], OCTOBER),
    (["02/10/2026"], None, OCTOBER),
    (["02/10/2026"], [""], OCTOBER),
    (["2026-10-02 08:00:00"], ["Chưa có"], OCTOBER),
    (["02/10/2026", "03/12/2026"], ["", ""], OCTOBER),  # after today: a mistake of typing
    (
        ["01/07/2026", "03/08/2026", "29/09/2026"],
        ["08/07/2026", "30/09/2026", ""],
        (date(2026, 7, 1), date(2026, 9, 30)),
    ),
    (["05/02/2024"], ["09/02/2024"], (date(2024, 2, 1), date(2024, 2, 29))),
    ([""], ["05/10/2026"], OCTOBER),
    (["không rõ"], None, None),
    ([""], [""], None),
]


@pytest.mark.parametrize(("received", "finished", "span"), LISTS)
def test_the_months_of_the_rows(
    received: list[str], finished: list[str] | None, span: tuple[date, date] | None
) -> None:
    columns = {"received_on": received} | ({"finished_on": finished} if finished else {})
    cells = pa.table({name: pa.chunked_array([texts]) for name, texts in columns.items()})
    assert likely_span(cells, TODAY) == span


def test_a_mistake_in_one_row_of_a_hundred_is_no_month_of_the_list() -> None:
    """99 dossiers of October; one ended, as somebody typed, a year before."""
    received = ["05/10/2026"] * 100
    finished = ["09/10/2026"] * 99 + ["09/10/2025"]
    cells = pa.table({"received_on": received, "finished_on": finished})
    assert likely_span(cells, TODAY) == OCTOBER


def test_a_table_without_days_tells_nothing() -> None:
    assert likely_span(pa.table({"received": ["12"]}), TODAY) is None
