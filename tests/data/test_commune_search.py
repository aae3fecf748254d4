"""A centre is found however its name is typed."""

from __future__ import annotations

import csv
import unicodedata

import pytest

from data.commune_search import is_name_typed, search_communes
from tests.support.paths import ROOT

NINH_GIANG, NINH_GIANG_NINH_BINH = "11203", "14038"
HOA_AN_CAN_THO = "31393"


def rows() -> list[dict[str, str]]:
    with (ROOT / "data" / "communes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def without_accents(text: str) -> str:
    """What somebody types who has no Vietnamese keyboard."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@pytest.mark.parametrize(
    ("text", "first_code"),
    [
        ("ninh giang hai phong", NINH_GIANG),
        ("Ninh Giang, Hải Phòng", NINH_GIANG),
        ("hai phong ninh giang", NINH_GIANG),
        ("xã ninh giang tp hải phòng", NINH_GIANG),
        ("UBND xã Ninh Giang - Hải Phòng", NINH_GIANG),
        ("trung tam phuc vu hanh chinh cong xa ninh giang hai phong", NINH_GIANG),
        ("ninh giang hai duong", NINH_GIANG),  # the province until 1 July 2025
        ("ninh giang ninh binh", NINH_GIANG_NINH_BINH),
        ("ninhgiang haiphong", NINH_GIANG),
        ("11203", NINH_GIANG),
        ("hoa an can tho", HOA_AN_CAN_THO),
        ("Hòa An Cần Thơ", HOA_AN_CAN_THO),
        ("Hoà An Cần Thơ", HOA_AN_CAN_THO),
        (unicodedata.normalize("NFD", "Hòa An Cần Thơ"), HOA_AN_CAN_THO),
        (unicodedata.normalize("NFD", "HOÀ AN HẬU GIANG"), HOA_AN_CAN_THO),
        ("dong nguyen", "09385"),
        ("ĐỒNG NGUYÊN", "09385"),
        ("vinh thuan hai phong", "11842"),
        ("ba dinh ha noi", "00004"),
        ("dac khu phu quoc", "31078"),
        ("thu dau mot hcm", "25747"),
        ("thu dau mot binh duong", "25747"),
    ],
)
def test_the_first_is_the_one_that_was_meant(text: str, first_code: str) -> None:
    assert search_communes(text)[0].code == first_code


def test_a_shared_name_gives_all_who_bear_it() -> None:
    codes = [commune.code for commune in search_communes("hoa an")]
    assert codes[:3] == ["01654", "02353", "31393"]
    assert {commune.name for commune in search_communes("ninh giang")} == {"Xã Ninh Giang"}


def test_a_province_gives_all_its_communes() -> None:
    codes = {row["commune_code"] for row in rows() if row["province_code"] == "31"}
    assert len(codes) == 114
    assert codes <= {commune.code for commune in search_communes("hai phong")}


@pytest.mark.parametrize("name", ["Lộc Thành", "Lộc Thạnh"])
def test_typed_accents_decide_between_names_that_differ_in_them_alone(name: str) -> None:
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, f"{name} đồng nai".upper())
        assert search_communes(text)[0].name == f"Xã {name}"


def test_a_wrong_kind_hides_no_name() -> None:
    assert search_communes("xã an khê gia lai")[0].name == "Phường An Khê"


@pytest.mark.parametrize("text", ["", "  ", ",.-", "khong co noi nao nhu vay", "99999"])
def test_what_names_nothing_gives_nothing(text: str) -> None:
    assert search_communes(text) == ()


@pytest.mark.parametrize(
    ("text", "is_typed"),
    [
        ("bảo hoà", False),  # Bảo An of Khánh Hoà
        ("xã bảo hoà", False),
        ("ninh giang", True),
        ("giang", True),
        ("ninh gia", True),
        ("hai phong", True),
        ("hải dương", True),
        ("thành phố Hải Phòng", True),
        ("xã ninh giang tp hải phòng", True),
        ("ninhgiang haiphong", True),
        ("11203", True),
        ("UBND phường an khê, tỉnh gia lai", True),
    ],
)
def test_whether_what_was_typed_is_a_name(text: str, is_typed: bool) -> None:
    matches = search_communes(text)
    assert matches
    assert is_name_typed(text, matches) == is_typed


@pytest.mark.parametrize("part", range(3))
def test_every_commune_can_be_typed_without_accents(part: int) -> None:
    """Name and province, without accents and as decomposed letters in capitals.

    A tenth of all 3,321: the rest takes a minute.
    """
    all_rows = rows()
    by_typed_text: dict[str, set[str]] = {}
    for row in all_rows:
        typed = without_accents(f"{row['full_name']} {row['province_full_name']}").lower()
        by_typed_text.setdefault(typed.replace("y", "i"), set()).add(row["commune_code"])
    for row in all_rows[part::30]:
        text = f"{row['full_name']}, {row['province_full_name']}"
        typed = without_accents(f"{row['full_name']} {row['province_full_name']}").lower()
        namesakes = by_typed_text[typed.replace("y", "i")]
        found = [commune.code for commune in search_communes(typed)[: len(namesakes)]]
        assert set(found) == namesakes, typed
        decomposed = unicodedata.normalize("NFD", text.upper())
        assert search_communes(decomposed)[0].code == row["commune_code"], text
