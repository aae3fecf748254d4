"""The 766 index: real communes' points of August 2026, as the portal gave them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from metrics.index_766.components import COMPONENTS, GROUPS, component_points
from metrics.index_766.csv_tables import (
    BadTable,
    parse_points,
    read_component_rows,
    read_portal_points,
)

# The portal's own points; it adds rounded parts, so 0.015 apart counts as equal.
PORTAL = """\
unit,received,on_time,paid_online,fee_dossiers,procedures_paid_online,procedures_with_fee_dossiers,fee_procedures,progress,payment
phường Việt Trì,2971,2348,1516,1707,12,7,35,15.81,6.69
phường Vân Phú,2645,2134,1491,1651,7,6,31,16.14,6.46
xã Hy Cương,1270,854,446,522,9,5,34,13.45,6.16
xã Bản Nguyên,1610,1511,1310,1429,18,11,37,18.77,7.46
xã Hoàng Cương,1139,986,790,813,14,8,36,17.31,7.36
xã Tây Cốc,717,666,438,597,8,6,32,18.58,5.5
"""


def test_the_portals_own_points() -> None:
    rows = read_component_rows(PORTAL)
    lines = [line.split(",") for line in PORTAL.splitlines()[1:]]
    assert len(rows) == 6
    for row, line in zip(rows, lines, strict=True):
        assert row["unit"] == line[0]
        assert row["progress"] == pytest.approx(float(line[8]), abs=0.015)
        assert row["payment"] == pytest.approx(float(line[9]), abs=0.015)
        assert set(row) == {"unit", "progress", "payment"}


def test_only_what_the_columns_allow() -> None:
    assert read_component_rows("unit;received;on_time\nxã A;0;0\nxã B;4;3\n") == [
        {"unit": "xã A", "progress": None},
        {"unit": "xã B", "progress": 15.0},
    ]
    assert read_component_rows("\ufeffunit,note,received\nxã A,ghi chú,12,thừa\n") == [
        {"unit": "xã A"}
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("xã,received\nA,1\n", "không có cột “unit”"),
        ("unit,received,on_time\nA,x1,1\n", "Dòng 2, cột “received”: “x1”"),
        ("unit,received,on_time\nA,3,2\nB,1,2\n", "Dòng 3"),
    ],
)
def test_a_table_that_cannot_be_used(text: str, message: str) -> None:
    with pytest.raises(BadTable, match=message):
        read_component_rows(text)


def test_groups_hold_their_points() -> None:
    """18, 20, 22, 22 and 18 of 100 (QĐ 766/QĐ-TTg)."""
    assert sum(group.points for group in GROUPS) == 100
    for group in GROUPS:
        group_points = sum(
            component.points for component in COMPONENTS if component.group == group.code
        )
        assert group_points == group.points


@pytest.mark.parametrize(
    ("code", "counts", "points"),
    [
        ("online", (10, 8, 4, 100, 50), Fraction(2) + 2 + 6),
        ("online", (10, 4, 4, 100, 25), Fraction(1) + 4 + 3),
        ("online", (10, 0, 0, 100, 25), None),
        ("electronic_results", (1, 4), Fraction(3, 2)),
        ("digitised", (4, 5), Fraction(4)),
        ("digitised", (2, 5), Fraction(2)),
        ("reuse", (1, 5), Fraction(1, 2)),
        ("receiving_satisfaction", (100, 90), Fraction(6)),
        ("receiving_satisfaction", (100, 45), Fraction(3)),
        ("petitions_on_time", (4, 0, 3), Fraction(9, 2)),
        ("petitions_on_time", (0, 0, 0), Fraction(6)),
        ("petitions_on_time", (4, 1, 3), None),
    ],
)
def test_a_component(code: str, counts: tuple[int, ...], points: Fraction | None) -> None:
    needs = next(component.needed_counts for component in COMPONENTS if component.code == code)
    assert component_points(dict(zip(needs, counts, strict=True)))[code] == points


def test_the_portals_points_from_a_table() -> None:
    text = "Thành phần;Điểm\nSố hóa hồ sơ;3,5\npayment;6.69\nghi chú;abc\n"
    points = read_portal_points(text.encode("utf-8-sig"))
    assert points.points == {"digitised": 3.5, "payment": 6.69}
    assert points.unknown_names == ()  # a remark has no points to be lost
    for bad in (b"\xff\xfe", b"a;1\n", "payment;nhiều\n".encode()):
        with pytest.raises(BadTable):
            read_portal_points(bad)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Thành phần,Điểm\nHồ sơ xử lý trước hạn, đúng hạn,19\n", {"progress": 19.0}),
        ("Hồ sơ xử lý trước hạn, đúng hạn,15.81,\nSố hóa hồ sơ,3\n", {"progress": 15.81}),
        ("Thành phần,Điểm\nSố hóa hồ sơ,3,5\n", {"digitised": 3.5}),
        ("Thành phần,Điểm,Tối đa\nSố hóa hồ sơ,3,4\n", {"digitised": 3.0}),
        ("Thành phần;Điểm\nSố hóa hồ sơ;3;4\n", {"digitised": 3.0}),
    ],
)
def test_commas_in_names_and_in_points(text: str, points: dict[str, float]) -> None:
    assert dict(read_portal_points(text.encode()).points).items() >= points.items()


def test_names_that_are_no_component_are_told() -> None:
    points = read_portal_points("Thành phần,Điểm\nSố hóa hồ sơ,3\nCải cách, đổi mới,2\n".encode())
    assert (points.points, points.unknown_names) == ({"digitised": 3.0}, ("Cải cách, đổi mới",))
    with pytest.raises(BadTable, match="Tệp ghi: Cải cách"):
        read_portal_points("Cải cách;2\n".encode())


NO_POINTS = "Dòng 2: “{}” không phải điểm, ví dụ 6,69."
NONE_FOUND = "Không thấy thành phần nào của chỉ số 766 ở cột đầu của tệp."
SIX_NAMES = "A; B; C; D; E; F"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe", "Tệp không phải CSV UTF-8: hãy lưu lại rồi tải lên."),
        ("Thành phần;Điểm\npayment;nhiều\n".encode(), NO_POINTS.format("nhiều")),
        (f"Thành phần;Điểm\npayment;{'x' * 50}\n".encode(), NO_POINTS.format("x" * 40)),
        ("Thành phần;Điểm\npayment\n".encode(), NO_POINTS.format("")),
        (b"", NONE_FOUND),
        ("Thành phần;Điểm\n".encode(), NONE_FOUND),
        (b"A;1\nB;2\nC;3\nD;4\nE;5\nF;6\nG;7\n", f"{NONE_FOUND} Tệp ghi: {SIX_NAMES}."),
        (f"{'x' * 70};1\n".encode(), f"{NONE_FOUND} Tệp ghi: {'x' * 60}."),
    ],
)
def test_a_table_of_points_that_cannot_be_used(content: bytes, sentence: str) -> None:
    with pytest.raises(BadTable) as refused:
        read_portal_points(content)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("6,69", 6.69),
        (" 6.69 ", 6.69),
        ("100", 100.0),
        ("0,123456", 0.123456),
        ("6,1234567", None),
        ("1000", None),
        ("-1", None),
        ("6,", None),
        ("", None),
    ],
)
def test_what_are_points(text: str, points: float | None) -> None:
    if points is None:
        with pytest.raises(BadTable):
            parse_points("Dòng 1", text)
    else:
        assert parse_points("Dòng 1", text) == points


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Số hóa hồ sơ\t3,5\n", {"digitised": 3.5}),
        ("DIGITISED;3,5\n", {"digitised": 3.5}),
        ("Số hóa hồ sơ;;3,5\n", {"digitised": 3.5}),
        ("payment;1\npayment;2\n", {"payment": 2.0}),
        # Of two columns parted by commas the third cell is what stands behind a decimal comma.
        ("Thành phần,Điểm\nSố hóa hồ sơ,3,25\n", {"digitised": 3.25}),
        ("Thành phần,Điểm\nSố hóa hồ sơ,3,25,7\n", {"digitised": 3.25}),
    ],
)
def test_points_by_component(text: str, points: dict[str, float]) -> None:
    assert read_portal_points(text.encode()).points == points


def test_a_name_before_its_points_may_have_commas_and_a_remark_has_none() -> None:
    text = "payment,1\nCải cách, đổi mới,2,ghi chú\n,3\nghi chú,abc\n"
    assert read_portal_points(text.encode()).unknown_names == ("Cải cách, đổi mới", "")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("A;x1;1;;;;;", "Dòng 3, cột “received”: “x1” không phải số đếm."),
        (f"A;{'9' * 50};1;;;;;", f"Dòng 3, cột “received”: “{'9' * 40}” không phải số đếm."),
        ("A;-1;1;;;;;", "Dòng 3, cột “received”: “-1” không phải số đếm."),
        ("A;1,5;1;;;;;", "Dòng 3, cột “received”: “1,5” không phải số đếm."),
        ("A;1;2;;;;;", "Dòng 3: số đạt lớn hơn tổng, hãy kiểm tra lại dòng này."),
        ("A;;;3;2;;;", "Dòng 3: số đạt lớn hơn tổng, hãy kiểm tra lại dòng này."),
    ],
)
def test_a_line_of_counts_that_cannot_be_used(line: str, sentence: str) -> None:
    headings = PORTAL.splitlines()[0].replace(",", ";").rpartition(";progress")[0]
    with pytest.raises(BadTable) as refused:
        read_component_rows(f"{headings}\nB;4;3\n{line}\n")
    assert str(refused.value) == sentence


def test_counts_of_a_line() -> None:
    rows = read_component_rows(
        "unit;received;on_time;paid_online;fee_dossiers\n A ;1.200;1.200;;\n;4;3;5;\nB;;2;1;1\n"
    )
    assert rows == [
        {"unit": "A", "progress": 20.0},
        {"unit": "", "progress": 15.0},
        {"unit": "B"},
    ]
    with pytest.raises(BadTable, match=r"^Bảng không có cột “unit”: hãy thêm cột tên đơn vị\.$"):
        read_component_rows("")
