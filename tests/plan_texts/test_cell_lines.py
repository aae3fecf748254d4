"""Tables whose cells a PDF put one below the other."""

from __future__ import annotations

from plan_texts.structure.cell_lines import cell_lines

HEAD = "STT\nTên chỉ tiêu\nĐVT\nThực hiện\nnăm 2025\nKế hoạch\nnăm 2026\nBộ phận\nchủ trì"
ROWS = (
    "1\nHồ sơ nộp trực tuyến trên\ntổng số hồ sơ\n%\n54,1\n70\nTT PVHCC\n"
    "2\nHồ sơ trả trước hạn\n%\n-\n50\nCác phòng\n\nTrang 4/6\n\n"
    "3\nMức độ hài lòng của người\ndân\n%\n93\ntừ 95\nVăn phòng"
)


def texts_of(text: str) -> list[list[str]]:
    """The cells' texts of the table that a text begins with, its head first; [] for no table."""
    table = cell_lines(text.split("\n"), 0)
    if not table:
        return []
    return [[cell.text for cell in cells] for cells in (table.head, *table.rows)]


def test_cells_are_put_together_into_rows() -> None:
    expected = [
        [
            "STT",
            "Tên chỉ tiêu",
            "ĐVT",
            "Thực hiện năm 2025",
            "Kế hoạch năm 2026",
            "Bộ phận chủ trì",
        ],
        ["1", "Hồ sơ nộp trực tuyến trên tổng số hồ sơ", "%", "54,1", "70", "TT PVHCC"],
        ["2", "Hồ sơ trả trước hạn", "%", "-", "50", "Các phòng"],
        ["3", "Mức độ hài lòng của người dân", "%", "93", "từ 95", "Văn phòng"],
    ]
    assert texts_of(f"{HEAD}\n{ROWS}") == expected


def test_what_follows_the_table_is_no_part_of_it() -> None:
    text = f"{HEAD}\n{ROWS}\nPHỤ LỤC II\nPHÂN CÔNG NHIỆM VỤ\nSTT\nNhiệm vụ\n1\nKiện toàn"
    lines = text.split("\n")
    table = cell_lines(lines, 0)
    assert table is not None
    assert lines[table.end] == "PHỤ LỤC II"
    assert table.rows[-1][-1].text == "Văn phòng"


def test_a_number_stands_on_its_own_line() -> None:
    table = cell_lines(f"{HEAD}\n{ROWS}".split("\n"), 0)
    assert table is not None
    assert [cells[4].first_line for cells in table.rows] == [15, 21, 31]


def test_a_table_of_words_alone_is_not_taken_apart() -> None:
    words = "STT\nNhiệm vụ\nChủ trì\n1\nKiện toàn nhân sự\nVăn phòng\n2\nTập huấn\nVăn phòng"
    assert texts_of(words) == []
    assert texts_of(f"Mục tiêu\n{HEAD}\n{ROWS}") == []
