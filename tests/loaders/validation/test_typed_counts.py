"""The template's lines: each names a count; a blank number is not given, never 0."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import pytest

from data.typed_counts import typed_counts
from files.refusal import Refused
from loaders.answers import Answers
from loaders.layouts.layout import TypedCountColumns
from loaders.staging import Staged, stage_sheet
from loaders.validation.problems import MESSAGES, AllRowsSetAside, CheckedRows
from loaders.validation.typed_counts import NO_SOUND_LINE, check_typed_counts
from tests.loaders.layouts.test_layouts import sheet_of
from tests.support.builders import Desk
from tests.support.drawn_sheets import drawn_sheet

ABOVE = (
    ("", "MẪU NHẬP SỐ LIỆU"),
    ("", "Đơn vị báo cáo: Xã Ninh Giang, Thành phố Hải Phòng (mã 11203)"),
    ("", "Từ ngày 01/01/2026 đến ngày 30/06/2026"),
    ("STT", "Nội dung", "Đơn vị tính", "Số lượng", "Văn bản làm căn cứ"),
)
ALL = "TTHC thuộc thẩm quyền giải quyết của xã, phường"
ONE_STOP = "Trong đó: thực hiện theo cơ chế một cửa, một cửa liên thông"
TASKS = "Nhiệm vụ cấp trên giao, đến hạn trong kỳ"
DONE = "Trong đó: hoàn thành đúng tiến độ"
REPORT = "Báo cáo 12/BC-UBND"


def sheet(*lines: tuple[str, str, str]) -> bytes:
    """Lines of (text, number, document) under the template's headings, as CSV."""
    out = io.StringIO()
    rows: list[Sequence[str]] = [*ABOVE]
    rows += [(str(i), text, "", number, why) for i, (text, number, why) in enumerate(lines, 1)]
    csv.writer(out).writerows(rows)
    return ("\ufeff" + out.getvalue()).encode()


def staged(*lines: tuple[str, str, str], **answers: Any) -> Staged:
    return stage_sheet("mau.csv", sheet_of(sheet(*lines)), "0", Answers(**answers))


def counts(found: Staged) -> dict[str, tuple[int | None, str]]:
    return {row["measure"]: (row["n"], row["document"]) for row in found.rows.to_pylist()}


def test_each_line_is_one_count_with_its_document() -> None:
    found = staged(
        ("Thủ tục hành chính, có đến ngày cuối kỳ", "", ""),
        (ALL, "1.204", REPORT),
        (ONE_STOP, "1.200", REPORT),
        (TASKS, "0", "Báo cáo 13/BC-UBND"),
        (DONE, "", ""),
    )
    assert counts(found) == {
        "procedures": (1204, REPORT),
        "procedures_one_stop": (1200, REPORT),
        "tasks_due": (0, "Báo cáo 13/BC-UBND"),
    }
    assert found.problems == ()
    assert dict(found.communes) == {"11203": 3}
    assert (found.first.isoformat(), found.last.isoformat()) == ("2026-01-01", "2026-06-30")


def test_a_name_that_is_no_count_is_told_and_left_out() -> None:
    found = staged((ALL, "10", REPORT), ("Số cán bộ của Trung tâm", "7", REPORT))
    assert [(p.kind, p.row, p.value) for p in found.problems] == [
        ("unknown_word", 6, "Số cán bộ của Trung tâm")
    ]
    assert counts(found) == {"procedures": (10, REPORT)}


@pytest.mark.parametrize("number", ["-1", "2,5", "nhiều", "#N/A"])
def test_what_is_no_count_leaves_its_name_without_a_number(number: str) -> None:
    found = staged((ALL, number, REPORT), (TASKS, "4", REPORT))
    assert [p.row for p in found.problems] == [5]
    assert counts(found) == {"procedures": (None, REPORT), "tasks_due": (4, REPORT)}


