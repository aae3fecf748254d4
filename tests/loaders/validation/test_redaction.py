"""What of a cell is shown where it does not belong: days, numbers, codes, words; nobody's name."""

from __future__ import annotations

import pytest

from data.columns import Kind
from loaders.reading.grid import ERROR_CELL
from loaders.validation.redaction import HIDDEN, is_organisation, redacted_text


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
        ("unit", "nhà văn hóa"),
        ("text", "Chứng thực"),
    ],
)
def test_what_may_be_a_persons_is_hidden(kind: Kind, text: str) -> None:
    assert redacted_text(kind, text) == HIDDEN


@pytest.mark.parametrize(
    ("kind", "text", "shown_text"),
    [
        ("date", "05/01/2026", "05/01/2026"),
        ("date", "2026-01-05", "05/01/2026"),
        ("date", "05/01/2026 8h30", "05/01/2026 8h30"),
        ("date", "2026-01-05 00:00:00", "05/01/2026"),
        ("date", "０５/０１/２０２６", "05/01/2026"),
        ("date", "5-1 8h30", "5-1 8h30"),
        ("date", "5-1 8h30 9h30", HIDDEN),
        ("date", "12345678", "12345678"),
        ("date", "123456789", HIDDEN),
        ("date", "hôm qua", HIDDEN),
        ("number", "2.000 đồng", "2.000 đồng"),
        ("number", "-12,5%", "-12,5%"),
        ("number", "1 234 VNĐ", "1 234 VNĐ"),
        ("number", "12345678", "12345678"),
        ("number", "123456789", HIDDEN),
        ("number", "12 USD", HIDDEN),
        ("number", "hai nghìn", HIDDEN),
        ("code", "H24.91-260105-0001", "H24.91-260105-0001"),
        ("code", "12345678", "12345678"),
        ("code", "123456789", HIDDEN),
        ("code", "123456789012", HIDDEN),
        ("code", "1234567890123", "1234567890123"),
        ("code", "ABCDEFGH1", "ABCDEFGH1"),
        ("code", "ABCDEFGHI1", HIDDEN),
        ("code", "HS-01234567", "HS-01234567"),
        ("code", "HS-012345678", HIDDEN),
        ("code", "HS-", HIDDEN),
        ("code", "HS 1", HIDDEN),
        ("word", "Trực tuyến", "Trực tuyến"),
        ("word", "Đang trình ký", "Đang trình ký"),  # of words that layouts know
        ("word", "Đang trình (ký).", "Đang trình (ký)."),
        ("word", "Đang ngủ trưa", HIDDEN),
        ("unit", "UBND xã Ｎinh Giang", "UBND xã Ｎinh Giang"),
        ("unit", "UBND 12345678", "UBND 12345678"),
        ("unit", "UBND 123456789", HIDDEN),
        ("unit", "Nhà văn hóa", HIDDEN),
        ("text", "Chứng thực", HIDDEN),
        ("text", ERROR_CELL, ERROR_CELL),
        ("text", "--", "--"),
    ],
)
def test_of_a_shifted_row_only_what_fits_its_column_is_shown(
    kind: Kind, text: str, shown_text: str
) -> None:
    assert redacted_text(kind, text, is_shifted=True) == shown_text


@pytest.mark.parametrize(
    ("kind", "text", "longest"),
    [
        ("word", "đang chờ " * 20, 40),
        ("unit", "UBND " + "x" * 80, 60),
        ("date", "1/" * 8 + "." * 40, 40),
        ("number", "1" + "." * 60, 40),
        ("code", "1" + "." * 60, 40),
        ("word", "-" * 60, 40),
        ("date", "hôm " * 20, 40),
    ],
)
def test_long_texts_are_cut(kind: Kind, text: str, longest: int) -> None:
    assert redacted_text(kind, text) == text[:longest]


def test_eight_digits_in_words_are_shown_nine_may_be_a_telephones() -> None:
    assert redacted_text("word", "việc 12345678") == "việc 12345678"
    assert redacted_text("word", "việc 123456789") == HIDDEN


@pytest.mark.parametrize(
    ("text", "is_office"),
    [
        ("UBND xã Ninh Giang", True),
        ("- Ủy ban nhân dân", True),
        ("Công an xã 12345678", True),
        ("Công an xã 123456789", False),
        ("Công an xã, thôn Đông", False),
        ("Nhà ông Sở", False),
        ("Sởx", False),
    ],
)
def test_what_begins_like_an_office(text: str, is_office: bool) -> None:
    assert is_organisation(text) is is_office


def test_words_of_a_custom_layout_are_shown() -> None:
    assert redacted_text("word", "Thôn Đông", {"thôn đông"}) == "Thôn Đông"
