"""Whose rows a sheet holds: the commune of every unit that its lines name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from files.refusal import Refused
from loaders.parsing.cells import clean_codes, clean_texts
from loaders.parsing.unit_names import (
    NO_COMMUNE,
    Hints,
    SettledCommune,
    commune_text,
    province_of_letters,
    settle_commune,
    unit_in_titles,
)
from loaders.recognition.sheet import Sheet
from loaders.validation.forms import data_lines

_CODE_START = 14  # the letters of a dossier code: "000.00.14.H56-", "H24.91-"


@dataclass(frozen=True)
class UnitCommunes:
    """The commune code of each unit text, None for a unit that is no commune.

    "" stands for the rows that name no unit. `assumed` says that of several communes of one name
    only a plan here decided; `open_units` name no commune, or several, and nobody said yet which.
    """

    communes: Mapping[str, str | None]
    assumed: bool = False
    open_units: tuple[str, ...] = ()


def communes_of(sheet: Sheet, hints: Hints) -> UnitCommunes:
    """Of several units those that are communes are kept; raises Refused for a single one."""
    codes_of = _dossier_codes(sheet) if sheet.layout.table == "dossiers" else _form_units(sheet)
    units = [unit for unit in codes_of if unit]
    if len(units) > 1:
        return _communes_of_several({unit: codes_of[unit] for unit in units}, hints)
    unit = units[0] if units else ""
    text = unit or unit_in_titles(sheet.texts_above) or commune_text(sheet.name)
    settled = settle_commune(text, hints, province_of_letters(codes_of.get(unit, ())))
    return UnitCommunes({unit: settled.code, "": settled.code}, settled.assumed)


def _communes_of_several(codes_of: Mapping[str, Sequence[str]], hints: Hints) -> UnitCommunes:
    """Rows that name no unit belong to the commune that all units are, if they are one."""
    settled = {unit: _settled_or_none(unit, hints, codes) for unit, codes in codes_of.items()}
    communes = {unit: commune.code if commune else None for unit, commune in settled.items()}
    different = set(communes.values())
    communes[""] = different.pop() if len(different) == 1 else None
    unclear = [unit for unit, commune in settled.items() if commune is None]
    return UnitCommunes(
        communes,
        any(commune.assumed for commune in settled.values() if commune),
        tuple(unit for unit in unclear if hints.remembered_code(unit) is None),
    )


def _settled_or_none(unit: str, hints: Hints, codes: Sequence[str]) -> SettledCommune | None:
    """One of several units; None where it is no commune, or it is not clear which."""
    if hints.remembered_code(unit) == NO_COMMUNE:
        return None
    try:
        return settle_commune(unit, hints, province_of_letters(codes))
    except Refused as refused:
        if refused.asks is None:
            raise
        return None


def _form_units(sheet: Sheet) -> Mapping[str, Sequence[str]]:
    """The units that a form's lines name, if they name units; a form has no dossier codes."""
    if sheet.layout.key != "unit":
        return {}
    return {str(line["name"]): () for line in data_lines(sheet)}


def _dossier_codes(sheet: Sheet) -> Mapping[str, list[str]]:
    """How the dossier codes begin under each unit text ("" where the sheet has no such column)."""
    cells = sheet.cells
    starts = pc.utf8_slice_codeunits(clean_codes(cells.column("dossier_code")), 0, _CODE_START)
    units = pa.nulls(cells.num_rows, pa.string())
    if "unit" in cells.column_names:
        units = clean_texts(cells.column("unit"))
    pairs = pa.table({"unit": units, "start": starts}).group_by(["unit", "start"]).aggregate([])
    starts_of: dict[str, list[str]] = {}
    for pair in pairs.to_pylist():
        starts_of.setdefault(pair["unit"] or "", []).append(pair["start"] or "")
    return starts_of
