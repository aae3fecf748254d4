"""A title that names a province or an office is told where a person says whose figures it has."""

from __future__ import annotations

import pytest

from loaders.answers import Answers
from loaders.load import read_and_stage
from loaders.notes.preview_notes import notices
from loaders.parsing.unit_names import higher_unit_in_titles
from tests.support.builders import HEADINGS, NINH_GIANG, csv_bytes, done, earlier, table

DAYS = "Từ ngày 01/01/2026 đến ngày 31/01/2026"
WITHOUT_UNIT = [heading for heading in HEADINGS if heading != "Cơ quan thực hiện"]


@pytest.mark.parametrize(
    ("lines", "unit"),
    [
        (["Đơn vị báo cáo: UBND thành phố Hải Phòng"], "UBND thành phố Hải Phòng"),
        (["Cơ quan báo cáo: Sở Tư pháp"], "Sở Tư pháp"),
        (["ĐƠN VỊ: UBND TỈNH BẮC NINH, từ 01/01/2026"], "UBND TỈNH BẮC NINH"),
        (["Đơn vị : Chi cục Thuế khu vực III"], "Chi cục Thuế khu vực III"),
        (["Tên đơn vị: Trung tâm PVHCC TP. Huế"], "Trung tâm PVHCC TP. Huế"),
        (["Đơn vị báo cáo: UBND xã Ninh Giang, thành phố Hải Phòng"], None),
        (["Đơn vị báo cáo: UBND thành phố Hải Phòng", "UBND XÃ NINH GIANG"], None),
        (["UBND THÀNH PHỐ HẢI PHÒNG", "DANH SÁCH HỒ SƠ"], None),  # above a commune's own name
        (["Đơn vị báo cáo: Trung tâm Phục vụ hành chính công"], None),
        (["Đơn vị tính: hồ sơ"], None),
        ([], None),
    ],
)
def test_a_labelled_unit_above_communes(lines: list[str], unit: str | None) -> None:
    assert higher_unit_in_titles(lines) == unit


def sentences(unit_line: str, headings: list[str]) -> list[str]:
    """What is told of a list of January, loaded as Ninh Giang's, under this line."""
    cells = table([done(1), earlier()], (unit_line, "DANH SÁCH HỒ SƠ", DAYS), headings)
    staged = read_and_stage("a.csv", csv_bytes(cells), Answers(commune_code=NINH_GIANG))
    return [notice.sentence for notice in notices(staged)]


def test_the_provinces_file_is_told_before_it_is_stored_as_a_communes() -> None:
    told = sentences("Đơn vị báo cáo: UBND thành phố Hải Phòng", WITHOUT_UNIT)
    assert any("“UBND thành phố Hải Phòng”" in text and "Xã Ninh Giang" in text for text in told)


@pytest.mark.parametrize(
    ("unit_line", "headings"),
    [
        ("Đơn vị báo cáo: UBND thành phố Hải Phòng", [*HEADINGS]),  # each row names its unit
        ("Đơn vị báo cáo: UBND xã Ninh Giang", WITHOUT_UNIT),
    ],
)
def test_where_the_file_itself_names_the_commune_nothing_is_told(
    unit_line: str, headings: list[str]
) -> None:
    assert not any("không phải xã, phường" in text for text in sentences(unit_line, headings))
