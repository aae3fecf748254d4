"""The demonstration data: written as export files, read like any other, marked until withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from data.demo import TOTAL_FILES, ExportFile, export_files
from data.planning.plan_versions import planned_communes
from data.record import ledger
from loaders.answers import Answers
from loaders.load import already, sha256_of, store
from loaders.recognition.reader import read_sheet
from loaders.recognition.sheet import Sheet
from loaders.staging import stage

_READERS = 2


def load(folder: Path, by: str, progress: Callable[[float], object]) -> None:
    """Store every demonstration file, or bring it back; `progress` is told the share done."""
    # Children do the reading, so threads are enough to keep two of them busy.
    with ThreadPoolExecutor(_READERS) as readers:
        for done, (export, sheet) in enumerate(readers.map(_read, export_files()), start=1):
            _store(folder, export, sheet, by)
            progress(done / TOTAL_FILES)


def withdraw(folder: Path, by: str) -> None:
    """Take all demonstration uploads out of the figures."""
    standing = [u.id for u in ledger.uploads(folder) if u.demonstration and not u.withdrawn]
    ledger.withdraw(folder, standing, by)


def _read(export: ExportFile) -> tuple[ExportFile, Sheet]:
    return export, read_sheet(export.content)


def _store(folder: Path, export: ExportFile, sheet: Sheet, by: str) -> None:
    period = (export.first, export.last) if export.first and export.last else None
    answers = Answers(export.commune_code, period=period, planned=planned_communes(folder))
    if upload := already(folder, export.content, answers):
        if upload.withdrawn:
            ledger.bring_back(folder, [upload.id], by)
        return
    staged = stage(export.name, sheet, sha256_of(export.content), answers)
    store(folder, staged, by, demonstration=True)
