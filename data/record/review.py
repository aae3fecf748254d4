"""What of a stored file is set aside now, and what counts since a word was given its meaning."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow.compute as pc

from data.record.faults import DamagedFile
from data.record.ledger import Upload, problems_of
from data.record.mapped_words import (
    MappedWord,
    WaitingWord,
    counting_rows,
    mapped_words,
    meanings_of,
    waiting_words,
    waits,
)
from data.record.problem import Problem
from data.record.stored_rows import stored_rows_of
from data.text import fold

_ROWS_A_SHEET = 2**21  # a row's number holds its sheet too
_OF_WORDS = frozenset({"unknown_state", "unknown_channel", "unknown_word"})


@dataclass(frozen=True)
class Review:
    """An upload as it stands now: `problems` without those of rows that count by a mapped word,
    how many rows are set aside, the words that rows wait for, and the mapped words by which rows
    count, each with how many.
    """

    problems: tuple[Problem, ...]
    rows_set_aside: int
    waiting: tuple[WaitingWord, ...] = ()
    mapped: tuple[tuple[MappedWord, int], ...] = ()


def review_of(folder: Path, upload: Upload) -> Review:
    """What there is to say of an upload's problems at this moment."""
    problems = problems_of(folder, upload.id)
    unchanged = Review(problems, upload.rows_set_aside)
    if upload.table_name != "dossiers":
        return unchanged
    try:
        rows = stored_rows_of(folder, upload)
    except DamagedFile:  # told where the upload's figures are missing
        return unchanged
    mask = waits(rows)
    if mask is None:
        return unchanged
    meanings = meanings_of(folder, upload.layout)
    counting = counting_rows(rows, meanings)
    by_word = rows.filter(pc.and_(mask, pc.is_in(rows.column("row"), counting.column("row"))))
    numbers = {row % _ROWS_A_SHEET for row in by_word.column("row").to_pylist()}
    left = tuple(p for p in problems if not (p.kind in _OF_WORDS and p.row in numbers))
    waiting_count = int(pc.sum(mask).as_py()) - by_word.num_rows
    counts = {(word.column, fold(word.word)): word.rows for word in waiting_words(by_word, {})}
    used = (
        (word, counts[word.column, fold(word.word)])
        for word in mapped_words(folder)
        if word.layout == upload.layout and (word.column, fold(word.word)) in counts
    )
    for_good = upload.rows_set_aside + upload.rows_stored - rows.num_rows  # for no word alone
    return Review(left, for_good + waiting_count, waiting_words(rows, meanings), tuple(used))
