"""Late and soon due dossiers on a few lines drawn by hand; 31/01/2026 is a Saturday."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from data.cache.warehouse import Warehouse
from data.periods import parse_period
from data.record.late_marks import Mark, newest_marks, set_marks
from loaders.load import store_staged
from metrics.analysis.late_dossiers import (
    LateDossier,
    count_apologies,
    last_known_day,
    late_dossiers,
)
from metrics.counting.day_counts import open_warehouse, read_holdings
from reports import typed_counts
from reports.late_workbook import HEADINGS, days_left_or_late, is_apologised, late_workbook
from reports.typed_counts_template import DocumentedCount
from tests.support import builders
from tests.support.builders import JANUARY, NINH_GIANG, Desk, done, dossier, earlier, table
from tests.support.records import copied

FIRST, LAST = date(2026, 1, 1), date(2026, 1, 31)
APOLOGISED, EXPLAINED = "late_apologised", "late_explained_and_apologised"
ONE, TWO, THREE, FIVE = (f"H24.91-260105-{number:04}" for number in (1, 2, 3, 5))


def store_january(desk: Desk) -> None:
    """A list of January: numbers say what becomes of each dossier."""
    left = {"state": "Công dân yêu cầu rút hồ sơ", "finished": "28/01/2026"}
    rows = [
        earlier(due="30/01/2026", finished="30/01/2026", state="Đã trả kết quả"),
        done(1, "21/01/2026", due="20/01/2026") | {"Thư xin lỗi": "Có"},
        done(2, "26/01/2026", due="23/01/2026") | {"Thư xin lỗi": "Không"},
        done(3, "24/01/2026", due="23/01/2026"),
        dossier(5, due="28/01/2026"),
        dossier(6, due="31/01/2026"),
        dossier(7, due="03/02/2026"),
        dossier(8, due="05/02/2026"),
        dossier(9, due="20/01/2026", **left),
    ]
    desk.stored("tháng 1.csv", table(rows))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A record with that January."""
    return copied(store_january, tmp_path)


@pytest.fixture
def warehouse(desk: Desk) -> Iterator[Warehouse]:
    warehouse = open_warehouse(desk.record, None)
    warehouse.refresh()
    yield warehouse
    warehouse.close()


def brief(dossiers: tuple[LateDossier, ...]) -> list[tuple[int, str, int]]:
    return [(int(dossier.code[-4:]), dossier.kind, dossier.days) for dossier in dossiers]


def test_which_are_late_and_by_how_many_working_days(warehouse: Warehouse) -> None:
    dossiers = late_dossiers(warehouse, NINH_GIANG, FIRST, LAST, 3)
    assert brief(dossiers) == [
        (5, "open_late", 2),  # Thursday and Friday
        (6, "due_soon", 0),
        (7, "due_soon", 2),  # Monday and Tuesday
        (1, "resolved_late", 1),
        (2, "resolved_late", 1),  # over a weekend
        (3, "resolved_late", 0),  # on a Saturday
    ]
    assert [dossier.apologised for dossier in dossiers] == [None, None, None, True, False, None]
    assert (8, "due_soon", 4) in brief(late_dossiers(warehouse, NINH_GIANG, FIRST, LAST, 5))
    assert late_dossiers(warehouse, "31393", FIRST, LAST, 3) == ()


def test_seen_from_an_earlier_day(warehouse: Warehouse) -> None:
    """On the 22nd the first was back a day late, and nothing else had fallen due."""
    dossiers = late_dossiers(warehouse, NINH_GIANG, FIRST, date(2026, 1, 22), 1)
    assert brief(dossiers) == [
        (9, "open_late", 2),
        (2, "due_soon", 1),
        (3, "due_soon", 1),
        (1, "resolved_late", 1),
    ]


def test_how_far_lists_carry(warehouse: Warehouse) -> None:
    holdings = read_holdings(warehouse)
    assert last_known_day(holdings, NINH_GIANG, parse_period("2026-01")) == LAST
    assert last_known_day(holdings, NINH_GIANG, parse_period("2026-Q1")) == LAST
    assert last_known_day(holdings, NINH_GIANG, parse_period("2026-02")) is None
    assert last_known_day(holdings, "31393", parse_period("2026-01")) is None


def test_marks_are_kept_and_the_newest_holds(desk: Desk, warehouse: Warehouse) -> None:
    third = next(
        dossier
        for dossier in late_dossiers(warehouse, NINH_GIANG, FIRST, LAST, 3)
        if dossier.code.endswith("0003")
    )
    assert not is_apologised(third, Mark())
    set_marks(desk.record, NINH_GIANG, {third.code: Mark(True, True, " 12/TB ")}, "thử")
    stored_marks = newest_marks(desk.record, NINH_GIANG)
    assert stored_marks == {third.code: Mark(True, True, "12/TB")}
    assert is_apologised(third, stored_marks[third.code])
    set_marks(desk.record, NINH_GIANG, {third.code: Mark(True, False)}, "thử")
    assert newest_marks(desk.record, NINH_GIANG) == {third.code: Mark(True, False, "")}
    assert newest_marks(desk.record, "31393") == {}


def test_the_workbook_holds_them_all(warehouse: Warehouse) -> None:
    dossiers = late_dossiers(warehouse, NINH_GIANG, FIRST, LAST, 3)
    marks_by_code = {dossiers[-1].code: Mark(True, True, "=1+1")}
    book = openpyxl.load_workbook(io.BytesIO(late_workbook("Tháng 1", dossiers, marks_by_code)))
    rows = list(book.worksheets[0].iter_rows(min_row=3, values_only=True))
    assert rows[0] == HEADINGS
    assert [row[0] for row in rows[1:]] == [dossier.code for dossier in dossiers]
    assert rows[-1][1:6] == ("trễ, chưa qua ngày làm việc", "Có", "Có", "=1+1", "Đã trả, trễ hạn")
    assert rows[2][1:4] == ("đến hạn trong ngày", None, None)
    assert [days_left_or_late(dossier) for dossier in dossiers[:1]] == ["trễ 2 ngày"]


