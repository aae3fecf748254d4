"""A file that cannot be loaded is refused in one sentence, and leaves everything as it was."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.support.builders import (
    JANUARY,
    Desk,
    assert_refused,
    done,
    dossier,
    table,
)
from tests.support.hostile import building
from tests.support.paths import ROOT


@pytest.mark.parametrize("share", [0.001, 0.01, 0.2, 0.5, 0.9, 0.99])
def test_a_torn_xlsx(stocked: Desk, share: float) -> None:
    stocked.refused("a.xlsx", building.LIST_XLSX[: int(len(building.LIST_XLSX) * share)])


@pytest.mark.parametrize("share", [0.001, 0.03, 0.2, 0.4, 0.6, 0.8, 0.95])
def test_a_torn_xls(stocked: Desk, share: float) -> None:
    stocked.refused("a.xls", building.LIST_XLS[: int(len(building.LIST_XLS) * share)])


def test_no_such_file_and_a_folder(stocked: Desk) -> None:
    before = stocked.state()
    (stocked.path / "thư mục").mkdir()
    missing, folder = str(stocked.path / "không có.xlsx"), str(stocked.path / "thư mục")
    code, answers = stocked.load(missing, folder)
    assert code == 1
    for answer in answers:
        assert_refused(answer)
        assert "Không mở được tệp" in answer["refused"]
    assert [answer["file"] for answer in answers] == [missing, folder]
    assert stocked.state() == before


def test_a_bad_file_between_good_ones(stocked: Desk) -> None:
    february = (*JANUARY[:2], "Từ ngày 01/02/2026 đến ngày 28/02/2026")
    paths = [
        stocked.file("1.csv", table([dossier(7, received="03/02/2026")], february)),
        stocked.file("2.xlsx", building.LIST_XLSX[:3000]),
        stocked.file("3.xlsx", building.two_cells("A1", "XFD1048576")),
        stocked.file(
            "4.xlsx", table([done(8)], (*JANUARY[:2], "Từ ngày 01/01/2026 đến 20/01/2026"))
        ),
    ]
    code, answers = stocked.load(*paths)
    assert code == 1
    assert [answer["stored"] for answer in answers] == [True, False, False, True]
    assert [answer["file"] for answer in answers] == paths
    assert len(stocked.parquet()) == 3


@pytest.mark.parametrize(
    ("file", "make"),
    [
        ("a.xlsx", lambda: building.two_cells("A1", "XFD1048576")),
        ("b.xlsx", lambda: building.bomb(declared=3 * 2**30)),
        ("c.xlsx", lambda: building.LIST_XLSX[:4000]),
        ("d.xls", lambda: building.compound("EncryptedPackage")),
        ("e.csv", lambda: b""),
    ],
)
def test_as_a_process(stocked: Desk, file: str, make: Callable[[], bytes]) -> None:
    """As a user runs it: no traceback, nothing on stderr, the answer as JSON, exit code 1."""
    path, before = stocked.file(file, make()), stocked.state()
    done = subprocess.run(
        [sys.executable, "-m", "loaders", "--database", str(stocked.database), "--json", path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == ""
    assert_refused(json.loads(done.stdout)[0])
    assert stocked.state() == before
