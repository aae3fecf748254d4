"""What people said that a word in a column means, and the rows that wait for such a word.

A row whose word nobody knows lies among its upload's rows with UNKNOWN before the word, in the
place of a meaning. It counts as long as somebody says what the word means, and no longer: what is
stored is never written again.
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
from data.record.stored_rows import stored_rows_of
from data.record.upload import Upload
from data.text import fold

UNKNOWN = "?"
_PREFIX = "word/"
_ENDED = ("returned", "left")  # such a dossier has a day of its end, or does not count

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
    rows: int


def mapped_words(folder: Path) -> tuple[MappedWord, ...]:
    """Every word that is mapped and was not taken back, by layout, column and word."""
    with read_ledger(folder) as connection:
        return read_mapped_words(connection)


def read_mapped_words(connection: sqlite3.Connection) -> tuple[MappedWord, ...]:
    """The same, of what the connection sees."""
    settings = read_newest_settings(connection, _PREFIX).sound
    return tuple(_mapped_word(entry) for entry in settings if entry.value)


def meanings_of(folder: Path, layout: str) -> dict[tuple[str, str], str]:
    """The mapped words of a layout."""
    return _meanings_of_layout(mapped_words(folder), layout)


def words_by_layout(words: Iterable[MappedWord]) -> dict[str, str]:
    """All that is said of a layout's words in one text: another text means other rows."""
    texts: dict[str, str] = {}
    for word in words:
        text = f"{word.column} {word.word}={word.meaning};"
        texts[word.layout] = texts.get(word.layout, "") + text
    return texts


def rows_of(folder: Path, upload: Upload) -> pa.Table:
    """The rows of an upload that count, by the words as they are mapped now; texts of which there
    are few are dictionaries, as stored. Raises DamagedFile.
    """
    return rows_by_words(folder, mapped_words(folder), upload)


def rows_by_words(folder: Path, words: Iterable[MappedWord], upload: Upload) -> pa.Table:
    """The rows of an upload that count, those too that hold one of these words."""
    rows = stored_rows_of(folder, upload)
    return counting_rows(rows, _meanings_of_layout(words, upload.layout))


def _meanings_of_layout(words: Iterable[MappedWord], layout: str) -> dict[tuple[str, str], str]:
    return {(word.column, fold(word.word)): word.meaning for word in words if word.layout == layout}


def map_word(folder: Path, layout: str, column: str, word: str, meaning: str, by: str) -> None:
    """Write what a word of a layout's column means from now on, in uploads that are stored too."""
    value = {"word": word, "meaning": meaning, "by": by}
    set_setting(folder, f"{_PREFIX}{layout}/{column}/{fold(word)}", value, by)


def unmap_word(folder: Path, word: MappedWord, by: str) -> None:
    """Take the meaning back; its rows wait again, and the ledger keeps that it was said."""
    set_setting(folder, f"{_PREFIX}{word.layout}/{word.column}/{fold(word.word)}", None, by)


def waits(rows: pa.Table) -> pa.ChunkedArray | None:
    """Of each row whether it holds a word that the layout does not know; None where none does."""
    mask = None
    for column in _word_columns(rows):
        unknown = pc.starts_with(rows.column(column).cast(pa.string()), UNKNOWN).fill_null(False)
        mask = pc.or_(mask, unknown) if mask is not None else unknown
    return mask


def with_meanings(rows: pa.Table, meanings: Meanings) -> pa.Table:
    """The rows with the meaning in place of each word that has one."""
    for column in _word_columns(rows):
        encoded = pc.dictionary_encode(rows.column(column).cast(pa.string()).combine_chunks())
        texts = [_meaning(column, text, meanings) for text in encoded.dictionary.to_pylist()]
        values = pa.array(texts, pa.string()).take(encoded.indices)
        rows = rows.set_column(rows.column_names.index(column), column, values)
    return rows


def counting_rows(rows: pa.Table, meanings: Meanings) -> pa.Table:
    """The rows that count, given the meanings: what loading the file anew would give.

    A dossier that ended without a day of its end waits on; of a code's rows the first counts.
    """
    waiting = waits(rows)
    if waiting is None:
        return rows
    sound = rows.filter(pc.invert(waiting))
    back = with_meanings(rows.filter(waiting), meanings)
    still = waits(back)
    back = back.filter(pc.invert(still)) if still is not None else back
    if "finished_on" in back.column_names:
        no_end = pc.and_(
            pc.is_in(back.column("state"), pa.array(_ENDED)), back.column("finished_on").is_null()
        )
        back = back.filter(pc.invert(no_end))
    back = back.cast(sound.schema) if back.num_rows else back
    return _first_of_each_code(sound, back) if back.num_rows else sound


def waiting_words(rows: pa.Table, meanings: Meanings) -> tuple[WaitingWord, ...]:
    """The words without a meaning that rows wait for, the commonest first."""
    found: list[WaitingWord] = []
    for column in _word_columns(rows):
        counts = pc.value_counts(rows.column(column).cast(pa.string())).to_pylist()
        found += [
            WaitingWord(column, text["values"][1:], text["counts"])
            for text in counts
            if (text["values"] or "").startswith(UNKNOWN)
            and (column, fold(text["values"][1:])) not in meanings
        ]
    return tuple(sorted(found, key=lambda word: (-word.rows, word.column, word.word)))


def _mapped_word(entry: Setting) -> MappedWord:
    _, layout, column, _ = entry.name.split("/", 3)
    value = entry.value
    return MappedWord(
        layout, column, value["word"], value["meaning"], value["by"], mapped_at=entry.done_at
    )


def _meaning(column: str, text: str, meanings: Meanings) -> str:
    if not text.startswith(UNKNOWN):
        return text
    return meanings.get((column, fold(text[1:])), text)


def _word_columns(rows: pa.Table) -> list[str]:
    """The columns of words in which any is unknown: of a dictionary its few texts are asked."""
    names = [name for name in rows.column_names if DOSSIERS.get(name) == "word"]
    return [name for name in names if _holds_unknown(rows.column(name))]


def _holds_unknown(column: pa.ChunkedArray) -> bool:
    if not len(column):
        return False
    is_encoded = pa.types.is_dictionary(column.type)
    texts = column.unify_dictionaries().chunk(0).dictionary if is_encoded else column
    return bool(pc.any(pc.starts_with(texts, UNKNOWN)).as_py())


def _first_of_each_code(sound: pa.Table, back: pa.Table) -> pa.Table:
    rows = pa.concat_tables([sound, back]).sort_by("row")
    codes = rows.select(["commune_code", "dossier_code", "row"])
    plain = codes.set_column(0, "commune_code", codes.column(0).cast(pa.string()))
    firsts = plain.group_by(["commune_code", "dossier_code"]).aggregate([("row", "min")])
    if firsts.num_rows == rows.num_rows:
        return rows
    return rows.filter(pc.is_in(rows.column("row"), firsts.column("row_min")))
