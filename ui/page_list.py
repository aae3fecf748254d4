"""The pages in the order of the navigation, by the group that they stand in there."""

# Group → (file, title, address) of its pages; those of no group stand for themselves in the menu.
# The very first page is the one at the bare address.
PAGES_BY_GROUP = {
    "": (("overview.py", "Tổng quan", "tong-quan"),),
    "Phân tích": (
        ("trends.py", "Diễn biến", "dien-bien"),
        ("causes.py", "Vì sao chưa đạt", "vi-sao"),
        ("comparison.py", "So sánh", "so-sanh"),
        ("index_766.py", "Chỉ số 766", "chi-so-766"),
    ),
    "Hồ sơ": (
        ("late.py", "Hồ sơ trễ hạn", "tre-han"),
        ("signs.py", "Dấu hiệu bất thường", "bat-thuong"),
        ("reconciliation.py", "Đối chiếu", "doi-chieu"),
    ),
    "Số liệu": (
        ("uploads.py", "Nạp số liệu", "nap-so-lieu"),
        ("entry.py", "Nhập số liệu", "nhap-so-lieu"),
    ),
    "Kế hoạch, nhiệm vụ": (
        ("plans.py", "Kế hoạch", "ke-hoach"),
        ("tasks.py", "Nhiệm vụ", "nhiem-vu"),
    ),
    "Trợ giúp": (
        ("guide.py", "Hướng dẫn", "huong-dan"),
        ("method.py", "Cách tính", "cach-tinh"),
        ("setup.py", "Thiết lập", "thiet-lap"),
    ),
}
PAGES = tuple(page for pages in PAGES_BY_GROUP.values() for page in pages)
