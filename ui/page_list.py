"""The pages in the order of the navigation."""

# (file, title, address): the first is the page at the bare address.
PAGES = (
    ("overview.py", "Tổng quan", "tong-quan"),
    ("trends.py", "Diễn biến", "dien-bien"),
    ("causes.py", "Vì sao chưa đạt", "vi-sao"),
    ("comparison.py", "So sánh", "so-sanh"),
    ("index_766.py", "Chỉ số 766", "chi-so-766"),
    ("reconciliation.py", "Đối chiếu", "doi-chieu"),
    ("late.py", "Hồ sơ trễ hạn", "tre-han"),
    ("signs.py", "Dấu hiệu bất thường", "bat-thuong"),
    ("uploads.py", "Nạp số liệu", "nap-so-lieu"),
    ("entry.py", "Nhập số liệu", "nhap-so-lieu"),
    ("plans.py", "Kế hoạch", "ke-hoach"),
    ("tasks.py", "Nhiệm vụ", "nhiem-vu"),
    ("method.py", "Cách tính", "cach-tinh"),
    ("guide.py", "Hướng dẫn", "huong-dan"),
    ("setup.py", "Thiết lập", "thiet-lap"),
)
