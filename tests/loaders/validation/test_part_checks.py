"""Lists that say of themselves, or show by their rows, that they are a part of the whole."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest

from loaders.layouts.custom import custom_layout_folder
from loaders.layouts.mapping import HeadingMapping, save_layout
from loaders.parsing.stated_filter import labelled_filters, stated_filters
from tests.support.builders import HEADINGS, JANUARY, Desk, done, dossier, earlier, table

DAYS = "Từ ngày 01/01/2026 đến ngày 31/01/2026"
WHOLE = "--whole-list"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


PARTS = {
    "DANH SÁCH HỒ SƠ QUÁ HẠN": "quá hạn",
    "Danh sách hồ sơ trễ hạn": "trễ hạn",
    "DANH SÁCH HỒ SƠ ĐANG XỬ LÍ": "đang xử lý",
    "Danh sách hồ sơ chưa giải quyết": "chưa giải quyết",
    "DANH SÁCH HỒ SƠ CHỜ BỔ SUNG": "chờ bổ sung",
    "Danh sách hồ sơ yêu cầu bổ sung giấy tờ": "yêu cầu bổ sung",
    "Danh sách hồ sơ đã trả kết quả": "đã trả kết quả",
    "Danh sách hồ sơ tiếp nhận trực tuyến": "trực tuyến",
    "Danh sách hồ sơ nộp qua bưu chính công ích": "bưu chính",
    "Danh sách hồ sơ phi địa giới hành chính": "phi địa giới",
    "Danh sách hồ sơ có thu phí": "có thu phí",
    "DANH SÁCH HỒ SƠ LĨNH VỰC ĐẤT ĐAI": "lĩnh vực đất đai",
    "Danh sách hồ sơ thủ tục Đăng ký khai sinh": "thủ tục đăng ký khai sinh",
    "Lĩnh vực: Hộ tịch": "lĩnh vực: hộ tịch",
    "Trạng thái: Đang xử lý; Lĩnh vực: Tất cả": "trạng thái: đang xử lý",
    "Danh sach ho so qua han": "quá hạn",
    "DANH SÁCH HỒ SƠ CHỨNG THỰC": "Chứng thực",  # the only field of the rows
}
WHOLES = [
    "Lĩnh vực hộ tịch: 12, đất đai: 5",  # a count of each, no filter
    "DANH SÁCH HỒ SƠ TIẾP NHẬN VÀ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
    "Cổng Dịch vụ công trực tuyến thành phố Hải Phòng",
    "Hệ thống thông tin dịch vụ công trực tuyến",
    "Danh sách hồ sơ đúng hạn, quá hạn",
    "Danh sách hồ sơ đã giải quyết và đang giải quyết",
    "Hồ sơ nộp trực tuyến, trực tiếp và qua bưu chính",
    "Lĩnh vực: Tất cả",
    "Trạng thái: -- Chọn trạng thái --",
    "Quá hạn: 27 hồ sơ",
    "Số hồ sơ trong hạn: 10, quá hạn: 2",
    "Hồ sơ đã số hóa và chưa số hóa",
    "Đối tượng: Tất cả",
    "Tổng hợp theo lĩnh vực",
    # Words that stand without accents, beside others that have them.
    "Danh sách hồ sơ cho tra cứu",
    "Hồ sơ thông qua hạn mức giao dịch",
    "Nội dung xử lý hồ sơ, nội dung hạn trả",
    "Số liệu phục vụ cho xử lý, cho tiếp nhận hồ sơ",
    "Hồ sơ chưa tra cứu, đã tra cứu được",
    "Hồ sơ của cơ quan, con hạn hán",
    # Where it comes from, and that nothing is left out, with accents lost.
    "Cong Dich vu cong truc tuyen thanh pho Hai Phong",
    "CỔNG DICH VU CONG TRUC TUYEN TỈNH BẮC NINH",
    "Linh vuc: Tat ca",
    "Qua han: 27 ho so",
    "HỒ SƠ QUA HAN: 27 HỒ SƠ",
]


@pytest.mark.parametrize("title", PARTS)
def test_a_title_that_states_a_filter(desk: Desk, title: str) -> None:
    cells = table([earlier(), done(1), dossier(2)], ("UBND XÃ NINH GIANG", title, DAYS))
    answer = desk.refused("a.xlsx", cells)
    assert f"“{PARTS[title]}”" in answer["refused"]
    assert WHOLE in answer["refused"]
    assert desk.stored("a.xlsx", cells, WHOLE)["rows_stored"] == 3


@pytest.mark.parametrize("title", WHOLES)
def test_a_title_that_states_none(title: str) -> None:
    assert stated_filters([title], ["Sheet1"]) == ()


def test_no_title_at_all_states_no_filter() -> None:
    assert labelled_filters([]) == ()
    assert labelled_filters(["Lĩnh vực", "Đất đai"]) == ("lĩnh vực: đất đai",)


def test_a_sheet_s_name_states_a_filter_as_a_title_does() -> None:
    assert stated_filters(["DANH SÁCH HỒ SƠ"], ["Quá hạn"]) == ("quá hạn",)
    assert stated_filters(["DANH SÁCH HỒ SƠ"], ["Quá hạn", "Đúng hạn"]) == ()


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("DANH SÁCH HỒ SƠ TRỄ HẸN", "trễ hẹn"),
        ("Danh sách hồ sơ xử lý chậm", "xử lý chậm"),
        ("DANH SÁCH HỒ SƠ CHƯA TRẢ", "chưa trả"),
        ("Danh sách hồ sơ tồn", "hồ sơ tồn"),
        ("Hồ sơ được gia hạn", "gia hạn"),
        ("Danh sách hồ sơ nộp qua VNeID", "vneid"),
        ("Danh sách hồ sơ có nghĩa vụ tài chính", "có nghĩa vụ tài chính"),
        ("HỒ SƠ ĐÃ SỐ HÓA", "đã số hoá"),
        ("12 hồ sơ mới nhất", "mới nhất"),
        ("Đối tượng: Doanh nghiệp", "đối tượng: doanh nghiệp"),
        ("HỒ SƠ QUA HAN", "quá hạn"),
        ("Danh sách hồ sơ QUÁ HAN", "quá hạn"),
        ("DANH SÁCH HO SO TRE HAN", "trễ hạn"),
        ("Hồ sơ dang xử lý", "đang xử lý"),
        ("Danh sách hồ sơ ĐANG GIAI QUYET", "đang giải quyết"),
        ("HỒ SƠ CHO TRA KET QUA", "chờ trả kết quả"),
        ("Danh sách hồ sơ CHO BO SUNG", "chờ bổ sung"),
        ("Hồ sơ nộp TRUC TUYEN", "trực tuyến"),
        ("Hồ sơ nộp qua buu chinh công ích", "bưu chính"),
        ("LINH VUC: Đất đai", "linh vuc: đất đai"),
        ("HỒ SƠ LINH VUC ĐẤT ĐAI", "linh vuc đất đai"),
        ("Danh sách hồ sơ có phi địa giới", "phi địa giới"),  # not "có phí"
    ],
)
def test_a_title_of_a_part_in_other_words(title: str, word: str) -> None:
    assert stated_filters([title], ["Sheet1"]) == (word,)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("QuaHan", "quá hạn"),
        ("DS_tre_han", "trễ hạn"),
        ("HS_TrucTuyen", "trực tuyến"),
        ("Quá_hạn", "quá hạn"),
    ],
)
def test_a_sheet_s_name_without_spaces(name: str, word: str) -> None:
    assert stated_filters(["DANH SÁCH HỒ SƠ"], [name]) == (word,)


DAYS_OF_END = ("Ngày hẹn trả", "Ngày kết thúc xử lý")


def grouped(text: str, columns: Collection[str] = DAYS_OF_END) -> list[list[str]]:
    """A list with a heading merged over some of its columns, or in a row of its own over all."""
    cells = table([earlier(), done(1), dossier(2)])
    groups = [text if h == next(c for c in HEADINGS if c in columns) else "" for h in HEADINGS]
    if len(columns) < len(HEADINGS):
        groups = [group if h in columns else h for h, group in zip(HEADINGS, groups, strict=True)]
        cells[len(JANUARY)] = [h if h in columns else "" for h in HEADINGS]
    return [*cells[: len(JANUARY)], groups, *cells[len(JANUARY) :]]


@pytest.mark.parametrize(
    ("text", "columns", "word"),
    [
        ("Hồ sơ trực tuyến", HEADINGS, "trực tuyến"),
        ("HỒ SƠ QUÁ HẠN", HEADINGS, "quá hạn"),
        ("Quá hạn", HEADINGS, "quá hạn"),
        ("Hồ sơ quá hạn", DAYS_OF_END, "quá hạn"),
        ("1. Thông tin hồ sơ trễ hẹn", DAYS_OF_END, "trễ hẹn"),
        ("Các HS đang giải quyết", DAYS_OF_END, "đang giải quyết"),
        ("Trạng thái: Đã trả kết quả", DAYS_OF_END, "trạng thái: đã trả kết quả"),
    ],
)
def test_a_heading_over_columns_that_states_a_filter(
    desk: Desk, text: str, columns: Collection[str], word: str
) -> None:
    cells = grouped(text, columns)
    assert f"“{word}”" in desk.refused("a.xlsx", cells)["refused"]
    assert desk.stored("a.xlsx", cells, WHOLE)["rows_stored"] == 3


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Thông tin hồ sơ", HEADINGS),
        ("Thời hạn giải quyết", DAYS_OF_END),
        ("Thanh toán trực tuyến", ("Phí, lệ phí (đồng)", "Hình thức thanh toán")),
        ("Hồ sơ đúng hạn, quá hạn", DAYS_OF_END),
        ("Lĩnh vực: Tất cả", DAYS_OF_END),
    ],
)
def test_a_heading_over_columns_that_states_none(
    desk: Desk, text: str, columns: Collection[str]
) -> None:
    assert desk.stored("a.xlsx", grouped(text, columns))["rows_stored"] == 3


def test_a_filter_in_the_heading_over_the_codes(desk: Desk) -> None:
    choices = {"Mã hồ sơ quá hạn": "dossier_code", "Nhận": "received_on", "Tình hình": "state"}
    save_layout(custom_layout_folder(desk.record), HeadingMapping("Riêng", "dossiers", choices))
    cells = [
        *([line] for line in JANUARY),
        [*choices],
        ["H24.91-260105-0001", "05/01/2026", "Đang xử lý"],
    ]
    assert "“quá hạn”" in desk.refused("a.csv", cells)["refused"]


def test_one_state_where_the_lists_before_had_several(desk: Desk) -> None:
    february = ("UBND XÃ NINH GIANG", "DANH SÁCH HỒ SƠ", "Từ 01/02/2026 đến 28/02/2026")
    days = {"received": "05/02/2026", "due": "20/02/2026", "finished": "10/02/2026"}
    returned = [done(f"H24.91-260205-{n:04}", **days) for n in range(1, 5)]
    alone = Desk(desk.path / "other")
    alone.path.mkdir()
    alone.stored("b.csv", table(returned, february))  # nothing came before
    desk.stored("a.csv", table([earlier(), done(1), dossier(2)]))
    refused = desk.refused("b.csv", table(returned, february))["refused"]
    assert "đã trả kết quả" in refused
    assert desk.stored("b.csv", table(returned, february), WHOLE)["rows_stored"] == 4
