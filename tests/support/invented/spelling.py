"""A way to write a table that once was read wrongly, and all that may rightly come of it."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from tests.support.invented.dossiers import Dossier
from tests.support.workbook_writers import WRITERS
from tests.support.workbooks import TYPED, WORKBOOKS

Table = TypeVar("Table")
Days = tuple[date, date]

MERGING = (*WORKBOOKS, "html")
# In TCVN3 a raised figure is the sign of a letter.
WITH_RAISED_FIGURES = tuple(name for name in WRITERS if name != "csv tcvn3")
__all__ = ["MERGING", "TYPED", "WITH_RAISED_FIGURES", "WORKBOOKS", "Reading", "Spelling"]


def _all(dossier: Dossier) -> bool:
    """True for every dossier: a reading that keeps all of them."""
    return True


@dataclass(frozen=True)
class Reading:
    """A way to take the table that is right: stored, with these lines of it.

    Metrics (of a list) or columns (of a form) in `unknown` have no counts; "line: column" is one
    cell. `telling` are words, "a|b", of which one must stand in what a person is told.
    """

    keeps: Callable[[Dossier], bool] = _all
    unknown: Collection[str] = frozenset()
    telling: tuple[str, ...] = ()
    period: Days | None = None


AS_WRITTEN = Reading()


@dataclass(frozen=True)
class Spelling(Generic[Table]):
    """`of` is what it writes otherwise; two spellings of one thing do not go together.

    Besides the readings a refusal is right where its sentence has one of the words in `refusal`.
    """

    name: str
    of: frozenset[str]
    change: Callable[[Table, random.Random], Table]
    readings: tuple[Reading, ...] = (AS_WRITTEN,)
    refusal: str = ""
    writers: tuple[str, ...] = field(default=tuple(WRITERS))
    layouts: Collection[str] = frozenset()  # none: all of its kind
