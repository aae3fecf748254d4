"""A column's days: by SQL in the usual forms, by `data/day_cells.py` in the others; and the days in
dossier codes.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.dates import (
    APOSTROPHES,
    AROUND,
    DAY_PATTERNS,
    EARLIEST_YEAR,
    EPOCHS_APART,
    HARD_SPACES,
    LATEST_YEAR,
    SERIAL,
    SERIAL_ZERO,
    SPACES,
    whole_day_pattern,
)
from data.day_cells import read_day_cell, says_no_day
from loaders.parsing.cells import values_by_sql

# A dossier code ends in the day of receipt and a number of that day: "H24.91-260105-0001".
_CODE_DAY = r"-(?P<day>\d{6})-\d{3,}$"
# "08/12/2025", "08/12/2025 09:30:00".
_PLAIN_DAY = r"\d\d/\d\d/\d{4}( ([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?"
# "2026-01-31T17:00:00.000Z", "2026-01-31 17:00:00+00:00": DuckDB turns it into UTC.
_ZONED = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d(:?\d\d)?)"
_AHEAD_OF_UTC = 7 * 3600 * 1_000_000  # microseconds, in Vietnam
_EARLIEST, _LATEST = date(EARLIEST_YEAR, 1, 1), date(LATEST_YEAR, 12, 31)
_TRIMMED = " || ".join(f"chr({ord(sign)})" for sign in SPACES + APOSTROPHES)


class DayColumn(NamedTuple):
    """A column's cells, null where they say that there is no day, and the day of each."""

    cells: pa.ChunkedArray
    days: pa.Array


def read_days(engine: duckdb.DuckDBPyConnection, column: pa.ChunkedArray) -> DayColumn:
    """The column with each cell's day, null for no day; the text too where it says "none".

    Usual forms are asked first, and alone: of most columns nothing is left, and DuckDB takes four
    times as long over the rarer forms before it has read a cell.
    """
    days = values_by_sql(engine, column, usual_day_sql)
    is_unread = pc.and_(column.is_valid(), _implausible_mask(days))
    if not pc.any(is_unread).as_py():
        return DayColumn(column, days)
    texts = pc.unique(column.filter(is_unread))
    text_days, texts_without_day = _rarer_days(engine, texts)
    text_positions = pc.index_in(column, texts)
    days = pc.if_else(is_unread, text_days.take(text_positions.combine_chunks()), days)
    is_no_day_cell = pc.is_in(column, texts_without_day)
    missing_text, missing_day = pa.scalar(None, pa.string()), pa.scalar(None, pa.date32())
    return DayColumn(
        pc.if_else(is_no_day_cell, missing_text, column),
        pc.if_else(is_no_day_cell, missing_day, days),
    )


def _rarer_days(
    engine: duckdb.DuckDBPyConnection, texts: pa.StringArray
) -> tuple[pa.Array, pa.StringArray]:
    """(the day of each text or null, the texts that say that there is no day).

    What SQL does not read is asked of `read_day_cell`. Python has no year 0: no day has that year.
    """
    days = values_by_sql(engine, pa.chunked_array([texts]), day_sql)
    days = pc.if_else(pc.less(days, date.min), pa.scalar(None, pa.date32()), days)
    is_unread = _implausible_mask(days)
    unread_texts = texts.filter(is_unread).to_pylist()
    days_of_unread_texts = pa.array([read_day_cell(text) for text in unread_texts], pa.date32())
    days = pc.coalesce(pc.replace_with_mask(days, is_unread, days_of_unread_texts), days)
    texts_without_day = [text for text in unread_texts if says_no_day(text)]
    return days, pa.array(texts_without_day, pa.string())


def _implausible_mask(days: pa.Array) -> pa.Array:
    """Of each day whether it is missing, or its year before EARLIEST_YEAR or after LATEST_YEAR."""
    is_outside = pc.or_(pc.less(days, _EARLIEST), pc.greater(days, _LATEST))
    return is_outside.fill_null(True)


