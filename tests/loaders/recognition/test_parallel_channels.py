"""Columns side by side that are named by words of the channel, with no group over them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from loaders.answers import Answers
from loaders.notes.preview_notes import notices
from loaders.recognition.reader import read_sheet
from loaders.staging import Staged, stage_sheet
from tests.support.builders import HEADINGS, JANUARY, dossier, xlsx_bytes

PAYMENT = ("Phí, lệ phí (đồng)", "Hình thức thanh toán")


def staged(
    columns: Sequence[str],
    lines: Sequence[Sequence[str]],
    without: Sequence[str] = ("Hình thức nộp",),
    group: str = "",
) -> Staged:
    """A list with `columns` at its right, below a `group`, and their cells of each dossier."""
    kept = [heading for heading in HEADINGS if heading not in without]
    rows: list[list[str]] = [[text] for text in JANUARY]
    if group:
        rows.append([*kept, group, *[""] * (len(columns) - 1)])
        rows.append([*[""] * len(kept), *columns])
    else:
        rows.append([*kept, *columns])
    for number, cells in enumerate(lines, 1):
        cell_by_heading = dossier(number)
        rows.append([*(cell_by_heading.get(heading, "") for heading in kept), *cells])
    return stage_sheet("a", read_sheet(xlsx_bytes(rows)), "0", Answers())


MARKS = [["x", "", ""], ["", "x", ""], ["", "", "x"], ["x", "", ""]]
READ = [
    (["Trực tuyến", "Trực tiếp", "Bưu chính"], ["online", "direct", "postal", "online"]),
    (["Bưu chính", "Trực tiếp", "Trực tuyến"], ["postal", "direct", "online", "postal"]),
    (["Qua mạng", "Tại quầy", "BCCI"], ["online", "direct", "postal", "online"]),
    (
        ["Trực tuyến toàn trình", "Trực tuyến một phần", "Bưu chính công ích"],
        ["online_end_to_end", "online_partial", "postal", "online_end_to_end"],
    ),
]


@pytest.mark.parametrize("mark", ["x", "1", "Có", "✓"])
@pytest.mark.parametrize(("columns", "meanings"), READ)
def test_with_the_post_they_are_the_channel(
    columns: list[str], meanings: list[str], mark: str
) -> None:
    lines = [[mark if cell else cell for cell in line] for line in MARKS]
    staged_list = staged(columns, lines)
    assert staged_list.rows.column("channel").to_pylist() == meanings
    assert staged_list.problems == ()


def test_zeros_mark_nothing() -> None:
    lines = [[cell.replace("x", "1") or "0" for cell in line] for line in MARKS]
    channels = staged(["Trực tuyến", "Trực tiếp", "Bưu chính"], lines).rows.column("channel")
    assert channels.to_pylist() == ["online", "direct", "postal", "online"]


def test_without_the_post_they_are_the_channel_where_nothing_is_said_of_payment() -> None:
    staged_list = staged(
        ["Trực tuyến", "Trực tiếp"], [["x", ""], ["", "x"]], ("Hình thức nộp", *PAYMENT)
    )
    assert staged_list.rows.column("channel").to_pylist() == ["online", "direct"]


@pytest.mark.parametrize("without", [["Hình thức nộp"], ["Hình thức nộp", PAYMENT[1]]])
def test_without_the_post_beside_a_fee_they_are_nothing_and_that_is_told(
    without: list[str],
) -> None:
    staged_list = staged(["Trực tuyến", "Trực tiếp"], [["x", ""], ["", "x"]], without)
    assert "channel" not in staged_list.sheet.heading_of
    assert any("hồ sơ nộp trực tuyến" in note.sentence for note in notices(staged_list))


def test_a_column_of_the_channel_decides() -> None:
    staged_list = staged(["Trực tuyến", "Trực tiếp", "Bưu chính"], [["", "", "x"]] * 2, ())
    written = [dossier(number)["Hình thức nộp"] for number in (1, 2)]
    assert staged_list.sheet.heading_of["channel"] == "Hình thức nộp"
    assert written == ["Trực tuyến", "Trực tuyến"]
    assert staged_list.rows.column("channel").to_pylist() == ["online", "online"]


GROUPS = [
    ("Thanh toán phí, lệ phí", "payment"),
    ("Thanh toán", "payment"),
    ("Hình thức tiếp nhận hồ sơ TTHC", "channel"),
    ("Nộp hồ sơ", "channel"),
    ("Cách trả kết quả", None),
]


@pytest.mark.parametrize(("group", "column"), GROUPS)
def test_a_group_says_of_what_they_are(group: str, column: str | None) -> None:
    without = ("Hình thức nộp", PAYMENT[1])
    staged_list = staged(["Trực tuyến", "Trực tiếp"], [["x", ""], ["", "x"]], without, group)
    columns = {"channel", "payment"} & staged_list.sheet.heading_of.keys()
    assert columns == ({column} if column else set())
    if column:
        assert staged_list.rows.column(column).to_pylist() == ["online", "direct"]
