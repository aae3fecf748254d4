"""Numbers, days, periods and standings as Vietnamese write them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from data.communes import Commune, communes
from data.dates import day_text
from data.periods import Period
from data.planning.targets import Target
from data.wording import NOTHING as NOTHING
from data.wording import STATUSES, demand_text, rate_text, status_symbol, within
from data.wording import number as number
from data.wording import percent as percent
from data.wording import signed as signed
from metrics.catalogue.metrics import VARIANTS
from metrics.counting.coverage import Span
from metrics.counting.tallies import Tally
from metrics.standings import Standing

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
# Bare addresses, icons (":material/home:") and arrows ("--", ">=") are made of text, escaped or
# not, unless something stands in it; this has no width.
_MADE = re.compile(r"w(?=ww\.)|:(?=//|material|streamlit)|@|[<>~-](?=[=>-])", re.IGNORECASE)
_MARKUP = frozenset(r"\`*_{}[]()<>#+-.!|~$:&")


def rate(one: Standing) -> str:
    """A standing's rate; one that misses its target never looks as if it reached it."""
    return rate_text(one.judged_tally.rate, one.target.value if one.target else None)


def day(value: date) -> str:
    return day_text(value)


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
    return within(period(value).removesuffix(" (kỳ báo cáo)"))


def commune(code: str) -> str:
    """ "Xã Ninh Giang"."""
    return communes()[code].name


def full_commune(code: str) -> str:
    """ "Xã Ninh Giang, Thành phố Hải Phòng (11203)"."""
    found: Commune = communes()[code]
    return f"{found.name}, {found.province} ({found.code})"


def target(value: Target) -> str:
    """What the plan demands, in its own comparator: "tối thiểu 80%", "trên 95%", "100%"."""
    return demand_text(value.comparator, value.value)


def status(one: Standing) -> tuple[str, str]:
    """The symbol and the words of a standing."""
    if one.status == "no_target" and one.target is not None:
        return status_symbol("no_target"), "Chỉ tiêu chưa có con số"
    return STATUSES[one.status]


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
