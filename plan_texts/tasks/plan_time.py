"""The time that a plan is for, and the day on which it was issued, as its text says them."""

from __future__ import annotations

import re
from collections import Counter

from plan_texts.tasks.proposal import PlanTime
from plan_texts.tense.standpoint import standpoint

_MARK_UP = re.compile(r"^[#*\s]+(?=\S)|\*\*", re.MULTILINE)  # "## **KẾ HOẠCH**"
_FULL_DAY = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/(20\d\d)(?![\d/])")


def plan_time(text: str) -> PlanTime:
    """The year that a plan's text is for, and the day that it was issued.

    Where it names no year, that of the document's day, else the one of most days in it.
    """
    plan = standpoint(_MARK_UP.sub("", text))
    first_year = plan.year or _most_common_year(text)
    is_for_several = plan.last_year not in (None, plan.year)
    return PlanTime(None if is_for_several else first_year, plan.written_on, first_year)


def _most_common_year(text: str) -> int | None:
    """The year of most full days of a text, the later of equals; None where it has none."""
    counts = Counter(int(year) for year in _FULL_DAY.findall(text))
    return max(counts, key=lambda year: (counts[year], year), default=None)
