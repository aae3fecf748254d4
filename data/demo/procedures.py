"""The procedures that the demonstration dossiers ask for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Procedure:
    """One procedure: its deadline in working days, its fee in đồng, its share of a month."""

    code: str
    name: str
    field: str
    deadline: int
    fee: int
    weight: int
    gives_result: bool = True


PROCEDURES = (
    Procedure(
        "2.000815", "Chứng thực bản sao từ bản chính giấy tờ, văn bản", "Chứng thực", 1, 2000, 250
    ),
    Procedure(
        "2.000884", "Chứng thực chữ ký trong các giấy tờ, văn bản", "Chứng thực", 1, 10000, 95
    ),
    Procedure(
        "2.001035",
        "Chứng thực hợp đồng, giao dịch liên quan đến tài sản là động sản, "
        "quyền sử dụng đất và nhà ở",
        "Chứng thực",
        2,
        50000,
        25,
    ),
    Procedure("1.001193", "Đăng ký khai sinh", "Hộ tịch", 1, 0, 115),
    Procedure("1.000656", "Đăng ký khai tử", "Hộ tịch", 1, 8000, 45),
    Procedure("1.000894", "Đăng ký kết hôn", "Hộ tịch", 1, 0, 55),
    Procedure("1.004873", "Cấp Giấy xác nhận tình trạng hôn nhân", "Hộ tịch", 3, 15000, 95),
    Procedure("2.000635", "Cấp bản sao Trích lục hộ tịch", "Hộ tịch", 1, 8000, 75),
    Procedure(
        "1.004859", "Thay đổi, cải chính, bổ sung thông tin hộ tịch", "Hộ tịch", 3, 15000, 20
    ),
    Procedure("1.004884", "Đăng ký lại khai sinh", "Hộ tịch", 5, 8000, 12),
    Procedure("1.012781", "Đăng ký biến động quyền sử dụng đất", "Đất đai", 6, 50000, 55),
    Procedure(
        "1.012796", "Cấp Giấy chứng nhận quyền sử dụng đất lần đầu", "Đất đai", 15, 100000, 22
    ),
    Procedure(
        "1.009994",
        "Cấp giấy phép xây dựng nhà ở riêng lẻ",
        "Hoạt động xây dựng",
        10,
        75000,
        24,
    ),
    Procedure(
        "1.008455",
        "Cung cấp thông tin về quy hoạch xây dựng",
        "Quy hoạch xây dựng, kiến trúc",
        8,
        0,
        8,
    ),
    Procedure("1.001776", "Trợ cấp xã hội hàng tháng", "Bảo trợ xã hội", 10, 0, 22),
    Procedure("1.001731", "Hỗ trợ chi phí mai táng", "Bảo trợ xã hội", 5, 0, 28),
    Procedure("1.001699", "Cấp Giấy xác nhận mức độ khuyết tật", "Bảo trợ xã hội", 10, 0, 10),
    Procedure(
        "1.001612",
        "Đăng ký thành lập hộ kinh doanh",
        "Thành lập và hoạt động của hộ kinh doanh",
        3,
        100000,
        28,
    ),
    Procedure(
        "2.000720",
        "Đăng ký thay đổi nội dung đăng ký hộ kinh doanh",
        "Thành lập và hoạt động của hộ kinh doanh",
        3,
        50000,
        10,
    ),
    Procedure(
        "1.001266",
        "Tạm ngừng kinh doanh hộ kinh doanh",
        "Thành lập và hoạt động của hộ kinh doanh",
        3,
        0,
        6,
        gives_result=False,
    ),
    Procedure(
        "2.000509",
        "Thông báo tổ chức hội nghị thường niên của tổ chức tôn giáo",
        "Tôn giáo Chính phủ",
        5,
        0,
        12,
        gives_result=False,
    ),
)

LAND_FIELDS = frozenset(["Đất đai", "Hoạt động xây dựng", "Quy hoạch xây dựng, kiến trúc"])
