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
from loaders.layouts.words import read_words


@dataclass(frozen=True)
class Answers:
    """What the person who loads a file says of it besides.

    `complete`: the list holds dossiers carried over too, though its rows show none.
    `accept_unbalanced`: lines of a form that break its sums count all the same.
    `unlikely_period`: the typed period is right, though the dates speak against it.
    `whole_list`: the list is no part of the whole, though its title or its rows look so.
    `today` None is today in Vietnam. `unit_codes`: folded text and commune code (or NO_COMMUNE) of
    each unit that is remembered for the layout. `word_meanings`: column and folded word, and the
    meaning that somebody gave it for the layout. `heading_columns`: a heading, and the column that
    it is where its layout lacks it. `planned_communes`: those with a plan here.
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
    unit_codes: tuple[tuple[str, str], ...] = ()
    word_meanings: tuple[tuple[tuple[str, str], str], ...] = ()
    heading_columns: tuple[tuple[str, str], ...] = ()
    planned_communes: frozenset[str] = frozenset()


_UNIT_PREFIX = "unit/"


@dataclass(frozen=True)
class RememberedUnit:
    """A unit of one layout as its file wrote it, and its commune's code or NO_COMMUNE."""

    layout: str
    text: str
    code: str
    remembered_at: datetime


def remembered_units(folder: Path) -> tuple[RememberedUnit, ...]:
    """The units whose commune the ledger remembers, ordered by layout and unit text."""
    return tuple(
        RememberedUnit(
            entry.name.split("/")[1], entry.value["unit"], entry.value["code"], entry.done_at
        )
        for entry in newest_settings(folder, _UNIT_PREFIX).sound
        if entry.value
    )


def remember_units(folder: Path, layout: str, code_of: Mapping[str, str], by: str) -> None:
    """Store in the ledger which commune each unit text of a layout is: its code, or NO_COMMUNE."""
    for text, code in code_of.items():
        set_setting(folder, _setting_name(layout, text), {"unit": text, "code": code}, by)


def forget_unit(folder: Path, unit: RememberedUnit, by: str) -> None:
    """Take back in the ledger which commune a unit is; the earlier entry stays in its history."""
    set_setting(folder, _setting_name(unit.layout, unit.text), None, by)


def answers_for_layout(answers: Answers, folder: Path, layout: str) -> Answers:
    """The answers with the units and mapped words that the record remembers for the layout.

    Of a word that both give a meaning the answers' own counts.
    """
    units = [unit for unit in remembered_units(folder) if unit.layout == layout]
    return replace(
        answers,
        unit_codes=tuple((fold(unit.text), unit.code) for unit in units),
        word_meanings=tuple(
            sorted({**meanings_of(folder, layout), **dict(answers.word_meanings)}.items())
        ),
    )


def remember_words(
    folder: Path, layout: str, rows: pa.Table | None, answers: Answers, by: str
) -> None:
    """Store in the record the meanings that the answers give to words these rows wait for.

    `rows` are a list's rows, waiting ones among them; None is none.
    """
    if rows is None:
        return
    earlier_meanings, meanings = meanings_of(folder, layout), dict(answers.word_meanings)
    for word in waiting_words(rows, earlier_meanings):
        if meaning := meanings.get((word.column, fold(word.word))):
            map_word(folder, layout, word.column, word.word, meaning, by)


def read_word_meanings(path: Path) -> tuple[tuple[tuple[str, str], str], ...]:
    """((column, folded word), meaning) of each word in a person's TOML file of words.

    Raises as `read_words`.
    """
    return tuple(
        ((column, word), meaning)
        for column, meanings in read_words(path).items()
        for word, meaning in meanings.items()
    )


def _setting_name(layout: str, unit_text: str) -> str:
    """The ledger's name for a unit's setting: "unit/danh-sach-ho-so/một cửa số 2"."""
    return f"{_UNIT_PREFIX}{layout}/{fold(unit_text)}"
