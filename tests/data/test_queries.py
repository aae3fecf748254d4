"""Words looked for in texts, with or without accents and with tones placed in either way."""

from __future__ import annotations

import pytest

from data.text import matching_texts

TEXTS = ("Số hóa kết quả, thuỷ lợi", "Mỹ Hoà hoặc đất đai", "Phí, lệ phí", "Hồ sơ phi địa giới")


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("", [0, 1, 2, 3]),
        ("so hoa", [0]),
        ("hoá SỐ", [0]),
        ("thủy", [0]),
        ("hoa", [0, 1]),
        ("hòa", [1]),
        ("mi hoa", [1]),
        ("dat đai", [1]),
        ("phi", [2, 3]),
        ("phí", [2]),
        ("phĩ", [2, 3]),  # nothing has that accent
        ("thu lo", [0]),  # as it is being typed
        ("hộ tịch", []),
    ],
)
def test_which_texts_have_the_words(query: str, places: list[int]) -> None:
    assert [n for n, fits in enumerate(matching_texts(TEXTS, query)) if fits] == places
