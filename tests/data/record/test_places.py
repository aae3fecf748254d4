"""Where a cache may not lie: one sentence, and what lies there stays as it is."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

import loaders.__main__
import metrics.__main__
from data.cache.warehouse import Warehouse
from data.record.places import UnusablePlace
from metrics.counting.day_counts import open_warehouse
from tests.support.builders import dossier, table, xls_bytes, xlsx_bytes
from tests.support.paths import ROOT
from tests.support.records import NINH_GIANG, store_list


def sqlite_bytes(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table sổ (dòng)")
        connection.commit()


def foreign_duckdb(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table của_tôi as select 1 as một")


FOREIGN: dict[str, tuple[Callable[[Path], object], str]] = {
    "workbook": (lambda path: path.write_bytes(xlsx_bytes(table([dossier(1)]))), "bảng tính"),
    "old workbook": (lambda path: path.write_bytes(xls_bytes(table([dossier(1)]))), "bảng tính"),
    "text": (lambda path: path.write_text("ghi chú của tôi\n" * 50, encoding="utf-8"), "tệp chữ"),
    "ledger": (sqlite_bytes, "SQLite"),
    "another DuckDB": (foreign_duckdb, "DuckDB của chương trình khác"),
    "unknown": (lambda path: path.write_bytes(bytes(range(256)) * 40), "tệp lạ"),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_file_of_others_stays_as_it_is(tmp_path: Path, kind: str) -> None:
    make, called = FOREIGN[kind]
    path = tmp_path / "của tôi.duckdb"
    make(path)
    before = path.read_bytes()
    with pytest.raises(UnusablePlace, match=called):
        open_warehouse(tmp_path / "của tôi", path)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_a_file_of_others_in_the_place_of_our_cache_stays_too(tmp_path: Path) -> None:
    folder, path = tmp_path / "kho", tmp_path / "kho.duckdb"
    store_list(folder, 1)
    path.write_bytes(xlsx_bytes(table([dossier(1)])))
    before = path.read_bytes()
    with pytest.raises(UnusablePlace, match="bảng tính"):
        open_warehouse(folder, path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["kho", "thư mục.duckdb", "không có/kho"])
def test_a_path_that_cannot_be_a_cache_is_told_by_all_three(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "thư mục.duckdb").mkdir()
    path = str(tmp_path / name)
    asked = ["--database", path, "--commune", NINH_GIANG, "--period", "2026-01"]
    assert metrics.__main__.main(asked) == 1
    assert loaders.__main__.main([*asked, "a.csv"]) == 1
    assert loaders.__main__.main(["--database", path, "--withdraw", "1"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 3
    assert all("TTHC_DATABASE" in sentence for sentence in told)


def test_the_server_does_not_start_on_such_a_path(tmp_path: Path) -> None:
    started = subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env={"TTHC_DATABASE": str(tmp_path), "TTHC_PORT": "0", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode == 1
    (sentence,) = started.stderr.strip().splitlines()
    assert "TTHC_DATABASE" in sentence


def test_a_cache_of_ours_that_does_not_read_is_kept_in_quarantine(tmp_path: Path) -> None:
    folder, path = tmp_path / "kho", tmp_path / "kho.duckdb"
    store_list(folder, 1)
    open_warehouse(folder, path).close()
    damaged = bytes(5000)
    path.write_bytes(damaged)
    warehouse: Warehouse = open_warehouse(folder, path)
    warehouse.refresh()
    assert warehouse.read("select count(*) as n from dossiers")["n"][0].as_py() == 30
    warehouse.close()
    (kept,) = (folder / "quarantine").rglob("kho.duckdb")
    assert kept.read_bytes() == damaged
