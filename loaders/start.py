"""The first steps of the reading process: its limits, the file, and the first sheet begun."""

from __future__ import annotations

import contextlib
import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # nothing may be imported before the limits hold, and little before the file
    from fastexcel import ExcelReader, ExcelSheet

MEMORY = 3 * 2**30
SECONDS = 120
_ZIPPED = ("xlsx", "xlsb")


@dataclass(frozen=True)
class Given:
    """The file, and its first sheet where it was begun before it is asked for."""

    content: bytes
    first: FirstSheet | None = None


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


def begin(mode: str) -> Given:
    """Set the limits, take the file, and start on it where it is a workbook in a zip."""
    _limit()
    content = sys.stdin.buffer.read()
    return Given(content, FirstSheet(content) if mode in _ZIPPED else None)


def _limit() -> None:
    """Memory and processor time; where the system has no rlimits the parent watches instead."""
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
