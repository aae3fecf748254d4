"""One flipped bit in a file of the record: noticed, or it provably alters nothing that is shown."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.planning.plan_versions import plan_versions, save_plan
from data.planning.targets import built_in_plans
from data.record import ledger
from data.record.late_marks import Mark, newest_marks, set_marks
from data.record.settings import set_setting, setting
from metrics.counting.day_counts import open_warehouse
from tests.support.long_runs import number_of_cases
from tests.support.records import HOA_AN, NINH_GIANG, TABLES, store_list

SEED = 9


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A record with something in each of the ledger's tables."""
    folder = tmp_path / "kho"
    store_list(folder, 1)
    store_list(folder, 2)
    store_list(folder, 1, commune=HOA_AN)
    ledger.withdraw(folder, [2], "thử")
    ledger.bring_back(folder, [2], "thử")
    set_marks(folder, NINH_GIANG, {f"{NINH_GIANG}-1-0001": Mark(apologised=True)}, "thử")
    set_setting(folder, "home_commune", NINH_GIANG, "thử")
    save_plan(folder, built_in_plans()[0], "thử")
    return folder


def look(folder: Path) -> tuple[Any, dict[str, Any], list[str]]:
    """What the ledger says, what figures are read from, and what is said to be wrong."""
    warehouse = open_warehouse(folder, None)
    try:
        warehouse.refresh()
        rows = {t: warehouse.read(f"select * from {t} order by all").to_pylist() for t in TABLES}
        said = (
            ledger.uploads(folder),
            [ledger.problems_of(folder, n) for n in (1, 2, 3)],
            [ledger.set_aside_of(folder, n) for n in (1, 2, 3)],
            newest_marks(folder, NINH_GIANG),
            setting(folder, "home_commune"),
            plan_versions(folder),
        )
        return said, rows, [fault.sentence for fault in warehouse.faults()]
    finally:
        warehouse.close()


def flips(path: Path, count: int) -> Iterator[int]:
    """Flip `count` bits of a file one after the other, each alone; then it is as it was."""
    whole = path.read_bytes()
    chance = random.Random(SEED)
    for bit in chance.sample(range(len(whole) * 8), count):
        content = bytearray(whole)
        content[bit // 8] ^= 1 << bit % 8
        path.write_bytes(content)
        yield bit
    path.write_bytes(whole)


def test_a_flipped_bit_of_the_ledger_changes_nothing_in_silence(folder: Path) -> None:
    """What is said and counted stays; where a row or the structure is another, that is told."""
    said, rows, faults = look(folder)
    assert faults == []
    noticed = 0
    count = number_of_cases(40, 800)
    for bit in flips(folder / "ledger.sqlite", count):
        said_now, rows_now, faults_now = look(folder)
        assert said_now == said, bit
        assert rows_now == rows, bit
        noticed += bool(faults_now)
    assert look(folder) == (said, rows, [])
    print(f"{noticed} of {count} flips of the ledger named; the others change no row")
    assert noticed >= count // 10


def test_a_flipped_bit_of_an_upload_takes_out_that_upload_by_name(folder: Path) -> None:
    said, rows, _ = look(folder)
    upload = ledger.uploads(folder)[0]
    rest = {t: [row for row in rows[t] if row["commune_code"] == HOA_AN] for t in TABLES}
    for bit in flips(folder / "uploads" / upload.parquet, number_of_cases(40, 800)):
        said_now, rows_now, faults = look(folder)
        assert said_now == said, bit
        assert [sentence for sentence in faults if upload.file_name in sentence] == faults, bit
        assert len(faults) == 1, bit
        assert all(row.get("upload_id") != upload.id for row in rows_now["dossiers"]), bit
        for table in TABLES:
            others = [row for row in rows_now[table] if row["commune_code"] == HOA_AN]
            assert others == rest[table], bit
    assert look(folder)[:2] == (said, rows)
