"""A workbook's first sheet, begun while the reading process still imports the rest."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # little may be imported before the sheet is begun
    from fastexcel import ExcelReader, ExcelSheet

_OF_EXCEL = ("xlsx", "xlsb", "xls")


def begin_reading(content: bytes, container: str) -> WorkbookReader | None:
    """A thread that already reads an Excel workbook's first sheet; None for every other file."""
    return WorkbookReader(content) if container in _OF_EXCEL else None


class WorkbookReader(threading.Thread):
    """A thread that reads a workbook's first sheet at once; the others are read when asked for."""

    def __init__(self, content: bytes) -> None:
        """Begin to read the first sheet of a workbook's bytes in this thread."""
        super().__init__(daemon=True)
        self._content = content
        self._book: ExcelReader | None = None
        self._sheet: ExcelSheet | None = None
        self._index = 0
        self._error: BaseException | None = None
        self.start()

    def run(self) -> None:
        """Read the first sheet, if the workbook has any; an error is kept for `book`."""
        try:
            import fastexcel

            self._book = fastexcel.read_excel(self._content)
            if self._book.sheet_names:
                self._sheet = _load_sheet(self._book, 0)
        except BaseException as error:  # the reader's panics are no Exception
            self._error = error

    def book(self) -> ExcelReader:
        """The workbook, once the first sheet is read; raises what the reader raised."""
        self.join()
        if self._error:
            raise self._error
        assert self._book
        return self._book

    def sheet(self, index: int) -> ExcelSheet:
        """The sheet at an index (from 0), with every cell as text; raises what the reader raised.

        It stays held here until the next one is asked for, the last to the end: a large sheet
        takes long to take apart, and the process ends anyway.
        """
        book = self.book()
        if index != self._index:
            self._index, self._sheet = index, _load_sheet(book, index)
        assert self._sheet
        return self._sheet


def _load_sheet(book: ExcelReader, index: int) -> ExcelSheet:
    """The sheet at an index (from 0) as text cells, no row taken for a heading or left out."""
    return book.load_sheet(index, header_row=None, skip_rows=0, dtypes="string")
