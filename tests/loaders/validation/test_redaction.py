"""What of a cell is shown where it does not belong: days, numbers, codes, words; nobody's name."""

from __future__ import annotations

import pytest

from data.columns import Kind
from loaders.validation.redaction import HIDDEN, redacted_text


@pytest.mark.parametrize(
    ("kind", "text", "shown_text"),
    [
        ("date", "05/01/2026", "05/01/2026"),
        ("date", "2026-01-05", "05/01/2026"),
        ("date", "2026-01-05 08:30:00", "05/01/2026 08:30"),
        ("date", "2026-01-05 08:30:15", "05/01/2026 08:30:15"),
        ("date", "32/01/2026", "32/01/2026"),
        ("date", "hôm qua", "hôm qua"),
        ("number", "2.000 đồng", "2.000 đồng"),
        ("number", "hai nghìn", "hai nghìn"),
        ("code", "H24.91-260105-0001", "H24.91-260105-0001"),
        ("code", "H24.91 – 260105 – 0001", "H24.91-260105-0001"),
        ("code", "26010500012345", "26010500012345"),  # 14 digits: longer than a person's number
        ("word", "Đang trình ký", "Đang trình ký"),
        ("word", "Chuyển UBND", "Chuyển UBND"),
        ("unit", "UBND xã Ninh Giang", "UBND xã Ninh Giang"),
        ("unit", "Trung tâm Phục vụ hành chính công", "Trung tâm Phục vụ hành chính công"),
        ("word", "-", "-"),
        ("date", "null", "null"),
    ],
)
def test_what_is_nobodys_is_shown(kind: Kind, text: str, shown_text: str) -> None:
    assert redacted_text(kind, text) == shown_text


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("date", "Nguyễn Văn A"),
        ("date", "0912345678"),
        ("date", "0912 345 678"),
        ("number", "0912345678"),
        ("number", "001085012345"),
        ("code", "001085012345"),
        ("code", "CCCD-001085012345"),
        ("code", "NguyenVanAnh1"),
        ("code", "nguyenvananh"),
        ("date", "NguyenVanAnh"),
        ("code", "Nguyễn Văn A 1"),
        ("word", "Nguyễn Văn A"),
        ("word", "nguyễn văn a"),
        ("word", "Tô Vy An"),
        ("word", "TÔ VY"),
        ("word", "thôn Đông"),
        ("word", "số nhà 5"),
        ("word", "a@b.vn"),
        ("word", "0912 345 678"),
        ("unit", "Nguyễn Văn A"),
        ("unit", "UBND 0912345678"),
        ("unit", "Phòng 5, ngõ 12"),
        ("text", "Chứng thực"),
    ],
)
def test_what_may_be_a_persons_is_hidden(kind: Kind, text: str) -> None:
    assert redacted_text(kind, text) == HIDDEN


def test_of_a_shifted_row_only_what_fits_its_column_is_shown() -> None:
    assert redacted_text("date", "hôm qua", is_shifted=True) == HIDDEN
    assert redacted_text("date", "05/01/2026", is_shifted=True) == "05/01/2026"


def test_long_texts_are_cut() -> None:
    assert redacted_text("word", "đang chờ " * 20) == ("đang chờ " * 20)[:40]
    assert redacted_text("unit", "UBND " + "x" * 80) == "UBND " + "x" * 55


def test_words_of_a_custom_layout_are_shown() -> None:
    assert redacted_text("word", "Thôn Đông", {"thôn đông"}) == "Thôn Đông"
