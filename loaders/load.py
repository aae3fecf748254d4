"""A file's whole way: read, recognise, check, stage (`read_and_stage`), store (`load_file`)."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow.compute as pc

from data import dates
from data.record import ledger, uploads
from data.record.faults import RecordFault
from data.record.ledger import NewUpload, ReviewRows, Upload
from data.record.stored_rows import stored_rows_of
from files.refusal import Refused
from loaders.answers import Answers, answers_for_layout, remember_words
from loaders.earlier_lists import refuse_single_state
from loaders.heading_answers import (
    headings_of_answers,
    headings_of_record,
    remember_headings,
)
from loaders.layouts.custom import custom_layout_folder
from loaders.layouts.mapped_headings import HeadingColumn
from loaders.recognition.reader import read_sheet
from loaders.recognition.sheet import Sheet
from loaders.same_bytes import upload_of_same_bytes
from loaders.staging import Staged, stage_sheet
from loaders.validation.waiting_rows import rows_to_keep

NOT_WRITTEN = "Không ghi được vào kho số liệu: hãy kiểm tra ổ đĩa và quyền ghi rồi nạp lại."


@dataclass(frozen=True)
class RecognisedFile:
    """A file's name, the SHA-256 of the bytes as handed in, and its sheet as a layout reads it."""

    name: str
    sha256: str
    sheet: Sheet


@dataclass(frozen=True)
class StoredUpload:
    """The upload in the record, and whether these bytes were there before (nothing changed)."""

    upload: Upload
    was_in_record: bool


@dataclass(frozen=True)
class Loaded:
    """A file that is in the record; `staged` is None where its bytes were there before."""

    stored_upload: StoredUpload
    staged: Staged | None = None


@dataclass(frozen=True)
class NotLoaded:
    """A file of which nothing is in the record, and why; `layout` is the one it fits, if any."""

    refused: Refused
    layout: str | None


Outcome = Loaded | NotLoaded


def load_file(
    folder: Path,
    name: str,
    content: bytes,
    answers: Answers,
    by: str,
    password: str | None = None,
    before_storing: Callable[[Staged], None] = lambda staged: None,
) -> Outcome:
    """Read, check and store a file in the record in `folder`; a bad file gives NotLoaded.

    Bytes that are in the record are not read again; a withdrawn upload of them is brought back.
    `before_storing` is called with what is staged while the record is as it was.
    """
    layout = None
    try:
        if upload := upload_of_same_bytes(folder, sha256_of(content), answers):
            if answers.word_meanings and upload.table_name == "dossiers":
                rows = stored_rows_of(folder, upload)
                remember_words(folder, upload.layout, rows, answers, by)
            return Loaded(store_or_bring_back(folder, upload, by))
        headings = headings_of_answers(answers, by)
        file = recognise_file(name, content, folder, password, more_headings=headings)
        layout = file.sheet.layout.name
        staged = stage_file(file, answers, folder)
        before_storing(staged)
        remember_words(folder, layout, staged.waiting_rows, answers, by)
        remember_headings(folder, staged.sheet, answers, by)
        return Loaded(store_or_bring_back(folder, staged, by), staged)
    except Refused as refused:
        return NotLoaded(refused, layout)
    except RecordFault as fault:
        return NotLoaded(Refused(fault.sentence), layout)
    except (OSError, sqlite3.Error):
        return NotLoaded(Refused(NOT_WRITTEN), layout)


def read_and_stage(
    name: str,
    content: bytes,
    answers: Answers,
    folder: Path | None = None,
    password: str | None = None,
) -> Staged:
    """Read and check a file up to its preview, nothing stored; raises Refused.

    `folder` is the record whose custom layouts and remembered units are used, if any.
    """
    return stage_file(recognise_file(name, content, folder, password), answers, folder)


def recognise_file(
    name: str,
    content: bytes,
    folder: Path | None = None,
    password: str | None = None,
    sheet_name: str | None = None,
    more_headings: Sequence[HeadingColumn] = (),
) -> RecognisedFile:
    """Read a file (or its sheet `sheet_name`) by a layout, in a child process; raises Refused.

    `more_headings` are mapped ones beside those that the record in `folder` remembers.
    """
    custom_folder = custom_layout_folder(folder) if folder else None
    headings = (*headings_of_record(folder), *more_headings) if folder else more_headings
    sheet = read_sheet(content, password, custom_folder, sheet_name, headings)
    return RecognisedFile(name, sha256_of(content), sheet)


