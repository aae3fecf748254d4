"""A dossier list's cells as values: days, numbers, codes, words, and each row's commune."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.columns import DOSSIERS, Kind
from data.dates import EPOCHS_APART
from loaders.parsing.cells import (
    cell_numbers,
    clean_codes,
    clean_texts,
    holds_only_marks,
    restored_procedure_codes,
    word_meanings,
)
from loaders.parsing.day_sql import (
    are_serial_days,
    days_counted_from_1904,
    days_in_codes,
    read_days,
)
from loaders.recognition.sheet import Sheet

# So many codes, and so great a share of them, say that the days are counted from 1904.
_FEWEST_CODES, _NEARLY_ALL = 5, 0.9


def column_kinds(sheet: Sheet) -> dict[str, Kind]:
    """Column → kind, of each column that a list's sheet has, the unit's aside."""
    return {n: k for n, k in DOSSIERS.items() if n in sheet.heading_of and k != "unit"}


def staged_table(
    engine: duckdb.DuckDBPyConnection,
    sheet: Sheet,
    kinds: Mapping[str, Kind],
    codes_by_unit: Mapping[str, str | None],
) -> pa.Table:
    """The raw cells, and beside them their values (`v_…`), `commune_code` and `code_day`.

    Beside a day too the one with day and month exchanged (`swapped_…`). Days counted from 1904
    are shifted by 1462 days where the dossier codes show it. `codes_by_unit` gives the commune
    code of each clean unit text, "" where a list names none.
    """
    staged = sheet.cells.append_column("commune_code", _commune_codes(sheet.cells, codes_by_unit))
    with ThreadPoolExecutor(2) as threads:  # Arrow and DuckDB leave Python free meanwhile
        days = threads.submit(_code_days, engine, sheet.cells.column("dossier_code"))
        columns = threads.map(
            lambda name: _cells_and_values(engine, sheet, name, kinds[name]), kinds
        )
        for name, (cells, values) in zip(kinds, columns, strict=True):
            staged = staged.append_column(f"v_{name}", values)
            staged = staged.set_column(staged.column_names.index(name), name, cells)
        staged = staged.append_column("code_day", days.result())
    if _are_days_from_1904(staged):
        staged = _shift_days_from_1904(staged, kinds)
    return append_swapped_days(staged, kinds)


def _are_days_from_1904(staged: pa.Table) -> bool:
    """Whether the dossier codes show that days given as serial numbers are counted from 1904.

    A Mac's workbook has 44566 for 6 January 2026, by the usual count 5 January 2022.
    """
    days_apart = pc.days_between(staged.column("v_received_on"), staged.column("code_day"))
    is_late = pc.equal(days_apart, EPOCHS_APART)
    if not pc.any(is_late).as_py():  # nearly every list
        return False
    late_serials = is_late.filter(are_serial_days(staged.column("received_on"))).drop_null()
    return len(late_serials) >= _FEWEST_CODES and pc.mean(late_serials).as_py() >= _NEARLY_ALL


def _shift_days_from_1904(staged: pa.Table, kinds: Mapping[str, Kind]) -> pa.Table:
    """The staged lines, their days that came as serial numbers counted from 1904 instead."""
    for name in (f"v_{name}" for name, kind in kinds.items() if kind == "date"):
        days = days_counted_from_1904(staged.column(name.removeprefix("v_")), staged.column(name))
        staged = staged.set_column(staged.column_names.index(name), name, days)
    return staged


def append_swapped_days(staged: pa.Table, kinds: Mapping[str, Kind]) -> pa.Table:
    """The staged lines with `swapped_…` for each column of days: day and month exchanged."""
    for name in (name for name, kind in kinds.items() if kind == "date"):
        staged = staged.append_column(f"swapped_{name}", _swapped_days(staged.column(f"v_{name}")))
    return staged


def _swapped_days(days: pa.ChunkedArray) -> pa.Array:
    """Each day with its day and month in each other's place; null where there is none.

    3 January gives 1 March, 20 January nothing.
    """
    encoded = pc.dictionary_encode(days.combine_chunks())
    swapped_days = [
        day.replace(month=day.day, day=day.month) if day.day <= 12 else None
        for day in encoded.dictionary.to_pylist()
    ]
    return pa.array(swapped_days, pa.date32()).take(encoded.indices)


def _code_days(engine: duckdb.DuckDBPyConnection, codes: pa.ChunkedArray) -> pa.Array:
    """The day in each dossier code, null where it has none."""
    with engine.cursor() as cursor:  # threads must not share one
        return days_in_codes(cursor, pa.chunked_array([clean_codes(codes)]))


def _cells_and_values(
    engine: duckdb.DuckDBPyConnection, sheet: Sheet, column_name: str, kind: Kind
) -> tuple[pa.ChunkedArray, pa.Array | pa.ChunkedArray]:
    """(a column's cells, the values read of them); a day cell that says "none" is null."""
    column = sheet.cells.column(column_name)
    words = sheet.layout.words.get(column_name, {})
    if kind == "date":
        with engine.cursor() as cursor:  # as above
            return read_days(cursor, column)
    if kind == "number":
        with engine.cursor() as cursor:  # as above
            return column, cell_numbers(cursor, column, words)
    if kind == "word":
        return column, _cell_meanings(column_name, column, words)
    if column_name == "procedure_code":
        return column, restored_procedure_codes(column)
    return column, clean_codes(column) if kind == "code" else clean_texts(column)


def _cell_meanings(column_name: str, column: pa.ChunkedArray, words: Mapping[str, str]) -> pa.Array:
    """Each cell's meaning; blank is "direct" for a channel, "no" among mere marks, else null.

    That a dossier without a channel came directly is the portal's rule.
    """
    meanings = word_meanings(column, words)
    if column_name == "channel":
        return meanings.fill_null("direct")
    return (
        meanings.fill_null("no")
        if "no" in words.values() and holds_only_marks(column)
        else meanings
    )


def _commune_codes(cells: pa.Table, codes_by_unit: Mapping[str, str | None]) -> pa.Array:
    """The commune code of each row by its unit; null where that is no commune."""
    if "unit" not in cells.column_names:
        return pa.repeat(pa.scalar(codes_by_unit.get(""), pa.string()), cells.num_rows)
    units = pc.dictionary_encode(clean_texts(cells.column("unit")).fill_null(""))
    codes = pa.array(
        [codes_by_unit.get(unit) for unit in units.dictionary.to_pylist()], pa.string()
    )
    return codes.take(units.indices)
