"""Which commune a file's unit means, and what is asked where it cannot be told."""

from __future__ import annotations

import time
from typing import Any

import pytest

from data.record import ledger
from data.record.settings import set_setting
from loaders.answers import forget_unit, remember_units, remembered_units
from loaders.parsing.unit_names import NO_COMMUNE, codes_in_titles, unit_in_titles
from tests.support.builders import JANUARY, Desk, csv_bytes, dossier, table

TITLE = JANUARY[1:]  # no unit above the table


def a_list(unit: str, code: str = "X-1", title: str = "DANH SÁCH HỒ SƠ") -> list[list[str]]:
    return table([dossier(code, unit=unit)], (title, JANUARY[2]))


@pytest.mark.parametrize(
    ("unit", "code", "commune"),
    [
        ("UBND Xã Ninh Giang", "H24.91-260105-0001", "11203"),
        ("UBND xã Vĩnh Thuận", "000.00.91.H24-260105-0001", "11842"),
        ("Xã Hòa An", "H13.58-260105-0001", "31393"),
        ("Xã Hoà An", "H13.58-260105-0001", "31393"),
        ("Ủy ban nhân dân xã Hòa An - Thành phố Cần Thơ", "X-1", "31393"),
        ("Xã Hoà An, tỉnh Cao Bằng", "X-1", "01654"),
        ("Xã Ninh Giang (14038)", "X-1", "14038"),
        ("Trung tâm Phục vụ hành chính công xã Ninh Giang, tỉnh Ninh Bình", "X-1", "14038"),
    ],
)
def test_a_unit_that_the_file_settles(desk: Desk, unit: str, code: str, commune: str) -> None:
    answer = desk.stored("a.csv", a_list(unit, code))
    assert (answer["communes"], answer["assumed"]) == ([commune], False)


@pytest.mark.parametrize(
    ("unit", "title", "commune"),
    [
        ("Xã Ninh Giang", "DANH SÁCH HỒ SƠ - TỈNH NINH BÌNH", "14038"),
        ("Xã Ninh Giang", "UBND THÀNH PHỐ HẢI PHÒNG", "11203"),
        ("Xã Vĩnh Thuận", "Sở Nội vụ tỉnh An Giang", "31069"),
    ],
)
def test_a_province_in_the_title(desk: Desk, unit: str, title: str, commune: str) -> None:
    assert desk.stored("a.csv", a_list(unit, title=title))["communes"] == [commune]


@pytest.mark.parametrize(
    ("unit", "province", "commune"),
    [
        ("Xã Ninh Giang", "31", "11203"),
        ("Xã Ninh Giang", "37", "14038"),
        ("Xã Vĩnh Thuận", "91", "31069"),
        ("Xã Hòa An", "92", "31393"),
        ("Xã Hòa An", "04", "01654"),
    ],
)
def test_a_province_that_is_given(desk: Desk, unit: str, province: str, commune: str) -> None:
    answer = desk.stored("a.csv", a_list(unit), "--province", province)
    assert (answer["communes"], answer["assumed"]) == ([commune], False)


@pytest.mark.parametrize(
    ("home", "commune"),
    [("14038", "14038"), ("11203", "11203"), ("11842", "11203")],
)
def test_our_own_centre(desk: Desk, home: str, commune: str) -> None:
    """The commune chosen once, or the one of its province that bears the name."""
    set_setting(desk.record, "home_commune", home, "thử")
    answer = desk.stored("a.csv", a_list("Xã Ninh Giang"))
    assert (answer["communes"], answer["assumed"]) == ([commune], False)


def test_the_file_goes_before_our_own_centre(desk: Desk) -> None:
    set_setting(desk.record, "home_commune", "14038", "thử")
    answer = desk.stored("a.csv", a_list("Xã Ninh Giang", "H24.91-1"))
    assert answer["communes"] == ["11203"]


@pytest.mark.parametrize(
    ("unit", "commune"),
    [("Xã Ninh Giang", "11203"), ("Xã Vĩnh Thuận", "11842"), ("Xã Hòa An", "31393")],
)
def test_a_plan_here_as_the_last_resort(desk: Desk, unit: str, commune: str) -> None:
    answer = desk.stored("a.csv", a_list(unit))
    assert (answer["communes"], answer["assumed"]) == ([commune], True)


