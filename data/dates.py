"""How a day is usually written, and what day it is; cells ask `data/day_cells.py`, which asks here.

The patterns serve Python's `re` and DuckDB's regular expressions alike: they hold no look-around
and no reference back. All are meant to be matched without regard to case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
EARLIEST_YEAR, LATEST_YEAR = 2000, 2100

_DAY_FIRST = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"  # two signs as well: 08/12-2025
_YEAR_FIRST = "|".join(rf"\d{{4}}{sign}\d{{1,2}}{sign}\d{{1,2}}" for sign in ("/", "-", r"\."))
_SHORT_YEAR = "|".join(rf"\d{{1,2}}{sign}\d{{1,2}}{sign}[23]\d" for sign in ("/", r"\."))
# A day's pattern → the order of its numbers, once "/" stands between them. A year of two digits is
# one of the next or the last few: another is rather a year that stands first (26/01/05), or a
# Buddhist one. Hyphens stand in years written first (26-01-25): between two digits each they tell
# nothing.
DAY_PATTERNS: Mapping[str, str] = MappingProxyType(
    {_DAY_FIRST: "%d/%m/%Y", _YEAR_FIRST: "%Y/%m/%d", _SHORT_YEAR: "%d/%m/%y"}
)
# A cell typed as a day, as the reader gives it. Groups: year, month, day, clock, seconds.
TYPED = r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:\.\d{1,6})?Z?)?"
# 08:30 · 8:30:15.5 · 8h · 8h30 · 8 giờ 30 phút · 08:30 SA
CLOCK = (
    r"(?:[01]?\d|2[0-4])"
    r"(?:\s*:\s*[0-5]\d(?::[0-5]\d(?:\.\d+)?)?"
    r"|\s*(?:h|g|giờ)(?:\s*[0-5]\d(?:\s*phút|:[0-5]\d)?)?)"
    r"(?:\s*(?:sa|ch|am|pm))?"
)
_GAP = r"(?:\s*[-–,]\s*|\s+|t)"
# Around a day in a cell: spaces, and the apostrophe that makes a text of a cell.
SPACES, HARD_SPACES, APOSTROPHES = " \t\n\r", "\u00a0\u202f", "'\u2018\u2019"
_AROUND_SIGNS = SPACES + HARD_SPACES + APOSTROPHES
AROUND = "[\\s\u00a0\u202f\\x27\u2018\u2019]*"  # in SQL too, so no bare apostrophe
# Excel's number of a day, where a date cell lost its format: days after SERIAL_ZERO. A Mac's
# workbook may count from 1904 instead: each number is less by EPOCHS_APART then.
SERIAL = r"[1-9]\d{4}(?:\.\d+)?"
SERIAL_ZERO = date(1899, 12, 30)
EPOCHS_APART = 1462
# A day inside a line, the signs between its numbers as people type them: day, month, year.
IN_LINE = r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})"
_APOSTROPHE_IN_LINE = re.compile(rf"[{APOSTROPHES}](?=\d)")
# 2025-12-08T09:30:00Z
_MOMENT_IN_LINE = re.compile(
    r"(?<![\d/.-])\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:\d\d)?(?!\d)"
)
_YEAR_FIRST_IN_LINE = re.compile(r"(?<![\d/.-])(\d{4})(\s?[/-]\s?|\.)(\d{1,2})\2(\d{1,2})(?![\d/])")
_SHORT_YEAR_IN_LINE = re.compile(r"(?<![\d/.-])(\d{1,2})/(\d{1,2})/([23]\d)(?![\d/])")
_IN_WORDS = re.compile(r"\b(\d{1,2})\s*tháng\s*(\d{1,2})\s*(?:năm|[/-])\s*(\d{4})\b")


def whole_day_pattern(day_pattern: str) -> str:
    """A regular expression for a whole text: the day as group 1, with or without a time of day.

    `day_pattern` is one of DAY_PATTERNS; the day is the pattern's first group.
    """
    return f"^(?:{CLOCK}{_GAP})?({day_pattern})(?:{_GAP}{CLOCK})?$"


_WHOLE_DAYS = tuple(
    (re.compile(whole_day_pattern(pattern), re.IGNORECASE), day_format)
    for pattern, day_format in DAY_PATTERNS.items()
)


def today() -> date:
    """Today's date in Vietnam, wherever the server stands."""
    return datetime.now(HANOI).date()


