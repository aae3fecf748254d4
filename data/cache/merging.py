"""Many lists of a commune's dossiers to one state of each, inside the cache's transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.cache.list_changes import add_listed, add_only_list, begin_versions
from data.columns import DOSSIERS
from data.fields import field_name
from data.record.late_marks import Mark
from data.record.upload import Upload
from data.scanned_pieces import split_for_scan

_KEPT_COLUMNS = tuple(name for name in DOSSIERS if name not in ("dossier_code", "unit"))
_TYPES = {"date": "date", "number": "double"}
_ARROW_TYPES = {"date": pa.date32(), "number": pa.float64()}
# The columns are written out: in a table made by AS SELECT … WITH NO DATA, DuckDB 2.0 finds no row
# again in the same transaction once the table holds 122,880.
_LISTED = f"""
create or replace temp table listed (commune_code varchar, dossier_code varchar,
    {", ".join(f"{name} {_TYPES.get(DOSSIERS[name], 'varchar')}" for name in _KEPT_COLUMNS)},
    row integer, upload_id integer, known_until date, rank integer)
"""
# How many lists each commune has: those of several must be merged.
_LISTS = """
create or replace temp table lists as
select commune_code, count(*) as n from sources join changed using (commune_code)
where table_name = 'dossiers' group by commune_code
"""
_LIST = """
select * exclude (n), $upload as upload_id, $known_until as known_until
from incoming join lists using (commune_code)
where commune_code in (select commune_code from sources where upload_id = $upload)
"""
_HAVE_SEVERAL = "select coalesce(max(n), 0) > 1 from lists"
_SEVERAL = f"insert into listed by name select *, $rank as rank from ({_LIST} and n > 1)"
# Most codes stand in one list alone: only the others are worth the work of merging.
_MERGED = """
with several as (
    select commune_code, dossier_code from listed group by all having count(*) > 1
)
select * exclude (rank) from listed anti join several using (commune_code, dossier_code)
union all by name
select commune_code, dossier_code, {picked}, arg_max(upload_id, rank) as upload_id,
    arg_max(row, rank) as row, max(known_until) as known_until
from listed semi join several using (commune_code, dossier_code)
group by commune_code, dossier_code
"""
_INSERT = """
insert into dossiers by name
with ended as (
    select * replace (case when state in ('returned', 'left') then finished_on end as finished_on)
    from ({rows})
)
select *, true as counted, coalesce(channel = 'online_end_to_end', false) as online_end_to_end,
    coalesce(result_digitised, result_electronic) is not null as paper_result,
    false as was_explained, coalesce(apologised = 'yes', false) as was_apologised,
    case when due_on is not null
        then cast(greatest(received_on, due_on + interval '1' day) as date) end as late_from,
    coalesce(finished_on, known_until) as ended_on,
    coalesce(finished_on, cast(known_until + interval '1' day as date)) as closed_on
from ended
"""


# A list tells nothing of a commune whose every row waits for the meaning of a word: not that
# there was nothing.
_WAITING = """
update sources set is_waiting = true
where upload_id = $upload and commune_code in (from changed)
    and commune_code not in (select distinct commune_code from incoming)
