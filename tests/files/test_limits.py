"""The reading process has limits: what exceeds them ends it, and only it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable

import psutil
import pytest

from files import sandbox
from files.refusal import Refused
from loaders.recognition.reader import read_sheet
from tests.support.builders import (
    Desk,
    assert_only_notices,
    assert_refused,
    csv_bytes,
    dossier,
    table,
)
from tests.support.hostile import building
from tests.support.paths import ROOT

MIB = 2**20

# Loads a sound file, then a hostile one, and says by how many bytes the process has grown at most.
MEASURED = """
import resource, sys
import loaders.__main__
database, sound, hostile = sys.argv[1:]
loaders.__main__.main(["--database", database, "--json-lines", sound])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
loaders.__main__.main(["--database", database, "--json-lines", hostile])
print(1024 * (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before))
"""


def list_of_one_code(size: int, rows: int) -> bytes:
    """A list in which one text of `size` letters is the code of every row."""
    texts = [*table([])[-1], "Đang xử lý", "05/01/2026", "X" * size]
    strings = "".join(f"<si><t>{text}</t></si>" for text in texts)
    head = "".join(f'<c r="{chr(65 + i)}1" t="s"><v>{i}</v></c>' for i in range(20))
    code, received, state = (texts.index(t) for t in ("Mã hồ sơ", "Ngày tiếp nhận", "Trạng thái"))
    last = len(texts)
    lines = "".join(
        f'<row r="{y}"><c r="{chr(65 + code)}{y}" t="s"><v>{last - 1}</v></c>'
        f'<c r="{chr(65 + received)}{y}" t="s"><v>{last - 2}</v></c>'
        f'<c r="{chr(65 + state)}{y}" t="s"><v>{last - 3}</v></c></row>'
        for y in range(2, rows + 2)
    )
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><sheetData><row r="1">{head}</row>{lines}'
    shared = f'<sst xmlns="{space}" count="{last}" uniqueCount="{last}">{strings}</sst>'
    return building.workbook(
        f"{sheet}</sheetData></worksheet>".encode(), {"xl/sharedStrings.xml": shared.encode()}
    )


HOSTILE: dict[str, Callable[[], bytes]] = {
    "wide and long": lambda: building.two_cells("A1", "ZZ1048576"),
    "lying bomb": lambda: building.bomb(declared=4000),
    "one text in many cells": lambda: list_of_one_code(10 * MIB, 400),
    "one text that fits in more": lambda: list_of_one_code(1_000, 150_000),
    "one text that just fits": lambda: list_of_one_code(1_000, 40_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_loading_process_stays_small(desk: Desk, name: str) -> None:
    sound = desk.file("a.csv", table([dossier(1)]))
    hostile = desk.file("b.xlsx", HOSTILE[name]())
    process = subprocess.run(
        [sys.executable, "-c", MEASURED, str(desk.database), sound, hostile],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=200,
        check=True,
    )
    first, second, grown = process.stdout.splitlines()
    assert json.loads(first)["stored"]
    assert_refused(json.loads(second))
    assert int(grown) < 300 * MIB
    assert_only_notices(process.stderr, desk.path)
    assert hostile not in process.stderr


def test_a_text_that_fits_the_reader_is_cut_before_it_is_handed_over(desk: Desk) -> None:
    content = list_of_one_code(MIB, 100)
    cells = read_sheet(content).cells
    assert cells.num_rows == 100
    assert cells.nbytes < MIB


def reading_processes() -> set[int]:
    """The processes below this one that read a file."""
    servers = {server.process.pid for server in sandbox._SERVERS.values()}
    return {process.pid for process in psutil.Process().children(recursive=True)} - servers


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_reading_that_takes_too_long(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a limit of half a second: the child is gone, and the sentence is there, at once."""
    rows = table([dossier(n) for n in range(1, 1000)])
    content = csv_bytes(rows * 300) if suffix == "csv" else building.two_cells("A1", "AZ1048576")
    monkeypatch.setattr(sandbox, "SECONDS", 0.5)
    before, began = reading_processes(), time.monotonic()
    with pytest.raises(Refused) as refused:
        read_sheet(content)
    assert refused.value.sentence == sandbox.HARMFUL
    while reading_processes() != before:
        time.sleep(0.01)
        assert time.monotonic() - began < 5
