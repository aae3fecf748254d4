"""Hostile files, loaded as a user does: refused in a sentence or stored whole, within limits.

Every kind is tried; of those that take long, `make test` takes a seeded sample.

A kind is stored only where its figures are those of the sound list that it was made of.
"""

from __future__ import annotations

import os
import random
import re
from pathlib import Path
from typing import Any

import pytest

from data.record import ledger
from data.record.mapped_words import counting_rows_of
from loaders.recognition.reader import read_sheet
from tests.support.builders import HEADINGS, Desk, assert_only_notices, assert_refused
from tests.support.hostile.building import LIST, Kind
from tests.support.hostile.catalogue import CATALOGUE, FAMILIES
from tests.support.long_runs import number_of_cases
from tests.support.memory import MIB, growth_of

MOST_MEMORY = 300 * MIB
MOST_SECONDS = 60  # of a processor, since this machine has other work; the child has 120 in all
NO_PLACE = re.compile(r"(?:/[a-z]\w*){2}|\w:\\|Exception")

# Each takes some seconds of a processor.
HEAVY = (
    *("10,000 units of a thousand letters", "60,000 units", "60,000 fields"),
    *("45,000 errors", "60,000 errors", "30,000 sheets", "300 sheets that are one"),
    *("rows of a page", "rowspan over rowspan", "hidden rows by the million"),
    *("a sheet's name of a megabyte", "problems on a sheet whose name is a megabyte"),
    *("lying bomb", "a table of sectors in itself", "csv of 16,000 headings"),
    *("a million empty lines", "cell of 100 MB", "a directory in a circle"),
    *("rows that never end", "20,000 columns", "quoted cell of 100 MB", "ods of columns"),
    *("tables in tables", "a million strings"),
)
LEFT_OUT = {*HEAVY} - {*random.Random(772).sample(HEAVY, number_of_cases(4, len(HEAVY)))}
TRIED = {name: kind for name, kind in CATALOGUE.items() if name not in LEFT_OUT}
REFUSED = [name for name, kind in TRIED.items() if kind.words is not None]
STORED = [name for name, kind in TRIED.items() if kind.words is None]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Any]:
    """A record with a list of January, and all that a refused file must leave as it is."""
    desk = Desk(tmp_path_factory.mktemp("held"))
    desk.stored("tháng 1.csv", LIST)
    return desk, desk.state()


def test_the_catalogue() -> None:
    assert len(CATALOGUE) == sum(map(len, FAMILIES))  # no name stands twice
    assert len(CATALOGUE) >= 75
    assert {*HEAVY} <= {*CATALOGUE}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused(
    held: tuple[Desk, Any], capfd: pytest.CaptureFixture[str], name: str
) -> None:
    desk, before = held
    kind = CATALOGUE[name]
    assert kind.words is not None
    answer = _loaded(desk, kind)
    assert_refused(answer)
    assert kind.words in answer["refused"]
    assert not NO_PLACE.search(answer["refused"])
    assert desk.state() == before
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("name", STORED)
def test_an_odd_file_is_stored(desk: Desk, capfd: pytest.CaptureFixture[str], name: str) -> None:
    kind = CATALOGUE[name]
    answer = _loaded(desk, kind)
    assert answer["refused"] is None
    assert answer["stored"]
    assert (answer["rows_stored"], answer["rows_set_aside"]) == (kind.rows, kind.aside)
    assert desk.counts("online_filing") == kind.online
    (upload,) = ledger.uploads(desk.record)
    rows = counting_rows_of(desk.record, upload)
    for column, texts in kind.kept.items():
        wanted = {texts} if isinstance(texts, str) else {*texts}
        assert wanted <= {*rows.column(column).to_pylist()}
    assert_only_notices(capfd.readouterr().err, desk.path)


def _loaded(desk: Desk, kind: Kind) -> dict[str, Any]:
    """The one answer for a file of this kind, given within the limits."""
    path, answers = desk.file(kind.name, kind.make()), []
    began = _processor_seconds()
    grown = growth_of(lambda: answers.extend(desk.load(path, *kind.arguments)[1]))
    assert _processor_seconds() - began < MOST_SECONDS
    assert grown < MOST_MEMORY
    Path(path).unlink()
    (answer,) = answers
    assert answer["stored"] is (answer["refused"] is None)
    return answer


def _processor_seconds() -> float:
    """What this process and the children that it waited for have used."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def test_a_page_of_fifty_megabytes_is_read() -> None:
    line = "<tr>" + "".join(f"<td>{LIST[5][i]}{' ' * 60}</td>" for i in range(len(HEADINGS)))
    count = 50_000_000 // len(line.encode())
    head = "".join(f"<td>{heading}</td>" for heading in HEADINGS)
    page = f"<table><tr>{head}</tr>{f'{line}</tr>' * count}</table>"
    sheet = read_sheet(page.encode())
    assert sheet.cells.num_rows == count
    assert sheet.cells.column("row").to_pylist()[-1] == count + 1
