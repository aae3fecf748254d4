"""A task as read from a plan's text, its deadline, and the time of the plan itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.planning.own_day import OwnDay
from data.planning.task import Cadence, Kind


@dataclass(frozen=True)
class PlanTime:
    """The year that a plan is for, and the day that its document is from.

    `year` is None too where it is for several, of which `first_year` is the first. `issued` is the
    first of the month where the day is blank. Each None where the text does not say it.
    """

    year: int | None
    issued: date | None
    first_year: int | None


@dataclass(frozen=True)
class Deadline:
    """When a task is due, by the words from offset `start` to `end` of a text.

    `first` and `last` are its days, both included; None where the words name none. `is_introduced`
    is False where a day or a month stands alone, without a word that says how it is meant.
    `own_day` is that of each period of what recurs, `day_words` what names it further on.
    """

    start: int
    end: int
    kind: Kind
    cadence: tuple[Cadence, ...]
    first: date | None = None
    last: date | None = None
    is_introduced: bool = True
    own_day: OwnDay | None = None
    day_words: str = ""

    @property
    def is_dated(self) -> bool:
        """Whether the deadline has days or recurs; not if open, running on or on occasion."""
        return self.kind in ("deadline", "period", "recurring") and self.cadence != ("ad_hoc",)


@dataclass(frozen=True)
class TaskProposal:
    """A task as read: nothing counts until a person has confirmed it.

    `kind`, `cadence`, `first`, `last` and `own_day` are those of `data.planning.task.Task`;
    `deadline_text` is the deadline as written. A deadline or a period without days names one that
    no calendar has, or none whose year is known. `leads` and `supports` are those who do it,
    `product` what is to be shown, `place` the part of the document; each empty where the text does
    not say it. `line` is the line (from 1) of the row or of the deadline, `words` the text that it
    rests on.
    """

    title: str
    kind: Kind
    cadence: tuple[Cadence, ...]
    deadline_text: str
    first: date | None
    last: date | None
    leads: tuple[str, ...]
    supports: tuple[str, ...]
    product: str
    place: str
    line: int
    words: str
    own_day: OwnDay | None = None
