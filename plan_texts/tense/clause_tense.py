"""What a plan's sentence tells of what was, and what it asks of the plan's own time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from plan_texts.language.figures import Figure
from plan_texts.language.letters import lower_letters
from plan_texts.language.phrases import phrase_ends, phrase_matches
from plan_texts.tense.past_periods import YEAR, named_periods, names_past_year, names_year_from
from plan_texts.tense.standpoint import Standpoint

# "từ 60% (năm 2025) lên 75%": the last figure of a rise is a demand.
_RISES_TO = re.compile(
    r"(?:%|phần trăm)[^%;,]{0,40}(?<!\w)(?:lên|tới|thành)(?: mức| thành| khoảng)*[\s,(]*$"
)
# A decree's own year is none of a result.
# "Mô hình đã giúp tỷ lệ tăng từ 40% lên 72%" tells what was.
_HELPED = re.compile(r"(?<!\w)(?:đã (?:giúp|đưa|nâng|góp phần|làm)|nhờ (?:vậy|đó))(?!\w)")
_CITED = re.compile(
    r"(?:số )?\d+/(?:20\d\d/)?[a-zđ][a-zđ&-]+\S*(?:\s+ngày\s+\d+/\d+/20\d\d)?"
    r"|(?<!\w)luật [^,;.\d]{0,40}(?:năm )?20\d\d"
)
# "hồ sơ kỳ trước chuyển sang" belong to this time's work.
_CARRIED_OVER = re.compile(
    r"(?<!\w)(?:(?:kỳ|năm|tháng|quý) trước chuyển (?:sang|qua)"
    r"|(?:tồn|chuyển)(?: từ)? (?:kỳ|năm) trước)"
)
# "Vẫn phải nộp lại giấy tờ" tells what is.
_STILL_MUST = re.compile(r"(?<!\w)(?<=vẫn )phải(?!\w)|(?<=còn )phải(?!\w)")
# "Đã tiếp nhận 5.000 hồ sơ" tells what was.
_DEED = re.compile(
    r"(?<!\w)đã (?:(?:\w+ ){1,3}\d[\d.]*(?![\d.,]|\s*%)|(?:có|được) (?=\d|hơn |trên |gần |$))"
    r"|(?<!\w)(?<!thực )(?<!thể )(?<!phát )(?<!xuất )(?<!biểu )hiện"
    r" (?:nay )?(?:khoảng |gần |hơn |trên )?(?=\d|$)"
    r"|(?<!\w)mới (?:chỉ )?(?:\w+ ){0,3}được (?=\d|khoảng |hơn |trên |gần |$)"
)
# "kết quả thực hiện một số chỉ tiêu" tells what was.
_RESULTS_OF = re.compile(
    r"(?<!\w)(?:kết quả|tình hình)(?: thực hiện| triển khai| hoàn thành)+(?: các| một số| những)*"
    r" (?:chỉ tiêu|nhiệm vụ|mục tiêu)(?!\w)"
)
# "vượt 3,6% so với chỉ tiêu tỉnh giao", "chưa đạt mục tiêu" demand nothing.
_COMPARED = re.compile(
    r"(?<!\w)(?:so với|vượt(?: mức)?|thấp hơn|cao hơn|(?:chưa|không|đã|mới) (?:đạt|hoàn thành))"
    r"(?: \d[\d.,]*\s*%?)?(?: so với)?(?: các| mức| con số| với)*"
    r" (?:chỉ tiêu|mục tiêu|kế hoạch|mức|yêu cầu)"
    r"(?: (?:mà |do )?(?:được |tỉnh |thành phố |ubnd tỉnh |cấp trên |của tỉnh |đã )?"
    r"(?:giao|đề ra|đặt ra))?"
)
# "Lũy kế đến ngày 14/8/2026", "6 tháng đầu năm 2026", "sau nửa năm thực hiện": results, also of
# the plan's own year.
_DATED_RESULT = re.compile(
    r"(?<!\w)(?:(?:lũy kế|luỹ kế|tính|số liệu|thống kê|tổng hợp|rà soát|theo dõi|kiểm tra)"
    r"(?:(?!chỉ tiêu)[^,;.\d]){0,40}?"
    r"đến (?:hết |cuối )?(?:ngày |tháng |quý )?(?:[iv]+|\d{1,2})(?:/\d{1,2})?(?:/20\d\d)?"
    r"|(?:\d{1,2}|sáu|chín|bảy|tám) tháng (?:đầu |qua |của |đầu của )?(?:năm )?20\d\d"
    r"|kết quả (?:\d{1,2}|nửa|sáu|chín|bảy|tám) (?:tháng|năm)"
    r"|kết quả (?:tháng|quý|tuần|kỳ) (?:\d{1,2}|[iv]+|trước|qua)"
    r"|(?:sau|qua) (?:hơn |gần )?(?:\d{1,2}|nửa|một|hai|ba|sáu|chín) (?:tháng|năm|quý)"
    r" (?:thực hiện|triển khai|vận hành|hoạt động|sắp xếp|sáp nhập))(?!\w)"
)
# "85,3% năm 2025"; in "85,3%, năm 2026 phấn đấu 90%" and "90% (năm 2025 thực hiện được 85,3%)" the
# year is the next figure's.
_AFTER_YEAR = re.compile(
    r"\W*(?:(?:trong|vào|của|ở|là số|kết quả|cuối|hết)\s+)*năm (20\d\d)"
    r"(?!\s*(?::|(?:mới |chỉ |đã |ước )?(?:đạt|là|có)?\s*\d))"
)
_YEAR_OF_NEXT = re.compile(r"\s*[,(–-][^,;.%()]*20\d\d[^,;.%()\d]*\d[\d,]*\s*(?:%|phần trăm)")
# "85% hồ sơ nộp trực tuyến năm 2025, 90% năm 2026": the years end what each figure counts.
_YEAR_AT_END = re.compile(
    r"[^,;.%()\d]* năm (?P<own>20\d\d)\s*[,;][^%]*%[^%;]* năm (?P<next>20\d\d)"
)
_YEAR_WITHIN = re.compile(r"[^,;.%()\d]* năm (20\d\d)")  # "không có hồ sơ trễ hạn trong năm 2025"
_IN_PAST = re.compile(
    r"\s*(?:(?:chỉ )?sau|chỉ trong) (?:hơn |gần |chưa đầy )?(?:\d{1,2}|nửa|một|hai|ba|sáu|chín)"
    r" (?:tháng|năm|quý|tuần)(?! kể từ| từ)(?!\w)|"
    r"\s*(?:trong |ở |vào )?(?:năm|quý|tháng|kỳ|thời gian) (?:vừa )?(?:qua|trước|ngoái)(?!\w)"
    r"|,?\s*(?:nhưng|song) [^\d.;]*(?:muốn|mong|cần|phải|sẽ|mục tiêu)(?!\w)[^\d.;]*\d"
)
# "năm 2025 (đăng ký 95%, thực hiện được 71%)"
_DONE = re.compile(
    r"(?<!\w)(?:thực hiện|làm|đạt|hoàn thành|giải quyết|mới)(?: chỉ| mới)* được"
    r"(?: khoảng| gần| hơn| trên| chỉ)*\s*$"
)
# "6 tháng đầu năm đạt 80%, 6 tháng cuối năm đạt 90%", nothing between that tells time.
_FIRST_HALF = re.compile(r"(?<!\w)(?:\d|sáu|chín) tháng đầu(?: của)? năm(?! 20\d\d)(?!\w)")
_STEPS = re.compile(
    rf"{_FIRST_HALF.pattern}(?:(?!phấn đấu|đã|mới|ước|dự kiến|mục tiêu|cần|phải|nâng)[^;]){{0,60}}?"
    r"(?<!\w)(?:\d tháng cuối|sáu tháng cuối|những tháng cuối|cả|hết|cuối) năm(?!\w)"
)
_MONTH_OF_REPORTS = 6  # from it on "6 tháng đầu năm" may be what was
# "(kết quả năm 2025 đạt 97,4%): 98%": the year is of the figure in its brackets.
_OWN_FIGURE = re.compile(
    r"\([^()]*\d\s*(?:%|phần trăm)[^()]*\)(?=\s*(?::|là|phải|đạt|phấn đấu|từ|thêm|lên|$))"
)
_BRACKETS = re.compile(r"\([^()]*\)")
# "tăng 10 điểm phần trăm so với năm 2025 (đạt 52%)"
_BASE_IN_BRACKETS = re.compile(
    r"so với [^()%;.]{0,20}năm (20\d\d)\s*\("
    r"(?:đã |mới |chỉ |khi đó )*(?:đạt|là|ở mức|tỷ lệ|kết quả|ước đạt|:|\s)*$"
)


def looks_back(text: str, figure: Figure, standpoint: Standpoint) -> bool:
    """Whether a figure tells a result: a year before the plan's or "đã đạt" is the last word on it.

    Of "năm 2025 đạt 78%, phấn đấu năm 2026 đạt 88%" the first does, in a plan for 2026.
    """
    lowercase = lower_letters(text)
    year = standpoint.year
    if _IN_PAST.match(lowercase, figure.end):
        return True
    text_before = lowercase[: figure.lead]
    base = _BASE_IN_BRACKETS.search(lowercase[: figure.start])
    if base and year and int(base[1]) < year:
        return True
    if _DONE.search(text_before) and names_past_year(text_before, year):
        return not names_year_from(text_before, year)
    if _RISES_TO.search(text_before):
        return bool(_HELPED.search(text_before)) and not phrase_ends(text_before, "aim")
    if (own_year := _year_behind(lowercase, figure, year)) and year:
        return own_year < year
    told = _blanked(_OWN_FIGURE, lowercase[: figure.start])
    told = _blanked(_FIRST_HALF, told) if _sets_steps(lowercase, standpoint) else told
    if not tells_past(told, year, standpoint.written_on):
        return False
    is_firm = bool(phrase_matches(lowercase[figure.lead : figure.end], "firm"))
    return not is_firm or names_past_year(lowercase[: figure.start], year)


def _year_behind(lowercase: str, figure: Figure, year: int | None) -> int | None:
    """The year that a text names behind a figure for its own; None where it names none.

    What ends the words that the figure counts is such a year only beside one for the plan's year.
    """
    year_after = _AFTER_YEAR.match(lowercase, figure.end)
    if year_after and not _YEAR_OF_NEXT.match(lowercase, figure.end):
        return int(year_after[1])
    if not figure.value and (year_within := _YEAR_WITHIN.match(lowercase, figure.end)):
        return int(year_within[1])
    at_end = _YEAR_AT_END.match(lowercase, figure.end)
    if at_end and year and int(at_end["own"]) < year <= int(at_end["next"]):
        return int(at_end["own"])
    return None


def _sets_steps(lowercase: str, standpoint: Standpoint) -> bool:
    """Whether "6 tháng đầu năm" is a step to come: beside the year's end, or of an early plan."""
    written_on, year = standpoint.written_on, standpoint.year
    is_early = bool(written_on and year and written_on < date(year, _MONTH_OF_REPORTS, 1))
    return is_early or bool(_STEPS.search(lowercase))


