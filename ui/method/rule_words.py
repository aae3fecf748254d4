"""The rules that every metric shares, in the words of docs/rules.md as an office would put them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RuleText:
    """A rule under its title, as sentences; `anchor` is its place in the page's address."""

    anchor: str
    title: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """All words of the rule, in which a query is looked for."""
        return " ".join((self.title, *self.sentences))


RULES: tuple[RuleText, ...] = (
    RuleText(
        "dem-roi-chia",
        "Đếm trước, chia sau",
        (
            "Mỗi chỉ số là hai số đếm. Số đếm được cộng theo kỳ, lĩnh vực, xã, phường rồi mới "
            "chia; không bao giờ lấy trung bình của các tỷ lệ.",
            "0 trên 0 là “không phát sinh”, không phải 0% và cũng không phải 100%.",
            "Kỳ có ngày chưa có số liệu thì ghi “thiếu số liệu” và nêu rõ những ngày đó, không ước "
            "đoán.",
        ),
    ),
    RuleText(
        "xet-dat",
        "Xét đạt hay chưa đạt",
        (
            "Xét bằng phân số đúng, không bằng tỷ lệ đã làm tròn: 79,999% so với tối thiểu 80% là "
            "chưa đạt, và được ghi 79,99%, không bao giờ làm tròn lên thành 80,00%.",
            "“Tối thiểu” và “đạt” là từ mức đó trở lên; “trên” là phải lớn hơn hẳn: đúng 95,00% "
            "chưa phải “trên 95%”.",
            "“Không quá” là bằng mức đó hoặc thấp hơn, “dưới” là phải thấp hơn hẳn; khi vượt thì "
            "đếm số trường hợp thừa.",
            "“Tăng” so với năm gốc: so với cùng những ngày đó của năm gốc; chưa có số của năm gốc "
            "thì chưa xét.",
            "Số còn thiếu là số trường hợp lẽ ra phải được tính thêm để đạt mức, với mẫu số như "
            "hiện nay.",
            "Kế hoạch dùng mẫu số khác thì xét theo mẫu số của kế hoạch nếu có số, và ghi cả tỷ lệ "
            "theo mẫu số chung; chưa có số thì ghi rõ là mẫu số khác.",
            "Một chỉ số được giao hai lần: thân văn bản trước phụ lục, cột nội dung trước cột sản "
            "phẩm.",
        ),
    ),
    RuleText(
        "tinh-den-ngay",
        "Kỳ chưa hết: tính đến ngày",
        (
            "Kỳ có số liệu từ ngày đầu đến một ngày giữa kỳ thì xét theo những ngày đã có, ghi "
            "“tính đến ngày …”.",
            "Kỳ tính đến ngày không được so với kỳ trọn vẹn: không có mũi tên tăng, giảm.",
            "Thiếu ngày đầu kỳ, hoặc thiếu ngày ở giữa, thì không có tỷ lệ.",
        ),
    ),
    RuleText(
        "ba-lich",
        "Ba lịch",
        (
            "Dương lịch: tháng từ ngày 1 đến ngày cuối tháng; quý, 6 tháng, năm theo đó.",
            "Kỳ báo cáo: từ ngày 15 tháng trước đến ngày 14; tháng báo cáo 1/2026 là 15/12/2025 "
            "đến 14/01/2026, năm báo cáo bắt đầu từ 15/12.",
            "Từ ngày đến ngày: bất kỳ hai ngày nào.",
            "Ba lịch không trộn lẫn: số chỉ có cho cả một kỳ (số của biểu) chỉ dùng cho kỳ mà nó "
            "phủ vừa khít.",
        ),
    ),
    RuleText(
        "danh-sach-va-bieu",
        "Danh sách hồ sơ và biểu: lấy số ở đâu",
        (
            "Ngày nào có danh sách hồ sơ thì đếm từ danh sách; biểu chỉ lấp những ngày danh sách "
            "không tới, và chỉ khi lấp được cả kỳ của biểu.",
            "Danh sách mới thay danh sách cũ của cùng những ngày đó. Hồ sơ có ở nhiều danh sách "
            "thì lấy theo danh sách có ngày cuối muộn nhất; cột nào danh sách ấy không có thì lấy "
            "ở danh sách gần nhất có cột.",
            "Mã hồ sơ có ở danh sách của hai xã, phường thì tính ở nơi có danh sách muộn hơn.",
            "Dòng có lỗi được để lại xem xét, không ở số nào, cho đến khi tệp được sửa và nạp lại.",
        ),
    ),
    RuleText(
        "trang-thai",
        "Trạng thái của hồ sơ",
        (
            "“Đã trả kết quả”, “Đã xử lý xong” là đã giải quyết. Rút, dừng, từ chối sau khi tiếp "
            "nhận không phải đã giải quyết, cũng không phải đang giải quyết.",
            "Không được tiếp nhận, mới đăng ký: không tính ở đâu.",
            "Trước hạn, đúng hạn, quá hạn: so ngày kết thúc xử lý với ngày hẹn trả; không có ngày "
            "hẹn trả là đúng hạn.",
            "Số ngày trễ là ngày làm việc: không kể thứ bảy, chủ nhật, ngày lễ, có tính ngày hoán "
            "đổi.",
        ),
    ),
)
