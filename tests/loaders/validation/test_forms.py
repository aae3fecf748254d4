"""Biểu II.06a: a line that does not balance is set aside, and its sums are not known."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.builders import Desk

ABOVE = (
    "Biểu số II.06a/VPCP/KSTT",
    "Đơn vị báo cáo: UBND Xã Ninh Giang - Thành phố Hải Phòng",
    "Kỳ báo cáo: Tháng 1 năm 2026 (Từ ngày 01/01/2026 đến ngày 31/01/2026)",
)
HEADINGS = (
    (
        "STT",
        "Lĩnh vực giải quyết",
        "Số lượng hồ sơ tiếp nhận",
        "",
        "",
        "",
        "Số lượng hồ sơ đã giải quyết",
        "",
        "",
        "",
        "Số lượng hồ sơ đang giải quyết",
        "",
        "",
    ),
    (
        "",
        "",
        "Tổng số",
        "Trong kỳ",
        "",
        "Từ kỳ trước",
        "Tổng số",
        "Trước hạn",
        "Đúng hạn",
        "Quá hạn",
        "Tổng số",
        "Trong hạn",
        "Quá hạn",
    ),
    ("", "", "", "Trực tuyến", "Trực tiếp, dịch vụ bưu chính", *[""] * 8),
    (
        "(1)",
        "(2)",
        "(3)=(4)+(5)+(6)",
        "(4)",
        "(5)",
        "(6)",
        "(7)=(8)+(9)+(10)",
        "(8)",
        "(9)",
        "(10)",
        "(11)=(12)+(13)",
        "(12)",
        "(13)",
    ),
)
# Columns 3 to 13: total, online, direct, carried over, resolved, early, on time, late, pending, …
LAND = (10, 4, 3, 3, 6, 2, 3, 1, 4, 3, 1)
CIVIL = (20, 12, 8, 0, 18, 10, 8, 0, 2, 2, 0)
NOTARY = (5, 0, 5, 0, 5, 5, 0, 0, 0, 0, 0)


def a_form(*lines: tuple[object, ...], below: tuple[tuple[object, ...], ...] = ()) -> Any:
    signature = (("",) * 13, ("",) * 8 + ("Ninh Giang, ngày 31 tháng 1 năm 2026",))
    names = (("", "NGƯỜI LẬP BIỂU"), ("", "Nguyễn Văn Mẫu"))
    numbered = [[i, *line] for i, line in enumerate(lines, 1)]
    cells = [*([text] for text in ABOVE), *HEADINGS, *numbered, *below, *signature, *names]
    return [list(row) for row in cells]


def total_of(*lines: tuple[int, ...]) -> tuple[object, ...]:
    return ("", "Tổng số", *(sum(column) for column in zip(*lines, strict=True)))


@pytest.mark.parametrize("suffix", ["xlsx", "xls"])
def test_a_form_that_balances(desk: Desk, suffix: str) -> None:
    total = total_of(LAND, CIVIL)
    form = a_form(("Đất đai", *LAND), ("Hộ tịch", *CIVIL), below=(total,))
    answer = desk.stored(f"a.{suffix}", form)
    assert answer["format"] == "bieu-ii06a"
    assert (answer["problems"], answer["rows_read"], answer["rows_stored"]) == ([], 2, 2)
    assert answer["period"] == ["2026-01-01", "2026-01-31"]
    assert desk.counts("online_filing") == (16, 27)
    row = desk.figures()["on_time"]
    assert (row["numerator"], row["denominator"]) == (23, 24)
    assert row["denominator_variant"] == "resolved_or_left"


WRONG: list[tuple[tuple[object, ...], str, str, str]] = [
    ((11, *LAND[1:]), "unbalanced", "Số lượng hồ sơ tiếp nhận > Tổng số", "(3) = (4) + (5) + (6)"),
    ((*LAND[:4], 7, *LAND[5:]), "unbalanced", "Số lượng hồ sơ đã giải quyết > Tổng số", "(7)"),
    ((*LAND[:9], 2, 1), "unbalanced", "Số lượng hồ sơ đang giải quyết > Tổng số", "(11)"),
    ((*LAND[:1], "bốn", *LAND[2:]), "not_a_number", "Trong kỳ > Trực tuyến", "bốn"),
    ((*LAND[:1], "Infinity", *LAND[2:]), "not_a_number", "Trong kỳ > Trực tuyến", "Infinity"),
    ((*LAND[:1], "1e300", *LAND[2:]), "not_a_number", "Trong kỳ > Trực tuyến", "1e300"),
    ((*LAND[:1], "4,5", *LAND[2:]), "not_a_number", "Trong kỳ > Trực tuyến", "4,5"),
    ((*LAND[:1], "-4", *LAND[2:]), "not_a_number", "Trong kỳ > Trực tuyến", "-4"),
    ((*LAND[:1], "=NA()", *LAND[2:]), "error_cell", "Trong kỳ > Trực tuyến", "#LỖI!"),
]


@pytest.mark.parametrize(("line", "kind", "column", "value"), WRONG)
def test_a_line_that_does_not_balance(
    desk: Desk, line: tuple[object, ...], kind: str, column: str, value: str
) -> None:
    """It stands in Excel's row 9. Its field and the commune's sum are not known; others are."""
    answer = desk.stored("a.xlsx", a_form(("Hộ tịch", *CIVIL), ("Đất đai", *line)))
    assert {problem["kind"] for problem in answer["problems"]} == {kind}
    first = answer["problems"][0]
    assert first["row"] == 9
    assert first["column"].endswith(column)
    assert first["value"].startswith(value)
    assert (answer["rows_read"], answer["rows_stored"], answer["rows_set_aside"]) == (2, 1, 1)
    assert desk.figures()["online_filing"]["status"] == "no_data"
    by_field = desk.figures("2026-01", "11203", "--by", "field")
    assert by_field["online_filingĐất đai"]["status"] == "no_data"
    civil = by_field["online_filingHộ tịch"]
    assert (civil["numerator"], civil["denominator"]) == (12, 20)


@pytest.mark.parametrize(("cell", "kind"), [("4 hồ sơ", "not_a_number"), ("=NA()", "error_cell")])
def test_a_line_whose_only_cell_is_no_number_is_reported_and_taken_for_no_signature(
    desk: Desk, cell: str, kind: str
) -> None:
    line = ("Đất đai", cell, *[""] * 10)
    answer = desk.stored("a.xlsx", a_form(("Hộ tịch", *CIVIL), line))
    assert [(problem["kind"], problem["row"]) for problem in answer["problems"]] == [(kind, 9)]
    assert (answer["rows_read"], answer["rows_set_aside"]) == (2, 1)


def test_a_total_line_that_differs(desk: Desk) -> None:
    total = (*total_of(LAND, CIVIL)[:3], 17, *total_of(LAND, CIVIL)[4:])
    form = a_form(("Đất đai", *LAND), ("Hộ tịch", *CIVIL), below=(total,))
    (problem,) = desk.stored("a.xlsx", form)["problems"]
    assert (problem["kind"], problem["row"], problem["value"]) == ("unbalanced_total", 10, "17")
    assert problem["column"] == "Số lượng hồ sơ tiếp nhận > Trong kỳ > Trực tuyến"
    assert desk.counts("online_filing") == (16, 27)


def test_every_line_set_aside(stocked: Desk) -> None:
    answer = stocked.refused(
        "b.xlsx", a_form(("Đất đai", 11, *LAND[1:]), ("Hộ tịch", "x", *CIVIL[1:]))
    )
    assert answer["problems"][0]["row"] == 8
    assert (answer["rows_read"], answer["rows_set_aside"]) == (2, 2)


@pytest.mark.parametrize("blank", ["", "-", " "])
def test_a_blank_in_a_form_is_none(desk: Desk, blank: str) -> None:
    line = tuple(blank if number == 0 else number for number in NOTARY)
    answer = desk.stored("a.xlsx", a_form(("Chứng thực", *line), ("Hộ tịch", *CIVIL)))
    assert answer["problems"] == []
    assert desk.counts("online_filing") == (12, 25)


def test_a_newer_form_replaces_the_older(desk: Desk) -> None:
    desk.stored("a.xlsx", a_form(("Đất đai", *LAND)))
    desk.stored("b.xlsx", a_form(("Hộ tịch", *CIVIL)))
    assert desk.counts("online_filing") == (12, 20)


def test_a_form_of_one_field_is_asked_about_as_a_form(desk: Desk) -> None:
    form = a_form(("Đất đai", *LAND), below=(total_of(LAND),))
    answer = desk.refused("a.xlsx", [["Lĩnh vực: Đất đai"], *form])
    assert answer["refused"].startswith("Biểu ghi “lĩnh vực: đất đai” nên có vẻ chỉ là một phần")


def test_a_form_of_thousands_is_refused_with_its_own_words(desk: Desk) -> None:
    form = a_form(("Đất đai", *LAND), below=(total_of(LAND),))
    answer = desk.refused("a.xlsx", [["Đơn vị tính: nghìn hồ sơ"], *form])
    assert answer["refused"].startswith("Biểu ghi “đơn vị tính: nghìn hồ sơ” nên các ô không phải")
