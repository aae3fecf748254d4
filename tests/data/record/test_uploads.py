"""What becomes of an upload beside the others: same bytes, newer lists, other spans, other days."""

from __future__ import annotations

import pytest

from data.record import ledger
from metrics.catalogue.metrics import METRICS
from tests.support.builders import (
    HEADINGS,
    JANUARY,
    Desk,
    csv_bytes,
    done,
    dossier,
    earlier,
    table,
)

NAMELESS = JANUARY[:2]
FIRST_HALF = (*NAMELESS, "Từ ngày 01/01/2026 đến ngày 15/01/2026")
TO_MARCH = (*NAMELESS, "Từ ngày 01/01/2026 đến ngày 31/03/2026")


def test_same_bytes_twice(desk: Desk) -> None:
    content = csv_bytes(table([earlier(), dossier(1), dossier(2, state="Đang bay")]))
    first = desk.stored("a.csv", content)
    before = desk.state()
    code, (again,) = desk.load(desk.file("bản sao.csv", content))
    assert code == 0
    assert again == first | {"already": True, "file": again["file"]}
    assert desk.state() == before


def test_same_bytes_twice_in_one_run(desk: Desk) -> None:
    path = desk.file("a.csv", table([dossier(1)]))
    code, (first, again) = desk.load(path, path)
    assert code == 0
    assert (first["already"], again["already"]) == (False, True)
    assert first["upload"] == again["upload"]
    assert len(desk.parquet()) == 1


def test_withdrawn_bytes_are_brought_back(desk: Desk) -> None:
    content = csv_bytes(table([dossier(1), dossier(2, channel="Trực tiếp")]))
    first = desk.stored("a.csv", content)
    ledger.withdraw(desk.record, [first["upload"]], "thử")
    assert desk.counts("online_filing") == (None, None)
    code, (again,) = desk.load(desk.file("b.csv", content))
    assert (code, again["upload"], again["stored"]) == (0, first["upload"], True)
    assert desk.counts("online_filing") == (1, 2)
    assert len(desk.parquet()) == 1


def test_same_bytes_for_another_period(desk: Desk) -> None:
    content = csv_bytes(table([dossier(1)], NAMELESS))
    desk.stored("a.csv", content, "--period", "2026-01")
    answer = desk.refused("b.csv", content, "--period", "2026-Q1")
    assert "01/01/2026–31/01/2026" in answer["refused"]


def test_a_newer_list_replaces_the_older_whole(desk: Desk) -> None:
    old = desk.stored("a.csv", table([earlier(), dossier(1), dossier(2), dossier(3)]))
    assert desk.counts("online_filing") == (3, 3)
    new = desk.stored("b.csv", table([earlier(), done(1), dossier(4, channel="Trực tiếp")]))
    assert old["upload"] != new["upload"]
    assert desk.counts("online_filing") == (1, 2)
    assert desk.counts("on_time") == (1, 1)
    ledger.withdraw(desk.record, [new["upload"]], "thử")
    assert desk.counts("online_filing") == (3, 3)
    assert desk.counts("on_time") == (None, None)  # its day of end is blank in every line
    ledger.bring_back(desk.record, [new["upload"]], "thử")
    assert desk.counts("online_filing") == (1, 2)


def test_a_newer_list_replaces_only_its_communes(desk: Desk) -> None:
    hoa_an = {"unit": "UBND Xã Hòa An, Thành phố Cần Thơ"}
    both = [dossier(1), dossier("H13.58-260105-0001", **hoa_an)]
    desk.stored("a.csv", table(both, NAMELESS), "--period", "2026-01")
    desk.stored("b.csv", table([dossier(2), dossier(3)], NAMELESS), "--period", "2026-01")
    assert desk.counts("online_filing") == (2, 2)
    assert desk.counts("online_filing", commune="31393") == (1, 1)


@pytest.mark.parametrize("newest_first", [False, True])
def test_lists_of_two_spans_merge_by_code(desk: Desk, newest_first: bool) -> None:
    """Dossier 1 is open on the 15th and done by the end of March, however they come in."""
    files = [
        desk.file("a.csv", table([earlier(), dossier(1), dossier(2)], FIRST_HALF)),
        desk.file("b.csv", table([earlier(), done(1, "19/01/2026"), dossier(3)], TO_MARCH)),
    ]
    # After a list of several states one of open dossiers alone is asked about: it is whole.
    code, _ = desk.load("--whole-list", *(reversed(files) if newest_first else files))
    assert code == 0
    assert desk.counts("online_filing") == (3, 3)
    assert desk.counts("on_time") == (1, 1)


