"""The head of a plan's document, put together from its beginning."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from plan_texts.head.head_lines import HeadLine, head_lines
from plan_texts.head.issuer import issuer
from plan_texts.head.title import document_title
from plan_texts.language.letters import lower_letters
from plan_texts.structure.date_lines import date_as_written
from plan_texts.times.named_times import TimeSpan
from plan_texts.times.time_spans import time_spans

_NUMBER = re.compile(r"số\s*:?\s*(?P<number>\d{1,6})\s*(?P<sign>[/-][\wĐđ&/-]+)", re.IGNORECASE)
_YEARS = re.compile(r"giai đoạn\s+(?:từ\s+)?(?:năm\s+)?(20\d\d)\s*(?:[-–]|đến(?: năm)?)\s*(20\d\d)")

# "Kế hoạch này có hiệu lực từ ngày 01/9/2026"
_IN_FORCE = re.compile(
    r"(?<!\w)(?:kế hoạch|quyết định|văn bản|chương trình|nghị quyết|thông báo|chỉ thị) này"
    r" có hiệu lực(?: thi hành)?(?: kể)? từ ngày (?P<day>\d{1,2})"
    r"(?:/| tháng )(?P<month>\d{1,2})(?:/| năm )"
    r"(?P<year>20\d\d)"
)
_GOES_ON = re.compile(r"(?:những|các) năm tiếp theo")


@dataclass(frozen=True)
class DocumentHead:
    """What a document says of itself; "" and None where it does not say it.

    `number` is "74/KH-UBND", "" too where it is left blank. `date` is "26/02/2026", where day or
    month are blank "ngày … tháng 3 năm 2026". `valid_from` and `valid_to` are the first and the
    last day of the year, the part of a year, or the years that its title names.
    """

    title: str = ""
    number: str = ""
    date: str = ""
    issuer: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


def read_head(text: str) -> DocumentHead:
    """The title, number, date, issuer and validity that a text begins with; blank without them."""
    lines = head_lines(unicodedata.normalize("NFC", text))
    title, number, date = document_title(lines), _number(lines), _date(lines)
    if not (title or number or date):
        return DocumentHead()
    valid_from, valid_to = _validity(title)
    days = (day for day in (valid_from, _first_day_in_force(text)) if day)
    valid_from = max(days, default=None)  # a year's plan may be in force the month before
    if valid_from and valid_to and valid_to < valid_from:
        valid_to = None
    return DocumentHead(title, number, date, issuer(lines), valid_from, valid_to)


def _number(lines: Sequence[HeadLine]) -> str:
    """The document's number on its line "Số: 74/KH-UBND"; "" where it is blank or has no line."""
    for line in lines:
        for cell in line.cells:
            if number := _NUMBER.fullmatch(cell):
                return f"{number['number']}{number['sign']}"
    return ""


def _date(lines: Sequence[HeadLine]) -> str:
    """The date on the line of place and date, as "26/02/2026"; "" where there is no such line."""
    texts = (text for line in lines for text in (*line.cells, " ".join(line.cells)))
    return next(filter(None, map(date_as_written, texts)), "")


def _validity(title: str) -> tuple[dt.date | None, dt.date | None]:
    """The first and last day of the shortest span that a title names; each None where unnamed.

    Of several parts of a year the last: a notice on six months sets tasks for the next six.
    """
    lowercase = lower_letters(title)
    spans = [span for span in time_spans(lowercase, None) if span.first and span.last]
    if spans:
        span = min(reversed(spans), key=_length)
        return span.first, None if _GOES_ON.search(lowercase) else span.last
    if years := _YEARS.search(lowercase):
        return dt.date(int(years[1]), 1, 1), dt.date(int(years[2]), 12, 31)
    return None, None


def _first_day_in_force(text: str) -> dt.date | None:
    """The day from which a document says that it is in force; None where it names none."""
    match = _IN_FORCE.search(lower_letters(unicodedata.normalize("NFC", text)))
    try:
        return (
            dt.date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
        )
    except ValueError:
        return None


def _length(span: TimeSpan) -> int:
    """The number of days from a span's first to its last; 0 where it lacks one of them."""
    return (span.last - span.first).days if span.first and span.last else 0
