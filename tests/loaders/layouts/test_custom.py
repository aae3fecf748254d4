"""A table that no layout fits is mapped once by a person, and its like load by themselves."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from data.column_labels import COLUMN_LABELS
from files.refusal import Refused
from loaders.layouts.custom import custom_layout_folder, custom_layouts, custom_titles
from loaders.layouts.layout import layouts, read_layout
from loaders.layouts.mapping import (
    PERSONAL,
    UNUSED,
    HeadingMapping,
    layout_name,
    layout_toml,
    mapping_faults,
    remove_layout,
    save_layout,
)
from loaders.layouts.suggestions import likeliest_kind, suggested_choices
from loaders.layouts.unknown_table import LayoutNeeded, UnknownHeading, UnknownTable
from loaders.recognition import worker
from loaders.recognition.matching import best_match
from loaders.recognition.reader import read_sheet
from metrics.catalogue.labels import COUNT_LABELS
from tests.support.builders import (
    HEADINGS,
    JANUARY,
    Desk,
    assert_refused,
    csv_bytes,
    done,
    dossier,
    earlier,
    table,
    xlsx_bytes,
)
from tests.support.paths import EXPORTS

WORDS = {**COUNT_LABELS, **COLUMN_LABELS}
MARK = "Zqxkv"

# What another system may call the columns: paraphrases, short forms and typos.
STRANGE = {
    "Mã hồ sơ": ("Mã sô hồ sơ", "dossier_code"),
    "Tên thủ tục hành chính": ("Tên thủ tục", "procedure"),
    "Lĩnh vực": ("Lĩnh vực TTHC", "field"),
    "Hình thức nộp": ("Cách thức nộp", "channel"),
    "Ngày tiếp nhận": ("Ngày nhân hồ sơ", "received_on"),
    "Ngày hẹn trả": ("Ngày hẹn trã kết quả", "due_on"),
    "Ngày kết thúc xử lý": ("Ngay ket thuc xu ly", "finished_on"),
    "Trạng thái": ("Tình trang hồ sơ", "state"),
    "Phí, lệ phí (đồng)": ("Phí, lệ phí (VNĐ)", "fee"),
    "Số hóa TPHS": ("Số hoá thành phần HS", "digitised"),
}


def strange_list(*rows: dict[str, str], above: tuple[str, ...] = JANUARY) -> list[list[str]]:
    """A list whose headings no layout knows, with a mark wherever a person may be named."""
    marked = [
        row | {"Chủ hồ sơ": MARK, "Ghi chú": f"{MARK} ghi", "Lạ": f"{MARK} lạ"} for row in rows
    ]
    cells = table(marked, above, (*HEADINGS, "Ghi chú", "Lạ"))
    cells[len(above)] = [STRANGE.get(h, (h, ""))[0] for h in cells[len(above)]]
    return cells


def found_in(content: bytes, own: Path | None = None) -> UnknownTable:
    with pytest.raises(Refused) as refused:
        read_sheet(content, custom_folder=own)
    assert refused.value.asks == "layout"
    assert isinstance(refused.value, LayoutNeeded)
    return refused.value.table


def as_suggested(found: UnknownTable, title: str = "Hệ thống mới") -> HeadingMapping:
    kind = likeliest_kind(found)
    said = suggested_choices(found, kind, WORDS)
    return HeadingMapping(title, kind, {h.text: said.get(h.text, UNUSED) for h in found.headings})


JANUARY_ROWS = (earlier(), dossier(1), done(2), dossier(3, channel="Trực tiếp"))


def test_a_mapping_is_kept_and_its_like_load_by_themselves(desk: Desk) -> None:
    content = xlsx_bytes(strange_list(*JANUARY_ROWS))
    refused = desk.refused("mới.xlsx", content)
    assert "Nạp số liệu" in refused["refused"]
    given = as_suggested(found_in(content))
    assert mapping_faults(given, WORDS) == []
    name = save_layout(custom_layout_folder(desk.record), given)
    answer = desk.stored("mới.xlsx", content)
    assert (answer["format"], answer["communes"], answer["rows_stored"]) == (name, ["11203"], 4)
    assert desk.counts("online_filing") == (2, 3)
    february = (*JANUARY[:2], "Từ ngày 01/02/2026 đến ngày 28/02/2026")
    later = strange_list(earlier(), dossier(7, received="03/02/2026"), above=february)
    assert desk.stored("tháng sau.csv", later)["format"] == name
    assert desk.counts("online_filing", "2026-02") == (1, 1)


def test_nobody_is_named_by_what_comes_back(desk: Desk) -> None:
    content = xlsx_bytes(strange_list(*JANUARY_ROWS))
    with pytest.raises(Refused) as refused:
        worker.read_table(content, "xlsx")
    assert isinstance(refused.value, LayoutNeeded)
    found = refused.value.table
    assert MARK.casefold() not in repr(found).casefold()
    assert [h.text for h in found.headings if h.personal] == ["Chủ hồ sơ", "Ghi chú"]
    # Words come back of a column of known words alone: a name among them keeps all of it back.
    kinds = {h.text: (h.kind, h.words) for h in found.headings}
    assert kinds["Cách thức nộp"] == ("words", ("trực tiếp", "trực tuyến"))
    assert kinds["Lạ"] == ("words", ())
    assert kinds["Ngày nhân hồ sơ"] == ("days", ())
    save_layout(custom_layout_folder(desk.record), as_suggested(found))
    desk.stored("mới.xlsx", content)
    held = b"".join(path.read_bytes() for path in desk.record.rglob("*") if path.is_file())
    assert MARK.encode() not in held


def test_a_personal_heading_is_never_mapped(tmp_path: Path) -> None:
    given = as_suggested(found_in(xlsx_bytes(strange_list(*JANUARY_ROWS))))
    assert given.choices["Chủ hồ sơ"] == PERSONAL
    choices = {h: c for h, c in given.choices.items() if c != "field"} | {"Chủ hồ sơ": "field"}
    wrong = HeadingMapping("Thử", "dossiers", choices)
    assert mapping_faults(wrong, WORDS) == ["“Chủ hồ sơ” là dữ liệu cá nhân nên không được đọc."]
    save_layout(tmp_path, wrong)  # as an edited file may say
    assert custom_layouts(tmp_path).sound == ()
    assert len(custom_layouts(tmp_path).damaged) == 1


@pytest.mark.parametrize(
    "rows",
    [
        [["Nguyễn Văn A", "H24.91-260105-0001", "05/01/2026", "06/01/2026"]] * 9,
        [["Nguyễn Văn A", "Trần Thị B", "Lê Văn C"], ["Người lập", "Người duyệt", "Giám đốc"]],
        [["Nguyễn Văn A", "Trần Thị B", "5"], ["1", "2", "3"], ["4", "5", "6"]],
    ],
)
def test_lines_are_never_taken_for_headings(rows: list[list[str]]) -> None:
    with pytest.raises(Refused) as refused:
        read_sheet(csv_bytes(rows))
    assert not isinstance(refused.value, LayoutNeeded)


@pytest.mark.parametrize("month", ["01", "02", "03"])
def test_suggestions_for_a_sample_list_with_other_headings(month: str) -> None:
    path = EXPORTS / f"danh-sach-ho-so-31393-2026-{month}.csv"
    lines = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    first = next(at for at, line in enumerate(lines) if "Mã hồ sơ" in line)
    lines[first] = [STRANGE.get(heading, (heading, ""))[0] for heading in lines[first]]
    found = found_in(csv_bytes(lines))
    said = suggested_choices(found, "dossiers", WORDS)
    assert likeliest_kind(found) == "dossiers"
    assert {new: said.get(new) for new, _ in STRANGE.values()} == dict(STRANGE.values())
    # The headings that every list has stay what they are.
    assert said["Cơ quan thực hiện"] == "unit"
    assert said["Mã thủ tục"] == "procedure_code"
    assert said["Địa chỉ"] == said["Số điện thoại"] == PERSONAL


FORM: list[list[str]] = [
    ["UBND XÃ NINH GIANG"],
    ["Từ ngày 01/01/2026 đến ngày 31/01/2026"],
    ["STT", "Lĩnh vực giải quyêt", "Hồ sơ nhận", "", "", "Đã xử lý", "", ""],
    ["", "", "Tổng", "Qua mạng, trực tuyến", "Kỳ trước chuyển", "Tổng số", "Sớm hạn", "Trễ hạn"],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)=(7)+(8)", "(7)", "(8)"],
    ["1", "Đất đai", "10", "6", "1", "8", "7", "1"],
    ["2", "Hộ tịch", "1.020", "600", "0", "900", "900", "0"],
    ["", "Tổng cộng", "1.030", "606", "1", "908", "907", "1"],
]


def test_a_form_with_merged_headings(desk: Desk) -> None:
    found = found_in(csv_bytes(FORM))
    assert [h.text for h in found.headings][1:4] == [
        "Lĩnh vực giải quyêt",
        "Hồ sơ nhận > Tổng",
        "Hồ sơ nhận > Qua mạng, trực tuyến",
    ]
    assert likeliest_kind(found) == "by_field"
    said = suggested_choices(found, "by_field", WORDS)
    assert said["Lĩnh vực giải quyêt"] == "field"
    assert said["Đã xử lý > Sớm hạn"] == "resolved_early"
    assert said["Đã xử lý > Trễ hạn"] == "resolved_late"
    assert said["Hồ sơ nhận > Kỳ trước chuyển"] == "carried_over"
    choices = said | {"Hồ sơ nhận > Qua mạng, trực tuyến": "received_online", "STT": UNUSED}
    save_layout(
        custom_layout_folder(desk.record), HeadingMapping("Biểu huyện cũ", "by_field", choices)
    )
    answer = desk.stored("biểu.csv", FORM)
    assert (answer["rows_stored"], answer["problems"]) == (2, [])
    sheet = read_sheet(csv_bytes(FORM), custom_folder=custom_layout_folder(desk.record))
    assert sheet.layout.title == "Biểu huyện cũ"
    assert sheet.cells.column("received_online").to_pylist()[1:3] == ["6", "600"]


def test_a_group_below_the_headings_is_none_of_them() -> None:
    group = [["I", "Khối một cửa"]]
    grouped = found_in(csv_bytes([*FORM[:4], *group, *FORM[5:]]))
    assert [h.text for h in grouped.headings] == [
        h.text for h in found_in(csv_bytes(FORM)).headings
    ]


def test_nothing_is_suggested_for_nonsense() -> None:
    texts = ["Màu sắc", "Foo", "Abc xyz", "Doanh thu", "Cột 7", "Thời tiết", "Biển số xe", "Q"]
    found = UnknownTable(tuple(UnknownHeading(text, "blank") for text in texts))
    for kind in ("dossiers", "by_unit", "by_field"):
        assert suggested_choices(found, kind, WORDS) == {}


@pytest.mark.parametrize(
    ("kind", "words", "column"),
    [
        ("texts", (), None),  # a text is no day
        ("numbers", (), "received_on"),  # a day that lost its format
        ("days", (), "received_on"),
    ],
)
def test_a_suggestion_fits_what_the_column_holds(
    kind: Any, words: tuple[str, ...], column: str | None
) -> None:
    found = UnknownTable((UnknownHeading("Ngày nhận hồ sơ", kind, words),))
    assert suggested_choices(found, "dossiers", WORDS).get("Ngày nhận hồ sơ") == column


def test_the_words_of_a_column_tell_what_its_heading_does_not() -> None:
    ended, filed = ("đang xử lý", "đã trả kết quả"), ("trực tiếp", "trực tuyến")
    paid = UnknownHeading("Hình thức thanh toán", "words", filed)
    strange = [UnknownHeading("Bước", "words", ended), UnknownHeading("Cột 7", "words", filed)]
    found = suggested_choices(UnknownTable((*strange, paid)), "dossiers", WORDS)
    assert found == {"Bước": "state", "Hình thức thanh toán": "payment", "Cột 7": "channel"}
    # Without the payment the same words may be either.
    assert suggested_choices(UnknownTable(tuple(strange)), "dossiers", WORDS) == {"Bước": "state"}


def test_codes_and_a_last_column_of_days_tell_what_their_headings_do_not() -> None:
    code, day = UnknownHeading("Phiếu", "codes"), UnknownHeading("Vào sổ", "days")
    due = UnknownHeading("Ngày hẹn trả", "days")
    known = {"Phiếu": "dossier_code", "Ngày hẹn trả": "due_on"}
    found = suggested_choices(UnknownTable((code, day, due)), "dossiers", WORDS)
    assert found == known | {"Vào sổ": "received_on"}
    # Of two columns of days either may be the receipt.
    several = UnknownTable((code, day, due, UnknownHeading("Ra sổ", "days")))
    assert suggested_choices(several, "dossiers", WORDS) == known


def test_no_column_is_suggested_twice() -> None:
    texts = ("Ngày tiếp nhận", "Ngày nhận", "Ngày tiêp nhận")
    found = UnknownTable(tuple(UnknownHeading(text, "days") for text in texts))
    assert list(suggested_choices(found, "dossiers", WORDS).values()) == ["received_on"]


WRONG: list[tuple[HeadingMapping, list[str]]] = [
    (
        HeadingMapping("Thử", "dossiers", {"A": "dossier_code", "B": "state"}),
        ["Chưa chỉ ra cột “Tiếp nhận”: bảng loại này phải có."],
    ),
    (
        HeadingMapping("Thử", "by_unit", {"A": "unit", "B": UNUSED}),
        ["Chưa chỉ ra cột số đếm nào: hãy chọn ít nhất một cột."],
    ),
    (
        HeadingMapping("Thử", "by_field", {"A": "field", "B": "received", "C": "received"}),
        ["Cột “Tiếp nhận trong kỳ” được chọn cho nhiều tiêu đề (“B”, “C”): hãy giữ một."],
    ),
    (
        HeadingMapping(" ", "by_field", {"A": "field", "B": "received"}),
        ["Hãy đặt tên cho mẫu bảng này."],
    ),
    (
        HeadingMapping("<b>x</b>", "by_field", {"A": "field", "B": "received"}),
        ["Tên mẫu chỉ gồm chữ, số và các dấu . , - / ( ), nhiều nhất 80 ký tự."],
    ),
    (
        HeadingMapping("Thử", "by_field", {"A": "field", "B": "received", "C": "unit"}),
        ["Cột “Đơn vị” không có ở bảng loại này."],
    ),
]


@pytest.mark.parametrize(("given", "sentences"), WRONG)
def test_what_is_wrong_with_a_mapping_is_told(given: HeadingMapping, sentences: list[str]) -> None:
    assert mapping_faults(given, WORDS) == sentences


def test_headings_of_any_signs_come_back_from_the_file(tmp_path: Path) -> None:
    headings = ['"x" = [1]\n[columns]', "a\\b\x7f", "'''", "Ngày\ttiếp # nhận", "{%}"]
    columns = ["dossier_code", "received_on", "state", UNUSED, PERSONAL]
    given = HeadingMapping("Thử", "dossiers", dict(zip(headings, columns, strict=True)))
    path = tmp_path / f"{save_layout(tmp_path, given)}.toml"
    layout = read_layout(path)
    assert custom_layouts(tmp_path).sound == (layout,)
    assert sorted(layout.headings.values()) == ["dossier_code", "received_on", "state"]
    match = best_match([headings, ["1"] * 5], [layout])
    assert match is not None
    assert [h.column or h.unread_reason for h in match.headings] == [
        *columns[:3],
        "unused",
        "personal",
    ]


def test_a_damaged_layout_is_told_and_left_out(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = custom_layout_folder(desk.record)
    content = csv_bytes(strange_list(*JANUARY_ROWS))
    name = save_layout(folder, as_suggested(found_in(content)))
    sound = (folder / f"{name}.toml").read_text(encoding="utf-8")
    bad = {
        "rỗng.toml": "",
        "đứt.toml": sound[:120],
        "nhị phân.toml": "\x00\x01",
        "cột lạ.toml": sound.replace("channel =", 'x"y =').replace('x"y', "'x\"; drop table y'"),
        "tên xấu.toml": sound.replace("Hệ thống mới", "<script>"),
        "thiếu.toml": sound.replace("received_on", "due_on"),
        "sai kiểu.toml": "title = 1\ntable = 2\nkey = 3\nrequired = 4\ncolumns = 5\n",
        "danh-sach-ho-so.toml": sound,
    }
    for file_name, text in bad.items():
        (folder / file_name).write_text(text, encoding="utf-8")
    found = custom_layouts(folder)
    assert [layout.name for layout in found.sound] == [name]
    assert sorted(found.damaged) == sorted(bad)
    assert desk.stored("mới.csv", content)["format"] == name
    lines = capsys.readouterr().err.splitlines()
    told = [line for line in lines if line.startswith("Mẫu riêng “")]
    assert len(told) == len(bad)
    assert all(line.endswith(".") for line in told)


def test_a_layout_that_is_here_anyway_goes_first(desk: Desk) -> None:
    """A custom layout of the very headings of a list that is known changes nothing."""
    choices = dict.fromkeys(HEADINGS, UNUSED) | {
        "Mã hồ sơ": "dossier_code",
        "Ngày hẹn trả": "received_on",
        "Trạng thái": "state",
    }
    save_layout(custom_layout_folder(desk.record), HeadingMapping("Đè lên", "dossiers", choices))
    answer = desk.stored("tháng 1.csv", table(JANUARY_ROWS))
    assert answer["format"] == "danh-sach-ho-so"
    assert desk.counts("online_filing") == (2, 3)


def test_a_layout_put_aside_is_not_used_and_its_title_stays(desk: Desk) -> None:
    folder = custom_layout_folder(desk.record)
    content = csv_bytes(strange_list(*JANUARY_ROWS))
    given = as_suggested(found_in(content))
    name = save_layout(folder, given)
    again = save_layout(folder, given)
    assert (name, again) == (layout_name(given), f"{layout_name(given)}-2")
    remove_layout(folder, again)
    desk.stored("mới.csv", content)
    before = sorted(path.read_bytes() for path in folder.iterdir())
    remove_layout(folder, name)
    assert sorted(path.read_bytes() for path in folder.iterdir()) == before
    assert custom_layouts(folder).sound == ()
    assert custom_titles(folder)[name] == "Hệ thống mới"
    other = csv_bytes(strange_list(*JANUARY_ROWS, dossier(8)))
    assert_refused(desk.refused("mới 2.csv", other))
    assert desk.counts("online_filing") == (2, 3)


def test_custom_layouts_bear_no_name_of_ours() -> None:
    given = HeadingMapping("Danh sách hồ sơ", "dossiers", {"A": "dossier_code"})
    assert layout_name(given).startswith("rieng-danh-sach-ho-so-")
    assert layout_name(given) not in {layout.name for layout in layouts()}
    assert 'title = "Danh sách hồ sơ"' in layout_toml(given)
