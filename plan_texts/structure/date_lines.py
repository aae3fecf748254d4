"""The line of a document's place and date: "Đồng Nguyên, ngày 26 tháng 02 năm 2026"."""

from __future__ import annotations

import re
from datetime import date

_HEAD_LENGTH = 6_000  # letters from the beginning; the document's date stands there
# The day, or day and month, may be left blank.
_DATE_LINE = re.compile(
    r"^[^\n]{0,120}?,\s*ngày\s*(?P<day>\d{1,2})?[\s.…]*tháng\s*(?P<month>\d{1,2})?[\s.…]*"
    r"năm\s*(?P<year>20\d\d)\W*$",
    re.IGNORECASE | re.MULTILINE,
)


_SHORT_DATE_LINE = re.compile(
    r"[^\W\d][^\d,;:]{1,40},\s*ngày\s*\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*20\d\d\W*"
)


def is_date_line(text: str) -> bool:
    """Whether a line is that of a document's place and date ("Hòa An, ngày 5 tháng 3 năm 2026")."""
    line = text.strip()
    return bool(_DATE_LINE.fullmatch(line) or _SHORT_DATE_LINE.fullmatch(line))


def date_as_written(text: str) -> str:
    """The date on a line of place and date ("26/02/2026", "ngày … tháng 3 năm 2026"); else "".

    The second where a part of it is blank.
    """
    line = _DATE_LINE.fullmatch(text.strip())
    if not line:
        return ""
    if line["day"] and line["month"]:
        return f"{line['day']}/{line['month']}/{line['year']}"
    return f"ngày {line['day'] or '…'} tháng {line['month'] or '…'} năm {line['year']}"


def issue_day(text: str) -> date | None:
    """The day on a document's line of place and date, the 1st where it is blank; None without one.

    None too where its month is blank.
    """
    line = _DATE_LINE.search(text[:_HEAD_LENGTH])
    if not line or not line["month"]:
        return None
    try:
        return date(int(line["year"]), int(line["month"]), int(line["day"] or 1))
    except ValueError:
        return None