def test_on_equal_last_days_the_later_upload_wins(desk: Desk) -> None:
    late = (*NAMELESS, "Từ ngày 01/02/2026 đến ngày 31/03/2026")
    desk.stored("a.csv", table([earlier(), dossier(1)], TO_MARCH))
    desk.stored("b.csv", table([done(1, "10/02/2026")], late))
    assert desk.counts("on_time", "2026-02") == (0, 1)
    # January is the earlier upload's alone, whose day of end is blank in every line.
    assert desk.counts("on_time", "2026-01") == (None, None)


def test_a_later_list_that_lacks_a_column(desk: Desk) -> None:
    """It takes nothing from what an earlier list knew; its own days are not known."""
    desk.stored("a.csv", table([earlier(), dossier(1, payment="Tiền mặt")]))
    without = [h for h in HEADINGS if h not in ("Phí, lệ phí (đồng)", "Hình thức thanh toán")]
    february = (*NAMELESS, "Từ ngày 01/02/2026 đến ngày 28/02/2026")
    later = [done(1, "02/02/2026"), dossier(2, received="05/02/2026")]
    desk.stored("b.csv", table(later, february, without))
    assert desk.counts("online_payment") == (0, 1)
    assert desk.counts("online_payment", "2026-02") == (None, None)
    assert desk.counts("on_time", "2026-02") == (0, 1)


MISSING = [
    ("Phí, lệ phí (đồng)", {"online_payment"}),
    ("Hình thức thanh toán", {"online_payment"}),
    ("Hình thức nộp", {"online_filing"}),
    ("Ngày hẹn trả", {"on_time", "early"}),
    (
        "Ngày kết thúc xử lý",
        {
            *("on_time", "early", "digitised_results", "electronic_results", "satisfaction"),
            "satisfaction_land_construction_investment",
        },
    ),
    ("Số hóa TPHS", {"digitised_dossiers"}),
    ("Số hóa kết quả", {"digitised_results"}),
    ("Tái sử dụng TPHS", {"reused_data"}),
    ("Đánh giá", {"satisfaction", "satisfaction_land_construction_investment"}),
    ("Lĩnh vực", {"satisfaction_land_construction_investment"}),
    ("Mã thủ tục", set()),
]


@pytest.mark.parametrize(("heading", "unknown"), MISSING)
def test_a_heading_that_a_list_lacks(desk: Desk, heading: str, unknown: set[str]) -> None:
    """Only the counts that need it are unknown, not zero; the others are as they were."""
    rows = [earlier(), dossier(1), done(2, result="Có", electronic="Có", rating="Hài lòng")]
    whole = Desk(desk.path / "đủ cột")
    whole.path.mkdir()
    whole.stored("a.csv", table(rows))
    # Without the day of finish a list can only hold what is open.
    kept = rows[:2] if heading == "Ngày kết thúc xử lý" else rows
    desk.stored("a.csv", table(kept, headings=[h for h in HEADINGS if h != heading]))
    known, found = whole.figures(), desk.figures()
    found = {metric.name: found[metric.name] for metric in METRICS}
    assert {name for name, row in found.items() if row["status"] == "no_data"} == unknown
    for name, row in found.items():
        if name not in unknown and kept is rows:
            assert (row["numerator"], row["denominator"]) == (
                known[name]["numerator"],
                known[name]["denominator"],
            )


def test_received_dossiers_only(desk: Desk) -> None:
    """Nothing in it was received before its first day: it tells the counts of receipt alone."""
    content = csv_bytes(table([dossier(1), done(2)]))
    desk.stored("a.csv", content)
    figures = desk.figures()
    assert (figures["on_time"]["status"], figures["early"]["status"]) == ("no_data", "no_data")
    assert desk.counts("online_filing") == (2, 2)
    complete = Desk(desk.path / "đủ")
    complete.path.mkdir()
    complete.stored("a.csv", content, "--complete")
    assert complete.counts("on_time") == (1, 1)
    assert complete.counts("online_filing") == (2, 2)


def test_a_blank_result_is_not_due(desk: Desk) -> None:
    rows = [done(1, result="Có", electronic="Có"), done(2, result="Không"), done(3), done(4)]
    desk.stored("a.csv", table([earlier(), *rows]))
    assert desk.counts("digitised_results") == (1, 2)
    assert desk.counts("electronic_results") == (1, 2)
    assert desk.counts("on_time") == (4, 4)


