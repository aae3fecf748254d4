"""The ledger deleted, emptied, cut, damaged or older than its uploads: no file gone, all back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import loaders.__main__
import metrics.__main__
from data.planning.plan_versions import plan_versions, save_plan
from data.planning.targets import built_in_plans
from data.record import ledger
from data.record.faults import DamagedLedger, LostLedger
from data.record.keeping.copies import copy_paths
from data.record.keeping.copying import COPIES_KEPT
from data.record.keeping.quarantine import quarantined_files
from data.record.late_marks import Mark, newest_marks, set_marks
from data.record.settings import set_setting, setting
from tests.support.records import NINH_GIANG, fault_sentences, shown, store_list


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A record of three lists, the second withdrawn, with a mark, a setting and a plan."""
    folder = tmp_path / "kho"
    for month in (1, 2, 3):
        store_list(folder, month)
    ledger.withdraw(folder, [2], "thử")
    set_marks(folder, NINH_GIANG, {f"{NINH_GIANG}-1-0001": Mark(apologised=True)}, "thử")
    set_setting(folder, "home_commune", NINH_GIANG, "thử")
    save_plan(folder, built_in_plans()[0], "thử")
    return folder


def restore(folder: Path) -> int:
    return loaders.__main__.main(["--database", f"{folder}.duckdb", "--restore-record"])


def everything(folder: Path) -> Any:
    """All that the record says."""
    return (
        ledger.uploads(folder),
        [ledger.problems_of(folder, n) for n in (1, 2, 3)],
        [ledger.set_aside_of(folder, n) for n in (1, 2, 3)],
        newest_marks(folder, NINH_GIANG),
        setting(folder, "home_commune"),
        len(plan_versions(folder)),
        shown(folder),
    )


def files(folder: Path) -> set[str]:
    """The names of all Parquet files, wherever they lie."""
    return {path.name for path in folder.rglob("*.parquet")}


def age(folder: Path, hours: int = 2) -> None:
    """As if every file of an upload had been there for hours."""
    for path in (folder / "uploads").iterdir():
        os.utime(path, (time.time() - 3600 * hours,) * 2)


def delete(ledger_file: Path) -> None:
    ledger_file.unlink()


def empty(ledger_file: Path) -> None:
    ledger_file.write_bytes(b"")


def clear_tables(ledger_file: Path) -> None:
    with closing(sqlite3.connect(ledger_file)) as connection:
        for (name,) in connection.execute(
            "select name from sqlite_master where type = 'table'"
        ).fetchall():
            connection.execute(f"delete from {name}")
        connection.commit()


@pytest.mark.parametrize("lose", [delete, empty, clear_tables])
def test_a_lost_ledger_stops_with_a_sentence_and_comes_back(
    folder: Path, lose: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    before, parquet = everything(folder), files(folder)
    lose(folder / "ledger.sqlite")
    age(folder)
    for _ in range(2):
        with pytest.raises(LostLedger, match="--restore-record"):
            shown(folder)
        with pytest.raises(LostLedger):
            set_setting(folder, "home_commune", "31393", "thử")
    asked = ["--database", f"{folder}.duckdb", "--commune", NINH_GIANG, "--period", "2026-01"]
    assert metrics.__main__.main(asked) == 1
    assert loaders.__main__.main([*asked[:2], "x.csv"]) == 1
    assert capsys.readouterr().err.count("--restore-record") == 2
    assert files(folder) == parquet
    assert restore(folder) == 0
    assert everything(folder) == before
    assert fault_sentences(folder) in ([], [s for s in fault_sentences(folder) if "ledger" in s])


@pytest.mark.parametrize("share", [0.0005, 0.1, 0.5, 0.9])
def test_a_cut_ledger_is_read_from_its_copy(folder: Path, share: float) -> None:
    before = everything(folder)
    path = folder / "ledger.sqlite"
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert everything(folder) == before
    assert any("bị hỏng" in sentence for sentence in fault_sentences(folder))
    with pytest.raises(DamagedLedger, match="chưa ghi gì"):
        set_setting(folder, "home_commune", "31393", "thử")
    assert restore(folder) == 0
    assert everything(folder) == before
    assert not any("bị hỏng" in sentence for sentence in fault_sentences(folder))
    assert any(file.path.name == "ledger.sqlite" for file in quarantined_files(folder))
    set_setting(folder, "home_commune", "31393", "thử")


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("update uploads set first_day = '2026-01-02' where id = 1", "uploads"),
        ("update settings set value = '{'", "settings"),
        ("update plan_versions set content = '[['", "plan_versions"),
        ("delete from upload_communes where upload_id = 1", "upload_communes"),
        ("drop table problems", "problems"),
    ],
)
def test_an_altered_row_is_named_and_the_copy_read(
    folder: Path, statement: str, table: str
) -> None:
    before = everything(folder)
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as connection:
        connection.execute(statement)
        connection.commit()
    assert everything(folder) == before
    assert any(table in sentence for sentence in fault_sentences(folder))


