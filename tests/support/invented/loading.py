"""What the two command lines make of files: what is told, what is refused, what is counted."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import loaders.__main__
from data.record import ledger
from data.record.mapped_words import counting_rows_of
from data.text import fold
from tests.support.builders import Desk
from tests.support.invented.dossiers import METRICS, Counts
from tests.support.workbook_writers import WRITERS
from tests.support.workbooks import Book

TODAY = ("--today", "2026-11-30")
_ASKING = re.compile(r"\((--[a-z]+|nạp ở trang)[^)]*\)|hãy chọn kỳ|hãy cho biết")


@dataclass(frozen=True)
class Answer:
    """Whether the last file is stored, and all that a person reads of it on the command line."""

    desk: Desk
    stored: bool
    text: str

    @property
    def asks(self) -> bool:
        """Whether the file is refused with a question that a person can answer."""
        return not self.stored and bool(_ASKING.search(self.text))

    def tells(self, words: str) -> bool:
        """Whether one of the words, "a|b", stands in what the command line printed."""
        text = fold(self.text)
        return any(fold(word) in text for word in words.split("|"))

    @property
    def period(self) -> tuple[date, date]:
        """(first day, last day) of all uploads in the record."""
        stored = ledger.uploads(self.desk.record)
        return min(u.first_day for u in stored), max(u.last_day for u in stored)

    def counts(self, commune: str, first: date, last: date, field: str | None = None) -> Counts:
        """Metric's name → its counts for a commune over these days, of one field if named."""
        days, by = f"{first}..{last}", ("--by", "field") if field else ()
        rows = self.desk.figures(days, commune, *TODAY, *by)
        found = {fold(name): row for name, row in rows.items()}
        return {name: _tally(found.get(fold(name + (field or "")))) for name in METRICS}

    def rows(self) -> list[dict[str, object]]:
        """The record's rows of the upload stored last, those that count."""
        (*_, upload) = ledger.uploads(self.desk.record)
        rows: list[dict[str, object]] = counting_rows_of(self.desk.record, upload).to_pylist()
        return rows


def _tally(row: dict[str, object] | None) -> tuple[int, int] | None:
    """(numerator, denominator) of a row of `python -m metrics`; None where they are unknown."""
    if row is None or row["numerator"] is None:
        return None
    numerator, denominator = row["numerator"], row["denominator"]
    assert isinstance(numerator, int)
    assert isinstance(denominator, int)
    return numerator, denominator


def in_container(write: Callable[[Book], bytes], book: Book) -> bytes:
    """The book as a file by `write`; UTF-8 text if the container's encoding lacks a letter."""
    try:
        return write(book)
    except UnicodeEncodeError:
        return WRITERS["csv utf-8"](book)


def loaded(folder: Path, files: Iterable[tuple[str, bytes]], *arguments: Sequence[str]) -> Answer:
    """Load (name, content) files with their arguments into a new record; the last file's answer.

    All but the last must be stored.
    """
    folder.mkdir(exist_ok=True)
    desk = Desk(folder)
    answer = None
    for (name, content), typed in zip(files, arguments, strict=True):
        assert answer is None or answer.stored, answer.text
        path, out = desk.file(name, content), io.StringIO()
        with redirect_stdout(out):
            code = loaders.__main__.main(["--database", str(desk.database), *TODAY, *typed, path])
        answer = Answer(desk, code == 0, out.getvalue().replace(str(folder), ""))
    assert answer is not None
    return answer
