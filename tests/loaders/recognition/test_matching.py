"""Where the headings stand, what comes nearest, and where the table ends."""

from __future__ import annotations

import pytest

from files.refusal import Refused
from loaders.layouts.column_titles import missing_columns_sentence
from loaders.layouts.layout import layouts
from loaders.recognition.matching import nearest_layout
from loaders.recognition.reader import read_sheet
from tests.support.builders import JANUARY, csv_bytes, done, dossier, table


def test_the_nearest_layout_and_what_it_lacks() -> None:
    head = [["DANH SÁCH"], ["STT", "Mã hồ sơ", "Ngày tiếp nhận", "Ngày hẹn trả", "Tình thế"]]
    nearest = nearest_layout(head, layouts())
    assert nearest is not None
    assert (nearest.layout.name, nearest.missing_columns) == ("danh-sach-ho-so", ("state",))
    assert "“Danh sách hồ sơ” nhưng thiếu cột “Trạng thái”" in str(
        missing_columns_sentence(nearest)
    )


@pytest.mark.parametrize(
    "head", [[], [["a", "b"]], [["STT", "Lĩnh vực", "Số tiền"]], [["STT", "STT", "STT"]]]
)
def test_a_table_that_is_like_none(head: list[list[str | None]]) -> None:
    assert nearest_layout(head, layouts()) is None
    assert missing_columns_sentence(None) is None


def test_a_list_without_its_states_is_refused_by_name() -> None:
    cells = [row[:11] + row[12:] for row in table([done(1)], ())]
    with pytest.raises(Refused, match="thiếu cột “Trạng thái”"):
        read_sheet(csv_bytes([*([text] for text in JANUARY), *cells]))


def test_another_table_below_is_not_read() -> None:
    """The headings again are the same table, other headings begin another one."""
    rows = table([dossier(1), dossier(2)])
    second_table = [["STT", "Mã xã", "Số lượng"], ["1", "11203", "12"], ["2", "31393", "3"]]
    sheet = read_sheet(csv_bytes([*rows, *rows[3:], [], *second_table]))
    codes = [code for code in sheet.cells.column("dossier_code").to_pylist() if code]
    both = ["H24.91-260105-0001", "H24.91-260105-0002"]
    assert codes == [*both, "Mã hồ sơ", *both]


def test_a_group_below_the_headings_does_not_move_them_to_where_they_stand_again() -> None:
    above, headings = table([], JANUARY)[:-1], table([], ())[-1]
    group = [["I. Lĩnh vực Chứng thực" if h == "Lĩnh vực" else "" for h in headings]]
    first, second = (table([dossier(number)], ())[-1] for number in (1, 2))
    sheet = read_sheet(csv_bytes([*above, headings, *group, first, headings, second]))
    codes = sheet.cells.column("dossier_code").to_pylist()
    assert "H24.91-260105-0001" in codes
    assert "H24.91-260105-0002" in codes


@pytest.mark.parametrize("ordinals", ["STT", "TT", "Số TT "])
def test_a_table_above_is_no_title_and_is_named_as_unread(ordinals: str) -> None:
    counts = [[ordinals, "Loại hồ sơ", "Số lượng"], ["1", "Trong hạn", "12"], ["2", "Quá hạn", "3"]]
    cells = table([dossier(1)], ())
    sheet = read_sheet(csv_bytes([*([text] for text in JANUARY), *counts, [], *cells]))
    assert sheet.texts_above == JANUARY
    assert [place for _, place in sheet.other_tables] == [f"từ dòng {len(JANUARY) + 1}"]
    assert sheet.cells.num_rows == 1


def test_a_filter_above_in_cells_of_its_own_stays_a_title() -> None:
    filters = [["Lĩnh vực", "Đất đai", "Năm"], ["Tháng", "1", "2026"]]
    sheet = read_sheet(csv_bytes([*filters, *table([dossier(1)], ())]))
    assert sheet.texts_above == ("Lĩnh vực", "Đất đai", "Năm", "Tháng", "1", "2026")
    assert sheet.other_tables == ()
