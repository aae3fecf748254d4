"""How days are written, and what a whole column of them says against itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa
import pytest

from files.refusal import Refused
from loaders.answers import Answers
from loaders.notes.preview_notes import notices
from loaders.parsing.cells import values_by_sql
from loaders.parsing.day_sql import day_sql, read_days
from loaders.parsing.engine import scratch_connection
from loaders.recognition.reader import read_sheet
from loaders.staging import Staged, stage_sheet
from tests.support.builders import HEADINGS, Row, done, dossier, table, xlsx_bytes

TODAY = date(2026, 2, 10)
EIGHTH = date(2025, 12, 8)


def days(texts: Sequence[str | None]) -> list[date | None]:
    with scratch_connection() as engine:
        column = pa.chunked_array([pa.array(texts, pa.string())])
        values: list[date | None] = values_by_sql(engine, column, day_sql).to_pylist()
        return values


@pytest.mark.parametrize(
    "text",
    [
        "2025/12/08",
        "2025/12/8 09:30",
        "08/12/25",
        "8/12/25 09:30:00",
        "'08/12/2025",
        "’08/12/2025",
        "'2025-12-08 09:30:00",
        "'45999",
        "08/12/2025  09:30",
        "08/12/2025 - 09:30",
        "08/12/2025\u00a0–\u00a009:30:00",
        "08/12/2025, 09:30",
        "08/12/2025\n09:30",
        "08/12/2025 09:30:00 SA",
        "08/12/2025 01:30 CH",
        "08/12/2025 9:30:00 AM",
        "08-12-2025 01:30 pm",
        "08/12/2025 09:30:00\u202fAM",
        "  08-12-2025 ",
        "\u00a0\u00a008-12-2025",
        "\t '08-12-2025\n",
        "09:30 SA 08/12/2025",
        "09:30:00 - 08.12.2025",
        " 08/12/2025 09:30:00.000 ",
    ],
)
def test_the_eighth_of_december(text: str) -> None:
    assert days([text]) == [EIGHTH]


@pytest.mark.parametrize(
    "text",
    [
        "2025/13/08",
        "2025/02/30",
        "31/9/25",
        "29/02/25",
        "08-12-25",
        "26-01-25",  # 25 January 2026 as databases write it
        "26/01/05",  # rather a year that stands first
        "15/01/69",  # rather a Buddhist year
        "08/12/225",
        "08/12/20255",
        "08/12/2025 25:00",
        "08/12/2025 09:61",
        "08/12/2025 09:30 XX",
        "08/12/2025 SA",
        "08/12/202509:30",
        "08/12/2025 hôm qua",
        "12/2025",
        "2025",
        "hôm qua",
        "'",
        "",
        None,
    ],
)
def test_what_is_no_day(text: str | None) -> None:
    assert days([text]) == [None]


def staged(lines: Sequence[Row], serials: Sequence[str] = ()) -> Staged:
    """A workbook's list; days in the columns of `serials` are numbers."""
    cells: list[list[object]] = [list[object](row) for row in table(lines)]
    for row in cells[4:]:
        for heading in serials:
            at = HEADINGS.index(heading)
            row[at] = float(str(row[at])) if row[at] else ""
    sheet = read_sheet(xlsx_bytes(cells))
    return stage_sheet("x.xlsx", sheet, "0", Answers(today=TODAY, unlikely_period=True))


def problems_of(preview: Staged) -> list[tuple[str, int, str]]:
    return [(p.kind, p.row, p.heading) for p in preview.problems]


def sentences_of(preview: Staged) -> list[str]:
    return [notice.sentence for notice in notices(preview)]


RECEIVED, DUE, FINISHED = "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý"
# Days of January 2026 at nine o'clock, in days after 1 January 1904.
OF_1904 = {day: str((date(2026, 1, day) - date(1904, 1, 1)).days + 0.375) for day in range(1, 32)}


def of_1904(number: int, received: int = 5) -> dict[str, str]:
    return done(number, received=OF_1904[received], due=OF_1904[20], finished=OF_1904[15])


