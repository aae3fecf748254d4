"""The period that a list states is held against its rows, and a contradiction is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa
import pytest

from files.refusal import Refused
from loaders.answers import Answers
from loaders.notes.preview_notes import notices
from loaders.parsing.engine import scratch_connection
from loaders.recognition.reader import read_sheet
from loaders.staging import Staged, stage_sheet
from loaders.validation.period_checks import (
    NO_PERIOD,
    check_typed_period,
    is_list_of_other_days,
    latest_day_beyond_clock,
    period_lacking_sentence,
)
from tests.support.builders import HEADINGS, Row, csv_bytes, done, dossier, earlier, table

FEBRUARY = ("UBND XÃ NINH GIANG", "Từ ngày 01/02/2026 đến ngày 28/02/2026")
TODAY = date(2026, 3, 10)


def staged(
    rows: list[Row], headings: tuple[str, ...] = HEADINGS, answers: Answers | None = None
) -> Staged:
    sheet = read_sheet(csv_bytes(table(rows, FEBRUARY, headings)))
    return stage_sheet("a.csv", sheet, "0", answers or Answers(today=TODAY))


def a_month_of_january() -> list[Row]:
    """Most of it done in January, some open still."""
    return [*(done(n, "20/01/2026") for n in range(6)), *(dossier(n) for n in range(10, 13))]


def a_year_early() -> list[Row]:
    return [
        done(f"H24.91-250205-{n:04}", "10/02/2025", received="05/02/2025", due="20/02/2025")
        for n in range(5)
    ]


def warned(found: Staged) -> bool:
    (*told,) = (n for n in notices(found) if n.sentence.startswith("Tệp ghi kỳ 01/02/2026–28/02"))
    assert all(one.is_serious for one in told)
    return bool(told)


@pytest.mark.parametrize("rows", [a_month_of_january(), a_year_early()])
def test_a_list_of_other_days_is_warned_of(rows: list[Row]) -> None:
    found = staged(rows)
    assert warned(found)
    assert found.rows.num_rows == len(rows)


@pytest.mark.parametrize(
    "rows",
    [
        [*a_month_of_january(), dossier(90, received="28/02/2026")],
        [*a_month_of_january(), done(90, "01/02/2026")],
        [dossier(1), earlier(), done(2, "02/03/2026")],
        [done(1, "20/01/2026"), dossier(2)],
    ],
    ids=["one received", "one done", "carried over", "as many open as done before"],
)
def test_of_a_list_that_may_be_of_its_days_nothing_is_said(rows: list[Row]) -> None:
    assert not warned(staged(rows))


def test_a_list_without_days_of_the_end() -> None:
    """What its states say has ended may have ended whenever it was received."""
    headings = tuple(h for h in HEADINGS if h != "Ngày kết thúc xử lý")
    assert not warned(staged([dossier(n) for n in range(3)], headings))
    assert warned(staged([done(n) for n in range(3)], headings))


JANUARY = (date(2026, 1, 1), date(2026, 1, 31))


def day(text: str) -> date | None:
    """ "31/01" of 2026, "31/12/2025"; "-" is none."""
    if text == "-":
        return None
    number, month, *year = map(int, text.split("/"))
    return date(year[0] if year else 2026, month, number)


def days(texts: Sequence[str]) -> pa.Array:
    return pa.array([day(text) for text in texts], pa.date32())


AFTER = (
    "Danh sách có hồ sơ tiếp nhận ngày {}, sau kỳ đã chọn (01/01/2026–31/01/2026): hãy chọn lại kỳ."
)
RESULT_AFTER = (
    "Danh sách có kết quả ngày {}, sau kỳ đã chọn (01/01/2026–31/01/2026): nếu danh sách được lập "
    "sau khi hết kỳ, hãy xác nhận kỳ ở trang Nạp số liệu; nếu không, hãy chọn lại kỳ."
)
NONE_INSIDE = (
    "Không có hồ sơ nào tiếp nhận trong kỳ đã chọn (01/01/2026–31/01/2026): hãy chọn lại kỳ."
)


@pytest.mark.parametrize(
    ("received", "finished", "sentence"),
    [
        (["01/01", "20/12/2025"], ["31/01", "-"], None),
        (["31/01"], None, None),
        (["05/01"], ["-"], None),
        (["05/01", "01/02"], ["-", "-"], AFTER.format("01/02/2026")),
        (["05/01", "01/02"], None, AFTER.format("01/02/2026")),
        (["05/01", "06/01"], ["-", "02/02"], RESULT_AFTER.format("02/02/2026")),
        (["05/01"], ["28/02"], RESULT_AFTER.format("28/02/2026")),
        (["05/02", "06/01"], ["-", "02/02"], AFTER.format("05/02/2026")),
        (["31/12/2025"], ["15/01"], NONE_INSIDE),
        (["31/12/2025"], None, NONE_INSIDE),
    ],
)
def test_a_typed_period_is_held_against_the_rows(
    received: list[str], finished: list[str] | None, sentence: str | None
) -> None:
    columns = {"received_on": days(received)}
    rows = pa.table(columns | ({"finished_on": days(finished)} if finished else {}))
    if sentence is None:
        check_typed_period(rows, *JANUARY)
        return
    with pytest.raises(Refused) as refused:
        check_typed_period(rows, *JANUARY)
    assert (refused.value.sentence, refused.value.asks) == (sentence, "unlikely_period")


@pytest.mark.parametrize(
    ("received", "ends", "is_of_others"),
    [
        (["20/12/2025"] * 3, ["21/12/2025", "31/12/2025", "-"], True),
        (["20/12/2025"] * 3, ["21/12/2025", "-", "-"], False),
        (["20/12/2025"] * 2, ["31/12/2025", "-"], False),  # half is not most
        (["20/12/2025"] * 2, ["31/12/2025", "01/02"], False),
        (["20/12/2025"] * 3, ["21/12/2025", "31/12/2025", "01/01"], False),
        (["20/12/2025", "31/01", "20/12/2025"], ["21/12/2025", "-", "21/12/2025"], False),
        (["20/12/2025", "01/02", "20/12/2025"], ["21/12/2025", "-", "21/12/2025"], True),
        # Without days of the end the states tell what has ended.
        (["20/12/2025"] * 3, ["returned", "left", "open"], True),
        (["20/12/2025"] * 3, ["returned", "open", "open"], False),
        (["20/12/2025", "01/01", "20/12/2025"], ["returned", "left", "left"], False),
    ],
)
def test_a_list_of_other_days_has_none_inside_and_most_ended_before(
    received: list[str], ends: list[str], is_of_others: bool
) -> None:
    columns = {"received_on": days(received)}
    has_days = "/" in "".join(ends)
    columns |= {"finished_on": days(ends)} if has_days else {"state": pa.array(ends)}
    assert is_list_of_other_days(pa.table(columns), *JANUARY) is is_of_others


@pytest.mark.parametrize(
    ("received", "code_days", "row_count", "latest"),
    [
        # After 10 March; a day up to the 12th may be a month, unless the code says the same.
        (["13/03", "14/03", "20/03"], ["-", "-", "-"], 60, "20/03"),
        (["13/03", "14/03", "20/03"], ["-", "-", "-"], 61, None),
        (["13/03", "14/03"], ["-", "-"], 2, None),
        (["13/03", "14/03", "12/03"], ["-", "-", "-"], 9, None),
        (["13/03", "14/03", "12/03"], ["-", "-", "12/03"], 9, "14/03"),
        (["13/03", "14/03", "12/03"], ["-", "-", "11/03"], 9, None),
        (["13/03", "14/03", "10/03"], ["-", "-", "10/03"], 9, None),
        (["13/03", "14/03", "11/03"], ["-", "-", "11/03"], 9, "14/03"),
        (["13/03", "14/03", "20/03/2035"], ["-", "-", "-"], 9, "20/03/2035"),
        (["13/03", "14/03", "20/03/2036"], ["-", "-", "-"], 9, None),
        (["13/03", "14/03", "-"], ["-", "-", "-"], 9, None),
    ],
)
def test_a_clock_is_behind_where_several_receipts_surely_lie_after_it(
    received: list[str], code_days: list[str], row_count: int, latest: str | None
) -> None:
    staged_lines = pa.table({"v_received_on": days(received), "code_day": days(code_days)})
    with scratch_connection() as engine:
        engine.register("staged", staged_lines)
        beyond = latest_day_beyond_clock(engine, row_count, date(2026, 3, 10), 2035)
    assert beyond == (day(latest) if latest else None)


IMPOSSIBLE = "Tệp ghi “{}”, là kỳ không có thật: hãy sửa dòng này, hoặc chọn kỳ đúng."
OPEN = "Tệp ghi “{}”, chưa rõ từ ngày nào đến ngày nào: hãy chọn kỳ đúng."
LONG = "Từ ngày 31/02/2026 đến ngày 31/03/2026 " + "x" * 100


@pytest.mark.parametrize(
    ("titles", "sentence"),
    [
        (["DANH SÁCH", "Tháng 13 năm 2026"], IMPOSSIBLE.format("Tháng 13 năm 2026")),
        (["Tuần 1 tháng 3 năm 2026"], OPEN.format("Tuần 1 tháng 3 năm 2026")),
        (["DANH SÁCH", "Ngày 10/03/2026"], OPEN.format("Ngày 10/03/2026")),
        (["Tháng 13 năm 2026", "Ngày 10/03/2026"], IMPOSSIBLE.format("Tháng 13 năm 2026")),
        ([LONG], IMPOSSIBLE.format(LONG[:100])),
        (["DANH SÁCH HỒ SƠ"], NO_PERIOD),
        ([], NO_PERIOD),
    ],
)
def test_what_is_said_where_no_title_gives_a_period(titles: list[str], sentence: str) -> None:
    assert period_lacking_sentence(titles) == sentence
