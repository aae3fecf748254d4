"""The ledger's version is kept while nothing changes, and never after something has."""

import os
import time
from pathlib import Path

import pytest

from data.record import ledger
from data.record.keeping.condition import LEDGER, settled_state_of
from data.record.settings import set_setting


def age(folder: Path, seconds: float) -> None:
    """Let the ledger's files look as if they had last changed so many seconds ago."""
    moment = time.time() - seconds
    for path in folder.glob(f"{LEDGER}*"):
        os.utime(path, (moment, moment))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A record with a setting in its ledger, which changed a minute ago."""
    set_setting(tmp_path, "name", "first", "thử")
    age(tmp_path, 60)
    return tmp_path


@pytest.mark.parametrize(("seconds", "is_settled"), [(0, False), (2, False), (10, True)])
def test_only_what_changed_a_while_ago_is_settled(
    folder: Path, seconds: float, is_settled: bool
) -> None:
    age(folder, seconds)
    assert (settled_state_of(folder) is not None) == is_settled


def test_a_change_yet_to_come_by_the_clock_is_not_settled(folder: Path) -> None:
    age(folder, -3600)
    assert settled_state_of(folder) is None


def test_a_record_without_a_ledger_is_not_settled(tmp_path: Path) -> None:
    assert settled_state_of(tmp_path) is None


def test_each_change_is_seen_at_once(folder: Path) -> None:
    versions = [ledger.version(folder)]
    for number in range(3):
        assert ledger.version(folder) == versions[-1]
        set_setting(folder, "name", number, "thử")
        versions.append(ledger.version(folder))
        age(folder, 60 - number)
    assert len(set(versions)) == 4


def test_a_change_that_leaves_times_and_sizes_is_seen_while_it_is_fresh(folder: Path) -> None:
    """Written over within the clock's step: only the guard on fresh times can tell it."""
    age(folder, 0)
    before, state = ledger.version(folder), (folder / LEDGER).stat()
    set_setting(folder, "name", "other", "thử")
    os.utime(folder / LEDGER, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert ledger.version(folder) != before


def test_another_ledger_of_the_same_size_and_time_is_another_state(folder: Path) -> None:
    ledger_path, state = folder / LEDGER, settled_state_of(folder)
    other = folder / "other"
    other.write_bytes(bytes(len(ledger_path.read_bytes())))
    os.replace(other, ledger_path)
    age(folder, 60)
    assert settled_state_of(folder) not in (None, state)
