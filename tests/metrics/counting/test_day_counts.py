"""What there is to count from: a form's sums over its lines, and the lists as known on a day."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing
from datetime import date

import pytest

from metrics.counting.coverage import Source
from metrics.counting.day_counts import Holdings, open_warehouse, read_holdings
from metrics.counting.forms import Form
from tests.support.builders import Desk, dossier, earlier, table

NINH_GIANG = "11203"
BY_FIELD = Form(
    {
        "Đất đai": {"received": 3, "resolved_late": 1},
        "Hộ tịch": {"received": 4, "resolved": 2},
        "Nhà ở": {"received": None, "resolved": 5},
    },
    has_fields=True,
)


@pytest.mark.parametrize(
    ("names", "fields", "total"),
    [
        (["resolved"], None, 7),  # a line without the count adds nothing
        (["resolved", "resolved_late"], None, 8),
        (["received"], None, None),  # a cell could not be trusted
        (["received"], ["Đất đai", "Hộ tịch"], 7),
        (["resolved"], ["Đất đai"], 0),
        (["resolved"], ["Chứng thực"], 0),  # a field without a line had no cases
        (["left"], None, None),  # no line has the count
        (["resolved", "left"], None, None),
    ],
)
def test_a_forms_count_over_its_lines(
    names: list[str], fields: Collection[str] | None, total: int | None
) -> None:
    chosen_fields = None if fields is None else frozenset(fields)
    assert BY_FIELD.total(names, chosen_fields) == total


def test_a_form_without_fields_gives_no_fields_count() -> None:
    form = Form({"": {"received": 3}}, has_fields=False)
    assert form.total(["received"], None) == 3
    assert form.total(["received"], frozenset({"Đất đai"})) is None
    assert form.fields() == frozenset()
    assert BY_FIELD.fields() == {"Đất đai", "Hộ tịch", "Nhà ở"}


def source(upload_id: int, first: date, last: date, is_list: bool) -> Source:
    return Source(NINH_GIANG, upload_id, first, last, frozenset({"received"}), is_list, "x")


def test_holdings_of_a_day_have_nothing_later_from_lists_and_forms_whole() -> None:
    first, last, day = date(2026, 1, 1), date(2026, 3, 31), date(2026, 2, 10)
    form = source(1, first, last, is_list=False)
    list_to_day = source(2, first, day, is_list=True)
    list_from_day = source(4, day, last, is_list=True)
    sources = (
        form,
        source(2, first, last, is_list=True),
        source(3, date(2026, 2, 11), last, is_list=True),
        list_from_day,
        source(5, first, date(2026, 1, 31), is_list=True),
    )
    assert Holdings({NINH_GIANG: sources}, {}).cut_lists_after(day).sources == {
        NINH_GIANG: (
            form,
            list_to_day,
            source(4, day, day, is_list=True),
            source(5, first, date(2026, 1, 31), is_list=True),
        )
    }


ABOVE = [["Đơn vị báo cáo: UBND Xã Ninh Giang, Hải Phòng"], ["Từ ngày 01/01/2026 đến 31/01/2026"]]
HANDLED = ("Tổng số", "Đúng hạn", "Quá hạn")
PETITIONS = [
    *ABOVE,
    ["STT", "Nội dung PAKN", "Số PAKN tiếp nhận", "", "", "Số PAKN đã xử lý", "", ""],
    ["", "", "Tổng số", "Kỳ trước chuyển qua", "Tiếp nhận mới trong kỳ", *HANDLED],
    ["1", "Quy định hành chính", "3", "1", "2", "2", "2", "0"],
    ["2", "Hành vi hành chính", "4", "0", "4", "3", "1", "2"],
]
RATINGS = [
    *ABOVE,
    ["STT", "Lĩnh vực", "Tổng số phiếu đánh giá", "Mức độ đánh giá", ""],
    ["", "", "", "Rất hài lòng", "Hài lòng"],
    ["1", "Quy định hành chính", "3", "1", "2"],
]


def test_a_form_by_kinds_of_petitions_also_knows_the_counts_of_each_kind(desk: Desk) -> None:
    """One by fields does not, whatever its fields are called."""
    desk.stored("a.csv", PETITIONS)
    desk.stored("b.csv", RATINGS)
    with closing(open_warehouse(desk.record, None)) as warehouse:
        warehouse.refresh()
        holdings = read_holdings(warehouse)
    petitions, ratings = holdings.sources_of(NINH_GIANG)
    forms = holdings.forms
    assert petitions.known_counts >= {
        "petitions_new",
        "regulation_petitions_new",
        "conduct_petitions_handled_late",
    }
    assert forms[NINH_GIANG, 1].total(["conduct_petitions_handled_late"], None) == 2
    assert forms[NINH_GIANG, 1].total(["petitions_handled_late"], None) == 2
    assert [name for name in ratings.known_counts if "petitions" in name] == []
    assert (petitions.has_fields, ratings.has_fields) == (False, True)
    assert (petitions.first, petitions.last) == (date(2026, 1, 1), date(2026, 1, 31))


def test_of_a_commune_whose_every_row_waits_the_days_are_kept_and_nothing_counts(
    desk: Desk,
) -> None:
    """In two lists of two communes one commune's rows all have a state that nobody explained."""
    for month, last in (("01", 31), ("02", 28)):
        above = ("DANH SÁCH HỒ SƠ", f"Từ ngày 01/{month}/2026 đến ngày {last}/{month}/2026")
        days = {"received": f"05/{month}/2026", "due": f"20/{month}/2026"}
        waiting = {"state": "Đang ký số", "unit": "UBND Xã Vĩnh Thuận", **days}
        rows = [
            earlier(f"H24.91-2512{month}"),
            dossier(f"H24.91-26{month}", **days),
            dossier(f"H24.92-26{month}", **waiting),
        ]
        desk.stored(f"{month}.csv", table(rows, above))
    with closing(open_warehouse(desk.record, None)) as warehouse:
        warehouse.refresh()
        holdings = read_holdings(warehouse)
    january = (date(2026, 1, 1), date(2026, 1, 31))
    february = (date(2026, 2, 1), date(2026, 2, 28))
    assert holdings.waiting_spans == {"11842": (january, february)}
    assert holdings.sources_of("11842") == ()
    assert [source.span for source in holdings.sources_of(NINH_GIANG)] == [january, february]
