"""A list's rows after all checks: those that count, those set aside, and what is said of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from files.refusal import Refused
from loaders.reading.grid import ERROR_CELL
from loaders.recognition.sheet import Sheet
from loaders.validation.dossiers import check_dossiers
from loaders.validation.problems import CheckedRows, problem
from tests.support.drawn_sheets import drawn_sheet

HEADINGS = {
    "dossier_code": "Mã hồ sơ",
    "unit": "Cơ quan",
    "channel": "Hình thức nộp",
    "received_on": "Ngày tiếp nhận",
    "due_on": "Ngày hẹn trả",
    "finished_on": "Ngày kết thúc",
    "state": "Trạng thái",
}
UNIT = "UBND xã Ninh Giang"
CODES = {UNIT: "11203", "Sở Nội vụ": None, "": "11203"}
JANUARY_31, TODAY = date(2026, 1, 31), date(2026, 2, 10)


def line(number: int | str, received: str = "20/01/2026", **changed: str) -> str:
    """An open dossier of Xã Ninh Giang, its code of the day of receipt where that is a number."""
    day, month, year = received.split("/") if received.count("/") == 2 else ("20", "01", "2026")
    code = f"H24.91-{year[2:]}{month}{day}-{number:04}" if isinstance(number, int) else number
    cells = {
        "dossier_code": code,
        "unit": UNIT,
        "channel": "Trực tuyến",
        "received_on": received,
        "due_on": "28/02/2026",
        "state": "Đang xử lý",
    } | changed
    return "| " + " | ".join(cells.get(name, "") for name in HEADINGS)


def sheet_of(lines: Sequence[str]) -> Sheet:
    return drawn_sheet("danh-sach-ho-so", HEADINGS, "\n".join(lines))


def checked(
    *lines: str, last: date | None = JANUARY_31, today: date = TODAY, **changed: Any
) -> CheckedRows:
    """The lines, from row 8 on, of a list that ends on 31 January, as of 10 February."""
    return check_dossiers(replace(sheet_of(lines), **changed), CODES, last, today)


def rows(checked_rows: CheckedRows) -> list[int]:
    numbers: list[int] = checked_rows.rows.column("row").to_pylist()
    return numbers


def told(checked_rows: CheckedRows) -> list[tuple[int, str, str, str]]:
    return [(one.row, one.kind, one.heading, one.value) for one in checked_rows.problems]


def test_a_sound_list_is_its_rows() -> None:
    done = line(2, finished_on="25/01/2026", state="Đã trả kết quả", channel="")
    sound = checked(line(1), done)
    assert sound.rows.to_pylist() == [
        {
            "commune_code": "11203",
            "dossier_code": "H24.91-260120-0001",
            "channel": "online",
            "received_on": date(2026, 1, 20),
            "due_on": date(2026, 2, 28),
            "finished_on": None,
            "state": "open",
            "row": 8,
        },
        {
            "commune_code": "11203",
            "dossier_code": "H24.91-260120-0002",
            "channel": "direct",
            "received_on": date(2026, 1, 20),
            "due_on": date(2026, 2, 28),
            "finished_on": date(2026, 1, 25),
            "state": "returned",
            "row": 9,
        },
    ]
    assert (sound.rows_read, sound.problems, sound.set_aside) == (2, (), ())
    assert (sound.day_beyond_clock, sound.waiting_rows) == (None, None)


@pytest.mark.parametrize(
    ("text", "is_dossier"),
    [
        ("Tổng số: 2", False),
        ("Cộng 2", False),
        ("2 hồ sơ", False),
        ("Người lập biểu", False),
        ("", False),
        ("HS-7", True),
        ("７", True),
    ],
)
def test_a_line_without_days_is_a_dossiers_only_by_its_code(text: str, is_dossier: bool) -> None:
    below = checked(line(1), text)
    assert (rows(below), below.rows_read) == ([8], 2 if is_dossier else 1)


@pytest.mark.parametrize(
    ("received", "is_dossier"),
    [
        ("20/01/2026", True),
        ("32/01/2026", True),
        (ERROR_CELL, True),
        ("Ngày 31 tháng 01 năm 2026", False),  # a signature's
        ("Giám đốc", False),
    ],
)
def test_a_line_without_a_code_is_a_dossiers_by_its_day(received: str, is_dossier: bool) -> None:
    below = checked(line(1), line("", received, unit="", channel="", due_on="", state=""))
    assert (rows(below), below.rows_read) == ([8], 2 if is_dossier else 1)


def test_a_row_with_a_fault_is_set_aside_with_what_may_be_shown_of_it() -> None:
    found = checked(line(1), line(2, state="Nguyễn Văn A", unit="Sở Nội vụ"), line(3))
    assert rows(found) == [8, 10]
    assert [(p.row, p.kind, p.value) for p in found.problems] == [
        (9, "unknown_state", "…"),
        (9, "unknown_unit", "…"),
    ]
    assert found.set_aside == (
        (
            9,
            {
                "dossier_code": "H24.91-260120-0002",
                "unit": "Sở Nội vụ",
                "channel": "Trực tuyến",
                "received_on": "20/01/2026",
                "due_on": "28/02/2026",
                "state": "…",
            },
        ),
    )
    assert found.rows_read == 3


def test_of_a_code_that_comes_again_the_first_sound_row_counts() -> None:
    codes = ("HS-1", "HS-1", "hs–1", "HS-2", "HS-1")
    lines = [line(code) for code in codes]
    lines[0] = line("HS-1", "hôm qua")
    found = checked(*lines)
    assert rows(found) == [9, 11]
    assert [(p.row, p.kind) for p in found.problems] == [
        (8, "impossible_date"),
        (10, "duplicate_code"),
        (12, "duplicate_code"),
    ]
    assert problem("duplicate_code", 12, "Mã hồ sơ", "HS-1") in found.problems


@pytest.mark.parametrize(
    ("last", "today", "expected"),
    [
        (JANUARY_31, TODAY, [(9, "received_after_period", "Ngày tiếp nhận", "01/02/2026")]),
        (date(2026, 2, 1), TODAY, []),
        (None, TODAY, []),
    ],
)
def test_a_receipt_after_a_stated_period_is_set_aside(
    last: date | None, today: date, expected: list[tuple[int, str, str, str]]
) -> None:
    assert told(checked(line(1), line(2, "01/02/2026"), last=last, today=today)) == expected


@pytest.mark.parametrize(
    ("late_count", "all_count", "is_told"),
    [(3, 3, True), (4, 4, False), (4, 40, True), (5, 49, False), (5, 50, True)],
)
def test_a_mild_fault_is_told_where_few_rows_have_it(
    late_count: int, all_count: int, is_told: bool
) -> None:
    """At most 3 rows, or a tenth; of more it is the list's habit."""
    late = [line(n, due_on="19/01/2026") for n in range(late_count)]
    found = checked(*late, *(line(n) for n in range(late_count, all_count)))
    assert found.rows.num_rows == all_count
    told_kinds = [p.kind for p in found.problems]
    assert told_kinds == (["due_before_receipt"] * late_count if is_told else [])
    assert found.set_aside == ()


