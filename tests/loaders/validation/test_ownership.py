"""Whose rows a sheet holds: by its units, its titles, its name, its dossier codes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from files.refusal import Refused
from loaders.parsing.unit_names import NO_COMMUNE, Hints
from loaders.recognition.sheet import Sheet
from loaders.validation.ownership import UnitCommunes, unit_communes
from tests.support.drawn_sheets import drawn_sheet

# Xã Ninh Giang is in Hải Phòng (letters H24) and in Ninh Bình; of the other names there is one.
NINH_GIANG, VINH_THUAN, TRAN_LIEU = "UBND xã Ninh Giang", "UBND xã Vĩnh Thuận", "Phường Trần Liễu"
HONG_BANG = "UBND Phường Hồng Bàng"
NONE = Hints()


def list_of(*lines: str, title: str = "", with_units: bool = True) -> Sheet:
    """A list of codes and units; `title` stands above it."""
    columns = {"dossier_code": "Mã hồ sơ", "unit": "Cơ quan", "received_on": "Ngày tiếp nhận"}
    if not with_units:
        del columns["unit"]
    return replace(drawn_sheet("danh-sach-ho-so", columns, "\n".join(lines)), texts_above=(title,))


def form_of_fields(*lines: str, title: str = "", with_units: bool = True) -> Sheet:
    """A form of units beside fields and one count."""
    columns = {"unit": "Đơn vị", "field": "Lĩnh vực", "ratings": "Tổng số phiếu"}
    if not with_units:
        del columns["unit"]
    return replace(drawn_sheet("hai-long", columns, "\n".join(lines)), texts_above=(title,))


def form_of_units(*lines: str) -> Sheet:
    return drawn_sheet("thanh-toan", {"unit": "Đơn vị", "payable": "Thu phí"}, "\n".join(lines))


@pytest.mark.parametrize(
    ("sheet", "communes"),
    [
        (list_of(f"H24.91-1|{NINH_GIANG}"), {NINH_GIANG: "11203", "": "11203"}),
        (list_of(f"000.00.14.H24-1|{NINH_GIANG}"), {NINH_GIANG: "11203", "": "11203"}),
        (list_of(f"X-1|{TRAN_LIEU}", "X-2"), {TRAN_LIEU: "10729", "": "10729"}),
        (list_of("X-1", title=f"Đơn vị: {TRAN_LIEU}"), {"": "10729"}),
        (list_of("X-1", title=f"Đơn vị: {TRAN_LIEU}", with_units=False), {"": "10729"}),
        # A unit of the rows goes before that of the title.
        (list_of(f"X-1|{TRAN_LIEU}", title=HONG_BANG), {TRAN_LIEU: "10729", "": "10729"}),
        (replace(list_of("X-1"), name="Phường Trần Liễu"), {"": "10729"}),
        (list_of("H24.91-1", title=NINH_GIANG, with_units=False), {"": "11203"}),
        (form_of_fields("|Hộ tịch|5", title=TRAN_LIEU), {"": "10729"}),
        (form_of_fields(f"{TRAN_LIEU}|Hộ tịch|5"), {"": "10729"}),
        (form_of_fields(f"{TRAN_LIEU}|Hộ tịch|5", title=HONG_BANG), {"": "10729"}),
        (form_of_fields(f"| {TRAN_LIEU}|\n|Hộ tịch|5", title=TRAN_LIEU), {"": "10729"}),
        (form_of_fields("Hộ tịch|5", title=TRAN_LIEU, with_units=False), {"": "10729"}),
        (form_of_units(f"{TRAN_LIEU}|5"), {TRAN_LIEU: "10729", "": "10729"}),
    ],
)
def test_a_sheet_of_one_commune(sheet: Sheet, communes: dict[str, str]) -> None:
    assert unit_communes(sheet, NONE) == UnitCommunes(communes)


@pytest.mark.parametrize(
    ("lines", "hints", "expected"),
    [
        # Of several communes the rows without a unit are of none; of one written twice they are.
        (
            [f"X-1|{TRAN_LIEU}", f"X-2|{HONG_BANG}", "X-3"],
            NONE,
            UnitCommunes({TRAN_LIEU: "10729", HONG_BANG: "11311", "": None}),
        ),
        (
            [f"X-1|{TRAN_LIEU}", "X-2|UBND phường Trần Liễu", "X-3"],
            NONE,
            UnitCommunes({TRAN_LIEU: "10729", "UBND phường Trần Liễu": "10729", "": "10729"}),
        ),
        (
            [f"X-1|{TRAN_LIEU}", "X-2|Sở Nội vụ"],
            NONE,
            UnitCommunes(
                {TRAN_LIEU: "10729", "Sở Nội vụ": None, "": None}, open_units=("Sở Nội vụ",)
            ),
        ),
        # Lines of groups beside a column of units are passed over.
        (
            [TRAN_LIEU, f"X-1|{TRAN_LIEU}", HONG_BANG, f"X-2|{HONG_BANG}"],
            NONE,
            UnitCommunes({TRAN_LIEU: "10729", HONG_BANG: "11311", "": None}),
        ),
        # What somebody said of a unit once: it is none, and nothing is open any more.
        (
            [f"X-1|{TRAN_LIEU}", "X-2|Sở Nội vụ"],
            Hints(unit_codes={"sở nội vụ": NO_COMMUNE}),
            UnitCommunes({TRAN_LIEU: "10729", "Sở Nội vụ": None, "": None}),
        ),
        (
            [f"X-1|{TRAN_LIEU}", "X-2|Một cửa số 2"],
            Hints(unit_codes={"một cửa số 2": "10729"}),
            UnitCommunes({TRAN_LIEU: "10729", "Một cửa số 2": "10729", "": "10729"}),
        ),
        # Each unit is settled by its own codes.
        (
            [f"H24.91-1|{NINH_GIANG}", f"X-2|{TRAN_LIEU}"],
            NONE,
            UnitCommunes({NINH_GIANG: "11203", TRAN_LIEU: "10729", "": None}),
        ),
        (
            [f"X-1|{NINH_GIANG}", f"X-2|{TRAN_LIEU}"],
            Hints(planned_communes=frozenset({"11203"})),
            UnitCommunes({NINH_GIANG: "11203", TRAN_LIEU: "10729", "": None}, assumed=True),
        ),
        (
            [f"X-1|{NINH_GIANG}", f"X-2|{TRAN_LIEU}"],
            NONE,
            UnitCommunes(
                {NINH_GIANG: None, TRAN_LIEU: "10729", "": None}, open_units=(NINH_GIANG,)
            ),
        ),
    ],
)
def test_a_list_of_several_units(lines: list[str], hints: Hints, expected: UnitCommunes) -> None:
    assert unit_communes(list_of(*lines), hints) == expected


def test_a_form_of_several_units() -> None:
    sheet = form_of_units(f"{TRAN_LIEU}|5", f"{HONG_BANG}|4", "Sở Nội vụ|1", "Tổng số|10")
    assert unit_communes(sheet, NONE) == UnitCommunes(
        {TRAN_LIEU: "10729", HONG_BANG: "11311", "Sở Nội vụ": None, "": None},
        open_units=("Sở Nội vụ",),
    )


def test_a_single_commune_that_only_its_plan_tells_is_assumed() -> None:
    hints = Hints(planned_communes=frozenset({"11203"}))
    settled = unit_communes(list_of(f"X-1|{NINH_GIANG}"), hints)
    assert settled == UnitCommunes({NINH_GIANG: "11203", "": "11203"}, assumed=True)


BY_UNITS = "Danh sách xếp theo từng đơn vị ({}) nhưng không có cột đơn vị: hãy xuất lại có cột này"
OF_UNITS = "Biểu ghi số của nhiều đơn vị ({}), mỗi tệp chỉ được của một xã, phường"
TWO, THREE = (
    f"“{TRAN_LIEU}”, “{HONG_BANG}”",
    f"“{TRAN_LIEU}”, “{HONG_BANG}”, “{VINH_THUAN}”",
)
LE_CHAN = "Phường Lê Chân"


@pytest.mark.parametrize(
    ("sheet", "sentence"),
    [
        (list_of(TRAN_LIEU, "X-1", HONG_BANG, with_units=False), BY_UNITS.format(TWO)),
        (
            list_of(TRAN_LIEU, "X-1", HONG_BANG, VINH_THUAN, LE_CHAN, with_units=False),
            BY_UNITS.format(THREE),
        ),
        (form_of_fields(f"{TRAN_LIEU}|Hộ tịch|5", f"{HONG_BANG}|Đất đai|5"), OF_UNITS.format(TWO)),
        (
            form_of_fields(
                *(
                    f"{unit}|{field}|5"
                    for unit, field in zip(
                        (TRAN_LIEU, HONG_BANG, VINH_THUAN, LE_CHAN), "ABCD", strict=True
                    )
                )
            ),
            OF_UNITS.format(THREE),
        ),
        (
            form_of_fields(TRAN_LIEU, "Hộ tịch|5", HONG_BANG, "Đất đai|5", with_units=False),
            OF_UNITS.format(TWO),
        ),
    ],
)
def test_lines_of_several_communes_without_a_column_that_tells_them_are_refused(
    sheet: Sheet, sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        unit_communes(sheet, Hints(commune_code="10729"))
    assert refused.value.sentence.startswith(sentence)


@pytest.mark.parametrize(
    "sheet",
    [
        list_of(TRAN_LIEU, "X-1", TRAN_LIEU, "X-2", "Cộng", with_units=False),
        list_of(TRAN_LIEU, "X-1", "UBND phường Trần Liễu", "X-2", with_units=False),
        list_of(f"{TRAN_LIEU}, 1", "X-1", f"{HONG_BANG}, 2", with_units=False),
        form_of_fields(f"{TRAN_LIEU}|Hộ tịch|5", "UBND phường Trần Liễu|Đất đai|5"),
        form_of_fields(f"{TRAN_LIEU}|Hộ tịch|5", "Phòng Kinh tế|Đất đai|5"),
        form_of_fields(TRAN_LIEU, "Hộ tịch|5", "UBND phường Trần Liễu", with_units=False),
    ],
)
def test_lines_of_one_commune_in_several_spellings_are_not_refused(sheet: Sheet) -> None:
    assert unit_communes(sheet, Hints(commune_code="10729")).codes_by_unit == {"": "10729"}


@pytest.mark.parametrize(
    ("sheet", "hints", "asks"),
    [
        (list_of("X-1"), NONE, "commune"),
        (list_of(f"X-1|{NINH_GIANG}"), NONE, "commune"),
        (list_of(f"X-1|{TRAN_LIEU}"), Hints(commune_code="11311"), None),
        (list_of(f"X-1|{TRAN_LIEU}"), Hints(unit_codes={"phường trần liễu": NO_COMMUNE}), None),
        # Of several units one that the file's title puts elsewhere is no question either.
        (list_of(f"X-1|{TRAN_LIEU}", f"X-2|{HONG_BANG}"), Hints(commune_code="11311"), None),
    ],
)
def test_what_does_not_tell_its_commune_asks_or_is_refused(
    sheet: Sheet, hints: Hints, asks: str | None
) -> None:
    with pytest.raises(Refused) as refused:
        unit_communes(sheet, hints)
    assert refused.value.asks == asks
