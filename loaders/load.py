"""The one way in: a file's bytes to a preview, and a preview to the record."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow.compute as pc

from data import periods
from data.record import ledger, uploads
from data.record.ledger import NewUpload, Upload
from files.refusal import Refused
from loaders.answers import Answers, remembered
from loaders.staging import Staged


@dataclass(frozen=True)
class Stored:
    """The upload's id, and whether these bytes were there before (then nothing changed)."""

    upload: Upload
    already: bool


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def already(folder: Path, content: bytes, answers: Answers) -> Upload | None:
    """The upload of these same bytes; a withdrawn one only where nothing else is said of it.

    Raises Refused where a standing upload of the bytes has another period than the one given.
    """
    return already_as(folder, sha256_of(content), answers)


def already_as(folder: Path, sha256: str, answers: Answers) -> Upload | None:
    """The same, by the hash of the bytes."""
    for upload in sorted(uploads.same_bytes(folder, sha256), key=lambda u: u.withdrawn):
        agrees = answers.period in (None, (upload.first_day, upload.last_day))
        if answers.commune_code is not None:
            agrees = agrees and answers.commune_code in upload.communes
        if agrees and not (upload.withdrawn and _said_since(folder, upload)):
            return upload
        if not upload.withdrawn:
            raise Refused(_OTHER_PERIOD.format(upload.first_day, upload.last_day))
    return None


def _said_since(folder: Path, upload: Upload) -> bool:
    """Whether units of its layout were told apart after it was stored: it would now be another."""
    units = remembered(folder)
    return any(u.layout == upload.format and u.said_at > upload.stored_at for u in units)


_OTHER_PERIOD = (
    "Tệp này đã nạp cho kỳ {:%d/%m/%Y}–{:%d/%m/%Y}, xã hoặc kỳ khác với lần này: "
    "hãy rút lần nạp trước rồi nạp lại."
)


def store(
    folder: Path, staged: Staged, by: str, today: date | None = None, demonstration: bool = False
) -> Stored:
    """Write the upload to the record, whole; what was in force for the same days stays in it."""
    new = new_upload(staged, by, today, demonstration)
    upload_id, twin = uploads.store(folder, new, staged.rows)
    return Stored(next(u for u in ledger.uploads(folder) if u.id == upload_id), twin)


def new_upload(staged: Staged, by: str, today: date | None, demonstration: bool) -> NewUpload:
    """What the ledger is to say of a staged file; `today` None is today in Vietnam."""
    return NewUpload(
        sha256=staged.sha256,
        file_name=staged.file_name,
        format=staged.sheet.layout.name,
        table_name=staged.sheet.layout.table,
        first_day=staged.first,
        last_day=staged.last,
        known_until=_known_until(staged, today or periods.today()),
        complete=staged.complete,
        columns=staged.columns,
        assumed=staged.assumed,
        demonstration=demonstration,
        rows_read=staged.rows_read,
        rows_stored=_rows_stored(staged),
        rows_set_aside=len(staged.set_aside),
        stored_by=by,
        communes=staged.communes,
        problems=[(p.kind, p.row, p.column, p.value, p.message) for p in staged.problems],
        set_aside=staged.set_aside,
    )


def _known_until(staged: Staged, today: date) -> date:
    """The last day that a list can tell of: the 20th for a whole month's list made on the 20th.

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
    # A form's line that is set aside keeps its name among the rows, if its commune is known.
    aside = {row for row, _ in staged.set_aside}
    if staged.sheet.layout.table == "dossiers":
        return int(staged.rows.num_rows)
    return sum(row not in aside for row in staged.rows.column("row").to_pylist())
