"""What was said of a system's units once: which commune each is, or that it is none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from data.record import ledger
from data.text import fold

_PREFIX = "unit/"
_LATEST = """
    select name, value, done_at from settings where id in (
        select max(id) from settings where substr(name, 1, ?) = ? group by name
    ) order by name
"""


@dataclass(frozen=True)
class Remembered:
    """A unit of one layout as its file wrote it, and its commune's code or NO_COMMUNE."""

    layout: str
    unit: str
    code: str
    said_at: datetime


def remembered(folder: Path) -> tuple[Remembered, ...]:
    """Every unit of which something was said and not taken back, by layout and unit."""
    with ledger.opened(folder) as connection:
        rows = connection.execute(_LATEST, (len(_PREFIX), _PREFIX)).fetchall()
    return tuple(
        Remembered(layout=name.split("/")[1], said_at=datetime.fromisoformat(at), **said)
        for name, value, at in rows
        if (said := json.loads(value))
    )


def remember(folder: Path, layout: str, units: Mapping[str, str], by: str) -> None:
    """Write what each unit of a layout is from now on: unit text → code, or NO_COMMUNE."""
    for unit, code in units.items():
        ledger.set_setting(folder, _name(layout, unit), {"unit": unit, "code": code}, by)


def forget(folder: Path, one: Remembered, by: str) -> None:
    """Take back what was said of a unit; the ledger keeps that it was said."""
    ledger.set_setting(folder, _name(one.layout, one.unit), None, by)


def with_remembered_units(answers: Answers, folder: Path, layout: str) -> Answers:
    """The answers with what was said of this layout's units."""
    units = ((fold(one.unit), one.code) for one in remembered(folder) if one.layout == layout)
    return replace(answers, units=tuple(units))


def _name(layout: str, unit: str) -> str:
    return f"{_PREFIX}{layout}/{fold(unit)}"


@dataclass(frozen=True)
class Answers:
    """What the person who loads a file says of it besides."""

    commune_code: str | None = None
    province_code: str | None = None
    home_code: str | None = None
    period: tuple[date, date] | None = None
    complete: bool = False  # the list holds dossiers carried over too, though its rows show none
    accept_unbalanced: bool = False  # lines of a form that break its sums count all the same
    unlikely_period: bool = False  # the typed period is right, though the dates speak against it
    today: date | None = None  # None is today in Vietnam
    units: tuple[tuple[str, str], ...] = ()  # of this layout's units: folded text, commune code
    planned: frozenset[str] = frozenset()  # the communes with a plan here
