"""Storing a batch's files in a thread of its own, which nothing that its reader does can end."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from data.record import uploads
from data.record.disk_faults import DISK_FAULTS, disk_fault_sentence
from data.record.ledger import Upload
from files.archives import Member
from loaders import demonstration
from loaders.load import StoredUpload, store_or_bring_back
from loaders.staging import Staged
from ui.uploads.batch.batch import Batch
from ui.uploads.batch.files import HandedFile, ReadFile
from ui.uploads.batch.progress import FILE_WEIGHT, Progress, RunSoFar, progress_of
from ui.uploads.batch.states import STATE_WORDS, State

_LOG = logging.getLogger(__name__)
_UNKNOWN_FAULT = "chương trình có lỗi khi nạp tệp này; hãy báo người quản trị"


@dataclass(frozen=True)
class FileToStore:
    """A file of a batch by its number and name, with what is stored or brought back of it."""

    number: int
    name: str
    staged_or_upload: Staged | Upload


@dataclass(eq=False)
class StoringRun:
    """Files being stored one after the other, or stored: what became of each, by its number.

    `files` are those left to store; `names` keep the names of all. `by_others` are the numbers of
    those that others had stored meanwhile. `other_names` are those of the batch's other files, by
    their states. `is_told` once somebody has seen how it ended.
    """

    folder: Path
    by: str
    files: tuple[FileToStore, ...]
    withdraws_demonstration: bool = False
    other_names: Mapping[State, Sequence[str]] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    weights: Mapping[int, int] = field(default_factory=dict)
    stored: dict[int, StoredUpload] = field(default_factory=dict)
    by_others: set[int] = field(default_factory=set)
    failures: dict[int, str] = field(default_factory=dict)
    demonstration_failure: str = ""
    began: float = 0.0
    file_began: float = 0.0
    ended: threading.Event = field(default_factory=threading.Event)
    is_told: bool = False

    @property
    def stored_count(self) -> int:
        """How many files this run stored or brought back."""
        return len(self.stored) - len(self.by_others)

    @property
    def commune_codes(self) -> list[str]:
        """The codes of the communes of what this run stored or brought back, sorted."""
        own_numbers = self.stored.keys() - self.by_others
        return sorted({c for number in own_numbers for c in self.stored[number].upload.communes})


def begin_storing(run: StoringRun) -> StoringRun:
    """Start a thread that stores the run's files one by one; give the run, which it fills in."""
    run.names = {file.number: file.name for file in run.files}
    run.weights = {file.number: _weight(file) for file in run.files}
    run.began = run.file_began = time.monotonic()
    threading.Thread(target=store_each, args=(run,), daemon=True).start()
    return run


def store_each(run: StoringRun) -> None:
    """Store or bring back each of the run's files, note failures in the run, then mark it ended."""
    try:
        while run.files:
            run.file_began = time.monotonic()
            _store_file(run, run.files[0])
            run.files = run.files[1:]
        if run.withdraws_demonstration and run.stored_count:
            _withdraw_demonstration(run)
    finally:
        run.ended.set()


def _store_file(run: StoringRun, file: FileToStore) -> None:
    """Store or bring back one file; note in the run its upload, or the sentence on its failure."""
    try:
        stored = store_or_bring_back(run.folder, file.staged_or_upload, run.by)
        if isinstance(file.staged_or_upload, Staged) and stored.was_in_record:
            run.by_others.add(file.number)
        run.stored[file.number] = stored
    except DISK_FAULTS as error:
        if upload := _stored_upload(run.folder, file.staged_or_upload.sha256):
            run.stored[file.number] = StoredUpload(upload, was_in_record=False)
        else:
            run.failures[file.number] = disk_fault_sentence(error)
    except Exception:  # the other files are stored all the same, and this one is told of
        _LOG.exception("A file of a batch could not be stored")
        run.failures[file.number] = _UNKNOWN_FAULT


def _stored_upload(folder: Path, sha256: str) -> Upload | None:
    """The upload in force of these bytes; None without one, or if the record is unreadable."""
    try:
        same_uploads = uploads.uploads_with_hash(folder, sha256)
    except DISK_FAULTS:
        return None
    return next((upload for upload in same_uploads if not upload.withdrawn), None)


def _withdraw_demonstration(run: StoringRun) -> None:
    """Withdraw the demonstration data; note in the run the sentence if the disk refuses."""
    try:
        demonstration.withdraw_uploads(run.folder, run.by)
    except DISK_FAULTS as error:
        run.demonstration_failure = disk_fault_sentence(error)


def storing_progress(run: StoringRun) -> Progress:
    """How many of a run's files are done, the share of its work, and the seconds left."""
    now = time.monotonic()
    done_numbers = {*run.stored, *run.failures}
    open_weights = [w for number, w in run.weights.items() if number not in done_numbers]
    return progress_of(
        RunSoFar(
            weights=tuple(run.weights.values()),
            done_weights=tuple(run.weights[number] for number in done_numbers),
            in_hand=((open_weights[0], now - run.file_began),) if open_weights else (),
            seconds=now - run.began,
        )
    )


def _weight(file: FileToStore) -> int:
    """What storing a file costs in work: that of any file, and 50 for each of its rows."""
    rows = file.staged_or_upload.rows_read if isinstance(file.staged_or_upload, Staged) else 0
    return FILE_WEIGHT + 50 * rows


def failure_lines(run: StoringRun) -> list[tuple[str, str]]:
    """(name, the sentence that says why) of each file that could not be stored."""
    return [(run.names[number], sentence) for number, sentence in run.failures.items()]


def names_by_outcome(run: StoringRun) -> dict[str, list[str]]:
    """Outcome in words → the names of the batch's files that had it, of an ended run."""
    numbers = {
        STATE_WORDS["stored"]: run.stored.keys() - run.by_others,
        "đã có người nạp trước đó": run.by_others,
        "chưa lưu được": run.failures.keys(),
    }
    names = {words: [run.names[n] for n in sorted(numbers[words])] for words in numbers}
    names |= {
        STATE_WORDS[state]: list(run.other_names.get(state, ()))
        for state in STATE_WORDS
        if state != "stored"
    }
    return {words: group for words, group in names.items() if group}


def note_outcomes(batch: Batch, run: StoringRun) -> None:
    """Write into the batch which of the run's files are stored (dropping bytes) or have failed."""
    with batch.lock:
        for number in run.names.keys() & batch.files.keys():
            batch.files[number] = _with_outcome(batch.files[number], run)


def _with_outcome(file: HandedFile, run: StoringRun) -> HandedFile:
    """The file marked as stored or failed, if it is so in the run; else as it is."""
    if file.stored is None and file.number in run.stored:
        return _as_stored(file, run.stored[file.number])
    if file.is_being_stored and file.number in run.failures:
        return replace(file, is_being_stored=False, failure=run.failures[file.number])
    return file


def _as_stored(file: HandedFile, stored: StoredUpload) -> HandedFile:
    """The file marked as stored, without its bytes and all that was read of them."""
    return replace(
        file,
        member=Member(file.member.name, file.member.folder, 0, b""),
        unlocked_content=None,
        read=ReadFile(file.sha256, None),
        preview=None,
        is_being_stored=False,
        stored=stored,
    )
