"""CSV texts without quotes in which a comma stands within a heading of a table's lower head row."""

from __future__ import annotations

import pytest

from files.refusal import Refused
from loaders.reading.delimited import delimited_grid

HEAD = "STT,Đơn vị,Tổng số,Trong đó,,Từ kỳ trước\n"
LINES = "1,Xã A,402,275,72,55\n2,Xã B,398,311,46,41\n"


@pytest.mark.parametrize(
    "row",
    [
        ",,,Trực tuyến,Trực tiếp, dịch vụ bưu chính,",
        ",,,Trực tuyến, bưu chính,Trực tiếp,",
        ",,,Trực tuyến, bưu chính, mạng xã hội,Trực tiếp,",
        ",,,Qua mạng,Trực tiếp,qua bưu chính,",
    ],
)
def test_a_comma_within_a_lower_heading_refuses_the_table(row: str) -> None:
    with pytest.raises(Refused, match="dấu phẩy không đặt trong ngoặc kép"):
        delimited_grid(HEAD + row + "\n" + LINES)


@pytest.mark.parametrize(
    ("above", "row"),
    [
        # A group's name alone, and a title with a comma in it: nothing stands behind the cut.
        ("", "Xã, phường, đặc khu,,,,,"),
        ("TÌNH HÌNH, kết quả giải quyết,Mẫu 06,,,,,\n", ",,,Trực tuyến,Trực tiếp,"),
        # A heading in small letters is whole where its row is as long as the lines.
        ("", ",,,Trực tuyến,trực tiếp,"),
    ],
)
def test_what_moves_no_heading_is_read(above: str, row: str) -> None:
    grid = delimited_grid(above + HEAD + row + "\n" + LINES)
    last_column = grid.cells.column(5).to_pylist()
    assert last_column[-2:] == ["55", "41"]
