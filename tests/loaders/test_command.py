"""`python -m loaders`: its JSON, its lines as they come, its exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from data.record import ledger
from tests.support.builders import Desk, done, dossier, earlier, table
from tests.support.paths import ROOT

KEYS = [
    "file",
    "format",
    "stored",
    "already",
    "assumed",
    "upload",
    "communes",
    "period",
    "rows_read",
    "rows_stored",
    "rows_set_aside",
    "problems",
    "refused",
]


def command(desk: Desk, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "loaders", "--database", str(desk.database), *arguments]


def run(desk: Desk, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(desk, *arguments),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_keys_of_every_answer(desk: Desk) -> None:
    good = desk.file("a.csv", table([dossier(1), dossier(2, state="Đang bay")]))
    bad = desk.file("b.csv", b"")
    code, (stored, refused) = desk.load(good, bad)
    assert code == 1
    assert list(stored) == list(refused) == KEYS
    assert stored | {"problems": []} == {
        "file": good,
        "format": "danh-sach-ho-so",
        "stored": True,
        "already": False,
        "assumed": False,
        "upload": 1,
        "communes": ["11203"],
        "period": ["2026-01-01", "2026-01-31"],
        "rows_read": 2,
        "rows_stored": 1,
        "rows_set_aside": 1,
        "problems": [],
        "refused": None,
    }
    assert refused["format"] is None
    assert refused["period"] is None
    assert refused["communes"] == []


def test_what_the_page_would_warn_of_is_said_beside_the_json(desk: Desk) -> None:
    warning = "Danh sách chỉ có hồ sơ tiếp nhận trong kỳ"
    told = run(desk, desk.file("a.csv", table([dossier(1)])))
    assert warning in told.stdout
    assert warning not in told.stderr
    for number, option in enumerate(("--json-lines", "--json"), start=2):
        path = desk.file(f"{number}.csv", table([dossier(number)]))
        beside = run(desk, option, path)
        assert f"{path}: {warning}" in beside.stderr
        assert warning not in beside.stdout
        rows = json.loads(beside.stdout)
        (row,) = rows if option == "--json" else (rows,)
        assert row["stored"]


def test_what_stands_on_stderr_can_be_read_whatever_the_system(desk: Desk) -> None:
    path = desk.file("một.csv", table([dossier(1)]))
    answer = subprocess.run(
        command(desk, "--json", path),
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        timeout=120,
        check=True,
    )
    assert f"{path}: Danh sách chỉ có hồ sơ tiếp nhận" in answer.stderr.decode("utf-8")


def test_lines_come_one_by_one(desk: Desk) -> None:
    """The first line is there while the second file, a pipe not yet written to, is awaited."""
    first = desk.file("a.csv", table([earlier(), done(1)]))
    second = desk.path / "b.csv"
    os.mkfifo(second)
    with subprocess.Popen(
        command(desk, "--json-lines", first, str(second)),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        line = json.loads(process.stdout.readline())
        assert (line["file"], line["stored"]) == (first, True)
        assert [upload.id for upload in ledger.uploads(desk.record)] == [line["upload"]]
        assert process.poll() is None
        second.write_bytes(b"")
        assert json.loads(process.stdout.readline())["refused"]
    assert process.returncode == 1


def test_exit_codes(desk: Desk) -> None:
    good = desk.file("a.csv", table([dossier(1)]))
    assert run(desk, good, "--json").returncode == 0
    told = run(desk, good, desk.file("b.csv", b""))
    assert told.returncode == 1
    assert "đã nạp" in told.stdout
    assert "không nạp" in told.stdout
    assert told.stderr == ""


WRONG_USAGE: list[tuple[str, ...]] = [
    (),
    ("a.csv", "--json", "--json-lines"),
    ("a.csv", "--commune", "99999"),
    ("a.csv", "--commune", "Ninh Giang"),
    ("a.csv", "--province", "99"),
    ("a.csv", "--period", "tháng 1"),
    ("a.csv", "--period", "2026-13"),
    ("a.csv", "--period", "2026-02-01..2026-01-01"),
    ("a.csv", "--today", "hôm nay"),
    ("a.csv", "--nothing"),
]


@pytest.mark.parametrize("arguments", WRONG_USAGE)
def test_wrong_usage(desk: Desk, arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        desk.load(*arguments)
    assert ended.value.code == 2
    assert not desk.record.exists()


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2026", ["2026-01-01", "2026-12-31"]),
        ("2026-H1", ["2026-01-01", "2026-06-30"]),
        ("2026-Q1", ["2026-01-01", "2026-03-31"]),
        ("2026-01-05..2026-01-20", ["2026-01-05", "2026-01-20"]),
    ],
)
def test_how_a_period_is_given(desk: Desk, period: str, days: list[str]) -> None:
    answer = desk.stored("a.csv", table([dossier(1)], ("UBND XÃ NINH GIANG",)), "--period", period)
    assert answer["period"] == days


def test_a_file_name_that_is_no_text(desk: Desk) -> None:
    """Names that old archives leave: the answer says it as it was given."""
    name = os.fsencode(desk.path) + b"/danh s\xe1ch.csv"
    with open(name, "wb") as file:
        file.write(Path(desk.file("a.csv", table([dossier(1)]))).read_bytes())
    told = subprocess.run(
        [os.fsencode(part) for part in command(desk, "--json")] + [name],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert told.returncode == 0, told.stderr.decode()
    (answer,) = json.loads(told.stdout)
    assert answer["file"] == os.fsdecode(name)
    assert answer["stored"]


def test_several_commands_at_once(desk: Desk) -> None:
    """Four of them begin the record together, two with one file: nothing is lost or doubled."""
    contents = [1, 2, 3, 3]
    paths = [
        desk.file(f"{i}.csv", table([dossier(n)], (f"Từ ngày 0{n}/01/2026 đến ngày 31/01/2026",)))
        for i, n in enumerate(contents)
    ]
    running = [
        subprocess.Popen(command(desk, "--json", path), cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for path in paths
    ]
    told = [json.loads(process.communicate(timeout=120)[0])[0] for process in running]
    assert all(process.returncode == 0 for process in running)
    assert sorted({answer["upload"] for answer in told}) == [1, 2, 3]
    assert told[2]["upload"] == told[3]["upload"]
    assert sorted(upload.parquet for upload in ledger.uploads(desk.record)) == desk.parquet()


def test_a_record_that_cannot_be_written(desk: Desk) -> None:
    desk.record.mkdir()
    (desk.record / "uploads").write_text("một tệp nằm ở chỗ của thư mục")
    code, (answer,) = desk.load(desk.file("a.csv", table([dossier(1)])))
    assert code == 1
    assert "Không ghi được" in answer["refused"]
    assert ledger.uploads(desk.record) == ()


def test_a_file_too_large_is_not_even_read(stocked: Desk) -> None:
    """A sparse file of 8 GB: reading it would end this process."""
    path = stocked.path / "lớn.csv"
    with path.open("wb") as file:
        file.truncate(8 * 2**30)
    code, (answer,) = stocked.load(str(path))
    assert code == 1
    assert "200 MB" in answer["refused"]