def read_day(text: str) -> date | None:
    """The day that the whole text states, without any time beside it; None where it is no day.

    None too where the text holds anything else (a clock's zone too: `data/day_cells.py`), where
    there is no such day, and where its year is before EARLIEST_YEAR or after LATEST_YEAR.
    """
    match = _day_and_format(text)
    if not match:
        return None
    day, day_format = match
    try:
        return plausible_day(datetime.strptime(re.sub("[-.]", "/", day), day_format).date())
    except ValueError:
        return None


def is_like_day(text: str) -> bool:
    """Whether the whole text is written like a day, with or without a clock: "31/02/2026" too."""
    return _day_and_format(text) is not None


def rewrite_days(line: str) -> str:
    """A folded line with each written day in it rewritten as 8/12/2025, real or not.

    "8 tháng 12 năm 2025" too: in a line above a table that is a day of its period, in a cell of
    the table it is the place and day of a signature, which `read_day` leaves alone.
    """
    line = _MOMENT_IN_LINE.sub(_rewrite_moment, _APOSTROPHE_IN_LINE.sub("", line))
    line = _YEAR_FIRST_IN_LINE.sub(r"\4/\3/\1", line)
    line = _SHORT_YEAR_IN_LINE.sub(r"\1/\2/20\3", line)
    return _IN_WORDS.sub(r"\1/\2/\3", line)


def _rewrite_moment(match: re.Match[str]) -> str:
    """A matched moment by Vietnam's clock: "08/12/2025 09:30:00", the day alone at midnight.

    At midnight the day alone; a moment that does not exist stays as it is.
    """
    try:
        moment = datetime.fromisoformat(match[0].upper())
    except ValueError:
        return match[0]
    local = moment.astimezone(HANOI) if moment.tzinfo else moment
    is_midnight = f"{local:%H%M%S}" == "000000"
    return day_text(local) if is_midnight else f"{day_text(local)} {local:%H:%M:%S}"


def _day_and_format(text: str) -> tuple[str, str] | None:
    """A whole text's day and its `strptime` format ("%d/%m/%Y"); None where it is no day."""
    plain_text = " ".join(text.strip(_AROUND_SIGNS).split())
    matches = ((pattern.match(plain_text), day_format) for pattern, day_format in _WHOLE_DAYS)
    return next(((match[1], day_format) for match, day_format in matches if match), None)


def plausible_day(day: date) -> date | None:
    """The day itself; None where its year is before EARLIEST_YEAR or after LATEST_YEAR."""
    return day if EARLIEST_YEAR <= day.year <= LATEST_YEAR else None


def day_text(day: date) -> str:
    """A day as people read it: "08/12/2025"."""
    return f"{day:%d/%m/%Y}"


def moment_text(moment: datetime) -> str:
    """A moment by Vietnam's clock: "08:30 ngày 08/12/2025"; ValueError without a time zone."""
    if moment.tzinfo is None:
        raise ValueError(f"Thời điểm không có múi giờ: {moment}")
    local = moment.astimezone(HANOI)
    return f"{local:%H:%M} ngày {day_text(local)}"


def span_text(first: date, last: date) -> str:
    """First and last day as a span: "01/12/2025–31/12/2025"."""
    return f"{day_text(first)}–{day_text(last)}"


def from_to_text(first: date, last: date) -> str:
    """First and last day as a title: "Từ ngày 01/12/2025 đến ngày 31/12/2025"."""
    return f"Từ ngày {day_text(first)} đến ngày {day_text(last)}"


def short_span_text(first: date, last: date) -> str:
    """First and last day, a shared year once: "01/03–31/03/2026"."""
    if first == last:
        return day_text(first)
    start = f"{first:%d/%m}" if first.year == last.year else day_text(first)
    return f"{start}–{day_text(last)}"


def short_spans_text(day_spans: Iterable[tuple[date, date]]) -> str:
    """Spans of (first day, last day): "01/03–10/03/2026, 21/03–31/03/2026"."""
    return ", ".join(short_span_text(first, last) for first, last in day_spans)
