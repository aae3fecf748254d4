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
    EARLIEST_YEAR,
    HARD_SPACES,
    LATEST_YEAR,
    SERIAL,
    SERIAL_ZERO,
    SPACES,
    is_like_day,
    read_day,
)
from data.text import fold, without_invisible

_AROUND = SPACES + HARD_SPACES + APOSTROPHES
_WEEKDAY = re.compile(
    r"^(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|t[2-7]|chủ\s*nhật|cn"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)(?:\s*[,.:–-]\s*|\s+)"
)
_LEAD = re.compile(r"^(?:(?:vào|lúc|hồi)\s+)?(?:ngày\s*:?\s*)?")
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
_SPACED = re.compile(r"(?<!\d)(\d{1,4})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{1,4})(?!\d)")
# 20260102 · 20260102083000 · 20260102T083000Z
_COMPACT = re.compile(
    r"^(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
    r"(?:[t ]?([01]\d|2[0-4])([0-5]\d)(?:([0-5]\d)(?:\.?\d{1,6})?)?)?(?!\d)"
)
# A clock with a zone after it, at the end: 17:00:00.000Z · 17:00 +00:00 · 05:00 ch gmt+7.
_ZONED = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d(?:[.,]\d+)?)?\s*(?P<half>sa|ch|am|pm)?\s*"
    r"(?:z|(?:utc|gmt)?(?P<sign>[+-])(?P<hours>\d\d?)(?::?(?P<minutes>\d\d))?|utc|gmt)$"
)
_ZONE_NAME = re.compile(r"\s*(?:\[[^\]]*\]|\([^)]*\))$")  # [Asia/Ho_Chi_Minh], (Indochina Time)
_VIETNAM, _DAY = 7 * 60, 24 * 60  # minutes
_NO_LETTER_OR_DIGIT = re.compile(r"[\W_]*")
_ALL_ZERO = re.compile(r"[0\W_]*")
# What databases and spreadsheets write for no day: their first one.
_FIRST_DAY = re.compile(
    r"(?:0001-01-01|0*1/0*1/0001|1900-01-0[01]|0*[01]/0*1/1900|1899-12-3[01]|3[01]/12/1899)"
    r"(?:[t ]\D{0,2}\d{1,2}:\d\d.*)?"
)
_NO_DAY_WORDS = frozenset({"null", "none", "nan", "nat", "n/a", "na", "trống", "(trống)", "(null)"})
_NOT_YET = re.compile(r"(?:chưa|không)(?: \D*)?")
# A typed moment in the last minute before midnight: year, month and day; seconds.
LAST_MINUTE = r"^(\d{4}-\d\d-\d\d)[T ]23:59:(\d\d(?:\.\d+)?)$"
_LAST_MINUTE = re.compile(LAST_MINUTE)


def read_cell(text: str) -> date | None:
    """The day of a cell; a moment of another zone is that day in Vietnam.

    None for anything else, for a day that is none, and for a year out of reason.
    """
    trimmed = without_invisible(text).strip(_AROUND)
    if re.fullmatch(SERIAL, trimmed):
        return _within_reason(serial_day(float(trimmed)))
    if day := read_day(trimmed):
        return day
    usual = _as_usual(trimmed)
    zoned = _ZONED.search(usual)
    if not zoned:
        return read_day(usual)
    day = read_day(usual[: zoned.start()].rstrip(" t,-"))
    return _within_reason(day + timedelta(_days_later(zoned))) if day else None


def looks_like_day(text: str) -> bool:
    """Whether a cell is written as a day, be there such a day or not."""
    if is_like_day(text):
        return True
    usual = _as_usual(text)
    zoned = _ZONED.search(usual)
    return is_like_day(usual[: zoned.start()].rstrip(" t,-") if zoned else usual)


def is_no_day(text: str) -> bool:
    """Whether a cell says that there is no day: blank, "--", "Chưa có", 01/01/0001, NaT."""
    folded = fold(without_invisible(text).strip(_AROUND))
    return bool(
        folded in _NO_DAY_WORDS
        or _NO_LETTER_OR_DIGIT.fullmatch(folded)
        or _ALL_ZERO.fullmatch(folded)
        or _FIRST_DAY.fullmatch(folded.replace(".", "/"))
        or _NOT_YET.fullmatch(folded)
    )


def serial_day(serial: float) -> date:
    """The day of a workbook's number, midnight in its last minute being the next day."""
    seconds = serial % 1 * 86_400
    later = seconds >= 86_340.5 and not _is_end_of_day(seconds - 86_340)
    return SERIAL_ZERO + timedelta(int(serial) + later)


def rounded_to_midnight(moment: str) -> str:
    """A typed moment ("2026-01-01 23:59:16"); in the last minute of a day it is the next day's
    start, since writers fall short of midnight. 23:59 and 23:59:59 are typed by people, and stay.
    """
    short = _LAST_MINUTE.match(moment)
    if not short or float(short[2]) < 0.5 or _is_end_of_day(float(short[2])):
        return moment
    return f"{date.fromisoformat(short[1]) + timedelta(1)} 00:00:00"


def _is_end_of_day(seconds: float) -> bool:
    """Whether the seconds after 23:59 are those of 23:59:59, as exact as a number holds them."""
    return 58.5 <= seconds < 59.5


def _as_usual(text: str) -> str:
    """A cell's text with its day in a usual form, small letters, as far as it is a day."""
    line = fold(unicodedata.normalize("NFKC", text).strip(_AROUND))
    line = _ZONE_NAME.sub("", line)
    line = _LEAD.sub("", _WEEKDAY.sub("", line))
    rewrites: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
        (_CLOCK_LEAD, " "),
        (_COMPACT, _compact_as_usual),
        (_NAMED_MONTH, _named_as_usual),
        (_SPACED, r"\1\2\3\2\4"),
    )
    for pattern, usual in rewrites:
        line = pattern.sub(usual, line)
    return line


def _compact_as_usual(match: re.Match[str]) -> str:
    year, month, day, hour, minute, second = match.groups()
    clock = f" {hour}:{minute}:{second or '00'}" if hour else ""
    return f"{year}-{month}-{day}{clock}"


def _named_as_usual(match: re.Match[str]) -> str:
    day, name, number, year = match.groups()
    return f"{day}/{_MONTHS[name] if name else number}/{year}"


def _days_later(zoned: re.Match[str]) -> int:
    """How many days later than its own clock's day the moment falls in Vietnam: -1, 0, 1."""
    hour = int(zoned["hour"])
    if zoned["half"]:
        hour = hour % 12 + 12 * (zoned["half"] in ("ch", "pm"))
    offset = 60 * int(zoned["hours"] or 0) + int(zoned["minutes"] or 0)
    ahead = -offset if zoned["sign"] == "-" else offset
    return (60 * hour + int(zoned["minute"]) - ahead + _VIETNAM) // _DAY


def _within_reason(day: date) -> date | None:
    return day if EARLIEST_YEAR <= day.year <= LATEST_YEAR else None
