"""What a form's line says by its name: a total, a part, a known field or kind, a commune."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.schema import MalformedFile
from loaders.validation.total_names import (
    is_known_name,
    is_side_name,
    is_total_name,
    may_name_total,
    named_commune_codes,
    read_known_names,
)


@pytest.mark.parametrize(
    ("name", "key", "is_known"),
    [
        ("Đất đai", "field", True),
        ("3. ĐẤT ĐAI", "field", True),
        ("Lĩnh vực A", "field", False),
        ("Quy định hành chính", "field", False),
        ("Quy định hành chính", "petition_kind", True),
        ("I. Khác", "petition_kind", True),
        ("2) Nội dung khác", "petition_kind", True),
        ("PAKN có nội dung về hành vi hành chính", "petition_kind", True),
        ("Quy định hành chính, hành vi hành chính", "petition_kind", False),
        ("Đất đai", "petition_kind", False),
        ("Cả hai loại", "petition_kind", False),
        ("Hành vi hành chính", "unit", False),
        ("Đất đai", "unit", False),
    ],
)
def test_which_names_are_surely_no_total(name: str, key: str, is_known: bool) -> None:
    assert is_known_name(name, key) is is_known


@pytest.mark.parametrize(
    ("name", "is_total", "may_be_total"),
    [
        ("Tổng số", True, True),
        ("II. T/Cộng:", True, False),
        ("Tổng hợp", False, True),
        ("a) UBND xã Ninh Giang", False, True),
        ("Ủy ban nhân dân phường", False, True),
        ("12. Đơn vị", False, True),
        ("Trung tâm Phục vụ hành chính công", False, True),
        ("Xã hội", False, False),
        ("Đất đai của xã", False, False),
        ("Cộngđồng", False, False),
    ],
)
def test_which_names_begin_like_a_total(name: str, is_total: bool, may_be_total: bool) -> None:
    assert (is_total_name(name), may_name_total(name)) == (is_total, may_be_total)


@pytest.mark.parametrize(
    ("name", "is_side"),
    [
        ("Trong đó: trực tuyến", True),
        ("b) Trong số đó nộp trực tuyến", True),
        ("- Tỷ lệ đúng hạn", True),
        ("% đúng hạn", True),
        (" %", True),
        ("Lũy kế từ đầu năm", True),
        ("Cùng kỳ năm trước", True),
        ("So với tháng trước", True),
        ("Số liệu kỳ trước", True),
        ("Năm 2025", True),
        ("Tháng 12/2025", True),
        ("Mức tăng, giảm", True),
        ("Đất đai trong đó", False),
        ("Kỳ thi", False),
        ("Hộ tịch 100%", False),
        ("Tỷ lệnh", False),
    ],
)
def test_which_names_stand_beside_the_counts(name: str, is_side: bool) -> None:
    assert is_side_name(name) is is_side


@pytest.mark.parametrize(
    ("unit", "codes"),
    [
        ("UBND xã Ninh Giang, thành phố Hải Phòng", {"11203"}),
        ("Bộ phận Một cửa (mã 11203)", {"11203"}),
        ("11203 và 31393", {"11203", "31393"}),
        ("UBND phường Ba Đình 31393", {"31393"}),
        ("Phòng 112031", set()),
        ("Sở Nội vụ", set()),
        ("", set()),
        (f"{' ' * 200}UBND xã Ninh Giang, thành phố Hải Phòng", set()),
    ],
)
def test_which_communes_a_units_text_may_mean(unit: str, codes: set[str]) -> None:
    assert named_commune_codes(unit) == codes


def test_a_file_of_known_names_has_them_folded_by_column(tmp_path: Path) -> None:
    path = tmp_path / "known.toml"
    path.write_text('petition_kind = ["KHÁC", "Nội dung  khác"]', encoding="utf-8")
    assert read_known_names(path) == {"petition_kind": frozenset({"khác", "nội dung khác"})}
    path.write_text('petition_kinds = ["Khác"]', encoding="utf-8")
    with pytest.raises(MalformedFile, match=r"known\.toml: mục “petition_kinds” không hợp lệ"):
        read_known_names(path)
