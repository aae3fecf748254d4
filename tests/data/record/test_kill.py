"""The loader killed at any moment: what it acknowledged is there and whole, and nothing is torn."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time

import pyarrow.parquet as pq
import pytest

from data.record import ledger
from metrics.counting.day_counts import open_warehouse
from tests.support.builders import Desk, csv_bytes, done, dossier, earlier, table
from tests.support.long_runs import number_of_cases
from tests.support.paths import ROOT

RECORDS, KILLS = 5, number_of_cases(5, 20)  # a hundred kills in the long run
FILES = 3
ROWS = 30


def files_of(desk: Desk, run: int) -> list[str]:
    """Lists of ROWS dossiers that no other run has, each of another span of days."""
    paths = []
    for number in range(FILES):
        first = 1 + (run * FILES + number) % 25
        above = (
            "UBND XÃ NINH GIANG",
            f"Từ ngày {first:02}/01/2026 đến ngày {26 + number}/01/2026",
        )
        rows = [earlier(run)] + [
            (done if i % 3 else dossier)(10_000 * run + 100 * number + i, received="26/01/2026")
            | ({"Ngày kết thúc xử lý": "26/01/2026"} if i % 3 else {})
            for i in range(1, ROWS)
        ]
        path = desk.path / f"{run}-{number}.csv"
        path.write_bytes(csv_bytes(table(rows, above)))
        paths.append(str(path))
    return paths


def start(desk: Desk, paths: list[str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "loaders", "--database", str(desk.database), "--json-lines"]
    return subprocess.Popen(
        [*command, *paths], cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True
    )


def wait_for(desk: Desk, chance: random.Random, process: subprocess.Popen[bytes]) -> None:
    """A random moment, or one of those in which a file has just come to be."""
    uploads = desk.record / "uploads"
    known = len(os.listdir(uploads)) if uploads.exists() else 0
    after = chance.choice((0, 0, 0, 0, 1, 2))
    if chance.random() < 0.4:
        time.sleep(chance.uniform(0.05, 1.0))
        return
    while process.poll() is None:
        if uploads.exists() and len(os.listdir(uploads)) - known > after:
            break
        time.sleep(0.001)
    time.sleep(chance.choice((0, 0.0005, 0.001, 0.002, 0.004, 0.008)))


def first_answer(process: subprocess.Popen[bytes]) -> dict[str, object]:
    """The line of the first file, once it is there; the rest is left to be read."""
    assert process.stdout is not None
    line = b""
    while not line.endswith(b"\n"):  # unbuffered, so that nothing of the next line is taken
        line += os.read(process.stdout.fileno(), 1)
    answer: dict[str, object] = json.loads(line)
    return answer


def kill(process: subprocess.Popen[bytes], with_child: bool) -> list[dict[str, object]]:
    """End the process (with the reading child, or leaving that behind); its whole lines."""
    if with_child:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    return whole_lines(process)


def whole_lines(process: subprocess.Popen[bytes]) -> list[dict[str, object]]:
    """What the process had said, line by line, once it has ended."""
    out, _ = process.communicate(timeout=120)
    return [json.loads(line) for line in out.split(b"\n")[:-1]]


def assert_whole(desk: Desk, acknowledged: list[dict[str, object]], beyond: int = 0) -> int:
    """Every acknowledged upload is in the ledger, and every upload there has its file, whole.

    Reads the files of uploads with an id above `beyond`; gives the last id.
    """
    uploads = {upload.id: upload for upload in ledger.uploads(desk.record)}
    for answer in acknowledged:
        assert answer["stored"], answer
        assert uploads[int(str(answer["upload"]))].rows_stored == answer["rows_stored"] == ROWS
    for upload in (upload for upload in uploads.values() if upload.id > beyond):
        assert pq.read_table(desk.record / "uploads" / upload.parquet).num_rows == ROWS
        assert upload.rows_stored == ROWS
        assert upload.communes == {"11203": ROWS}
    with sqlite3.connect(desk.record / "ledger.sqlite") as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
    return max(uploads, default=0)


@pytest.mark.parametrize("seed", range(RECORDS))
def test_killed_at_any_moment(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    acknowledged: list[dict[str, object]] = []
    seen = 0
    for run in range(KILLS):
        process = start(desk, files_of(desk, run))
        if run == 0:  # on a machine that is busy every other run may be killed before its first
            acknowledged.append(first_answer(process))
        wait_for(desk, chance, process)
        acknowledged += kill(process, chance.random() < 0.5)
        seen = assert_whole(desk, acknowledged, beyond=seen)
    undisturbed = whole_lines(start(desk, files_of(desk, KILLS)))
    assert len(undisturbed) == FILES
    assert_whole(desk, acknowledged + undisturbed)
    assert desk.counts("online_filing", "2026-01-26..2026-01-26")[0] >= ROWS - 1


def test_what_a_kill_left_behind_is_no_hindrance(desk: Desk) -> None:
    """After kills the same files load, and the figures are those of a record never disturbed."""
    paths = files_of(desk, 1)
    for moment in (0.2, 0.45, 0.7, 0.95):
        process = start(desk, paths)
        time.sleep(moment)
        kill(process, with_child=True)
    (desk.record / "uploads").mkdir(exist_ok=True, parents=True)
    (desk.record / "uploads" / "left.tmp").write_bytes(b"PAR1")
    code, answers = desk.load(*paths)
    assert code == 0
    assert len({answer["upload"] for answer in answers}) == FILES
    quiet = Desk(desk.path / "yên")
    quiet.path.mkdir()
    quiet.load(*paths)
    assert desk.figures() == quiet.figures()
    warehouse = open_warehouse(desk.record, None)
    warehouse.refresh()
    assert warehouse.read("select count(*) as n from dossiers")["n"][0].as_py() > ROWS
    warehouse.close()
