"""One trial of a seed: a clean table, one to three spellings of it, and a container at random."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tests.loaders.cases.form_spellings import FORM_TABLES
from tests.loaders.cases.letters import COMMAS, SPOILT
from tests.loaders.cases.list_tables import LIST_TABLES
from tests.support.distortions.kinds import LOSSLESS, Distortion
from tests.support.invented.dossiers import METRICS, month_of
from tests.support.invented.forms import Form, forms
from tests.support.invented.judging import verdict_on_form, verdict_on_list
from tests.support.invented.listing import OPENCPS, PLAIN, Column, Listing
from tests.support.invented.loading import in_container, loaded
from tests.support.invented.spelling import AS_WRITTEN, Spelling
from tests.support.workbook_writers import WRITERS
from tests.support.workbooks import Book, Page

Table = TypeVar("Table", Listing, Form)
LISTS: Mapping[str, Mapping[str, Column]] = {
    "danh-sach-ho-so": PLAIN,
    "opencps-danh-sach": OPENCPS,
}
# What the list of OpenCPS has no columns for.
NOT_IN_OPENCPS = frozenset(METRICS) - {"online_filing", "on_time", "early"}
# Harmless changes that go with every spelling of cells.
HARMLESS = tuple(one for key in ("footers", "margin", "sheets", "letters") for one in LOSSLESS[key])
_MOVING = frozenset({"lines", "tables"})
_NAMES = ("bảng.xlsx", "export (3).xls", "a.csv", "DS.html", "tải về")


@dataclass(frozen=True)
class Verdict:
    """How a trial ended, and of a fault what was done and what differs."""

    kind: str
    about: str


def tried(seed: int, folder: Path) -> Verdict:
    """Load a seed's invented table into a record in `folder`: the verdict, the same for a seed."""
    dice = random.Random(f"meaning {seed}")
    layout = dice.choice([*LISTS, *LISTS, "danh-sach-ho-so", *forms()])
    if layout in LISTS:
        return _tried_list(layout, seed, dice, folder)
    return _tried_form(layout, dice, folder)


def _tried_list(layout: str, seed: int, dice: random.Random, folder: Path) -> Verdict:
    """The verdict on a dossier list of this layout, spelt and loaded as the dice say."""
    dossiers = month_of(seed)
    container, spellings = _chosen(LIST_TABLES, layout, dice)
    if container == "csv without quotes" and layout == "danh-sach-ho-so":
        spellings = [COMMAS]
    listing = Listing(dossiers, LISTS[layout])
    for spelling in sorted(spellings, key=_turn):
        listing = spelling.change(listing, dice)
    content, done = _written(listing.page, spellings, container, dice)
    answer = loaded(folder, [(dice.choice(_NAMES), content)], [])
    unknown = NOT_IN_OPENCPS if layout == "opencps-danh-sach" else frozenset()
    kind, difference = verdict_on_list(
        answer, dossiers, [*spellings, *spoiling(container)], unknown
    )
    return Verdict(kind, f"{layout} {done}: {difference}")


def _tried_form(layout: str, dice: random.Random, folder: Path) -> Verdict:
    """The verdict on a form of this layout, spelt and loaded as the dice say."""
    container, spellings = _chosen(FORM_TABLES, layout, dice)
    form = changed = forms()[layout]
    for spelling in sorted(spellings, key=_turn):
        changed = spelling.change(changed, dice)
    content, done = _written(changed.page, spellings, container, dice)
    answer = loaded(folder, [(dice.choice(_NAMES), content)], [])
    kind, difference = verdict_on_form(answer, form, [*spellings, *spoiling(container)])
    return Verdict(kind, f"{layout} {done}: {difference}")


def _turn(spelling: Spelling[Table]) -> int:
    """When a spelling's turn is: a table is drawn again with its numbers and lines as they are."""
    return next((turn for turn, part in ((2, "tables"), (1, "lines")) if part in spelling.of), 0)


def _chosen(
    tables: Mapping[str, Sequence[Spelling[Table]]], layout: str, dice: random.Random
) -> tuple[str, list[Spelling[Table]]]:
    """(a container's name, one to three spellings of different things that it can show)."""
    spoilt = dice.random() < 0.1
    writers = set(SPOILT if spoilt else WRITERS)
    chosen: list[Spelling[Table]] = []
    for _ in range(dice.choice((1, 2, 3)) * 4):
        spelling = dice.choice(tables[dice.choice(list(tables))])
        others = frozenset().union(*(one.of for one in chosen))
        fits = not spelling.of & others and (not spelling.layouts or layout in spelling.layouts)
        can = writers if spoilt else writers & set(spelling.writers)
        if spoilt and len(spelling.writers) < len(WRITERS):
            continue
        if fits and can and len(chosen) < 3:
            chosen.append(spelling)
            writers = can
    return dice.choice(sorted(writers)), chosen


def spoiling(container: str) -> list[Spelling[Table]]:
    """The one spelling that stands for what a spoilt container does; [] for a sound one."""
    if container not in SPOILT:
        return []
    spoilt = SPOILT[container]
    readings = () if spoilt.lost else (AS_WRITTEN,)
    same = lambda table, dice: table  # noqa: E731
    return [Spelling(container, frozenset({"letters"}), same, readings, spoilt.refusal)]


def _written(
    page: Page, spellings: Sequence[Spelling[Table]], container: str, dice: random.Random
) -> tuple[bytes, str]:
    """(the page as a file in this container with a harmless change or none, what was done)."""
    book, harmless = Book((page,)), _harmless(spellings, container, dice)
    for one in harmless:
        book = one.change(book)
    done = [*(s.name for s in spellings), *(h.name for h in harmless)]
    write = SPOILT[container].write if container in SPOILT else WRITERS[container]
    return in_container(write, book), f"as {container}, {'; '.join(done)}"


def _harmless(
    spellings: Sequence[Spelling[Table]], container: str, dice: random.Random
) -> list[Distortion]:
    """A harmless change that the container can show, by the dice; [] for none."""
    if container in SPOILT or any(s.of & _MOVING for s in spellings) or dice.random() < 0.6:
        return []
    fitting = [one for one in HARMLESS if not one.writers or container in one.writers]
    return [dice.choice(fitting)]
