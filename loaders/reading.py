"""Bytes to grids: every cell as text, every row at its own number. Runs in the child alone."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from loaders.gate import Container
from loaders.problems import Refused

ERROR_CELL = "#LỖI!"
_DELIMITERS = ",;\t|"
_SAMPLE = 65536
NO_SHEET = "Tệp không có trang tính nào có số liệu: hãy kiểm tra tệp rồi nạp lại."


@dataclass(frozen=True)
class Grid:
    """A sheet: `cells` holds text columns; row i of it is Excel's row i + 1."""

    name: str
    cells: pa.Table
    errors: tuple[tuple[int, int], ...] = ()


def grids(content: bytes, container: Container) -> Iterator[Grid]:
    """The sheets of a file, in its order; raises Refused where there is none."""
    if container == "csv":
        yield _csv_grid(content)
    else:
        yield from _workbook_grids(content)


def _workbook_grids(content: bytes) -> Iterator[Grid]:
    import fastexcel  # here, so that reading text needs no spreadsheet reader

    book = fastexcel.read_excel(content)
    found = False
    for index, name in enumerate(book.sheet_names):
        sheet = book.load_sheet(index, header_row=None, skip_rows=0, dtypes="string")
        cells, errors = sheet.to_arrow_with_errors()
        if cells.num_rows and cells.num_columns:
            found = True
            positions = tuple(error.position for error in errors.errors) if errors else ()
            # Not pa.table(cells): that looks for pandas, which takes longer than most files.
            yield Grid(name, pa.Table.from_batches([cells]), positions)
    if not found:
        raise Refused(NO_SHEET)


def _csv_grid(content: bytes) -> Grid:
    text = decode(content)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    width = max((len(row) for row in rows), default=0)
    if width < 2:
        raise Refused("Tệp văn bản này không có cột: hãy xuất lại dạng .csv hoặc .xlsx rồi nạp.")
    columns = [
        pa.array([row[i] if i < len(row) and row[i] != "" else None for row in rows], pa.string())
        for i in range(width)
    ]
    return Grid("CSV", pa.table(columns, names=[str(i) for i in range(width)]))


def decode(content: bytes) -> str:
    """Text of a CSV: byte-order mark, strict UTF-8, UTF-16 by its NULs, else Windows-1258; NFC."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return unicodedata.normalize("NFC", content.decode(encoding, errors="replace"))
    try:
        text = content.decode("utf-8")
        if "\0" not in text:
            return unicodedata.normalize("NFC", text)
    except UnicodeDecodeError:
        pass
    sample = content[:_SAMPLE]
    if 0 in sample:
        encoding = "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be"
    else:
        encoding = "cp1258"
    return unicodedata.normalize("NFC", content.decode(encoding, errors="replace"))


def _delimiter(text: str) -> str:
    """The sign that splits the first lines into most cells."""
    start = text[:_SAMPLE]
    return max(_DELIMITERS, key=start.count)
