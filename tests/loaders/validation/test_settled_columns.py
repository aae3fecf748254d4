"""Which columns of a sheet there are: those that say something, several added up to one."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pytest

from files.refusal import Refused
from loaders.reading.grid import UNCALCULATED
from loaders.reading.xlsx_cells import LACKS_RESULTS
from loaders.recognition.sheet import Sheet
from loaders.validation.settled_columns import settle_columns
from tests.support.drawn_sheets import drawn_sheet

LIST_HEADINGS = {
    "dossier_code": "Mã hồ sơ",
    "received_on": "Ngày tiếp nhận",
    "state": "Trạng thái",
    "field": "Lĩnh vực",
}
FORM_HEADINGS = {
    "field": "Lĩnh vực",
    "ratings": "Tổng số",
    "ratings_very_satisfied": "Rất hài lòng",
    "ratings_fairly_satisfied": "Hài lòng",
    "ratings_dissatisfied": "Chưa hài lòng",
    "rate_satisfied": "Tỷ lệ",
}


def list_with(fields: list[str | None], below: str = "") -> Sheet:
    """A list with these cells in its column of fields, one a dossier, and lines below."""
    lines = [f"HS-{n}|05/01/2026|Đang xử lý|{text or ''}" for n, text in enumerate(fields, 1)]
    return drawn_sheet("danh-sach-ho-so", LIST_HEADINGS, "\n".join([*lines, *below.split("\n")]))


def form(*lines: str) -> Sheet:
    return drawn_sheet("hai-long", FORM_HEADINGS, "\n".join(lines))


def reasons(sheet: Sheet) -> dict[str, str]:
    """Heading → why its column is not read, of the columns that are left out."""
    settled = settle_columns(sheet)
    unread = {h.text: h.unread_reason for h in settled.headings if h.column is None}
    left_out = set(sheet.cells.column_names) - set(settled.cells.column_names)
    assert {sheet.heading_of[column] for column in left_out} == set(unread)
    return unread


@pytest.mark.parametrize(
    ("fields", "below", "expected"),
    [
        (["Hộ tịch", None], "", {}),
        ([None, None], "", {"Lĩnh vực": "blank"}),
        (["-", "null"], "", {"Lĩnh vực": "blank"}),
        (["…", "0"], "", {}),
        ([UNCALCULATED, "Hộ tịch"], "", {"Lĩnh vực": "uncalculated"}),
        ([UNCALCULATED, None], "", {"Lĩnh vực": "uncalculated"}),
        # What stands below the dossiers says nothing of them: totals and signatures.
        ([None, None], "Tổng số: 2|||Hộ tịch", {"Lĩnh vực": "blank"}),
        ([None, None], "Cộng 2|||Hộ tịch", {"Lĩnh vực": "blank"}),
        ([None, None], "Người lập biểu|||Hộ tịch", {"Lĩnh vực": "blank"}),
        ([None, None], "| | | | Hộ tịch", {"Lĩnh vực": "blank"}),
        ([None, None], "HS-３|||Hộ tịch", {}),
        ([*["Hộ tịch"] * 100, None], "", {}),
        ([None] * 100, "", {"Lĩnh vực": "blank"}),
    ],
)
def test_a_column_of_a_list_that_says_nothing_is_left_out(
    fields: list[str | None], below: str, expected: dict[str, str]
) -> None:
    assert reasons(list_with(fields, below)) == expected


@pytest.mark.parametrize("column", ["dossier_code", "received_on", "state"])
def test_without_the_results_of_a_column_that_dossiers_need_a_list_is_refused(column: str) -> None:
    sheet = list_with(["Hộ tịch"])
    place = sheet.cells.column_names.index(column)
    cells = sheet.cells.set_column(place, column, pa.chunked_array([[UNCALCULATED]]))
    with pytest.raises(Refused) as refused:
        settle_columns(replace(sheet, cells=cells))
    assert refused.value.sentence == LACKS_RESULTS


@pytest.mark.parametrize("column", ["received_on", "state"])
def test_a_blank_column_that_dossiers_need_stays(column: str) -> None:
    sheet = list_with(["Hộ tịch"])
    place = sheet.cells.column_names.index(column)
    cells = sheet.cells.set_column(place, column, pa.chunked_array([pa.nulls(1, pa.string())]))
    assert reasons(replace(sheet, cells=cells)) == {}


def test_a_sheet_whose_columns_all_say_something_is_the_same() -> None:
    sheet = list_with(["Hộ tịch"])
    assert settle_columns(sheet) is sheet


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Hộ tịch|3|1|1|1|66,67"], {}),
        (["Hộ tịch|3|1|1|1|"], {"Tỷ lệ": "blank"}),
        (["Hộ tịch|3|1|1|1| "], {"Tỷ lệ": "blank"}),
        # "-" is 0 in a form; so is a blank part of a sum whose total and other parts are there.
        (["Hộ tịch|3|1|2|-|-"], {}),
        (["Hộ tịch|3|1|2||100"], {}),
        (["Hộ tịch|3||3||100"], {}),
        (["Hộ tịch||1|1|1|100"], {"Tổng số": "blank"}),
        ([f"Hộ tịch|3|1|1|{UNCALCULATED}|100"], {"Chưa hài lòng": "uncalculated"}),
        # Of a total whose formula has no result nothing says that a blank part is 0.
        (
            [f"Hộ tịch|{UNCALCULATED}|1|2||100"],
            {"Tổng số": "uncalculated", "Chưa hài lòng": "blank"},
        ),
        # Without any count nothing is left out: the form is refused for its lines.
        (["Hộ tịch|||||100"], {}),
        (["Hộ tịch"], {}),
    ],
)
def test_a_column_of_a_form_that_says_nothing_is_left_out(
    lines: list[str], expected: dict[str, str]
) -> None:
    assert reasons(form(*lines)) == expected


@pytest.mark.parametrize(
    "line",
    [
        f"{UNCALCULATED}|3|1|1|1|100",
        f"Hộ tịch|{UNCALCULATED}",
        "|".join(["Hộ tịch", *[UNCALCULATED] * 4, "100"]),
    ],
)
def test_a_form_without_the_results_of_its_counts_is_refused(line: str) -> None:
    with pytest.raises(Refused) as refused:
        settle_columns(form("Đất đai", line))
    assert refused.value.sentence == LACKS_RESULTS


def test_of_the_template_no_column_is_left_out() -> None:
    headings = {"count": "Nội dung", "number": "Số lượng", "document": "Văn bản"}
    sheet = drawn_sheet("mau-nhap-so-lieu", headings, "Thủ tục")
    assert reasons(sheet) == {}


FEES = {**LIST_HEADINGS, "fee": "Phí", "fee+1": "Lệ phí", "fee+2": "Phí khác"}


@pytest.mark.parametrize(
    ("fees", "total"),
    [
        ("5.000|3000|", "8000"),
        ("5.000|3000|1", "8001"),
        ("|3000|", "3000"),
        ("||2", "2"),
        ("5.000||", "5000"),
        ("||", None),
        ("Miễn phí|3000|", "3000"),
        ("3000|Miễn phí|Không thu", "3000"),
        ("2,5|0,5|", "3"),
        ("abc|3000|", "abc + 3000"),
        ("Xa|3000|aX", "Xa + 3000 + aX"),
        ("3000|abc|1", "3000 + abc + 1"),
        ("|abc|1", "abc + 1"),
        ("abc||", "abc"),
        ("1||abc", "1 +  + abc"),
    ],
)
def test_what_is_added_up_to_one_column(fees: str, total: str | None) -> None:
    drawing = f"HS-1|05/01/2026|Mới|Hộ tịch|1|1|1\nHS-2|05/01/2026|Mới|Hộ tịch|{fees}"
    settled = settle_columns(drawn_sheet("danh-sach-ho-so", FEES, drawing))
    assert settled.cells.column("fee").to_pylist() == ["3", total]
    assert settled.cells.column_names == [*LIST_HEADINGS, "fee", "row"]
    assert settled.heading_of["fee"] == "Phí + Lệ phí + Phí khác"


def test_two_columns_are_added_up_and_one_is_left_as_it_is() -> None:
    two = {name: heading for name, heading in FEES.items() if name != "fee+2"}
    one = {name: heading for name, heading in two.items() if name != "fee+1"}
    line = "HS-1|05/01/2026|Mới|Hộ tịch|5.000|3.000"
    for headings, fee in ((two, "8000"), (one, "5.000")):
        settled = settle_columns(drawn_sheet("danh-sach-ho-so", headings, line))
        assert settled.cells.column("fee").to_pylist() == [fee]
