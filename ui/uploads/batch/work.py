"""The threads that read and stage a batch's files, whatever page its reader looks at meanwhile."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

from loaders.open_questions import Question
from ui.uploads.batch.batch import Batch, is_up_to_date, preview_key
from ui.uploads.batch.files import Circumstances, HandedFile, Preview, read_member
from ui.uploads.batch.previews import preview_file
from ui.uploads.batch.progress import FILE_WEIGHT, Progress, RunSoFar, progress_of

_THREADS = 2  # children do the reading, so threads are enough to keep two of them busy


def bring_up_to_date(batch: Batch, circumstances: Circumstances) -> None:
    """Start threads that read and stage the batch's files; raise what ended an earlier one.

    Raises what ended an earlier thread: a fault of the program, or of the disk.
    """
    with batch.lock:
        failure, batch.failure = batch.failure, None
        if failure is None:
            batch.circumstances = circumstances
            _start_threads(batch)
    if failure is not None:
        raise failure


def progress(batch: Batch) -> Progress:
    """How far the reading has come: files done, share of the work, seconds left."""
    with batch.lock:
        now = time.monotonic()
        weights = {
            number: FILE_WEIGHT + batch.files[number].member.size
            for number in batch.run_numbers & batch.files.keys()
        }
        open_numbers = {file.number for file in _open_files(batch)} | batch.in_hand.keys()
        in_hand = tuple(
            (weights[number], now - began)
            for number, began in batch.in_hand.items()
            if number in weights
        )
        done_weights = tuple(w for number, w in weights.items() if number not in open_numbers)
        return progress_of(
            RunSoFar(tuple(weights.values()), done_weights, in_hand, now - batch.run_began)
        )


def _open_files(batch: Batch) -> list[HandedFile]:
    """The batch's files with something left to read or stage, those in hand too."""
    return [file for file in batch.files.values() if not is_up_to_date(file, batch.circumstances)]


def _start_threads(batch: Batch) -> None:
    """Start at most two threads for the batch's open files; set `idle` if there are none."""
    numbers = {file.number for file in _open_files(batch)}
    if batch.thread_count == 0:
        batch.run_numbers, batch.run_began = set(numbers), time.monotonic()
    batch.run_numbers |= numbers
    if not numbers and batch.thread_count == 0:
        batch.idle.set()
    while batch.thread_count < min(_THREADS, len(numbers)):
        batch.thread_count += 1
        batch.idle.clear()
        threading.Thread(target=_work_off, args=(batch,), daemon=True).start()


def _work_off(batch: Batch) -> None:
    """Read and stage the batch's files till none is left; keep an exception in `batch.failure`."""
    try:
        while file := _take_next(batch):
            _put_back(batch, _finish(batch, file))
    except BaseException as error:  # raised again by the page, which can tell of it
        with batch.lock:
            batch.failure = error
            batch.in_hand.clear()
            _end_thread(batch)


def _take_next(batch: Batch) -> HandedFile | None:
    """The next open file, marked as in hand; None if none is left: the thread counts as ended."""
    with batch.lock:
        for file in _open_files(batch) if batch.failure is None else ():
            if file.number not in batch.in_hand:
                batch.in_hand[file.number] = time.monotonic()
                return file
        _end_thread(batch)
    return None


def _end_thread(batch: Batch) -> None:
    """Count one thread of the batch less, and set `idle` after the last; its lock must be held."""
    batch.thread_count -= 1
    if batch.thread_count == 0:
        batch.idle.set()


def _finish(batch: Batch, file: HandedFile) -> HandedFile:
    """The file with what was read of it (unless read before) and a preview of storing it."""
    with batch.lock:
        circumstances = batch.circumstances
        password = batch.passwords.pop(file.number, None)
        stagings = batch.stagings.setdefault(file.number, {})
    assert circumstances is not None
    key = preview_key(file, circumstances)
    if file.read is None or file.read.sheet_name != file.choices.sheet_name:
        read, unlocked_content = read_member(file, circumstances.folder, password)
        file = replace(file, read=read, unlocked_content=unlocked_content)
    preview = None
    if file.read and file.read.sheet:
        preview = preview_file(file, file.read.sheet, circumstances, stagings)
    return replace(file, preview=preview, previewed_for=key)


def _put_back(batch: Batch, finished_file: HandedFile) -> None:
    """Write a finished file's reading and preview into the batch, unless put away or changed."""
    with batch.lock:
        batch.in_hand.pop(finished_file.number, None)
        file = batch.files.get(finished_file.number)
        if file is None or file.reading_turn != finished_file.reading_turn:
            return
        batch.files[file.number] = replace(
            file,
            read=finished_file.read,
            unlocked_content=finished_file.unlocked_content,
            preview=finished_file.preview,
            previewed_for=finished_file.previewed_for,
            asked_questions=_asked_questions(file, finished_file.preview),
        )


def _asked_questions(file: HandedFile, preview: Preview | None) -> tuple[Question, ...]:
    """The questions that the file asked so far, and the preview's, if it is a new one."""
    question = preview.question if preview else None
    if question is None or question in file.asked_questions:
        return file.asked_questions
    return (*file.asked_questions, question)
