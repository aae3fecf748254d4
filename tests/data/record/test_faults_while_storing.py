"""A page that is opened while files are stored finds nothing that the ledger lacks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from data.record.faults import Fault
from data.record.keeping.condition_report import record_faults
from tests.support.long_runs import number_of_cases
from tests.support.records import store_list


def test_what_is_being_stored_is_no_fault_of_the_record(tmp_path: Path) -> None:
    store_list(tmp_path, 1)

    def store_many() -> None:
        for number in range(number_of_cases(25, 200)):
            store_list(tmp_path, 2, note=f" {number}")

    faults = set[Fault]()
    with ThreadPoolExecutor(1) as threads:
        stored = threads.submit(store_many)
        while not stored.done():
            faults.update(record_faults(tmp_path))
        stored.result()
    assert faults == set()
