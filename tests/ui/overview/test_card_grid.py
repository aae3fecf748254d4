"""The grid of cards: whatever their number, no row is left with a gap."""

from __future__ import annotations

import re

import pytest

from ui.overview.card_grid import MOST_COLUMNS, full_rows, grid_style


def row_sizes(card_count: int, most_columns: int) -> list[int]:
    """How many cards stand in each row, the short rows first."""
    rows = full_rows(card_count, most_columns)
    sizes = [rows.columns - 1] * (rows.short_row_cards // max(1, rows.columns - 1))
    return sizes + [rows.columns] * ((card_count - sum(sizes)) // rows.columns)


@pytest.mark.parametrize(
    ("card_count", "most_columns", "sizes"),
    [
        (10, 5, [5, 5]),
        (10, 4, [3, 3, 4]),
        (10, 3, [2, 2, 3, 3]),
        (7, 5, [3, 4]),
        (11, 5, [3, 4, 4]),
        (6, 5, [3, 3]),
        (5, 5, [5]),
        (3, 2, [1, 2]),
        (1, 5, [1]),
    ],
)
def test_rows(card_count: int, most_columns: int, sizes: list[int]) -> None:
    assert row_sizes(card_count, most_columns) == sizes


@pytest.mark.parametrize("most_columns", MOST_COLUMNS.values())
def test_every_card_stands_in_a_full_row(most_columns: int) -> None:
    for card_count in range(1, 60):
        sizes = row_sizes(card_count, most_columns)
        assert sum(sizes) == card_count
        assert max(sizes) <= most_columns
        assert max(sizes) - min(sizes) <= 1


def test_of_rows_that_differ_each_fills_the_same_columns() -> None:
    """Seven cards, five at most: three of four twelfths, then four of three twelfths."""
    wide = re.search(
        r"@media screen and \(min-width:1240px\)[^{]*\{(.*?\}.*?\}.*?\})\}", grid_style(7)
    )
    assert wide
    assert wide[1] == (
        ".of7{grid-template-columns:repeat(12,minmax(0,1fr))}"
        ".of7 .card{grid-column:span 3}"
        ".of7 .card:nth-child(-n+3){grid-column:span 4}"
    )
