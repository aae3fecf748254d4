"""Cells of text to values: words by their list, days and numbers by one SQL expression each."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from data.text import fold
from loaders.reading import ERROR_CELL

# What a system may write for "no value".
_BLANKS = frozenset({"", "-", "–", "null", "none", "nan"})
UNKNOWN = "?"

# Raw text → timestamp: ISO as the reader gives typed cells, day first as systems write text,
# Excel's serial number where a date cell lost its format.
_SERIAL = r"[1-9]\d{4}(\.\d+)?"
_WRITTEN = ", ".join(
    f"'{written}'"
    for day in ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
    for written in (
        *(day, f"{day} %H:%M", f"{day} %H:%M:%S"),
        *(f"%H:%M {day}", f"%H:%M:%S {day}"),
    )
)
EARLIEST_YEAR, LATEST_YEAR = 2000, 2100


def day_sql(column: str) -> str:
    """SQL: the day that a text cell holds; null where there is none or no such day exists."""
    text = f"trim({column})"
    serial = f"cast(floor(try_cast({text} as double)) as integer)"
    return f"""case
        when {text} like '____-__-__%' then try_cast(left({text}, 10) as date)
        when regexp_full_match({text}, '{_SERIAL}') then date '1899-12-30' + {serial}
        else cast(try_strptime({text}, [{_WRITTEN}]) as date) end"""


def number_sql(column: str) -> str:
    """SQL: the number that a text cell holds, signs of thousands removed; null where it is none.

    "NaN" is a blank, as systems write it; DuckDB's own NaN is greater than every number.
    """
    text = f"regexp_replace({column}, '[\\s\u00a0]|đồng|vnđ|đ$', '', 'gi')"
    return f"""case when {is_blank_sql(column)} then null
        when regexp_full_match({text}, '-?\\d{{1,3}}([.,]\\d{{3}})+')
            then try_cast(regexp_replace({text}, '[.,]', '', 'g') as double)
        else try_cast(replace({text}, ',', '.') as double) end"""


def is_blank_sql(column: str) -> str:
    """SQL: whether a cell is empty, or says that it is."""
    blanks = ", ".join(f"'{blank}'" for blank in sorted(_BLANKS))
    return f"(lower(trim(coalesce({column}, ''))) in ({blanks}))"


def meanings(column: pa.ChunkedArray, words: Mapping[str, str]) -> pa.Array:
    """Each cell's meaning by the list: null where blank, UNKNOWN where the word is not in it."""
    return _by_distinct(column, lambda text: _meaning(text, words))


def cleaned(column: pa.ChunkedArray) -> pa.Array:
    """Text in one shape: NFC, single spaces; null where blank."""
    return _by_distinct(column, _clean)


def _by_distinct(column: pa.ChunkedArray, read: Callable[[str], str | None]) -> pa.Array:
    """Read each distinct text once: columns of words hold few."""
    encoded = pc.dictionary_encode(column.combine_chunks())
    values = pa.array([read(text) for text in encoded.dictionary.to_pylist()], pa.string())
    return values.take(encoded.indices)


def _meaning(text: str, words: Mapping[str, str]) -> str | None:
    word = fold(text)
    if word in _BLANKS:
        return None
    if word in words:
        return words[word]
    starts = (m for w, m in words.items() if w.endswith("*") and word.startswith(w[:-1]))
    return next(starts, UNKNOWN)


def _clean(text: str) -> str | None:
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return None if plain.casefold() in _BLANKS or plain == ERROR_CELL else plain