def usual_day_sql(cell_sql: str) -> str:
    """SQL: a text cell's day ("2026-01-31", "31/01/2026", a serial number); null in other forms."""
    return f"case {_usual_day_branches(cell_sql)} end"


def day_sql(cell_sql: str) -> str:
    """SQL: the day that a text cell holds in a usual or a rarer form; null where there is none.

    A time beside it is not kept. The usual forms are asked first, of the cell as it is: the rest
    takes ten times as long.
    """
    hard_spaces = " || ".join(f"chr({ord(sign)})" for sign in HARD_SPACES)
    spaced_text = f"translate({cell_sql}, {hard_spaces}, '  ')"
    text_sql = f"trim({spaced_text}, {_TRIMMED})"
    rare_forms = ", ".join(
        _day_by_pattern_sql(text_sql, pattern, strptime_format)
        for pattern, strptime_format in DAY_PATTERNS.items()
    )
    return f"""case {_usual_day_branches(cell_sql)} {_usual_day_branches(text_sql)}
        else cast(coalesce({rare_forms}) as date) end"""


def _usual_day_branches(text_sql: str) -> str:
    """SQL: the branches of a CASE that read a day in a usual form: "2026-01-31", "31/01/2026".

    They are an ISO day, "08/12/2025", Excel's serial number (as `serial_day` reads it) and an ISO
    moment with a zone. An ISO day has a digit first: spaces before "08-12-2025" would make a
    year of its day.
    """
    number = f"try_cast({text_sql} as double)"
    seconds = f"({number} - floor({number})) * 86400 - 86340"  # of the last minute of its day
    later = f"(case when {seconds} between 0.5 and 58.5 or {seconds} >= 59.5 then 1 else 0 end)"
    serial = f"cast(floor({number}) as integer) + {later}"
    in_vietnam = f"epoch_us(try_cast({text_sql} as timestamptz)) + {_AHEAD_OF_UTC}"
    return f"""
        when ({text_sql} like '____-__-__ __:__:__' or {text_sql} like '____-__-__')
                and {text_sql} between '0' and ':'
            then try_cast(left({text_sql}, 10) as date)
        when regexp_full_match({text_sql}, '{_PLAIN_DAY}')
            then cast(try_strptime(left({text_sql}, 10), '%d/%m/%Y') as date)
        when regexp_full_match({text_sql}, '{SERIAL}') then date '{SERIAL_ZERO}' + {serial}
        when regexp_full_match({text_sql}, '{_ZONED}')
            then cast(make_timestamp({in_vietnam}) as date)"""


def _day_by_pattern_sql(text_sql: str, day_pattern: str, strptime_format: str) -> str:
    """SQL: the moment at 0:00 of the day that a text states by this one of DAY_PATTERNS; else null.

    A time beside the day is dropped.
    """
    day = f"regexp_extract({text_sql}, '{whole_day_pattern(day_pattern)}', 1, 'i')"
    return f"try_strptime(translate({day}, '-.', '//'), '{strptime_format}')"


def are_serial_days(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Of each cell whether it holds a day as Excel's serial number; null where it is blank."""
    return pc.match_substring_regex(column, f"^{AROUND}{SERIAL}{AROUND}$")


def days_counted_from_1904(column: pa.ChunkedArray, days: pa.ChunkedArray) -> pa.ChunkedArray:
    """The cells' `days`, moved from 1900's count to 1904's where they came as serial numbers."""
    moved_days = pc.add(days.cast(pa.int32()), pa.scalar(EPOCHS_APART, pa.int32())).cast(
        pa.date32()
    )
    return pc.if_else(are_serial_days(column), moved_days, days)


def days_in_codes(engine: duckdb.DuckDBPyConnection, codes: pa.ChunkedArray) -> pa.Array:
    """The day in each dossier code ("H24.91-260105-0001"); null where it has none."""
    days = pc.struct_field(pc.extract_regex(codes, _CODE_DAY), "day")
    return values_by_sql(engine, days, lambda text: f"cast(try_strptime({text}, '%y%m%d') as date)")
