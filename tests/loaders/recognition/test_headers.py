"""How merged heading cells become paths: grids as tables, and the path of each column."""

from __future__ import annotations

import pytest

from loaders.recognition.headers import heading_paths, possible_headings
from tests.support.drawn import rows_of

# A drawing of the heading rows, then the path of each column from left to right ("" for none).
PATHS = {
    "one row": (
        """
        | STT | Mã hồ sơ | Ngày tiếp nhận |
        """,
        ["STT", "Mã hồ sơ", "Ngày tiếp nhận"],
    ),
    "one row, a blank heading takes no text": (
        """
        | STT | Mã hồ sơ |  | Ngày tiếp nhận |  |
        """,
        ["STT", "Mã hồ sơ", "", "Ngày tiếp nhận", ""],
    ),
    "merged to the right": (
        """
        | STT | Tiếp nhận |            |           |
        |     | Tổng số   | Trực tuyến | Trực tiếp |
        """,
        [
            "STT",
            "Tiếp nhận > Tổng số",
            "Tiếp nhận > Trực tuyến",
            "Tiếp nhận > Trực tiếp",
        ],
    ),
    "three levels": (
        """
        | Lĩnh vực | Tiếp nhận |            |           | Đã giải quyết |         |
        |          | Tổng số   | Trong kỳ   |           | Tổng số       | Quá hạn |
        |          |           | Trực tuyến | Bưu chính |               |         |
        """,
        [
            "Lĩnh vực",
            "Tiếp nhận > Tổng số",
            "Tiếp nhận > Trong kỳ > Trực tuyến",
            "Tiếp nhận > Trong kỳ > Bưu chính",
            "Đã giải quyết > Tổng số",
            "Đã giải quyết > Quá hạn",
        ],
    ),
    "the second level ends with its parent": (
        """
        | Tiếp nhận  |        | Đã giải quyết |         |
        | Trực tuyến |        |               | Quá hạn |
        | Mới        | Kỳ trước | Đúng hạn    |         |
        """,
        [
            "Tiếp nhận > Trực tuyến > Mới",
            "Tiếp nhận > Trực tuyến > Kỳ trước",
            "Đã giải quyết > Đúng hạn",
            "Đã giải quyết > Quá hạn",
        ],
    ),
    "a merged cell's text repeated downwards": (
        """
        | STT | Tiếp nhận |            |
        | STT | Tổng số   | Trực tuyến |
        """,
        ["STT", "Tiếp nhận > Tổng số", "Tiếp nhận > Trực tuyến"],
    ),
    "a merged cell's text repeated to the right": (
        """
        | STT | Tiếp nhận | Tiếp nhận  |
        |     | Tổng số   | Trực tuyến |
        """,
        ["STT", "Tiếp nhận > Tổng số", "Tiếp nhận > Trực tuyến"],
    ),
    "blank columns beside the last heading": (
        """
        | STT | Tiếp nhận |            |  |  |
        |     | Tổng số   | Trực tuyến |  |  |
        """,
        # The second row's last text goes on under the same parent, but these have no parent.
        ["STT", "Tiếp nhận > Tổng số", "Tiếp nhận > Trực tuyến", "", ""],
    ),
    "a heading only in the second row": (
        """
        |     | Tiếp nhận |            |
        | STT | Tổng số   | Trực tuyến |
        """,
        ["STT", "Tiếp nhận > Tổng số", "Tiếp nhận > Trực tuyến"],
    ),
    "rows of unequal length": (
        """
        | STT | Tiếp nhận |
        |     | Tổng số   | Trực tuyến |
        """,
        ["STT", "Tiếp nhận > Tổng số", "Tiếp nhận > Trực tuyến"],
    ),
}


@pytest.mark.parametrize("name", PATHS)
def test_headings_become_paths(name: str) -> None:
    drawing, paths = PATHS[name]
    assert [" > ".join(path) for path in heading_paths(rows_of(drawing))] == paths


def test_lines_within_a_heading_cell_are_blanks() -> None:
    assert heading_paths([["Ngày\ntiếp  nhận", " Hạn trả "]]) == [("Ngày tiếp nhận",), ("Hạn trả",)]


def test_which_runs_of_rows_may_be_headings() -> None:
    """Titles have a cell a row; from every other row on one to four rows may be headings."""
    head = rows_of(
        """
        | DANH SÁCH HỒ SƠ |           |            |
        | STT             | Tiếp nhận |            |
        |                 | Tổng số   | Trực tuyến |
        | 1               | 5         | 3          |
        """
    )
    runs = [(rows.first, rows.depth) for rows in possible_headings(head)]
    assert runs == [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (3, 1)]
    (of_two,) = (rows for rows in possible_headings(head) if (rows.first, rows.depth) == (1, 2))
    assert of_two.paths[2] == ("Tiếp nhận", "Trực tuyến")
    assert of_two.folded_paths[2] == ("tiếp nhận", "trực tuyến")
