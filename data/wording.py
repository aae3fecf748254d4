"""How numbers, shares, comparators and statuses read in Vietnamese: in pages, reports, messages."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from types import MappingProxyType

Number = float | Decimal | Fraction

NOTHING = "–"
NO_FIGURE = "chưa có con số"
COMPARATORS: Mapping[str, str] = MappingProxyType(
    {">=": "tối thiểu", ">": "trên", "=": "đạt", "<=": "không quá", "<": "dưới"}
    | {"+": "tăng", "+pp": "tăng điểm phần trăm"}
)
# The meanings of a list's words, as people read them.
MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "online": "Trực tuyến",
        "online_end_to_end": "Trực tuyến toàn trình",
        "online_partial": "Trực tuyến một phần",
        "direct": "Trực tiếp",
        "postal": "Bưu chính",
        "returned": "Đã trả kết quả",
        "left": "Rút, dừng",
        "not_received": "Không tiếp nhận",
        "open": "Đang giải quyết",
        "yes": "Có",
        "no": "Không",
        "very_satisfied": "Rất hài lòng",
        "satisfied": "Hài lòng",
        "dissatisfied": "Chưa hài lòng",
    }
)
# What a word of the payment column may mean: there "online" is on any other way than the portal.
PAYMENTS: Mapping[str, str] = MappingProxyType(
    {
        "online_national": "Trực tuyến qua Cổng DVCQG",
        "online": "Trực tuyến, cách khác",
        "direct": "Trực tiếp, hoặc chưa thanh toán",
    }
)
# A symbol and words for each status of a standing.
STATUSES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "met": ("✔", "Đạt"),
        "missed": ("✘", "Chưa đạt"),
        "no_cases": ("–", "Không phát sinh"),
        "no_data": ("…", "Thiếu số liệu"),
        "no_target": ("○", "Chưa giao chỉ tiêu"),
        "expired": ("◷", "Kế hoạch hết hiệu lực"),
    }
)


def number(figure: Number, decimals: int = 0) -> str:
    """1234.5 → "1.234,5" and -0.5 → "−0,5" (with one decimal); halves are rounded away from 0."""
    rounded = _exact(figure).quantize(_step(decimals), ROUND_HALF_UP)
    digits = f"{abs(rounded):,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return f"−{digits}" if rounded < 0 else digits


def signed(figure: Number, decimals: int = 0) -> str:
    """A difference with its sign: 0.5 → "+0,50", -0.5 → "−0,50"; none where it rounds to 0."""
    text = number(figure, decimals)
    return f"+{text}" if figure > 0 and text != number(0, decimals) else text


def percent(share: Number | None, decimals: int = 2) -> str:
    """A share (0–1) as a percent: 0.8234 → "82,34%"; NOTHING for None.

    0.99996 is "99,99%": less than all never reads as all.
    """
    return NOTHING if share is None else _percent_below(share, 1, decimals)


def rate_under(share: Number | None, ceiling: Number | None, decimals: int = 2) -> str:
    """A rate beside a target that it may not exceed: 0.050001 against 0.05 is "5,01%"."""
    if share is None or ceiling is None or _exact(share) <= _exact(ceiling):
        return percent(share, decimals)
    exact, limit, step = 100 * _exact(share), 100 * _exact(ceiling), _step(decimals)
    if exact.quantize(step, ROUND_HALF_UP) <= limit:
        exact = exact.quantize(step, ROUND_CEILING)
    return f"{number(exact, decimals)}%"


def rate_text(share: Number | None, target: Number | None, decimals: int = 2) -> str:
    """A rate as a percent, beside its target: 0.79999 against 0.80 is "79,99%", not "80,00%".

    A rate that misses its target never reads as if it reached it. None where there is no target.
    """
    if share is None or target is None or _exact(share) >= _exact(target):
        return percent(share, decimals)
    return _percent_below(share, target, decimals)


def _percent_below(share: Number, bound: Number, decimals: int) -> str:
    """Cut, not rounded, where rounding would show a bound reached that is not."""
    exact, limit, step = 100 * _exact(share), 100 * _exact(bound), _step(decimals)
    if exact < limit <= exact.quantize(step, ROUND_HALF_UP):
        exact = exact.quantize(step, ROUND_FLOOR)
    return f"{number(exact, decimals)}%"


def plain_percent(share: Number) -> str:
    """A target's value as the plans write it, with no decimals that it has not: 0.955 → "95,5%"."""
    exact = (100 * _exact(share)).normalize()
    _, _, decimals = f"{exact:f}".partition(".")
    return f"{number(exact, len(decimals))}%"


def points(change: Number, decimals: int = 2) -> str:
    """A difference of two shares: -0.015 → "−1,50 điểm phần trăm"."""
    return f"{number(100 * _exact(change), decimals)} điểm phần trăm"


def change_text(change: Number) -> str:
    """The same with its direction: 0.0123 → "▲ 1,23 điểm phần trăm"."""
    size = points(abs(_exact(change)))
    if size == points(0):
        return f"= {size}"
    return f"{'▲' if change > 0 else '▼'} {size}"


def demand_text(comparator: str, share: Number | None) -> str:
    """What a plan demands: "tối thiểu 80%", "trên 95%", "100%", "chưa có con số".

    `=` is left out: the status "Đạt" stands beside the demand, and "đạt 100%" would read as one.
    """
    if share is None:
        return NO_FIGURE
    percents = plain_percent(share)
    if comparator == "+pp":
        return f"tăng {percents.removesuffix('%')} điểm phần trăm"
    return percents if comparator == "=" else f"{COMPARATORS[comparator]} {percents}"


def status_symbol(status: str) -> str:
    """ "✔" for "met"."""
    return STATUSES[status][0]


def status_text(status: str) -> str:
    """ "Đạt" for "met"."""
    return STATUSES[status][1]


def within(text: str) -> str:
    """A label as it stands inside a sentence: "Chưa đạt" → "chưa đạt"."""
    return text[:1].lower() + text[1:]


def capitalised(text: str) -> str:
    """A text that opens a line: "hằng tháng" → "Hằng tháng"; the capitals within it stay."""
    return text[:1].upper() + text[1:]


def _exact(figure: Number) -> Decimal:
    """The number as it is written; a fraction to 28 digits."""
    if isinstance(figure, Fraction):
        return Decimal(figure.numerator) / Decimal(figure.denominator)
    return Decimal(str(figure))


def _step(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)
