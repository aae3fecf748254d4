"""Where the usual systems keep the exports, and which page lives on what."""

from __future__ import annotations

import streamlit as st

from ui.setup.page_needs import PAGE_NEEDS

LIST_WORDS = (
    "**Danh sách hồ sơ** là tệp dùng được cho nhiều trang nhất: mỗi dòng một hồ sơ, có mã, lĩnh "
    "vực, ngày tiếp nhận, ngày hẹn trả, ngày kết thúc xử lý, trạng thái, hình thức nộp. Hãy lấy "
    "của **cả tháng**, không lọc theo lĩnh vực hay trạng thái, gồm cả hồ sơ kỳ trước chuyển sang."
)
# A system, and where its exports are, in Markdown.
SYSTEMS: tuple[tuple[str, str], ...] = (
    (
        "Hệ thống thông tin giải quyết TTHC của tỉnh, thành phố (VNPT iGate, OpenCPS…)",
        "mục *Báo cáo, thống kê* hoặc *Tra cứu hồ sơ*, "
        "chọn đơn vị và từ ngày, đến ngày, rồi *Xuất Excel*. Biểu II.06a thường ở mục báo cáo theo "
        "thông tư.",
    ),
    (
        "Cổng Dịch vụ công quốc gia",
        "mục báo cáo của tài khoản cán bộ. Điểm của Chỉ số 766 công khai ở trang “Đánh giá chất "
        "lượng phục vụ”; ghi điểm đó ở trang [Chỉ số 766](chi-so-766).",
    ),
    (
        "Hệ thống của bộ, ngành (hộ tịch, chứng thực…)",
        "nếu hồ sơ không có trong hệ thống của tỉnh, thành phố thì xuất "
        "riêng rồi nạp thêm; hồ sơ trùng mã chỉ tính một lần.",
    ),
)
CLOSING_WORDS = (
    "Tên mục có thể khác ở từng nơi. Nếu không thấy, hãy hỏi đầu mối quản trị hệ thống của tỉnh, "
    "thành phố. Họ tên, địa chỉ, số điện thoại trong tệp không được giữ lại."
)


def show_guide() -> None:
    """Draw where exports are taken from in each system, and, folded, what each page needs."""
    systems = "\n".join(f"* **{name}**: {words}" for name, words in SYSTEMS)
    st.markdown(f"{LIST_WORDS}\n\n{systems}\n\n{CLOSING_WORDS}")
    with st.expander("Mỗi trang cần gì"):
        st.markdown("\n".join(f"* **{title}**: {needs}." for title, needs in PAGE_NEEDS.items()))
