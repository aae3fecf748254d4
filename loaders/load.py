"""A file's whole way: read → recognise → check → stage (`prepare`), then store it (`load`)."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow.compute as pc

from data import dates
from data.dates import span_text
from data.record import ledger, uploads
from data.record.faults import RecordFault
from data.record.ledger import NewUpload, ReviewRows, Upload
from data.record.stored_rows import stored_rows_of
from files.refusal import Refused
from loaders.answers import Answers, remember_words, remembered_units, with_remembered
from loaders.earlier_lists import check_states
from loaders.layouts.custom import custom_layout_folder
from loaders.recognition.reader import read_sheet
from loaders.recognition.sheet import Sheet
from loaders.staging import Staged, stage
from loaders.validation.waiting_rows import rows_to_keep

NOT_WRITTEN = "Không ghi được vào kho số liệu: hãy kiểm tra ổ đĩa và quyền ghi rồi nạp lại."
_OTHER_PERIOD = (
    "Tệp này đã nạp cho kỳ {}, xã hoặc kỳ khác với lần này: hãy rút lần nạp trước rồi nạp lại."
)


@dataclass(frozen=True)
class RecognisedFile:
    """A file's name, the SHA-256 of the bytes as handed in, and its sheet as a layout reads it."""

    name: str
    sha256: str
    sheet: Sheet


@dataclass(frozen=True)
class Stored:
    """The upload in the record, and whether these bytes were there before (nothing changed)."""

    upload: Upload
    already: bool


@dataclass(frozen=True)
class Loaded:
    """A file that is in the record; `staged` is None where its bytes were there before."""

    stored: Stored
    staged: Staged | None = None


@dataclass(frozen=True)
class NotLoaded:
    """A file of which nothing is in the record, and why; `layout` is the one it fits, if any."""

    refused: Refused
    layout: str | None


Outcome = Loaded | NotLoaded


def load(
    folder: Path,
    name: str,
    content: bytes,
    answers: Answers,
    by: str,
    password: str | None = None,
) -> Outcome:
    """The whole way of a file into the record in `folder`; raises nothing for a bad file.

    Bytes that are in the record are not read again; a withdrawn upload of them is brought back.
    """
    layout = None
    try:
        if upload := upload_of_same_bytes(folder, sha256_of(content), answers):
            if answers.words and upload.table_name == "dossiers":
                rows = stored_rows_of(folder, upload)
                remember_words(folder, upload.layout, rows, answers, by)
            return Loaded(accept(folder, upload, by))
        file = recognise(name, content, folder, password)
        layout = file.sheet.layout.name
        staged = stage_file(file, answers, folder)
        remember_words(folder, layout, staged.waiting, answers, by)
        return Loaded(accept(folder, staged, by), staged)
    except Refused as refused:
        return NotLoaded(refused, layout)
    except RecordFault as fault:
        return NotLoaded(Refused(fault.sentence), layout)
    except (OSError, sqlite3.Error):
        return NotLoaded(Refused(NOT_WRITTEN), layout)


def prepare(
    name: str,
    content: bytes,
    answers: Answers,
    folder: Path | None = None,
    password: str | None = None,
) -> Staged:
    """The way of a file up to its preview, nothing stored; raises Refused.

    `folder` is the record whose custom layouts and remembered units are used, if any.
    """
    return stage_file(recognise(name, content, folder, password), answers, folder)


def recognise(
    name: str,
    content: bytes,
    folder: Path | None = None,
    password: str | None = None,
    only: str | None = None,
) -> RecognisedFile:
    """The first half: read the file (or one sheet, `only`) in a child process; raises Refused."""
    custom_folder = custom_layout_folder(folder) if folder else None
    sheet = read_sheet(content, password, custom_folder, only)
    return RecognisedFile(name, sha256_of(content), sheet)


