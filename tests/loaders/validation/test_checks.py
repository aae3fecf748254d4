"""What a list says against itself: told in words that name the cell, and set aside or counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from files.refusal import Refused
from loaders.answers import Answers
from loaders.load import read_and_stage
from loaders.notes.preview_notes import notices
from loaders.parsing.stated_period import impossible_period_line, stated_period
from loaders.recognition.reader import read_sheet
from loaders.staging import Staged, stage_sheet
from tests.support.builders import (
    HEADINGS,
    JANUARY,
    Row,
    csv_bytes,
    done,
    dossier,
    table,
    xlsx_bytes,
)

TODAY = date(2026, 2, 10)


def staged(rows: Iterable[Row], above: tuple[str, ...] = JANUARY) -> Staged:
    sheet = read_sheet(csv_bytes(table(rows, above)))
    return stage_sheet("x.csv", sheet, "0", Answers(today=TODAY))


def told(found: Staged) -> list[tuple[str, int, str]]:
    return [(one.kind, one.row, one.heading) for one in found.problems]


def aside(found: Staged) -> list[int]:
    return [row for row, _ in found.set_aside]


def said(found: Staged) -> str:
    return " ".join(notice.sentence for notice in notices(found))


def on(day: str, number: int = 1) -> str:
    """A code of the day, YYMMDD."""
    return f"H24.91-{day}-{number:04}"


SWAPPED = {
    "the code tells": (
        dossier(on("260108"), received="01/08/2026"),
        [("day_month_swapped", 5, "Ngày tiếp nhận")],
    ),
    "the code tells, and the finish is later": (
        done(on("260108"), received="01/08/2026", finished="20/01/2026"),
        [("day_month_swapped", 5, "Ngày tiếp nhận")],
    ),
    "the finish is before the receipt": (
        done(on("260110"), received="10/01/2026", finished="01/12/2026"),
        [("day_month_swapped", 5, "Ngày kết thúc xử lý")],
    ),
    "the finish is before the receipt, swapped too": (
        done(on("251203"), received="03/12/2025", finished="01/11/2025", due="20/01/2026"),
        [("finish_before_receipt", 5, "Ngày kết thúc xử lý")],
    ),
    "no code tells, the finish does": (
        done("HS-1", received="01/12/2025", finished="15/11/2025"),
        [("day_month_swapped", 5, "Ngày tiếp nhận")],
    ),
    "the due day is before the receipt": (
        dossier(on("260105"), due="02/01/2026"),
        [("day_month_swapped", 5, "Ngày hẹn trả")],
    ),
    "no swap would mend it": (
        done(on("260120"), received="20/01/2026", finished="15/01/2026", due="30/01/2026"),
        [("finish_before_receipt", 5, "Ngày kết thúc xử lý")],
    ),
}


@pytest.mark.parametrize("name", SWAPPED)
def test_day_and_month_swapped(name: str) -> None:
    """In Excel's row 5; the row is set aside, the others count."""
    row, wanted = SWAPPED[name]
    found = staged([row, dossier(2), dossier(3)])
    assert told(found) == wanted
    assert aside(found) == [5]
    assert found.rows.num_rows == 2


def test_a_day_that_is_the_same_swapped() -> None:
    assert told(staged([dossier(on("260101"), received="01/01/2026")])) == []


def test_a_code_of_another_day_is_told_and_counts() -> None:
    rows = [dossier(on("260107"), received="08/01/2026"), *(dossier(n) for n in range(2, 12))]
    found = staged(rows)
    assert told(found) == [("code_date_differs", 5, "Ngày tiếp nhận")]
    assert found.problems[0].value == "08/01/2026"
    assert (found.rows.num_rows, aside(found)) == (11, [])
    assert "ngày trong mã" not in said(found)


def test_codes_of_other_days_throughout_are_the_systems_habit() -> None:
    rows = [dossier(on("260107", n), received="08/01/2026") for n in range(1, 6)]
    found = staged([*rows, dossier(9)])
    assert told(found) == []
    assert "5 hồ sơ có ngày trong mã khác ngày tiếp nhận" in said(found)


def test_a_finish_after_today_is_told_and_counts() -> None:
    rows = [done(1, finished="11/02/2026"), *(dossier(n) for n in range(2, 12))]
    found = staged(rows)
    assert told(found) == [("finish_in_future", 5, "Ngày kết thúc xử lý")]
    assert found.rows.num_rows == 11


def test_a_finish_after_the_lists_last_day_is_told() -> None:
    found = staged([done(1, finished="05/02/2026"), dossier(2)])
    assert told(found) == []
    assert "1 hồ sơ có ngày kết thúc sau kỳ (ngày cuối 31/01/2026)" in said(found)


def test_a_period_far_beyond_the_days() -> None:
    above = ("UBND XÃ NINH GIANG", "Từ ngày 01/01/2026 đến ngày 31/12/2026")
    found = staged([dossier(1), done(2, finished="20/01/2026")], above)
    assert "Kỳ đến 31/12/2026 nhưng ngày muộn nhất trong danh sách là 20/01/2026" in said(found)
    assert "ngày muộn nhất" not in said(staged([dossier(1)]))


