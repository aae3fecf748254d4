"""What differs of a dossier from one list that holds it to the next, inside the transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import duckdb
import pyarrow as pa

from data.record.upload import Upload
from data.scanned_pieces import split_for_scan

_DAYS = ("received_on", "due_on", "finished_on")
_BEGIN = """
create or replace temp table versions (commune_code varchar, dossier_code varchar,
    received_on date, due_on date, finished_on date, is_late boolean,
    upload_id integer, last_day date, known_until date)
"""
_VERSION = """
select commune_code, dossier_code, received_on, due_on,
    case when state in ('returned', 'left') then finished_on end as finished_on,
    case state when 'returned' then finished_on > due_on when 'open' then due_on < {known_until} end
        as is_late,
    {upload} as upload_id, {last_day} as last_day, {known_until} as known_until
from {rows}
"""
# The rows of communes with several lists that count lie side by side already.
_ADD_LISTED = "insert into versions " + _VERSION.format(
    rows="listed join sources using (commune_code, upload_id)",
    upload="upload_id",
    last_day="last_day",
    known_until="listed.known_until",
)
_ADD = "insert into versions " + _VERSION.format(
    rows="incoming where commune_code in ({communes})",
    upload="$upload",
    last_day="$last_day",
    known_until="$known_until",
)
_OF_REPLACED = """
select commune_code from list_versions join changed using (commune_code) where upload_id = $upload
except select commune_code from sources where upload_id = $upload
"""
_OF_ONLY_LIST = """
select commune_code from list_versions join lists using (commune_code)
join sources using (commune_code, upload_id) where upload_id = $upload and n = 1
"""
_HAVE_ONLY_LIST = """
select count(*) > 0 from list_versions join lists using (commune_code) where n = 1
"""
_PAIRS = """
create or replace temp table pairs as
select *, lag(upload_id) over succession as earlier_upload_id,
    lag(received_on) over succession as received_before, lag(due_on) over succession as due_before,
    lag(finished_on) over succession as finished_before, lag(is_late) over succession as was_late
from versions
window succession as (partition by commune_code, dossier_code order by last_day, upload_id)
qualify earlier_upload_id is not null
"""
_FILL = """
insert into list_comparisons
select commune_code, known_until, count(*) from pairs group by all;
insert into list_changes
select commune_code, dossier_code, upload_id, earlier_upload_id, known_until,
    received_before, received_on, due_before, due_on, finished_before, finished_on,
    coalesce(was_late and not is_late, false)
from pairs
where received_before <> received_on or due_before <> due_on or finished_before <> finished_on
    or (was_late and not is_late);
drop table pairs;
drop table versions
"""
CHANGE_TABLES = ("list_versions", "list_changes", "list_comparisons")


def begin_versions(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Make the empty table `versions`; True if a commune has one list beside replaced ones.

    `list_versions` and `lists` must be filled.
    """
    cursor.execute(_BEGIN)
    return bool(cursor.execute(_HAVE_ONLY_LIST).fetchall()[0][0])


def add_listed(cursor: duckdb.DuckDBPyConnection) -> None:
    """Add the table `listed`, of communes with several lists that count, to `versions`."""
    cursor.execute(_ADD_LISTED)


def add_only_list(cursor: duckdb.DuckDBPyConnection, upload: Upload) -> None:
    """Add a list's rows (table `incoming`) to `versions`: of communes where it alone counts."""
    _add_rows(cursor, upload, _OF_ONLY_LIST)


def _add_rows(cursor: duckdb.DuckDBPyConnection, upload: Upload, communes_sql: str) -> None:
    """Add a list's rows (table `incoming`) to `versions`: of communes that a query gives."""
    days = {"last_day": upload.last_day, "known_until": upload.known_until}
    cursor.execute(_ADD.format(communes=communes_sql), {"upload": upload.id, **days})


def fill_list_changes(
    cursor: duckdb.DuckDBPyConnection,
    replaced_lists: Iterable[Upload],
    read_rows: Callable[[Upload], pa.Table],
) -> None:
    """Fill `list_changes` and `list_comparisons` from `versions` and the replaced lists' rows.

    Each dossier's row is compared with that in the list before. A later list is one with a later
    last day, of one last day the one stored later.
    """
    for upload in replaced_lists:
        cursor.register("incoming", split_for_scan(_with_all_days(read_rows(upload))))
        _add_rows(cursor, upload, _OF_REPLACED)
        cursor.unregister("incoming")
    cursor.execute(_PAIRS)
    cursor.execute(_FILL)


def _with_all_days(rows: pa.Table) -> pa.Table:
    """The codes, three days and state of each row; null in a column that the list lacks."""
    for name in (name for name in (*_DAYS, "state") if name not in rows.column_names):
        kind = pa.string() if name == "state" else pa.date32()
        rows = rows.append_column(name, pa.nulls(rows.num_rows, kind))
    return rows.select(["commune_code", "dossier_code", *_DAYS, "state"])
