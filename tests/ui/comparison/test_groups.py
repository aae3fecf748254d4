"""Groups to set side by side: a province, a kind, the like of one commune, and named ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.periods import parse_period
from data.record.commune_groups import CommuneGroup, commune_groups, keep_group
from data.record.settings import set_setting
from tests.support.builders import HOA_AN, NINH_GIANG, Desk, xlsx_bytes
from tests.support.pages import pages_over, press, run
from tests.support.paths import ROOT
from tests.support.records import copied
from tests.ui.comparison.test_demanded_metrics import form
from ui.comparison.computations import read_line_codes
from ui.comparison.group_standings import Comparison

TRAN_LIEU = "10729"  # a ward of Ninh Giang's province
NAMES = {NINH_GIANG: "Xã Ninh Giang", HOA_AN: "Xã Hòa An", TRAN_LIEU: "Phường Trần Liễu"}


def store_three_communes(desk: Desk) -> None:
    """January of three communes, a hundred dossiers each; Ninh Giang is the reader's own."""
    for late, commune in enumerate(NAMES):
        content = xlsx_bytes([[str(cell) for cell in row] for row in form(late)])
        desk.stored(f"{commune}.xlsx", content, "--commune", commune)
    set_setting(desk.record, "home_commune", NINH_GIANG, "thử")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Path]:
    """A record with those three communes."""
    desk = copied(store_three_communes, tmp_path)
    with pages_over(desk.database):
        yield desk.record


def page(**query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages" / "comparison.py"), default_timeout=60)
    app.query_params["ky"] = "2026-01"
    for name, choice in query.items():
        app.query_params[name.replace("_", "-")] = choice
    return run(app)


def table_of(app: AppTest) -> str:
    return next(b.proto.body for b in app.get("html") if "sheet dense" in b.proto.body)


def lines_of(app: AppTest) -> set[str]:
    """The communes that have a line of the table."""
    table = table_of(app)
    return {code for code in NAMES if f"xem={code}" in table}


def test_all_with_figures_come_first_and_my_own_has_its_place(record: Path) -> None:
    app = page()
    assert lines_of(app) == {*NAMES}
    own = table_of(app).split("<tbody class='own'>")[1].split("</tbody>")[0]
    assert NAMES[NINH_GIANG] in own
    assert "<small>1/3</small>" in own


def test_a_province_has_all_its_communes_those_without_figures_in_one_line(record: Path) -> None:
    """Hải Phòng has 114."""
    app = page(nhom="tinh-31")
    assert lines_of(app) == {NINH_GIANG, TRAN_LIEU}
    assert "112 nơi chưa có số liệu trong kỳ" in table_of(app)
    assert ">2/114</td>" in table_of(app)


def test_a_province_without_any_figures_is_one_line(record: Path) -> None:
    """Hà Nội has 126 communes."""
    app = page(nhom="tinh-01")
    assert lines_of(app) == set()
    assert "126 nơi chưa có số liệu trong kỳ" in table_of(app)
    assert any("Chưa nơi nào có số liệu trong kỳ." in block.value for block in app.markdown)


def test_one_kind_of_commune(record: Path) -> None:
    assert lines_of(page(loai="phuong")) == {TRAN_LIEU}
    assert lines_of(page(loai="xa")) == {NINH_GIANG, HOA_AN}
    assert lines_of(page(loai="khong-co")) == {*NAMES}


def test_the_like_of_a_commune_says_why(record: Path) -> None:
    """All have a hundred dossiers of certification; the ward is of another kind, so second."""
    app = page(nhom=f"gan-{NINH_GIANG}")
    assert lines_of(app) == {*NAMES}
    said = next(block.value for block in app.markdown if "hồ sơ/tháng" in block.value)
    own, hoa_an, tran_lieu = (line.replace("\\", "") for line in said.splitlines())
    alike = "100 hồ sơ/tháng, chứng thực 100%, 100% hồ sơ cùng lĩnh vực"
    assert own == "- **Xã Ninh Giang**: 100 hồ sơ/tháng, chứng thực 100%"
    assert hoa_an == f"- **Xã Hòa An**: {alike}, cùng loại"
    assert tran_lieu == f"- **Phường Trần Liễu**: {alike}, khác loại"


def test_a_commune_without_figures_has_no_like(record: Path) -> None:
    app = page(nhom="gan-00004")
    assert any("nơi gần giống" in block.value for block in app.info)


def test_a_group_is_named_found_again_and_dropped(record: Path) -> None:
    app = page(cac_xa=f"{HOA_AN},{TRAN_LIEU}")
    assert app.selectbox(key="nhom").value == "tu-chon"
    app.text_input[0].set_value("Cụm *ven* sông")
    press(app, "keep_group")
    kept = CommuneGroup("Cụm *ven* sông", (HOA_AN, TRAN_LIEU))
    assert commune_groups(record) == (kept,)
    assert app.selectbox(key="nhom").value == "nhom-Cụm *ven* sông"
    assert lines_of(page(nhom="nhom-Cụm *ven* sông")) == {HOA_AN, TRAN_LIEU}
    press(app, "drop_group")
    assert commune_groups(record) == ()
    assert lines_of(app) == {*NAMES}


def test_an_address_may_name_no_group_that_is_not(record: Path) -> None:
    app = page(nhom="nhom-đã bỏ")
    assert lines_of(app) == {*NAMES}
    assert "nhóm so sánh “nhom-đã bỏ”" in app.warning[0].value.replace("\\", "")


def test_what_is_renamed_is_a_second_group(record: Path) -> None:
    keep_group(record, CommuneGroup("A", (HOA_AN,)), "thử")
    app = page(nhom="nhom-A")
    app.text_input[0].set_value("B")
    press(app, "keep_group")
    assert {group.name for group in commune_groups(record)} == {"A", "B"}


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", (HOA_AN, NINH_GIANG, TRAN_LIEU)),
        ("hoa an", (HOA_AN,)),
        ("giang", (NINH_GIANG,)),
        (TRAN_LIEU, (TRAN_LIEU,)),
        ("cà mau", ()),
    ],
)
def test_lines_are_looked_for_without_accents_or_by_code(
    record: Path, query: str, codes: tuple[str, ...]
) -> None:
    compared = Comparison(tuple(NAMES), parse_period("2026-01"), None, "", tuple(NAMES))
    assert read_line_codes(compared, "ten", query) == codes


def test_the_chosen_commune_is_shown_in_full(record: Path) -> None:
    app = page(xem=HOA_AN)
    assert app.header[0].value == "Xã Hòa An"
    details = next(b.proto.body for b in app.get("html") if "sheet stack" in b.proto.body)
    assert "Trung vị nhóm" in details
    press(app, "near_details")
    assert app.selectbox(key="nhom").value == f"gan-{HOA_AN}"
    press(app, "close_details")
    assert not app.header


@pytest.mark.parametrize(
    ("choice", "column"), [("truoc", True), ("nam-truoc", True), ("khong", False)]
)
def test_any_two_periods(record: Path, choice: str, column: bool) -> None:
    app = page(so_voi=choice)
    ranking = next(b.proto.body for b in app.get("html") if "sheet ranked" in b.proto.body)
    assert ("Kỳ trước" in ranking) == column
    said = " ".join(block.value for block in app.markdown)
    assert ("tháng 12/2025" in said) == (choice == "truoc")
    assert ("tháng 1/2025" in said) == (choice == "nam-truoc")