def test_a_count_that_stands_twice_is_not_known() -> None:
    found = staged((ALL, "10", REPORT), (ALL.upper(), "11", REPORT), (TASKS, "4", REPORT))
    assert [(p.kind, p.row) for p in found.problems] == [("repeated_line", 5), ("repeated_line", 6)]
    assert found.rows.column("n").to_pylist() == [None, None, 4]


def test_a_part_that_exceeds_its_whole_is_set_aside_unless_it_is_accepted() -> None:
    lines = (ALL, "10", REPORT), (ONE_STOP, "11", REPORT)
    found = staged(*lines)
    assert [(p.kind, p.row) for p in found.problems] == [("part_exceeds_whole", 6)]
    assert counts(found)["procedures_one_stop"] == (None, REPORT)
    accepted = staged(*lines, accept_unbalanced=True)
    assert counts(accepted)["procedures_one_stop"] == (11, REPORT)
    assert accepted.set_aside == ()


def test_a_count_that_rests_on_no_document_is_set_aside() -> None:
    found = staged((ALL, "10", ""), (TASKS, "4", REPORT), (DONE, "", ""))
    (one,) = found.problems
    assert (one.kind, one.row, one.heading) == ("missing_document", 5, "Văn bản làm căn cứ")
    assert "hãy ghi số, ngày của văn bản ở cùng dòng" in one.message
    assert counts(found) == {"procedures": (None, ""), "tasks_due": (4, REPORT)}


def test_a_part_without_its_whole_counts_and_is_told() -> None:
    found = staged((ONE_STOP, "11", REPORT), (DONE, "3", REPORT), (TASKS, "4", REPORT))
    (one,) = found.problems
    assert (one.kind, one.row, one.value) == ("part_without_whole", 5, "11")
    assert f"“{ALL}”" in one.message
    assert counts(found)["procedures_one_stop"] == (11, REPORT)
    assert found.set_aside == ()


def test_a_part_of_two_wholes_wants_one_of_them() -> None:
    """What is online is bounded by the commune's procedures and by those fit to be."""
    online = "TTHC đã cung cấp dịch vụ công trực tuyến"
    assert staged((ALL, "10", REPORT), (online, "4", REPORT)).problems == ()


def test_a_sheet_without_a_number_is_refused() -> None:
    with pytest.raises(Refused, match="Mẫu chưa có số nào: hãy ghi vào cột “Số lượng”"):
        staged((ALL, "", ""), (TASKS, "", REPORT))


def test_the_template_is_mended_in_the_template() -> None:
    """Nothing that is written by hand can be put right by exporting it anew."""
    found = staged((ALL, "10,5", REPORT), ("Số cán bộ", "7", REPORT), (TASKS, "4", REPORT))
    unknown, fraction = found.problems
    assert "giữ đúng tên dòng của mẫu" in unknown.message
    assert "số nguyên" in fraction.message
    with pytest.raises(Refused) as refused:
        staged((ALL, "10,5", REPORT))
    assert [one.row for one in refused.value.checked.problems] == [5]
    told = [one.message for one in found.problems] + [refused.value.sentence]
    assert not any("xuất" in sentence for sentence in told)


def test_each_typed_count_has_a_line_of_its_own_and_is_part_or_total_of_another() -> None:
    counts = typed_counts().values()
    assert len({count.line.casefold() for count in counts}) == len(counts)
    bounded = {name for count in counts for name in count.within and (count.measure, *count.within)}
    assert bounded == {count.measure for count in counts if not count.most}


TEMPLATE = {"count": "Nội dung", "number": "Số lượng", "document": "Văn bản làm căn cứ"}
COLUMNS = TypedCountColumns(name="count", number="number")
NO_LINE = "Mẫu không có dòng này: hãy giữ đúng tên dòng của mẫu rồi nạp lại."
NO_COUNT = "Ô này phải là số nguyên, không âm: hãy sửa trong mẫu rồi nạp lại."
NO_MARK = (
    "Ô này phải là số từ 0 đến 18, tối đa hai chữ số thập phân: hãy sửa trong mẫu rồi nạp lại."
)
NO_WHOLE = (
    f"Dòng tổng “{ALL}” chưa có số: số này vẫn được lưu, hãy ghi thêm dòng đó để tính được tỷ lệ."
)
MARK = next(count for count in typed_counts().values() if count.most == 18)


