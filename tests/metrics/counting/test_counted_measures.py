"""Each measure over one record drawn by hand: which of its dossiers it counts, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pytest

from data.record.late_marks import Mark, set_marks
from metrics.catalogue.measures import MEASURES
from metrics.counting.day_counts import DayCounts, open_warehouse, read_day_counts
from tests.support.builders import HEADINGS, NINH_GIANG, Desk, Row, dossier, earlier, table
from tests.support.drawn import rows_of

FIRST_WEEK, REST_OF_JANUARY, AFTERWARDS = date(2026, 1, 1), date(2026, 1, 8), date(2026, 2, 1)
# Each dossier is the only one of its field, so that counts by field say which were counted.
# O, P and Q were not received, R and S came in before January.
RECEIPT = """
| field | channel    | received   | fee  | payment  | digitised | reused | non_territorial |
| A     | Toàn trình | 05/01/2026 | 2000 | DVCQG    | Có        | Có     | Không           |
| B     | Một phần   | 05/01/2026 | 2000 | Online   | Không     | Không  | Có              |
| C     | Trực tiếp  | 05/01/2026 | 0    | Online   | Có        | Không  | Không           |
| D     | Bưu chính  | 05/01/2026 | 2000 | Tiền mặt | Không     | Không  | Không           |
| E     | Trực tuyến | 05/01/2026 | 0    | DVCQG    | Không     | Không  | Không           |
| F     | Trực tiếp  | 05/01/2026 |      |          | Không     | Không  | Không           |
| G     | Trực tiếp  | 05/01/2026 |      |          | Không     | Có     | Không           |
| H     | Trực tuyến | 05/01/2026 |      |          | Có        | Không  | Không           |
| I     | Trực tiếp  | 05/01/2026 |      |          | Không     | Không  | Không           |
| J     | Trực tiếp  | 05/01/2026 |      |          | Không     | Không  | Không           |
| K     |            | 05/01/2026 |      |          | Không     | Không  | Có              |
| L     | Trực tiếp  | 05/01/2026 |      |          | Không     | Không  | Không           |
| M     | Bưu chính  | 05/01/2026 |      |          | Không     | Không  | Không           |
| N     | Toàn trình | 05/01/2026 |      |          | Không     | Không  | Không           |
| O     | Toàn trình | 05/01/2026 | 2000 | DVCQG    | Có        | Có     | Có              |
| P     | Trực tiếp  | 05/01/2026 |      |          | Không     | Không  | Không           |
| Q     | Bưu chính  | 05/01/2026 |      |          | Không     | Không  | Không           |
| R     | Toàn trình | 20/12/2025 | 2000 | DVCQG    | Có        | Có     | Có              |
| S     | Trực tiếp  | 20/12/2025 |      |          | Không     | Không  | Không           |
| T     | Trực tiếp  | 05/01/2026 |      |          | Không     | Không  | Không           |
"""
# D to G were returned late, D by one day; H, I, J and T left; of those still open K is not yet due.
END = """
| field | state    | due        | finished   | result | electronic | apologised | rating        |
| A     | Hoàn tất | 10/02/2026 | 15/01/2026 | Có     | Có         |            | Rất hài lòng  |
| B     | Hoàn tất | 20/01/2026 | 20/01/2026 | Không  | Có         | Có         | Chưa hài lòng |
| C     | Hoàn tất |            | 15/01/2026 |        |            |            | Chưa hài lòng |
| D     | Hoàn tất | 20/01/2026 | 21/01/2026 | Có     | Không      | Chưa       | Chưa hài lòng |
| E     | Hoàn tất | 06/01/2026 | 23/01/2026 |        |            | Có         |               |
| F     | Hoàn tất | 20/01/2026 | 24/01/2026 |        | Có         |            | Hài lòng      |
| G     | Hoàn tất | 20/01/2026 | 26/01/2026 |        |            | Có         |               |
| H     | Rút      | 20/01/2026 | 20/01/2026 | Có     | Có         | Có         | Chưa hài lòng |
| I     | Từ chối  | 20/01/2026 | 10/01/2026 |        |            |            |               |
| J     | Rút      | 20/01/2026 | 22/01/2026 |        |            |            | Hài lòng      |
| K     | Thụ lý   | 28/02/2026 |            |        |            |            |               |
| L     | Thụ lý   | 20/01/2026 |            |        |            |            |               |
| M     | Thụ lý   | 20/01/2026 |            |        |            |            |               |
| N     | Thụ lý   | 06/01/2026 |            |        |            |            |               |
| O     | Nháp     | 20/01/2026 |            |        |            |            |               |
| P     | Nháp     | 20/01/2026 |            |        |            |            |               |
| Q     | Nháp     | 20/01/2026 |            |        |            |            |               |
| R     | Hoàn tất | 20/01/2026 | 10/01/2026 |        |            |            | Chưa hài lòng |
| S     | Thụ lý   | 10/01/2026 |            |        |            |            |               |
| T     | Rút      |            | 12/01/2026 |        |            |            |               |
"""
EXPLAINED, APOLOGISED, BOTH = Mark(True, False), Mark(False, True), Mark(True, True)
MARKS = {
    **dict.fromkeys("EFS", EXPLAINED),
    "M": APOLOGISED,
    **dict.fromkeys("BDHJKNOR", BOTH),
}
# By measure the dossiers that it counts, read off the tables above: in the first week, in the rest
# of January, and after it (the list ends with January, so what was open is held to end then).
COUNTED = {
    FIRST_WEEK: {
        "received": "ABCDEFGHIJKLMNT",
        "received_online": "ABEHN",
        "received_online_end_to_end": "AN",
        "received_direct": "CFGIJKLT",
        "received_postal": "DM",
        "received_non_territorial": "BK",
        "received_digitised": "ACH",
        "received_reused": "AG",
        "payable": "ABD",
        "paid_online": "AB",
        "paid_online_national": "A",
        "late_opened": "EN",
        "late_apologised_opened": "EN",
        "late_explained_and_apologised_opened": "EN",
    },
    REST_OF_JANUARY: {
        "resolved": "ABCDEFGR",
        "resolved_online": "ABER",
        "resolved_early": "AR",
        "resolved_on_time": "BC",
        "resolved_late": "DEFG",
        "results_due": "ABDF",
        "results_digitised": "AD",
        "results_electronic": "ABF",
        "late_apologised": "DEG",
        "late_explained_and_apologised": "DE",
        "ratings": "ABCDFR",
        "ratings_satisfied": "AF",
        "on_time_dissatisfied": "BCR",
        "left": "HIJT",
        "left_on_time": "HIT",
        "ended": "ABCDEFGHIJKLMNRST",
        "closed": "ABCDEFGHIJRT",
        "late_opened": "FGJLMS",
        "late_closed": "EFGJ",
        "late_apologised_opened": "GJM",
        "late_apologised_closed": "EGJ",
        "late_explained_and_apologised_opened": "J",
        "late_explained_and_apologised_closed": "EJ",
    },
    AFTERWARDS: {
        "closed": "KLMNS",
        "late_closed": "LMNS",
        "late_apologised_closed": "MN",
        "late_explained_and_apologised_closed": "N",
    },
}


def counts_by_hand(measure: str) -> dict[date, str]:
    """The dossiers that COUNTED has for a measure, by cut."""
    return {cut: counts.get(measure, "") for cut, counts in COUNTED.items()}


def drawn_dossiers() -> Iterator[Row]:
    """A line of the list for each dossier that is drawn."""
    receipts, ends = rows_of(RECEIPT), rows_of(END)
    names = (*receipts[0], *ends[0][1:])
    for number, (receipt, end) in enumerate(zip(receipts[1:], ends[1:], strict=True), start=1):
        assert receipt[0] == end[0]
        cells = {str(n): cell or "" for n, cell in zip(names, (*receipt, *end[1:]), strict=True)}
        make_line = earlier if cells["received"].endswith("2025") else dossier
        yield make_line(number, **cells)


def mark_dossiers(desk: Desk, lines: Sequence[Row]) -> None:
    """Mark the dossiers of MARKS as the page of late dossiers does."""
    codes = {line["Lĩnh vực"]: line["Mã hồ sơ"] for line in lines}
    set_marks(desk.record, NINH_GIANG, {codes[f]: mark for f, mark in MARKS.items()}, "thử")


@pytest.fixture(scope="module")
def day_counts(tmp_path_factory: pytest.TempPathFactory) -> DayCounts:
    """The record's counts by field, summed between the days of COUNTED."""
    desk = Desk(tmp_path_factory.mktemp("measures"))
    lines = list(drawn_dossiers())
    answer = desk.stored("a.csv", table(lines, headings=(*HEADINGS, "Phi địa giới")))
    assert (answer["rows_stored"], answer["problems"]) == (len(lines), [])
    mark_dossiers(desk, lines)
    warehouse = open_warehouse(desk.record, None)
    warehouse.refresh()
    counts = read_day_counts(warehouse, [NINH_GIANG], [date.min, *COUNTED])
    warehouse.close()
    return counts


def counted_dossiers(day_counts: DayCounts, measure: str, cut: date) -> str:
    """The dossiers that a measure counts from a cut to the next, each as often as it does."""
    rows = day_counts.rows[NINH_GIANG]
    return "".join(sorted(field * counts[measure] for field, day, counts in rows if day == cut))


@pytest.mark.parametrize("measure", sorted(set().union(*COUNTED.values())))
def test_a_measure_counts_these_dossiers(day_counts: DayCounts, measure: str) -> None:
    counted = {cut: counted_dossiers(day_counts, measure, cut) for cut in COUNTED}
    assert counted == counts_by_hand(measure)


def test_every_measure_is_counted_and_none_like_another() -> None:
    by_hand = {measure.name: tuple(counts_by_hand(measure.name).values()) for measure in MEASURES}
    assert [name for name, counts in by_hand.items() if not any(counts)] == [], "a line in COUNTED"
    assert len({*by_hand.values()}) == len(by_hand), "draw a dossier that tells the two apart"
