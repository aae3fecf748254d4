"""Every kind of hostile file by its name; the kinds are in hostile_*.py, a family a file."""

from __future__ import annotations

from collections.abc import Mapping

from tests.support.hostile import cells, markup, old_formats, rarer, sheets, text, zips
from tests.support.hostile.building import Kind

FAMILIES = (
    text.KINDS,
    markup.KINDS,
    zips.KINDS,
    sheets.KINDS,
    rarer.KINDS,
    old_formats.KINDS,
    cells.KINDS,
)
CATALOGUE: Mapping[str, Kind] = {name: kind for kinds in FAMILIES for name, kind in kinds.items()}
