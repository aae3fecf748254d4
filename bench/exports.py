"""Dossier lists of any length, as workbooks: the demonstration's rows over and over, new codes."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import StringIO
from itertools import cycle, islice
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.dates import from_to_text
from data.demo.centres import CENTRES, NINH_GIANG, Centre
from data.demo.dossier_list import HEADINGS, list_as_csv
from data.demo.simulation import dossiers_of

YEAR = date(2025, 7, 1), date(2026, 10, 31)
MONTH = date(2026, 3, 1), date(2026, 3, 31)
_CODE_COLUMN = HEADINGS.index("Mã hồ sơ")
_UNIT_COLUMN = HEADINGS.index("Cơ quan thực hiện")
_FEE_COLUMN = HEADINGS.index("Phí, lệ phí (đồng)")
_DAY_COLUMNS = frozenset(i for i, heading in enumerate(HEADINGS) if heading.startswith("Ngày"))


def write_list_workbook(path: Path, row_count: int, first_day: date, last_day: date) -> None:
    """Write a workbook of `row_count` dossiers over these days, both included, row by row."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(str(path), options) as workbook:
        day_format = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet = workbook.add_worksheet("Danh sách hồ sơ")
        sheet.write_string(0, 0, NINH_GIANG.name.upper())
        sheet.write_string(1, 0, from_to_text(first_day, last_day))
        sheet.write_row(2, 0, HEADINGS)
        for row_number, row in enumerate(_list_rows(row_count, first_day, last_day), start=3):
            _write_row(sheet, row_number, row, day_format)


def _list_rows(row_count: int, first_day: date, last_day: date) -> Iterator[Sequence[str]]:
    """`row_count` rows of one centre's list, cycled from all demonstration centres', new codes."""
    rows = [row for centre in CENTRES for row in _centre_rows(centre, first_day, last_day)]
    for number, row in enumerate(islice(cycle(rows), row_count), start=1):
        code = f"{NINH_GIANG.code_prefix}-{row[_CODE_COLUMN].split('-')[1]}-{number:06}"
        unit = f"UBND {NINH_GIANG.name}"
        yield [str(number), code, *row[2:_UNIT_COLUMN], unit, *row[_UNIT_COLUMN + 1 :]]


def _centre_rows(centre: Centre, first_day: date, last_day: date) -> list[list[str]]:
    """The rows of a demonstration centre's dossier list for these days, without the headings."""
    text = list_as_csv(dossiers_of(centre), centre, first_day, last_day).decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))[1:]


def _write_row(sheet: Worksheet, row_number: int, cells: Sequence[str], day_format: Format) -> None:
    """Write a row's cells to the sheet as days, numbers or texts by column; rows count from 0."""
    for column_number, text in enumerate(cells):
        if not text:
            continue
        if column_number in _DAY_COLUMNS:
            sheet.write_datetime(
                row_number, column_number, datetime.strptime(text, "%d/%m/%Y %H:%M"), day_format
            )
        elif column_number in (0, _FEE_COLUMN):
            sheet.write_number(row_number, column_number, int(text))
        else:
            sheet.write_string(row_number, column_number, text)
