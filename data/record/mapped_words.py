"""What people said that a word in a column means, and the rows that wait for such a word.

A row whose word nobody knows lies among its upload's rows with UNKNOWN_MARK before the word, in
the place of a meaning. It counts as long as somebody says what the word means, and no longer: what
is stored is never written again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from data.columns import DOSSIERS
from data.record.connection import read_ledger
from data.record.settings import Setting, read_newest_settings, set_setting
from data.record.stored_rows import UNKNOWN_MARK, stored_rows_of
from data.record.upload import Upload
from data.text import fold

_PREFIX = "word/"
_ENDED_STATES = ("returned", "left")  # such a dossier has a day of its end, or does not count

# Column and folded word → meaning.
Meanings = Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class MappedWord:
    """A word of one layout's column as its file wrote it, its meaning, and who said so when."""

    layout: str
    column: str
    word: str
    meaning: str
    by: str
    mapped_at: datetime


@dataclass(frozen=True)
class WaitingWord:
    """A word that rows of an upload wait for, and in how many of them it stands."""

    column: str
    word: str
    row_count: int


def mapped_words(folder: Path) -> tuple[MappedWord, ...]:
    """Every mapped word that was not taken back, sorted by layout, column and word."""
    with read_ledger(folder) as connection:
        return read_mapped_words(connection)


def read_mapped_words(connection: sqlite3.Connection) -> tuple[MappedWord, ...]:
    """Mapped words not taken back, by layout, column and word, on an open connection."""
    settings = read_newest_settings(connection, _PREFIX).sound
    return tuple(_mapped_word(entry) for entry in settings if entry.value)


def meanings_of(folder: Path, layout: str) -> dict[tuple[str, str], str]:
    """The meanings of a layout's mapped words, by column and folded word."""
    return _meanings_of_layout(mapped_words(folder), layout)


def word_texts_by_layout(words: Iterable[MappedWord]) -> dict[str, str]:
    """Layout → a text ("column word=meaning;") that changes whenever its mapped words do."""
    texts: dict[str, str] = {}
    for word in words:
        text = f"{word.column} {word.word}={word.meaning};"
        texts[word.layout] = texts.get(word.layout, "") + text
    return texts


def counting_rows_of(folder: Path, upload: Upload) -> pa.Table:
    """The rows of an upload that count, by the words mapped now; raises DamagedFile.

    Columns of few texts are dictionaries, as stored.
    """
    return counting_rows_by_words(folder, mapped_words(folder), upload)


def counting_rows_by_words(folder: Path, words: Iterable[MappedWord], upload: Upload) -> pa.Table:
    """The rows of an upload that count by these mapped words (any layout); raises DamagedFile."""
    rows = stored_rows_of(folder, upload)
    return counting_rows(rows, _meanings_of_layout(words, upload.layout))


def _meanings_of_layout(words: Iterable[MappedWord], layout: str) -> dict[tuple[str, str], str]:
    """The meanings of those mapped words that are a layout's, by column and folded word."""
    return {(word.column, fold(word.word)): word.meaning for word in words if word.layout == layout}


def map_word(folder: Path, layout: str, column: str, word: str, meaning: str, by: str) -> None:
    """Record what a word in a layout's column means, in stored uploads as in later ones."""
    value = {"word": word, "meaning": meaning, "by": by}
    set_setting(folder, f"{_PREFIX}{layout}/{column}/{fold(word)}", value, by)


def unmap_word(folder: Path, word: MappedWord, by: str) -> None:
    """Record that a word's meaning is taken back, so that its rows wait again."""
    set_setting(folder, f"{_PREFIX}{word.layout}/{word.column}/{fold(word.word)}", None, by)


def waiting_mask(rows: pa.Table) -> pa.ChunkedArray | None:
    """A mask, true for each row with an unknown word; None where no row has one."""
    mask = None
    for column in _columns_with_unknown_words(rows):
        unknown = pc.starts_with(rows.column(column).cast(pa.string()), UNKNOWN_MARK).fill_null(
            False
        )
        mask = pc.or_(mask, unknown) if mask is not None else unknown
    return mask