def test_codes_of_no_known_shape_are_counted_once() -> None:
    found = staged([dossier("000.00.14.H24-260105-0118"), dossier("A 1"), dossier("HS-77")])
    assert told(found) == []
    assert "2 mã hồ sơ không theo cách viết thường gặp (ví dụ A1)" in said(found)
    assert "thường gặp" not in said(staged([dossier(1)]))


@pytest.mark.parametrize(("written", "tells"), [("407", True), ("1.002", True), ("2", False)])
def test_the_total_line_of_a_list(written: str, tells: bool) -> None:
    found = staged([dossier(1), dossier(2), {"Mã hồ sơ": f"Tổng số: {written} hồ sơ"}])
    assert (f"ghi {written} hồ sơ, đọc được 2" in said(found)) == tells


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (1.00119, "1.001190"),
        ("1.00119", "1.001190"),
        ("1,00119", "1.001190"),
        ("2.0009080", "2.000908"),
        ("1.001193", "1.001193"),
        ("1.001193.H24", "1.001193.H24"),
        ("", None),
    ],
)
def test_procedure_codes_that_were_made_numbers(cell: object, code: str | None) -> None:
    """Beside a code of its own shape: a column that is blank in every line does not exist."""
    cells: list[list[object]] = [*table([dossier(1), dossier(2)])]
    place = HEADINGS.index("Mã thủ tục")
    cells[-2][place], cells[-1][place] = "1.000001", cell
    found = read_and_stage("x", xlsx_bytes(cells), Answers())
    assert found.rows.column("procedure_code").to_pylist() == ["1.000001", code]


DAY = date(2026, 3, 10)
MARCH = (date(2026, 3, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("title", "span"),
    [
        ("Ngày 10/03/2026", (DAY, DAY)),
        ("(Trong ngày: 10/3/2026)", (DAY, DAY)),
        ("Thời gian: 01/03/2026 - 31/03/2026", MARCH),
        ("Kỳ báo cáo: 01/03/2026 đến hết ngày 31/03/2026", MARCH),
        ("BÁO CÁO\nTừ ngày 01/03/2026 đến ngày 31/03/2026", MARCH),
        ("Tu\u031b\u0300 nga\u0300y 01/03/2026 đê\u0301n nga\u0300y 31/03/2026", MARCH),
        ("Ngày in: 10/03/2026", None),
        ("Ngày 10 tháng 3 năm 2026", None),
        ("In ngày 10/03/2026", None),
    ],
)
def test_the_days_that_a_title_says(title: str, span: tuple[date, date] | None) -> None:
    assert stated_period([title]) == span
    assert impossible_period_line([title]) is None or span is not None


@pytest.mark.parametrize(
    "title",
    [
        "Từ ngày 31/02/2026 đến ngày 31/03/2026",
        "Từ ngày 31/03/2026 đến ngày 01/03/2026",
        "Tháng 13 năm 2026",
        "Thời gian: 01/03/2206 - 32/03/2206",
    ],
)
def test_an_impossible_period_is_told_as_what_it_is(title: str) -> None:
    above = ("UBND XÃ NINH GIANG", title)
    with pytest.raises(Refused) as refused:
        staged([dossier(1)], above)
    assert f"“{title}”" in refused.value.sentence
    assert refused.value.asks == "period"
    sheet = read_sheet(csv_bytes(table([dossier(1)], above)))
    january = (date(2026, 1, 1), date(2026, 1, 31))
    assert stage_sheet("x.csv", sheet, "0", Answers(period=january)).rows.num_rows == 1


@pytest.mark.parametrize(
    ("changed", "state", "untold"),
    [
        (
            {"state": "Đang xử lý"},
            "đang giải quyết",
            ("số đã giải quyết", "đúng hạn", "số tiếp nhận"),
        ),
        ({"state": "Chờ bổ sung"}, "đang giải quyết", ("số đã giải quyết", "kết quả điện tử")),
        ({"state": "Đã rút hồ sơ"}, "rút, dừng", ("số đã giải quyết", "đang giải quyết")),
        ({"state": "Mới đăng ký"}, "không tiếp nhận", ("số tiếp nhận", "đúng hạn")),
        ({"state": "Đã trả kết quả"}, "đã trả kết quả", ("số đang giải quyết", "quá hạn chưa trả")),
    ],
)
def test_a_list_of_one_state_tells_what_it_cannot_give(
    changed: dict[str, str], state: str, untold: tuple[str, ...]
) -> None:
    rows = [dossier(n, finished="15/01/2026", **changed) for n in range(4)]
    (notice,) = [n for n in notices(staged(rows)) if "ở trạng thái" in n.sentence]
    assert f"“{state}”" in notice.sentence
    assert all(words in notice.sentence for words in untold)
    assert notice.is_serious == (state != "đã trả kết quả")
    others = [*rows, done(9), dossier(10)]
    assert "ở trạng thái" not in said(staged(others))


def test_one_or_two_open_dossiers_are_told_of_quietly() -> None:
    (notice,) = [n for n in notices(staged([dossier(1)])) if "ở trạng thái" in n.sentence]
    assert not notice.is_serious
    assert "ở trạng thái" not in said(staged([done(1), done(2)]))
