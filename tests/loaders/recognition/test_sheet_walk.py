"""What the walk over a file's sheets says of each, and which cells it keeps."""

from __future__ import annotations

import pytest

from loaders.layouts.layout import layouts
from loaders.recognition.sheet_walk import WalkedSheet, walk_sheets
from tests.support.drawn import grid_of

LIST = """
    | STT | Mã hồ sơ           | Ngày tiếp nhận | Ngày hẹn trả | Trạng thái       |
    | 1   | H24.91-260105-0001 | 05/01/2026     | 08/01/2026   | Đang xử lý       |
    | 2   | H24.91-260105-0002 | 05/01/2026     | 08/01/2026   | Đã trả kết quả   |
"""
MORE = """
    | 3   | H24.91-260106-0003 | 06/01/2026     | 09/01/2026   | Đang xử lý       |
    | 4   | H24.91-260106-0004 | 06/01/2026     | 09/01/2026   | Đang xử lý       |
    | 5   | H24.91-260107-0005 | 07/01/2026     | 12/01/2026   | Đang xử lý       |
"""
PIVOT = """
    | Nhóm     | Nhận | Trả |
    | Hộ tịch  | 12   | 9   |
    | Đất đai  | 5    | 4   |
    | Xây dựng | 2    | 2   |
"""
COVER = """
    | BÁO CÁO       | của |
    | Tháng 01/2026 | xã  |
"""
SPACES = """
    | \xa0 | \xa0 |
"""
NAMES = {"spaces": SPACES, "list": LIST, "more": MORE, "pivot": PIVOT, "cover": COVER}


def kind_of(sheet: WalkedSheet) -> str:
    """Which of "matched", "hidden", "unread" and "with lines" a sheet is; else "strange"."""
    flags = {
        "matched": sheet.matched_sheet,
        "hidden": sheet.is_hidden,
        "unread": sheet.is_unread,
        "with lines": sheet.has_lines,
    }
    return " ".join(name for name, flag in flags.items() if flag) or "strange"


# The sheets in the file's order ("-" before a hidden one), what each is, which keep their cells.
@pytest.mark.parametrize(
    ("sheets", "kinds", "with_cells"),
    [
        ("list", "matched", ""),
        ("cover, list", "unread, matched", ""),
        ("spaces, list", "strange, matched", ""),
        ("list, more", "matched, matched", ""),
        (
            "more, list",
            "unread with lines, matched",
            "",
        ),  # nothing before it that it could continue
        (
            "cover, pivot",
            "unread, unread with lines",
            "cover, pivot",
        ),  # custom layouts are tried on them
        ("pivot, list, cover", "unread with lines, matched, unread", ""),
        ("-pivot, list", "hidden, matched", ""),
        ("-list, cover", "matched hidden, unread", ""),
        ("list, -more", "matched, matched hidden", ""),  # named, never read
    ],
)
def test_what_each_sheet_is(sheets: str, kinds: str, with_cells: str) -> None:
    names = sheets.split(", ")
    grids = [grid_of(NAMES[n.strip("-")], n.strip("-"), n.startswith("-")) for n in names]
    walked = walk_sheets(grids, layouts())
    assert ", ".join(map(kind_of, walked)) == kinds
    assert ", ".join(sheet.name for sheet in walked if sheet.grid) == with_cells


def test_the_sheet_that_was_asked_for_counts_as_shown() -> None:
    grids = [grid_of(COVER, "cover"), grid_of(LIST, "list", hidden=True)]
    (walked,) = walk_sheets(grids, layouts(), only_sheet="list")
    assert (walked.name, kind_of(walked)) == ("list", "matched")