def checked(*lines: str, accept_unbalanced: bool = False) -> CheckedRows:
    """Lines of a name, a number and a document under the template's headings, from row 8 on."""
    sheet = drawn_sheet("mau-nhap-so-lieu", TEMPLATE, "\n".join(lines))
    return check_typed_counts(sheet, COLUMNS, {"": "11203"}, accept_unbalanced)


def long_row(row: int, measure: str, number: int | None, document: str = REPORT) -> dict[str, Any]:
    return {
        "commune_code": "11203",
        "document": document,
        "measure": measure,
        "n": number,
        "row": row,
    }


def told(checked_rows: CheckedRows) -> list[tuple[str, int, str, str]]:
    return [(one.kind, one.row, one.heading, one.value) for one in checked_rows.problems]


SOUND, SOUND_ROW = f"{TASKS}|4|{REPORT}", long_row(8, "tasks_due", 4)


def test_the_rows_are_long_one_a_count() -> None:
    rows = checked(SOUND, f"{DONE}| 3 | Số 5", "Một dòng khác", f"{MARK.line}|17,25|{REPORT}")
    assert rows.rows.to_pylist() == [
        SOUND_ROW,
        long_row(9, "tasks_done_on_time", 3, "Số 5"),
        long_row(11, MARK.measure, 1725),
    ]
    assert [str(column.type) for column in rows.rows.schema] == [
        *("string", "string", "string", "int64", "int32")
    ]
    assert rows.rows_read == 3


@pytest.mark.parametrize(
    ("line", "problem", "message", "row"),
    [
        ("Số cán bộ|7|x", ("unknown_word", 9, "Nội dung", "Số cán bộ"), NO_LINE, None),
        (f"{ALL}|-1|x", ("not_a_number", 9, "Số lượng", "-1"), NO_COUNT, "procedures"),
        (f"{MARK.line}|17,255|x", ("not_a_number", 9, "Số lượng", "17,255"), NO_MARK, MARK.measure),
        (f"{MARK.line}|18,01|x", ("not_a_number", 9, "Số lượng", "18,01"), NO_MARK, MARK.measure),
        (
            f"{ALL}|9|",
            ("missing_document", 9, "Văn bản làm căn cứ", ""),
            MESSAGES["missing_document"],
            "procedures",
        ),
    ],
)
def test_a_line_with_a_problem_has_no_number_and_is_set_aside(
    line: str, problem: tuple[str, int, str, str], message: str, row: str | None
) -> None:
    rows = checked(SOUND, line)
    assert (told(rows), rows.problems[0].message) == ([problem], message)
    own_row = [long_row(9, row, None, line.rpartition("|")[2])] if row else []
    assert rows.rows.to_pylist() == [SOUND_ROW, *own_row]
    assert rows.set_aside == ((9, {"number": line.split("|")[1]}),)
    assert rows.rows_read == 2


def test_of_a_line_set_aside_forty_signs_of_its_number_are_kept() -> None:
    assert checked(SOUND, f"{ALL}|{'x' * 50}|y").set_aside == ((9, {"number": "x" * 40}),)


def test_a_count_that_stands_twice_is_told_at_both_lines() -> None:
    rows = checked(SOUND, f"{ALL}|9|x", f"{ALL.upper()}|9|x")
    assert told(rows) == [
        ("repeated_line", 9, "Nội dung", ALL[:40]),
        ("repeated_line", 10, "Nội dung", ALL.upper()[:40]),
    ]
    assert [row for row, _ in rows.set_aside] == [9, 10]


