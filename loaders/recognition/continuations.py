"""Which sheets of a file make up its table: the best match, and those that continue it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from data.text import fold
from files.refusal import Refused
from loaders.layouts.unknown_table import ColumnKind
from loaders.reading.grid import ROWS_A_SHEET, Grid, short_sheet_name
from loaders.recognition.headers import Row
from loaders.recognition.matched_sheet import MatchedSheet
from loaders.recognition.matching import Match, nearest_layout

_MOST_SHEETS = 1_000
_SAMPLE = 500  # cells that tell a column's kind
_DIGIT = re.compile(r"\d")
_TOTAL_OR_NUMBER = re.compile(r"\W*(?:tổng|cộng)\b|[\W\d]*$|\(?[a-zđ]\)?$")
_TELLING_KINDS = ("days", "numbers", "codes")
UNKNOWN_LAYOUT = (
    "Chưa nhận ra mẫu bảng này: hãy nạp danh sách hồ sơ hoặc biểu tổng hợp xuất từ hệ thống, "
    "giữ nguyên dòng tiêu đề cột."
)
SEVERAL_TABLES = (
    "Tệp có nhiều bảng cùng mẫu nhưng khác kỳ hoặc khác đơn vị ({}): "
    "hãy tách mỗi trang tính thành một tệp rồi nạp."
)


def choose_sheets(
    sheets: Sequence[MatchedSheet],
) -> tuple[list[MatchedSheet], list[MatchedSheet]]:
    """(best match and its continuations, other matches); raises Refused for no or several tables.

    A sheet continues a list where layout and headings are the same. It is several tables where such
    sheets name different days or units: one upload is one table.
    """
    if not sheets:
        raise Refused(UNKNOWN_LAYOUT)
    best = max(sheets, key=lambda sheet: len(sheet.match.heading_by_column))  # the first of equals
    alike_sheets = [s for s in sheets if _layout_and_headings(s) == _layout_and_headings(best)]
    chosen_sheets = [best, *(s for s in alike_sheets if s is not best and not _is_copy(s, best))]
    if _differ_in_period_or_unit(chosen_sheets) or len(chosen_sheets) > _MOST_SHEETS:
        names = ", ".join(f"“{short_sheet_name(sheet.name)}”" for sheet in chosen_sheets[:4])
        raise Refused(SEVERAL_TABLES.format(names))
    return chosen_sheets, [s for s in sheets if not any(s is part for part in chosen_sheets)]


def join_cells(sheets: Sequence[MatchedSheet]) -> pa.Table:
    """The cells of all sheets in one table; on each next sheet `row` is ROWS_A_SHEET higher.

    Sheets that are each a commune's give the rows their unit, where no column does.
    """
    units = _sheet_units(sheets) if len(sheets) > 1 else []
    tables = []
    for number, sheet in enumerate(sheets):
        row_index = sheet.cells.column_names.index("row")
        rows = pc.add(sheet.cells.column("row"), pa.scalar(number * ROWS_A_SHEET, pa.int32()))
        cells = sheet.cells.set_column(row_index, "row", rows) if number else sheet.cells
        if len(set(units)) > 1 and "unit" not in cells.column_names:
            unit = pa.repeat(pa.scalar(units[number], pa.string()), cells.num_rows)
            cells = cells.append_column("unit", unit)
        tables.append(cells)
    return pa.concat_tables(tables) if len(tables) > 1 else tables[0]


def match_by_previous_list(
    grid: Grid, head: Sequence[Row], sheets: Sequence[MatchedSheet]
) -> Match | None:
    """The match of a sheet without headings that goes on with the list before it; else None.

    It has that list's headings, and its own cells from the first row on. `sheets` are the matches
    before it. An export of 100,000 dossiers fills "Trang 1" and goes on with dossier 65,536 in the
    first row of "Trang 2".
    """
    previous_lists = [s for s in sheets if s.match.layout.table == "dossiers" and not s.is_hidden]
    if not previous_lists:
        return None
    match = previous_lists[-1].match
    if nearest_layout(head, [match.layout]):  # it has headings of its own
        return None
    if not _has_same_columns(grid.cells, previous_lists[-1]):
        return None
    return replace(match, first=0, depth=0)


def _has_same_columns(cells: pa.Table, previous_list: MatchedSheet) -> bool:
    """Whether each column of `cells` has cells of the kind that the previous list has there.

    That is codes under the key, days and numbers under the same headings; a sheet whose columns
    stand otherwise must not be read by their places.
    """
    layout, columns = previous_list.match.layout, previous_list.match.heading_by_column
    width = cells.num_columns
    if any(columns[name].index >= width for name in layout.required):
        return False
    for name, heading in columns.items():
        kind = _column_kind(cells.column(heading.index)) if heading.index < width else "blank"
        if name == layout.key:
            is_of_kind = kind == "codes"
        else:
            expected_kind = _column_kind(previous_list.cells.column(name))
            is_of_kind = kind in (expected_kind, "blank") or expected_kind not in _TELLING_KINDS
        if not is_of_kind:
            return False
    return True


def _column_kind(column: pa.ChunkedArray) -> ColumnKind:
    """The kind of a column by its first cells: "days", "numbers", "codes", "texts", …"""
    from loaders.recognition.profiling import profile_of  # few files have such a sheet

    texts = (text.strip() for text in column.slice(0, _SAMPLE).to_pylist() if text)
    return profile_of([text for text in texts if text]).kind


def _layout_and_headings(sheet: MatchedSheet) -> tuple[object, ...]:
    """The layout's name and each heading with its column: equal for sheets of one list."""
    return sheet.match.layout.name, *((h.text, h.column) for h in sheet.match.headings)