def test_an_older_ledger_is_noticed_and_its_uploads_offered(folder: Path) -> None:
    older = (folder / "ledger.sqlite").read_bytes()
    store_list(folder, 4)
    store_list(folder, 5)
    ledger.withdraw(folder, [4], "thử")
    before, parquet = everything(folder), files(folder)
    (folder / "ledger.sqlite").write_bytes(older)
    age(folder)
    sentences = " ".join(fault_sentences(folder))
    assert "cũ hơn" in sentences
    assert "tháng 4.csv" in sentences
    assert "tháng 5.csv" in sentences
    assert files(folder) == parquet
    assert restore(folder) == 0
    assert everything(folder) == before
    assert files(folder) == parquet


def test_what_was_stored_into_an_older_ledger_stays_beside_what_comes_back(folder: Path) -> None:
    older = (folder / "ledger.sqlite").read_bytes()
    store_list(folder, 4)
    (folder / "ledger.sqlite").write_bytes(older)
    store_list(folder, 5)
    assert restore(folder) == 0
    assert {u.file_name for u in ledger.uploads(folder)} == {
        f"tháng {month}.csv" for month in (1, 2, 3, 4, 5)
    }
    assert [u.id for u in ledger.uploads(folder) if u.withdrawn] == [2]


def test_without_copies_uploads_come_back_from_their_files_and_the_rest_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger.bring_back(folder, [2], "thử")
    before = everything(folder)
    (folder / "ledger.sqlite").unlink()
    shutil.rmtree(folder / "copies")
    with pytest.raises(LostLedger):
        ledger.uploads(folder)
    assert restore(folder) == 0
    told = capsys.readouterr().out
    assert "chỉ tiêu đã xác nhận" in told
    assert "tháng 1.csv" in told
    assert everything(folder)[:3] == before[:3]
    assert setting(folder, "home_commune") is None


def test_a_file_that_no_row_names_goes_to_quarantine_after_an_hour(folder: Path) -> None:
    uploads = folder / "uploads"
    (uploads / "cũ.parquet").write_bytes(b"PAR1")
    (uploads / ("a" * 32 + ".999999999.tmp")).write_bytes(b"PAR1")
    age(folder)
    running = uploads / (f"{'b' * 32}.{os.getpid()}.tmp")
    running.write_bytes(b"PAR1")
    os.utime(running, (time.time() - 7200,) * 2)
    (uploads / "mới.parquet").write_bytes(b"PAR1")
    named = {upload.parquet for upload in ledger.uploads(folder)}
    shown(folder)
    left = {path.name for path in uploads.iterdir()}
    assert left == named | {running.name, "mới.parquet"}
    assert {file.path.name for file in quarantined_files(folder)} == {
        "cũ.parquet",
        "a" * 32 + ".999999999.tmp",
    }
    assert any("cũ.parquet" in sentence for sentence in fault_sentences(folder))


def test_a_file_in_quarantine_comes_back_with_the_ledger_that_names_it(folder: Path) -> None:
    before, newest = everything(folder), (folder / "ledger.sqlite").read_bytes()
    oldest_copy = copy_paths(folder)[-1].read_bytes()
    (folder / "ledger.sqlite").write_bytes(oldest_copy)
    age(folder)
    shown(folder)
    assert len(quarantined_files(folder)) == 2
    (folder / "ledger.sqlite").write_bytes(newest)
    assert everything(folder) == before


def test_the_last_copies_are_kept_and_the_newest_is_of_each_change(tmp_path: Path) -> None:
    for number in range(COPIES_KEPT + 5):
        set_setting(tmp_path, "scopes", {"a": [f"{number:03}"]}, "thử")
        with closing(sqlite3.connect(copy_paths(tmp_path)[0])) as copy:
            (value,) = copy.execute("select max(value) from settings").fetchone()
        assert f"{number:03}" in value
    assert len(copy_paths(tmp_path)) == COPIES_KEPT


def test_uploads_of_an_older_program_are_adopted_without_rewriting_them(folder: Path) -> None:
    contents = {path.name: path.read_bytes() for path in (folder / "uploads").iterdir()}
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as connection:
        connection.execute("drop table upload_files")
        connection.commit()
    shutil.rmtree(folder / "copies")
    shown(folder)
    assert all(upload.file_sha256 for upload in ledger.uploads(folder))
    assert {p.name: p.read_bytes() for p in (folder / "uploads").iterdir()} == contents


def test_an_upload_is_withdrawn_and_brought_back_though_its_file_is_damaged(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = ledger.uploads(folder)[0]
    (folder / "uploads" / first.parquet).write_bytes(b"PAR1".ljust(300))
    (sentence,) = fault_sentences(folder)
    assert "tháng 1.csv" in sentence
    database = ["--database", f"{folder}.duckdb"]
    assert loaders.__main__.main([*database, "--withdraw", "1"]) == 0
    assert [u.id for u in ledger.uploads(folder) if u.withdrawn] == [1, 2]
    assert fault_sentences(folder) == []
    assert loaders.__main__.main([*database, "--bring-back", "1", "2"]) == 0
    assert not any(u.withdrawn for u in ledger.uploads(folder))
    assert loaders.__main__.main([*database, "--withdraw", "1", "77"]) == 1
    assert "77" in capsys.readouterr().err
    assert not any(u.withdrawn for u in ledger.uploads(folder))