def rows_with_meanings(rows: pa.Table, meanings: Meanings) -> pa.Table:
    """The rows with each unknown word replaced by its meaning, where it has one."""
    for column in _columns_with_unknown_words(rows):
        encoded = pc.dictionary_encode(rows.column(column).cast(pa.string()).combine_chunks())
        texts = [
            _meaning_or_text(column, text, meanings) for text in encoded.dictionary.to_pylist()
        ]
        values = pa.array(texts, pa.string()).take(encoded.indices)
        rows = rows.set_column(rows.column_names.index(column), column, values)
    return rows


def counting_rows(rows: pa.Table, meanings: Meanings) -> pa.Table:
    """Those of an upload's stored rows that count, unknown words read by their meanings.

    A row with an unknown word counts once the word has a meaning, but not where its dossier ended
    without a day of its end. Of the rows of one dossier code the first counts.
    """
    is_waiting = waiting_mask(rows)
    if is_waiting is None:
        return rows
    sound_rows = rows.filter(pc.invert(is_waiting))
    mapped_rows = rows_with_meanings(rows.filter(is_waiting), meanings)
    still_waits = waiting_mask(mapped_rows)
    mapped_rows = (
        mapped_rows.filter(pc.invert(still_waits)) if still_waits is not None else mapped_rows
    )
    if "finished_on" in mapped_rows.column_names:
        lacks_end = pc.and_(
            pc.is_in(mapped_rows.column("state"), pa.array(_ENDED_STATES)),
            mapped_rows.column("finished_on").is_null(),
        )
        mapped_rows = mapped_rows.filter(pc.invert(lacks_end))
    mapped_rows = mapped_rows.cast(sound_rows.schema) if mapped_rows.num_rows else mapped_rows
    return _first_row_of_each_code(sound_rows, mapped_rows) if mapped_rows.num_rows else sound_rows


def waiting_words(rows: pa.Table, meanings: Meanings) -> tuple[WaitingWord, ...]:
    """The unknown words without a meaning, each with its number of rows, the commonest first."""
    waiting: list[WaitingWord] = []
    for column in _columns_with_unknown_words(rows):
        text_counts = pc.value_counts(rows.column(column).cast(pa.string())).to_pylist()
        waiting += [
            WaitingWord(column, text["values"][1:], text["counts"])
            for text in text_counts
            if (text["values"] or "").startswith(UNKNOWN_MARK)
            and (column, fold(text["values"][1:])) not in meanings
        ]
    return tuple(sorted(waiting, key=lambda word: (-word.row_count, word.column, word.word)))


def _mapped_word(entry: Setting) -> MappedWord:
    """The mapped word that a setting holds."""
    _, layout, column, _ = entry.name.split("/", 3)
    value = entry.value
    return MappedWord(
        layout, column, value["word"], value["meaning"], value["by"], mapped_at=entry.done_at
    )


def _meaning_or_text(column: str, text: str, meanings: Meanings) -> str:
    """An unknown word's meaning; the cell's text where it is known or has no meaning yet."""
    if not text.startswith(UNKNOWN_MARK):
        return text
    return meanings.get((column, fold(text[1:])), text)


def _columns_with_unknown_words(rows: pa.Table) -> list[str]:
    """The names of the columns that hold an unknown word in any row."""
    names = [name for name in rows.column_names if DOSSIERS.get(name) == "word"]
    return [name for name in names if _has_unknown_word(rows.column(name))]


def _has_unknown_word(column: pa.ChunkedArray) -> bool:
    """Whether any text of a column begins with UNKNOWN_MARK, the sign of an unknown word."""
    if not len(column):
        return False
    is_encoded = pa.types.is_dictionary(column.type)
    texts = column.unify_dictionaries().chunk(0).dictionary if is_encoded else column
    return bool(pc.any(pc.starts_with(texts, UNKNOWN_MARK)).as_py())


def _first_row_of_each_code(sound_rows: pa.Table, mapped_rows: pa.Table) -> pa.Table:
    """Both tables' rows in the file's order, only the first of each commune's dossier code."""
    rows = pa.concat_tables([sound_rows, mapped_rows]).sort_by("row")
    codes = rows.select(["commune_code", "dossier_code", "row"])
    plain_codes = codes.set_column(0, "commune_code", codes.column(0).cast(pa.string()))
    first_rows = plain_codes.group_by(["commune_code", "dossier_code"]).aggregate([("row", "min")])
    if first_rows.num_rows == rows.num_rows:
        return rows
    return rows.filter(pc.is_in(rows.column("row"), first_rows.column("row_min")))
