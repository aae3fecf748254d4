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
_CODE = HEADINGS.index("Mã hồ sơ")
_UNIT = HEADINGS.index("Cơ quan thực hiện")
_FEE = HEADINGS.index("Phí, lệ phí (đồng)")
_DAYS = frozenset(i for i, heading in enumerate(HEADINGS) if heading.startswith("Ngày"))


def write_list(path: Path, count: int, first: date, last: date) -> None:
    """A workbook of `count` dossiers, days as typed cells; rows go to the disk one by one."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(str(path), options) as workbook:
        moment = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet = workbook.add_worksheet("Danh sách hồ sơ")
        sheet.write_string(0, 0, NINH_GIANG.name.upper())
        sheet.write_string(1, 0, from_to_text(first, last))
        sheet.write_row(2, 0, HEADINGS)
        for at, row in enumerate(_rows(count, first, last), start=3):
            _write(sheet, at, row, moment)


def _rows(count: int, first: date, last: date) -> Iterator[Sequence[str]]:
    """Every centre's rows again and again, as one centre's, each time with a code of its own."""
    rows = [row for centre in CENTRES for row in _rows_of(centre, first, last)]
    for number, row in enumerate(islice(cycle(rows), count), start=1):
        code = f"{NINH_GIANG.code_prefix}-{row[_CODE].split('-')[1]}-{number:06}"
        unit = f"UBND {NINH_GIANG.name}"
        yield [str(number), code, *row[2:_UNIT], unit, *row[_UNIT + 1 :]]


def _rows_of(centre: Centre, first: date, last: date) -> list[list[str]]:
    text = list_as_csv(dossiers_of(centre), centre, first, last).decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))[1:]


def _write(sheet: Worksheet, at: int, row: Sequence[str], moment: Format) -> None:
    for column, text in enumerate(row):
        if not text:
            continue
        if column in _DAYS:
            sheet.write_datetime(at, column, datetime.strptime(text, "%d/%m/%Y %H:%M"), moment)
        elif column in (0, _FEE):
            sheet.write_number(at, column, int(text))
        else:
            sheet.write_string(at, column, text)
