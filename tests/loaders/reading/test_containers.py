"""One table in every container is read as the same rows, whatever the file is called."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable

import pytest
import xlsxwriter
import xlwt

from files.encodings import decode
from files.file_types import container_of
from files.passwords import unlock
from files.refusal import Refused
from loaders.reading.grid import Grid
from loaders.reading.grids import file_grids
from loaders.reading.html import html_grid
from loaders.recognition.reader import read_sheet
from loaders.recognition.sheet import drop_hidden_rows
from tests.support import containers
from tests.support.builders import (
    HEADINGS,
    Desk,
    assert_refused,
    csv_bytes,
    done,
    dossier,
    earlier,
    table,
    xls_bytes,
    xlsx_bytes,
)
from tests.support.containers import CONTAINERS, PASSWORD, delimited, ods_cell, ods_document
from tests.support.hostile import building
from tests.support.paths import EXPORTS

LIST = table([earlier(), dossier(1, owner="Nguyễn Thị Mẫu"), done(2), dossier(3, channel="")])
_TOP = {
    1: "STT",
    2: "Lĩnh vực giải quyết",
    3: "Số lượng hồ sơ tiếp nhận",
    7: "Số lượng hồ sơ đã giải quyết",
    11: "Số lượng hồ sơ đang giải quyết",
}
_MIDDLE = "||Tổng số|Trong kỳ||Từ kỳ trước|Tổng số|Trước hạn|Đúng hạn|Quá hạn|Tổng số|Trong hạn"
FORM = [
    ["Biểu số II.06a/VPCP/KSTT"],
    ["Đơn vị báo cáo: UBND Xã Ninh Giang"],
    ["Từ ngày 01/01/2026 đến ngày 31/01/2026"],
    [_TOP.get(number, "") for number in range(1, 14)],
    [*_MIDDLE.split("|"), "Quá hạn"],
    ["", "", "", "Trực tuyến", "Trực tiếp, dịch vụ bưu chính", *[""] * 8],
    ["1", "Hộ tịch", "12", "6", "4", "2", "9", "5", "3", "1", "3", "2", "1"],
    ["2", "Chứng thực", "7", "5", "2", "", "7", "7", "", "", "", "", ""],
]


def rows_of(grid: Grid) -> list[list[str | None]]:
    return [list(row) for row in zip(*(c.to_pylist() for c in grid.cells.columns), strict=True)]


def grid_rows(content: bytes) -> list[list[str | None]]:
    (grid,) = file_grids(content, container_of(content))
    return rows_of(grid)


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_list_in_every_container(name: str) -> None:
    sheet = read_sheet(CONTAINERS[name](LIST), PASSWORD)
    assert sheet.layout.name == "danh-sach-ho-so"
    assert [text.casefold() for text in sheet.texts_above] == [
        row[0].casefold() for row in LIST[:3]
    ]
    assert sheet.cells.select(["row", "dossier_code", "received_on", "state"]).to_pylist() == [
        {
            "row": number,
            "dossier_code": code,
            "received_on": received,
            "state": state,
        }
        for number, code, received, state in (
            (5, "H24.91-251220-9000", "20/12/2025", "Đang xử lý"),
            (6, "H24.91-260105-0001", "05/01/2026", "Đang xử lý"),
            (7, "H24.91-260105-0002", "05/01/2026", "Đã trả kết quả"),
            (8, "H24.91-260105-0003", "05/01/2026", "Đang xử lý"),
        )
    ]
    assert sheet.cells.column("channel").to_pylist() == [*["Trực tuyến"] * 3, None]


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_form_in_every_container(name: str) -> None:
    sheet = read_sheet(CONTAINERS[name](FORM), PASSWORD)
    assert sheet.layout.name == "bieu-ii06a"
    columns = ["row", "received_online", "received_direct_or_postal", "pending_late"]
    assert sheet.cells.select(columns).to_pylist() == [
        {
            "row": 7,
            "received_online": "6",
            "received_direct_or_postal": "4",
            "pending_late": "1",
        },
        {
            "row": 8,
            "received_online": "5",
            "received_direct_or_postal": "2",
            "pending_late": None,
        },
    ]


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("html", "xlsx"), ("spreadsheetml", "csv"), ("ods", "pdf"), ("xlsb", ""), ("tcvn3", "xls")],
)
def test_whatever_the_file_is_called(desk: Desk, name: str, suffix: str) -> None:
    answer = desk.stored(f"tệp.{suffix}", CONTAINERS[name](LIST))
    assert (answer["rows_stored"], answer["problems"]) == (4, [])
    assert answer["period"] == ["2026-01-01", "2026-01-31"]
    assert desk.counts("online_filing") == (2, 3)


# Pages


def test_the_samples_of_form_06() -> None:
    for month, last, unit in (
        (1, 31, "1 UBND Xã Ninh Giang 402 275 72 55 356 158 162 36 46 36 10"),
        (2, 28, "1 UBND Xã Ninh Giang 388 266 76 46 343 178 137 28 45 36 9"),
        (3, 31, None),
    ):
        rows = grid_rows((EXPORTS / f"bieu-06-theo-don-vi-2026-{month:02}.xls").read_bytes())
        assert len(rows) == 11
        assert {len(row) for row in rows} == {13}
        assert rows[0][:3] == [
            "ỦY BAN NHÂN DÂN",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
            None,
        ]
        assert rows[1][0] == (
            "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC\n"
            f"Từ ngày 01/{month:02}/2026 đến ngày {last}/{month:02}/2026"
        )
        assert rows[2][:7] == [
            *("STT", "Đơn vị", "Số hồ sơ nhận giải quyết", None, None, None),
            "Số hồ sơ đã giải quyết",
        ]
        assert rows[3][:6] == [None, None, "Tổng số", "Trong đó", None, "Từ kỳ trước"]
        assert rows[4][2:6] == [None, "Trực tuyến", "Trực tiếp, dịch vụ bưu chính", None]
        assert rows[5][:2] == ["Xã, phường, đặc khu", None]
        assert unit is None or " ".join(str(cell) for cell in rows[6]) == unit
        assert rows[9][:2] == [None, "Tổng số"]
        assert rows[10][0] == "Nơi nhận:"


@pytest.mark.parametrize(
    ("month", "line"),
    [
        (1, "3 Xã Hòa An 362 47 315 109 206 325 195 97 33 0 325 0 31 26 5 0 6 89"),
        (2, "3 Xã Hòa An 324 31 293 88 205 299 184 97 18 0 299 0 24 19 5 0 1 93"),
        (3, None),
    ],
)
def test_the_samples_of_opencps(month: int, line: str | None) -> None:
    rows = grid_rows((EXPORTS / f"tong-hop-thang-opencps-2026-{month:02}.xls").read_bytes())
    assert len(rows) == 9
    assert rows[1][0] == (
        f"BÁO CÁO TỔNG HỢP TÌNH HÌNH GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH Tháng {month} Năm 2026"
    )
    assert rows[2][17:] == [
        "Tạm dừng bổ sung điều kiện",
        "Rút không giải quyết",
        "Tỉ lệ sớm và đúng hạn",
    ]
    assert rows[4][4:7] == ["Tổng số", "Một cửa", "Trực tuyến"]
    assert rows[5] == [f"({number})" for number in range(1, 21)]
    assert line is None or " ".join(str(cell) for cell in rows[8]) == line


def test_a_page_as_a_spreadsheet_shows_it() -> None:
    grid = html_grid(
        "<title>Báo cáo</title><style>td{color:red}</style><xml><x:Name>Sheet1</x:Name></xml>"
        "<h1>Sở  Tư\n pháp</h1>Kỳ<br>tháng 1<table><caption>Bảng 1</caption>"
        "<tr><td rowspan=2>a<td colspan='2'>b&nbsp;c &amp; d<script>x='<td>'</script>"
        "<tr><td>e<br/> f<td><div>g</div><div>h</div>"
        "<tr><td><td>&lt;b&gt;<td></table>giữa<table><tr style='display: none'><td>z</table>cuối"
    )
    assert rows_of(grid) == [
        ["Sở Tư pháp", None, None],
        ["Kỳ\ntháng 1", None, None],
        ["Bảng 1", None, None],
        ["a", "b c & d", None],
        [None, "e\nf", "g\nh"],
        [None, "<b>", None],
        ["giữa", None, None],
        ["z", None, None],
        ["cuối", None, None],
    ]
    assert grid.hidden_rows == (7,)


def test_tables_in_cells_follow_the_row_that_holds_them() -> None:
    grid = html_grid(
        "<table><tr><td>ngoài<table><tr><td>1<td>2</table>sau<td>bên<tr><td>dưới</table></table>"
    )
    assert rows_of(grid) == [["ngoàisau", "bên"], ["1", "2"], ["dưới", None]]


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.98])
@pytest.mark.parametrize("make", [containers.html_bytes, containers.xml_bytes])
def test_a_torn_page(
    stocked: Desk, make: Callable[[containers.Cells], bytes], share: float
) -> None:
    content = make(table([dossier(n) for n in range(10, 60)]))
    stocked.refused("a.xls", content[: int(len(content) * share)])


# SpreadsheetML


def test_the_places_and_kinds_of_spreadsheetml() -> None:
    def cell(kind: str, text: str, more: str = "") -> str:
        return f'<Cell {more}><Data ss:Type="{kind}">{text}</Data></Cell>'

    merged, third = 'ss:MergeAcross="1" ss:MergeDown="1"', 'ss:Index="3"'
    content = containers.xml_workbook(
        "<Table>"
        + f"<Row>{cell('String', 'x', merged)}"
        + f"{cell('DateTime', '2026-01-31T10:05:00.000')}</Row>"
        + f"<Row>{cell('Number', '1234')}{cell('Number', '0.125')}</Row>"
        + f'<Row ss:Index="5" ss:Hidden="1">{cell("Boolean", "1", third)}'
        + f"{cell('Error', '#N/A')}</Row>"
        + '<Row ss:Span="2"/>'
        + "<Row><Cell><Comment><ss:Data>ghi chú</ss:Data></Comment>"
        + '<ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>đậm</B> nhạt'
        + "</ss:Data></Cell></Row></Table>"
    )
    (grid,) = file_grids(content, container_of(content))
    assert rows_of(grid) == [
        ["x", None, "2026-01-31 10:05:00", None],
        [None, None, "1234", "0.125"],
        [None] * 4,
        [None] * 4,
        [None, None, "true", "#LỖI!"],
        [None] * 4,
        [None] * 4,
        [None] * 4,
        ["đậm nhạt", None, None, None],
    ]
    assert grid.hidden_rows == (4,)


# Text


@pytest.mark.parametrize(
    ("font_text", "text"),
    [
        ("M· hå s¬", "Mã hồ sơ"),
        ("Ngµy tiÕp nhËn", "Ngày tiếp nhận"),
        ("Tr¹ng th¸i", "Trạng thái"),
        ("§· tr¶ kÕt qu¶ gi¶i quyÕt", "Đã trả kết quả giải quyết"),
        ("Thñ tôc hµnh chÝnh, lÜnh vùc ®Êt ®ai", "Thủ tục hành chính, lĩnh vực đất đai"),
        ("M· hå s¬ H24–260105—1 “®óng h¹n”…", "Mã hồ sơ H24–260105—1 “đúng hạn”…"),
    ],
)
def test_texts_of_old_fonts(font_text: str, text: str) -> None:
    assert decode(font_text.encode("cp1252")) == text


def test_every_letter_of_the_old_encodings() -> None:
    letters = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    text = f"mã hồ sơ, trạng thái, tiếp nhận: {letters} ĂÂÊÔƠƯĐ"
    assert decode(containers.tcvn3(text)) == text
    both = f"{text} {letters.upper()}"
    assert decode(containers.windows_1258(both)) == both
    assert containers.windows_1258("ồ") == b"\xf4\xcc"


@pytest.mark.parametrize("torn", [b"\xe1", b"\xb4\xff", b"\xe1\xba"])
def test_a_torn_letter_leaves_the_others_as_they_are(torn: bytes) -> None:
    """As where a system cuts a text in the middle of a letter."""
    text = delimited(LIST, ",")
    before, after = text.encode().split("Mẫu".encode())
    decoded = decode(before + torn + after)
    assert [part.strip("\ufffd") for part in decoded.split("Nguyễn Thị ")] == text.replace(
        "Mẫu", ""
    ).split("Nguyễn Thị ")
    assert 1 <= decoded.count("\ufffd") <= 2


def test_a_sign_that_windows_put_into_a_long_text() -> None:
    text = delimited([*LIST, *LIST[4:] * 200], ",")
    content = text.encode().replace(b"Nguy", b"\x93Nguy", 3)
    assert decode(content) == text.replace("Nguy", "\ufffdNguy", 3)


def test_commas_inside_texts_do_not_pass_for_the_delimiter() -> None:
    cells = [["Phí, lệ phí, thuế, khác"], ["a", "b"], ["1, 2, 3, 4", "5, 6, 7"]]
    assert grid_rows(delimited(cells, ";").encode())[2] == ["1, 2, 3, 4", "5, 6, 7"]


def test_a_last_column_that_is_blank_in_every_line_shifts_nothing() -> None:
    """A comma parts the heading "phí, lệ phí" where the lines have a cell fewer, and only there."""
    lines = [["1", "Hộ tịch", "0"], ["2", "Chứng thực", "12000"]]
    blank = [["stt", "lĩnh vực", "phí", " ghi chú"], *([*line, ""] for line in lines)]
    assert grid_rows(delimited(blank, ",").encode())[1:] == [[*line, None] for line in lines]
    parted = "stt,lĩnh vực,phí, lệ phí\n1,Hộ tịch,0\n2,Chứng thực,12000\n"
    with pytest.raises(Refused, match="lệch cột"):
        grid_rows(parted.encode())


def test_a_quote_too_many_loses_no_line(stocked: Desk) -> None:
    content = csv_bytes(table([dossier(n) for n in range(10, 30)]))
    at = content.index(b"0015") + len(b'0015"')
    assert "ngoặc kép" in stocked.refused("a.csv", content[:at] + b'"' + content[at:])["refused"]


# Dates, errors


@pytest.mark.parametrize("from_1904", [False, True])
@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_both_date_systems(kind: str, from_1904: bool) -> None:
    day, heads = datetime.datetime(2026, 1, 31), ["Mã hồ sơ", "Trạng thái", "Ngày tiếp nhận"]
    out = io.BytesIO()
    if kind == "xlsx":
        with xlsxwriter.Workbook(out, {"date_1904": from_1904}) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, heads)
            sheet.write_row(1, 0, ["H24", "Mới đăng ký"])
            sheet.write_datetime(1, 2, day, book.add_format({"num_format": "dd/mm/yyyy"}))
    else:
        book = xlwt.Workbook()
        book.dates_1904 = from_1904
        sheet = book.add_sheet("a")
        for x, text in enumerate(heads):
            sheet.write(0, x, text)
        sheet.write(1, 0, "H24")
        sheet.write(1, 1, "Mới đăng ký")
        first = datetime.datetime(1904, 1, 1) if from_1904 else datetime.datetime(1899, 12, 30)
        sheet.write(1, 2, (day - first).days, xlwt.easyxf(num_format_str="DD/MM/YYYY"))
        book.save(out)
    cells = read_sheet(out.getvalue()).cells
    assert cells.column("received_on").to_pylist() == ["2026-01-31 00:00:00"]


def _ods_with_error(cells: list[list[str]]) -> bytes:
    content = "".join(
        "<table:table-row>" + "".join(map(_ods_cell_or_error, row)) + "</table:table-row>"
        for row in cells
    )
    return ods_document(f'<table:table table:name="A">{content}</table:table>')


def _ods_cell_or_error(text: str) -> str:
    if not text.startswith("="):
        return ods_cell(text)
    return (
        '<table:table-cell table:formula="of:=NA()" office:value-type="string" '
        'office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p>'
        "</table:table-cell>"
    )


def _text_errors(make: Callable[[list[list[str]]], bytes]) -> Callable[[list[list[str]]], bytes]:
    return lambda cells: make([["#N/A" if c == "=NA()" else c for c in row] for row in cells])


@pytest.mark.parametrize(
    "make",
    [
        xlsx_bytes,
        xls_bytes,
        containers.xlsb_bytes,
        _ods_with_error,
        _text_errors(csv_bytes),
        _text_errors(containers.html_bytes),
        _text_errors(containers.ods_bytes),
    ],
)
def test_an_error_cell_is_a_problem(desk: Desk, make: Callable[[list[list[str]]], bytes]) -> None:
    content = make(table([earlier(), dossier(1), dossier(2, due="=NA()")]))
    answer = desk.stored("a.xlsx", content)
    assert answer["rows_stored"] == 2
    (problem,) = answer["problems"]
    assert (problem["kind"], problem["row"], problem["column"]) == ("error_cell", 7, "Ngày hẹn trả")


# Sheets and what is hidden


def test_dossiers_are_no_other_tables_headings(desk: Desk) -> None:
    """“Trực tuyến”, twice, and “Đang xử lý” are headings of forms, and words stand in front."""
    headings = ("Lĩnh vực", *(heading for heading in HEADINGS if heading != "Lĩnh vực"))
    cells = table([earlier(), dossier(1), dossier(2)], headings=headings)
    answer = desk.stored("a.xlsx", xlsx_bytes(cells))
    assert (answer["rows_read"], answer["rows_stored"]) == (3, 3)


def test_a_list_that_goes_on_in_the_next_sheet(desk: Desk) -> None:
    first = table([earlier(), dossier(1)])
    second = table([dossier(2), dossier(3, state="Lạ")], above=())
    content = containers.workbook({"Bìa": [["Danh sách"]], "Trang 1": first, "Trang 2": second})
    sheet = read_sheet(content)
    assert sheet.name == "Trang 1, Trang 2"
    places = [sheet.place(row) for row in sheet.cells.column("row").to_pylist()]
    assert places == [("Trang 1", 5), ("Trang 1", 6), ("Trang 2", 2), ("Trang 2", 3)]
    answer = desk.stored("a.xlsx", content)
    assert (answer["rows_read"], answer["rows_stored"]) == (4, 3)
    assert [problem["kind"] for problem in answer["problems"]] == ["unknown_state"]
    assert desk.counts("online_filing") == (2, 2)


def test_a_copy_of_the_list_is_not_counted_twice() -> None:
    sheet = read_sheet(containers.workbook({"A": LIST, "B": LIST}))
    assert (sheet.sheets, sheet.other_sheets) == (("A",), (("B", "Danh sách hồ sơ"),))
    assert sheet.cells.num_rows == 4


def test_sheets_of_two_months_are_no_one_list(stocked: Desk) -> None:
    january = table([dossier(1)])
    february = table([dossier(2)], above=("Từ ngày 01/02/2026 đến ngày 28/02/2026",))
    content = containers.workbook({"T1": january, "T2": february})
    assert "“T1”, “T2”" in stocked.refused("a.xlsx", content)["refused"]


def test_hidden_sheets_are_named_and_not_read() -> None:
    untitled = table([dossier(9)], above=())
    sheet = read_sheet(containers.workbook({"Ẩn": untitled, "Hiện": LIST}, hidden=["Ẩn"]))
    assert (sheet.name, sheet.hidden_sheets) == ("Hiện", ("Ẩn",))
    assert sheet.cells.num_rows == 4
    alone = read_sheet(containers.workbook({"Bìa": [["Bìa", "1"]], "Ẩn": untitled}, hidden=["Ẩn"]))
    assert (alone.name, alone.hidden_sheets) == ("Ẩn", ("Ẩn",))


def test_hidden_rows_are_reported() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("Bìa").set_row(5, options={"hidden": True})
        sheet = book.add_worksheet("Danh sách")
        for y, row in enumerate(LIST):
            sheet.write_row(y, 0, row)
        sheet.set_row(1, options={"hidden": True})
        sheet.set_row(5, options={"hidden": True})
    listed = read_sheet(out.getvalue())
    assert listed.hidden_rows == (6,)
    assert drop_hidden_rows(listed).cells.column("row").to_pylist() == [5, 7, 8]
    assert read_sheet(xlsx_bytes(LIST)).hidden_rows == ()


# Passwords


@pytest.mark.parametrize("name", ["locked xlsx", "locked xls"])
def test_a_password(desk: Desk, name: str) -> None:
    content = CONTAINERS[name](LIST)
    for password in (None, "sai", ""):
        with pytest.raises(Refused) as refused:
            read_sheet(content, password)
        assert refused.value.asks == "password"
    path = desk.file("a.xlsx", content)
    code, (answer,) = desk.load(path)
    assert code == 1
    assert_refused(answer)
    assert "--password" in answer["refused"]
    code, (answer,) = desk.load(path, "--password", PASSWORD)
    assert (code, answer["rows_stored"]) == (0, 4)


def test_what_was_locked_is_judged_like_any_other() -> None:
    content = containers.locked_xlsx(building.two_cells("A1", "XFD1048576"))
    assert unlock(content, PASSWORD).startswith(b"PK")
    with pytest.raises(Refused, match="trải quá rộng"):
        read_sheet(content, PASSWORD)


def test_a_password_for_a_file_that_has_none() -> None:
    assert read_sheet(xlsx_bytes(LIST), "thừa").cells.num_rows == 4
