"""What a table says of its own size: known, and held against the rows that were read."""

from __future__ import annotations

import pyarrow as pa
import pytest

from loaders.answers import Answers
from loaders.load import read_and_stage
from loaders.notes.preview_notes import notices
from loaders.recognition.stated_sizes import lacking_pages, size_texts, stated_row_counts
from tests.support.builders import done, dossier, earlier, table, xlsx_bytes

ROWS = [earlier(), *(done(n) for n in range(1, 10)), *(dossier(n) for n in range(20, 25))]  # 15
NO_TABLE = pa.table({"0": pa.array([], pa.string())})


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Tổng cộng: 407 hồ sơ", 407),
        ("Tổng số: 1.407", 1407),
        ("TỔNG SỐ HỒ SƠ: 407", 407),
        ("Cộng 407 hồ sơ", 407),
        ("Tổng số bản ghi: 407", 407),
        ("Danh sách gồm 407 hồ sơ.", 407),
        ("(Danh sách này có 1 407 hồ sơ)", 1407),
        ("Hiển thị 1 - 20 trong tổng số 407 kết quả", 407),
        ("Hiển thị từ 1 đến 20 trong 407", 407),
        ("1-20 của 407", 407),
        ("Showing 1 to 20 of 407 records", 407),
        # Of a part, or of something else.
        ("Tổng số hồ sơ quá hạn: 3", None),
        ("Tổng số hồ sơ tiếp nhận trực tuyến: 30", None),
        ("Tổng số tiền: 50.000", None),
        ("Từ ngày 01/01/2026 đến ngày 31/01/2026", None),
        ("Ngày 05 tháng 02 năm 2026", None),
        ("Nguyễn Văn A", None),
        ("Số: 12/BC-UBND", None),
    ],
)
def test_a_stated_count(text: str, count: int | None) -> None:
    texts = size_texts([text], NO_TABLE, 0)
    assert stated_row_counts(texts) == ([] if count is None else [count])


@pytest.mark.parametrize(
    ("texts", "page"),
    [
        (["Trang 1/3"], (1, 3)),
        (["Trang 2 trên 3", "Trang 1 trên 3"], (2, 3)),
        (["Page 1 of 2"], (1, 2)),
        (["Trang 1/2", "Trang 2/2"], None),
        (["Trang số 1/1"], None),
        (["Ngày 1/3"], None),
    ],
)
def test_pages_that_lack(texts: list[str], page: tuple[int, int] | None) -> None:
    assert lacking_pages(size_texts(texts, NO_TABLE, 0)) == page


def sentences(rows: list[list[str]]) -> str:
    """The notices of a list of 15 dossiers with these lines below it."""
    staged = read_and_stage("a.xlsx", xlsx_bytes([*table(ROWS), *rows]), Answers())
    return " ".join(notice.sentence for notice in notices(staged))


@pytest.mark.parametrize("column", range(4))
def test_a_file_that_lacks_rows(column: int) -> None:
    line = [*[""] * column, "Tổng cộng: 25 hồ sơ"]
    assert "Tệp ghi 25 hồ sơ, đọc được 15" in sentences([line])


@pytest.mark.parametrize(
    "rows",
    [
        [["Tổng cộng: 15 hồ sơ"]],
        [["Cộng: 6 hồ sơ"], ["Cộng: 9 hồ sơ"]],
        [["Cộng: 6 hồ sơ"], ["Tổng cộng: 15 hồ sơ"]],
        [["Trang 1/1"]],
        [["Trang 1/3"], ["Tổng cộng: 15 hồ sơ"]],
        [["Tổng cộng", "", "", "", "", "50000"]],
    ],
)
def test_a_file_that_is_whole(rows: list[list[str]]) -> None:
    assert "hãy kiểm tra tệp có" not in sentences(rows)


def test_a_file_of_one_page_among_several() -> None:
    assert "Tệp ghi trang 1 trên 3" in sentences([["", "", "Trang 1/3"]])