def _is_copy(sheet: MatchedSheet, best: MatchedSheet) -> bool:
    """Whether a sheet has the same cells as the best match."""
    return bool(sheet.cells.drop_columns("row").equals(best.cells.drop_columns("row")))


def _differ_in_period_or_unit(sheets: Sequence[MatchedSheet]) -> bool:
    """Whether sheets cannot be one table: other periods, the same lines, or units no row can name.

    A form has no place for a row's unit, and a sheet that names none may be anybody's; its lines
    stand in one sheet each.
    """
    if len(sheets) == 1:
        return False
    if _repeat_lines(sheets):
        return True
    from loaders.parsing.stated_period import stated_period  # rarely needed here

    periods = {period for sheet in sheets if (period := stated_period(sheet.texts_above))}
    if len(periods) > 1:
        return True
    match = sheets[0].match
    units = set(_sheet_units(sheets))
    if len(units) < 2 or "unit" in match.heading_by_column:
        return False
    return match.layout.table != "dossiers" or None in units


def _repeat_lines(sheets: Sequence[MatchedSheet]) -> bool:
    """Whether a form's sheets have lines of one name: "Hộ tịch" of January, and of February."""
    layout = sheets[0].match.layout
    if layout.table != "totals" or layout.lines:
        return False
    names = [name for sheet in sheets for name in _line_names(sheet)]
    return len(set(names)) < len(names)


def _line_names(sheet: MatchedSheet) -> set[str]:
    """The folded names of a form's lines with numbers (of communes their codes), without totals."""
    from data.communes import communes_by_name  # a long list of communes

    layout = sheet.match.layout
    columns = [
        name for name in sheet.cells.column_names if name not in ("row", "ordinal", layout.key)
    ]
    has_number = [
        any(map(_DIGIT.search, filter(None, row)))
        for row in zip(*(sheet.cells.column(name).to_pylist() for name in columns), strict=True)
    ]
    keys = sheet.cells.column(layout.key).filter(pa.array(has_number)).to_pylist()
    names = {fold(key) for key in keys if key and not _TOTAL_OR_NUMBER.match(fold(key))}
    if layout.key != "unit":
        return names
    return {" ".join(c.code for c in communes_by_name(name, None)) or name for name in names}


def _sheet_units(sheets: Sequence[MatchedSheet]) -> list[str | None]:
    """The unit of each sheet by its title, or else by its own name; None where neither has one."""
    from loaders.parsing.unit_names import commune_text, unit_in_titles  # a long list of communes

    return [unit_in_titles(sheet.texts_above) or commune_text(sheet.name) for sheet in sheets]
