"""Two spellings of the same Vietnamese words compare equal; different words do not."""

from __future__ import annotations

import unicodedata

import pytest

from data.text import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa An", "Hoà An"),
        ("Số hóa kết quả", "số hoá  kết quả"),
        ("Thúy", "Thuý"),
        ("khỏe", "khoẻ"),
        ("HỌA", "hoạ"),
        ("Qúy", "Quý"),
        ("Ủy ban", "UỶ\u00a0BAN"),
        (" Mã\nhồ\tsơ ", "mã hồ sơ"),
        ("\ufeffSTT", "stt"),
        ("Ðồng Nguyên", "Đồng Nguyên"),
    ],
)
def test_spellings_of_the_same_words_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert fold(unicodedata.normalize("NFD", one)) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("hoa", "hoà"), ("hoá", "hoà"), ("đất", "dất")])
def test_diacritics_still_tell_words_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_the_folded_text_has_the_tone_where_the_new_school_puts_it() -> None:
    assert fold("Hòa An, Thủy, của") == "hoà an, thuỷ, của"
