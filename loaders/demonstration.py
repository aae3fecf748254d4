"""The demonstration data: written as export files, read like any other, marked until withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from data.demo import TOTAL_FILES, ExportFile, export_files
from data.planning.plan_versions import planned_communes
from data.record import ledger
from data.record.ledger import Upload
from loaders.answers import Answers
from loaders.load import accept, prepare, sha256_of, upload_of_same_bytes
from loaders.staging import Staged

_AT_ONCE = 2


def load(folder: Path, by: str, progress: Callable[[float], object]) -> None:
    """Store every demonstration file, or bring it back; `progress` is given the share so far."""
    prepare_export = partial(_prepare, folder, planned_communes(folder))
    # Children do the reading, so threads are enough to keep two of them busy.
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        prepared_exports = threads.map(prepare_export, export_files())
        for count, prepared in enumerate(prepared_exports, start=1):
            accept(folder, prepared, by, demonstration=True)
            progress(count / TOTAL_FILES)


def withdraw(folder: Path, by: str) -> None:
    """Take all demonstration uploads out of the figures."""
    standing = [u.id for u in ledger.uploads(folder) if u.demonstration and not u.withdrawn]
    ledger.withdraw(folder, standing, by)


def _prepare(folder: Path, planned: frozenset[str], export: ExportFile) -> Staged | Upload:
    period = (export.first, export.last) if export.first and export.last else None
    answers = Answers(export.commune_code, period=period, planned=planned)
    upload = upload_of_same_bytes(folder, sha256_of(export.content), answers)
    return upload or prepare(export.name, export.content, answers)
