"""A list with faulty rows: the good ones load, each other is named with what to put right."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

import pytest

from tests.support.builders import HEADINGS, JANUARY, Desk, csv_bytes, done, dossier, earlier, table

Told = tuple[str, str, str]

# A faulty line beside the problems told of it: kind, the file's own heading, the cell's value.
FAULTY: dict[str, tuple[dict[str, str], list[Told]]] = {
    "no such day": (
        dossier(1, due="31/9/2025"),
        [("impossible_date", "Ngày hẹn trả", "31/9/2025")],
    ),
    "year 2206": (
        dossier(1, received="05/01/2206"),
        [("impossible_date", "Ngày tiếp nhận", "05/01/2206")],
    ),
    "Buddhist year": (
        done(1, finished="15/01/2569"),
        [("impossible_date", "Ngày kết thúc xử lý", "15/01/2569")],
    ),
    "year of two digits, first": (
        dossier(1, received="26/01/05"),
        [("impossible_date", "Ngày tiếp nhận", "26/01/05")],
    ),
    "Buddhist year of two digits": (
        dossier(1, received="05/01/69"),
        [("impossible_date", "Ngày tiếp nhận", "05/01/69")],
    ),
    "date in words": (
        dossier(1, received="hôm qua"),
        [("impossible_date", "Ngày tiếp nhận", "hôm qua")],
    ),
    "after the period": (
        dossier(1, received="01/02/2026"),
        [("received_after_period", "Ngày tiếp nhận", "01/02/2026")],
    ),
    "unknown channel": (
        dossier(1, channel="Bồ câu"),
        [("unknown_channel", "Hình thức nộp", "Bồ câu")],
    ),
    "unknown state": (
        dossier(1, state="Đang bay"),
        [("unknown_state", "Trạng thái", "Đang bay")],
    ),
    "unknown payment": (
        dossier(1, payment="Vàng"),
        [("unknown_word", "Hình thức thanh toán", "Vàng")],
    ),
    "no state": (dossier(1, state=""), [("missing_state", "Trạng thái", "")]),
    "no code": (dossier(1, code=""), [("missing_code", "Mã hồ sơ", "")]),
    "no date": (dossier(1, received=""), [("missing_date", "Ngày tiếp nhận", "")]),
    "no date at all": (
        dossier(1, received="", due=""),
        [("missing_date", "Ngày tiếp nhận", "")],
    ),
    "finished before receipt": (
        done(1, finished="04/01/2026"),
        [("finish_before_receipt", "Ngày kết thúc xử lý", "04/01/2026")],
    ),
    "finished, no day": (
        dossier(1, state="Đã trả kết quả"),
        [("missing_finish", "Ngày kết thúc xử lý", "")],
    ),
    "left, no day": (
        dossier(1, state="Đã rút hồ sơ"),
        [("missing_finish", "Ngày kết thúc xử lý", "")],
    ),
    "negative fee": (
        dossier(1, fee="-2000"),
        [("not_a_number", "Phí, lệ phí (đồng)", "-2000")],
    ),
    "fee in words": (
        dossier(1, fee="hai nghìn"),
        [("not_a_number", "Phí, lệ phí (đồng)", "hai nghìn")],
    ),
    "infinite fee": (
        dossier(1, fee="Infinity"),
        [("not_a_number", "Phí, lệ phí (đồng)", "Infinity")],
    ),
    "fee too large": (
        dossier(1, fee="1e999"),
        [("not_a_number", "Phí, lệ phí (đồng)", "1e999")],
    ),
    "several faults": (
        dossier(1, channel="Bồ câu", received="30/2/2026", fee="x" * 60),
        [
            ("impossible_date", "Ngày tiếp nhận", "30/2/2026"),
            ("not_a_number", "Phí, lệ phí (đồng)", "x" * 40),
            ("unknown_channel", "Hình thức nộp", "Bồ câu"),
        ],
    ),
}


def told(answer: Mapping[str, Any]) -> list[tuple[str, int, str, str]]:
    """The problems without their messages, in the order told; every message is a sentence."""
    for one in answer["problems"]:
        assert one.keys() == {"kind", "row", "column", "value", "message"}
        assert one["message"].endswith(".")
        assert len(one["message"]) > 20
    return [(p["kind"], p["row"], p["column"], p["value"]) for p in answer["problems"]]


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "xls"])
def test_every_fault_in_one_list(desk: Desk, suffix: str) -> None:
    """Excel's own row numbers, with empty rows above, between and inside the table."""
    lines = [
        changed | {"Mã hồ sơ": changed["Mã hồ sơ"] and f"H24.91-{i}"}
        for i, (changed, _) in enumerate(FAULTY.values())
    ]
    cells = [[""], *table([dossier(100), {}, *lines, {}, done(101)])]
    answer = desk.stored(f"a.{suffix}", cells)
    wanted = [
        (kind, 8 + i, *rest)
        for i, (_, problems) in enumerate(FAULTY.values())
        for kind, *rest in problems
    ]
    assert sorted(told(answer)) == sorted(wanted)
    assert answer["rows_read"] == answer["rows_stored"] + answer["rows_set_aside"]
    assert (answer["rows_stored"], answer["rows_set_aside"]) == (2, len(FAULTY))
    assert [row for _, row, _, _ in told(answer)] == sorted(row for _, row, _, _ in told(answer))


