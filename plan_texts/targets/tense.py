"""What a plan's sentence tells of what was, and what it asks of the plan's own time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plan_texts.language.figures import Figure
from plan_texts.language.letters import lower_letters
from plan_texts.language.phrases import ends_in, final_phrase, phrase_ends, phrase_matches
from plan_texts.targets.past_periods import named_periods
from plan_texts.targets.standpoint import Standpoint

# "từ 60% (năm 2025) lên 75%": the last figure of a rise is a demand.
_RISES_TO = re.compile(
    r"(?:%|phần trăm)[^%;,]{0,40}(?<!\w)(?:lên|tới|thành)(?: mức| thành| khoảng)*[\s,(]*$"
)
_YEAR = re.compile(
    r"(?P<since>(?:so với (?:cùng kỳ )?|trước |từ |thời kỳ ))?(?:năm|nam|/)\s?(?P<year>20\d\d)"
)
# A decree's own year is none of a result.
_CITED = re.compile(
    r"(?:số )?\d+/(?:20\d\d/)?[a-zđ][a-zđ&-]+\S*(?:\s+ngày\s+\d+/\d+/20\d\d)?"
    r"|(?<!\w)luật [^,;.\d]{0,40}(?:năm )?20\d\d"
)
# "Đã tiếp nhận 5.000 hồ sơ" tells what was.
_DEED = re.compile(
    r"(?<!\w)đã (?:(?:\w+ ){1,3}\d[\d.]*(?![\d.,]|\s*%)|(?:có|được) (?=\d|hơn |trên |gần |$))"
)
# "Lũy kế đến ngày 14/8/2026", "6 tháng đầu năm 2026", "sau nửa năm thực hiện": results, also of
# the plan's own year.
_DATED_RESULT = re.compile(
    r"(?<!\w)(?:(?:lũy kế|luỹ kế|tính|số liệu|thống kê)(?:(?!chỉ tiêu)[^,;.\d]){0,40}?"
    r"đến (?:hết |cuối )?(?:ngày |tháng |quý )?(?:[iv]+|\d{1,2})(?:/\d{1,2})?(?:/20\d\d)?"
    r"|(?:\d{1,2}|sáu|chín|bảy|tám) tháng (?:đầu |qua |của |đầu của )?(?:năm )?20\d\d"
    r"|kết quả (?:\d{1,2}|nửa|sáu|chín|bảy|tám) (?:tháng|năm)"
    r"|(?:sau|qua) (?:hơn |gần )?(?:\d{1,2}|nửa|một|hai|ba|sáu|chín) (?:tháng|năm|quý)"
    r" (?:thực hiện|triển khai|vận hành|hoạt động|sắp xếp|sáp nhập))(?!\w)"
)
_ONLY, _BUT = re.compile(r"(?<!\w)(?:chỉ|mới)\s*$"), re.compile(r",?\s*(?:nhưng|song)(?!\w)")
_COUNTS = re.compile(
    r"(?<![\d/.])(?:\d{1,3}\.\d{3}|(?P<part>\d{1,4})/\d{1,4})(?![\d/.])"
    r"(?: (?:bộ |lượt )?(?:hồ sơ|phiếu|giao dịch|kết quả|phản ánh|lượt|người)|,? (?:đạt|chiếm))"
)
_AFTER_YEAR = re.compile(
    r"\W*(?:(?:trong|vào|của|ở|là số|kết quả|cuối|hết)\s+)*năm (20\d\d)"
    r"(?!\s*(?::|(?:mới |chỉ |đã |ước )?(?:đạt|là|có)?\s*\d))"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_CHANGE_LENGTH = 40  # letters before a figure that may say that it changes
_FALL = re.compile(r"(?<!\w)(?:giảm|hạ|thấp hơn)(?!\w)")
_BASE = re.compile(
    r"so với (?:(?:kết quả|mức|số liệu|thực hiện|cùng kỳ|tỷ lệ|tỉ lệ)"
    r"(?: của| thực hiện| đạt được)* )*"
    r"(?:(?:cuối |hết )?năm (?P<year>20\d\d)|(?:năm )?(?:cùng kỳ|trước|liền kề))"
)
_LARGEST_RISE = Decimal("0.4")  # "cao hơn 95%" is a target, "cao hơn 5%" a rise


def looks_back(text: str, figure: Figure, standpoint: Standpoint) -> bool:
    """Whether a figure tells a result: a year before the plan's or "đã đạt" is the last word on it.

    Of "năm 2025 đạt 78%, phấn đấu năm 2026 đạt 88%" the first does, in a plan for 2026.
    """
    lowercase = lower_letters(text)
    year = standpoint.year
    if _RISES_TO.search(lowercase[: figure.lead]):
        return False
    year_after = _AFTER_YEAR.match(lowercase, figure.end)
    if year_after and year:
        return int(year_after[1]) < year
    if not tells_past(text[: figure.start], year, standpoint.written):
        return False
    is_firm = bool(phrase_matches(lowercase[figure.lead : figure.end], "firm"))
    return not is_firm or _names_past_year(lowercase[: figure.start], year)


def looks_measured(text: str, figure: Figure, standpoint: Standpoint) -> bool:
    """Whether a figure reads like one that was counted, and nothing near it demands.

    Goals are round ("80%", "98,5%"); what was counted is not ("83,2%"), or stands beside the
    counts it was made of ("4.123 hồ sơ, chiếm 85%", "xử lý 37/37, đạt 100%"), or is called too
    little ("chỉ 18%").
    """
    lowercase = lower_letters(text)
    is_ahead = looks_ahead(text, standpoint.year, standpoint.written)
    if figure.comparator != ">=" or figure.says_all or is_ahead:
        return False
    is_round = figure.value * 1000 % 5 == 0
    is_contrasted = _ONLY.search(lowercase, 0, figure.lead) or _BUT.match(lowercase, figure.end)
    return not is_round or bool(is_contrasted or _COUNTS.search(lowercase, 0, figure.lead))


def _names_past_year(lowercase: str, year: int | None) -> bool:
    """Whether a text names a year before `year`."""
    years = (int(match["year"]) for match in _YEAR.finditer(lowercase) if not match["since"])
    return year is not None and any(named_year < year for named_year in years)


def tells_past(text: str, year: int | None, written: date | None = None) -> bool:
    """Whether a text's last word on time is what was before `year` or `written`, and no demand."""
    lowercase = _CITED.sub(lambda cited: " " * len(cited[0]), lower_letters(text))
    marks = list(_time_marks(lowercase, year, written))
    past_ends = [end for end, is_past in marks if is_past]
    ahead_ends = [end for end, is_past in marks if not is_past]
    past_ends += [match.end() for match in _DEED.finditer(lowercase)]
    past_end = max([*past_ends, *phrase_ends(lowercase, "past")], default=-1)
    return past_end > max([*ahead_ends, *phrase_ends(lowercase, "aim")], default=-1)


