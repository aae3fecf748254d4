"""What a new list changes in the one that it would replace: dossiers added, changed and gone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from data import record
from data.ledger import Upload
from loaders.scratch import scratch

_COMPARED = """
    select
        count(*) filter (where old.dossier_code is null) as added,
        count(*) filter (where new.dossier_code is null) as gone,
        count(*) filter (where old.content <> new.content) as changed
    from (select commune_code, dossier_code, {content} as content from old_rows) as old
    full join (select commune_code, dossier_code, {content} as content from new_rows) as new
    using (commune_code, dossier_code)
"""


@dataclass(frozen=True)
class Changes:
    """Numbers of dossiers, against the list that is replaced."""

    added: int
    changed: int
    gone: int


def changes(folder: Path, replaced: Iterable[Upload], rows: pa.Table) -> Changes | None:
    """Against the replaced lists' rows; None where nothing is replaced."""
    old = [record.rows_of(folder, upload) for upload in replaced]
    if not old:
        return None
    before = pa.concat_tables(old, promote_options="default")
    shared = [n for n in rows.column_names if n in before.column_names and n != "row"]
    content = f"md5(concat_ws('|', {', '.join(f'coalesce({n}::varchar, chr(0))' for n in shared)}))"
    with scratch() as engine:
        engine.register("old_rows", before)
        engine.register("new_rows", rows)
        added, gone, changed = engine.execute(_COMPARED.format(content=content)).fetchall()[0]
    return Changes(added, changed, gone)
