"""What day a cell of a table holds, in every way in which systems and people write one.

The usual forms are those of `data/dates.py`; here are the rarer ones, moments of another clock, a
workbook's numbers, and what says that there is no day yet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

from data.dates import (
    APOSTROPHES,
    HARD_SPACES,
    SERIAL,
    SERIAL_ZERO,
    SPACES,
    is_like_day,
    plausible_day,
    read_day,
)
from data.text import fold, strip_invisible_signs

_AROUND = SPACES + HARD_SPACES + APOSTROPHES
_WEEKDAY = re.compile(
    r"^(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|t[2-7]|chủ\s*nhật|cn"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)(?:\s*[,.:–-]\s*|\s+)"
)
_LEAD = re.compile(r"^(?:(?:vào|lúc|hồi|trước|sáng|chiều)\s+)?(?:ngày\s*:?\s*)?")
_CLOCK_LEAD = re.compile(r"(?<=[\dhgútaschpm])\s*,?\s*ngày\s+(?=\d)")  # 08:30 ngày 02/01/2026
_MONTHS = {
    **{name: str(place) for place, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)},
    **{f"tháng {name}": str(place) for place, name in enumerate(
        ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một",
         "mười hai"), 1)},
    "tháng giêng": "1", "tháng chạp": "12",
}  # fmt: skip
_MONTH_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
# 02-Thg1-26 · 02 Th01 2026 · 02-Jan-26 · 2 tháng 1 năm 2026 · 2 tháng giêng, 2026
_NAMED_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})[\s./-]*(?:({_MONTH_NAME})[a-z]*|(?:tháng|thg|th)\.?\s*(\d{{1,2}}))"
    r"[\s.,/-]+(?:năm\s*)?(\d{4}|[23]\d)(?!\d)"
)
_MONTHS_ENGLISH = "|".join(list(_MONTHS)[:12])
# mar 2, 2026 · march 02 2026 00:00:00 gmt+0700 · mar 02 00:00:00 ict 2026
_MONTH_FIRST = re.compile(
    rf"^({_MONTHS_ENGLISH})[a-z]*\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+"
    r"(?:(\d{1,2}:\d\d(?::\d\d)?)\s+(?:ict|(gmt|utc|[+-]\d{4})?)\s*)?(\d{4})(?!\d)"
)
_DAY_FIRST_COMPACT = re.compile(r"^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(20[0-4]\d)$")  # 02032026
_SERIAL_WITH_COMMA = re.compile(r"([1-9]\d{4}),(\d+)")
_SPACED = re.compile(r"(?<!\d)(\d{1,4})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{1,4})(?!\d)")
# 20260102 · 20260102083000 · 20260102T083000Z
_COMPACT = re.compile(
    r"^(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
    r"(?:[t ]?([01]\d|2[0-4])([0-5]\d)(?:([0-5]\d)(?:\.?\d{1,6})?)?)?(?!\d)"
)
# A clock with a zone after it, at the end: 17:00:00.000Z · 17:00 +00:00 · 05:00 ch gmt+7.
_ZONED_CLOCK = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d(?:[.,]\d+)?)?\s*(?P<half>sa|ch|am|pm)?\s*"
    r"(?:z|(?:utc|gmt)?(?P<sign>[+-])(?P<hours>\d\d?)(?::?(?P<minutes>\d\d))?|utc|gmt)$"
)
_ZONE_NAME = re.compile(r"\s*(?:\[[^\]]*\]|\([^)]*\))$")  # [Asia/Ho_Chi_Minh], (Indochina Time)
_VIETNAM, _DAY = 7 * 60, 24 * 60  # minutes
_NO_LETTER_OR_DIGIT = re.compile(r"[\W_]*")
_ALL_ZERO = re.compile(r"[0\W_]*")
# What databases and spreadsheets write for no day: their first one or their last.
_FIRST_DAY = re.compile(
    r"(?:0001-01-01|0*1/0*1/0001|1900-01-0[01]|0*[01]/0*1/1900|1899-12-3[01]|3[01]/12/1899"
    r"|1970-01-01|0*1/0*1/1970|1753-01-01|0*1/0*1/1753|9999-12-31|31/12/9999|12/31/9999)"
    r"(?:[t ]\D{0,2}\d{1,2}:\d\d.*)?"
)
_NO_DAY_WORDS = frozenset(
    {"null", "none", "nan", "nat", "n/a", "na", "trống", "(trống)", "(null)"}
    | {"invalid date", "undefined"}
)
_NOT_YET = re.compile(r"(?:chưa|không|đang)(?: \D*)?")
# A typed moment in the last minute before midnight: year, month and day; seconds.
LAST_MINUTE = r"^(\d{4}-\d\d-\d\d)[T ]23:59:(\d\d(?:\.\d+)?)$"
_LAST_MINUTE = re.compile(LAST_MINUTE)


def read_day_cell(text: str) -> date | None:
    """The day that a cell's text states in any usual form; None for any other text.

    A moment of another zone is that day in Vietnam. None too for a day that does not exist and
    for a year out of reason.
    """
    plain_text = strip_invisible_signs(text).strip(_AROUND)
    if serial := _SERIAL_WITH_COMMA.fullmatch(plain_text):
        plain_text = f"{serial[1]}.{serial[2]}"
    if re.fullmatch(SERIAL, plain_text):
        return plausible_day(serial_day(float(plain_text)))
    if day := read_day(plain_text):
        return day
    usual_text = _usual_day_text(plain_text)
    zoned_clock = _ZONED_CLOCK.search(usual_text)
    if not zoned_clock:
        return read_day(usual_text)
    day = read_day(usual_text[: zoned_clock.start()].rstrip(" t,-"))
    return plausible_day(day + timedelta(_day_shift_to_vietnam(zoned_clock))) if day else None


def is_day_like_cell(text: str) -> bool:
    """Whether a cell is written like a day in any usual form, an impossible one too: 31/02/2026."""
    if is_like_day(text):
        return True
    usual_text = _usual_day_text(text)
    zoned_clock = _ZONED_CLOCK.search(usual_text)
    return is_like_day(
        usual_text[: zoned_clock.start()].rstrip(" t,-") if zoned_clock else usual_text
    )


def says_no_day(text: str) -> bool:
    """Whether a cell says that there is no day: blank, "--", "Chưa có", 01/01/0001, NaT."""
    folded_text = fold(strip_invisible_signs(text).strip(_AROUND))
    return bool(
        folded_text in _NO_DAY_WORDS
        or _NO_LETTER_OR_DIGIT.fullmatch(folded_text)
        or _ALL_ZERO.fullmatch(folded_text)
        or _FIRST_DAY.fullmatch(folded_text.replace(".", "/"))
        or _NOT_YET.fullmatch(folded_text)
    )


def serial_day(serial: float) -> date:
    """The day that Excel writes as a number of days; its fraction is the time of day.

    In a day's last minute it is the next day, as in `round_to_midnight`.
    """
    seconds = serial % 1 * 86_400
    is_next_day = seconds >= 86_340.5 and not _is_end_of_day(seconds - 86_340)
    return SERIAL_ZERO + timedelta(int(serial) + is_next_day)


def round_to_midnight(moment: str) -> str:
    """An ISO moment, in a day's last minute rounded up: "2026-01-01 23:59:16" → the 2nd, 00:00.

    Writers of workbooks fall short of midnight. 23:59 and 23:59:59 are typed by people, and stay.
    """
    last_minute = _LAST_MINUTE.match(moment)
    if not last_minute or float(last_minute[2]) < 0.5 or _is_end_of_day(float(last_minute[2])):
        return moment
    return f"{date.fromisoformat(last_minute[1]) + timedelta(1)} 00:00:00"


def _is_end_of_day(seconds: float) -> bool:
    """Whether seconds after 23:59 round to 59, the time that people type for a day's end."""
    return 58.5 <= seconds < 59.5