def test_what_counts_nowhere(desk: Desk) -> None:
    rows = [
        dossier(1, state="Không được tiếp nhận"),
        dossier(2, state="Mới đăng ký"),
        dossier(3, state="Đã rút hồ sơ", finished="06/01/2026"),
        done(4),
        dossier(5, state="Chờ bổ sung"),
    ]
    desk.stored("a.csv", table([earlier(), *rows]))
    assert desk.counts("online_filing") == (3, 3)
    assert desk.counts("on_time") == (1, 1)


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_code_that_two_communes_hold(desk: Desk, newest_first: bool) -> None:
    """Counted once, in the later list's commune; without that list in the other."""
    unit = "UBND Xã Hòa An, Thành phố Cần Thơ"
    paths = [
        desk.file("a.csv", table([dossier("X-1"), dossier("X-2")], FIRST_HALF)),
        desk.file(
            "b.csv", table([dossier("X-1", unit=unit), dossier("X-3", unit=unit)], JANUARY[1:])
        ),
    ]
    code, answers = desk.load(*(reversed(paths) if newest_first else paths))
    assert code == 0
    half = "2026-01-01..2026-01-15"
    assert desk.counts("online_filing", half) == (1, 1)
    assert desk.counts("online_filing", half, "31393") == (2, 2)
    later = next(answer["upload"] for answer in answers if answer["communes"] == ["31393"])
    ledger.withdraw(desk.record, [later], "thử")
    assert desk.counts("online_filing", half) == (2, 2)


def test_a_code_that_one_list_gives_two_communes(desk: Desk) -> None:
    unit = "UBND Xã Hòa An, Thành phố Cần Thơ"
    desk.stored("a.csv", table([dossier("X-1", unit=unit), dossier("X-1")], JANUARY[1:]))
    assert desk.counts("online_filing", commune="31393") == (1, 1)
    assert desk.counts("online_filing") == (0, 0)


def test_a_list_that_was_made_before_its_last_day(desk: Desk) -> None:
    desk.stored("a.csv", table([earlier(), dossier(1)]), "--today", "2026-01-20")
    row = desk.figures()["online_filing"]
    assert row["covered"] == ["2026-01-01", "2026-01-20"]
    assert row["missing"] == [["2026-01-21", "2026-01-31"]]
    assert row["provisional"]
    assert (row["numerator"], row["denominator"]) == (1, 1)


def test_a_list_made_after_its_last_day(desk: Desk) -> None:
    desk.stored("a.csv", table([earlier(), dossier(1)]), "--today", "2026-02-20")
    assert desk.figures()["online_filing"]["covered"] == ["2026-01-01", "2026-01-31"]


def test_no_period(desk: Desk) -> None:
    answer = desk.refused("a.csv", table([dossier(1)], NAMELESS))
    assert "không ghi kỳ" in answer["refused"]
    assert "--period" in answer["refused"]


@pytest.mark.parametrize("period", ["2026-01", "2026-01-01..2026-01-31"])
def test_a_typed_period(desk: Desk, period: str) -> None:
    answer = desk.stored("a.csv", table([dossier(1)], NAMELESS), "--period", period)
    assert answer["period"] == ["2026-01-01", "2026-01-31"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([dossier(1), dossier(2, received="03/02/2026")], "03/02/2026"),
        ([dossier(1), done(2, "04/02/2026")], "04/02/2026"),
        ([earlier(), earlier(2)], "Không có hồ sơ nào tiếp nhận trong kỳ"),
    ],
)
def test_a_typed_period_against_the_dates(
    desk: Desk, rows: list[dict[str, str]], words: str
) -> None:
    answer = desk.refused("a.csv", table(rows, NAMELESS), "--period", "2026-01")
    assert words in answer["refused"]


def test_a_period_against_the_file(desk: Desk) -> None:
    answer = desk.refused("a.csv", table([dossier(1)]), "--period", "2026-02")
    assert "01/01/2026–31/01/2026" in answer["refused"]
    assert desk.stored("a.csv", table([dossier(1)]), "--period", "2026-01")["stored"]


@pytest.mark.parametrize(
    ("line", "period"),
    [
        ("Tháng 01 năm 2026", ["2026-01-01", "2026-01-31"]),
        ("Kỳ báo cáo: Tháng 2/2026", ["2026-02-01", "2026-02-28"]),
        ("Quý I năm 2026", ["2026-01-01", "2026-03-31"]),
        ("Từ tháng 01/2026 đến tháng 03/2026", ["2026-01-01", "2026-03-31"]),
        ("(Từ 15/12/2025 đến hết ngày 14/01/2026)", ["2025-12-15", "2026-01-14"]),
        ("Từ ngày: 1-1-2026 - đến ngày: 20-1-2026", ["2026-01-01", "2026-01-20"]),
    ],
)
def test_how_a_title_writes_a_period(desk: Desk, line: str, period: list[str]) -> None:
    rows = [dossier(1, received="05/01/2026")]
    assert desk.stored("a.csv", table(rows, (*NAMELESS, line)))["period"] == period


def test_a_signature_is_no_period(desk: Desk) -> None:
    line = "Ninh Giang, ngày 31 tháng 01 năm 2026"
    assert (
        "không ghi kỳ" in desk.refused("a.csv", table([dossier(1)], (*NAMELESS, line)))["refused"]
    )
