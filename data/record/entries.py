"""The ledger's entries, parsed one by one: a garbled one is named and left out, no other is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Generic, TypeVar

Entry = TypeVar("Entry")
NO_MOMENT = datetime.min.replace(tzinfo=UTC)
_REPLACED = "\ufffd"  # stands where bytes were no UTF-8


class Garbled(ValueError):
    """A stored value is not what the program writes there; the message says how, in Vietnamese."""


@dataclass(frozen=True)
class Unreadable:
    """A stored entry that is left out: what it is, why, and what to do about it."""

    entry: str
    cause: str
    remedy: str

    @property
    def sentence(self) -> str:
        """ "Thiết lập “home_commune” không đọc được (…) nên không dùng: hãy chọn lại…"."""
        return f"{self.entry} không đọc được ({self.cause}) nên không dùng: {self.remedy}"


@dataclass(frozen=True)
class Entries(Generic[Entry]):
    """Those entries of a table that could be read, in order, and those that could not."""

    sound: tuple[Entry, ...]
    unreadable: tuple[Unreadable, ...] = ()


def parse_entries(
    rows: Iterable[sqlite3.Row],
    parse: Callable[[sqlite3.Row], Entry],
    describe: Callable[[sqlite3.Row], tuple[str, str]],
) -> Entries[Entry]:
    """Parse each row; one that is garbled is described by what it is and what to do about it."""
    sound: list[Entry] = []
    unreadable: list[Unreadable] = []
    for row in rows:
        try:
            sound.append(parse(row))
        except ValueError as error:
            entry, remedy = describe(row)
            unreadable.append(Unreadable(shown(entry), shown(_cause(error)), remedy))
    return Entries(tuple(sound), tuple(unreadable))


def text_in(cell: object) -> str:
    """A cell that holds a text; raises Garbled."""
    if not isinstance(cell, str) or _REPLACED in cell:
        raise Garbled("chữ bị hỏng")
    return cell


def truth_in(cell: object) -> bool:
    """A cell that holds 0 or 1; raises Garbled."""
    if cell not in (0, 1):
        raise Garbled("không phải 0 hoặc 1")
    return bool(cell)


def day_in(cell: object) -> date:
    """A cell that holds a day; raises Garbled."""
    try:
        return date.fromisoformat(text_in(cell))
    except ValueError as error:
        raise Garbled("ngày bị hỏng") from error


def moment_in(cell: object) -> datetime:
    """A cell that holds a moment with its zone; raises Garbled."""
    try:
        moment = datetime.fromisoformat(text_in(cell))
    except ValueError as error:
        raise Garbled("thời điểm bị hỏng") from error
    if moment.tzinfo is None:
        raise Garbled("thời điểm bị hỏng")
    return moment


def moment_or_no_moment(cell: object) -> datetime:
    """The moment in a cell, or NO_MOMENT: it alone makes no entry unreadable."""
    try:
        return moment_in(cell)
    except Garbled:
        return NO_MOMENT


def shown(text: str) -> str:
    """A stored text as a sentence may quote it: no signs that a screen obeys, not too long."""
    printable = "".join(sign if sign.isprintable() else "·" for sign in str(text))
    return printable if len(printable) <= 160 else f"{printable[:159]}…"


def _cause(error: ValueError) -> str:
    """Why an entry cannot be read; what a parser says is not for who never wrote the text."""
    return str(error) if isinstance(error, Garbled) else "nội dung bị hỏng"
