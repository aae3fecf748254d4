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
from loaders.validation.total_names import named_commune_codes

_BY_UNITS = (
    "Danh sách xếp theo từng đơn vị ({}) nhưng không có cột đơn vị: hãy xuất lại có cột này, "
    "hoặc tách mỗi đơn vị thành một tệp rồi nạp."
)
_OF_UNITS = (
    "Biểu ghi số của nhiều đơn vị ({}), mỗi tệp chỉ được của một xã, phường: hãy tách mỗi đơn vị "
    "thành một tệp rồi nạp."
)
_MOST_NAMED = 3  # units
_CODE_START = 14  # the letters of a dossier code: "000.00.14.H56-", "H24.91-"


@dataclass(frozen=True)
class UnitCommunes:
    """The commune code of each unit text, None for a unit that is no commune.

    "" stands for the rows that name no unit. `assumed` says that of several communes of one name
    only a plan here decided; `open_units` name no commune, or several, and nobody said yet which.
    """

    codes_by_unit: Mapping[str, str | None]
    assumed: bool = False
    open_units: tuple[str, ...] = ()


def unit_communes(sheet: Sheet, hints: Hints) -> UnitCommunes:
    """The commune of every unit that a sheet names, or of the sheet; raises Refused where unclear.

    It is unclear where a single unit, or the sheet, is no clear commune, and where lines of groups
    alone, or a form's lines, name several; of several units those that are not clear have none.
    """
    _refuse_groups_of_units(sheet)
    unit_beside_lines = _unit_beside_lines(sheet)
    code_starts = (
        _code_starts_by_unit(sheet) if sheet.layout.table == "dossiers" else _form_unit_texts(sheet)
    )
    units = [unit for unit in code_starts if unit]
    if len(units) > 1:
        return _communes_of_several_units({unit: code_starts[unit] for unit in units}, hints)
    unit = units[0] if units else ""
    text = (
        unit or unit_beside_lines or unit_in_titles(sheet.texts_above) or commune_text(sheet.name)
    )
    settled = settle_commune(text, hints, province_of_letters(code_starts.get(unit, ())))
    return UnitCommunes({unit: settled.code, "": settled.code}, settled.assumed)


def _refuse_groups_of_units(sheet: Sheet) -> None:
    """Raise Refused for a list without a unit column whose groups are each a commune's.

    Their lines, "I | UBND xã …", stand in the codes' column and are no dossiers.
    """
    if sheet.layout.table != "dossiers" or "unit" in sheet.cells.column_names:
        return
    keys = pc.drop_null(pc.unique(sheet.cells.column("dossier_code")))
    groups = keys.filter(pc.invert(pc.match_substring_regex(keys, r"\d"))).to_pylist()
    units = list(dict.fromkeys(unit for text in groups if (unit := unit_in_titles([text]))))
    if _name_several_communes(units):
        raise Refused(_BY_UNITS.format(", ".join(f"“{u}”" for u in units[:_MOST_NAMED])))


def _unit_beside_lines(sheet: Sheet) -> str | None:
    """The commune in the unit column of a form whose lines are fields or kinds; None without one.

    Raises Refused where that column, or lines between the fields, name several: each line would
    count for one of them alone.
    """
    if sheet.layout.table != "totals" or sheet.layout.key == "unit" or sheet.layout.lines:
        return None
    cells = sheet.cells
    beside = (
        cells.column("unit")
        if "unit" in cells.column_names
        else pa.chunked_array([[]], pa.string())
    )
    units = [
        text for text in pc.unique(clean_texts(beside)).to_pylist() if text and commune_text(text)
    ]
    names = pc.unique(clean_texts(cells.column(sheet.layout.key))).to_pylist()
    between = [unit for text in names if text and (unit := unit_in_titles([text]))]
    for texts in (units, between):
        if _name_several_communes(texts):
            raise Refused(_OF_UNITS.format(", ".join(f"“{t}”" for t in texts[:_MOST_NAMED])))
    return units[0] if units else None


def _name_several_communes(units: Sequence[str]) -> bool:
    """Whether some unit shares no possible commune with the first, so that they are of several."""
    return any(
        named_commune_codes(units[0]).isdisjoint(named_commune_codes(unit)) for unit in units
    )


def _communes_of_several_units(
    code_starts: Mapping[str, Sequence[str]], hints: Hints
) -> UnitCommunes:
    """The commune of each of several units; `code_starts`: unit → how its dossier codes begin.

    Rows that name no unit belong to the commune that all units are, if they are one.
    """
    commune_by_unit = {
        unit: _settled_commune(unit, hints, codes) for unit, codes in code_starts.items()
    }
    codes_by_unit = {
        unit: commune.code if commune else None for unit, commune in commune_by_unit.items()
    }
    distinct_codes = set(codes_by_unit.values())
    codes_by_unit[""] = distinct_codes.pop() if len(distinct_codes) == 1 else None
    unclear_units = [unit for unit, commune in commune_by_unit.items() if commune is None]
    return UnitCommunes(
        codes_by_unit,
        any(commune.assumed for commune in commune_by_unit.values() if commune),
        tuple(unit for unit in unclear_units if hints.remembered_code(unit) is None),
    )


def _settled_commune(unit: str, hints: Hints, code_starts: Sequence[str]) -> SettledCommune | None:
    """The commune of one of several units; None where it is none, or it is not clear which.

    Raises Refused where the file names another commune or province than was chosen.
    """
    if hints.remembered_code(unit) == NO_COMMUNE:
        return None
    try:
        return settle_commune(unit, hints, province_of_letters(code_starts))
    except Refused as refused:
        if refused.asks is None:
            raise
        return None


def _form_unit_texts(sheet: Sheet) -> Mapping[str, Sequence[str]]:
    """The units that a form's lines name, each without dossier codes; {} where they name none."""
    if sheet.layout.key != "unit":
        return {}
    return {str(line["name"]): () for line in data_lines(sheet)}


def _code_starts_by_unit(sheet: Sheet) -> Mapping[str, list[str]]:
    """Unit text → how its dossier codes begin; "" stands for the rows that name no unit."""
    cells = sheet.cells
    starts = pc.utf8_slice_codeunits(clean_codes(cells.column("dossier_code")), 0, _CODE_START)
    units = pa.nulls(cells.num_rows, pa.string())
    if "unit" in cells.column_names:
        units = clean_texts(cells.column("unit"))
    pairs = pa.table({"unit": units, "start": starts}).group_by(["unit", "start"]).aggregate([])
    starts_by_unit: dict[str, list[str]] = {}
    for pair in pairs.to_pylist():
        starts_by_unit.setdefault(pair["unit"] or "", []).append(pair["start"] or "")
    return starts_by_unit