def tells_past(text: str, year: int | None, written_on: date | None = None) -> bool:
    """Whether a text last names a time before `year` or `written_on`, and no demand behind it."""
    lowercase = lower_letters(text)
    for pattern in (_CITED, _COMPARED, _CARRIED_OVER, _STILL_MUST):
        lowercase = _blanked(pattern, lowercase)
    marks = list(_time_marks(lowercase, year, written_on))
    past_ends = [end for end, is_past in marks if is_past]
    ahead_ends = [end for end, is_past in marks if not is_past]
    past_ends += [match.end() for match in _DEED.finditer(lowercase)]
    past_ends += [match.end() for match in _RESULTS_OF.finditer(lowercase)]
    past_end = max([*past_ends, *phrase_ends(lowercase, "past")], default=-1)
    aim_ends = phrase_ends(_blanked(_RESULTS_OF, lowercase), "aim")
    return past_end > max([*ahead_ends, *aim_ends], default=-1)


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text with blanks for what matches a pattern, each letter at its offset."""
    return pattern.sub(lambda match: " " * len(match[0]), text)


def _time_marks(
    lowercase: str, year: int | None, written_on: date | None
) -> Iterator[tuple[int, bool]]:
    """(offset of its end, whether it is past) of each period and year that a text names.

    A quarter of the plan's own year was before, where the text is written after it.
    """
    periods = named_periods(lowercase, written_on)
    yield from ((period.end, period.is_over) for period in periods)
    to_come = [period for period in periods if not period.is_over]
    results = [
        match
        for match in _DATED_RESULT.finditer(lowercase)
        if not any(period.start < match.end() and match.start() < period.end for period in to_come)
    ]
    yield from ((match.end(), True) for match in results)
    spans = [*((p.start, p.end) for p in periods), *(match.span() for match in results)]
    for match in YEAR.finditer(lowercase):
        is_within = any(start < match.end() <= end for start, end in spans)
        if year and not match["since"] and not is_within:
            yield match.end(), int(match["year"]) < year


def looks_ahead(text: str, year: int | None, written_on: date | None = None) -> bool:
    """Whether a sentence demands, or names a time from `year` on, remarks in brackets aside."""
    lowercase = _blanked(_STILL_MUST, _blanked(_COMPARED, _blanked(_BRACKETS, lower_letters(text))))
    if any(phrase_matches(lowercase, kind) for kind in ("aim", "firm")):
        return True
    return any(not is_past for _, is_past in _time_marks(lowercase, year, written_on))
