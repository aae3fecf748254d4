"""The dossiers behind a figure, as rows for a page and as a workbook: each with file and row."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from data.column_labels import COLUMN_LABELS
from reports.table_workbook import Cell, table_workbook

_COLUMNS = ("dossier_code", "procedure", "received_on", "due_on", "finished_on")
HEADINGS = (*(COLUMN_LABELS[name] for name in _COLUMNS), "Tệp", "Dòng trong tệp")


def dossier_rows(dossiers: pa.Table, file_names: Mapping[int, str]) -> list[list[Cell]]:
    """A row a dossier: code, procedure, three days, file, row in it; `file_names` by upload id."""
    return [
        [*(row[name] for name in _COLUMNS), file_names.get(row["upload_id"], ""), row["row"]]
        for row in dossiers.to_pylist()
    ]


def dossiers_workbook(title: str, dossiers: pa.Table, file_names: Mapping[int, str]) -> bytes:
    """The xlsx file of the dossiers, with `title` above; `file_names` by upload id."""
    return table_workbook("Hồ sơ", title, HEADINGS, dossier_rows(dossiers, file_names))