def stage_file(file: RecognisedFile, answers: Answers, folder: Path | None = None) -> Staged:
    """The second half: check every row, with the units remembered in `folder`; raises Refused."""
    if folder:
        answers = with_remembered(answers, folder, file.sheet.layout.name)
    staged = stage(file.name, file.sheet, file.sha256, answers)
    if folder:
        check_states(staged, folder)
    return staged


def sha256_of(content: bytes) -> str:
    """By which the record knows a file again."""
    return hashlib.sha256(content).hexdigest()


def upload_of_same_bytes(folder: Path, sha256: str, answers: Answers) -> Upload | None:
    """The upload of these same bytes; a withdrawn one only where staging would give the same.

    Raises Refused where a standing upload of the bytes has another commune or period than the
    answers.
    """
    for upload in sorted(uploads.uploads_with_hash(folder, sha256), key=lambda u: u.withdrawn):
        agrees = answers.period in (None, (upload.first_day, upload.last_day))
        if answers.commune_code is not None:
            agrees = agrees and answers.commune_code in upload.communes
        if agrees and not (upload.withdrawn and _units_changed_since(folder, upload)):
            return upload
        if not upload.withdrawn:
            raise Refused(_OTHER_PERIOD.format(span_text(upload.first_day, upload.last_day)))
    return None


def _units_changed_since(folder: Path, upload: Upload) -> bool:
    """Whether somebody said of a unit of its layout, after it was stored, which commune it is.

    The same bytes would then give other rows.
    """
    units = remembered_units(folder)
    return any(u.layout == upload.layout and u.remembered_at > upload.stored_at for u in units)


def accept(folder: Path, prepared: Staged | Upload, by: str, demonstration: bool = False) -> Stored:
    """Store what is staged; an upload of the same bytes is brought back where it is withdrawn."""
    if isinstance(prepared, Staged):
        return store(folder, prepared, by, prepared.answers.today, demonstration)
    if prepared.withdrawn:
        ledger.bring_back(folder, [prepared.id], by)
    return Stored(prepared, already=True)


def store(
    folder: Path, staged: Staged, by: str, today: date | None = None, demonstration: bool = False
) -> Stored:
    """Write the upload to the record, whole; what was in force for the same days stays in it."""
    draft = new_upload(staged, by, today, demonstration)
    review = ReviewRows(staged.problems, staged.set_aside)
    upload_id, already = uploads.store(
        folder, draft, rows_to_keep(staged.rows, staged.waiting), review
    )
    return Stored(_read_again(folder, upload_id, draft), already)


def _read_again(folder: Path, upload_id: int, draft: NewUpload) -> Upload:
    """The stored upload; where it cannot be read now, what was written of it: it is stored."""
    try:
        return next(upload for upload in ledger.uploads(folder) if upload.id == upload_id)
    except (RecordFault, sqlite3.Error, OSError, StopIteration):
        return Upload(
            **vars(draft),
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
        rows_stored=_rows_stored(staged),
        rows_set_aside=len(staged.set_aside),
        stored_by=by,
        communes=staged.communes,
    )


def _known_until(staged: Staged, today: date) -> date:
    """The last day of which a list can know: the 20th for a whole month's list made on the 20th.

    Days in its rows that lie after today mean that the clock is wrong, not the list.
    """
    if staged.sheet.layout.table != "dossiers":
        return staged.last
    days = [pc.max(staged.rows.column("received_on")).as_py()]
    if "finished_on" in staged.rows.column_names:
        days.append(pc.max(staged.rows.column("finished_on")).as_py())
    latest: date = max([today, *(day for day in days if day)])
    return min(staged.last, latest)


def _rows_stored(staged: Staged) -> int:
    """How many rows count: of a form a line that is set aside keeps its name among the rows."""
    aside = {row for row, _ in staged.set_aside}
    if staged.sheet.layout.table == "dossiers":
        return int(staged.rows.num_rows)
    return sum(row not in aside for row in staged.rows.column("row").to_pylist())
