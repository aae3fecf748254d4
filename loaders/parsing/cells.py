"""Cells of text to values: words by their list, days and numbers by one SQL expression each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.codes import code_in_one_spelling, codes_to_respell
from data.record.stored_rows import UNKNOWN_MARK
from data.text import fold, strip_invisible_signs
from loaders.parsing.vocabulary import Vocabulary, vocabulary
from loaders.reading.grid import ERROR_CELL

# What a system may write for "no value".
_BLANKS = frozenset({"", "null", "none", "nan", "(null)", "(trống)", "(blank)"})
_BLANK_SIGNS = r"[-–—_.…]+"  # "--", "…"
_BLANK = re.compile("|".join((*map(re.escape, sorted(_BLANKS)), _BLANK_SIGNS)))
NOTHING = "nothing"  # the meaning of a word in place of a number
# Marks that a person or a system puts for "yes"; in a column of them a blank is "no".
_MARKS = frozenset({"x", "v", "✓", "✔", "√", "☑", "✅"})
_WHOLE_NUMBER = re.compile(r"(\d+)[.,]0+")  # 1.0, as tables of numbers give a flag

# A procedure's code is a digit, a point and six digits.
_DECIMAL = re.compile(r"\d[.,]\d+")


def number_sql(cell_sql: str) -> str:
    """SQL: the number that a text cell holds, signs of thousands removed; null where it is none.

    "1.234", "1,234", "1 234 đồng" and "1.234 ₫" are 1234; "1.234,5" and "1,234.5" are 1234.5;
    "12,5" is 12.5. "NaN" is a blank, as systems write it; DuckDB's own NaN is greater than every
    number.
    """
    return f"""case when {is_blank_sql(cell_sql)} then null
        when regexp_full_match({cell_sql}, '\\d{{1,15}}(\\.\\d{{1,2}})?')
            then try_cast({cell_sql} as double)
        else {_bare_number_sql(f"regexp_replace({cell_sql}, '{_MONEY}', '', 'gi')")} end"""


# Around a number: spaces of any kind, what nobody sees, and the words and signs of đồng.
_MONEY = (
    r"[\s\x{a0}\x{1680}\x{2000}-\x{200f}\x{202f}\x{205f}\x{2060}\x{3000}\x{feff}]"
    r"|₫|đồng|vnđ|vnd|đ[.]?$|^[\x27\x{2019}]"
)


def _bare_number_sql(text_sql: str) -> str:
    """SQL: the number in a text freed of spaces and currency, "1.234,5" too; null where it is none.

    It may still have signs of thousands.
    """
    return f"""case
        when regexp_full_match({text_sql}, '-?\\d{{1,3}}([.,]\\d{{3}})+')
            then try_cast(regexp_replace({text_sql}, '[.,]', '', 'g') as double)
        when regexp_full_match({text_sql}, '-?\\d{{1,3}}(\\.\\d{{3}})+,\\d+')
            then try_cast(replace(replace({text_sql}, '.', ''), ',', '.') as double)
        when regexp_full_match({text_sql}, '-?\\d{{1,3}}(,\\d{{3}})+\\.\\d+')
            then try_cast(replace({text_sql}, ',', '') as double)
        else try_cast(replace({text_sql}, ',', '.') as double) end"""


def is_blank_sql(cell_sql: str) -> str:
    """SQL: whether a cell is empty, or says that it is ("null", "--").

    Not by IN: DuckDB makes a join of a longer list, for the rows too that need no answer.
    """
    space = r"[\s\x{a0}\x{2000}-\x{200f}\x{202f}\x{2060}\x{feff}]*"  # hard and unseen ones too
    return f"regexp_full_match(coalesce({cell_sql}, ''), '{space}({_BLANK.pattern}){space}', 'i')"


def word_meanings(column: pa.ChunkedArray, words: Mapping[str, str]) -> pa.Array:
    """Each cell's meaning by `words`; null where blank, UNKNOWN_MARK and its text where unknown.

    `words` are folded word → meaning.
    """
    words_of_column = vocabulary(words)
    return _convert_texts(column, lambda text: _word_meaning(text, words_of_column))


def holds_only_marks(column: pa.ChunkedArray) -> bool:
    """Whether all that stands in the column is "x", "✓" and the like: its blanks say "no" then."""
    texts = {fold(text) for text in pc.unique(column).to_pylist() if text is not None}
    words = {text for text in texts if not _BLANK.fullmatch(text)}
    return bool(words) and words <= _MARKS


def is_blank_text(text: str) -> bool:
    """Whether a text is empty or says that it is ("null", "--"), as `is_blank_sql` judges cells."""
    return bool(_BLANK.fullmatch(fold(text)))


def clean_texts(column: pa.ChunkedArray) -> pa.Array:
    """The cells in NFC with single spaces; null where blank or an error cell."""
    return _convert_texts(column, _clean_text)


def clean_codes(column: pa.ChunkedArray) -> pa.Array:
    """Codes in the one spelling by which they are compared; null where blank."""
    column = column.combine_chunks()
    is_unclean = codes_to_respell(column)
    if not pc.any(is_unclean).as_py():
        return column
    cleaned = _convert_texts(pa.chunked_array([column.filter(is_unclean)]), _clean_code)
    return pc.replace_with_mask(column, is_unclean, cleaned)


def values_by_sql(
    engine: duckdb.DuckDBPyConnection, column: pa.ChunkedArray, value_sql: Callable[[str], str]
) -> pa.Array:
    """Each cell's value by SQL (`day_sql`, `number_sql`), computed once for each distinct text."""
    encoded = pc.dictionary_encode(column.combine_chunks())
    engine.register("texts", pa.table({"text": encoded.dictionary}))
    text_values = engine.sql(f"select {value_sql('text')} as value from texts").to_arrow_table()
    engine.unregister("texts")
    return text_values.column("value").combine_chunks().take(encoded.indices)