def test_a_clock_that_is_behind_sets_no_row_aside() -> None:
    """As of 10 January three dossiers of the 20th and later, ended since: the clock is wrong."""
    lines = [line(n, f"{n}/01/2026") for n in (20, 21, 22)]
    lines += [line(23, "23/01/2026", finished_on="30/01/2026", state="Đã trả kết quả")]
    found = checked(*lines, today=date(2026, 1, 10))
    assert found.day_beyond_clock == date(2026, 1, 23)
    assert (found.problems, found.rows.num_rows) == ((), 4)
    assert checked(*lines[:2], today=date(2026, 1, 10)).day_beyond_clock is None
    (late,) = checked(line(1), lines[-1], today=date(2026, 1, 25)).problems
    assert late.kind == "finish_in_future"


@pytest.mark.parametrize(
    ("swapped_count", "all_count", "is_refused"),
    [(9, 9, False), (10, 10, True), (10, 50, True), (10, 51, False), (11, 55, True)],
)
def test_where_many_days_are_swapped_the_others_are_in_doubt(
    swapped_count: int, all_count: int, is_refused: bool
) -> None:
    """Codes of 8 January beside "01/08/2026"; from ten rows and a fifth of the list on."""
    lines = [
        line(f"H24.91-260108-{n:04}", "01/08/2026", due_on="") for n in range(1, swapped_count + 1)
    ]
    lines += [line(n) for n in range(100, 100 + all_count - swapped_count)]
    if not is_refused:
        found = checked(*lines, last=None)
        assert found.rows.num_rows == all_count - swapped_count
        assert {p.kind for p in found.problems} == {"day_month_swapped"}
        return
    with pytest.raises(Refused) as refused:
        checked(*lines, last=None)
    assert refused.value.sentence == (
        f"{swapped_count} dòng bị đảo ngày và tháng, nhiều nhất ở cột “Ngày tiếp nhận”: hãy đặt "
        "định dạng cột ngày này là dd/mm/yyyy (kiểm tra cả các cột ngày khác) rồi xuất lại."
    )


def test_a_row_with_shifted_cells_is_told_so_alone() -> None:
    found = checked(line(1), line(2, "hôm qua", state="lạ"), shifted_rows=(9,))
    assert [(p.row, p.kind, p.heading) for p in found.problems] == [
        (9, "shifted_cells", "Mã hồ sơ")
    ]
    assert rows(found) == [8]


def test_a_word_with_a_meaning_counts_and_waits_as_it_was_read() -> None:
    lines = [line(1), line(2, state="Đang ký số")]
    assert rows(checked(*lines)) == [8]
    found = check_dossiers(
        sheet_of(lines), CODES, JANUARY_31, TODAY, {("state", "đang ký số"): "open"}
    )
    assert rows(found) == [8, 9]
    assert found.rows.column("state").to_pylist() == ["open", "open"]
    assert found.waiting_rows is not None
    assert found.waiting_rows.select(["state", "row"]).to_pylist() == [
        {"state": "?Đang ký số", "row": 9}
    ]
    assert found.waiting_rows.column_names == found.rows.column_names
