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

from bench.exports import MONTH, YEAR, write_list_workbook
from bench.timing import stage_medians, stage_table, time_call, verdict_line
from data.cache.warehouse import Warehouse
from loaders.answers import Answers
from loaders.load import StoredUpload, recognise_file, stage_file, store_staged
from loaders.notes.preview_notes import notices
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


def report_lines() -> Iterator[str]:
    """Report lines: loading a long list beside a bare read, a month's beside a bare process."""
    with TemporaryDirectory() as folder_path:
        folder = Path(folder_path)
        yield from _long_list_lines(folder)
        yield from _month_list_lines(folder)


def _long_list_lines(folder: Path) -> Iterator[str]:
    """Write and load a long list several times; its report lines, beside a bare read and pandas."""
    path = folder / "long.xlsx"
    write_list_workbook(path, LONG, *YEAR)
    yield f"\nA list of {LONG:,} dossiers, 24 columns, {path.stat().st_size / 1e6:.1f} MB"
    runs = []
    for number in range(REPEATS):
        bare_seconds, _ = time_call(lambda: _read_cells_alone(path))
        stages, _ = _load_by_stages(path, folder / f"long-{number}", LONG)
        runs.append({"bare": bare_seconds, **stages})
    stage_seconds = stage_medians(runs)
    bare_seconds = stage_seconds.pop("bare")
    total_seconds = sum(stage_seconds.values())
    yield stage_table(
        _stage_seconds("bare fastexcel, all cells as text", bare_seconds, stage_seconds),
        bare_seconds,
        "bare read",
    )
    yield verdict_line("the total against the bare read", total_seconds / bare_seconds, MOST_LONG)
    pandas_seconds, _ = time_call(lambda: pd.read_excel(path, header=None, engine="openpyxl"))
    yield f"  pandas.read_excel, once: {pandas_seconds:.1f} s"
    yield verdict_line(
        "the total against pandas.read_excel", total_seconds / pandas_seconds, MOST_PANDAS
    )


def _month_list_lines(folder: Path) -> Iterator[str]:
    """Write and load a month's list several times; its report lines, beside a bare process."""
    path = folder / "month.xlsx"
    write_list_workbook(path, SHORT, *MONTH)
    yield f"\nA month of {SHORT:,} dossiers, {path.stat().st_size / 1e6:.1f} MB"
    runs = []
    for number in range(REPEATS):
        bare_seconds, _ = time_call(lambda: _read_cells_in_child(path))
        stages, stored = _load_by_stages(path, folder / f"month-{number}", SHORT)
        runs.append({"bare": bare_seconds, **stages})
    stage_seconds = stage_medians(runs)
    bare_seconds = stage_seconds.pop("bare")
    stage_seconds.pop("counting in the warehouse")  # a preview and the storing end before it
    yield stage_table(
        _stage_seconds("bare child that imports fastexcel", bare_seconds, stage_seconds),
        bare_seconds,
        "bare child",
    )
    total_seconds = sum(stage_seconds.values())
    yield verdict_line("the month against the bare child", total_seconds / bare_seconds, MOST_SHORT)
    size = _bytes_per_dossier(folder / f"month-{REPEATS - 1}", stored)
    yield verdict_line("bytes a dossier in the record's Parquet file", size, MOST_BYTES)


def _read_cells_alone(path: Path) -> pa.Table:
    """The workbook's first sheet, every cell as text, read by fastexcel alone."""
    sheet = fastexcel.read_excel(str(path)).load_sheet(0, header_row=None, dtypes="string")
    return sheet.to_arrow()


def _read_cells_in_child(path: Path) -> None:
    """Read a workbook's cells in a child process that does nothing else."""
    subprocess.run([sys.executable, "-c", _BARE_CHILD, str(path)], check=True)


def _load_by_stages(
    path: Path, folder: Path, row_count: int
) -> tuple[dict[str, float], StoredUpload]:
    """Load a list into a new record: (stage → seconds, the upload); RuntimeError if rows lack.

    Raises RuntimeError where not all of its rows count.
    """
    content = path.read_bytes()
    reading, file = time_call(lambda: recognise_file(path.name, content))
    staging, staged = time_call(lambda: stage_file(file, Answers()))
    noticing, _ = time_call(lambda: notices(staged))
    storing, stored = time_call(lambda: store_staged(folder, staged, "bench"))
    counting, warehouse = time_call(lambda: _open_counted_cache(folder))
    _check_counts(warehouse, stored.upload.rows_stored, row_count)
    warehouse.close()
    stages = {
        "reading in the child process": reading,
        "staging (types, rules)": staging,
        "notices of the preview": noticing,
        "storing (Parquet, ledger)": storing,
        "counting in the warehouse": counting,
    }
    return stages, stored


def _check_counts(warehouse: Warehouse, stored_count: int, row_count: int) -> None:
    """Raise RuntimeError unless `row_count` rows were both stored and counted in the cache."""
    cached_count = warehouse.read("select count(*) as n from dossiers").column("n")[0].as_py()
    if not stored_count == cached_count == row_count:
        raise RuntimeError(f"{stored_count} stored and {cached_count} counted of {row_count} rows")


def _open_counted_cache(folder: Path) -> Warehouse:
    """A record's cache, open, after its dossiers and counts by day are built from nothing."""
    warehouse = open_warehouse(folder, folder.with_suffix(".duckdb"))
    warehouse.refresh()
    return warehouse


def _stage_seconds(
    bare_name: str, bare_seconds: float, stages: dict[str, float]
) -> Iterator[tuple[str, float]]:
    """(name, seconds) of each line of a stage table: the bare read, the stages, their sum."""
    yield bare_name, bare_seconds
    yield from stages.items()
    yield "whole", sum(stages.values())


def _bytes_per_dossier(folder: Path, stored: StoredUpload) -> float:
    """The bytes that an upload's Parquet file takes for each dossier."""
    size = (folder / "uploads" / stored.upload.parquet).stat().st_size
    return size / stored.upload.rows_stored
