"""The period that a list without a stated one is likely of, by the days of its rows."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from data.periods import month_of
from loaders.parsing.day_sql import read_days
from loaders.parsing.engine import scratch_connection

_LEAST_SHARE = 0.02  # of a column's days; what a month has less of are mistakes of typing


def likely_span(cells: pa.Table, today: date) -> tuple[date, date] | None:
    """First and last day of the months that a list's cells tell of; None where no day tells.

    They end with the month of the last receipts: results may come later. They begin with the month
    of the first results: what was received before that was carried over. Days after `today` are
    mistakes. A list without receipts goes by its results.
    """
    received, finished = (_months(cells, name, today) for name in ("received_on", "finished_on"))
    if not received and not finished:
        return None
    last = max(received or finished)
    first = min(last, *(finished or received))
    return first, month_of(last).last


def _months(cells: pa.Table, column_name: str, today: date) -> set[date]:
    """The first days of the months that a column's days to today lie in, save those of few rows."""
    if column_name not in cells.column_names:
        return set()
    with scratch_connection() as engine:
        days = pa.chunked_array([read_days(engine, cells.column(column_name)).days])
    past_days = days.filter(pc.less_equal(days, today)).drop_null()
    counts: Counter[date] = Counter()
    for counted in pc.value_counts(past_days).to_pylist():
        counts[counted["values"].replace(day=1)] += counted["counts"]
    fewest = _LEAST_SHARE * counts.total()
    return {month for month, row_count in counts.items() if row_count >= fewest}
