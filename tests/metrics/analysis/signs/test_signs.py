"""Each sign on a few lines drawn by hand: one dossier that shows it, and one that just does not.

In January 2026 the 1st is a holiday, and Saturday the 10th is worked for Friday the 2nd, so that 21
days are worked; the last two of them are Thursday the 29th and Friday the 30th.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from data.periods import Period, parse_period
from data.record import ledger
from data.record.uploads import store_upload
from metrics.analysis.signs.duplicates import duplicate_rows
from metrics.analysis.signs.sign import Sign, SignCount, SignDossier, sign_span
from metrics.analysis.signs.sign_counts import read_sign_counts
from metrics.analysis.signs.sign_dossiers import read_sign_dossiers
from metrics.counting.day_counts import open_warehouse
from metrics.counting.sign_days import SignKind
from tests.support.builders import JANUARY, NINH_GIANG, Desk, Row, done, dossier, table
from tests.support.records import list_rows, new_list

FEBRUARY = (*JANUARY[:2], "Từ ngày 01/02/2026 đến ngày 28/02/2026")
NAM_SACH = "10606"
NAM_SACH_JANUARY = ("UBND XÃ NAM SÁCH", *JANUARY[1:])
PERIOD = parse_period("2026-01")
FIRST_OF_FEBRUARY = parse_period("2026-02")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def put(desk: Desk, name: str, rows: Iterable[Row], above: tuple[str, ...] = JANUARY) -> None:
    """Store a list that holds all dossiers of its days, also those carried over."""
    old = dossier("H24.91-251220-9000", received="20/12/2025", due="31/12/2026")
    desk.stored(f"{name}.csv", table([old, *rows], above))


def read(
    desk: Desk, kind: SignKind, period: Period = PERIOD, commune: str = NINH_GIANG
) -> tuple[Sign, list[SignDossier]]:
    """A commune's sign of this kind, and the dossiers that show it."""
    warehouse = open_warehouse(desk.record, None)
    try:
        warehouse.refresh()
        span, duplicates = sign_span(period), duplicate_rows(desk.record)
        sign = read_sign_counts(warehouse, span, duplicates).sign(commune, kind)
        dossiers = read_sign_dossiers(warehouse, span, commune, duplicates)
    finally:
        warehouse.close()
    return sign, [dossier for dossier in dossiers if dossier.kind == kind]


def numbers(dossiers: Iterable[SignDossier]) -> list[int]:
    """The last four digits of each code."""
    return [int(dossier.code[-4:]) for dossier in dossiers]


def test_due_before_receipt(desk: Desk) -> None:
    later = {"received": "15/01/2026"}
    rows = [
        dossier("H24.91-260115-0001", due="14/01/2026", **later),
        dossier("H24.91-260115-0002", due="15/01/2026", **later),
        dossier(3),
    ]
    put(desk, "tháng 1", rows)
    sign, dossiers = read(desk, "due_before_receipt")
    assert numbers(dossiers) == [1]
    assert (sign.count, sign.wants_review) == (SignCount(1, 3), True)


def test_closed_on_the_day_of_receipt_although_promised_a_week_later(desk: Desk) -> None:
    rows = [
        done(1, "05/01/2026", due="12/01/2026"),
        done(2, "05/01/2026", due="11/01/2026"),
        done(3, "06/01/2026", due="12/01/2026"),
    ]
    put(desk, "tháng 1", rows)
    sign, dossiers = read(desk, "closed_same_day")
    assert numbers(dossiers) == [1]
    assert (sign.count, sign.wants_review) == (SignCount(1, 2), True)


def test_what_is_no_more_than_usual_elsewhere_wants_no_review(desk: Desk) -> None:
    put(desk, "tháng 1", [done(1, "05/01/2026"), done(2, "06/01/2026")])
    unit = {"unit": "UBND Xã Nam Sách"}
    rows = [done(11, "05/01/2026", **unit), done(12, "06/01/2026", **unit)]
    put_at_nam_sach(desk, rows)
    sign, _ = read(desk, "closed_same_day")
    assert (sign.count, sign.others, sign.wants_review) == (SignCount(1, 2), SignCount(1, 2), False)


