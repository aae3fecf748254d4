"""Documents with what they say of themselves."""

from __future__ import annotations

from datetime import date

import pytest

from data.planning.targets import Plan, built_in_plans
from data.planning.text_limits import LONGEST_LINE
from plan_texts.head.document_head import DocumentHead, read_head
from plan_texts.source import plan_text
from tests.support.paths import PLANS, SAMPLES

REAL_WORLD = SAMPLES / "real_world_plans"
# Of the five plans the texts, by the plan's key, and the title as the text has it, "thủ tục hành
# chính" as "TTHC" where the title is too long for a plan's.
FIVE = {
    "11203-2026": (
        "000_22d08e73994c62c9.txt",
        "Kế hoạch kiểm soát thủ tục hành chính và thực hiện cơ chế một cửa, một cửa liên thông năm "
        "2026 trên địa bàn xã Ninh Giang",
    ),
    "11842-2025": (
        "001_86320b85c92898f6.txt",
        "Kế hoạch công tác kiểm soát TTHC và thực hiện cơ chế một cửa, một cửa liên thông trong "
        "giải quyết TTHC 6 tháng cuối năm 2025 trên địa bàn xã Vĩnh Thuận, thành phố Hải Phòng",
    ),
    "09385-2026": (
        "002_6654061ee083f000.txt",
        "Kế hoạch kiểm soát TTHC và thực hiện TTHC theo cơ chế một cửa, một cửa liên thông tại Bộ "
        "phận Một cửa và Cổng Dịch vụ công quốc gia trên địa bàn phường Đồng Nguyên năm 2026",
    ),
    "10729-2026": (
        "003_e935e925eb5d77bc.txt",
        "Kế hoạch kiểm soát thủ tục hành chính và thực hiện cơ chế một cửa, một cửa liên thông năm "
        "2026 trên địa bàn phường Trần Liễu",
    ),
    "31393-2026": (
        "004_5f18066304e38863.txt",
        "Kế hoạch công tác kiểm soát TTHC; triển khai cơ chế một cửa, một cửa liên thông trong "
        "giải quyết TTHC và thực hiện TTHC trên môi trường điện tử năm 2026",
    ),
}
YEAR_2026 = (date(2026, 1, 1), date(2026, 12, 31))
REAL = {
    "10.docx": DocumentHead(
        "Thông báo kết quả 6 tháng đầu năm và nhiệm vụ 6 tháng cuối năm 2026 về giải quyết thủ tục "
        "hành chính",
        "212/TB-UBND",
        "08/7/2026",
        "UBND phường Cầu Nhãn",
        date(2026, 7, 1),
        date(2026, 12, 31),
    ),
    "12.txt": DocumentHead(
        "Kế hoạch nâng tỷ lệ sử dụng dịch vụ công trực tuyến theo từng quý năm 2026",
        "31/KH-UBND",
        "22/01/2026",
        "UBND xã Gò Chim",
        *YEAR_2026,
    ),
    "13.docx": DocumentHead(
        "Quyết định giao chỉ tiêu về thủ tục hành chính, dịch vụ công trực tuyến năm 2026",
        "884/QĐ-UBND",
        "12/3/2026",
        "Chủ tịch UBND tỉnh Đồng Tháp",
        *YEAR_2026,
    ),
    "14.txt": DocumentHead(
        "Kế hoạch kiểm soát thủ tục hành chính và thực hiện thủ tục hành chính trên môi trường "
        "điện tử năm 2026",
        "26/KH-UBND",
        "19/01/2026",
        "UBND xã Bãi Lác",
        *YEAR_2026,
    ),
}
NEWS = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "11"]


@pytest.mark.parametrize("plan", built_in_plans(), ids=lambda plan: str(plan.key))
def test_the_five_plans(plan: Plan) -> None:
    name, title = FIVE[plan.key]
    assert read_head((PLANS / name).read_text(encoding="utf-8")) == DocumentHead(
        title, plan.number, plan.date, plan.issuer, plan.valid_from, plan.valid_to
    )


@pytest.mark.parametrize("name", REAL)
def test_documents_as_real_ones_are(name: str) -> None:
    assert read_head(plan_text((REAL_WORLD / name).read_bytes())) == REAL[name]


