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
    waiting_mask,
    waiting_words,
)
from data.record.problem import Problem
from data.record.stored_rows import stored_rows_of
from data.text import fold

_ROWS_A_SHEET = 2**21  # a row's number holds its sheet too
_WORD_PROBLEM_KINDS = frozenset({"unknown_state", "unknown_channel", "unknown_word"})


@dataclass(frozen=True)
class Review:
    """An upload as it stands now: `problems` without those of rows that count by a mapped word,
    how many rows are set aside, the words that rows wait for, and the mapped words by which rows
    count, each with how many.
    """

    problems: tuple[Problem, ...]
    rows_set_aside: int
    waiting_words: tuple[WaitingWord, ...] = ()
    mapped_word_counts: tuple[tuple[MappedWord, int], ...] = ()


def review_of(folder: Path, upload: Upload) -> Review:
    """What of an upload is set aside, waits and counts, by the words mapped now."""
    problems = problems_of(folder, upload.id)
    unchanged_review = Review(problems, upload.rows_set_aside)
    if upload.table_name != "dossiers":
        return unchanged_review
    try:
        rows = stored_rows_of(folder, upload)
    except DamagedFile:  # told where the upload's figures are missing
        return unchanged_review
    is_waiting = waiting_mask(rows)
    if is_waiting is None:
        return unchanged_review
    meanings = meanings_of(folder, upload.layout)
    rows_that_count = counting_rows(rows, meanings)
    rows_by_word = rows.filter(
        pc.and_(is_waiting, pc.is_in(rows.column("row"), rows_that_count.column("row")))
    )
    row_numbers = {row % _ROWS_A_SHEET for row in rows_by_word.column("row").to_pylist()}
    remaining_problems = tuple(
        p for p in problems if not (p.kind in _WORD_PROBLEM_KINDS and p.row in row_numbers)
    )
    waiting_count = int(pc.sum(is_waiting).as_py()) - rows_by_word.num_rows
    counts_by_word = {
        (word.column, fold(word.word)): word.row_count for word in waiting_words(rows_by_word, {})
    }
    word_counts = (
        (word, counts_by_word[word.column, fold(word.word)])
        for word in mapped_words(folder)
        if word.layout == upload.layout and (word.column, fold(word.word)) in counts_by_word
    )
    lasting_count = upload.rows_set_aside + upload.rows_stored - rows.num_rows  # for no word alone
    return Review(
        remaining_problems,
        lasting_count + waiting_count,
        waiting_words(rows, meanings),
        tuple(word_counts),
    )
