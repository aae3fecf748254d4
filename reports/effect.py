"""What storing a file would do to each metric of its period: before and after, on a copy."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from data import ledger, record
from data.ledger import NewUpload, Upload
from data.periods import Period
from data.scopes import scopes
from loaders.load import store
from loaders.staging import Staged
from metrics.counts import open_warehouse
from metrics.standings import Standing, standings
from metrics.tallies import Evidence, gather


@dataclass(frozen=True)
class Effect:
    """One metric of one commune over the file's period, without the file and with it."""

    before: Standing
    after: Standing

    @property
    def changed(self) -> bool:
        return _figures(self.before) != _figures(self.after)


def effects(folder: Path, staged: Staged) -> tuple[Effect, ...]:
    """Each commune of the file, each metric; none where nothing of the period is held yet.

    The communes' uploads in force are copied into a record of its own, so that what is shown is
    counted as it will be, and the real record stays as it is.
    """
    held = [pair for pair in record.in_force(ledger.uploads(folder)) if pair[0] in staged.communes]
    if not any(u.first_day <= staged.last and u.last_day >= staged.first for _, u in held):
        return ()
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        for upload in {upload.id: upload for _, upload in held}.values():
            own = {code for code, one in held if one.id == upload.id}
            record.store(copy, _again(upload, own), record.rows_of(folder, upload))
        before, after = _counted(copy, folder, staged)
    period = Period(staged.first, staged.last)
    return tuple(
        Effect(first, second)
        for code in sorted(staged.communes)
        for first, second in zip(
            standings(before, code, period), standings(after, code, period), strict=True
        )
    )


def _counted(copy: Path, folder: Path, staged: Staged) -> tuple[Evidence, Evidence]:
    """The copy's figures before and after the file is stored in it."""
    period, codes, scope = (
        Period(staged.first, staged.last),
        sorted(staged.communes),
        scopes(folder),
    )
    warehouse = open_warehouse(copy, None)
    try:
        warehouse.refresh()
        before = gather(warehouse, codes, [period], scope)
        store(copy, staged, "")
        warehouse.refresh()
        return before, gather(warehouse, codes, [period], scope)
    finally:
        warehouse.close()


def _again(upload: Upload, communes: Iterable[str]) -> NewUpload:
    """The same upload for a copy of the record, for these communes alone."""
    return NewUpload(
        sha256=upload.sha256,
        file_name=upload.file_name,
        format=upload.format,
        table_name=upload.table_name,
        first_day=upload.first_day,
        last_day=upload.last_day,
        known_until=upload.known_until,
        complete=upload.complete,
        columns=sorted(upload.columns),
        assumed=upload.assumed,
        demonstration=upload.demonstration,
        rows_read=upload.rows_read,
        rows_stored=upload.rows_stored,
        rows_set_aside=upload.rows_set_aside,
        stored_by=upload.stored_by,
        communes={code: upload.communes[code] for code in communes},
        problems=(),
        set_aside=(),
    )


def _figures(one: Standing) -> tuple[object, ...]:
    tally = one.tally
    return tally.numerator, tally.denominator, tally.metric.name, tally.metric.denominator_variant