def cell_numbers(
    engine: duckdb.DuckDBPyConnection, column: pa.ChunkedArray, words: Mapping[str, str]
) -> pa.Array:
    """Each cell's number, null where it holds none; 0 for a word that means NOTHING."""
    numbers = values_by_sql(engine, column, number_sql)
    is_unread = pc.and_(column.is_valid(), numbers.is_null())
    if not words or not pc.any(is_unread).as_py():
        return numbers
    is_nothing = pc.equal(word_meanings(column, words), NOTHING).fill_null(False)
    return pc.if_else(pc.and_(is_unread, is_nothing), 0.0, numbers)


def restored_procedure_codes(column: pa.ChunkedArray) -> pa.Array:
    """Procedure codes cleaned (null if blank), with the zero Excel cut: "1.00119" is "1.001190"."""
    return _convert_texts(column, _restored_procedure_code)


def _clean_code(text: str) -> str | None:
    """The code in the one spelling by which codes are compared; None where blank."""
    return None if _clean_text(text) is None else code_in_one_spelling(text)


def _restored_procedure_code(text: str) -> str | None:
    """The code cleaned, with six decimals where Excel made it a number; None where blank."""
    code = _clean_code(text)
    if code is None or not _DECIMAL.fullmatch(code):
        return code
    return f"{float(code.replace(',', '.')):.6f}"


def _convert_texts(column: pa.ChunkedArray, convert: Callable[[str], str | None]) -> pa.Array:
    """Each cell as `convert` gives it, called once for each distinct text; null stays null."""
    encoded = pc.dictionary_encode(column.combine_chunks())
    converted_texts = [convert(text) for text in encoded.dictionary.to_pylist()]
    return pa.array(converted_texts, pa.string()).take(encoded.indices)


def _word_meaning(text: str, words_of_column: Vocabulary) -> str | None:
    """The word's meaning; None where blank; UNKNOWN_MARK and the word where it has none."""
    word = _WHOLE_NUMBER.sub(r"\1", fold(text))
    if _BLANK.fullmatch(word):
        return None
    return words_of_column.meaning(word) or f"{UNKNOWN_MARK}{_clean_text(text) or ''}"


def _clean_text(text: str) -> str | None:
    """The text in NFC, with single spaces; None where blank or an error cell."""
    plain = " ".join(strip_invisible_signs(unicodedata.normalize("NFC", text)).split())
    return None if _BLANK.fullmatch(plain.casefold()) or plain == ERROR_CELL else plain
