"""What loading a dossier list costs, stage by stage, beside a bare read of the same workbook."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import fastexcel
import pandas as pd
import pyarrow as pa

from bench.exports import MONTH, YEAR, write_list
from bench.timing import middle, table, timed, verdict
from data.cache.warehouse import Warehouse
from loaders.answers import Answers
from loaders.load import StoredUpload, recognise_file, stage_file, store_staged
from loaders.preview_notes import notices
from metrics.counting.day_counts import open_warehouse

REPEATS = 5
LONG, SHORT = 200_000, 2_000
# The most that loading may take, as multiples of the other side's time; the last in bytes.
MOST_LONG, MOST_PANDAS, MOST_SHORT, MOST_BYTES = 1.5, 0.1, 3.0, 40.0
# The least that reads the cells in a process of its own.
_BARE_CHILD = """
import sys, fastexcel
fastexcel.read_excel(sys.argv[1]).load_sheet(0, header_row=None, dtypes="string").to_arrow()
"""


def report() -> Iterator[str]:
    """The long list against a bare read; the month against a bare child process."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        yield from _long_samples(folder)
        yield from _short_samples(folder)


def _long_samples(folder: Path) -> Iterator[str]:
    path = folder / "long.xlsx"
    write_list(path, LONG, *YEAR)
    yield f"\nA list of {LONG:,} dossiers, 24 columns, {path.stat().st_size / 1e6:.1f} MB"
    runs = []
    for number in range(REPEATS):
        bare, _ = timed(lambda: _bare_read(path))
        stages, _ = _load(path, folder / f"long-{number}", LONG)
        runs.append({"bare": bare, **stages})
    seconds = middle(runs)
    bare = seconds.pop("bare")
    total = sum(seconds.values())
    yield table(_lines("bare fastexcel, all cells as text", bare, seconds), bare, "bare read")
    yield verdict("the total against the bare read", total / bare, MOST_LONG)
    usual, _ = timed(lambda: pd.read_excel(path, header=None, engine="openpyxl"))
    yield f"  pandas.read_excel, once: {usual:.1f} s"
    yield verdict("the total against pandas.read_excel", total / usual, MOST_PANDAS)


def _short_samples(folder: Path) -> Iterator[str]:
    path = folder / "month.xlsx"
    write_list(path, SHORT, *MONTH)
    yield f"\nA month of {SHORT:,} dossiers, {path.stat().st_size / 1e6:.1f} MB"
    runs = []
    for number in range(REPEATS):
        bare, _ = timed(lambda: _bare_child(path))
        stages, stored = _load(path, folder / f"month-{number}", SHORT)
        runs.append({"bare": bare, **stages})
    seconds = middle(runs)
    bare = seconds.pop("bare")
    seconds.pop("counting in the warehouse")  # a preview and the storing end before it
    yield table(_lines("bare child that imports fastexcel", bare, seconds), bare, "bare child")
    total = sum(seconds.values())
    yield verdict("the month against the bare child", total / bare, MOST_SHORT)
    size = _bytes_a_dossier(folder / f"month-{REPEATS - 1}", stored)
    yield verdict("bytes a dossier in the record's Parquet file", size, MOST_BYTES)


def _bare_read(path: Path) -> pa.Table:
    sheet = fastexcel.read_excel(str(path)).load_sheet(0, header_row=None, dtypes="string")
    return sheet.to_arrow()


def _bare_child(path: Path) -> None:
    subprocess.run([sys.executable, "-c", _BARE_CHILD, str(path)], check=True)


def _load(path: Path, folder: Path, count: int) -> tuple[dict[str, float], StoredUpload]:
    """Load `count` dossiers into a new record; the seconds of each stage, to counts by day."""
    content = path.read_bytes()
    reading, file = timed(lambda: recognise_file(path.name, content))
    staging, staged = timed(lambda: stage_file(file, Answers()))
    noticing, _ = timed(lambda: notices(staged))
    storing, stored = timed(lambda: store_staged(folder, staged, "bench"))
    counting, warehouse = timed(lambda: _count_by_day(folder))
    _check(warehouse, stored.upload.rows_stored, count)
    warehouse.close()
    stages = {
        "reading in the child process": reading,
        "staging (types, rules)": staging,
        "notices of the preview": noticing,
        "storing (Parquet, ledger)": storing,
        "counting in the warehouse": counting,
    }
    return stages, stored


def _check(warehouse: Warehouse, stored: int, count: int) -> None:
    """Rows set aside, or not counted, would make the later stages look cheap."""
    in_cache = warehouse.read("select count(*) as n from dossiers").column("n")[0].as_py()
    if not stored == in_cache == count:
        raise RuntimeError(f"{stored} stored and {in_cache} counted of {count} rows")


def _count_by_day(folder: Path) -> Warehouse:
    """From a cache that is not there yet to counts that pages can read."""
    warehouse = open_warehouse(folder, folder.with_suffix(".duckdb"))
    warehouse.refresh()
    return warehouse


def _lines(name: str, bare: float, stages: dict[str, float]) -> Iterator[tuple[str, float]]:
    yield name, bare
    yield from stages.items()
    yield "whole", sum(stages.values())


def _bytes_a_dossier(folder: Path, stored: StoredUpload) -> float:
    size = (folder / "uploads" / stored.upload.parquet).stat().st_size
    return size / stored.upload.rows_stored
