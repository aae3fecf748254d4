"""Days: told by another clock, some seconds short, or written as databases and people do."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone

from tests.support.invented.dossiers import Dossier
from tests.support.invented.listing import Listing, as_day_cells, days_as, dotted
from tests.support.invented.spelling import TYPED, WORKBOOKS, Spelling
from tests.support.workbooks import Cell

VIETNAM = timezone(timedelta(hours=7))
_WEEKDAYS = ("thứ Hai", "Thứ ba", "thứ tư", "Thứ Năm", "THỨ SÁU", "Thứ bảy", "Chủ Nhật")
_SHORT = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


def _in_zone(hours: int, at: time, form: str) -> Callable[[date], Cell]:
    """A moment of the day in Vietnam as a clock so many hours from UTC tells it."""
    zone = timezone(timedelta(hours=hours)) if hours else UTC
    return lambda day: datetime.combine(day, at, VIETNAM).astimezone(zone).strftime(form)


def _days(
    name: str, write: Callable[[date], Cell], *which: str, writers: tuple[str, ...] = ()
) -> Spelling[Listing]:
    def change(listing: Listing, dice: random.Random) -> Listing:
        return days_as(listing, write, *which)

    given = {"writers": writers} if writers else {}
    return Spelling(name, frozenset({"days"}), change, **given)


def _cells(name: str, clock: Callable[[date], datetime]) -> Spelling[Listing]:
    def change(listing: Listing, dice: random.Random) -> Listing:
        return as_day_cells(listing, clock)

    return Spelling(name, frozenset({"days"}), change, writers=TYPED)


def _short(seconds: float) -> Callable[[date], datetime]:
    return lambda day: datetime.combine(day, time(0)) - timedelta(seconds=seconds)


# What is written how: the day is the same in each.
MOMENTS = (
    _days("midnight in UTC, with Z", _in_zone(0, time(0), "%Y-%m-%dT%H:%M:%S.000Z")),
    _days("early morning in UTC, with Z", _in_zone(0, time(6, 45), "%Y-%m-%dT%H:%M:%SZ")),
    _days("UTC with +00:00", _in_zone(0, time(1, 30), "%Y-%m-%dT%H:%M:%S+00:00")),
    _days("UTC, a space between", _in_zone(0, time(0), "%Y-%m-%d %H:%M:%S+00:00")),
    _days("UTC without a colon", _in_zone(0, time(3), "%Y-%m-%dT%H:%M:%S.000+0000")),
    _days("a clock of Tokyo", _in_zone(9, time(23), "%Y-%m-%dT%H:%M:%S+09:00")),
    _days("a clock west of UTC", _in_zone(-5, time(8), "%Y-%m-%dT%H:%M:%S-05:00")),
    _days("Vietnam's own offset", _in_zone(7, time(0, 5), "%Y-%m-%dT%H:%M:%S+07:00")),
    _days("only the end in UTC", _in_zone(0, time(6, 30), "%Y-%m-%dT%H:%M:%SZ"), "finished"),
    _days("due at the end of the day", lambda d: f"{dotted(d)} 23:59:59", "due"),
    _days("due at 24:00", lambda d: f"{dotted(d)} 24:00", "due"),
    _cells("44 seconds short", _short(44)),
    _cells("a second short of a minute", _short(59)),
    _cells("a thousandth of a second short", _short(0.001)),
    _cells("cells at 23:59:59", lambda day: datetime.combine(day, time(23, 59, 59))),
    _cells("cells at an hour", lambda day: datetime.combine(day, time(16, 20))),
)
DAYS = (
    _days("02-Thg1-26", lambda d: f"{d:%d}-Thg{d.month}-{d:%y}"),
    _days("20260102", lambda d: f"{d:%Y%m%d}"),
    _days("20260102083000", lambda d: f"{d:%Y%m%d}083000"),
    _days("02 / 01 / 2026", lambda d: f"{d:%d} / {d:%m} / {d:%Y}"),
    _days("weekday, 02/01/2026", lambda d: f"{_WEEKDAYS[d.weekday()]}, {dotted(d)}"),
    _days("T6 02/01/2026", lambda d: f"{_SHORT[d.weekday()]} {dotted(d)}"),
    _days("in words", lambda d: f"ngày {d:%d} tháng {d:%m} năm {d:%Y}"),
    _days("in words, capital", lambda d: f"Ngày {d.day} tháng {d.month} năm {d.year}"),
    _days("a zero-width space in it", lambda d: f"{d:%d/%m}/\u200b{d:%Y}"),
    _days("a guard apostrophe before it", lambda d: f"'{dotted(d)}"),
    _days("with the time after a dash", lambda d: f"{dotted(d)} - 08:30"),
    _days("numbers of a workbook", lambda d: (d - date(1899, 12, 30)).days, writers=WORKBOOKS),
)


def _no_end(*ways: str) -> Callable[[Listing, random.Random], Listing]:
    def written(dossier: Dossier) -> Cell:
        return dotted(dossier.finished) or ways[dossier.number // 10 % len(ways)]

    return lambda listing, dice: listing.written(finished=written)


NO_DAYS = tuple(
    Spelling(f"no end: {', '.join(ways)}", frozenset({"days"}), _no_end(*ways))
    for ways in (
        ("N/A", "n/a"),
        ("--", "…"),
        ("-", "..."),
        ("Chưa có", "chưa có"),
        ("0001-01-01", "01/01/0001"),
        ("1900-01-00", "00/00/0000"),
        ("01/01/1900", "1900-01-01"),
        ("0001-01-01T00:00:00", "01/01/0001 00:00:00"),
        ("null", "NULL"),
        ("NaT", "nat"),
    )
)
