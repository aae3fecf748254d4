"""What the cache of a year of a province takes: bytes a dossier, time to build, time to read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from bench.exports import YEAR
from bench.timing import middle, timed
from data.cache.warehouse import Warehouse
from data.communes import communes
from data.demo.centres import CENTRES, NINH_GIANG, Centre
from data.demo.dossier_list import list_as_csv
from data.demo.simulation import dossiers_of
from data.periods import Period, last_months, month_of
from data.planning.scopes import scopes
from data.record import uploads
from data.record.ledger import NewUpload
from loaders.answers import Answers
from loaders.load import read_and_stage
from metrics.catalogue.metrics import METRICS
from metrics.counting.day_counts import open_warehouse
from metrics.counting.gathering import gather_evidence

COMMUNES, A_YEAR = 114, 1_500_000
REPEATS = 5
_LAST = month_of(YEAR[1])
# A month's list: what was received in it, and what was still open when it began, as it stood then.
_LIST = """
select $code as commune_code, concat_ws('-', dossier_code, $code, copy) as dossier_code,
    * exclude (commune_code, dossier_code, row, copy) replace (
        case when finished_on > $last then 'open' else state end as state,
        case when finished_on <= $last then finished_on end as finished_on
    ), cast(row_number() over () as integer) as row
from lives, range($copies) as copies(copy)
where received_on <= $last and (finished_on is null or finished_on >= $first)
"""


def report(number: int = COMMUNES) -> Iterator[str]:
    """A year of `number` communes, a list a month; the whole province has about 1.5 million."""
    with TemporaryDirectory() as name:
        folder, cache = Path(name) / "tthc", Path(name) / "tthc.duckdb"
        codes = [c.code for c in communes().values() if c.province_code == _province()][:number]
        generating, _ = timed(lambda: _store_year(folder, codes))
        files = list((folder / "uploads").glob("*.parquet"))
        opening, warehouse = timed(lambda: open_warehouse(folder, cache))
        building, _ = timed(warehouse.refresh)
        count = int(warehouse.read("select count(*) as n from dossiers").column("n")[0].as_py())
        reads = middle([_reads(warehouse, folder, codes) for _ in range(REPEATS)])
        closing, _ = timed(warehouse.close)
        stored = sum(file.stat().st_size for file in files)
        yield f"\nA year of {len(codes)} communes: {count:,} dossiers, {len(files):,} lists"
        yield f"  written to the record in {generating:.0f} s, {stored / count:.1f} bytes a dossier"
        yield (
            f"  the cache: {cache.stat().st_size / count:.1f} bytes a dossier, "
            f"built in {opening + building:.1f} s, closed in {closing:.1f} s"
        )
        for reading, seconds in reads.items():
            yield f"  {reading}: {1000 * seconds:.0f} ms"


def _province() -> str:
    return communes()[NINH_GIANG.commune_code].province_code


def _reads(warehouse: Warehouse, folder: Path, codes: list[str]) -> dict[str, float]:
    """What the overview reads for its cards and small lines, and the comparison for its table."""
    year = last_months(_LAST, 12)
    return {
        "the overview's read (a commune, a year by months)": timed(
            lambda: _tallies(warehouse, folder, codes[:1], year)
        )[0],
        "the comparison's read (every commune, a month)": timed(
            lambda: _tallies(warehouse, folder, codes, year[-1:])
        )[0],
    }


def _tallies(
    warehouse: Warehouse, folder: Path, codes: list[str], periods: tuple[Period, ...]
) -> None:
    evidence = gather_evidence(warehouse, codes, periods, scopes(folder), ())
    for code in codes:
        for period in periods:
            for metric in METRICS:
                evidence.tally(metric, code, period)


def _store_year(folder: Path, codes: list[str]) -> None:
    lives = [_lives(centre) for centre in CENTRES]
    per_commune = A_YEAR / COMMUNES
    with duckdb.connect(":memory:") as engine:
        for at, code in enumerate(codes):
            rows = lives[at % len(lives)]
            engine.register("lives", rows)
            copies = max(1, round(per_commune * len(_months()) / 12 / _received_in_year(rows)))
            for month in _months():
                parameters = {
                    "code": code,
                    "first": month.first,
                    "last": month.last,
                    "copies": copies,
                }
                rows_of_month = engine.sql(_LIST, params=parameters).to_arrow_table()
                _store(folder, code, month, rows_of_month)


def _months() -> tuple[Period, ...]:
    return last_months(_LAST, 12)


def _received_in_year(rows: pa.Table) -> int:
    first = _months()[0].first
    return sum(day >= first for day in rows.column("received_on").to_pylist())


def _lives(centre: Centre) -> pa.Table:
    """A centre's dossiers as the loaders store them."""
    content = list_as_csv(dossiers_of(centre), centre, *YEAR)
    answers = Answers(commune_code=centre.commune_code, period=YEAR)
    return read_and_stage("lives.csv", content, answers).rows


def _store(folder: Path, code: str, month: Period, rows: pa.Table) -> None:
    upload = NewUpload(
        sha256=f"{code} {month.name}",
        file_name=f"{code} {month.name}.xlsx",
        layout="danh-sach-ho-so",
        table_name="dossiers",
        first_day=month.first,
        last_day=month.last,
        known_until=month.last,
        complete=True,
        columns=frozenset(rows.column_names) - {"commune_code", "row"},
        assumed=False,
        demonstration=False,
        rows_read=rows.num_rows,
        rows_stored=rows.num_rows,
        rows_set_aside=0,
        stored_by="bench",
        communes={code: rows.num_rows},
    )
    uploads.store(folder, upload, rows)
