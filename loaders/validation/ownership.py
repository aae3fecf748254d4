"""Whose rows a sheet holds: the commune of every unit that its lines name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from files.refusal import Refused
from loaders.parsing.cells import clean_texts
from loaders.parsing.unit_names import (
    NO_COMMUNE,
    Hints,
    SettledCommune,
    letters_province,
    settle_commune,
    title_unit,
)
from loaders.recognition.sheet import Sheet
from loaders.validation.forms import data_lines

_CODE_START = 14  # the letters of a dossier code: "000.00.14.H56-", "H24.91-"


@dataclass(frozen=True)
class UnitCommunes:
    """Each unit text's commune ("" where a row names none), None for one that has none.

    `assumed` says that only a plan here told of one; `open_units` are those that name no commune,
    or several, and of which nobody said yet what they are.
    """

    communes: Mapping[str, str | None]
    assumed: bool = False
    open_units: tuple[str, ...] = ()


def communes_of(sheet: Sheet, hints: Hints) -> UnitCommunes:
    """Of several units those that are communes are kept; one unit that is none is refused."""
    units = _dossier_codes(sheet) if sheet.layout.table == "dossiers" else _form_units(sheet)
    named = [unit for unit in units if unit]
    if not named:
        settled = settle_commune(
            title_unit(sheet.above), hints, letters_province(units.get("", ()))
        )
        return UnitCommunes({"": settled.code}, settled.assumed)
    if len(named) == 1:
        settled = settle_commune(named[0], hints, letters_province(units[named[0]]))
        return UnitCommunes({named[0]: settled.code, "": settled.code}, settled.assumed)
    found = {unit: _settled(unit, hints, units[unit]) for unit in named}
    communes = {unit: settled.code if settled else None for unit, settled in found.items()}
    several = set(communes.values())
    communes[""] = several.pop() if len(several) == 1 else None
    unsettled = [unit for unit, settled in found.items() if settled is None]
    return UnitCommunes(
        communes,
        any(settled.assumed for settled in found.values() if settled),
        tuple(unit for unit in unsettled if hints.remembered_code(unit) is None),
    )


def _settled(unit: str, hints: Hints, codes: Sequence[str]) -> SettledCommune | None:
    """One of several units; None where it is no commune, or it cannot be told which."""
    if hints.remembered_code(unit) == NO_COMMUNE:
        return None
    try:
        return settle_commune(unit, hints, letters_province(codes))
    except Refused as refused:
        if refused.asks is None:
            raise
        return None


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
        units = clean_texts(cells.column("unit"))
    pairs = pa.table({"unit": units, "start": starts}).group_by(["unit", "start"]).aggregate([])
    found: dict[str, list[str]] = {}
    for pair in pairs.to_pylist():
        found.setdefault(pair["unit"] or "", []).append(pair["start"] or "")
    return found
