"""Which words of a sentence belong to which of its figures, drawn as they should be parted.

Expected words were marked in the sentence by hand: what a reader says that the figure counts.
"""

from __future__ import annotations

import pytest

from plan_texts.language.figures import FigureSegment
from plan_texts.language.share_pattern import figures
from plan_texts.targets.segments import segments

# A sentence, then for each figure (the figure, the words that say what it counts).
SENTENCES: list[tuple[str, list[tuple[str, str]]]] = [
    # the figure after what it counts
    (
        "Tỷ lệ hồ sơ nộp trực tuyến đạt 80%",
        [("80%", "Tỷ lệ hồ sơ nộp trực tuyến")],
    ),
    (
        "Trong năm, phấn đấu tỷ lệ hồ sơ nộp trực tuyến đạt 80% trên tổng số hồ sơ",
        [("80%", "tỷ lệ hồ sơ nộp trực tuyến")],
    ),
    (
        "Hồ sơ trực tuyến chiếm 45% số hồ sơ tiếp nhận",
        [("45%", "Hồ sơ trực tuyến chiếm")],
    ),
    # the figure before what it counts
    (
        "Tối thiểu 80% hồ sơ được nộp trực tuyến",
        [("80%", "hồ sơ được nộp trực tuyến")],
    ),
    (
        "Số hóa 100% kết quả giải quyết",
        [("100%", "Số hóa kết quả giải quyết")],
    ),
    (
        "90% thủ tục (kể cả thủ tục nội bộ) được công khai",
        [("90%", "thủ tục được công khai")],
    ),
    (
        "90% kết quả được số hóa sau khi giải quyết",
        [("90%", "kết quả được số hóa")],
    ),
    (
        "90% hồ sơ được số hóa, người dân không phải nộp lại giấy tờ",
        [("90%", "hồ sơ được số hóa")],
    ),
    # two figures after what they count
    (
        "Thành phần hồ sơ được số hóa đạt 95%, kết quả giải quyết đạt 100%",
        [("95%", "Thành phần hồ sơ được số hóa"), ("100%", "kết quả giải quyết")],
    ),
    (
        "Mức độ hài lòng đạt 94% (lĩnh vực đất đai: 89%)",
        [("94%", "Mức độ hài lòng"), ("89%", "Mức độ hài lòng lĩnh vực đất đai")],
    ),
    # two figures before what they count
    (
        "80% hồ sơ nộp trực tuyến; 90% kết quả được số hóa",
        [("80%", "hồ sơ nộp trực tuyến"), ("90%", "kết quả được số hóa")],
    ),
    # one before, one after
    (
        "Trên 97% hồ sơ được trả đúng hẹn, riêng hồ sơ trả trước hẹn trên 40%",
        [("97%", "hồ sơ được trả đúng hẹn"), ("40%", "hồ sơ trả trước hẹn")],
    ),
    (
        "Số hóa 90% hồ sơ và tỷ lệ thanh toán trực tuyến đạt 70%",
        [("90%", "Số hóa hồ sơ"), ("70%", "tỷ lệ thanh toán trực tuyến")],
    ),
    (
        "Tỷ lệ hồ sơ nộp trực tuyến đạt 70%, 90% kết quả được số hóa",
        [("70%", "Tỷ lệ hồ sơ nộp trực tuyến"), ("90%", "kết quả được số hóa")],
    ),
    # in their order
    (
        "Hồ sơ trực tuyến, thanh toán trực tuyến và số hóa hồ sơ lần lượt đạt 80%, 60% và 95%",
        [("80%", "Hồ sơ trực tuyến"), ("60%", "thanh toán trực tuyến"), ("95%", "số hóa hồ sơ")],
    ),
    ("Hồ sơ trực tuyến và số hóa hồ sơ lần lượt đạt 80%, 60% và 95%", []),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_the_words_of_each_figure(sentence: str, expected: list[tuple[str, str]]) -> None:
    parts = segments_of(sentence)
    assert [(number_in(sentence, part), squeezed(part.words)) for part in parts] == expected


def test_a_shared_predicate_belongs_to_both_figures() -> None:
    first, second = segments_of("92% hồ sơ và 98% kết quả được số hóa")
    assert squeezed(first.part) == "hồ sơ được số hóa"
    assert squeezed(second.words) == "kết quả được số hóa"


def test_a_coordination_has_what_is_joined_before_it() -> None:
    (part,) = segments_of("Tỷ lệ hồ sơ trực tuyến và tỷ lệ thanh toán trực tuyến đều đạt 85%")
    assert squeezed(part.words) == "tỷ lệ thanh toán trực tuyến đều"
    assert squeezed(part.coordination).startswith("Tỷ lệ hồ sơ trực tuyến và tỷ lệ thanh toán")


def test_a_sentence_of_too_many_figures_is_none() -> None:
    assert len(segments_of("; ".join(["80% hồ sơ nộp trực tuyến"] * 20))) == 20
    assert segments_of("; ".join(["80% hồ sơ nộp trực tuyến"] * 21)) == ()


def segments_of(sentence: str) -> tuple[FigureSegment, ...]:
    return segments(sentence, figures(sentence))


def number_in(sentence: str, part: FigureSegment) -> str:
    return sentence[part.figure.start : part.figure.end]


def squeezed(words: str) -> str:
    """The words with single blanks between them, and without the signs around them."""
    return " ".join(words.split()).strip(" ,:()")