def _time_marks(
    lowercase: str, year: int | None, written: date | None
) -> Iterator[tuple[int, bool]]:
    """(offset of the end, whether it was before) of each moment and period that a text names.

    A quarter of the plan's own year was before, where the text is written after it.
    """
    periods = named_periods(lowercase, written)
    yield from ((period.end, period.is_over) for period in periods)
    to_come = [period for period in periods if not period.is_over]
    results = [
        match
        for match in _DATED_RESULT.finditer(lowercase)
        if not any(period.start < match.end() and match.start() < period.end for period in to_come)
    ]
    yield from ((match.end(), True) for match in results)
    spans = [*((p.start, p.end) for p in periods), *(match.span() for match in results)]
    for match in _YEAR.finditer(lowercase):
        is_within = any(start < match.end() <= end for start, end in spans)
        if year and not match["since"] and not is_within:
            yield match.end(), int(match["year"]) < year


def looks_ahead(text: str, year: int | None, written: date | None = None) -> bool:
    """Whether a sentence demands, or names a time from `year` on, remarks in brackets aside."""
    lowercase = _BRACKETS.sub(" ", lower_letters(text))
    if any(phrase_matches(lowercase, kind) for kind in ("aim", "firm")):
        return True
    return any(not is_past for _, is_past in _time_marks(lowercase, year, written))


@dataclass(frozen=True)
class Rise:
    """A rise by a share of what was ("+"), or by points of percent ("+pp").

    `base_year` is the year that it is over, None where the words name none, or ask for a fall.
    """

    comparator: str
    base_year: int | None


def rise_over(text: str, figure: Figure, year: int | None) -> Rise | None:
    """The rise that a figure asks for; None where it is the level itself that should be reached."""
    lowercase = lower_letters(text)
    text_before = lowercase[: figure.start]
    if figure.value > _LARGEST_RISE and ends_in(text_before, "cao hơn"):
        return None
    change = final_phrase(text_before, "increase")
    if not change and not figure.in_points:
        return None
    is_fall = bool(_FALL.search(text_before[-_CHANGE_LENGTH:]))
    return Rise("+pp" if figure.in_points else "+", None if is_fall else base_year(text, year))


def base_year(text: str, year: int | None) -> int | None:
    """The year that a change is over ("so với năm 2025", "so với cùng kỳ"); None for none."""
    match = _BASE.search(lower_letters(text))
    if not match:
        return None
    return int(match["year"]) if match["year"] else (year or 0) - 1 if year else None
