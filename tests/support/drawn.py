"""Small grids drawn as tables in a test: a line a row, "|" between the cells, blanks for none."""

from __future__ import annotations

import pyarrow as pa

from loaders.reading.grid import Grid, text_table


def rows_of(drawing: str) -> list[list[str | None]]:
    """The rows of a drawing of cells between "|", a line each; a blank cell is None."""
    lines = [line.strip() for line in drawing.strip().splitlines()]
    return [[cell.strip() or None for cell in line.strip("|").split("|")] for line in lines]


def grid_of(drawing: str, name: str = "Trang 1", hidden: bool = False) -> Grid:
    """A sheet of the cells drawn between "|"; its rows must be equally long."""
    return Grid(name, cells_of(drawing), is_hidden=hidden)


def cells_of(drawing: str) -> pa.Table:
    """A table of text columns from the cells drawn between "|"."""
    return text_table([list(column) for column in zip(*rows_of(drawing), strict=True)])
