"""What a text names of time: spans of days, and recurrences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from data.planning.own_day import OwnDay
from data.planning.task import Cadence

# "before" and "by" name no first day; "within" is a month, a quarter, …; "range" goes from one
# moment to another, "from" from one to the year's end; "on" is a day alone.
Sort = Literal["before", "by", "within", "range", "from", "on"]

LIST_JOINT = re.compile(r"\s*(?:[,;•&/+]|,?\s*(?:và|hoặc))\s*")  # between times of a list


@dataclass(frozen=True)
class TimeSpan:
    """The days that words from offset `start` to `end` set, both included.

    `first` is None where they name no beginning; both are None where they name an impossible day
    (`is_impossible`), or no year that anybody knows. `is_introduced`: words before the moment say
    how it is meant.
    """

    start: int
    end: int
    sort: Sort
    first: date | None
    last: date | None
    is_introduced: bool
    is_impossible: bool = False


@dataclass(frozen=True)
class Recurrence:
    """How often something recurs, by the words from offset `start` to `end`.

    `own_day` is the day of each period that they name, or those further on (`day_words`).
    """

    start: int
    end: int
    cadence: tuple[Cadence, ...]
    own_day: OwnDay | None = None
    day_words: str = ""
