"""The grid of the overview's cards: so many columns in each width that the last row is full."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from markupsafe import Markup

from ui.display.markup import tag

# The least width of the window in pixels → the most cards side by side in it. Below the least of
# them cards stand in one column.
MOST_COLUMNS = {620: 2, 820: 3, 1000: 4, 1240: 5}
_WIDEST = 100_000
_MOST_ON_PAPER = 3  # A4, upright or across
_FEWEST_FOR_WHOLE_WIDTH = 3  # fewer cards would be stretched to half a page each


@dataclass(frozen=True)
class Rows:
    """Full rows: the first `short_row_cards` cards are `columns - 1` in a row, the rest `columns`.

    The widest cards come first, and with them what is most at stake.
    """

    columns: int
    short_row_cards: int


def full_rows(card_count: int, most_columns: int) -> Rows:
    """Rows that are all full, as few as may be: ten cards five at most are 5 + 5, seven 3 + 4."""
    row_count = ceil(card_count / most_columns)
    columns = ceil(card_count / row_count)
    short_row_count = row_count * columns - card_count
    return Rows(columns, short_row_count * (columns - 1))


def grid_style(card_count: int) -> Markup:
    """A `<style>` for a grid of so many cards (at least one) with the class "of<count>"."""
    widths = [*MOST_COLUMNS, _WIDEST]
    rules = "".join(
        f"@media screen and (min-width:{width}px) and (max-width:{next_width - 0.02}px)"
        f"{{{_width_rules(card_count, MOST_COLUMNS[width])}}}"
        for width, next_width in pairwise(widths)
    )
    on_paper = f"@media print{{{_width_rules(card_count, _MOST_ON_PAPER)}}}"
    return tag("style", rules, on_paper)


def _width_rules(card_count: int, most_columns: int) -> str:
    """CSS rules for one width: the grid's columns, and how many of them each card takes.

    Rows of three and of four cards have twelve columns: four or three for a card. No sign in the
    rules needs escaping, since browsers would not undo it in a style sheet.
    """
    grid = f".of{card_count}"
    if card_count < _FEWEST_FOR_WHOLE_WIDTH:
        return f"{grid}{{grid-template-columns:repeat({card_count},minmax(0,24rem))}}"
    rows = full_rows(card_count, most_columns)
    if not rows.short_row_cards:
        return f"{grid}{{grid-template-columns:repeat({rows.columns},minmax(0,1fr))}}"
    short, columns = rows.columns - 1, rows.columns
    return (
        f"{grid}{{grid-template-columns:repeat({short * columns},minmax(0,1fr))}}"
        f"{grid} .card{{grid-column:span {short}}}"
        f"{grid} .card:nth-child(-n+{rows.short_row_cards}){{grid-column:span {columns}}}"
    )
