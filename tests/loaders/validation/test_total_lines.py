"""A form's totals are left out in any wording, and nothing that counts is lost for its name."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from loaders.answers import Answers
from loaders.staging import Staged, stage_sheet
from loaders.validation.total_names import is_total_name
from tests.loaders.layouts.test_layouts import csv_of, sheet_of
from tests.loaders.validation.test_forms import CIVIL, LAND, NOTARY, a_form

Numbers = tuple[object, ...]
Lines = tuple[tuple[str, Numbers], ...]

FIELDS: Lines = (("Đất đai", LAND), ("Hộ tịch", CIVIL), ("Chứng thực", NOTARY))
RECEIVED = {"Đất đai": 10, "Hộ tịch": 20, "Chứng thực": 5}
WORDINGS = (
    "Tổng",
    "Tổng số",
    "TỔNG CỘNG:",
    "Cộng",
    "TC",
    "Tc:",
    "T/cộng",
    "T.Cộng",
    "Total",
    "Chung",
    "Σ",
    "∑",
    "Tất cả",
    "Toàn xã",
    "Cả xã",
    "Số liệu chung",
    "Grand Total",
    "III. Tổng số",
    "Tổng số: 35 hồ sơ",
    "Tổng (I+II)",
    "Tổng cộng các lĩnh vực",
    "Toàn xã Ninh Giang",
)
ELSE = ("UBND xã Ninh Giang", "Tổ̉ng", "Tống số", "Tổng hợp toàn bộ số liệu", "Số của Trung tâm")


def added(*lines: Numbers) -> Numbers:
    return tuple(sum(int(str(one)) for one in column) for column in zip(*lines, strict=True))


TOTAL = added(LAND, CIVIL, NOTARY)


def staged(*lines: tuple[str, Numbers]) -> Staged:
    form = a_form(*((name, *numbers) for name, numbers in lines))
    return stage_sheet("a.csv", sheet_of(csv_of(form)), "0", Answers(commune_code="11203"))


def received(found: Staged) -> Mapping[str, int]:
    return {row["field"]: row["received_and_carried_over"] for row in found.rows.to_pylist()}


def told(found: Staged) -> list[tuple[str, int, str]]:
    return [(one.kind, one.row, one.value) for one in found.problems]


@pytest.mark.parametrize("name", [*WORDINGS, *ELSE])
@pytest.mark.parametrize("first", [False, True], ids=["last", "first"])
def test_a_total_in_any_wording(name: str, first: bool) -> None:
    total = ((name, TOTAL),)
    found = staged(*(total + FIELDS if first else FIELDS + total))
    assert (received(found), found.problems) == (RECEIVED, ())


@pytest.mark.parametrize("name", ["Tổng hợp, hành chính", "Cộng đồng dân cư", "Tổng hợp"])
def test_a_field_that_begins_like_a_total(name: str) -> None:
    found = staged(FIELDS[0], (name, CIVIL), FIELDS[2], ("Tổng số", TOTAL))
    wanted = {"Đất đai": 10, name: 20, "Chứng thực": 5}
    assert (received(found), found.problems) == (wanted, ())


@pytest.mark.parametrize(
    "name",
    [
        "Tổng hợp, hành chính",
        "Cộng đồng dân cư",
        "Tổng cục Thuế",
        "Chung cư",
        "Tài chính",
        "TC - KH",
        "Cộng tác viên",
        "Toàn xã hội",
        "Tổng số hồ sơ phi địa giới",
        "I",
    ],
)
def test_a_name_that_only_begins_so(name: str) -> None:
    assert not is_total_name(name)


@pytest.mark.parametrize("name", WORDINGS)
def test_a_total_beside_a_single_line(name: str) -> None:
    found = staged(("Đất đai", LAND), (name, LAND))
    assert (received(found), found.problems) == ({"Đất đai": 10}, ())


def test_two_equal_lines_by_their_names() -> None:
    """A known field stands beside its total; two known fields are two; else it is told."""
    known, unit = ("Đất đai", LAND), ("UBND xã Ninh Giang", LAND)
    for lines in ((known, unit), (unit, known)):
        assert (received(staged(*lines)), told(staged(*lines))) == ({"Đất đai": 10}, [])
    assert received(staged(("Lĩnh vực A", LAND), unit)) == {"Lĩnh vực A": 10}
    guessed = staged(known, ("Số của Trung tâm", LAND))
    assert received(guessed) == {"Đất đai": 10}
    assert told(guessed) == [("taken_as_total", 9, "Số của Trung tâm")]
    both = staged(known, ("Hộ tịch", LAND))
    assert (received(both), told(both)) == ({"Đất đai": 10, "Hộ tịch": 10}, [])
    unsure = staged(("Lĩnh vực A", LAND), ("Lĩnh vực B", LAND))
    assert received(unsure) == {"Lĩnh vực A": 10, "Lĩnh vực B": 10}
    assert told(unsure) == [("maybe_total", 9, "Lĩnh vực B")]


def test_the_forms_own_total_says_that_a_field_equal_to_the_others_is_one() -> None:
    lines = FIELDS[0], FIELDS[2], ("Lĩnh vực A", added(LAND, NOTARY))
    assert "Lĩnh vực A" not in received(staged(*lines))
    assert told(staged(*lines)) == [("taken_as_total", 10, "Lĩnh vực A")]
    found = staged(*lines, ("Tổng số", added(LAND, NOTARY, LAND, NOTARY)))
    assert received(found)["Lĩnh vực A"] == 15
    assert found.problems == ()


def test_a_known_field_equal_to_the_others_counts_and_is_told() -> None:
    found = staged(FIELDS[0], FIELDS[2], ("Hộ tịch", added(LAND, NOTARY)))
    assert received(found)["Hộ tịch"] == 15
    assert told(found) == [("maybe_total", 10, "Hộ tịch")]


def test_a_total_in_the_middle_is_told() -> None:
    found = staged(FIELDS[0], ("Số của Trung tâm", TOTAL), *FIELDS[1:])
    assert told(found) == [("maybe_total", 9, "Số của Trung tâm")]
    assert received(found)["Số của Trung tâm"] == 35


def test_blanks_and_noughts_are_no_total() -> None:
    nothing = (0,) * len(LAND)
    found = staged(("Đất đai", LAND), ("Lĩnh vực A", nothing), ("Lĩnh vực B", nothing))
    assert received(found) == {"Đất đai": 10, "Lĩnh vực A": 0, "Lĩnh vực B": 0}
    assert found.problems == ()


def test_a_total_with_a_wrong_cell() -> None:
    """By a unit's name it is a total that differs; by an unknown one it counts and is told."""
    wrong = (*TOTAL[:4], 99, *TOTAL[5:])
    found = staged(*FIELDS, ("Tổng số hồ sơ của Ninh Giang", (*TOTAL[:9], "", "")))
    assert (received(found), found.problems) == (RECEIVED, ())
    by_unit = staged(*FIELDS, ("UBND xã Ninh Giang", wrong))
    assert received(by_unit) == RECEIVED
    assert told(by_unit) == [("unbalanced_total", 11, "99")]