def test_days_counted_from_1904() -> None:
    """Each code carries 5 January 2026, 1462 days after the serial number's day."""
    preview = staged([of_1904(n) for n in range(1, 6)], (RECEIVED, DUE, FINISHED))
    assert problems_of(preview) == []
    assert preview.rows.column("received_on").to_pylist() == [date(2026, 1, 5)] * 5
    assert preview.rows.column("due_on").to_pylist() == [date(2026, 1, 20)] * 5
    assert preview.rows.column("finished_on").to_pylist() == [date(2026, 1, 15)] * 5
    assert [s for s in sentences_of(preview) if "1904" in s or "ngày trong mã khác" in s] == [
        "Ngày trong tệp ghi bằng số đếm từ năm 1904 (Excel trên máy Mac), như ngày trong mã hồ sơ "
        "cho thấy, nên đã được cộng 1.462 ngày: hãy đối chiếu vài hồ sơ."
    ]


def test_days_counted_from_1904_beside_days_as_such() -> None:
    """Only what came as a number is moved."""
    rows = [of_1904(n) | {DUE: "20/01/2026"} for n in range(1, 6)]
    preview = staged([*rows, dossier(6)])
    assert preview.rows.column("received_on").to_pylist() == [date(2026, 1, 5)] * 6
    assert preview.rows.column("due_on").to_pylist() == [date(2026, 1, 20)] * 6


def test_too_few_codes_speak_for_1904() -> None:
    for rows in (
        [of_1904(n) for n in range(1, 5)],
        [*(of_1904(n) for n in range(1, 9)), of_1904(9, 6)],  # 8 of 9 is less than 90 %
        [of_1904(n) | {"Mã hồ sơ": f"H24.91-{n}"} for n in range(1, 9)],  # codes without days
    ):
        preview = staged(rows)
        assert set(preview.rows.column("received_on").to_pylist()) <= {
            date(2022, 1, 4),
            date(2022, 1, 5),
        }
        assert not any("1904" in sentence for sentence in sentences_of(preview))


def test_one_code_of_another_day_in_a_list_from_1904() -> None:
    preview = staged([*(of_1904(n) for n in range(1, 10)), of_1904(10, 6)])
    assert problems_of(preview) == [("code_date_differs", 14, RECEIVED)]
    assert preview.rows.column("received_on").to_pylist()[-1] == date(2026, 1, 6)


def test_serial_numbers_as_they_should_be() -> None:
    serial = str((date(2026, 1, 5) - date(1899, 12, 30)).days)
    preview = staged([dossier(n, received=serial) for n in range(1, 7)], (RECEIVED,))
    assert preview.rows.column("received_on").to_pylist() == [date(2026, 1, 5)] * 6
    assert not any("1904" in sentence for sentence in sentences_of(preview))


def test_a_due_day_before_the_receipt_that_no_swap_mends() -> None:
    preview = staged([dossier(1, due="01/01/2025"), dossier(2)])
    assert problems_of(preview) == [("due_before_receipt", 5, DUE)]
    assert "dòng vẫn được tính" in preview.problems[0].message
    assert (preview.rows.num_rows, preview.set_aside) == (2, ())


def test_due_days_before_the_receipt_throughout() -> None:
    preview = staged([*(dossier(n, due="01/01/2025") for n in range(1, 5)), dossier(5)])
    assert problems_of(preview) == []
    assert any("4 hồ sơ có ngày hẹn trả trước ngày tiếp nhận" in s for s in sentences_of(preview))


@pytest.mark.parametrize("lines", [1, 3, 9])
def test_single_faults_of_a_short_list_are_no_habit(lines: int) -> None:
    """Up to three are reported one by one, however few the lines are."""
    late = min(lines, 3)
    rows = [dossier(n, received="06/01/2026") for n in range(1, late + 1)]
    preview = staged([*rows, *(dossier(n) for n in range(late + 1, lines + 1))])
    assert problems_of(preview) == [
        ("code_date_differs", 4 + n, RECEIVED) for n in range(1, late + 1)
    ]
    assert preview.rows.num_rows == lines


def swapped(number: int) -> dict[str, str]:
    """Received on 5 January by its code, on 1 May by its cell."""
    return dossier(number, received="01/05/2026")


