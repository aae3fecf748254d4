"""Words whose rest denies their beginning."""

from __future__ import annotations

import pytest

from loaders.layouts.layout import common_words
from loaders.parsing.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("column", "word"),
    [
        ("channel", "Trực tuyến: Không"),
        ("channel", "Trực tuyến - không phải"),
        ("channel", "Nộp trực tuyến (No)"),
        ("channel", "Trực tiếp: 0"),
        ("state", "Đã trả kết quả: Chưa"),
        ("state", "Đã tiếp nhận - chưa"),
        ("state", "Đã trả kết quả không thành công"),
    ],
)
def test_a_denied_word_has_no_meaning(column: str, word: str) -> None:
    assert vocabulary(common_words()[column]).meaning(word) is None


@pytest.mark.parametrize(
    ("column", "word", "meaning"),
    [
        ("channel", "Trực tuyến: Có", "online"),
        ("channel", "Trực tuyến qua Cổng DVCQG", "online"),
        ("state", "Đã xử lý xong, chưa trao", "returned"),
        ("state", "Đã trả kết quả cho công dân", "returned"),
    ],
)
def test_other_rests_keep_the_meaning(column: str, word: str, meaning: str) -> None:
    assert vocabulary(common_words()[column]).meaning(word) == meaning
