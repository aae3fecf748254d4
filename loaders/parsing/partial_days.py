"""From–to days of a title that leave out their year, or their months: the other lines say it.

"Tháng 01/2026 (từ 15/12 đến 14/01)"                                15/12/2025 to 14/01/2026
"Tháng 01/2026 (từ ngày 15 tháng trước đến ngày 14 tháng này)"      the same
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta

Span = tuple[date, date]

_TO = r"\s*(?:[-–,;]?\s*(?:đến|tới)|[-–])\s*(?:hết\s*)?(?:ngày)?\s*:?\s*"
_DAY_AND_MONTH = r"(?<!\d)(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})(?!\d)"
_FROM_TO = re.compile(
    rf"(?<![/.-]){_DAY_AND_MONTH}{_TO}{_DAY_AND_MONTH}(?!\s*(?:[/.-]\s*|năm\s*)\d)"
)
_YEAR = re.compile(r"(?:/|năm|[-–.])\s*(20\d{2})(?!\d)")
_IN_LAST_MONTH = re.compile(
    r"ngày\s*(\d{1,2})\s*(?:của\s*)?tháng\s*(?:liền |kề )*(?:trước|cuối)[^\d;]*?"
    r"(?:đến|tới)\s*(?:hết\s*)?ngày\s*(\d{1,2})\s*(?:của\s*)?tháng(?!\s*\d)"
)


def spans_without_year(lines: Sequence[str]) -> set[Span]:
    """The spans of "từ 15/12 đến 14/01" in folded lines, in every year that the lines name."""
    years = {int(match[1]) for line in lines for match in _YEAR.finditer(line)}
    numbers = [[int(n) for n in m.groups()] for line in lines for m in _FROM_TO.finditer(line)]
    return {span for year in years for days in numbers for span in _spans_in_year(days, year)}


def _spans_in_year(numbers: Sequence[int], year: int) -> Iterator[Span]:
    """The span of [day, month, day, month] that ends in `year`; nothing if a day does not exist."""
    first_day, first_month, last_day, last_month = numbers
    first_year = year if (first_month, first_day) <= (last_month, last_day) else year - 1
    with suppress(ValueError):
        yield date(first_year, first_month, first_day), date(year, last_month, last_day)


def moved_by_relative_days(spans: Iterable[Span], lines: Iterable[str]) -> set[Span]:
    """The spans moved to the days of "ngày 15 tháng trước … 14 tháng này"; as they are without.

    From 1–31 January by "từ ngày 15 tháng trước đến ngày 14 tháng này" to 15 December–14 January.
    """
    matches = (match for line in lines if (match := _IN_LAST_MONTH.search(line)))
    days = {(int(match[1]), int(match[2])) for match in matches}
    if not days:
        return set(spans)
    moved_spans = set[Span]()
    for first, last in spans:
        month_before = first.replace(day=1) - timedelta(1)
        for first_day, last_day in days:
            with suppress(ValueError):
                moved_spans.add((month_before.replace(day=first_day), last.replace(day=last_day)))
    return moved_spans