def test_a_commune_that_is_given(desk: Desk) -> None:
    answer = desk.stored("a.csv", a_list("Xã Ninh Giang"), "--commune", "14038")
    assert (answer["communes"], answer["assumed"]) == (["14038"], False)
    nameless = desk.stored("b.csv", a_list("", "X-2"), "--commune", "11203")
    assert nameless["communes"] == ["11203"]


REFUSED: list[Any] = [
    ("Phường Hoàng Mai", "X-1", (), "có ở Thành phố Hà Nội, Tỉnh Nghệ An: hãy chọn đúng"),
    ("Xã Không Có Đâu", "X-1", (), "Không rõ"),
    ("", "X-1", (), "không ghi xã, phường nào"),
    ("Xã Tân Tiến", "X-1", (), "hãy chọn đúng xã, phường"),
    ("Xã Ninh Giang", "X-1", ("--commune", "31393"), "(31393)"),
    ("Xã Ninh Giang", "H24.91-1", ("--commune", "14038"), "không phải"),
    ("Xã Ninh Giang", "X-1", ("--province", "92"), "Thành phố Cần Thơ không có"),
    ("Xã Ninh Giang", "H24.91-1", ("--province", "37"), "không có"),
    ("Xã Ninh Giang", "H05.1-1", (), "Tỉnh Bắc Ninh không có"),
]


@pytest.mark.parametrize(("unit", "code", "options", "words"), REFUSED)
def test_a_unit_that_cannot_be_told(
    desk: Desk, unit: str, code: str, options: tuple[str, ...], words: str
) -> None:
    assert words in desk.refused("a.csv", a_list(unit, code), *options)["refused"]


def test_several_units_in_one_list(desk: Desk) -> None:
    rows = [
        dossier("H24.91-1", unit="UBND Xã Ninh Giang"),
        dossier("H24.92-1", unit="UBND Xã Vĩnh Thuận"),
        dossier("H24.92-2", unit="UBND Xã Vĩnh Thuận"),
    ]
    answer = desk.stored("a.csv", table(rows, TITLE))
    assert answer["communes"] == ["11203", "11842"]
    assert desk.counts("online_filing", commune="11842") == (2, 2)
    refused = desk.refused("b.csv", table([*rows, dossier(9)], TITLE), "--commune", "11203")
    assert "không phải" in refused["refused"]


def test_other_codes_among_the_letters(desk: Desk) -> None:
    """One dossier of another province's letters does not unsettle the rest."""
    rows = [dossier("H24.91-1"), dossier("H24.91-2"), dossier("G01.91-3"), dossier("13-4")]
    assert desk.stored("a.csv", table(rows, TITLE))["communes"] == ["11203"]


def test_a_commune_against_the_same_bytes(desk: Desk) -> None:
    content = csv_bytes(a_list(""))
    desk.stored("a.csv", content, "--commune", "11203")
    desk.refused("b.csv", content, "--commune", "31393")


LIST = "danh-sach-ho-so"
DESK = "Bộ phận Một cửa số 2"


def test_a_unit_that_was_told_once(desk: Desk) -> None:
    desk.refused("a.csv", a_list(DESK))
    remember_units(desk.record, LIST, {"BỘ PHẬN  một cửa số 2": "11203"}, "thử")
    answer = desk.stored("a.csv", a_list(DESK))
    assert (answer["communes"], answer["assumed"]) == (["11203"], False)
    forget_unit(desk.record, remembered_units(desk.record)[0], "thử")
    assert remembered_units(desk.record) == ()
    desk.refused("b.csv", a_list(DESK, "X-2"))


def test_a_unit_that_was_told_once_in_a_file_of_its_own_province(desk: Desk) -> None:
    remember_units(desk.record, LIST, {DESK: "11203"}, "thử")
    answer = desk.stored("a.csv", a_list(DESK, title="UBND THÀNH PHỐ HẢI PHÒNG"))
    assert answer["communes"] == ["11203"]


def test_what_was_told_of_one_system_is_not_said_of_another(desk: Desk) -> None:
    remember_units(desk.record, "opencps-danh-sach", {DESK: "11203"}, "thử")
    assert "Không rõ" in desk.refused("a.csv", a_list(DESK))["refused"]


def test_a_name_that_several_bear_told_once(desk: Desk) -> None:
    remember_units(desk.record, LIST, {"Xã Ninh Giang": "14038"}, "thử")
    assert desk.stored("a.csv", a_list("Xã Ninh Giang"))["communes"] == ["14038"]


