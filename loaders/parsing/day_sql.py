"""SQL that reads a day from a text cell, and the day in a dossier code."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.dates import (
    APOSTROPHES,
    AROUND,
    EPOCHS_APART,
    FORMS,
    HARD_SPACES,
    SERIAL,
    SERIAL_ZERO,
    SPACES,
    alone,
)
from loaders.parsing.cells import values_by_sql

# A dossier code ends in the day of receipt and a number of that day: "H24.91-260105-0001".
_CODE_DAY = r"-(?P<day>\d{6})-\d{3,}$"
# "08/12/2025", "08/12/2025 09:30:00".
_PLAIN_DAY = r"\d\d/\d\d/\d{4}( ([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?"
_TRIMMED = " || ".join(f"chr({ord(sign)})" for sign in SPACES + APOSTROPHES)


def day_sql(column: str) -> str:
    """SQL: the day that a text cell holds; null where there is none or no such day exists.

    A time beside it is not kept. The usual forms are asked first, of the cell as it is: the rest
    takes ten times as long.
    """
    hard = " || ".join(f"chr({ord(sign)})" for sign in HARD_SPACES)
    spaced = f"translate({column}, {hard}, '  ')"
    text = f"trim({spaced}, {_TRIMMED})"
    rarer = ", ".join(_form_sql(text, form, order) for form, order in FORMS.items())
    return f"""case {_usual_sql(column)} {_usual_sql(text)}
        else cast(coalesce({rarer}) as date) end"""


def _usual_sql(text: str) -> str:
    """SQL: the branches of a CASE for an ISO day, "08/12/2025" and Excel's serial number.

    An ISO day has a digit first: spaces before "08-12-2025" would make a year of its day.
    """
    serial = f"cast(floor(try_cast({text} as double)) as integer)"
    return f"""
        when ({text} like '____-__-__ __:__:__' or {text} like '____-__-__')
                and {text} between '0' and ':'
            then try_cast(left({text}, 10) as date)
        when regexp_full_match({text}, '{_PLAIN_DAY}')
            then cast(try_strptime(left({text}, 10), '%d/%m/%Y') as date)
        when regexp_full_match({text}, '{SERIAL}') then date '{SERIAL_ZERO}' + {serial}"""


def _form_sql(text: str, form: str, order: str) -> str:
    """SQL: the day of a text in this form (`data/dates.py`), with a time after it, before it, or
    none; null for other texts.
    """
    day = f"regexp_extract({text}, '{alone(form)}', 1, 'i')"
    return f"try_strptime(translate({day}, '-.', '//'), '{order}')"


def are_serials(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Of each cell whether it holds a day as Excel's serial number."""
    return pc.match_substring_regex(column, f"^{AROUND}{SERIAL}{AROUND}$").fill_null(False)


def days_from_1904(column: pa.ChunkedArray, days: pa.ChunkedArray) -> pa.ChunkedArray:
    """The `days` of the cells, where those that came as serial numbers are counted from 1904."""
    moved = pc.add(days.cast(pa.int32()), pa.scalar(EPOCHS_APART, pa.int32())).cast(pa.date32())
    return pc.if_else(are_serials(column), moved, days)


def code_days(engine: duckdb.DuckDBPyConnection, codes: pa.ChunkedArray) -> pa.Array:
    """The day in each dossier code ("H24.91-260105-0001"); null where it has none."""
    days = pc.struct_field(pc.extract_regex(codes, _CODE_DAY), "day")
    return values_by_sql(engine, days, lambda text: f"cast(try_strptime({text}, '%y%m%d') as date)")