def test_a_column_read_month_first() -> None:
    rows = [*(swapped(n) for n in range(1, 11)), *(dossier(n) for n in range(11, 51))]
    with pytest.raises(Refused) as refused:
        staged(rows)
    assert refused.value.sentence == (
        "10 dòng bị đảo ngày và tháng, nhiều nhất ở cột “Ngày tiếp nhận”: hãy đặt định dạng cột "
        "ngày này là dd/mm/yyyy (kiểm tra cả các cột ngày khác) rồi xuất lại."
    )


@pytest.mark.parametrize(("swapped_count", "sound_count"), [(9, 1), (10, 41)])
def test_single_days_swapped(swapped_count: int, sound_count: int) -> None:
    """Fewer than ten rows, or less than a fifth: these are set aside and the rest counts."""
    rows = [
        *(swapped(n) for n in range(swapped_count)),
        *(dossier(100 + n) for n in range(sound_count)),
    ]
    preview = staged(rows)
    assert [kind for kind, _, _ in problems_of(preview)] == ["day_month_swapped"] * swapped_count
    assert preview.rows.num_rows == sound_count


def test_the_column_that_is_named_has_the_most_rows() -> None:
    due = [dossier(n, due="02/01/2026") for n in range(1, 12)]
    with pytest.raises(Refused, match=r"^20 dòng .* nhiều nhất ở cột “Ngày hẹn trả”"):
        staged([*due, *(swapped(n) for n in range(20, 29))])


YES = ["1", "TRUE", "true", "Đúng", "yes", "v", "✓", "X", "Có"]
NO = ["0", "FALSE", "false", "Sai", "no", "Không"]
HEADINGS_OF = {
    "digitised": "Số hóa TPHS",
    "result_digitised": "Số hóa kết quả",
    "result_electronic": "Kết quả điện tử",
    "reused": "Tái sử dụng TPHS",
    "apologised": "Thư xin lỗi",
}


@pytest.mark.parametrize("column", HEADINGS_OF)
def test_yes_and_no_in_other_words(column: str) -> None:
    heading = HEADINGS_OF[column]
    preview = staged([dossier(n) | {heading: word} for n, word in enumerate([*YES, *NO])])
    assert problems_of(preview) == []
    assert preview.rows.column(column).to_pylist() == ["yes"] * len(YES) + ["no"] * len(NO)


@pytest.mark.parametrize(
    "heading", ["Trạng thái", "Hình thức nộp", "Hình thức thanh toán", "Đánh giá"]
)
def test_yes_and_no_say_nothing_elsewhere(heading: str) -> None:
    preview = staged([dossier(1) | {heading: "1"}, dossier(2)])
    assert [(row, column) for _, row, column in problems_of(preview)] == [(5, heading)]
    assert len(preview.set_aside) == 1


def test_a_column_of_days_written_in_many_ways() -> None:
    """What SQL reads, what is asked of each text, what says that there is no day, and neither."""
    cells = ["08/12/2025", " 8.12.25", "ngày 8 tháng 12 năm 2025", "chưa có", None, "hôm qua"]
    column = pa.chunked_array([[*cells, "08/12/0925"], ["8/12/2025 09:30", "31/12/9999"]])
    with scratch_connection() as engine:
        read = read_days(engine, column)
    assert read.cells.to_pylist() == [
        *(*cells[:3], None, None, "hôm qua", "08/12/0925"),
        *("8/12/2025 09:30", None),
    ]
    assert read.days.to_pylist() == [
        *(EIGHTH, EIGHTH, EIGHTH, None, None, None, date(925, 12, 8)),
        *(EIGHTH, None),
    ]


@pytest.mark.parametrize("day", ["01/02/0000", "0000-01-02", "0000-02-01 00:00:00"])
def test_no_day_is_of_year_0(day: str) -> None:
    preview = staged([dossier(1, received=day), dossier(2, due=day), dossier(3)])
    assert problems_of(preview) == [("impossible_date", 5, RECEIVED), ("impossible_date", 6, DUE)]
    assert preview.rows.num_rows == 1
