"""Cells of text to values: words by their list, days and numbers by one SQL expression each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.record.mapped_words import UNKNOWN
from data.text import fold
from loaders.parsing.vocabulary import Vocabulary, vocabulary
from loaders.reading.grid import ERROR_CELL

# What a system may write for "no value".
_BLANKS = frozenset({"", "-", "–", "null", "none", "nan"})
# Nothing to clean: letters, digits and signs of the plainest kind, a digit among them.
_PLAIN = r"^[0-9A-Za-z./_-]*[0-9][0-9A-Za-z./_-]*$"

# A procedure's code is a digit, a point and six digits.
_DECIMAL = re.compile(r"\d[.,]\d+")


def number_sql(column: str) -> str:
    """SQL: the number that a text cell holds, signs of thousands removed; null where it is none.

    "1.234", "1,234" and "1 234 đồng" are 1234; "1.234,5" and "1,234.5" are 1234.5; "12,5" is 12.5.
    "NaN" is a blank, as systems write it; DuckDB's own NaN is greater than every number.
    """
    text = f"regexp_replace({column}, '[\\s\u00a0]|đồng|vnđ|đ$', '', 'gi')"
    return f"""case when {is_blank_sql(column)} then null
        when regexp_full_match({text}, '-?\\d{{1,3}}([.,]\\d{{3}})+')
            then try_cast(regexp_replace({text}, '[.,]', '', 'g') as double)
        when regexp_full_match({text}, '-?\\d{{1,3}}(\\.\\d{{3}})+,\\d+')
            then try_cast(replace(replace({text}, '.', ''), ',', '.') as double)
        when regexp_full_match({text}, '-?\\d{{1,3}}(,\\d{{3}})+\\.\\d+')
            then try_cast(replace({text}, ',', '') as double)
        else try_cast(replace({text}, ',', '.') as double) end"""


def is_blank_sql(column: str) -> str:
    """SQL: whether a cell is empty, or says that it is.

    Not by IN: DuckDB makes a join of a longer list, for the rows too that need no answer.
    """
    blanks = "|".join(map(re.escape, sorted(_BLANKS)))
    space = r"[\s\x{a0}]*"  # hard spaces too, which HTML is full of
    return f"regexp_full_match(coalesce({column}, ''), '{space}({blanks}){space}', 'i')"


def word_meanings(column: pa.ChunkedArray, words: Mapping[str, str]) -> pa.Array:
    """Each cell's meaning by the list: null where blank, UNKNOWN and the word where it lacks it."""
    known = vocabulary(words)
    return _by_distinct_text(column, lambda text: _meaning(text, known))


def clean_texts(column: pa.ChunkedArray) -> pa.Array:
    """Text in one shape: NFC, single spaces; null where blank."""
    return _by_distinct_text(column, _clean)


def clean_codes(column: pa.ChunkedArray) -> pa.Array:
    """As `clean_texts`; codes are nearly all distinct, and nearly always clean."""
    if pc.all(pc.match_substring_regex(column, _PLAIN)).as_py():
        return column.combine_chunks()
    return clean_texts(column)


def values_by_sql(
    engine: duckdb.DuckDBPyConnection, column: pa.ChunkedArray, value_sql: Callable[[str], str]
) -> pa.Array:
    """Each cell's value by SQL (`day_sql`, `number_sql`), computed once for each distinct text."""
    encoded = pc.dictionary_encode(column.combine_chunks())
    engine.register("texts", pa.table({"text": encoded.dictionary}))
    of_texts = engine.sql(f"select {value_sql('text')} as value from texts").to_arrow_table()
    engine.unregister("texts")
    return of_texts.column("value").combine_chunks().take(encoded.indices)


def procedure_codes(column: pa.ChunkedArray) -> pa.Array:
    """As `clean_texts`, codes that Excel made numbers as they were: 1.00119 is 1.001190."""
    return _by_distinct_text(column, _procedure_code)


def _procedure_code(text: str) -> str | None:
    plain = _clean(text)
    if plain is None or not _DECIMAL.fullmatch(plain):
        return plain
    return f"{float(plain.replace(',', '.')):.6f}"


def _by_distinct_text(column: pa.ChunkedArray, convert: Callable[[str], str | None]) -> pa.Array:
    """Each distinct text is converted once: columns of words hold few."""
    encoded = pc.dictionary_encode(column.combine_chunks())
    converted = [convert(text) for text in encoded.dictionary.to_pylist()]
    return pa.array(converted, pa.string()).take(encoded.indices)


def _meaning(text: str, known: Vocabulary) -> str | None:
    """The word's meaning; the word itself behind UNKNOWN where the list lacks it."""
    if fold(text) in _BLANKS:
        return None
    return known.meaning(text) or f"{UNKNOWN}{_clean(text) or ''}"


def _clean(text: str) -> str | None:
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return None if plain.casefold() in _BLANKS or plain == ERROR_CELL else plain
