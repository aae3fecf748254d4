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
# How often a task comes.
CADENCES: Mapping[str, str] = MappingProxyType(
    {
        "once": "một lần",
        "weekly": "hằng tuần",
        "monthly": "hằng tháng",
        "quarterly": "hằng quý",
        "half_yearly": "6 tháng một lần",
        "yearly": "hằng năm",
        "weekends": "thứ Bảy hoặc Chủ nhật",
        "continuous": "thường xuyên",
        "periodic": "định kỳ",
        "ad_hoc": "đột xuất",
        "open": "theo văn bản khác",
        "event": "khi phát sinh",
    }
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
        "upcoming": ("◔", "Chưa đến ngày áp dụng"),
    }
)


def number(figure: Number, decimals: int = 0) -> str:
    """A number as text: 1234.5 → "1.234,5", -0.5 → "−0,5" (one decimal); halves away from 0."""
    rounded_figure = _exact_decimal(figure).quantize(_rounding_step(decimals), ROUND_HALF_UP)
    digits = f"{abs(rounded_figure):,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return f"−{digits}" if rounded_figure < 0 else digits


def signed_number(figure: Number, decimals: int = 0) -> str:
    """A difference as text with its sign: 5 → "+5", -5 → "−5", no sign where it rounds to 0."""
    text = number(figure, decimals)
    return f"+{text}" if figure > 0 and text != number(0, decimals) else text


def percent(share: Number | None, decimals: int = 2) -> str:
    """A share (0–1) as a percentage: 0.8234 → "82,34%"; NOTHING ("–") for None.

    0.99996 is "99,99%": less than all never reads as all.
    """
    return NOTHING if share is None else _percent_text_below(share, 1, decimals)


def ceiling_rate_text(share: Number | None, ceiling: Number | None, decimals: int = 2) -> str:
    """A rate as a percentage beside its ceiling: 0.050001 over a ceiling of 0.05 is "5,01%".

    A rate above its ceiling never reads as if it kept to it. NOTHING where there is no rate.
    """
    if share is None or ceiling is None or _exact_decimal(share) <= _exact_decimal(ceiling):
        return percent(share, decimals)
    percents, ceiling_percents = 100 * _exact_decimal(share), 100 * _exact_decimal(ceiling)
    step = _rounding_step(decimals)
    if percents.quantize(step, ROUND_HALF_UP) <= ceiling_percents:
        percents = percents.quantize(step, ROUND_CEILING)
    return f"{number(percents, decimals)}%"


def rate_text(share: Number | None, target: Number | None, decimals: int = 2) -> str:
    """A rate as a percentage beside its target: 0.79999 against 0.80 is "79,99%", not "80,00%".

    A rate that misses its target never reads as if it reached it. NOTHING where there is no rate;
    `target` is None where there is no target.
    """
    if share is None or target is None or _exact_decimal(share) >= _exact_decimal(target):
        return percent(share, decimals)
    return _percent_text_below(share, target, decimals)


def _percent_text_below(share: Number, bound: Number, decimals: int) -> str:
    """A share (0–1) as a percentage, rounded down where it would else reach the bound (0–1)."""
    percents, bound_percents = 100 * _exact_decimal(share), 100 * _exact_decimal(bound)
    step = _rounding_step(decimals)
    if percents < bound_percents <= percents.quantize(step, ROUND_HALF_UP):
        percents = percents.quantize(step, ROUND_FLOOR)
    return f"{number(percents, decimals)}%"


def plain_percent_text(share: Number) -> str:
    """A share (0–1) as a percentage with only the decimals that it has: 0.955 → "95,5%"."""
    percents = (100 * _exact_decimal(share)).normalize()
    _, _, decimals = f"{percents:f}".partition(".")
    return f"{number(percents, len(decimals))}%"


def percentage_points(change: Number, decimals: int = 2) -> str:
    """A difference of shares (0–1) in words: -0.015 → "−1,50 điểm phần trăm"."""
    return f"{number(100 * _exact_decimal(change), decimals)} điểm phần trăm"


def change_text(change: Number) -> str:
    """A difference of shares (0–1) with its direction: 0.0123 → "▲ 1,23 điểm phần trăm"."""
    size = percentage_points(abs(_exact_decimal(change)))
    if size == percentage_points(0):
        return f"= {size}"
    return f"{'▲' if change > 0 else '▼'} {size}"


def in_points(text: str) -> str:
    """A text with percentages written as points: "tối thiểu 80%" → "tối thiểu 80 điểm"."""
    return text.replace("điểm phần trăm", "điểm").replace("%", " điểm")


def demand_text(comparator: str, share: Number | None) -> str:
    """What a plan demands, for a share (0–1): "tối thiểu 80%", "100%", "chưa có con số".

    `=` is left out: the status "Đạt" stands beside the demand, and "đạt 100%" would read as one.
    """
    if share is None:
        return NO_FIGURE
    percents = plain_percent_text(share)
    if comparator == "+pp":
        return f"tăng {percents.removesuffix('%')} điểm phần trăm"
    return percents if comparator == "=" else f"{COMPARATORS[comparator]} {percents}"


def status_symbol(status: str) -> str:
    """The symbol of a status: "✔" for "met"."""
    return STATUSES[status][0]


def status_text(status: str) -> str:
    """The words of a status: "Đạt" for "met"."""
    return STATUSES[status][1]


def lower_first_letter(text: str) -> str:
    """A text with a small first letter, for inside a sentence: "Chưa đạt" → "chưa đạt"."""
    return text[:1].lower() + text[1:]


def capitalise_first_letter(text: str) -> str:
    """A text with a capital first letter, to open a line: "hằng tháng" → "Hằng tháng"."""
    return text[:1].upper() + text[1:]


def _exact_decimal(figure: Number) -> Decimal:
    """A number as a Decimal: a float as it prints, a fraction to 28 digits."""
    if isinstance(figure, Fraction):
        return Decimal(figure.numerator) / Decimal(figure.denominator)
    return Decimal(str(figure))


def _rounding_step(decimals: int) -> Decimal:
    """The step of so many decimals, to round to: 2 → 0.01."""
    return Decimal(1).scaleb(-decimals)
