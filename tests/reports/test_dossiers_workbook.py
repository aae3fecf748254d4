"""A workbook of dossiers: days as days, texts as texts, each with its file and row."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pyarrow as pa

from reports.dossiers_workbook import HEADINGS, dossiers_workbook


def test_a_row_a_dossier_with_its_file_and_line() -> None:
    days = {"received_on": [date(2026, 1, 5)] * 2, "due_on": [None, date(2026, 1, 20)]}
    rows = pa.table(
        {
            "dossier_code": ["H24-1", "=1+1"],
            "procedure": ["Chứng thực", "@x"],
            **{name: pa.array(values, pa.date32()) for name, values in days.items()},
            "finished_on": pa.array([None, None], pa.date32()),
            "upload_id": [3, 4],
            "row": [9, 10],
        }
    )
    content = dossiers_workbook("-Đúng hạn", rows, {3: "a.xlsx", 4: "+b.csv"})
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    lines = list(sheet.iter_rows(values_only=True))
    assert lines[0][0] == "-Đúng hạn"
    assert lines[2] == HEADINGS
    assert lines[3] == ("H24-1", "Chứng thực", datetime(2026, 1, 5), None, None, "a.xlsx", 9)
    assert lines[4][:2] == ("=1+1", "@x")
    assert lines[4][5:] == ("+b.csv", 10)
    assert sheet["A5"].data_type == "s"
    assert sheet["C4"].number_format == "dd/mm/yyyy"
