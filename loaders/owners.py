"""Whose rows a sheet holds: the commune of every unit that its lines name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from loaders.cells import cleaned
from loaders.isolation import Sheet
from loaders.problems import Refused
from loaders.totals import data_lines
from loaders.units import Hints, letters_province, settle, unit_in

_CODE_START = 14  # the letters of a dossier code: "000.00.14.H56-", "H24.91-"


def owners(sheet: Sheet, hints: Hints) -> tuple[Mapping[str, str | None], bool]:
    """Each unit text's commune ("" where a row names none), and whether any was assumed.

    Of several units those that are communes are kept; one unit that is none is refused.
    """
    units = _dossier_codes(sheet) if sheet.layout.table == "dossiers" else _form_units(sheet)
    named = [unit for unit in units if unit]
    if not named:
        settled = settle(unit_in(sheet.above), hints, letters_province(units.get("", ())))
        return {"": settled.code}, settled.assumed
    found: dict[str, str | None] = {}
    assumed = False
    for unit in named:
        try:
            settled = settle(unit, hints, letters_province(units[unit]))
        except Refused as refused:
            if len(named) == 1 or refused.asks is None:
                raise
            found[unit] = None
            continue
        found[unit], assumed = settled.code, assumed or settled.assumed
    several = set(found.values())
    found[""] = several.pop() if len(several) == 1 else None
    return found, assumed


def _form_units(sheet: Sheet) -> Mapping[str, Sequence[str]]:
    if sheet.layout.key != "unit":
        return {}
    return {str(line["name"]): () for line in data_lines(sheet)}


def _dossier_codes(sheet: Sheet) -> Mapping[str, list[str]]:
    """How the dossier codes begin under each unit text ("" where the sheet has no such column)."""
    cells = sheet.cells
    starts = pc.utf8_slice_codeunits(cells.column("dossier_code"), 0, _CODE_START)
    units = pa.nulls(cells.num_rows, pa.string())
    if "unit" in cells.column_names:
        units = cleaned(cells.column("unit"))
    pairs = pa.table({"unit": units, "start": starts}).group_by(["unit", "start"]).aggregate([])
    found: dict[str, list[str]] = {}
    for pair in pairs.to_pylist():
        found.setdefault(pair["unit"] or "", []).append(pair["start"] or "")
    return found