@pytest.mark.parametrize("name", NEWS)
def test_news_have_no_head(name: str) -> None:
    assert read_head((REAL_WORLD / f"{name}.txt").read_text(encoding="utf-8")) == DocumentHead()


# The lines of a document's beginning, and its head.
BEGINNINGS = [
    (
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "PHƯỜNG BẾN SEN\tĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 15/KH-UBND\tBến Sen, ngày 05 tháng 01 năm 2026\n"
        "KẾ HOẠCH\n"
        "CẢI CÁCH HÀNH CHÍNH TRÊN ĐỊA BÀN PHƯỜNG BẾN SEN\n"
        "GIAI ĐOẠN 2026 - 2030\n"
        "I. MỤC TIÊU",
        DocumentHead(
            "Kế hoạch cải cách hành chính trên địa bàn phường Bến Sen giai đoạn 2026 - 2030",
            "15/KH-UBND",
            "05/01/2026",
            "UBND phường Bến Sen",
            date(2026, 1, 1),
            date(2030, 12, 31),
        ),
    ),
    (
        "UBND XÃ AN PHÚ\nKẾ HOẠCH KIỂM SOÁT TTHC QUÝ II NĂM 2026\n\n1. Mục đích",
        DocumentHead(
            "Kế hoạch kiểm soát TTHC quý II năm 2026",
            "",
            "",
            "UBND xã An Phú",
            date(2026, 4, 1),
            date(2026, 6, 30),
        ),
    ),
    (
        "ĐẢNG ỦY XÃ GÒ CHIM\nSố 14-CTr/ĐU\n\nGò Chim, ngày … tháng … năm 2026\n\n"
        "CHƯƠNG TRÌNH HÀNH ĐỘNG\nVề chuyển đổi số năm 2026 và những năm tiếp theo\n\nA. BỐI CẢNH",
        DocumentHead(
            "Chương trình hành động về chuyển đổi số năm 2026 và những năm tiếp theo",
            "14-CTr/ĐU",
            "ngày … tháng … năm 2026",
            "Đảng ủy xã Gò Chim",
            date(2026, 1, 1),
            None,
        ),
    ),
    (
        "Số:      /QĐ-UBND\nQUYẾT ĐỊNH\nVề việc ban hành Kế hoạch tuyên truyền dịch vụ công\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ GÒ CHIM\nCăn cứ Luật Tổ chức chính quyền địa phương;",
        DocumentHead(
            "Kế hoạch tuyên truyền dịch vụ công", "", "", "Chủ tịch UBND xã Gò Chim", None, None
        ),
    ),
    ("- Tỷ lệ hồ sơ nộp trực tuyến đạt 80% năm 2026.", DocumentHead()),
    ("", DocumentHead()),
]


@pytest.mark.parametrize(("text", "head"), BEGINNINGS)
def test_a_beginning_says_this(text: str, head: DocumentHead) -> None:
    assert read_head(text) == head


def test_a_title_is_cut_where_a_plans_must_end() -> None:
    title = read_head(f"KẾ HOẠCH\n{'Nâng chất lượng phục vụ ' * 12}năm 2026\n").title
    assert len(title) <= LONGEST_LINE
    assert title.startswith("Kế hoạch nâng chất lượng phục vụ Nâng")
    assert title.endswith("…")


@pytest.mark.parametrize(
    ("in_force", "first_day"),
    [
        ("Kế hoạch này có hiệu lực từ ngày 01/9/2026.", date(2026, 9, 1)),
        ("Kế hoạch này có hiệu lực thi hành kể từ ngày 01 tháng 9 năm 2026.", date(2026, 9, 1)),
        ("Kế hoạch này có hiệu lực từ ngày 20/12/2025.", date(2026, 1, 1)),
        ("Kế hoạch này có hiệu lực từ ngày ký.", date(2026, 1, 1)),
        ("Kế hoạch này có hiệu lực từ ngày 31/9/2026.", date(2026, 1, 1)),
    ],
)
def test_from_when_a_document_is_in_force(in_force: str, first_day: date) -> None:
    head = read_head(f"KẾ HOẠCH\nCải cách hành chính năm 2026\n\n1. Mục tiêu\n{in_force}")
    assert (head.valid_from, head.valid_to) == (first_day, date(2026, 12, 31))
