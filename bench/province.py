"""What the cache of a year of a province takes: bytes a dossier, time to build, time to read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from bench.exports import YEAR
from bench.timing import stage_medians, time_call
from data.cache.warehouse import Warehouse
from data.communes import communes
from data.demo.centres import CENTRES, NINH_GIANG, Centre
from data.demo.dossier_list import list_as_csv
from data.demo.simulation import dossiers_of
from data.periods import Period, last_months, month_of
from data.planning.scopes import scope_fields
from data.record import uploads
from data.record.ledger import NewUpload
from loaders.answers import Answers
from loaders.load import read_and_stage
from metrics.catalogue.metrics import METRICS
from metrics.counting.day_counts import open_warehouse
from metrics.counting.gathering import gather_evidence

COMMUNES, DOSSIERS_A_YEAR = 114, 1_500_000
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


def report_lines(commune_count: int = COMMUNES, kept_folder: Path | None = None) -> Iterator[str]:
    """Report lines for a year of lists of `commune_count` communes; its record stays in the folder.

    Where `kept_folder` is given, the record and its cache are left there: tthc.duckdb.
    """
    with TemporaryDirectory() if kept_folder is None else nullcontext(kept_folder) as name:
        folder, cache = Path(name) / "tthc", Path(name) / "tthc.duckdb"
        codes = [c.code for c in communes().values() if c.province_code == _province_code()][
            :commune_count
        ]
        generating_seconds, _ = time_call(lambda: _store_year(folder, codes))
        files = list((folder / "uploads").glob("*.parquet"))
        opening_seconds, warehouse = time_call(lambda: open_warehouse(folder, cache))
        building_seconds, _ = time_call(warehouse.refresh)
        dossier_count = int(
            warehouse.read("select count(*) as n from dossiers").column("n")[0].as_py()
        )
        read_seconds = stage_medians(
            [_read_seconds(warehouse, folder, codes) for _ in range(REPEATS)]
        )
        closing_seconds, _ = time_call(warehouse.close)
        stored_bytes = sum(file.stat().st_size for file in files)
        yield f"\nA year of {len(codes)} communes: {dossier_count:,} dossiers, {len(files):,} lists"
        yield (
            f"  written to the record in {generating_seconds:.0f} s, "
            f"{stored_bytes / dossier_count:.1f} bytes a dossier"
        )
        yield (
            f"  the cache: {cache.stat().st_size / dossier_count:.1f} bytes a dossier, "
            f"built in {opening_seconds + building_seconds:.1f} s, "
            f"closed in {closing_seconds:.1f} s"
        )
        for read_name, seconds in read_seconds.items():
            yield f"  {read_name}: {1000 * seconds:.0f} ms"


def _province_code() -> str:
    """The code of the province whose communes are stored: the demonstration's."""
    return communes()[NINH_GIANG.commune_code].province_code


def _read_seconds(warehouse: Warehouse, folder: Path, codes: list[str]) -> dict[str, float]:
    """Name in the report → seconds, of the overview's read and of the comparison's."""
    year = last_months(_LAST, 12)
    return {
        "the overview's read (a commune, a year by months)": time_call(
            lambda: _compute_tallies(warehouse, folder, codes[:1], year)
        )[0],
        "the comparison's read (every commune, a month)": time_call(
            lambda: _compute_tallies(warehouse, folder, codes, year[-1:])
        )[0],
    }


def _compute_tallies(
    warehouse: Warehouse, folder: Path, codes: list[str], periods: tuple[Period, ...]
) -> None:
    """Compute, for timing, each metric's tally of each commune and period, and drop them."""
    evidence = gather_evidence(warehouse, codes, periods, scope_fields(folder), ())
    for code in codes:
        for period in periods:
            for metric in METRICS:
                evidence.tally(metric, code, period)


def _store_year(folder: Path, codes: list[str]) -> None:
    """Store a year of monthly lists for each commune, copied from the demonstration's dossiers."""
    centre_tables = [_centre_dossiers(centre) for centre in CENTRES]
    dossiers_a_commune = DOSSIERS_A_YEAR / COMMUNES
    with duckdb.connect(":memory:") as engine:
        for commune_number, code in enumerate(codes):
            rows = centre_tables[commune_number % len(centre_tables)]
            engine.register("lives", rows)
            copies = max(1, round(dossiers_a_commune / _count_received_in_year(rows)))
            for month in _months_of_year():
                parameters = {
                    "code": code,
                    "first": month.first,
                    "last": month.last,
                    "copies": copies,
                }
                rows_of_month = engine.sql(_LIST, params=parameters).to_arrow_table()
                _store_month(folder, code, month, rows_of_month)


def _months_of_year() -> tuple[Period, ...]:
    """The twelve months that are stored, oldest first, up to the last month of YEAR."""
    return last_months(_LAST, 12)


def _count_received_in_year(rows: pa.Table) -> int:
    """How many dossiers were received since the first day of the year that is stored."""
    first_day = _months_of_year()[0].first
    return sum(day >= first_day for day in rows.column("received_on").to_pylist())


def _centre_dossiers(centre: Centre) -> pa.Table:
    """The rows of a demonstration centre's dossiers as the loaders store them."""
    content = list_as_csv(dossiers_of(centre), centre, *YEAR)
    answers = Answers(commune_code=centre.commune_code, period=YEAR)
    return read_and_stage("lives.csv", content, answers).rows


def _store_month(folder: Path, code: str, month: Period, rows: pa.Table) -> None:
    """Store a commune's rows of a month as the upload of an invented list."""
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
    uploads.store_upload(folder, upload, rows)