def test_a_total_with_a_wrong_cell_and_an_unknown_name_is_told() -> None:
    """Its own sums stand: one dossier more came online, one less by post."""
    wrong = (TOTAL[0], int(str(TOTAL[1])) + 1, int(str(TOTAL[2])) - 1, *TOTAL[3:])
    found = staged(*FIELDS, ("Số của Trung tâm", wrong))
    assert told(found) == [("maybe_total", 11, "Số của Trung tâm")]


GROUPS: Lines = (
    ("Lĩnh vực tư pháp", added(CIVIL, NOTARY)),
    ("Hộ tịch", CIVIL),
    ("Chứng thực", NOTARY),
    ("Lĩnh vực kinh tế", added(LAND, NOTARY)),
    ("Đất đai", LAND),
    ("Nhà ở", NOTARY),
)
GROUPED = {"Hộ tịch": 20, "Chứng thực": 5, "Đất đai": 10, "Nhà ở": 5}
ALL = added(LAND, CIVIL, NOTARY, NOTARY)


@pytest.mark.parametrize("below", [False, True], ids=["above", "below"])
@pytest.mark.parametrize("total", ["Tổng số", "UBND xã Ninh Giang", None])
def test_sums_of_groups(total: str | None, below: bool) -> None:
    lines = tuple(reversed(GROUPS)) if below else GROUPS
    found = staged(*lines, *([(total, ALL)] if total else []))
    assert received(found) == GROUPED
    assert {one.kind for one in found.problems} <= {"taken_as_total"}


