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
    """The day that the machine says, and the latest day that the record has, if any."""

    day: date
    recorded: date | None

    @property
    def is_behind(self) -> bool:
        """Whether the record has a day that the clock has not reached."""
        return self.recorded is not None and self.recorded > self.day

    @property
    def today(self) -> date:
        """The latest day that is known to have come: what counts as today."""
        return max(self.day, self.recorded or self.day)

    @property
    def sentence(self) -> str:
        """What a reader must know where the clock is behind."""
        recorded = day_text(self.recorded or self.day)
        return (
            f"Đồng hồ của máy đang chỉ ngày {day_text(self.day)}, nhưng kho số liệu đã có ngày "
            f"{recorded}: hãy chỉnh lại đồng hồ. Cho đến khi đó, “hôm nay” được lấy là {recorded}."
        )


def clock_of(folder: Path) -> Clock:
    """The clock beside the record in a folder, as both are now."""
    return Clock(dates.today(), latest_recorded_day(folder))


def latest_recorded_day(folder: Path) -> date | None:
    """The latest day that a record has."""
    return max(_recorded_days(folder), default=None)


def _recorded_days(folder: Path) -> Iterator[date]:
    """The days on which anything was written, and those of which real lists can tell."""
    for upload in ledger.uploads(folder):
        yield upload.stored_at.astimezone(HANOI).date()
        if upload.table_name == "dossiers" and not (upload.demonstration or upload.withdrawn):
            yield upload.known_until
    with read_ledger(folder) as connection:
        for table in _TABLES:
            (newest,) = connection.execute(f"select max(done_at) from {table}").fetchone()
            moment = moment_or_no_moment(newest)
            if moment != NO_MOMENT:
                yield moment.astimezone(HANOI).date()
