"""Cells of text to values: words by their list, days and numbers by one SQL expression each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.text import fold
from loaders.reading import ERROR_CELL

# What a system may write for "no value".
_BLANKS = frozenset({"", "-", "–", "null", "none", "nan"})
UNKNOWN = "?"
# Nothing to clean: letters, digits and signs of the plainest kind, a digit among them.
_PLAIN = r"^[0-9A-Za-z./_-]*[0-9][0-9A-Za-z./_-]*$"

# A dossier code ends in the day of receipt and a number of that day.
_CODE_DAY = r"-(?P<day>\d{6})-\d{3,}$"
# A procedure's code is a digit, a point and six digits.
_A_NUMBER = re.compile(r"\d[.,]\d+")

# Raw text → day: ISO as the reader gives typed cells, day first as systems write text, year first
# where its four digits say so, Excel's serial number where a date cell lost its format.
_SERIAL = r"[1-9]\d{4}(\.\d+)?"
_PLAINLY = r"\d\d/\d\d/\d{4}( ([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?"
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:\s*(?:sa|ch|am|pm))?"
_GAP = r"(?:\s*[-–,]\s*|\s+)"
# With the forms that they are read by. A year of two digits is one of the next or the last few:
# another is rather a year that stands first (26/01/05), or a Buddhist one.
_FORMS = {
    r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2}-\d{1,2}-\d{4}|\d{1,2}\.\d{1,2}\.\d{4}": (
        "['%d/%m/%Y', '%d-%m-%Y', '%d.%m.%Y']"
    ),
    r"\d{4}/\d{1,2}/\d{1,2}": "'%Y/%m/%d'",
    r"\d{1,2}/\d{1,2}/[23]\d": "'%d/%m/%y'",
}
# Around a day: spaces, and the apostrophe that makes a text of a cell.
_AROUND = r"[\s\x{a0}\x{202f}\x{27}\x{2018}\x{2019}]*"
_TRIMMED = " || ".join(f"chr({sign})" for sign in (32, 9, 10, 13, 39, 8216, 8217))
EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
# Excel counts days from 1904 where a Mac's workbook says so: a serial number is so much less.
EPOCHS_APART = 1462


def day_sql(column: str) -> str:
    """SQL: the day that a text cell holds; null where there is none or no such day exists.

    A time beside it is not kept. The usual forms are asked first, of the cell as it is: the rest
    takes ten times as long.
    """
    spaced = f"translate({column}, chr(160) || chr(8239), '  ')"
    text = f"trim({spaced}, {_TRIMMED})"
    rarer = ", ".join(_written_sql(text, day, form) for day, form in _FORMS.items())
    return f"""case {_usual_sql(column)} {_usual_sql(text)}
        else cast(coalesce({rarer}) as date) end"""


def _usual_sql(text: str) -> str:
    """SQL: with a digit first, since spaces before "08-12-2025" would make a year of its day."""
    serial = f"cast(floor(try_cast({text} as double)) as integer)"
    return f"""
        when {text} like '____-__-__%' and {text} between '0' and ':'
            then try_cast(left({text}, 10) as date)
        when regexp_full_match({text}, '{_PLAINLY}')
            then cast(try_strptime(left({text}, 10), '%d/%m/%Y') as date)
        when regexp_full_match({text}, '{_SERIAL}') then date '1899-12-30' + {serial}"""


def _written_sql(text: str, day: str, form: str) -> str:
    """SQL: a day in this form, with a time after it, before it, or none."""
    alone = f"^(?:{_CLOCK}{_GAP})?({day})(?:{_GAP}{_CLOCK})?$"
    return f"try_strptime(regexp_extract({text}, '{alone}', 1, 'i'), {form})"


def serials(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Which cells hold a day as Excel's serial number."""
    return pc.match_substring_regex(column, f"^{_AROUND}{_SERIAL}{_AROUND}$").fill_null(False)


def from_1904(column: pa.ChunkedArray, days: pa.ChunkedArray) -> pa.ChunkedArray:
    """The days of the cells, those that came as serial numbers counted from 1904."""
    moved = pc.add(days.cast(pa.int32()), pa.scalar(EPOCHS_APART, pa.int32())).cast(pa.date32())
    return pc.if_else(serials(column), moved, days)


def number_sql(column: str) -> str:
    """SQL: the number that a text cell holds, signs of thousands removed; null where it is none.

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


def meanings(column: pa.ChunkedArray, words: Mapping[str, str]) -> pa.Array:
    """Each cell's meaning by the list: null where blank, UNKNOWN where the word is not in it."""
    return _by_distinct(column, lambda text: _meaning(text, words))


def cleaned(column: pa.ChunkedArray) -> pa.Array:
    """Text in one shape: NFC, single spaces; null where blank."""
    return _by_distinct(column, _clean)


def cleaned_codes(column: pa.ChunkedArray) -> pa.Array:
    """As `cleaned`; codes are nearly all distinct, and nearly always clean."""
    if pc.all(pc.match_substring_regex(column, _PLAIN)).as_py():
        return column.combine_chunks()
    return cleaned(column)


def computed(
    engine: duckdb.DuckDBPyConnection, column: pa.ChunkedArray, value_sql: Callable[[str], str]
) -> pa.Array:
    """Each cell's value by SQL (`day_sql`, `number_sql`), asked once for each distinct text."""
    encoded = pc.dictionary_encode(column.combine_chunks())
    engine.register("texts", pa.table({"text": encoded.dictionary}))
    values = engine.sql(f"select {value_sql('text')} as value from texts").to_arrow_table()
    engine.unregister("texts")
    return values.column("value").combine_chunks().take(encoded.indices)


def code_days(engine: duckdb.DuckDBPyConnection, codes: pa.ChunkedArray) -> pa.Array:
    """The day in each dossier code ("H24.91-260105-0001"); null where it has none."""
    days = pc.struct_field(pc.extract_regex(codes, _CODE_DAY), "day")
    return computed(engine, days, lambda text: f"cast(try_strptime({text}, '%y%m%d') as date)")


def procedure_codes(column: pa.ChunkedArray) -> pa.Array:
    """As `cleaned`, codes that Excel made numbers as they were: 1.00119 is 1.001190."""
    return _by_distinct(column, _procedure_code)


def _procedure_code(text: str) -> str | None:
    plain = _clean(text)
    if plain is None or not _A_NUMBER.fullmatch(plain):
        return plain
    return f"{float(plain.replace(',', '.')):.6f}"


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
