"""The ranking of every commune of the nation, over two years of counts by month."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

import pyarrow as pa

from bench.exports import YEAR
from bench.page_times import CHOICES, percentile_95
from bench.reader_session import Rerun, reading
from bench.servers import OURS, serving
from bench.timing import verdict_line
from data.communes import communes
from data.periods import Period, last_months, month_of
from data.record import uploads
from data.record.ledger import NewUpload
from ui.page_list import PAGES

MONTHS, RERUNS = 24, 20
MOST_RANKED = 200  # milliseconds
_ADDRESS = next(address for file, _, address in PAGES if file == "comparison.py")


def report_lines(commune_count: int | None = None, month_count: int = MONTHS) -> Iterator[str]:
    """Report lines: milliseconds of the comparison of every commune (or so many) by forms' counts.

    Of `commune_count` communes, where that is given.
    """
    codes = list(communes())[:commune_count]
    with TemporaryDirectory() as name:
        database = Path(name) / "tthc.duckdb"
        for month in last_months(month_of(YEAR[1]), month_count):
            _store_form(database.with_suffix(""), codes, month)
        unchanged, new_periods = asyncio.run(_measure(database))
    yield f"\nThe comparison of {len(codes):,} communes, {month_count} months of counts"
    for reruns, words in ((unchanged, "unchanged"), (new_periods, "new period")):
        seconds = [rerun.seconds for rerun in reruns]
        yield (
            f"  {words}: {1000 * median(seconds):.0f} ms, 95th {1000 * percentile_95(seconds):.0f}"
            f" ms, {reruns[-1].byte_count / 1000:.0f} kB"
        )
        yield verdict_line(f"{words}, ms", 1000 * median(seconds), MOST_RANKED)


async def _measure(database: Path) -> tuple[list[Rerun], list[Rerun]]:
    """(reruns of the comparison with nothing changed, reruns with a new period each)."""
    with serving(OURS, database) as server:
        async with reading(server.address, _ADDRESS) as session:
            for _ in range(2):
                await session.rerun()
            unchanged = [await session.rerun() for _ in range(RERUNS)]
            # The first choices' neighbours were read as "the period before".
            periods = session.options("ky")[1 : 1 + 2 * CHOICES : 2]
            return unchanged, [await session.choose("ky", period) for period in periods]


def _store_form(folder: Path, codes: list[str], month: Period) -> None:
    """Store a month's form with a line for each commune, of random counts that balance."""
    drawn = Random(month.name)
    counts = [_drawn_counts(drawn) for _ in codes]
    columns = {name: [line[name] for line in counts] for name in counts[0]}
    rows = pa.table(
        {"commune_code": codes, "row": pa.array(range(len(codes)), pa.int32()), **columns}
    )
    upload = NewUpload(
        sha256=f"nation {month.name}",
        file_name=f"{month.name}.xlsx",
        layout="tong-hop-don-vi",
        table_name="totals",
        first_day=month.first,
        last_day=month.last,
        known_until=month.last,
        complete=True,
        columns=frozenset(columns),
        assumed=False,
        demonstration=False,
        rows_read=len(codes),
        rows_stored=len(codes),
        rows_set_aside=0,
        stored_by="bench",
        communes=dict.fromkeys(codes, 1),
    )
    uploads.store_upload(folder, upload, rows)


def _drawn_counts(drawn: Random) -> dict[str, int]:
    """Measure → a commune's random count of a month, so that the sums balance."""
    direct, end_to_end, partial = (drawn.randint(50, 500) for _ in range(3))
    received = direct + end_to_end + partial
    late, pending = drawn.randint(0, 20), drawn.randint(0, 30)
    resolved = received - pending
    return {
        "received_and_carried_over": received,
        "received": received,
        "received_direct": direct,
        "received_online": end_to_end + partial,
        "received_online_end_to_end": end_to_end,
        "received_online_partial": partial,
        "resolved": resolved,
        "resolved_early_or_on_time": resolved - late,
        "resolved_late": late,
        "pending": pending,
        "pending_late": 0,
        "carried_over": 0,
        "left": 0,
    }