"""


# A list tells "toàn trình" and "một phần" apart only where it says so of every online dossier.
_ONLINE_KINDS = """
update sources set columns = list_append(columns, 'online_kinds')
from (
    select commune_code, upload_id from dossiers join changed using (commune_code)
    where channel in ('online', 'online_end_to_end', 'online_partial')
    group by all having bool_and(channel <> 'online')
) as telling
where sources.commune_code = telling.commune_code and sources.upload_id = telling.upload_id
"""


def merge_lists(
    cursor: duckdb.DuckDBPyConnection,
    lists: Sequence[Upload],
    read_rows: Callable[[Upload], pa.Table],
) -> None:
    """Insert each dossier of `lists` once into `dossiers`, by the list with the latest last day.

    Of lists with one last day the later upload goes first. A column that this list lacks is as the
    latest list that has it says. `read_rows` reads the rows of one list, and is called for one list
    at a time: they are large.
    """
    cursor.execute(_LISTS)
    have_only_list = begin_versions(cursor)
    have_several = bool(cursor.execute(_HAVE_SEVERAL).fetchall()[0][0])
    if have_several:
        cursor.execute(_LISTED)
    ranked_lists = sorted(lists, key=lambda upload: (upload.last_day, upload.id))
    for rank, upload in enumerate(ranked_lists):
        cursor.register("incoming", split_for_scan(_rows_in_cache_columns(read_rows(upload))))
        parameters = {"upload": upload.id, "known_until": upload.known_until}
        if have_several:
            cursor.execute(_SEVERAL, {**parameters, "rank": rank})
        cursor.execute(_INSERT.format(rows=f"{_LIST} and n = 1"), parameters)
        cursor.execute(_WAITING, {"upload": upload.id})
        if have_only_list:
            add_only_list(cursor, upload)
        cursor.unregister("incoming")
    if have_several:
        _insert_merged_rows(cursor, ranked_lists)
    cursor.execute(_ONLINE_KINDS)


def _insert_merged_rows(cursor: duckdb.DuckDBPyConnection, ranked_lists: Sequence[Upload]) -> None:
    """Insert each dossier of `listed` once into `dossiers`, all rows into `versions`; drop it."""
    picked_columns = (_latest_column_sql(name, ranked_lists) for name in _KEPT_COLUMNS)
    merged_rows_sql = _MERGED.format(picked=", ".join(picked_columns))
    cursor.execute(_INSERT.format(rows=merged_rows_sql))
    add_listed(cursor)
    cursor.execute("drop table listed")


def _rows_in_cache_columns(rows: pa.Table) -> pa.Table:
    """A list's rows in the cache's columns, null where it has none, each field by one name."""
    missing_columns = (name for name in _KEPT_COLUMNS if name not in rows.column_names)
    for name in missing_columns:
        kind = _ARROW_TYPES.get(DOSSIERS[name], pa.string())
        rows = rows.append_column(name, pa.nulls(rows.num_rows, kind))
    rows = rows.select(["commune_code", "dossier_code", *_KEPT_COLUMNS, "row"])
    return rows.set_column(
        rows.column_names.index("field"), "field", _field_names(rows.column("field"))
    )


def _field_names(column: pa.ChunkedArray) -> pa.Array:
    """A column of field spellings as an array of the fields' one names."""
    encoded_texts = pc.dictionary_encode(column.combine_chunks())
    names = [field_name(text) for text in encoded_texts.dictionary.to_pylist()]
    return pa.array(names, pa.string()).take(encoded_texts.indices)


def _latest_column_sql(column: str, ranked_lists: Sequence[Upload]) -> str:
    """An SQL expression: a column's value in the latest list (lists oldest first) that has it."""
    ranks = [str(rank) for rank, upload in enumerate(ranked_lists) if column in upload.columns]
    # A column that no list has is null in every row: nothing to filter, as where all have it.
    needs_filter = 0 < len(ranks) < len(ranked_lists)
    condition = f" filter (where rank in ({', '.join(ranks)}))" if needs_filter else ""
    return f"arg_max_null({column}, rank){condition} as {column}"


# An apology that the list itself tells of stands, whatever is marked: a mark only adds to it. A
# mark that was taken back says nothing. Until a commune's first mark nobody has begun to mark its
# dossiers, which does not mean that none was explained.
_APPLY = """
update dossiers set was_explained = marks.explained,
    was_apologised = was_apologised or marks.apologised
from marks
where dossiers.commune_code = marks.commune_code and dossiers.dossier_code = marks.dossier_code;
update sources set columns = list_append(columns, 'marks')
from (
    select commune_code, date_trunc('year', min(due_on)) as begun
    from dossiers join marks using (commune_code, dossier_code) group by commune_code
) as first_marks
where sources.commune_code = first_marks.commune_code and table_name = 'dossiers'
    and last_day >= begun
"""


def apply_marks(
    cursor: duckdb.DuckDBPyConnection, marks_by_commune: Mapping[str, Mapping[str, Mark]]
) -> None:
    """Set late marks (commune → dossier code → mark) on cached dossiers; note it on the sources.

    From the year of the first marked dossier on, a commune's lists then count as complete in
    this: a dossier without a mark was neither explained nor apologised for.
    """
    rows = [
        (commune, code, mark.explained, mark.apologised)
        for commune, marks in marks_by_commune.items()
        for code, mark in marks.items()
        if mark.explained or mark.apologised
    ]
    if not rows:
        return
    names = ("commune_code", "dossier_code", "explained", "apologised")
    columns = zip(*rows, strict=True)
    cursor.register("marks", pa.table(dict(zip(names, map(list, columns), strict=True))))
    cursor.execute(_APPLY)
    cursor.unregister("marks")
