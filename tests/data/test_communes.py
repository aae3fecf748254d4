"""Communes are found by the names that systems write, and shared names give every holder."""

from __future__ import annotations

import unicodedata

import pytest

from data.communes import PROVINCE_LETTERS, communes, communes_by_name, province_code_in


def codes(name: str, province_code: str | None = None) -> list[str]:
    return [commune.code for commune in communes_by_name(name, province_code)]


def test_the_country_has_3321_communes_in_34_provinces() -> None:
    assert len(communes()) == 3321
    assert len({commune.province_code for commune in communes().values()}) == 34


@pytest.mark.parametrize(
    ("code", "name", "province"),
    [
        ("11203", "Xã Ninh Giang", "Thành phố Hải Phòng"),
        ("11842", "Xã Vĩnh Thuận", "Thành phố Hải Phòng"),
        ("09385", "Phường Đồng Nguyên", "Tỉnh Bắc Ninh"),
        ("10729", "Phường Trần Liễu", "Thành phố Hải Phòng"),
        ("31393", "Xã Hòa An", "Thành phố Cần Thơ"),
    ],
)
def test_the_five_communes_with_a_plan(code: str, name: str, province: str) -> None:
    assert (communes()[code].name, communes()[code].province) == (name, province)
    assert code in codes(f"UBND {name}")


@pytest.mark.parametrize(
    "written",
    [
        "Xã Ninh Giang",
        "UBND Xã Ninh Giang",
        "UBND XÃ NINH GIANG",
        "UBND xã  Ninh\u00a0Giang ",
        "Ủy ban nhân dân xã Ninh Giang",
        "Uỷ ban nhân dân xã Ninh Giang",
        "Trung tâm Phục vụ hành chính công xã Ninh Giang",
        "Trung tâm Phục vụ hành chính công - UBND xã Ninh Giang",
        unicodedata.normalize("NFD", "UBND Xã Ninh Giang"),
        "Ninh Giang",
    ],
)
def test_a_shared_name_gives_every_commune_that_has_it(written: str) -> None:
    assert codes(written) == ["11203", "14038"]
    assert codes(written, "31") == ["11203"]


@pytest.mark.parametrize("written", ["UBND Xã Hòa An", "Xã Hòa An", "XÃ HÒA AN"])
def test_both_ways_to_place_a_tone_mean_the_same_commune(written: str) -> None:
    assert codes(written) == ["01654", "02353", "31393"]
    assert codes(written, "92") == ["31393"]


def test_a_province_after_the_name_binds() -> None:
    assert codes("UBND Xã Hòa An - Thành phố Cần Thơ") == ["31393"]
    assert codes("Phường Đồng Nguyên, tỉnh Bắc Ninh") == ["09385"]
    assert codes("Phường Đồng Nguyên, tỉnh Bắc Ninh", "31") == []


def test_the_kind_binds_where_the_text_has_it() -> None:
    assert codes("Xã Đồng Nguyên") == []
    assert codes("P. Trần Liễu") == ["10729"]
    assert [commune.kind for commune in communes_by_name("Đặc khu Phú Quý", None)] == ["Đặc khu"]


@pytest.mark.parametrize("written", ["", "UBND", "Tổng số", "Phòng Văn hóa - Xã hội", "Xã Ninh"])
def test_what_names_no_commune_gives_none(written: str) -> None:
    assert codes(written) == []


def test_every_commune_is_found_in_capitals_with_loose_marks() -> None:
    for commune in communes().values():
        written = unicodedata.normalize("NFD", f"UBND {commune.name}".upper())
        assert commune in communes_by_name(written, commune.province_code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("UBND THÀNH PHỐ HẢI PHÒNG", "31"),
        ("Báo cáo tháng 1, Bắc Ninh", "24"),
        ("TP. Cần Thơ", "92"),
        ("Sở Tư pháp tỉnh Phú Thọ", "25"),
        ("tỉnh Khánh Hòa", "56"),
        ("Phường Hải Phòng, tỉnh Bắc Ninh", "24"),
        ("Phường Cần Thơ", None),
        ("Hải Phòng và Bắc Ninh", None),
        ("UBND xã", None),
    ],
)
def test_a_province_named_in_a_text(text: str, code: str | None) -> None:
    assert province_code_in(text) == code


def test_the_letters_of_dossier_codes_name_provinces() -> None:
    assert dict(PROVINCE_LETTERS) == {"H05": "24", "H13": "92", "H24": "31", "H44": "25"}