def test_what_exceeds_its_whole_is_told_unless_one_of_them_is_faulty() -> None:
    words = "một cửa không quá số thuộc thẩm quyền"
    exceeding = ("part_exceeds_whole", 10, "Số lượng", words)
    lines = (SOUND, f"{ALL}|10|x", f"{ONE_STOP}|11|x")
    assert told(checked(*lines)) == [exceeding]
    assert [row for row, _ in checked(*lines).set_aside] == [10]
    accepted = checked(*lines, accept_unbalanced=True)
    assert (told(accepted), accepted.set_aside) == ([exceeding], ())
    assert told(checked(SOUND, f"{ALL}|10|x", f"{ONE_STOP}|10|x")) == []
    assert told(checked(SOUND, f"{ALL}|10|", f"{ONE_STOP}|11|x")) == [
        ("missing_document", 9, "Văn bản làm căn cứ", "")
    ]


def test_a_part_without_its_whole_is_told_with_the_line_of_the_whole() -> None:
    rows = checked(SOUND, f"{ONE_STOP}|11|x")
    assert told(rows) == [("part_without_whole", 9, "Số lượng", "11")]
    assert (rows.problems[0].message, rows.set_aside) == (NO_WHOLE, ())
    assert told(checked(SOUND, f"{ONE_STOP}|-11|x")) == [("not_a_number", 9, "Số lượng", "-11")]


def test_where_no_line_is_sound_the_sheet_is_refused_with_what_is_wrong() -> None:
    with pytest.raises(AllRowsSetAside) as refused:
        checked(f"{ALL}|-1|x", f"{TASKS}|y|x")
    assert refused.value.sentence == NO_SOUND_LINE
    assert [one.row for one in refused.value.checked.problems] == [8, 9]
    assert [row for row, _ in refused.value.checked.set_aside] == [8, 9]
    with pytest.raises(Refused) as blank:
        checked(ALL, f"{TASKS}|-|x")
    assert blank.value.sentence == "Mẫu chưa có số nào: hãy ghi vào cột “Số lượng” rồi nạp lại."


def test_from_the_file_to_the_standing(desk: Desk) -> None:
    """Ninh Giang's plan asks for 100 % of the transactions' 80 and for disclosed procedures."""
    answer = desk.stored(
        "mau.csv",
        sheet(
            ("Giao dịch thanh toán của dịch vụ công trong kỳ", "500", REPORT),
            ("Trong đó: giao dịch trực tuyến trên Cổng DVCQG", "395", REPORT),
            ("TTHC phải công bố, công khai (kể cả nội bộ)", "410", REPORT),
            ("Trong đó: đã công khai đầy đủ, đúng hạn", "410", REPORT),
            (DONE, "3", REPORT),
        ),
    )
    assert (answer["format"], answer["rows_stored"]) == ("mau-nhap-so-lieu", 5)
    found = desk.figures("2026-H1")
    disclosed = found["procedures_disclosed"]
    assert (disclosed["numerator"], disclosed["denominator"]) == (410, 410)
    assert (disclosed["status"], disclosed["source"]) == ("met", "typed")
    assert found["tasks_on_time"]["status"] == "no_data"  # its denominator was not given
    payment = found["online_payment"]
    assert (payment["numerator"], payment["status"], payment["shortfall"]) == (
        None,
        "no_data",
        None,
    )
    assert payment["by_plan"] == {
        "numerator": 395,
        "denominator": 500,
        "denominator_variant": "transactions_national",
        "rate": 0.79,
        "status": "missed",
        "shortfall": 5,
        "bounds": None,
    }


def test_the_newer_sheet_of_a_period_replaces_the_older_whole(desk: Desk) -> None:
    desk.stored("mau-1.csv", sheet((TASKS, "4", REPORT), (DONE, "3", REPORT)))
    assert desk.counts("tasks_on_time", "2026-H1") == (3, 4)
    desk.stored("mau-2.csv", sheet((TASKS, "5", REPORT), (ALL, "9", REPORT)))
    assert desk.counts("tasks_on_time", "2026-H1") == (None, None)