def stage_file(file: RecognisedFile, answers: Answers, folder: Path | None = None) -> Staged:
    """Check a recognised file's rows, with the units remembered in `folder`; raises Refused."""
    if folder:
        answers = answers_for_layout(answers, folder, file.sheet.layout.name)
    staged = stage_sheet(file.name, file.sheet, file.sha256, answers)
    if folder:
        refuse_single_state(staged, folder)
    return staged


def sha256_of(content: bytes) -> str:
    """The SHA-256 of a file's bytes in hexadecimal, by which the record knows the file again."""
    return hashlib.sha256(content).hexdigest()


def store_or_bring_back(
    folder: Path, staged_or_upload: Staged | Upload, by: str, demonstration: bool = False
) -> StoredUpload:
    """Store a staged file, or bring back the upload of the same bytes where that is withdrawn."""
    if isinstance(staged_or_upload, Staged):
        today = staged_or_upload.answers.today
        return store_staged(folder, staged_or_upload, by, today, demonstration)
    if staged_or_upload.withdrawn:
        ledger.bring_back(folder, [staged_or_upload.id], by)
    return StoredUpload(staged_or_upload, was_in_record=True)


def store_staged(
    folder: Path, staged: Staged, by: str, today: date | None = None, demonstration: bool = False
) -> StoredUpload:
    """Write a staged file and its problems to the record; the lists it replaces stay there."""
    upload_to_write = new_upload(staged, by, today, demonstration)
    review = ReviewRows(staged.problems, staged.set_aside)
    upload_id, was_in_record = uploads.store_upload(
        folder, upload_to_write, rows_to_keep(staged.rows, staged.waiting_rows), review
    )
    return StoredUpload(_stored_upload(folder, upload_id, upload_to_write), was_in_record)


def _stored_upload(folder: Path, upload_id: int, upload_as_written: NewUpload) -> Upload:
    """The upload as the record has it; where that cannot be read now, made of what was written."""
    try:
        return next(upload for upload in ledger.uploads(folder) if upload.id == upload_id)
    except (RecordFault, sqlite3.Error, OSError, StopIteration):
        return Upload(
            **vars(upload_as_written),
            id=upload_id,
            parquet="",
            stored_at=datetime.now(UTC),
            withdrawn=False,
            file_sha256="",
        )


def new_upload(staged: Staged, by: str, today: date | None, demonstration: bool) -> NewUpload:
    """What the ledger is to say of a staged file; `today` None is today in Vietnam."""
    return NewUpload(
        sha256=staged.sha256,
        file_name=staged.file_name,
        layout=staged.sheet.layout.name,
        table_name=staged.sheet.layout.table,
        first_day=staged.first,
        last_day=staged.last,
        known_until=_known_until(staged, today or dates.today()),
        complete=staged.complete,
        columns=frozenset(staged.columns),
        assumed=staged.assumed,
        demonstration=demonstration,
        rows_read=staged.rows_read,
        rows_stored=_stored_row_count(staged),
        rows_set_aside=len(staged.set_aside),
        stored_by=by,
        communes=staged.communes,
    )


def _known_until(staged: Staged, today: date) -> date:
    """The last day that the file can tell of: its last one, of a list at most `today`.

    A whole month's list that is made on the 20th ends there. Days in its rows after today move
    the end, since then the clock is wrong, not the list.
    """
    if staged.sheet.layout.table != "dossiers":
        return staged.last
    days = [pc.max(staged.rows.column("received_on")).as_py()]
    if "finished_on" in staged.rows.column_names:
        days.append(pc.max(staged.rows.column("finished_on")).as_py())
    latest: date = max([today, *(day for day in days if day)])
    return min(staged.last, latest)


def _stored_row_count(staged: Staged) -> int:
    """How many staged rows count; a form's set-aside lines, which stay among its rows, do not."""
    set_aside_rows = {row for row, _ in staged.set_aside}
    if staged.sheet.layout.table == "dossiers":
        return int(staged.rows.num_rows)
    return sum(row not in set_aside_rows for row in staged.rows.column("row").to_pylist())