def put_at_nam_sach(desk: Desk, rows: Iterable[Row]) -> None:
    """Store a list of January of another commune, with a dossier carried over."""
    unit = {"unit": "UBND Xã Nam Sách"}
    old = dossier("H24.91-251220-9100", received="20/12/2025", due="31/12/2026", **unit)
    desk.stored("Nam Sách.csv", table([old, *rows], NAM_SACH_JANUARY), "--commune", NAM_SACH)


@pytest.mark.parametrize(
    ("at_the_end", "before", "wants_review"),
    [(10, 42, True), (10, 43, False), (9, 9, False)],
)
def test_the_months_end(desk: Desk, at_the_end: int, before: int, wants_review: bool) -> None:
    """10 of 52 are more than twice 2 of 21 days, 10 of 53 are less; 9 are too few to tell."""
    late_rows = [done(n, f"{29 + n % 2}/01/2026") for n in range(at_the_end)]
    rows = [done(100 + n, f"{12 + n % 5}/01/2026") for n in range(before)]
    put(desk, "tháng 1", [*late_rows, *rows])
    sign, dossiers = read(desk, "month_end")
    assert sign.count == SignCount(at_the_end, at_the_end + before)
    assert sign.wants_review is wants_review
    assert len(dossiers) == at_the_end


@pytest.mark.parametrize(("at_once", "cases"), [(20, 20), (19, 0)])
def test_many_on_one_day(desk: Desk, at_once: int, cases: int) -> None:
    rows = [done(n, "14/01/2026") for n in range(at_once)]
    others = [done(100 + n, f"{15 + n}/01/2026") for n in range(6)]
    put(desk, "tháng 1", [*rows, *others])
    sign, dossiers = read(desk, "busy_day")
    assert (sign.count, len(dossiers)) == (SignCount(cases, at_once + 6), cases)
    assert sign.wants_review is bool(cases)


@pytest.mark.parametrize(("on_usual_days", "cases"), [(7, 21), (8, 0)])
def test_a_day_is_busy_beside_the_usual_ones(desk: Desk, on_usual_days: int, cases: int) -> None:
    """Twenty-one are three times seven, and less than three times eight."""
    usual_rows = [
        done(100 * d + n, f"{d}/01/2026") for d in (12, 13, 15) for n in range(on_usual_days)
    ]
    put(desk, "tháng 1", [*(done(n, "14/01/2026") for n in range(21)), *usual_rows])
    sign, _ = read(desk, "busy_day")
    assert sign.count.cases == cases


def test_what_changed_from_one_list_to_the_next(desk: Desk) -> None:
    """The second's due day was moved, so that it is late no more; the third's end was put earlier.

    The fourth only went on from open to returned, the fifth stays late.
    """
    put(
        desk,
        "tháng 1",
        [
            dossier(2, due="20/01/2026"),
            done(3, "28/01/2026", due="30/01/2026"),
            dossier(4, due="10/02/2026"),
            dossier(5, due="20/01/2026"),
        ],
    )
    rows = [
        done(2, "03/02/2026", due="05/02/2026"),
        done(3, "27/01/2026", due="30/01/2026"),
        done(4, "04/02/2026", due="10/02/2026"),
        done(5, "04/02/2026", due="20/01/2026"),
    ]
    put(desk, "tháng 2", rows, FEBRUARY)
    moved, moved_dossiers = read(desk, "moved_day", FIRST_OF_FEBRUARY)
    mended, mended_dossiers = read(desk, "late_no_more", FIRST_OF_FEBRUARY)
    assert numbers(moved_dossiers) == [2, 3]
    assert numbers(mended_dossiers) == [2]
    # Five stand in both lists, the one carried over among them.
    assert (moved.count, mended.count) == (SignCount(2, 5), SignCount(1, 5))
    days_before = [d.days_before and str(d.days_before[1]) for d in mended_dossiers]
    assert days_before == ["2026-01-20"]
    assert read(desk, "moved_day")[0].count == SignCount(0, 0)


