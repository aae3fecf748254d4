"""The DuckDB file is only a cache: lost, torn or overwritten, it is built again from the record."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from data.cache.warehouse import CacheInUse, Warehouse
from data.record import ledger
from metrics.counting.day_counts import open_warehouse
from tests.support.builders import HOA_AN, Desk, done, dossier, earlier, table
from tests.support.paths import ROOT

TOTAL = 6500  # dossiers of the two lists, the one that both hold counted once
TABLES = ("sources", "dossiers", "totals", "day_counts")
FEBRUARY = ("UBND XÃ NINH GIANG", "Từ ngày 01/02/2026 đến ngày 28/02/2026")


def shown(warehouse: Warehouse) -> list[pa.Table]:
    """Everything that the cache holds."""
    return [warehouse.read(f"select * from {name} order by all") for name in TABLES]


def look(desk: Desk) -> list[pa.Table]:
    """Open the cache as the dashboard does, bring it up, and read all of it."""
    warehouse = open_warehouse(desk.record, desk.database)
    try:
        warehouse.refresh()
        return shown(warehouse)
    finally:
        warehouse.close()


@pytest.fixture(scope="module")
def two_communes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a record of two communes and its cache; to be copied, not changed."""
    desk = Desk(tmp_path_factory.mktemp("two-communes"))
    rows = [dossier(n, owner="") if n % 2 else done(n) for n in range(1, 6000)]
    hoa_an = {"unit": "UBND Xã Hòa An, Thành phố Cần Thơ"}
    more = [(dossier if n else done)(f"H13.58-{n}", **hoa_an) for n in range(500)]
    paths = [
        desk.file("a.csv", table([earlier(), *rows])),
        desk.file("b.csv", table([*more, dossier(1)], ("Quý I năm 2026",))),
    ]
    assert desk.load(*paths)[0] == 0
    look(desk)
    return desk.path


@pytest.fixture
def built(two_communes: Path, tmp_path: Path) -> Desk:
    """A record of two communes with its cache; enough rows for many blocks."""
    shutil.copytree(two_communes, tmp_path, dirs_exist_ok=True)
    return Desk(tmp_path)


def torn(share: float) -> Callable[[bytes], bytes]:
    return lambda content: content[: int(len(content) * share)]


def noise(first: float, last: float) -> Callable[[bytes], bytes]:
    def over(content: bytes) -> bytes:
        a, b = int(len(content) * first), int(len(content) * last)
        return content[:a] + random.Random(7).randbytes(b - a) + content[b:]

    return over


def flipped(place: float) -> Callable[[bytes], bytes]:
    def one(content: bytes) -> bytes:
        at = int((len(content) - 1) * place)
        return content[:at] + bytes([content[at] ^ 255]) + content[at + 1 :]

    return one


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "zeros": lambda content: bytes(len(content)),
    "one byte": lambda content: b"\0",
    "half of a header": lambda content: content[:2048],
    "headers alone": lambda content: content[: 3 * 4096],
    **{f"torn at {share}": torn(share) for share in (0.1, 0.3, 0.5, 0.8, 0.95, 0.999)},
    "noise in the header": noise(0, 0.001),
    "noise in the middle": noise(0.4, 0.6),
    "noise at the end": noise(0.9, 1),
    "noise": noise(0, 1),
    **{f"one bit at {place}": flipped(place) for place in (0.0, 0.002, 0.01, 0.3, 0.5, 0.7, 0.97)},
}


def test_a_damaged_cache_is_built_again(built: Desk) -> None:
    """Deleted and damaged in every way in turn; each time the same figures come back."""
    whole, before = built.database.read_bytes(), look(built)
    assert len(before[1]) == TOTAL
    built.database.unlink()
    assert look(built) == before
    for name, damage in DAMAGE.items():
        content = damage(whole)
        assert content != whole, name
        built.database.write_bytes(content)
        assert look(built) == before, name
        assert look(built) == before, name


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 5000, b"WAL" * 999, random.Random(3).randbytes(9000)]
)
def test_a_damaged_log_beside_the_cache(built: Desk, content: bytes) -> None:
    before = look(built)
    built.database.with_name(built.database.name + ".wal").write_bytes(content)
    assert look(built) == before


