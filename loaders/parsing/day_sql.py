"""SQL that reads a day from a text cell, and the day in a dossier code."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from loaders.parsing.cells import values_by_sql

# A dossier code ends in the day of receipt and a number of that day.
_CODE_DAY = r"-(?P<day>\d{6})-\d{3,}$"
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


def code_days(engine: duckdb.DuckDBPyConnection, codes: pa.ChunkedArray) -> pa.Array:
    """The day in each dossier code ("H24.91-260105-0001"); null where it has none."""
    days = pc.struct_field(pc.extract_regex(codes, _CODE_DAY), "day")
    return values_by_sql(engine, days, lambda text: f"cast(try_strptime({text}, '%y%m%d') as date)")
