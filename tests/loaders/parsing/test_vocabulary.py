"""Words whose rest denies their beginning."""

from __future__ import annotations

import pytest

from loaders.layouts.words import common_words
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


WORDS = {
    "trực tuyến": "online",
    "trực tuyến *": "online",
    "toàn trình": "online_end_to_end",
    "qua*": "online",
    "chờ *": "open",
    "chờ trả *": "returned",
    "đã trả": "returned",
    "rút hồ sơ": "left",
    "rút": "left",
    "✓": "yes",
    "(có)": "yes",
}


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("TRỰC TUYẾN", "online"),
        ("2 - Trực tuyến.", "online"),
        ("12 Hồ sơ trực tuyến", "online"),
        ("123 trực tuyến", None),
        ("✓", "yes"),
        ("Có", "yes"),
        ("☐", None),
        # The longest beginning decides, with a rest of its own.
        ("Chờ bổ sung", "open"),
        ("Chờ", None),
        ("Chờ trả dân", "returned"),
        ("chờđợi", None),
        # A word of two syllables and of another kind of meaning turns it.
        ("Trực tuyến, mức toàn trình", "online"),
        ("Chờ công dân rút hồ sơ", None),
        ("Chờ công dân, đã trả", None),
        ("Chờ công dân rút", "open"),
        ("Chờ công dân rút hồ sơn", "open"),
        ("Chờ trả, đã trả", "returned"),
        ("Chờ: không", None),
        # A beginning may be written close to its star.
        ("Qua zalo", "online"),
        ("Chờ không lâu", None),
        ("Chờ sáng", "open"),
    ],
)
def test_what_a_word_means_by_a_list_of_words(text: str, meaning: str | None) -> None:
    assert vocabulary(WORDS).meaning(text) == meaning
