"""The machine's clock held against the record: it cannot be earlier than what was stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data import dates
from data.dates import HANOI, day_text
from data.record import ledger
from data.record.connection import read_ledger
from data.record.entries import NO_MOMENT, moment_or_no_moment

_TABLES = ("actions", "settings", "tasks_done", "late_marks", "plan_versions")


@dataclass(frozen=True)
class Clock:
    """The machine's day, and the latest day that the record has; None where it has none."""

    day: date
    recorded_day: date | None

    @property
    def is_behind(self) -> bool:
        """Whether the record has a day later than the machine's day."""
        return self.recorded_day is not None and self.recorded_day > self.day

    @property
    def today(self) -> date:
        """The day that counts as today: the later one of the machine's and the record's day."""
        return max(self.day, self.recorded_day or self.day)

    @property
    def sentence(self) -> str:
        """A warning in Vietnamese that the machine's clock is behind the record."""
        recorded_text = day_text(self.recorded_day or self.day)
        return (
            f"Đồng hồ của máy đang chỉ ngày {day_text(self.day)}, nhưng kho số liệu đã có ngày "
            f"{recorded_text}: hãy chỉnh lại đồng hồ. Cho đến khi đó, “hôm nay” được lấy là "
            f"{recorded_text}."
        )


def clock_of(folder: Path) -> Clock:
    """The machine's present day and the latest day of the record in a folder."""
    return Clock(dates.today(), latest_recorded_day(folder))


def latest_recorded_day(folder: Path) -> date | None:
    """The latest day of any entry or real list in a record; None where it has none."""
    return max(_recorded_days(folder), default=None)


def first_recorded_day(folder: Path) -> date | None:
    """The day of the record's first entry, in Vietnam; None where it has none."""
    with read_ledger(folder) as connection:
        firsts = [
            connection.execute(f"select min({column}) from {table}").fetchone()[0]
            for table, column in (("uploads", "stored_at"), *((t, "done_at") for t in _TABLES))
        ]
    moments = {moment_or_no_moment(first) for first in firsts} - {NO_MOMENT}
    return min(moments).astimezone(HANOI).date() if moments else None


def _recorded_days(folder: Path) -> Iterator[date]:
    """The days of a record's uploads and latest entries, and the last known days of real lists."""
    for upload in ledger.uploads(folder):
        yield upload.stored_at.astimezone(HANOI).date()
        if upload.table_name == "dossiers" and not (upload.demonstration or upload.withdrawn):
            yield upload.known_until
    with read_ledger(folder) as connection:
        for table in _TABLES:
            (last_done_at,) = connection.execute(f"select max(done_at) from {table}").fetchone()
            moment = moment_or_no_moment(last_done_at)
            if moment != NO_MOMENT:
                yield moment.astimezone(HANOI).date()
