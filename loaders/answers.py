"""What people say of files: of one file (`Answers`), and once of a system's units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa

from data.record.mapped_words import map_word, meanings_of, waiting_words
from data.record.settings import newest_settings, set_setting
from data.text import fold
from loaders.layouts.layout import read_words


@dataclass(frozen=True)
class Answers:
    """What the person who loads a file says of it besides.

    `complete`: the list holds dossiers carried over too, though its rows show none.
    `accept_unbalanced`: lines of a form that break its sums count all the same.
    `unlikely_period`: the typed period is right, though the dates speak against it.
    `whole_list`: the list is no part of the whole, though its title or its rows look so.
    `today` None is today in Vietnam. `units`: folded text and commune code (or NO_COMMUNE) of each
    unit that is remembered for the layout. `words`: column and folded word, and the meaning that
    somebody gave it for the layout. `planned`: the communes with a plan here.
    """

    commune_code: str | None = None
    province_code: str | None = None
    home_code: str | None = None
    period: tuple[date, date] | None = None
    complete: bool = False
    accept_unbalanced: bool = False
    unlikely_period: bool = False
    whole_list: bool = False
    today: date | None = None
    units: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[tuple[str, str], str], ...] = ()
    planned: frozenset[str] = frozenset()


_PREFIX = "unit/"


@dataclass(frozen=True)
class RememberedUnit:
    """A unit of one layout as its file wrote it, and its commune's code or NO_COMMUNE."""

    layout: str
    text: str
    code: str
    remembered_at: datetime


def remembered_units(folder: Path) -> tuple[RememberedUnit, ...]:
    """Every unit that is remembered and was not taken back, by layout and unit."""
    return tuple(
        RememberedUnit(
            entry.name.split("/")[1], entry.value["unit"], entry.value["code"], entry.done_at
        )
        for entry in newest_settings(folder, _PREFIX).sound
        if entry.value
    )


def remember(folder: Path, layout: str, code_of: Mapping[str, str], by: str) -> None:
    """Write what each unit of a layout is from now on: unit text → code, or NO_COMMUNE."""
    for text, code in code_of.items():
        set_setting(folder, _setting(layout, text), {"unit": text, "code": code}, by)


def forget(folder: Path, unit: RememberedUnit, by: str) -> None:
    """Take back what a unit is; the ledger keeps that it was said."""
    set_setting(folder, _setting(unit.layout, unit.text), None, by)


def with_remembered(answers: Answers, folder: Path, layout: str) -> Answers:
    """The answers with the units that are remembered for this layout, and its mapped words."""
    units = [unit for unit in remembered_units(folder) if unit.layout == layout]
    return replace(
        answers,
        units=tuple((fold(unit.text), unit.code) for unit in units),
        words=tuple(sorted({**meanings_of(folder, layout), **dict(answers.words)}.items())),
    )


def remember_words(
    folder: Path, layout: str, rows: pa.Table | None, answers: Answers, by: str
) -> None:
    """Write the meanings that the answers give to words which rows of a list wait for."""
    if rows is None:
        return
    before, meanings = meanings_of(folder, layout), dict(answers.words)
    for word in waiting_words(rows, before):
        if meaning := meanings.get((word.column, fold(word.word))):
            map_word(folder, layout, word.column, word.word, meaning, by)


def words_in_file(path: Path) -> tuple[tuple[tuple[str, str], str], ...]:
    """The meanings that a file gives to words, as `Answers` holds them; raises as `read_words`."""
    return tuple(
        ((column, word), meaning)
        for column, meanings in read_words(path).items()
        for word, meaning in meanings.items()
    )


def _setting(layout: str, text: str) -> str:
    """A setting's name, "unit/danh-sach-ho-so/một cửa số 2"."""
    return f"{_PREFIX}{layout}/{fold(text)}"