def test_a_sum_of_the_only_line_of_its_group() -> None:
    """Only the form's own total tells that these are groups."""
    lines = ("Mục tư pháp", CIVIL), ("Hộ tịch", CIVIL), ("Mục đất", LAND), ("Đất đai", LAND)
    found = staged(*lines, ("Tổng số", added(CIVIL, LAND)))
    assert (received(found), found.problems) == ({"Hộ tịch": 20, "Đất đai": 10}, ())
    assert len(received(staged(*lines))) == 4


def test_totals_of_groups_and_of_all() -> None:
    group = added(CIVIL, NOTARY)
    lines = (*FIELDS[1:], ("Cộng", group), FIELDS[0], ("Cộng", LAND), ("Tổng cộng", TOTAL))
    found = staged(*lines)
    assert (received(found), found.problems) == (RECEIVED, ())


def test_known_group_rows_with_sums() -> None:
    lines = (("I. Cấp xã", TOTAL), *FIELDS, ("UBND xã Ninh Giang", TOTAL))
    assert (received(staged(*lines)), told(staged(*lines))) == (RECEIVED, [])


def by_unit(*lines: tuple[object, ...]) -> Staged:
    rows: list[list[object]] = [
        ["Từ ngày 01/03/2026 đến ngày 31/03/2026"],
        ["STT", "Tên đơn vị", "Hồ sơ thu phí", "Thanh toán", ""],
        ["", "", "", "Trực tiếp", "Trực tuyến"],
        *(["", *line] for line in lines),
    ]
    return stage_sheet("a.csv", sheet_of(csv_of(rows)), "0", Answers())


HONG_BANG = "11311"
UNITS = ("UBND Phường Trần Liễu", 20, 5, 15), ("UBND Phường Hồng Bàng", 10, 5, 5)


@pytest.mark.parametrize("name", ["UBND thành phố Hải Phòng", "Toàn thành phố", "TC", "Sở Nội vụ"])
def test_a_total_of_units(name: str) -> None:
    found = by_unit(*UNITS, (name, 30, 10, 20))
    assert (dict(found.communes), found.problems) == ({"10729": 1, HONG_BANG: 1}, ())


def test_a_commune_equal_to_the_others_counts() -> None:
    """Each commune counts for itself alone: nothing can double."""
    found = by_unit(*UNITS, ("UBND Phường Lê Chân", 30, 10, 20))
    assert sorted(found.communes.values()) == [1, 1, 1]
    assert found.problems == ()


def test_petitions() -> None:
    """Two kinds with equal counts are two; a line of both is their total."""
    rows: list[list[object]] = [
        ["Đơn vị báo cáo: UBND Xã Ninh Giang, Thành phố Hải Phòng"],
        ["Từ ngày 01/03/2026 đến ngày 31/03/2026"],
        ["STT", "Nội dung PAKN", "Số PAKN tiếp nhận", "", "", "Số PAKN đã xử lý", "", ""],
        [
            "",
            "",
            "Tổng số",
            "Kỳ trước chuyển qua",
            "Tiếp nhận mới trong kỳ",
            "Tổng số",
            "Đúng hạn",
            "Quá hạn",
        ],
        ["1", "Quy định hành chính", 2, 0, 2, 2, 2, 0],
        ["2", "Hành vi hành chính", 2, 0, 2, 2, 2, 0],
    ]
    for both in ((), (["", "Cả hai loại", 4, 0, 4, 4, 4, 0],)):
        found = stage_sheet("a.csv", sheet_of(csv_of([*rows, *both])), "0", Answers())
        assert [row["petitions_new"] for row in found.rows.to_pylist()] == [2, 2]
