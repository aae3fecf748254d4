"""Numbers, shares, comparators and statuses as Vietnamese write them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from data import wording
from data.wording import NOTHING, Number


@pytest.mark.parametrize(
    ("figure", "decimals", "text"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1234, 0, "1.234"),
        (1234567, 0, "1.234.567"),
        (1234.5, 1, "1.234,5"),
        (6.685, 2, "6,69"),  # halves away from 0, though the float lies a little below
        (2.5, 0, "3"),
        (Decimal("0.125"), 2, "0,13"),
        (Fraction(1, 3), 2, "0,33"),
        (-1.5, 1, "−1,5"),
        (-1234, 0, "−1.234"),
        (-0.4, 0, "0"),
    ],
)
def test_number(figure: Number, decimals: int, text: str) -> None:
    assert wording.number(figure, decimals) == text


@pytest.mark.parametrize(
    ("figure", "decimals", "text"),
    [(3, 0, "+3"), (-3, 0, "−3"), (0, 0, "0"), (0.5, 2, "+0,50"), (-0.001, 2, "0,00")],
)
def test_signed(figure: Number, decimals: int, text: str) -> None:
    assert wording.signed_number(figure, decimals) == text


@pytest.mark.parametrize(
    ("share", "decimals", "text"),
    [
        (None, 2, NOTHING),
        (0.0, 2, "0,00%"),
        (0.8234, 2, "82,34%"),
        (0.79245, 2, "79,25%"),  # half up
        (0.864, 1, "86,4%"),
        (0.5, 0, "50%"),
        (0.99996, 2, "99,99%"),  # not all
        (0.9996, 1, "99,9%"),
        (1.0, 2, "100,00%"),
        (Fraction(2, 3), 2, "66,67%"),
        (12.5, 2, "1.250,00%"),  # attainment may exceed 1
    ],
)
def test_percent(share: Number | None, decimals: int, text: str) -> None:
    assert wording.percent(share, decimals) == text


@pytest.mark.parametrize(
    ("share", "target", "text"),
    [
        (0.79999, 0.80, "79,99%"),  # missed: never "80,00%"
        (0.79999, Decimal("0.80"), "79,99%"),
        (Fraction(79999, 100000), Decimal("0.80"), "79,99%"),
        (0.799949, 0.80, "79,99%"),  # rounds below the target anyway
        (0.80, 0.80, "80,00%"),
        (0.80001, 0.80, "80,00%"),
        (0.85999, 0.80, "86,00%"),  # reached: rounded as ever
        (0.99996, 0.80, "99,99%"),  # reached, but not all
        (0.79999, None, "80,00%"),
        (None, 0.80, NOTHING),
    ],
)
def test_a_rate_that_misses_its_target_never_reads_as_if_it_reached_it(
    share: Number | None, target: Number | None, text: str
) -> None:
    assert wording.rate_text(share, target) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0, "0%"),
        (0.8, "80%"),
        (1.0, "100%"),
        (Decimal("1"), "100%"),
        (0.955, "95,5%"),
        (Decimal("0.7525"), "75,25%"),
        (Decimal("0.95125"), "95,125%"),
        (Decimal("0.005"), "0,5%"),
    ],
)
def test_a_targets_value_has_no_more_decimals_than_it_needs(share: Number, text: str) -> None:
    assert wording.plain_percent_text(share) == text


@pytest.mark.parametrize(
    ("change", "size", "direction"),
    [
        (0.0123, "1,23 điểm phần trăm", "▲ 1,23 điểm phần trăm"),
        (-0.015, "−1,50 điểm phần trăm", "▼ 1,50 điểm phần trăm"),
        (0.000001, "0,00 điểm phần trăm", "= 0,00 điểm phần trăm"),
        (0, "0,00 điểm phần trăm", "= 0,00 điểm phần trăm"),
    ],
)
def test_points(change: Number, size: str, direction: str) -> None:
    assert wording.percentage_points(change) == size
    assert wording.change_text(change) == direction


@pytest.mark.parametrize(
    ("comparator", "share", "text"),
    [
        (">=", Decimal("0.8"), "tối thiểu 80%"),
        (">", Decimal("0.95"), "trên 95%"),
        ("=", Decimal("1"), "100%"),
        ("<=", Decimal("0.05"), "không quá 5%"),
        ("<", Decimal("0.055"), "dưới 5,5%"),
        (">=", None, "chưa có con số"),
    ],
)
def test_a_demand(comparator: str, share: Number | None, text: str) -> None:
    assert wording.demand_text(comparator, share) == text


@pytest.mark.parametrize(
    ("status", "symbol", "text"),
    [
        ("met", "✔", "Đạt"),
        ("missed", "✘", "Chưa đạt"),
        ("no_cases", "–", "Không phát sinh"),
        ("no_data", "…", "Thiếu số liệu"),
        ("no_target", "○", "Chưa giao chỉ tiêu"),
        ("expired", "◷", "Kế hoạch hết hiệu lực"),
        ("upcoming", "◔", "Chưa đến ngày áp dụng"),
    ],
)
def test_statuses(status: str, symbol: str, text: str) -> None:
    assert (wording.status_symbol(status), wording.status_text(status)) == (symbol, text)


def test_a_label_within_a_sentence_and_a_text_that_opens_a_line() -> None:
    assert wording.capitalise_first_letter("tính đến ngày 14/3, theo Biểu II.06a") == (
        "Tính đến ngày 14/3, theo Biểu II.06a"
    )
    assert wording.lower_first_letter("Đang giải quyết") == "đang giải quyết"
