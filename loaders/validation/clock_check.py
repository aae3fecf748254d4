"""Whether a list's own days show that the machine's clock stands too early."""

from __future__ import annotations

from datetime import date

import duckdb

# Receipts that no exchange of day and month can have made: the day is no month, or the dossier's
# code says the same day.
_LATER_RECEIPTS = """
select count(*), max(v_received_on) from staged
where v_received_on > $today and (day(v_received_on) > 12 or code_day = v_received_on)
    and year(v_received_on) <= $latest_year
"""
_FEWEST, _SHARE = 3, 0.05


def latest_day_beyond_clock(
    engine: duckdb.DuckDBPyConnection, row_count: int, today: date, latest_year: int
) -> date | None:
    """The latest receipt where several surely lie after `today`; None where the clock may be right.

    The list's lines are the table `staged` of the engine. One or two such days are mistakes of
    typing.
    """
    parameters = {"today": today, "latest_year": latest_year}
    later_count, latest = engine.execute(_LATER_RECEIPTS, parameters).fetchall()[0]
    return latest if later_count >= max(_FEWEST, _SHARE * row_count) else None
