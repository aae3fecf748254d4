"""A walk over the sheets of a file that says of each what it is, and finds those that match.

A workbook of six sheets and what the walk says of them:

    "Bìa"            visible, no layout, no lines of data       left out in silence
    "Danh sách"      visible, a layout fits                     matched
    "Danh sách (2)"  visible, no headings, goes on with it      matched, by the list before it
    "Tổng hợp"       visible, no layout, lines of data          unread: named to people
    "Danh mục"       hidden, no layout                          hidden: named to people
    "Tháng trước"    hidden, a layout fits                      hidden and matched: read where no
                                                                visible sheet matches
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import NoReturn

from files.refusal import Refused
from loaders.layouts.layout import Layout, layouts
from loaders.layouts.unknown_table import LayoutNeeded
from loaders.reading.grid import Grid
from loaders.recognition.continuations import UNKNOWN, match_by_list_before
from loaders.recognition.headers import Row
from loaders.recognition.matched_sheet import MatchedSheet, extract_sheet, head_of
from loaders.recognition.matching import missing_columns_sentence, nearest, recognise

_MOST_LETTERS_CELLS = 2_000  # cells whose letters are looked at


@dataclass(frozen=True)
class WalkedSheet:
    """What one sheet of a file is.

    `matched` is there where a layout fits or a list goes on; `hidden` says that its maker hid it
    and nobody asked for it; `unread` that it is visible, fits no layout and holds lines of data.
    A sheet that matched nothing is "strange": its `grid` and `head` are there as long as no sheet
    has matched, since the custom layouts are tried on it then.
    """

    name: str
    hidden: bool
    unread: bool = False
    matched: MatchedSheet | None = None
    grid: Grid | None = None
    head: Sequence[Row] = ()


def walk_sheets(
    grids: Iterable[Grid], known_layouts: Sequence[Layout], only_sheet: str | None = None
) -> list[WalkedSheet]:
    """Every sheet in the file's order, or the `only_sheet` to read."""
    sheets: list[WalkedSheet] = []
    for grid in grids:
        if only_sheet not in (None, grid.name):
            continue
        matches = matched_sheets(sheets)
        sheet = _walk_sheet(grid, known_layouts, matches, is_asked=grid.name == only_sheet)
        if sheet.matched and not matches:  # what was strange so far is not looked at again
            sheets = [_without_grid(strange) for strange in sheets]
        sheets.append(_without_grid(sheet) if sheet.matched or matches else sheet)
    return sheets


def matched_sheets(sheets: Sequence[WalkedSheet]) -> list[MatchedSheet]:
    """Those of the sheets that a layout fits, hidden ones too."""
    return [sheet.matched for sheet in sheets if sheet.matched]


def match_custom_layouts(
    sheets: Sequence[WalkedSheet], known_layouts: Sequence[Layout]
) -> list[WalkedSheet]:
    """The same sheets, of which none fits a built-in layout, tried with the custom ones."""
    tried: list[WalkedSheet] = []
    for sheet in sheets:
        assert sheet.grid
        matched = _match(sheet.grid, sheet.head, known_layouts, matched_sheets(tried))
        tried.append(replace(sheet, matched=matched, unread=sheet.unread and not matched))
    return tried


def custom_layouts_in(folder: Path | None) -> Sequence[Layout]:
    """The layouts that people made here."""
    from loaders.layouts.custom import custom_layouts  # few files need them

    return custom_layouts(folder).sound


def refuse_strange(sheets: Sequence[WalkedSheet]) -> NoReturn:
    """Raises Refused for sheets of which none matched: LayoutNeeded where one holds a table."""
    from files.broken_letters import letters_fault  # few files need these
    from loaders.recognition.profiling import guess_table

    head_cells = (cell for sheet in sheets for row in sheet.head for cell in row if cell)
    if fault := letters_fault("\n".join(islice(head_cells, _MOST_LETTERS_CELLS))):
        raise Refused(fault)

    sentences = (missing_columns_sentence(nearest(sheet.head, layouts())) for sheet in sheets)
    sentence = next((sentence for sentence in sentences if sentence), UNKNOWN)
    guesses = [guess_table(sheet.grid, sheet.head) for sheet in sheets if sheet.grid]
    tables = [guess for guess in guesses if guess]
    if not tables:
        raise Refused(sentence)
    raise LayoutNeeded(sentence, max(tables, key=lambda guess: guess.value_columns).table)


def _walk_sheet(
    grid: Grid, known_layouts: Sequence[Layout], before: Sequence[MatchedSheet], is_asked: bool
) -> WalkedSheet:
    head = head_of(grid)
    matched = _match(grid, head, known_layouts, before)
    return WalkedSheet(
        name=grid.name,
        hidden=grid.hidden and not is_asked,
        unread=not matched and not grid.hidden and _holds_lines(head),
        matched=matched,
        grid=grid,
        head=head,
    )


def _match(
    grid: Grid, head: Sequence[Row], known_layouts: Sequence[Layout], before: Sequence[MatchedSheet]
) -> MatchedSheet | None:
    """A sheet that fits a layout, or continues a list among those matched `before` it."""
    match = recognise(head, known_layouts) or match_by_list_before(grid, head, before)
    return extract_sheet(match, grid) if match else None


def _holds_lines(head: Sequence[Row]) -> bool:
    from loaders.recognition.profiling import holds_lines  # few files have such a sheet

    return holds_lines(head)


def _without_grid(sheet: WalkedSheet) -> WalkedSheet:
    """The sheet without its cells: those of many large sheets would not fit in memory together."""
    return replace(sheet, grid=None, head=())
