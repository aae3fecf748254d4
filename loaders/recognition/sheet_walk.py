"""A walk over the sheets of a file that says of each what it is, and finds those that match.

A workbook of six sheets and what the walk says of them:

    "Bìa"            visible, no layout, texts alone            unread: named to people
    "Danh sách"      visible, a layout fits                     matched
    "Danh sách (2)"  visible, no headings, goes on with it      matched, by the list before it
    "Tổng hợp"       visible, no layout, lines of data          unread: named to people
    "Danh mục"       hidden, no layout                          hidden: named to people
    "Tháng trước"    hidden, a layout fits                      hidden and matched: named, and read
                                                                where no visible sheet matches
    "Trang 3"        hidden, goes on with the list              hidden and matched: named
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import NoReturn

from files.refusal import Refused
from loaders.layouts.column_titles import missing_columns_sentence
from loaders.layouts.layout import Layout, layouts
from loaders.layouts.unknown_table import LayoutNeeded
from loaders.reading.grid import Grid, is_blank_column
from loaders.recognition.continuations import UNKNOWN_LAYOUT, match_by_previous_list
from loaders.recognition.headers import Row
from loaders.recognition.matched_sheet import MatchedSheet, extract_sheet, head_rows
from loaders.recognition.matching import best_match, nearest_layout

_MOST_LETTERS_CELLS = 2_000  # cells whose letters are looked at


@dataclass(frozen=True)
class WalkedSheet:
    """What one sheet of a file is.

    `matched_sheet` is there where a layout fits or a list goes on; `is_hidden` says that its maker
    hid it and nobody asked for it; `is_unread` that it is visible, fits no layout and holds
    anything; `has_lines` that these are lines of data.
    A sheet that matched nothing is "strange": its `grid` and `head` are there as long as no sheet
    has matched, since the custom layouts are tried on it then.
    """

    name: str
    is_hidden: bool
    is_unread: bool = False
    has_lines: bool = False
    matched_sheet: MatchedSheet | None = None
    grid: Grid | None = None
    head: Sequence[Row] = ()


def walk_sheets(
    grids: Iterable[Grid], known_layouts: Sequence[Layout], only_sheet: str | None = None
) -> list[WalkedSheet]:
    """Each sheet in the file's order, matched by a layout or strange; `only_sheet` if named."""
    sheets: list[WalkedSheet] = []
    for grid in grids:
        if only_sheet not in (None, grid.name):
            continue
        matches = matched_sheets(sheets)
        is_asked_for = grid.name == only_sheet
        sheet = _walk_sheet(grid, known_layouts, matches, is_asked_for)
        if sheet.matched_sheet and not matches:  # strange sheets are not looked at again
            sheets = [_sheet_without_grid(strange) for strange in sheets]
        sheets.append(_sheet_without_grid(sheet) if sheet.matched_sheet or matches else sheet)
    return sheets


def matched_sheets(sheets: Sequence[WalkedSheet]) -> list[MatchedSheet]:
    """The matched sheets among those walked over, hidden ones too."""
    return [sheet.matched_sheet for sheet in sheets if sheet.matched_sheet]


def match_custom_layouts(
    sheets: Sequence[WalkedSheet], custom_layouts: Sequence[Layout]
) -> list[WalkedSheet]:
    """The same sheets, none of which a built-in layout fits, matched by custom ones."""
    tried_sheets: list[WalkedSheet] = []
    for sheet in sheets:
        assert sheet.grid
        earlier_matches = matched_sheets(tried_sheets)
        match = _matched_sheet(sheet.grid, sheet.head, custom_layouts, earlier_matches)
        is_unread = sheet.is_unread and not match
        tried_sheets.append(replace(sheet, matched_sheet=match, is_unread=is_unread))
    return tried_sheets


def custom_layouts_in(folder: Path | None) -> Sequence[Layout]:
    """The usable custom layouts in a folder; none without a folder."""
    from loaders.layouts.custom import custom_layouts  # few files need them

    return custom_layouts(folder).sound


def refuse_strange_sheets(sheets: Sequence[WalkedSheet]) -> NoReturn:
    """Raise Refused for sheets of which none matched: LayoutNeeded where one holds a table."""
    from files.broken_letters import spoiled_letters_sentence  # few files need these
    from loaders.recognition.profiling import guess_table

    head_cells = (cell for sheet in sheets for row in sheet.head for cell in row if cell)
    if sentence_on_letters := spoiled_letters_sentence(
        "\n".join(islice(head_cells, _MOST_LETTERS_CELLS))
    ):
        raise Refused(sentence_on_letters)

    sentences = (
        missing_columns_sentence(nearest_layout(sheet.head, layouts())) for sheet in sheets
    )
    sentence = next((sentence for sentence in sentences if sentence), UNKNOWN_LAYOUT)
    guesses = [guess_table(sheet.grid, sheet.head) for sheet in sheets if sheet.grid]
    tables = [guess for guess in guesses if guess]
    if not tables:
        raise Refused(sentence)
    raise LayoutNeeded(sentence, max(tables, key=lambda guess: guess.value_column_count).table)


def _walk_sheet(
    grid: Grid,
    known_layouts: Sequence[Layout],
    earlier_matches: Sequence[MatchedSheet],
    is_asked_for: bool,
) -> WalkedSheet:
    """What one sheet is; it is not hidden where people asked for it."""
    head = head_rows(grid)
    matched_sheet = _matched_sheet(grid, head, known_layouts, earlier_matches)
    is_strange = not matched_sheet and not grid.is_hidden
    has_lines = is_strange and _holds_data_lines(head)
    return WalkedSheet(
        name=grid.name,
        is_hidden=grid.is_hidden and not is_asked_for,
        is_unread=has_lines or (is_strange and not all(map(is_blank_column, grid.cells.columns))),
        has_lines=has_lines,
        matched_sheet=matched_sheet,
        grid=grid,
        head=head,
    )


def _matched_sheet(
    grid: Grid,
    head: Sequence[Row],
    known_layouts: Sequence[Layout],
    earlier_matches: Sequence[MatchedSheet],
) -> MatchedSheet | None:
    """A sheet that fits a layout or continues a list among `earlier_matches`; None for others."""
    match = best_match(head, known_layouts) or match_by_previous_list(grid, head, earlier_matches)
    return extract_sheet(match, grid) if match else None


def _holds_data_lines(head: Sequence[Row]) -> bool:
    """Whether a sheet's first rows hold data (`profiling.holds_data_lines`, imported late)."""
    from loaders.recognition.profiling import holds_data_lines  # few files have such a sheet

    return holds_data_lines(head)


def _sheet_without_grid(sheet: WalkedSheet) -> WalkedSheet:
    """The sheet without its cells: those of many large sheets would not fit in memory together."""
    return replace(sheet, grid=None, head=())
