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
# Which lists of a commune are compared is known before their rows are read.
_ADD = """
insert into versions
select commune_code, dossier_code, received_on, due_on,
    case when state in ('returned', 'left') then finished_on end,
    case state when 'returned' then finished_on > due_on when 'open' then due_on < $known_until end,
    $upload, $last_day, $known_until
from incoming where commune_code in
    (select commune_code from list_versions join changed using (commune_code)
    where upload_id = $upload)
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


def begin_versions(cursor: duckdb.DuckDBPyConnection) -> None:
    """Make the empty table of the rows to compare; `list_versions` must be filled."""
    cursor.execute(_BEGIN)


def add_version(cursor: duckdb.DuckDBPyConnection, upload: Upload) -> None:
    """Add a list's rows, registered as `incoming`, for those communes whose lists are compared."""
    days = {"last_day": upload.last_day, "known_until": upload.known_until}
    cursor.execute(_ADD, {"upload": upload.id, **days})


def fill_list_changes(
    cursor: duckdb.DuckDBPyConnection,
    replaced_lists: Iterable[Upload],
    read_rows: Callable[[Upload], pa.Table],
) -> None:
    """Compare the added rows and those of lists that count no more, each with the list before.

    A later list is one with a later last day, of one last day the one stored later.
    """
    for upload in replaced_lists:
        cursor.register("incoming", split_for_scan(_with_all_days(read_rows(upload))))
        add_version(cursor, upload)
        cursor.unregister("incoming")
    cursor.execute(_PAIRS)
    cursor.execute(_FILL)


def _with_all_days(rows: pa.Table) -> pa.Table:
    """The rows with each column of days and the state, null where the list lacks one."""
    for name in (name for name in (*_DAYS, "state") if name not in rows.column_names):
        kind = pa.string() if name == "state" else pa.date32()
        rows = rows.append_column(name, pa.nulls(rows.num_rows, kind))
    return rows.select(["commune_code", "dossier_code", *_DAYS, "state"])