def test_marks_count_beside_what_the_list_says(desk: Desk) -> None:
    """Three were returned late and one is open past its due day: the list has a letter for one."""
    assert desk.counts(APOLOGISED) == (1, 4)
    assert desk.counts(EXPLAINED) == (None, None)
    ticked = {ONE: Mark(True, False), TWO: Mark(True, False), THREE: Mark(False, True)}
    set_marks(desk.record, NINH_GIANG, ticked, "thử")
    assert desk.counts(APOLOGISED) == (2, 4)
    assert desk.counts(EXPLAINED) == (1, 4)
    set_marks(desk.record, NINH_GIANG, {TWO: Mark(True, True, "12/TB")}, "thử")
    assert desk.counts(APOLOGISED) == (3, 4)
    assert desk.counts(EXPLAINED) == (2, 4)
    assert desk.counts(EXPLAINED, "2025") == (None, None)
    by_field = desk.figures("2026-01", NINH_GIANG, "--by", "field")
    row = by_field[EXPLAINED + "Chứng thực"]
    assert (row["numerator"], row["denominator"]) == (2, 4)


def test_marks_taken_back_say_nothing(desk: Desk) -> None:
    set_marks(desk.record, NINH_GIANG, {THREE: Mark(True, True)}, "thử")
    assert desk.counts(EXPLAINED) == (1, 4)
    set_marks(desk.record, NINH_GIANG, {THREE: Mark()}, "thử")
    assert desk.counts(EXPLAINED) == (None, None)
    assert desk.counts(APOLOGISED) == (1, 4)


def test_a_dossier_that_is_still_open_counts_before_and_when_it_is_returned(desk: Desk) -> None:
    set_marks(desk.record, NINH_GIANG, {FIVE: Mark(True, True)}, "thử")
    assert desk.counts(EXPLAINED) == (1, 4)  # an apology is owed before it is returned
    february = (*JANUARY[:2], "Từ ngày 01/02/2026 đến ngày 28/02/2026")
    rows = [done(5, "02/02/2026", due="28/01/2026"), done(20, "04/02/2026", due="03/02/2026")]
    desk.stored("tháng 2.csv", table(rows, february))
    assert desk.counts(EXPLAINED, "2026-02") == (1, 2)
    assert desk.counts(APOLOGISED, "2026-02") == (1, 2)


def test_marks_tell_of_apologies_where_the_list_lacks_the_column(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    headings = [name for name in builders.HEADINGS if name != "Thư xin lỗi"]
    rows = [earlier(due="30/01/2026"), done(1, "21/01/2026"), done(2, "22/01/2026")]
    desk.stored("tháng 1.csv", table(rows, headings=headings))
    assert desk.counts(APOLOGISED) == (None, None)
    set_marks(desk.record, NINH_GIANG, {ONE: Mark(False, True)}, "thử")
    assert desk.counts(APOLOGISED) == (1, 3)
    assert desk.counts(EXPLAINED) == (0, 3)


def test_a_mark_of_another_commune_or_of_no_dossier_counts_nowhere(desk: Desk) -> None:
    set_marks(desk.record, "31393", {THREE: Mark(True, True)}, "thử")
    set_marks(desk.record, NINH_GIANG, {"H24.91-260105-0999": Mark(True, True)}, "thử")
    assert desk.counts(APOLOGISED) == (1, 4)
    assert desk.counts(EXPLAINED) == (None, None)


def test_typed_counts_stand_where_there_are_any(desk: Desk) -> None:
    set_marks(desk.record, NINH_GIANG, {THREE: Mark(True, True)}, "thử")
    counts = {"late_dossiers": 5, "late_explained_apologised": 4}
    typed = {name: DocumentedCount(n, "Báo cáo 12/BC-UBND") for name, n in counts.items()}
    january = parse_period("2026-01")
    store_staged(
        desk.record,
        typed_counts.stage_counts(NINH_GIANG, january, typed, datetime(2026, 2, 2)),
        "thử",
    )
    assert desk.counts(EXPLAINED) == (4, 5)
    assert desk.counts(APOLOGISED) == (2, 4)


def test_an_open_warehouse_takes_marks_up(desk: Desk, warehouse: Warehouse) -> None:
    """The pages keep theirs open: its version must change, and its rows with it."""
    before = warehouse.refresh()
    set_marks(desk.record, NINH_GIANG, {THREE: Mark(True, True)}, "thử")
    assert warehouse.refresh() != before
    query = "select sum(late_explained_and_apologised) as n from day_counts"
    assert warehouse.read(query).to_pylist() == [{"n": 1}]


def test_how_many_apologies_the_list_tells_of_and_how_many_marks(warehouse: Warehouse) -> None:
    dossiers = late_dossiers(warehouse, NINH_GIANG, FIRST, LAST, 4)
    ticked = {ONE: Mark(True, True), THREE: Mark(False, True), FIVE: Mark(True, True)}
    assert count_apologies(dossiers, {}) == (1, 0)
    assert count_apologies(dossiers, ticked) == (1, 2)  # THREE was returned late, FIVE is open
    assert count_apologies(dossiers, ticked, explained_only=True) == (1, 1)
