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


class GarbledCell(ValueError):
    """A stored value is not what the program writes there; the message says how, in Vietnamese."""


@dataclass(frozen=True)
class UnreadableEntry:
    """A stored entry that is left out: its name in words, why, and what to do about it."""

    entry_name: str
    cause: str
    remedy: str

    @property
    def sentence(self) -> str:
        """What cannot be read, why, and what to do: “Thiết lập … không đọc được (…) …”."""
        return f"{self.entry_name} không đọc được ({self.cause}) nên không dùng: {self.remedy}"


@dataclass(frozen=True)
class Entries(Generic[Entry]):
    """Those entries of a table that could be read, in order, and those that could not."""

    sound: tuple[Entry, ...]
    unreadable: tuple[UnreadableEntry, ...] = ()


def parse_entries(
    rows: Iterable[sqlite3.Row],
    parse: Callable[[sqlite3.Row], Entry],
    describe: Callable[[sqlite3.Row], tuple[str, str]],
) -> Entries[Entry]:
    """The rows that `parse` reads, and those on which it raises ValueError, named by `describe`.

    `parse` raises ValueError where a row is garbled; `describe` gives such a row's name in words
    and its remedy.
    """
    sound_entries: list[Entry] = []
    unreadable_entries: list[UnreadableEntry] = []
    for row in rows:
        try:
            sound_entries.append(parse(row))
        except ValueError as error:
            entry_name, remedy = describe(row)
            unreadable_entries.append(
                UnreadableEntry(
                    quotable_text(entry_name), quotable_text(_cause_text(error)), remedy
                )
            )
    return Entries(tuple(sound_entries), tuple(unreadable_entries))


def text_in(cell: object) -> str:
    """The text in a ledger's cell; GarbledCell where it is no text or has damaged letters."""
    if not isinstance(cell, str) or _REPLACED in cell:
        raise GarbledCell("chữ bị hỏng")
    return cell


def truth_in(cell: object) -> bool:
    """The truth value of a cell with 0 or 1; GarbledCell for anything else."""
    if cell not in (0, 1):
        raise GarbledCell("không phải 0 hoặc 1")
    return bool(cell)


def day_in(cell: object) -> date:
    """The day in a cell with ISO text; GarbledCell for anything else."""
    try:
        return date.fromisoformat(text_in(cell))
    except ValueError as error:
        raise GarbledCell("ngày bị hỏng") from error


def moment_in(cell: object) -> datetime:
    """The moment in a cell with ISO text and time zone; GarbledCell for anything else."""
    try:
        moment = datetime.fromisoformat(text_in(cell))
    except ValueError as error:
        raise GarbledCell("thời điểm bị hỏng") from error
    if moment.tzinfo is None:
        raise GarbledCell("thời điểm bị hỏng")
    return moment


def moment_or_no_moment(cell: object) -> datetime:
    """The moment in a cell with ISO text and time zone; NO_MOMENT (in year 1) for anything else."""
    try:
        return moment_in(cell)
    except GarbledCell:
        return NO_MOMENT


def quotable_text(text: str) -> str:
    """A stored text to quote in a sentence: signs that do not print as “·”, at most 160 signs."""
    printable = "".join(sign if sign.isprintable() else "·" for sign in str(text))
    return printable if len(printable) <= 160 else f"{printable[:159]}…"


def _cause_text(error: ValueError) -> str:
    """Why an entry cannot be read, in Vietnamese, for an error that parsing it raised."""
    return str(error) if isinstance(error, GarbledCell) else "nội dung bị hỏng"