def _usual_day_text(text: str) -> str:
    """A cell's text folded, a rare day in a usual form: "2 tháng giêng, 2026" → "2/1/2026"."""
    line = fold(unicodedata.normalize("NFKC", text).strip(_AROUND))
    line = _ZONE_NAME.sub("", line)
    line = _LEAD.sub("", _WEEKDAY.sub("", line))
    rewrites: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
        (_CLOCK_LEAD, " "),
        (_COMPACT, _rewrite_compact_day),
        (_DAY_FIRST_COMPACT, r"\1/\2/\3"),
        (_MONTH_FIRST, _rewrite_month_first),
        (_NAMED_MONTH, _rewrite_named_month),
        (_SPACED, r"\1\2\3\2\4"),
    )
    for pattern, replacement in rewrites:
        line = pattern.sub(replacement, line)
    return line


def _rewrite_compact_day(match: re.Match[str]) -> str:
    """ "20260102t0830" → "2026-01-02 08:30:00", for a match of _COMPACT."""
    year, month, day, hour, minute, second = match.groups()
    clock = f" {hour}:{minute}:{second or '00'}" if hour else ""
    return f"{year}-{month}-{day}{clock}"


def _rewrite_named_month(match: re.Match[str]) -> str:
    """ "2 tháng giêng, 2026" → "2/1/2026", for a match of _NAMED_MONTH."""
    day, month_name, month_number, year = match.groups()
    return f"{day}/{_MONTHS[month_name] if month_name else month_number}/{year}"


def _rewrite_month_first(match: re.Match[str]) -> str:
    """A match of "mar 02 08:30 utc 2026" as "02/3/2026 08:30 utc"; "ict", our zone, is left out."""
    month_name, day, clock, zone, year = match.groups()
    return " ".join(filter(None, (f"{day}/{_MONTHS[month_name]}/{year}", clock, zone)))


def _day_shift_to_vietnam(zoned_clock: re.Match[str]) -> int:
    """How many days (-1, 0, 1) a matched clock with a time zone shifts a day for Vietnam."""
    hour = int(zoned_clock["hour"])
    if zoned_clock["half"]:
        hour = hour % 12 + 12 * (zoned_clock["half"] in ("ch", "pm"))
    offset = 60 * int(zoned_clock["hours"] or 0) + int(zoned_clock["minutes"] or 0)
    minutes_ahead = -offset if zoned_clock["sign"] == "-" else offset
    return (60 * hour + int(zoned_clock["minute"]) - minutes_ahead + _VIETNAM) // _DAY