@pytest.mark.parametrize(
    ("code", "title"),
    [("H24.91-260105-0001", "DANH SÁCH HỒ SƠ"), ("X-1", "UBND THÀNH PHỐ HẢI PHÒNG")],
)
def test_the_file_goes_before_what_was_told(desk: Desk, code: str, title: str) -> None:
    remember_units(desk.record, LIST, {"Xã Ninh Giang": "14038"}, "thử")
    answer = desk.stored("a.csv", a_list("Xã Ninh Giang", code, title))
    assert answer["communes"] == ["11203"]


def several(*more: dict[str, str]) -> list[list[str]]:
    rows = [dossier(1), dossier("X-2", unit="Sở Tư pháp"), dossier("X-3", unit=DESK), *more]
    return table(rows, TITLE)


def test_units_among_several(desk: Desk) -> None:
    aside = desk.stored("a.csv", several())
    assert [(p["kind"], p["row"]) for p in aside["problems"]] == [
        ("unknown_unit", 5),
        ("unknown_unit", 6),
    ]
    remember_units(desk.record, LIST, {DESK: "11842", "Sở Tư pháp": NO_COMMUNE}, "thử")
    second = desk.stored("b.csv", several(dossier(4)))
    assert second["communes"] == ["11203", "11842"]
    assert [(p["kind"], p["row"]) for p in second["problems"]] == [("unknown_unit", 5)]


def test_a_single_unit_that_was_told_to_be_none(desk: Desk) -> None:
    remember_units(desk.record, LIST, {"Xã Ninh Giang": NO_COMMUNE}, "thử")
    assert "không phải xã, phường" in desk.refused("a.csv", a_list("Xã Ninh Giang"))["refused"]


def test_a_withdrawn_list_counts_its_units_anew_once_they_are_told(desk: Desk) -> None:
    first = desk.stored("a.csv", several())
    ledger.withdraw(desk.record, [first["upload"]], "thử")
    assert desk.stored("a.csv", several())["upload"] == first["upload"]
    ledger.withdraw(desk.record, [first["upload"]], "thử")
    # What is told in the second in which the list was stored was told before it.
    time.sleep(1.1)
    remember_units(desk.record, LIST, {DESK: "11842"}, "thử")
    again = desk.stored("a.csv", several())
    assert (again["already"], again["communes"]) == (False, ["11203", "11842"])


@pytest.mark.parametrize(
    "days",
    [
        "Từ ngày 01/01/2026 đến ngày 31/01/2026",
        "Từ tháng 1 đến hết tháng 3/2026",
        "Tháng 01 năm 2026",
        "Quý I năm 2026",
        "6 tháng đầu năm 2026",
        "Số liệu lũy kế đến tháng 3/2026",
        "Kì báo cáo: quý 1/2026",
        "Năm 2026 (từ 01/01/2026 đến 31/10/2026)",
    ],
)
def test_a_unit_with_the_days_behind_it(days: str) -> None:
    assert unit_in_titles([f"Đơn vị báo cáo: UBND Xã Ninh Giang. {days}"]) == "UBND Xã Ninh Giang"


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("Danh sách hồ sơ xã Ninh Giang, TP Hải Phòng", "xã Ninh Giang, TP Hải Phòng"),
        ("BÁO CÁO KẾT QUẢ CỦA UBND XÃ NINH GIANG - THÁNG 3/2026", "UBND XÃ NINH GIANG"),
        ("Tổng hợp hồ sơ của các xã, phường", None),
        ("Danh sách hồ sơ cấp xã", None),
        ("Báo cáo gửi UBND xã Ninh Giang", None),
        ("Kính gửi: UBND xã Ninh Giang", None),
    ],
)
def test_a_unit_behind_what_the_table_is(line: str, unit: str | None) -> None:
    assert unit_in_titles([line]) == unit


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (["UBND Xã Ninh Giang"], {"11203", "14038"}),  # a name that two provinces have
        (["UBND Xã Ninh Giang, tỉnh Ninh Bình"], {"14038"}),
        (["DANH SÁCH HỒ SƠ", "Đơn vị: UBND xã Ninh Giang (14038)"], {"14038"}),
        (["Ủy ban nhân dân xã 31393"], {"31393"}),  # by its code alone
        (["DANH SÁCH HỒ SƠ", "Tháng 01 năm 2026"], set()),
        (["UBND Xã Không Có Đâu"], set()),
        ([], set()),
    ],
)
def test_the_communes_that_title_lines_may_mean(lines: list[str], codes: set[str]) -> None:
    assert codes_in_titles(lines) == codes