@pytest.mark.parametrize("suffix", ["xlsx", "xls"])
def test_error_cells(desk: Desk, suffix: str) -> None:
    """#N/A is no blank: in a column that counts it sets the row aside, elsewhere it does not."""
    lines = [
        dossier(1),
        dossier(2, fee="=NA()"),
        dossier(3, received="=NA()"),
        dossier(4, owner="=NA()"),
        dossier(5, state="=NA()", code="=NA()"),
    ]
    cells = [[""], [""], *([" ", *row] for row in table(lines))]
    answer = desk.stored(f"a.{suffix}", cells)
    assert [(kind, row, column) for kind, row, column, _ in told(answer)] == [
        ("error_cell", 8, "Phí, lệ phí (đồng)"),
        ("error_cell", 9, "Ngày tiếp nhận"),
        ("error_cell", 11, "Mã hồ sơ"),
        ("error_cell", 11, "Trạng thái"),
    ]
    assert answer["rows_stored"] == 2


def test_a_code_that_stands_twice(desk: Desk) -> None:
    answer = desk.stored("a.csv", table([done(1), dossier(2), dossier(1)]))
    assert told(answer) == [("duplicate_code", 7, "Mã hồ sơ", "H24.91-260105-0001")]
    assert desk.counts("on_time") == (None, None)
    assert desk.counts("online_filing") == (2, 2)


def test_a_code_whose_first_row_is_faulty(desk: Desk) -> None:
    """The row that is set aside is not there; the good one after it counts."""
    answer = desk.stored("a.csv", table([dossier(1, state="Đang bay"), dossier(1), dossier(1)]))
    assert told(answer) == [
        ("unknown_state", 5, "Trạng thái", "Đang bay"),
        ("duplicate_code", 7, "Mã hồ sơ", "H24.91-260105-0001"),
    ]
    assert answer["rows_stored"] == 1


def test_an_unknown_unit_among_several(desk: Desk) -> None:
    answer = desk.stored(
        "a.csv",
        table(
            [
                dossier(1),
                dossier(2, unit="Sở Xây dựng"),
                dossier(3, unit="UBND Phường Ninh Giang Hai"),
            ]
        ),
    )
    assert told(answer) == [
        ("unknown_unit", 6, "Cơ quan thực hiện", "…"),
        ("unknown_unit", 7, "Cơ quan thực hiện", "…"),
    ]
    assert answer["communes"] == ["11203"]


def test_a_department_is_named_in_the_words_and_nothing_to_mend(desk: Desk) -> None:
    rows = [dossier(1), *(dossier(n, unit="Sở Xây dựng") for n in (2, 3))]
    answer = desk.stored("a.csv", table(rows))
    assert told(answer) == [("unknown_unit", n, "Cơ quan thực hiện", "…") for n in (6, 7)]
    assert all("Sở Xây dựng" in one["message"] for one in answer["problems"])
    assert not any("sửa" in one["message"] for one in answer["problems"])


def test_every_row_set_aside(stocked: Desk) -> None:
    lines = [line for line, _ in FAULTY.values()]
    answer = stocked.refused("b.csv", table(lines))
    assert answer["rows_read"] == answer["rows_set_aside"] == len(lines)
    assert sorted({row for _, row, _, _ in told(answer)}) == list(range(5, 5 + len(lines)))
    assert answer["format"] == "danh-sach-ho-so"


def test_what_is_kept_of_a_row_set_aside(desk: Desk) -> None:
    desk.stored("a.csv", table([dossier(1), dossier(2, state="Đang bay", owner="NGUYỄN VĂN KÍN")]))
    with sqlite3.connect(desk.record / "ledger.sqlite") as ledger:
        ((row, cells),) = ledger.execute("select row, cells from set_aside").fetchall()
    assert row == 6
    assert json.loads(cells)["state"] == "Đang bay"
    assert json.loads(cells)["received_on"] == "05/01/2026"
    assert "H24.91-260105-0002" in cells
    assert "KÍN" not in cells
    assert "owner" not in cells


