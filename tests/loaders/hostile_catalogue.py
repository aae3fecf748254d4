"""Every kind of hostile file by its name; the kinds are in hostile_*.py, a family a file."""

from __future__ import annotations

from collections.abc import Mapping

from tests.loaders import (
    hostile_cells,
    hostile_markup,
    hostile_old,
    hostile_rarer,
    hostile_sheets,
    hostile_text,
    hostile_zips,
)
from tests.loaders.hostile import Kind

FAMILIES = (
    hostile_text.KINDS,
    hostile_markup.KINDS,
    hostile_zips.KINDS,
    hostile_sheets.KINDS,
    hostile_rarer.KINDS,
    hostile_old.KINDS,
    hostile_cells.KINDS,
)
CATALOGUE: Mapping[str, Kind] = {name: kind for kinds in FAMILIES for name, kind in kinds.items()}
