"""Shares as plans write them, one sentence each, with the words that they stand in.

Every expected value is worked out from the sentence by hand.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from plan_texts.language.share_pattern import figures

# A sentence, then of each of its figures comparator and value.
SHARES = [
    # percent
    ("Hồ sơ trực tuyến đạt 80%.", [">= 0.8"]),
    ("Hồ sơ trực tuyến: 75,5 %", [">= 0.755"]),
    ("Hồ sơ trực tuyến: 75.25 phần trăm", [">= 0.7525"]),
    ("Đạt từ 70 đến 80% hồ sơ", [">= 0.7"]),
    ("Đạt 70% - 80% hồ sơ", [">= 0.7"]),
    # spelt
    ("Chín mươi lăm phần trăm người dân hài lòng", [">= 0.95"]),
    ("Tám mươi phần trăm hồ sơ", [">= 0.8"]),
    ("Một trăm phần trăm hồ sơ", [">= 1"]),
    # parts and halves
    ("Ba phần tư hồ sơ nộp trực tuyến", [">= 0.75"]),
    ("Hai phần ba hồ sơ nộp trực tuyến", [">= 0.6667"]),
    ("Một nửa số hồ sơ nộp trực tuyến", [">= 0.5"]),
    # out of, fraction
    ("Cứ 10 hồ sơ thì có 9 hồ sơ đúng hạn", [">= 0.9"]),
    ("Ít nhất 9/10 hồ sơ đúng hạn", [">= 0.9"]),
    ("3 trên 4 yêu cầu được trả lời", [">= 0.75"]),
    # all
    ("Toàn bộ hồ sơ được số hóa", [">= 1"]),
    ("Mọi phản ánh đều được xử lý", [">= 1"]),
    ("Toàn bộ hồ sơ, tức 100% hồ sơ", [">= 1", ">= 1"]),
    ("Tất cả các xã đạt 80%", [">= 0.8"]),
    # comparators before and after
    ("Đạt trên 97% hồ sơ", ["> 0.97"]),
    ("Không thấp hơn 90% hồ sơ", [">= 0.9"]),
    ("Trên mức là 80% hồ sơ", ["> 0.8"]),
    ("≥ 90%", [">= 0.9"]),
    ("> 90%", ["> 0.9"]),
    ("90% trở lên", [">= 0.9"]),
    ("Hồ sơ trễ hạn dưới 2%", ["< 0.02"]),
    ("Hồ sơ trễ hạn không quá 2%", ["<= 0.02"]),
    ("2% trở xuống", ["<= 0.02"]),
    # the same again, an ambition, the beginning of a rise
    ("Đạt 80% (tám mươi phần trăm)", [">= 0.8"]),
    ("Đạt 80% (phấn đấu đạt 85%)", [">= 0.8"]),
    ("Nâng từ 75% lên 85%", [">= 0.85"]),
    # slips
    ("Đạt 9O% hồ sơ", [">= 0.9"]),
    ("Đạt l00% hồ sơ", [">= 1"]),
    # no shares
    ("Trước ngày 9/10 gửi báo cáo", []),
    ("Họp ngày 15/3/2026", []),
    ("Tăng lên 150%", []),
    ("Giải quyết 1.200 hồ sơ", []),
]


@pytest.mark.parametrize(("sentence", "expected"), SHARES, ids=[text for text, _ in SHARES])
def test_the_shares_of_a_sentence(sentence: str, expected: list[str]) -> None:
    assert [f"{figure.comparator} {figure.value}" for figure in figures(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "lead", "number"),
    [
        ("Hồ sơ đạt tối thiểu 80% trở lên.", "tối thiểu ", "80% trở lên"),
        ("Hồ sơ đạt từ 70 đến 80% trong năm", "đạt từ ", "70 đến 80%"),
        ("Đạt 80% (phấn đấu đạt 85%), riêng đất đai", "Đạt ", "80% (phấn đấu đạt 85%)"),
    ],
)
def test_where_the_words_about_a_figure_begin_and_end(
    sentence: str, lead: str, number: str
) -> None:
    (figure,) = figures(sentence)
    assert sentence[figure.lead : figure.start] == lead
    assert sentence[figure.start : figure.end] == number
    assert 0 <= figure.value <= Decimal(1)
