"""A column that a known layout lacks: somebody says once which heading is it, for all its files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from data.record import ledger
from data.record.mapped_headings import map_heading, mapped_headings, unmap_heading
from data.record.settings import newest_settings, set_setting
from files.refusal import Refused
from loaders.answers import Answers
from loaders.layouts.custom import custom_layout_folder
from loaders.layouts.layout import heading_path, layouts
from loaders.layouts.mapped_headings import (
    HeadingColumn,
    mappable_columns,
    with_mapped_headings,
)
from loaders.layouts.mapping import HeadingMapping, save_layout
from loaders.load import read_and_stage
from loaders.notes.column_notes import column_notes
from loaders.recognition.matching import best_match
from loaders.staging import Staged
from tests.support.builders import (
    HEADINGS,
    JANUARY,
    Desk,
    csv_bytes,
    done,
    dossier,
    earlier,
    table,
    xlsx_bytes,
)

LAYOUT = "danh-sach-ho-so"
FEBRUARY = (*JANUARY[:2], "Từ ngày 01/02/2026 đến ngày 28/02/2026")
# One online of three that came; all three are payable, two were paid online; two of three in time.
ROWS = (
    earlier(),
    done(1, due="20/01/2026", digitised="Có", result="Có"),
    done(2, channel="Trực tiếp", due="10/01/2026", payment="Trực tiếp", digitised="Không"),
    done(3, channel="Bưu chính", due="15/01/2026", digitised="Có", result="Không"),
)
ENDS = ("Trước hạn", "Đúng hạn", "Quá hạn")
FORM = [
    ["Biểu số 06/VPCP/KSTT, Thành phố Hải Phòng"],
    ["Từ ngày 01/01/2026 đến ngày 31/01/2026"],
    ["STT", "Đơn vị", "Số hồ sơ nhận giải quyết", "", "", "", "Số hồ sơ đã giải quyết", "", "", ""],
    ["", "", "Tổng số", "Trong đó", "", "Năm cũ sang", "Tổng số", *ENDS],
    ["", "", "", "Trực tuyến", "Trực tiếp, dịch vụ bưu chính", "", "", "", "", ""],
    ["1", "UBND Xã Ninh Giang", "12", "7", "2", "3", "9", "4", "3", "2"],
]


def renamed(old: str, new: str, above: tuple[str, ...] = JANUARY) -> list[list[str]]:
    """The list with a heading spelt in a way that no layout knows."""
    cells = table(ROWS, above)
    cells[len(above)] = [new if heading == old else heading for heading in HEADINGS]
    return cells


def staged(desk: Desk, cells: list[list[str]]) -> Staged:
    return read_and_stage("a.csv", csv_bytes(cells), Answers(), desk.record)


def sentences(preview: Staged) -> list[str]:
    return [note.sentence for note in column_notes(preview.sheet)]


@pytest.mark.parametrize(
    ("old", "new", "column", "metric", "counts"),
    [
        ("Ngày hẹn trả", "Hạn TKQ", "due_on", "on_time", (2, 3)),
        ("Ngày kết thúc xử lý", "Ngày xong", "finished_on", "on_time", (2, 3)),
        ("Hình thức nộp", "Nộp qua đâu", "channel", "online_filing", (1, 3)),
        ("Phí, lệ phí (đồng)", "Số tiền phải nộp", "fee", "online_payment", (2, 3)),
        ("Hình thức thanh toán", "Trả tiền/cách trả", "payment", "online_payment", (2, 3)),
        ("Số hóa TPHS", "Đã quét giấy tờ", "digitised", "digitised_dossiers", (2, 3)),
        ("Số hóa kết quả", "Quét kết quả (1)", "result_digitised", "digitised_results", (1, 2)),
    ],
)
def test_a_column_is_read_once_its_heading_is_said_to_be_it(
    desk: Desk, old: str, new: str, column: str, metric: str, counts: tuple[int, int]
) -> None:
    content = renamed(old, new)
    first = desk.stored("a.csv", content)
    assert first["rows_stored"] == 4
    assert desk.figures()[metric]["status"] == "no_data"
    ledger.withdraw(desk.record, [first["upload"]], "Lan")
    map_heading(desk.record, LAYOUT, new, column, "Lan")
    again = desk.stored("a.csv", content)  # not brought back as it was read before
    assert (again["upload"], again["already"]) != (first["upload"], True)
    assert desk.counts(metric) == counts
    desk.stored("b.xlsx", xlsx_bytes(renamed(old, f"  {new.upper()} ", FEBRUARY)))
    assert column in ledger.uploads(desk.record)[-1].columns


def test_once_it_is_taken_back_later_files_lack_the_column(desk: Desk) -> None:
    map_heading(desk.record, LAYOUT, "Hạn TKQ", "due_on", "Lan")
    first = desk.stored("a.csv", renamed("Ngày hẹn trả", "Hạn TKQ"))
    unmap_heading(desk.record, mapped_headings(desk.record)[0], "Minh")
    assert mapped_headings(desk.record) == ()
    desk.stored("b.csv", renamed("Ngày hẹn trả", "Hạn TKQ", FEBRUARY))
    assert ["due_on" in upload.columns for upload in ledger.uploads(desk.record)] == [True, False]
    ledger.withdraw(desk.record, [first["upload"]], "Minh")
    again = desk.stored("a.csv", renamed("Ngày hẹn trả", "Hạn TKQ"))
    assert again["upload"] != first["upload"]
    assert "due_on" not in ledger.uploads(desk.record)[-1].columns


def test_the_preview_says_what_is_read_so_and_who_decided(desk: Desk) -> None:
    cells = renamed("Ngày hẹn trả", "Hạn TKQ")
    map_heading(desk.record, LAYOUT, "Hạn TKQ", "due_on", "Lan")
    note = "Cột “Hạn TKQ” được đọc là “Ngày hẹn trả” (Lan chọn)."
    assert note in sentences(staged(desk, cells))
    assert note not in sentences(staged(desk, table(ROWS)))  # which has no such heading


def test_the_layouts_own_heading_decides_over_a_mapped_one(desk: Desk) -> None:
    map_heading(desk.record, LAYOUT, "Hạn TKQ", "due_on", "Lan")
    cells = table(
        [row | {"Hạn TKQ": "01/01/2026"} for row in ROWS], headings=("Hạn TKQ", *HEADINGS)
    )
    preview = staged(desk, cells)
    assert preview.sheet.heading_of["due_on"] == "Ngày hẹn trả"
    assert [sentence for sentence in sentences(preview) if "Hạn TKQ" in sentence] == [
        "Cột “Ngày hẹn trả” và “Hạn TKQ” cùng một nghĩa: cột “Ngày hẹn trả” được dùng."
    ]


def test_a_count_of_a_form(desk: Desk) -> None:
    heading = "Số hồ sơ nhận giải quyết > Năm cũ sang"
    assert "carried_over" not in staged(desk, FORM).columns
    map_heading(desk.record, "bieu-06-don-vi", heading, "carried_over", "Lan")
    desk.stored("a.csv", FORM)
    (name,) = desk.parquet()
    stored = pq.read_table(desk.record / "uploads" / name)
    assert stored.column("carried_over").to_pylist() == [3]


def test_a_column_that_the_layout_itself_never_has(desk: Desk) -> None:
    headings = ["Mã hồ sơ", "Ngày tiếp nhận", "Trạng thái", "Trực tuyến", "Đã xin lỗi dân"]
    rows: list[list[str]] = [["H24.91-260105-0001", "05/01/2026", "Đang xử lý", "x", "Có"]]
    cells = [*([line] for line in JANUARY), headings, *rows]
    map_heading(desk.record, "opencps-danh-sach", "Đã xin lỗi dân", "apologised", "Lan")
    assert staged(desk, cells).rows.column("apologised").to_pylist() == ["yes"]


def test_a_custom_layouts_files_too(desk: Desk) -> None:
    choices = {"Số": "dossier_code", "Nhận": "received_on", "Tình hình": "state"}
    name = save_layout(
        custom_layout_folder(desk.record), HeadingMapping("Riêng", "dossiers", choices)
    )
    cells = [
        *([line] for line in JANUARY),
        [*choices, "Hạn"],
        ["H24.91-260105-0001", "05/01/2026", "Đang xử lý", "20/01/2026"],
    ]
    assert "due_on" not in staged(desk, cells).columns
    map_heading(desk.record, name, "Hạn", "due_on", "Lan")
    assert "due_on" in staged(desk, cells).columns


def test_no_layout_is_told_from_another_by_mapped_headings() -> None:
    strange = [f"Lạ {number}" for number in range(8)]
    columns = [c for c in mappable_columns(_layout("opencps-danh-sach")) if c != "dossier_code"]
    headings = [
        HeadingColumn(text, column, "Lan", "opencps-danh-sach")
        for text, column in zip(strange, columns, strict=False)
    ]
    known = [with_mapped_headings(layout, headings) for layout in layouts()]
    head = [["Mã hồ sơ", "Ngày tiếp nhận", "Trạng thái", "Trực tuyến", *strange]]
    both = [head[0] + ["Lĩnh vực", "Hình thức nộp", "Ngày trả kết quả"]]
    for cells, name in ((head, "opencps-danh-sach"), (both, LAYOUT)):
        match = best_match(cells, known)
        assert match is not None
        assert match.layout.name == name


def _layout(name: str) -> Any:
    return next(layout for layout in layouts() if layout.name == name)


@pytest.mark.parametrize(
    "heading", ["Chủ hồ sơ", "Địa chỉ của chủ hồ sơ", "Thông tin > Số điện thoại"]
)
@pytest.mark.parametrize("column", ["procedure", "field", "unit"])
def test_nothing_personal_is_ever_read_so(desk: Desk, heading: str, column: str) -> None:
    map_heading(desk.record, LAYOUT, heading, column, "Lan")
    layout = with_mapped_headings(_layout(LAYOUT), [HeadingColumn(heading, column, "Lan")])
    assert heading_path(heading) not in layout.known_headings


def test_names_under_a_heading_that_is_said_to_be_a_field_are_refused(desk: Desk) -> None:
    rows = [earlier(), *(dossier(n, field=f"Người thứ {n}") for n in range(40))]
    cells = table(rows)
    cells[len(JANUARY)] = ["Cột lạ" if h == "Lĩnh vực" else h for h in HEADINGS]
    map_heading(desk.record, LAYOUT, "Cột lạ", "field", "Lan")
    with pytest.raises(Refused, match="bỏ chọn cột này ở mục Cột đã chỉ ra"):
        staged(desk, cells)
    cells[len(JANUARY)] = [*HEADINGS]  # the layout's own column is not asked
    assert staged(desk, cells).rows_read == 41


@pytest.mark.parametrize("column", ["nothing", "received_online", "commune_code", "row"])
def test_a_column_that_there_is_not_is_left_out(desk: Desk, column: str) -> None:
    map_heading(desk.record, LAYOUT, "Hạn TKQ", column, "Lan")
    assert staged(desk, renamed("Ngày hẹn trả", "Hạn TKQ")).rows_read == 4


def test_a_garbled_entry_is_named_and_left_out(desk: Desk) -> None:
    map_heading(desk.record, LAYOUT, "Ngày xong", "finished_on", "Lan")
    set_setting(desk.record, f"heading/{LAYOUT}/hạn tkq", {"heading": 3}, "Lan")
    assert [mapped.column for mapped in mapped_headings(desk.record)] == ["finished_on"]
    (fault,) = newest_settings(desk.record).unreadable
    assert "Cột đã chỉ ra" in fault.sentence


def test_a_file_of_headings_on_the_command_line(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    columns = desk.path / "cot.toml"
    columns.write_text('due_on = ["Hạn  TKQ"]\nchannel = ["Không có"]\n', encoding="utf-8")
    content = renamed("Ngày hẹn trả", "Hạn TKQ")
    desk.stored("a.csv", content, "--columns", str(columns))
    assert desk.counts("on_time") == (2, 3)
    (mapped,) = mapped_headings(desk.record)  # what the file has no use for is not remembered
    assert (mapped.layout, mapped.column) == (LAYOUT, "due_on")
    assert "hãy rút lần nạp đó" not in capsys.readouterr().err
    desk.load(str(desk.path / "a.csv"), "--columns", str(columns))
    assert "hãy rút lần nạp đó rồi nạp lại" in capsys.readouterr().err
    desk.stored("b.csv", renamed("Ngày hẹn trả", "Hạn TKQ", FEBRUARY))
    assert desk.figures("2026-02")["on_time"]["status"] != "no_data"


@pytest.mark.parametrize(
    "content",
    [
        "due = ['x']",
        "due_on = 1",
        "due_on = ['Chủ hồ sơ']",
        "due_on = ['x']\nfinished_on = ['X ']",
        "[due_on",
    ],
)
def test_a_file_of_headings_that_says_what_is_not_is_wrong_usage(desk: Desk, content: str) -> None:
    columns = desk.path / "cot.toml"
    columns.write_text(content, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        desk.load(desk.file("a.csv", table(ROWS)), "--columns", str(columns))
    assert ended.value.code == 2


def test_our_own_templates_ask_for_no_column() -> None:
    for layout in layouts():
        is_template = bool(layout.lines) or layout.table in ("targets", "tasks")
        assert bool(mappable_columns(layout)) != is_template
    assert mappable_columns(replace(_layout(LAYOUT), table="targets")) == ()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