def test_a_cache_of_another_version(built: Desk) -> None:
    before = look(built)
    with duckdb.connect(str(built.database)) as cache:
        cache.execute("update about set schema_text = 'cũ'")
        cache.execute("drop table dossiers")
    assert look(built) == before


def test_a_cache_of_another_record(built: Desk) -> None:
    """The record was put aside and begun anew: the uploads' ids are the same, their rows not."""
    built.record.rename(built.path / "cũ")
    again = Desk(built.path)
    again.stored("c.csv", table([dossier(1), dossier(2)]))
    again.stored(
        "d.csv", table([dossier("X-3", unit="Xã Hòa An, Thành phố Cần Thơ")], FEBRUARY[1:])
    )
    assert len(look(again)[1]) == 3


def test_the_command_line_builds_its_cache_again(built: Desk) -> None:
    before = built.figures(), built.figures(commune=HOA_AN)
    path = built.record / "command-line.duckdb"
    for content in (b"", path.read_bytes()[:20000], b"noise" * 9999):
        path.write_bytes(content)
        assert (built.figures(), built.figures(commune=HOA_AN)) == before


HOLDING = """
import sys
from pathlib import Path
from metrics.counting.day_counts import open_warehouse
warehouse = open_warehouse(Path(sys.argv[1]), Path(sys.argv[2]))
warehouse.refresh()
print("mở", flush=True)
sys.stdin.read()
print(warehouse.read("select count(*) as n from dossiers")["n"][0].as_py(), flush=True)
"""


def test_a_cache_that_another_process_holds(built: Desk) -> None:
    """It is in use, not broken: opening it fails, and the other goes on with it."""
    held = built.database.stat().st_ino
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(built.record), str(built.database)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "mở\n"
        with pytest.raises(CacheInUse):
            open_warehouse(built.record, built.database)
        assert built.database.stat().st_ino == held
        answer = built.stored(
            "c.csv", table([dossier(7, received="03/02/2026")], FEBRUARY), "--whole-list"
        )
        assert answer["stored"]  # the loader needs no cache
        assert other.communicate(timeout=30)[0] == f"{TOTAL}\n"
    assert other.returncode == 0


def test_a_cache_opened_twice_in_one_process(built: Desk) -> None:
    """The second is no reason to delete the first's file."""
    first = open_warehouse(built.record, built.database)
    first.refresh()
    before, held = shown(first), built.database.stat().st_ino
    second = open_warehouse(built.record, built.database)
    second.refresh()
    assert shown(second) == shown(first) == before
    assert built.database.stat().st_ino == held
    second.close()
    assert shown(first) == before
    first.close()


def test_an_empty_record_can_be_read(desk: Desk) -> None:
    assert [len(rows) for rows in look(desk)] == [0, 0, 0, 0]
    assert {row["status"] for row in desk.figures().values()} == {"no_data"}
    desk.stored("a.csv", table([dossier(1)]))
    assert len(look(desk)[1]) == 1


def test_a_running_cache_takes_up_what_is_loaded_beside_it(desk: Desk) -> None:
    warehouse = open_warehouse(desk.record, desk.database)
    empty = warehouse.refresh()
    answer = desk.stored("a.csv", table([dossier(1), dossier(2)]))
    loaded = warehouse.refresh()
    assert loaded != empty
    assert len(shown(warehouse)[1]) == 2
    assert warehouse.refresh() == loaded
    ledger.withdraw(desk.record, [answer["upload"]], "thử")
    assert warehouse.refresh() not in (empty, loaded)
    assert [len(rows) for rows in shown(warehouse)] == [0, 0, 0, 0]
    warehouse.close()


def test_threads_read_while_it_is_brought_up(built: Desk) -> None:
    """Each sees whole states: the rows before or after, never between."""
    warehouse = open_warehouse(built.record, built.database)
    warehouse.refresh()
    seen: list[int] = []
    faults: list[BaseException] = []

    def read() -> None:
        try:
            for _ in range(30):
                found = warehouse.read("select count(*) as n from dossiers")
                seen.append(found["n"][0].as_py())
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=read) for _ in range(3)]
    built.stored("c.csv", table([dossier("X-1", received="03/02/2026")], FEBRUARY), "--whole-list")
    for thread in threads:
        thread.start()
    warehouse.refresh()
    for thread in threads:
        thread.join()
    warehouse.close()
    assert faults == []
    assert set(seen) <= {TOTAL, TOTAL + 1}
