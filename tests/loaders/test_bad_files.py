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
def test_a_torn_xlsx(kept: Desk, share: float) -> None:
    kept.refused("a.xlsx", building.LIST_XLSX[: int(len(building.LIST_XLSX) * share)])


@pytest.mark.parametrize("share", [0.001, 0.03, 0.2, 0.4, 0.6, 0.8, 0.95])
def test_a_torn_xls(kept: Desk, share: float) -> None:
    kept.refused("a.xls", building.LIST_XLS[: int(len(building.LIST_XLS) * share)])


def test_no_such_file_and_a_folder(kept: Desk) -> None:
    before = kept.state()
    (kept.path / "thư mục").mkdir()
    missing, folder = str(kept.path / "không có.xlsx"), str(kept.path / "thư mục")
    code, answers = kept.load(missing, folder)
    assert code == 1
    for answer in answers:
        assert_refused(answer)
        assert "Không mở được tệp" in answer["refused"]
    assert [answer["file"] for answer in answers] == [missing, folder]
    assert kept.state() == before


def test_a_bad_file_between_good_ones(kept: Desk) -> None:
    february = (*JANUARY[:2], "Từ ngày 01/02/2026 đến ngày 28/02/2026")
    paths = [
        kept.file("1.csv", table([dossier(7, received="03/02/2026")], february)),
        kept.file("2.xlsx", building.LIST_XLSX[:3000]),
        kept.file("3.xlsx", building.two_cells("A1", "XFD1048576")),
        kept.file("4.xlsx", table([done(8)], (*JANUARY[:2], "Từ ngày 01/01/2026 đến 20/01/2026"))),
    ]
    code, answers = kept.load(*paths)
    assert code == 1
    assert [answer["stored"] for answer in answers] == [True, False, False, True]
    assert [answer["file"] for answer in answers] == paths
    assert len(kept.parquet()) == 3


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
def test_as_a_process(kept: Desk, file: str, make: Callable[[], bytes]) -> None:
    """As a user runs it: no traceback, nothing on stderr, the answer as JSON, exit code 1."""
    path, before = kept.file(file, make()), kept.state()
    done = subprocess.run(
        [sys.executable, "-m", "loaders", "--database", str(kept.database), "--json", path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == ""
    assert_refused(json.loads(done.stdout)[0])
    assert kept.state() == before
