"""Headings of one system's list in the list of another: read as there, told, never a person's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from files.refusal import Refused
from loaders.answers import Answers
from loaders.layouts.borrowed_headings import with_borrowed_headings
from loaders.layouts.layout import Layout, layouts
from loaders.layouts.mapped_headings import HeadingColumn
from loaders.notes.preview_notes import notices
from loaders.recognition.reader import read_sheet
from loaders.staging import Staged, stage_sheet
from tests.support.builders import JANUARY, NINH_GIANG, xlsx_bytes

PLAIN, OPENCPS = "danh-sach-ho-so", "opencps-danh-sach"
PLAIN_TITLE, OPENCPS_TITLE = "Danh sách hồ sơ", "OpenCPS, danh sách hồ sơ"
# Three dossiers: the first online and ended in time, the second ended late, the third open.
OF_PLAIN: Mapping[str, Sequence[str]] = {
    "Mã hồ sơ": ("H24.91-251220-0001", "H24.91-260105-0002", "H24.91-260106-0003"),
    "Lĩnh vực": ("Hộ tịch",) * 3,
    "Ngày tiếp nhận": ("20/12/2025", "05/01/2026", "06/01/2026"),
    "Ngày hẹn trả": ("08/01/2026",) * 3,
    "Trạng thái": ("Đã trả kết quả", "Đã trả kết quả", "Đang xử lý"),
    "Hình thức nộp": ("Trực tuyến", "Trực tiếp", "Trực tiếp"),
    "Ngày kết thúc xử lý": ("07/01/2026", "09/01/2026", ""),
}
OF_OPENCPS: Mapping[str, Sequence[str]] = {
    **{name: OF_PLAIN[name] for name in ("Mã hồ sơ", "Ngày tiếp nhận", "Ngày hẹn trả")},
    "Trạng thái": OF_PLAIN["Trạng thái"],
    "Cơ quan thụ lý": ("UBND Xã Ninh Giang",) * 3,
    "Sổ theo dõi": ("1", "2", "3"),
    "Trực tuyến": ("x", "Không", "Không"),
    "Ngày hoàn thành": OF_PLAIN["Ngày kết thúc xử lý"],
}
ENDS = [date(2026, 1, 7), date(2026, 1, 9), None]
LATER = ("10/01/2026", "12/01/2026", "")  # when the results were handed over


def staged(
    columns: Mapping[str, Sequence[str]],
    without: Sequence[str] = (),
    mapped: Sequence[HeadingColumn] = (),
    **more: Sequence[str],
) -> Staged:
    all_columns = {**columns, **more}
    kept = {name: cells for name, cells in all_columns.items() if name not in without}
    lines = zip(*kept.values(), strict=True)
    rows = [*([text] for text in JANUARY), list(kept), *map(list, lines)]
    sheet = read_sheet(xlsx_bytes(rows), mapped_headings=mapped)
    return stage_sheet("a", sheet, "0", Answers(commune_code=NINH_GIANG))


def column(staged_list: Staged, name: str) -> list[object]:
    cells: list[object] = staged_list.rows.column(name).to_pylist()
    return cells


def told(staged_list: Staged) -> list[str]:
    return [note.sentence for note in notices(staged_list) if note.sentence.startswith("Đọc như")]


# What a list has in place of a column of its own: without which, with what, the column that is
# read, its cells, and the words of the notice (none where the layout knows the heading itself).
IN_PLACE = {
    "the end as OpenCPS calls it": (
        (OF_PLAIN, "Ngày kết thúc xử lý", {"Ngày hoàn thành": OF_OPENCPS["Ngày hoàn thành"]}),
        ("finished_on", ENDS, ""),
    ),
    "the unit as OpenCPS calls it": (
        (OF_PLAIN, "", {"Cơ quan thụ lý": OF_OPENCPS["Cơ quan thụ lý"]}),
        ("commune_code", [NINH_GIANG] * 3, "“Cơ quan thụ lý” là “Cơ quan thực hiện”"),
    ),
    "a mark for online": (
        (OF_PLAIN, "Hình thức nộp", {"Trực tuyến": OF_OPENCPS["Trực tuyến"]}),
        ("channel", ["online", "direct", "direct"], "“Trực tuyến” là “Hình thức nộp”"),
    ),
    "marks of 1 and 0 for online": (
        (OF_PLAIN, "Hình thức nộp", {"TRỰC TUYẾN": ("1", "0", "0")}),
        ("channel", ["online", "direct", "direct"], "“TRỰC TUYẾN” là “Hình thức nộp”"),
    ),
    "the end as the plain list calls it": (
        (OF_OPENCPS, "Ngày hoàn thành", {"Ngày kết thúc xử lý": OF_PLAIN["Ngày kết thúc xử lý"]}),
        ("finished_on", ENDS, "“Ngày kết thúc xử lý” là “Ngày hoàn thành”"),
    ),
    "a field": (
        (OF_OPENCPS, "", {"Lĩnh vực": OF_PLAIN["Lĩnh vực"]}),
        ("field", ["Hộ tịch"] * 3, "cột “Lĩnh vực”;"),
    ),
    "a field with a footnote": (
        (OF_OPENCPS, "", {"Lĩnh vực (*)": OF_PLAIN["Lĩnh vực"]}),
        ("field", ["Hộ tịch"] * 3, "“Lĩnh vực (*)” là “Lĩnh vực”"),
    ),
    "a fee": (
        (OF_OPENCPS, "", {"Phí, lệ phí": ("Miễn phí", "8.000", "0")}),
        ("fee", [0, 8000, 0], "“Phí, lệ phí”"),
    ),
    "two fees that are added up": (
        (OF_OPENCPS, "", {"Lệ phí": ("0", "8.000", "0"), "Phí": ("5.000", "2.000", "0")}),
        ("fee", [5000, 10000, 0], "“Lệ phí” là “Phí, lệ phí (đồng)”, “Phí” là"),
    ),
    "results": (
        (OF_OPENCPS, "", {"Số hóa kết quả": ("Có", "Không", "")}),
        ("result_digitised", ["yes", "no", None], "“Số hóa kết quả”"),
    ),
    "payments": (
        (OF_OPENCPS, "", {"Hình thức thanh toán": ("Trực tuyến", "Trực tiếp", "")}),
        ("payment", ["online", "direct", None], "cột “Hình thức thanh toán”;"),
    ),
}


@pytest.mark.parametrize("name", IN_PLACE)
def test_a_heading_of_another_list_is_read_as_there(name: str) -> None:
    (columns, without, more), (read, cells, words) = IN_PLACE[name]
    staged_list = staged(columns, [without], **more)
    assert staged_list.sheet.layout.name == (PLAIN if columns is OF_PLAIN else OPENCPS)
    assert staged_list.problems == ()
    assert column(staged_list, read) == cells
    sentences = told(staged_list)
    assert len(sentences) == bool(words)
    lender = OPENCPS_TITLE if columns is OF_PLAIN else PLAIN_TITLE
    assert all(words in s and s.startswith(f"Đọc như ở mẫu “{lender}”: ") for s in sentences)


@pytest.mark.parametrize("first", [False, True])
@pytest.mark.parametrize(
    ("columns", "end", "handed_over"),
    [
        (OF_PLAIN, "Ngày hoàn thành", "Ngày trả kết quả"),
        (OF_PLAIN, "Ngày kết thúc xử lý", "Ngày hoàn thành"),
        (OF_OPENCPS, "Ngày hoàn thành", "Ngày trả kết quả"),
        (OF_OPENCPS, "Ngày kết thúc xử lý", "Ngày trả kết quả"),
        (OF_OPENCPS, "Ngày hoàn thành", "Ngày trả"),
    ],
)
def test_the_end_of_processing_decides(
    columns: Mapping[str, Sequence[str]], end: str, handed_over: str, first: bool
) -> None:
    days = {end: OF_PLAIN["Ngày kết thúc xử lý"], handed_over: LATER}
    without = {"Ngày kết thúc xử lý", "Ngày hoàn thành"} - {end, handed_over}
    kept = {name: c for name, c in columns.items() if name not in without | days.keys()}
    pairs = [*days.items()]
    staged_list = staged({**kept, **dict(reversed(pairs) if first else pairs)})
    assert column(staged_list, "finished_on") == ENDS


@pytest.mark.parametrize(
    ("columns", "heading", "cells", "own"),
    [
        (OF_OPENCPS, "Hình thức nộp", ("Trực tiếp",) * 3, "Trực tuyến"),
        (OF_PLAIN, "Trực tuyến", ("Không",) * 3, "Hình thức nộp"),
    ],
)
def test_the_lists_own_heading_decides_and_the_other_is_told(
    columns: Mapping[str, Sequence[str]], heading: str, cells: Sequence[str], own: str
) -> None:
    staged_list = staged(columns, **{heading: cells})
    assert column(staged_list, "channel") == ["online", "direct", "direct"]
    sentence = f"Cột “{own}” và “{heading}” cùng một nghĩa: cột “{own}” được dùng."
    assert sentence in [note.sentence for note in notices(staged_list)]
    assert told(staged_list) == []


def test_the_others_heading_is_read_where_the_lists_own_is_blank() -> None:
    more = {"Hình thức nộp": ("", "", ""), "Trực tuyến": ("x", "Không", "Không")}
    staged_list = staged(OF_PLAIN, **more)
    assert column(staged_list, "channel") == ["online", "direct", "direct"]
    assert "“Trực tuyến” là" in told(staged_list)[0]


def test_the_others_words_are_known_only_under_its_heading() -> None:
    staged_list = staged(OF_PLAIN, **{"Hình thức nộp": ("x", "Trực tiếp", "Trực tiếp")})
    assert [problem.kind for problem in staged_list.problems] == ["unknown_channel"]


@pytest.mark.parametrize(
    ("columns", "heading"),
    [
        (OF_OPENCPS, "CCCD"),
        (OF_OPENCPS, "Họ và tên"),
        (OF_OPENCPS, "Ngày sinh"),
        (OF_OPENCPS, "Ghi chú"),
        (OF_PLAIN, "Thư điện tử"),
        (OF_PLAIN, "Ghi chú nộp."),
    ],
)
def test_a_persons_heading_is_personal_in_every_list(
    columns: Mapping[str, Sequence[str]], heading: str
) -> None:
    staged_list = staged(columns, **{heading: ("CÔNG DÂN MẪU",) * 3})
    (reason,) = (h.unread_reason for h in staged_list.sheet.headings if h.text == heading)
    assert reason == "personal"
    assert heading not in str(staged_list.sheet.cells.to_pydict())


@pytest.mark.parametrize(
    ("without", "heading", "reason"),
    [
        ("", "Ngày gửi", "unused"),
        ("", "Ngày gia hạn", "unused"),
        ("", "Ngày trả", "second"),
        ("Ngày kết thúc xử lý", "Ngày trả", ""),
        # It may be the day that the list lacks: somebody is asked.
        ("Ngày hẹn trả", "Hạn xử lý", "unknown"),
        ("", "Một tiêu đề lạ", "unknown"),
    ],
)
def test_what_another_list_leaves_unused(without: str, heading: str, reason: str) -> None:
    staged_list = staged(OF_PLAIN, [without], **{heading: LATER})
    assert [h.unread_reason for h in staged_list.sheet.headings if h.text == heading] == [reason]


def test_what_people_said_of_a_heading_comes_first() -> None:
    mapped = [HeadingColumn("Cơ quan thụ lý", "field", "Lan")]
    staged_list = staged(
        OF_PLAIN, ["Lĩnh vực"], mapped, **{"Cơ quan thụ lý": ("Hộ tịch", "Hộ tịch", "Đất đai")}
    )
    assert column(staged_list, "field") == ["Hộ tịch", "Hộ tịch", "Đất đai"]
    assert told(staged_list) == []


def test_what_a_list_lacks_is_not_made_up() -> None:
    """A heading that is only like another list's is nobody's."""
    with pytest.raises(Refused, match="thiếu cột “Trạng thái”"):
        staged(OF_PLAIN, ["Trạng thái"], **{"Tình thế": OF_PLAIN["Trạng thái"]})


def test_no_layout_borrows_what_it_knows_or_what_is_a_persons() -> None:
    for layout in map(with_borrowed_headings, lists()):
        borrowed = {part for path in layout.borrowed for part in path}
        assert borrowed
        assert layout.borrowed.keys().isdisjoint(layout.headings)
        assert borrowed.isdisjoint(layout.personal | layout.unused)
        for other in lists():
            assert borrowed.isdisjoint(other.personal)


def test_forms_borrow_nothing() -> None:
    forms = [layout for layout in layouts() if layout.table != "dossiers"]
    assert [with_borrowed_headings(form) for form in forms] == forms


def lists() -> list[Layout]:
    return [layout for layout in layouts() if layout.table == "dossiers"]