def test_a_list_that_replaced_another_of_the_same_days(desk: Desk) -> None:
    """What the replaced one said is compared too, until it is withdrawn."""
    put(desk, "tháng 1", [done(1, "21/01/2026", due="20/01/2026"), done(2, "21/01/2026")])
    put(desk, "tháng 1 (2)", [done(1, "20/01/2026", due="20/01/2026"), done(2, "21/01/2026")])
    sign, dossiers = read(desk, "late_no_more")
    assert (numbers(dossiers), sign.count) == ([1], SignCount(1, 3))
    ledger.withdraw(desk.record, [ledger.uploads(desk.record)[0].id], "thử")
    assert read(desk, "late_no_more")[0].count == SignCount(0, 0)


def test_a_file_of_two_communes_that_one_of_them_replaced(desk: Desk) -> None:
    """It still counts for the other, which has no second list to compare it with."""
    both = pa.concat_tables([list_rows(1, 3), list_rows(1, 3, NAM_SACH)])
    store_upload(desk.record, new_list(1, both), both)
    newer = list_rows(1, 3)
    days = [date(2026, 1, 9), *newer.column("received_on").to_pylist()[1:]]
    newer = newer.set_column(newer.column_names.index("received_on"), "received_on", pa.array(days))
    store_upload(desk.record, new_list(1, newer, "mới"), newer)
    sign, dossiers = read(desk, "moved_day")
    assert (sign.count, len(dossiers)) == (SignCount(1, 3), 1)
    assert read(desk, "moved_day", commune=NAM_SACH)[0].count == SignCount(0, 0)


def test_an_open_cache_takes_a_withdrawn_list_out_of_what_it_compares(desk: Desk) -> None:
    put(desk, "tháng 1", [done(1, "21/01/2026", due="20/01/2026")])
    put(desk, "tháng 1 (2)", [done(1, "20/01/2026", due="20/01/2026")])
    warehouse = open_warehouse(desk.record, None)
    query = "select count(*) as n from list_changes"
    try:
        warehouse.refresh()
        assert warehouse.read(query).to_pylist() == [{"n": 1}]
        ledger.withdraw(desk.record, [ledger.uploads(desk.record)[0].id], "thử")
        warehouse.refresh()
        assert warehouse.read(query).to_pylist() == [{"n": 0}]
    finally:
        warehouse.close()


def test_a_code_that_a_list_repeats(desk: Desk) -> None:
    put(desk, "tháng 1", [dossier(1), dossier(2), dossier(1)])
    sign, dossiers = read(desk, "duplicate_code")
    assert (sign.count, sign.wants_review) == (SignCount(1, 2), True)
    # Three lines above and the headings, then the one carried over: the repeated row is the 8th.
    assert [(d.code[-4:], d.row) for d in dossiers] == [("0001", 8)]


def test_a_code_in_the_lists_of_two_communes(desk: Desk) -> None:
    put(desk, "tháng 1", [dossier(1), dossier(2)])
    put_at_nam_sach(
        desk, [dossier(2, unit="UBND Xã Nam Sách"), dossier(3, unit="UBND Xã Nam Sách")]
    )
    here, dossiers = read(desk, "shared_code")
    there, other_dossiers = read(desk, "shared_code", commune=NAM_SACH)
    assert [(d.code[-4:], d.other_commune) for d in dossiers] == [("0002", NAM_SACH)]
    assert [(d.code[-4:], d.other_commune) for d in other_dossiers] == [("0002", NINH_GIANG)]
    assert here.count == there.count == SignCount(1, 2)


def test_what_is_usual_are_the_months_before(desk: Desk) -> None:
    early = {"received": "15/01/2026", "due": "14/01/2026"}
    put(desk, "tháng 1", [dossier("H24.91-260115-0001", **early), dossier(2)])
    rows = [dossier("H24.91-260225-0003", received="25/02/2026", due="24/02/2026")]
    put(desk, "tháng 2", rows, FEBRUARY)
    sign, _ = read(desk, "due_before_receipt", FIRST_OF_FEBRUARY)
    # In the twelve months before: two of January, and the one carried over, of December.
    assert (sign.count, sign.usual) == (SignCount(1, 1), SignCount(1, 3))
