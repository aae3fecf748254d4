"""The likeliest table of a file that no layout fits, and what its columns seem to hold."""

from __future__ import annotations

import pytest

from loaders.recognition.profiling import guess_table, profile_of
from tests.support.drawn import grid_of, rows_of

# A drawing of a sheet, then each heading of the table that is guessed with its column's kind;
# None where there is no table in it.
GUESSES: dict[str, tuple[str, list[tuple[str, str]] | None]] = {
    "a list below its title": (
        """
        | DANH SÁCH |         |             |            |        |
        | TT        | Mã số   | Người nộp   | Ngày nhận  | Lệ phí |
        | 1         | HS-0001 | Trần Thị An | 05/01/2026 | 20.000 |
        | 2         | HS-0002 | Lê Văn Bình | 06/01/2026 | 0      |
        """,
        [
            ("TT", "numbers"),
            ("Mã số", "words"),
            ("Người nộp", "words"),
            ("Ngày nhận", "days"),
            ("Lệ phí", "numbers"),
        ],
    ),
    "merged headings and the row of column numbers": (
        """
        | Lĩnh vực | Nhận    |      | Trả |
        |          | Tổng số | Mạng | Hết |
        | (1)      | (2)     | (3)  | (4) |
        | Hộ tịch  | 12      | 9    | 11  |
        | Đất đai  | 5       | 1    | 4   |
        """,
        [
            ("Lĩnh vực", "words"),
            ("Nhận > Tổng số", "numbers"),
            ("Nhận > Mạng", "numbers"),
            ("Trả > Hết", "numbers"),
        ],
    ),
    "a heading that stands twice is taken once": (
        """
        | Việc | Ngày       | Số | Ngày       |
        | A    | 05/01/2026 | 1  | 06/01/2026 |
        """,
        [("Việc", "words"), ("Ngày", "days"), ("Số", "numbers")],
    ),
    "one column of values is too few": (
        """
        | Họ tên      | Địa chỉ   | Ngày       |
        | Trần Thị An | Thôn Đoài | 05/01/2026 |
        """,
        None,
    ),
    "lines of data without headings": (
        """
        | 1 | Trần Thị An | 05/01/2026 | 20.000 |
        | 2 | Lê Văn Bình | 06/01/2026 | 0      |
        """,
        None,
    ),
    "two headings are too few": (
        """
        | Ngày       | Số |
        | 05/01/2026 | 1  |
        """,
        None,
    ),
}


@pytest.mark.parametrize("name", GUESSES)
def test_the_table_that_is_guessed(name: str) -> None:
    drawing, headings = GUESSES[name]
    guess = guess_table(grid_of(drawing), rows_of(drawing))
    if headings is None:
        assert guess is None
    else:
        assert guess is not None
        assert [(h.text, h.kind) for h in guess.table.headings] == headings


@pytest.mark.parametrize(
    ("cells", "kind", "words"),
    [
        ([], "blank", ()),
        (["05/01/2026", "5.1.2026", "2026-01-05", "09:30 05/01/2026", "chưa rõ"], "days", ()),
        (["05/01/2026", "05/01/2026", "05/01/2026", "chưa rõ"], "words", ()),  # 3 of 4: too few
        (["12", "1.234", "-5", "82,5 %"], "numbers", ()),
        (["H24.91-260105-0001", "H24.91-260106-0002"], "codes", ()),
        (["Trực tuyến", "trực tiếp", "TRỰC TUYẾN"], "words", ("trực tiếp", "trực tuyến")),
        (["Trực tuyến", "Trần Thị An"], "words", ()),  # a word that may be a name: none is given
        ([f"Việc số {letter}" for letter in "abcdefghijklm"], "texts", ()),  # 13 words
        (["Trực tuyến", "Cấp giấy chứng nhận quyền sử dụng"], "texts", ()),  # 33 letters
    ],
)
def test_the_kind_of_a_column(cells: list[str], kind: str, words: tuple[str, ...]) -> None:
    profile = profile_of(cells)
    assert (profile.kind, profile.words) == (kind, words)
