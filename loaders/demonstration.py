"""The demonstration data: written as export files, read like any other, marked until withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from data.demo import FILE_COUNT, ExportFile, export_files
from data.planning.plan_versions import communes_with_plans
from data.record import ledger
from data.record.ledger import Upload
from loaders.answers import Answers
from loaders.load import read_and_stage, sha256_of, store_or_bring_back
from loaders.same_bytes import upload_of_same_bytes
from loaders.staging import Staged

_READERS = 2


def load_files(folder: Path, by: str, report_progress: Callable[[float], object]) -> None:
    """Store or bring back every demonstration file; report the share done (0 to 1) after each."""
    stage_export = partial(_stage_unless_stored, folder, communes_with_plans(folder))
    # Children do the reading, so threads are enough to keep two of them busy.
    with ThreadPoolExecutor(_READERS) as threads:
        staged_exports = threads.map(stage_export, export_files())
        for count, staged_or_upload in enumerate(staged_exports, start=1):
            store_or_bring_back(folder, staged_or_upload, by, demonstration=True)
            report_progress(count / FILE_COUNT)


def withdraw_uploads(folder: Path, by: str) -> None:
    """Withdraw every demonstration upload in the record, in the name of `by`."""
    upload_ids = [u.id for u in ledger.uploads(folder) if u.demonstration and not u.withdrawn]
    ledger.withdraw(folder, upload_ids, by)


def _stage_unless_stored(
    folder: Path, communes_with_plan: frozenset[str], export: ExportFile
) -> Staged | Upload:
    """The demonstration file staged, or the upload of its bytes where the record has one.

    Raises Refused.
    """
    period = (export.first, export.last) if export.first and export.last else None
    answers = Answers(export.commune_code, period=period, planned_communes=communes_with_plan)
    upload = upload_of_same_bytes(folder, sha256_of(export.content), answers)
    return upload or read_and_stage(export.name, export.content, answers)
