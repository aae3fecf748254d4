"""A disk with little space left: what is said to be stored is stored, and reading goes on."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import metrics.__main__
from data.record import ledger
from tests.support.builders import Desk, dossier, earlier, table
from tests.support.long_runs import number_of_cases
from tests.support.records import NINH_GIANG, store_list
from tests.support.small_disk import ballast, fill, small_disk


def reads(desk: Desk) -> bool:
    """Whether the command line still gives the figures of the list that was there before."""
    return desk.counts("online_filing", "2026-02-01..2026-02-28") == (20, 30)


def test_what_is_said_of_a_disk_that_fills_is_true(tmp_path: Path) -> None:
    count = number_of_cases(8, 60)
    said: list[bool] = []
    content = table([earlier(), *(dossier(n) for n in range(1, 400))])
    for number in range(count):
        with small_disk(tmp_path / f"đĩa {number}") as disk:
            desk = Desk(disk)
            store_list(desk.record, 2)
            path = Desk(tmp_path).file("a.csv", content)
            fill(disk, number, count)
            _, (answer,) = desk.load(path)
            stored = [u.file_name for u in ledger.uploads(desk.record)]
            assert answer["stored"] == ("a.csv" in stored), number
            assert answer["stored"] == (answer["refused"] is None), number
            assert reads(desk), number
            ballast(disk).unlink()
            assert [u.file_name for u in ledger.uploads(desk.record)] == stored, number
            said.append(answer["stored"])
    assert True in said
    assert False in said


def test_a_read_only_disk_is_read_and_not_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with small_disk(tmp_path / "đĩa") as disk:
        desk = Desk(disk)
        store_list(desk.record, 2)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        assert reads(desk)
        path = Desk(tmp_path).file("a.csv", table([dossier(1)]))
        code, (answer,) = desk.load(path)
        assert code == 1
        assert "Không ghi được" in answer["refused"]
        empty = ["--database", str(disk / "mới.duckdb"), "--commune", NINH_GIANG]
        assert metrics.__main__.main([*empty, "--period", "2026-01"]) == 1
        assert "Không ghi được vào" in capsys.readouterr().err
