"""Numbers, days, periods and standings as Vietnamese write them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from types import MappingProxyType

from data.communes import Commune, communes
from data.periods import Period
from data.planning.targets import Target
from metrics.catalogue.labels import STATUS
from metrics.catalogue.metrics import VARIANTS
from metrics.counting.coverage import Span
from metrics.counting.tallies import Tally
from metrics.standings import Standing

# A bare "đạt 80%" in a plan: the word would stand beside the status "Đạt" and be read as it.
_COMPARATORS = MappingProxyType({">=": "tối thiểu ", ">": "trên ", "=": ""})
# The meanings of a list's words, as a preview shows them.
MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "online": "Trực tuyến",
        "direct": "Trực tiếp",
        "postal": "Bưu chính",
        "returned": "Đã trả kết quả",
        "left": "Rút, dừng",
        "not_received": "Không tiếp nhận",
        "open": "Đang giải quyết",
    }
)
_ROMAN = ("I", "II", "III", "IV")
NOTHING = "–"
# Bare addresses, icons (":material/home:") and arrows ("--", ">=") are made of text, escaped or
# not, unless something stands in it; this has no width.
_MADE = re.compile(r"w(?=ww\.)|:(?=//|material|streamlit)|@|[<>~-](?=[=>-])", re.IGNORECASE)
_MARKUP = frozenset(r"\`*_{}[]()<>#+-.!|~$:&")


def number(value: float | Decimal, decimals: int = 0) -> str:
    """1234.5 → "1.234,5" (with one decimal)."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{rounded:,.{decimals}f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def percent(share: float | None, decimals: int = 2, bound: float = 1) -> str:
    """A share (0–1) as a percent with a decimal comma: 0.8234 → "82,34%".

    Cut, not rounded, where rounding would show a bound reached that is not: 0.99996 is "99,99%".
    """
    if share is None:
        return NOTHING
    exact, limit = Decimal(str(share)) * 100, Decimal(str(bound)) * 100
    step = Decimal(1).scaleb(-decimals)
    if exact < limit <= exact.quantize(step, ROUND_HALF_UP):
        exact = exact.quantize(step, ROUND_FLOOR)
    return f"{number(exact, decimals)}%"


def rate(one: Standing) -> str:
    """A standing's rate; one that misses its target never looks as if it reached it."""
    share, target = one.judged_tally.rate, one.target
    if share is None or target is None or target.value is None:
        return percent(share)
    return percent(share, bound=float(target.value) if share < target.value else 1)


def plain_percent(share: float) -> str:
    """A target's value as the plans write it: 0.8 → "80%", 0.955 → "95,5%"."""
    decimals = next(
        d for d in (0, 1, 2) if d == 2 or round(100 * share, d) == round(100 * share, 4)
    )
    return f"{number(100 * share, decimals)}%"


def points(change: float) -> str:
    """A change of a share in points, with its direction: 0.0123 → "▲ 1,23 điểm"."""
    rounded = round(100 * change, 2)
    sign = "▲" if rounded > 0 else "▼" if rounded < 0 else "="
    return f"{sign} {number(abs(rounded), 2)} điểm"


def signed(value: float, decimals: int = 0) -> str:
    """A difference with its sign: 0.5 → "+0,50", -0.5 → "−0,50"."""
    text = number(abs(value), decimals)
    return text if text == number(0, decimals) else f"{'+' if value > 0 else '−'}{text}"


def day(value: date) -> str:
    return f"{value:%d/%m/%Y}"


def span(first: date, last: date) -> str:
    """Two days, the year once where it is the same: "01/03–31/03/2026"."""
    if first == last:
        return day(first)
    start = f"{first:%d/%m}" if first.year == last.year else day(first)
    return f"{start}–{day(last)}"


def spans(found: Sequence[Span]) -> str:
    return ", ".join(span(first, last) for first, last in found)


def period(value: Period) -> str:
    """A period's name: "Tháng 3/2026", "Quý I/2026", "6 tháng đầu năm 2026", "Năm 2026"."""
    name = value.name
    if ".." in name or not name:
        return f"Từ {day(value.first)} đến {day(value.last)}"
    year, _, part = name.partition("-")
    if not part:
        words = f"Năm {year}"
    elif part[0] == "Q":
        words = f"Quý {_ROMAN[int(part[1]) - 1]}/{year}"
    elif part[0] == "H":
        words = f"6 tháng {'đầu' if part == 'H1' else 'cuối'} năm {year}"
    else:
        words = f"Tháng {int(part)}/{year}"
    return f"{words} (kỳ báo cáo)" if value.calendar == "reporting" else words


def short_period(value: Period) -> str:
    """The same in few letters, for sentences: "tháng 3/2026"."""
    words = period(value).removesuffix(" (kỳ báo cáo)")
    return words[0].lower() + words[1:]


def commune(code: str) -> str:
    """ "Xã Ninh Giang"."""
    return communes()[code].name


def full_commune(code: str) -> str:
    """ "Xã Ninh Giang, Thành phố Hải Phòng (11203)"."""
    found: Commune = communes()[code]
    return f"{found.name}, {found.province} ({found.code})"


def target(value: Target) -> str:
    """What the plan demands, in its own comparator: "tối thiểu 80%", "trên 95%", "100%"."""
    if value.value is None:
        return "chưa có con số"
    return f"{_COMPARATORS[value.comparator]}{plain_percent(float(value.value))}"


def status(one: Standing) -> tuple[str, str]:
    """The symbol and the words of a standing."""
    if one.status == "no_target" and one.target is not None:
        return STATUS["no_target"][0], "Chỉ tiêu chưa có con số"
    return STATUS[one.status]


def shortfall(one: Standing) -> str:
    """ "còn thiếu 37 hồ sơ", or nothing."""
    if not one.shortfall:
        return ""
    return f"còn thiếu {number(one.shortfall)} {one.judged_tally.metric.unit}"


def variant(name: str) -> str:
    """A denominator in words."""
    return VARIANTS[name]


def counts(tally: Tally) -> str:
    """ "312/399 giao dịch thanh toán, nhập tay"; nothing where the counts are not known."""
    if tally.numerator is None or tally.denominator is None:
        return ""
    shown = f"{number(tally.numerator)}/{number(tally.denominator)}"
    mark = ", nhập tay" if tally.metric.source_kind == "typed" else ""
    return f"{shown} {variant(tally.metric.denominator_variant)}{mark}"


def by_plan(one: Standing) -> str:
    """The rate that the status is told of, where another is shown: by the plan's denominator."""
    if one.plan_tally is None:
        return ""
    return f"theo mẫu số của kế hoạch: {percent(one.plan_tally.rate)} ({counts(one.plan_tally)})"


def by_default(one: Standing) -> str:
    """The rate that other communes are compared by, where the plan's denominator is judged."""
    if one.plan_tally is None or one.tally.rate is None:
        return ""
    return f"theo mẫu số chung: {percent(one.tally.rate)} ({counts(one.tally)})"


def coverage(one: Standing) -> str:
    """Where the figures do not carry the whole period: to which day they do, or what is missing."""
    coverage = one.judged_tally.coverage
    if one.judged_tally.provisional and coverage.covered:
        return f"tính đến ngày {day(coverage.covered[1])}"
    if coverage.state == "none":
        return f"chưa nạp {spans(coverage.missing)}"
    return ""


def plain(text: str) -> str:
    """Text of a file or a person as text: nothing in it is read as markup."""
    broken = _MADE.sub("\\g<0>\u2060", text)
    return "".join(f"\\{c}" if c in _MARKUP else c for c in broken)
