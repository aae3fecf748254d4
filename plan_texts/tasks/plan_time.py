"""The time that a plan is for, and the day on which it was issued, as its text says them."""

from __future__ import annotations

import re
from collections import Counter

from plan_texts.structure.date_lines import issue_day
from plan_texts.targets.standpoint import plan_year
from plan_texts.tasks.proposal import PlanTime

_FULL_DAY = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/(20\d\d)(?![\d/])")


def plan_time(text: str) -> PlanTime:
    """What a plan's text says of its time.

    Where it names no year of its own, that of its document, else the one of most of its days.
    """
    issued = issue_day(text)
    year = plan_year(text) or (issued.year if issued else None)
    return PlanTime(year or _most_common_year(text), issued)


def _most_common_year(text: str) -> int | None:
    """The year of most full days of a text, the later of equals; None where it has none."""
    counts = Counter(int(year) for year in _FULL_DAY.findall(text))
    return max(counts, key=lambda year: (counts[year], year), default=None)
