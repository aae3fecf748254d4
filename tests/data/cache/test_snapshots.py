"""All that one answer is made of is of one version, while uploads are withdrawn and come back."""

from __future__ import annotations

import random
import threading
from datetime import date
from pathlib import Path

from data.periods import Period
from data.record import ledger
from metrics.catalogue.metrics import METRICS
from metrics.counting.day_counts import open_warehouse
from metrics.counting.gathering import gather_evidence
from metrics.standings import standings
from tests.support.long_runs import number_of_cases
from tests.support.records import HOA_AN, NINH_GIANG, store_list

THREADS = 8
JANUARY = Period(date(2026, 1, 1), date(2026, 1, 28))
ONLINE = next(metric for metric in METRICS if metric.name == "online_filing")
Answer = tuple[str, object]


def test_eight_threads_read_while_uploads_come_and_go(tmp_path: Path) -> None:
    """Each commune's list has 30 dossiers, 20 online: an answer holds them for both or neither.

    The two are withdrawn and brought back together, so 0 or nothing beside 20 of 30 is a mixture.
    """
    folder = tmp_path / "kho"
    ids = [store_list(folder, 1), store_list(folder, 1, commune=HOA_AN)]
    warehouse = open_warehouse(folder, tmp_path / "kho.duckdb")
    warehouse.refresh()
    reads, changes = number_of_cases(200, 100_000), number_of_cases(6, 500)
    answers: set[Answer] = set()
    faults: list[BaseException] = []
    left = threading.Semaphore(reads)
    over = threading.Event()

    def read() -> None:
        try:
            while left.acquire(blocking=False) or not over.is_set():
                answers.add(answer())
        except BaseException as fault:
            faults.append(fault)

    def answer() -> Answer:
        with warehouse.reading() as reading:
            evidence = gather_evidence(reading, [NINH_GIANG, HOA_AN], [JANUARY], {}, [])
            counts = tuple(
                (standing.tally.numerator, standing.tally.denominator)
                for code in (NINH_GIANG, HOA_AN)
                for standing in standings(evidence, code, JANUARY, metrics=[ONLINE])
            )
            return reading.version, counts

    threads = [threading.Thread(target=read) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    chance = random.Random(5)
    standing = True
    for _ in range(changes):
        (ledger.withdraw if standing else ledger.bring_back)(folder, ids, "thử")
        standing = not standing
        if chance.random() < 0.5:
            store_list(folder, 2, note=str(chance.random()))
        warehouse.refresh()
    over.set()
    for thread in threads:
        thread.join()
    warehouse.close()
    assert faults == []
    assert {counts for _, counts in answers} == {
        ((20, 30), (20, 30)),
        ((None, None), (None, None)),
    }
    versions = [version for version, _ in answers]
    assert len(versions) == len(set(versions)), "one version, two answers"