LAST_LINES = [
    {"Mã hồ sơ": "Tổng số: 407 hồ sơ"},
    {"STT": "Tổng số: 407 hồ sơ"},
    {"Mã hồ sơ": "Tổng cộng", "Phí, lệ phí (đồng)": "2000000"},
    {"Mã hồ sơ": "Cộng:", "Trạng thái": "12"},
    {"STT": "I", "Mã hồ sơ": "LĨNH VỰC HỘ TỊCH"},
    {"Mã hồ sơ": "NGƯỜI LẬP BIỂU"},
    {"Trạng thái": "NGƯỜI LẬP BIỂU"},
    {"Ngày tiếp nhận": "NGƯỜI LẬP BIỂU"},
    {"Ngày hẹn trả": "Nguyễn Văn Mẫu"},
    {"Mã hồ sơ": "Nguyễn Văn Mẫu"},
    {"Chủ hồ sơ": "Nguyễn Văn Mẫu"},
    {"Ngày hẹn trả": "Xã Ninh Giang, ngày 31 tháng 01 năm 2026"},
    {"Ngày tiếp nhận": "Ngày 31 tháng 01 năm 2026"},
    {"Mã hồ sơ": "Tổng số: 407 hồ sơ", "Ngày tiếp nhận": "Trong hạn: 300"},
    dict(zip(HEADINGS, HEADINGS, strict=True)),
]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_totals_and_signatures_are_no_rows(desk: Desk, place: int) -> None:
    """Above the first row, between two, and below the last."""
    rows = [dossier(1), dossier(2)]
    rows[place:place] = LAST_LINES
    answer = desk.stored("a.xlsx", table(rows))
    assert answer["problems"] == []
    assert (answer["rows_read"], answer["rows_stored"]) == (2, 2)


@pytest.mark.parametrize("blank", ["", " ", "-", "NULL", "NaN"])
def test_what_a_blank_means(desk: Desk, blank: str) -> None:
    """No channel is direct; no fee owes none; no result column means no paper result."""
    desk.stored(
        "a.csv",
        table(
            [
                earlier(),
                dossier(1, channel=blank, fee=blank, payment=blank, finished=blank),
                done(2, result=blank, electronic=blank),
                done(3, result="Có", electronic="Không"),
            ]
        ),
    )
    assert desk.counts("online_filing") == (2, 3)
    assert desk.counts("online_payment") == (2, 2)
    assert desk.counts("digitised_results") == (1, 1)
    assert desk.counts("electronic_results") == (0, 1)
    assert desk.counts("on_time") == (2, 2)


@pytest.mark.parametrize(
    ("written", "counted"),
    [("2.000", 1), ("1.250.000", 1), ("2,000", 1), ("2000 đồng", 1), ("2000đ", 1), ("2000 VNĐ", 1),
     ("0", 0), ("0 đồng", 0), ("0,0", 0)],
)  # fmt: skip
def test_how_fees_are_written(desk: Desk, written: str, counted: int) -> None:
    answer = desk.stored("a.csv", table([dossier(1, fee=written)]))
    assert answer["problems"] == []
    assert desk.counts("online_payment") == (counted, counted)


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "csv"])
def test_how_days_are_written(desk: Desk, suffix: str) -> None:
    """20 January and 21 January finish on and after the due day, however they are written."""
    written = ["20/01/2026", "20-01-2026 16:59", "20.01.2026", "2026-01-20", "2026-01-20 23:59:59"]
    written += ["20/01/26", "2026/01/20", "'20/01/2026", "20/01/2026 - 04:59 CH"]
    late = ["21/1/2026", "21/01/2026 00:00:01", "2026-01-21T00:00:00", "46043", "46043.25"]
    rows = [done(i, finished=day) for i, day in enumerate([*written, *late])]
    answer = desk.stored(f"a.{suffix}", table([earlier(), *rows]))
    assert answer["problems"] == []
    assert desk.counts("on_time") == (len(written), len(written) + len(late))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-8-sig"])
def test_how_text_is_encoded(desk: Desk, encoding: str) -> None:
    text = csv_bytes(table([dossier(1), dossier(2, channel="Trực tiếp")])).decode("utf-8-sig")
    desk.stored("a.csv", text.encode(encoding))
    assert desk.counts("online_filing") == (1, 2)


def test_an_old_encoding_and_semicolons(desk: Desk) -> None:
    """Windows-1258 writes the tone as a letter of its own."""
    import unicodedata

    cells = table([dossier(1), dossier(2, channel="Trực tiếp")], JANUARY)
    text = "\r\n".join(";".join(row) for row in cells)
    vowels = {"ă", "â", "ê", "ô", "ơ", "ư", "đ"}
    letters = []
    for letter in text:
        plain = unicodedata.normalize("NFD", letter)
        tone = next((m for m in plain if m in "\u0300\u0301\u0303\u0309\u0323"), "")
        bare = unicodedata.normalize("NFC", plain.replace(tone, "") if tone else plain)
        letters.append(bare + tone)
    assert vowels & set("".join(letters))
    desk.stored("a.csv", "".join(letters).encode("cp1258"))
    assert desk.counts("online_filing") == (1, 2)
