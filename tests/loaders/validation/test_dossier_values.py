"""A list's cells as values: days, numbers, codes, words, and the commune of each row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from loaders.parsing.engine import scratch_connection
from loaders.validation.dossier_values import column_kinds, staged_table
from tests.support.drawn_sheets import drawn_sheet

HEADINGS = {
    "dossier_code": "Mã hồ sơ",
    "procedure_code": "Mã thủ tục",
    "procedure": "Tên thủ tục",
    "field": "Lĩnh vực",
    "unit": "Cơ quan thực hiện",
    "channel": "Hình thức nộp",
    "received_on": "Ngày tiếp nhận",
    "due_on": "Ngày hẹn trả",
    "state": "Trạng thái",
    "fee": "Phí, lệ phí",
    "digitised": "Số hóa",
    "reused": "Tái sử dụng",
}
FULL = (
    "H24.91-260105-0001 | 1.00119 | Khai   sinh | Hộ tịch | UBND xã A | Trực tuyến"
    " | 05/01/2026 | 20/01/2026 | Đang xử lý | 5.000 | x | Có"
)
NINH_GIANG = {"": "11203"}


def staged(
    *lines: str, codes: Mapping[str, str | None] = NINH_GIANG, columns: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """The staged rows of these lines, with these columns or all of HEADINGS."""
    headings = {name: HEADINGS[name] for name in columns or HEADINGS}
    sheet = drawn_sheet("danh-sach-ho-so", headings, "\n".join(lines))
    with scratch_connection() as engine:
        table = staged_table(engine, sheet, column_kinds(sheet), codes)
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows


def test_each_cell_has_its_value_beside_it() -> None:
    (row,) = staged(FULL, codes={"UBND xã A": "11203", "": "31393"})
    assert {name: cell for name, cell in row.items() if name.startswith("v_")} == {
        "v_dossier_code": "H24.91-260105-0001",
        "v_procedure_code": "1.001190",
        "v_procedure": "Khai sinh",
        "v_field": "Hộ tịch",
        "v_channel": "online",
        "v_received_on": date(2026, 1, 5),
        "v_due_on": date(2026, 1, 20),
        "v_state": "open",
        "v_fee": 5000.0,
        "v_digitised": "yes",
        "v_reused": "yes",
    }
    assert (row["commune_code"], row["row"]) == ("11203", 8)
    assert row["code_day"] == date(2026, 1, 5)
    assert (row["swapped_received_on"], row["swapped_due_on"]) == (date(2026, 5, 1), None)
    assert (row["received_on"], row["fee"], row["procedure"]) == (
        "05/01/2026",
        "5.000",
        "Khai   sinh",
    )


@pytest.mark.parametrize(
    ("column", "cells", "values"),
    [
        ("channel", ["", "Trực tiếp", "Qua Zalo"], ["direct", "direct", "?Qua Zalo"]),
        ("state", ["", "Đã trả kết quả", "lạ"], [None, "returned", "?lạ"]),
        # In a column of marks a blank says no; among words it says nothing.
        ("digitised", ["x", "", "✓"], ["yes", "no", "yes"]),
        ("digitised", ["Có", "", "Không"], ["yes", None, "no"]),
        ("fee", ["Miễn phí", "", "1.234.000 đ"], [0.0, None, 1234000.0]),
        ("fee", ["abc", "-", "0"], [None, None, 0.0]),
        (
            "received_on",
            ["05/01/2026", "", "46027"],
            [date(2026, 1, 5), None, date(2026, 1, 5)],
        ),
        ("field", [" Hộ  tịch ", "null", "1.00119"], ["Hộ tịch", None, "1.00119"]),
        ("procedure", ["H24.91 – 1", "", "A"], ["H24.91 – 1", None, "A"]),
        ("procedure_code", ["2.000815", "", "1,00119"], ["2.000815", None, "1.001190"]),
        (
            "dossier_code",
            ["h24.91–260105–0001", "HS-2", "HS-3"],
            ["H24.91-260105-0001", "HS-2", "HS-3"],
        ),
    ],
)
def test_values_by_the_kind_of_their_column(
    column: str, cells: list[str], values: list[object]
) -> None:
    lines = []
    for number, cell in enumerate(cells, 1):
        texts = {"dossier_code": f"HS-{number}", "received_on": "05/01/2026"} | {column: cell}
        lines.append(" | ".join(texts.get(name, "") for name in HEADINGS))
    assert [row[f"v_{column}"] for row in staged(*lines)] == values


@pytest.mark.parametrize(
    ("text", "swapped"),
    [
        ("03/01/2026", date(2026, 3, 1)),
        ("12/01/2026", date(2026, 12, 1)),
        ("13/01/2026", None),
        ("01/12/2026", date(2026, 1, 12)),
        ("", None),
    ],
)
def test_a_day_with_day_and_month_exchanged(text: str, swapped: date | None) -> None:
    (row,) = staged(f"HS-1|{text}|Mới", columns=["dossier_code", "received_on", "state"])
    assert row["swapped_received_on"] == swapped


def test_a_cell_that_says_that_there_is_no_day_is_blank() -> None:
    lines = [FULL.replace("20/01/2026", text) for text in ("Chưa có", "hôm qua")]
    assert [(row["due_on"], row["v_due_on"]) for row in staged(*lines)] == [
        (None, None),
        ("hôm qua", None),
    ]


def test_each_unit_has_its_commune_and_rows_without_one_that_of_no_unit() -> None:
    lines = [FULL.replace("UBND xã A", unit) for unit in ("UBND  xã A", "Sở B", "", "UBND xã C")]
    codes = {"UBND xã A": "11203", "Sở B": None, "": "31393", "UBND xã C": "10729"}
    assert [row["commune_code"] for row in staged(*lines, codes=codes)] == [
        "11203",
        None,
        "31393",
        "10729",
    ]


@pytest.mark.parametrize("code", ["11203", None])
def test_without_a_column_of_units_all_rows_are_of_one_commune(code: str | None) -> None:
    columns = ["dossier_code", "received_on", "state"]
    lines = ["HS-1|25/01/2026|Mới", "HS-2|26/01/2026|Mới"]
    rows = staged(*lines, codes={"": code}, columns=columns)
    assert [row["commune_code"] for row in rows] == [code, code]
    sheet = drawn_sheet("danh-sach-ho-so", {name: name for name in columns}, lines[0])
    with scratch_connection() as engine:
        table = staged_table(engine, sheet, column_kinds(sheet), {"": code})
    assert str(table.schema.field("commune_code").type) == "string"
    assert str(table.schema.field("swapped_received_on").type) == "date32[day]"


def test_the_unit_is_kept_as_the_commune_alone() -> None:
    sheet = drawn_sheet("danh-sach-ho-so", HEADINGS, FULL)
    kinds = column_kinds(sheet)
    assert list(kinds) == [name for name in HEADINGS if name != "unit"]
    assert (kinds["fee"], kinds["state"], kinds["received_on"]) == ("number", "word", "date")


@pytest.mark.parametrize(
    ("days", "is_moved"),
    [
        # 44566 is 5 January 2022, or counted from 1904 6 January 2026, the day in the codes.
        (["44566"] * 5, True),
        (["44566"] * 4, False),
        (["44566"] * 4 + ["05/01/2022"], False),
        (["44566"] * 9 + ["44567"], True),
        (["44566"] * 8 + ["44567"], False),
        (["44566"] * 9 + ["06/01/2026"], True),
        (["46028"] * 9, False),
    ],
)
def test_serial_days_are_counted_from_1904_where_the_codes_show_it(
    days: list[str], is_moved: bool
) -> None:
    """The days of the end move with them; days that are no serial numbers stay."""
    columns = ["dossier_code", "received_on", "state", "due_on"]
    lines = [f"H24.91-260106-{n:04}|{day}|Mới|44580" for n, day in enumerate(days, 1)]
    lines.append("HS-9|20/01/2026|Mới|20/02/2026")
    *rows, last = staged(*lines, columns=columns)
    sixth, fifth = date(2026, 1, 6), date(2022, 1, 5)
    if days[0] == "44566":
        assert rows[0]["v_received_on"] == (sixth if is_moved else fifth)
    assert {row["v_due_on"] for row in rows} == {
        date(2026, 1, 20) if is_moved else date(2022, 1, 19)
    }
    if is_moved:
        assert rows[0]["swapped_received_on"] == date(2026, 6, 1)
    assert (last["v_received_on"], last["v_due_on"]) == (date(2026, 1, 20), date(2026, 2, 20))
