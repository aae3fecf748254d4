"""How a newer list of the same days differs from the one that it replaces."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from loaders.parsing.engine import scratch_connection

# A dossier is changed where the joined texts of its shared columns differ.
_COUNT_DIFFERENCES = """
    select
        count(*) filter (where before.dossier_code is null) as added,
        count(*) filter (where before.content <> after.content) as changed,
        count(*) filter (where after.dossier_code is null) as gone
    from (select commune_code, dossier_code, {content} as content from replaced_rows) as before
    full join (select commune_code, dossier_code, {content} as content from new_rows) as after
    using (commune_code, dossier_code)
"""


@dataclass(frozen=True)
class ListDifference:
    """Numbers of dossiers: only in the newer list, in both with another content, only before."""

    added: int
    changed: int
    gone: int


def list_difference(replaced_rows: pa.Table, new_rows: pa.Table) -> ListDifference:
    """How many dossiers a newer list's rows add, change and lack against those it replaces.

    Only columns that both have are compared, and never the row numbers: a dossier that only stands
    in another line is not changed.
    """
    query = _COUNT_DIFFERENCES.format(content=_content_sql(replaced_rows, new_rows))
    with scratch_connection() as engine:
        engine.register("replaced_rows", replaced_rows)
        engine.register("new_rows", new_rows)
        added, changed, gone = engine.execute(query).fetchall()[0]
    return ListDifference(added, changed, gone)


def _content_sql(replaced_rows: pa.Table, new_rows: pa.Table) -> str:
    """An SQL expression that hashes a row's columns that both tables have, but not `row`."""
    shared_columns = set(new_rows.column_names) & set(replaced_rows.column_names) - {"row"}
    texts = ", ".join(f"coalesce({name}::varchar, chr(0))" for name in sorted(shared_columns))
    return f"md5(concat_ws('|', {texts}))"
