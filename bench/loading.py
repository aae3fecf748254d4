"""What loading a dossier list costs, stage by stage, beside a bare read of the same workbook."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import fastexcel
import pyarrow as pa

from bench.exports import MONTH, YEAR, write_list
from bench.timing import middle, table, timed
from loaders.isolation import Sheet, read_sheet
from loaders.load import Stored, sha256_of, store
from loaders.notices import notices
from loaders.staging import Answers, Staged, stage
from metrics.counts import open_warehouse

REPEATS = 3
LONG, SHORT = 200_000, 2_000
# What somebody would write who wants the cells in a process of their own, and nothing else.
_BARE_CHILD = """
import sys, fastexcel
fastexcel.read_excel(sys.argv[1]).load_sheet(0, header_row=None, dtypes="string").to_arrow()
"""


def report() -> Iterator[str]:
    """The long list against a bare read; the month against a bare child process."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        yield from _long(folder)
        yield from _short(folder)


def _long(folder: Path) -> Iterator[str]:
    path = folder / "long.xlsx"
    write_list(path, LONG, *YEAR)
    yield f"\nA list of {LONG:,} dossiers, 24 columns, {path.stat().st_size / 1e6:.1f} MB"
    runs = []
    for number in range(REPEATS):
        bare, _ = timed(lambda: _bare(path))
        stages, stored = _load(path, folder / f"long-{number}")
        _check(stored, LONG)
        runs.append({"bare": bare, **stages})
    found = middle(runs)
    bare = found.pop("bare")
    yield table(_lines("bare fastexcel, all cells as text", bare, found), bare, "bare read")


def _short(folder: Path) -> Iterator[str]:
    path = folder / "month.xlsx"
    write_list(path, SHORT, *MONTH)
    yield f"\nA month of {SHORT:,} dossiers, {path.stat().st_size / 1e6:.1f} MB"
    runs = []
    for number in range(REPEATS):
        bare, _ = timed(lambda: _bare_child(path))
        stages, stored = _load(path, folder / f"month-{number}")
        _check(stored, SHORT)
        runs.append({"bare": bare, **stages})
    found = middle(runs)
    bare = found.pop("bare")
    found.pop("counting in the warehouse")  # a preview and the storing end before it
    yield table(_lines("bare child that imports fastexcel", bare, found), bare, "bare child")
    size = _bytes_a_dossier(folder / f"month-{REPEATS - 1}", stored)
    yield f"  {size:.1f} bytes a dossier in the record's Parquet file"


def _bare(path: Path) -> pa.Table:
    sheet = fastexcel.read_excel(str(path)).load_sheet(0, header_row=None, dtypes="string")
    return sheet.to_arrow()


def _bare_child(path: Path) -> None:
    subprocess.run([sys.executable, "-c", _BARE_CHILD, str(path)], check=True)


def _load(path: Path, folder: Path) -> tuple[dict[str, float], Stored]:
    """Load into a new record; the seconds of each stage, from the bytes to counts by day."""
    content = path.read_bytes()
    reading, sheet = timed(lambda: read_sheet(content))
    staging, staged = timed(lambda: _stage(path.name, content, sheet))
    noticing, _ = timed(lambda: notices(staged))
    storing, stored = timed(lambda: store(folder, staged, "bench"))
    counting, _ = timed(lambda: _count(folder))
    stages = {
        "reading in the child process": reading,
        "staging (types, rules)": staging,
        "notices of the preview": noticing,
        "storing (Parquet, ledger)": storing,
        "counting in the warehouse": counting,
    }
    return stages, stored


def _check(stored: Stored, count: int) -> None:
    """Rows set aside would make the later stages look cheap."""
    if stored.upload.rows_stored != count:
        raise RuntimeError(f"{stored.upload.rows_stored} of {count} rows stored")


def _stage(name: str, content: bytes, sheet: Sheet) -> Staged:
    return stage(name, sheet, sha256_of(content), Answers())


def _count(folder: Path) -> None:
    warehouse = open_warehouse(folder, folder.with_suffix(".duckdb"))
    warehouse.refresh()
    warehouse.close()


def _lines(name: str, bare: float, stages: dict[str, float]) -> Iterator[tuple[str, float]]:
    yield name, bare
    yield from stages.items()
    yield "whole", sum(stages.values())


def _bytes_a_dossier(folder: Path, stored: Stored) -> float:
    size = (folder / "uploads" / stored.upload.parquet).stat().st_size
    return size / stored.upload.rows_stored
