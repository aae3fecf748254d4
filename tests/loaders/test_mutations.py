"""Sound files with bytes flipped, cut, put in or doubled: each is refused, or stored and whole.

`make test` takes a share of every container, `make test-long` all thousand.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from data.record import ledger
from data.record.mapped_words import counting_rows_of
from tests.support import containers
from tests.support.builders import (
    Desk,
    assert_only_notices,
    assert_refused,
    csv_bytes,
    xls_bytes,
    xlsx_bytes,
)
from tests.support.hostile.building import LIST
from tests.support.long_runs import number_of_cases
from tests.support.memory import MIB, growth_of

MUTANTS = number_of_cases(120, 1_000)
MOST_MEMORY = 300 * MIB
MOST_SECONDS = 60

SOUND: dict[str, Callable[[], bytes]] = {
    "xlsx": lambda: xlsx_bytes(LIST),
    "xls": lambda: xls_bytes(LIST),
    "xlsb": lambda: containers.xlsb_bytes(LIST),
    "ods": lambda: containers.ods_bytes(LIST),
    "html": lambda: containers.html_bytes(LIST),
    "spreadsheetml": lambda: containers.xml_bytes(LIST),
    "csv": lambda: csv_bytes(LIST),
    "csv in utf-16": lambda: containers.delimited(LIST, "\t").encode("utf-16"),
    "csv in tcvn3": lambda: containers.tcvn3(containers.delimited(LIST, ",")),
    "zip of exports": lambda: containers.zipped({"a.csv": csv_bytes(LIST)}),
    "locked xlsx": lambda: containers.locked_xlsx(xlsx_bytes(LIST)),
    "locked xls": lambda: containers.locked_xls(LIST),
}
# Zips keep checksums of what they hold: nothing that is changed inside may pass for the list.
CHECKED = frozenset({"xlsx", "xlsb", "ods", "zip of exports", "locked xlsx"})


def mutant(content: bytes, chance: random.Random) -> bytes:
    """The content with one to three changes."""
    changed = content
    while changed == content:
        for _ in range(chance.randint(1, 3)):
            changed = chance.choice(_CHANGES)(changed, chance)
    return changed


def _flipped(content: bytes, chance: random.Random) -> bytes:
    out = bytearray(content)
    for _ in range(chance.randint(1, 8) if out else 0):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randint(0, len(content))]


def _without(content: bytes, chance: random.Random) -> bytes:
    start = chance.randint(0, len(content))
    return content[:start] + content[start + chance.randint(1, 500) :]


def _with(content: bytes, chance: random.Random) -> bytes:
    start, size = chance.randint(0, len(content)), chance.randint(1, 2_000)
    run = chance.choice((chance.randbytes(size), bytes(size), b"\xff" * size, b'"<&;\n' * size))
    return content[:start] + run + content[start:]


def _doubled(content: bytes, chance: random.Random) -> bytes:
    start = chance.randint(0, len(content))
    end = start + chance.randint(1, 2_000)
    return content[:end] + content[start:end] + content[end:]


_CHANGES = (_flipped, _flipped, _cut, _without, _with, _doubled)


@pytest.mark.parametrize("container", SOUND)
def test_mutants(
    desk: Desk, capfd: pytest.CaptureFixture[str], tmp_path: Path, container: str
) -> None:
    sound = SOUND[container]()
    whole = _rows(desk, desk.stored("sound", sound, "--password", containers.PASSWORD))
    kinds = list(SOUND)
    share = range(kinds.index(container), MUTANTS, len(kinds))
    for seed in share:
        content = mutant(sound, random.Random(f"{container} {seed}"))
        answer = _loaded(desk, content)
        assert answer["stored"] is (answer["refused"] is None), seed
        if answer["already"]:
            continue
        rows = _rows(desk, answer) if answer["stored"] else None
        if rows is None:
            assert_refused(answer)
        elif container in CHECKED:
            assert rows.equals(whole), seed
        assert len(desk.parquet()) == len(ledger.uploads(desk.record)), seed
    assert_only_notices(capfd.readouterr().err, desk.path)


def _loaded(desk: Desk, content: bytes) -> dict[str, Any]:
    """The one answer, given within the limits; a refusal adds nothing to the ledger."""
    path, answers = desk.file("mutant", content), []
    before, began = ledger.version(desk.record), time.monotonic()
    password = ("--password", containers.PASSWORD)
    grown = growth_of(lambda: answers.extend(desk.load(path, *password)[1]))
    assert time.monotonic() - began < MOST_SECONDS
    assert grown < MOST_MEMORY
    (answer,) = answers
    if not answer["stored"]:
        assert ledger.version(desk.record) == before
    return answer


def _rows(desk: Desk, answer: dict[str, Any]) -> pa.Table:
    """What the record holds of an upload: as many rows as the answer says."""
    assert answer["rows_read"] == answer["rows_stored"] + answer["rows_set_aside"]
    upload = next(u for u in ledger.uploads(desk.record) if u.id == answer["upload"])
    rows = counting_rows_of(desk.record, upload)
    assert rows.num_rows == answer["rows_stored"] > 0
    return rows
