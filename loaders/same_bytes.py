"""Bytes that the record knows: the upload of them, unless a file is read otherwise by now."""

from __future__ import annotations

from pathlib import Path

from data.dates import span_text
from data.record import uploads
from data.record.ledger import Upload
from data.record.mapped_headings import headings_changed_at
from files.refusal import Refused
from loaders.answers import Answers, remembered_units

_OTHER_PERIOD = (
    "Tệp này đã nạp cho kỳ {}, xã hoặc kỳ khác với lần này: hãy rút lần nạp trước rồi nạp lại."
)


def upload_of_same_bytes(folder: Path, sha256: str, answers: Answers) -> Upload | None:
    """The record's upload of the same bytes that agrees with the answers; None where there is none.

    A withdrawn one counts only where staging would give the same rows. Raises Refused where a
    standing one has another commune or period than the answers.
    """
    for upload in sorted(uploads.uploads_with_hash(folder, sha256), key=lambda u: u.withdrawn):
        agrees = answers.period in (None, (upload.first_day, upload.last_day))
        if answers.commune_code is not None:
            agrees = agrees and answers.commune_code in upload.communes
        if agrees and not (upload.withdrawn and _is_read_otherwise(folder, upload, answers)):
            return upload
        if not upload.withdrawn:
            raise Refused(_OTHER_PERIOD.format(span_text(upload.first_day, upload.last_day)))
    return None


def has_newer_headings(folder: Path, upload: Upload) -> bool:
    """Whether a heading of the upload's layout was mapped, or taken back, since it was stored.

    Within one second it may have been: the ledger tells no finer moments.
    """
    changed_at = headings_changed_at(folder, upload.layout)
    return changed_at is not None and changed_at >= upload.stored_at


def _is_read_otherwise(folder: Path, upload: Upload, answers: Answers) -> bool:
    """Whether staging an upload's bytes now may give other rows than when it was stored.

    Somebody gave a unit of its layout a commune since, or said which column a heading is.
    """
    units = remembered_units(folder)
    has_newer_units = any(
        u.layout == upload.layout and u.remembered_at > upload.stored_at for u in units
    )
    has_other_headings = bool(answers.heading_columns) or has_newer_headings(folder, upload)
    return has_newer_units or has_other_headings
