"""A workbook's first sheet, begun while the reading process still imports the rest."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # little may be imported before the sheet is begun
    from fastexcel import ExcelReader, ExcelSheet

_ZIPPED = ("xlsx", "xlsb")


def begin_first_sheet(content: bytes, container: str) -> FirstSheet | None:
    """The first sheet of a workbook in a zip, being read; None for every other file."""
    return FirstSheet(content) if container in _ZIPPED else None


class FirstSheet(threading.Thread):
    """A workbook's first sheet, read while this process still imports what it needs after it."""

    def __init__(self, content: bytes) -> None:
        super().__init__(daemon=True)
        self._content = content
        self._book: ExcelReader | None = None
        self._sheet: ExcelSheet | None = None
        self._failed: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            import fastexcel

            self._book = fastexcel.read_excel(self._content)
            if self._book.sheet_names:
                self._sheet = loaded(self._book, 0)
        except BaseException as error:  # the reader's panics are no Exception
            self._failed = error

    def result(self) -> tuple[ExcelReader, ExcelSheet | None]:
        """The workbook, and its first sheet if it has any; raises what the reader raised."""
        self.join()
        if self._failed:
            raise self._failed
        assert self._book
        return self._book, self._sheet


def loaded(book: ExcelReader, index: int) -> ExcelSheet:
    """A sheet with every cell as text, no row taken for a heading or left out."""
    return book.load_sheet(index, header_row=None, skip_rows=0, dtypes="string")
