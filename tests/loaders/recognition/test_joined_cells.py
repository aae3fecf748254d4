"""A group and its column in one heading cell: read as if they stood in two rows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from loaders.answers import Answers
from loaders.recognition.reader import read_sheet
from loaders.staging import Staged, stage_sheet
from tests.support.builders import HEADINGS, JANUARY, dossier, xlsx_bytes

SEPARATORS = [" – ", " - ", " / ", "/", "\n", " > ", ": ", " | "]
ABOVE = [["Đơn vị báo cáo: UBND Xã Ninh Giang, Hải Phòng"], ["Từ ngày 01/01/2026 đến 31/01/2026"]]
RECEIVED, RESOLVED = "Số lượng hồ sơ tiếp nhận", "Số lượng hồ sơ đã giải quyết"
PATHS = [
    ("Lĩnh vực giải quyết",),
    (RECEIVED, "Tổng số"),
    (RECEIVED, "Trong kỳ", "Trực tuyến"),
    (RECEIVED, "Trong kỳ", "Trực tiếp, dịch vụ bưu chính"),
    (RECEIVED, "Từ kỳ trước"),
    (RESOLVED, "Tổng số"),
    (RESOLVED, "Trước hạn"),
    (RESOLVED, "Đúng hạn"),
    (RESOLVED, "Quá hạn"),
]


def staged_form(*head: Sequence[str]) -> Staged:
    """A form II.06a under these rows of headings: of twenty received ten came online."""
    line = ["Hộ tịch", "20", "10", "7", "3", "15", "9", "4", "2"]
    return stage_sheet("a", read_sheet(xlsx_bytes([*ABOVE, *head, line])), "0", Answers())


@pytest.mark.parametrize("separator", SEPARATORS)
def test_a_forms_headings_in_one_row(separator: str) -> None:
    form = staged_form([separator.join(path) for path in PATHS])
    (counts,) = form.rows.to_pylist()
    assert (counts["received_online"], counts["carried_over"]) == (10, 3)
    assert (counts["resolved_early"], counts["resolved_late"]) == (9, 2)
    assert form.problems == ()


def test_a_forms_lower_two_rows_in_one_cell() -> None:
    groups = [path[0] for path in PATHS]
    form = staged_form(groups, [" - ".join(path[1:]) for path in PATHS])
    (counts,) = form.rows.to_pylist()
    assert (counts["received_online"], counts["resolved_late"]) == (10, 2)


GROUPS = {
    "Mã hồ sơ": "Hồ sơ",
    "Lĩnh vực": "Hồ sơ",
    "Chủ hồ sơ": "Người nộp",
    "Ngày tiếp nhận": "Thời gian",
    "Ngày hẹn trả": "Thời gian",
    "Trạng thái": "Kết quả",
}


def staged_list(headings: Sequence[str], *changed: dict[str, str]) -> Staged:
    """A list under these headings, in the order of HEADINGS, of dossiers that are changed so."""
    lines = [{**dossier(n), **cells} for n, cells in enumerate(changed or ({},), 1)]
    body = [[line.get(h, "") for h in HEADINGS] for line in lines]
    rows = [*([text] for text in JANUARY), headings, *body]
    return stage_sheet("a", read_sheet(xlsx_bytes(rows)), "0", Answers())


@pytest.mark.parametrize("separator", [" – ", " - ", " / ", "\n", " > "])
def test_a_lists_headings_behind_their_groups(separator: str) -> None:
    headings = [f"{GROUPS[h]}{separator}{h}" if h in GROUPS else h for h in HEADINGS]
    staged = staged_list(headings)
    (row,) = staged.rows.to_pylist()
    assert (row["dossier_code"], row["field"]) == ("H24.91-260105-0001", "Chứng thực")
    assert (row["received_on"].isoformat(), row["state"]) == ("2026-01-05", "open")
    assert row["due_on"].isoformat() == "2026-01-20"
    owner = staged.sheet.headings[HEADINGS.index("Chủ hồ sơ")]
    assert owner.unread_reason == "personal"


def test_a_line_break_inside_a_heading_makes_no_group() -> None:
    headings = [h.replace("Ngày ", "Ngày\n").replace("Cơ quan ", "Cơ quan\n") for h in HEADINGS]
    (row,) = staged_list(headings).rows.to_pylist()
    assert (row["commune_code"], row["due_on"].isoformat()) == ("11203", "2026-01-20")


def test_two_columns_headings_in_one_cell_name_neither() -> None:
    headings = [h.replace("Ngày hẹn trả", "Ngày tiếp nhận - Ngày hẹn trả") for h in HEADINGS]
    staged = staged_list(headings)
    assert "due_on" not in staged.sheet.heading_of
    assert staged.rows.column("received_on").to_pylist()[0].isoformat() == "2026-01-05"


def test_the_channel_split_into_words_behind_its_name() -> None:
    names = {"Hình thức nộp": "Hình thức nộp - Trực tuyến", "Đánh giá": "Hình thức nộp - Trực tiếp"}
    headings = [names.get(h, h) for h in HEADINGS]
    online, direct = ({"Hình thức nộp": a, "Đánh giá": b} for a, b in (("x", ""), ("", "x")))
    staged = staged_list(headings, online, direct)
    assert staged.rows.column("channel").to_pylist() == ["online", "direct"]


def test_nothing_below_a_persons_group_is_read_in_one_cell_either() -> None:
    upper = ["Người nộp" if h == "Lĩnh vực" else h for h in HEADINGS]
    lower = ["Nơi ở - Lĩnh vực" if h == "Lĩnh vực" else "" for h in HEADINGS]
    line = [dossier(1).get(h, "") for h in HEADINGS]
    rows = [*([text] for text in JANUARY), upper, lower, line]
    sheet = read_sheet(xlsx_bytes(rows))
    field = sheet.headings[HEADINGS.index("Lĩnh vực")]
    assert (field.column, field.unread_reason) == (None, "personal")
