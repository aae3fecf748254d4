"""What storing a file would do to each metric of its period: before and after, on a copy."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.cache.warehouse import Warehouse
from data.periods import Period
from data.planning.plan_versions import plans_here
from data.planning.scopes import scopes
from data.record import ledger, uploads
from data.record.ledger import NewUpload, Upload
from loaders.load import store
from loaders.staging import Staged
from metrics.catalogue.metrics import EVERY, METRICS
from metrics.counting.day_counts import open_warehouse
from metrics.counting.tallies import gather
from metrics.standings import Standing, standings


@dataclass(frozen=True)
class Effect:
    """One metric of one commune over the file's period, without the file and with it."""

    before: Standing
    after: Standing

    @property
    def changed(self) -> bool:
        return _figures(self.before) != _figures(self.after)


@dataclass(frozen=True)
class Trial:
    """What storing a file would do, tried on a copy of the record.

    `effects` are empty where nothing of the file's period is held yet; `alone` is what the file
    gives by itself: each commune of it, each metric of the cards, and of the others those it tells.
    """

    effects: tuple[Effect, ...]
    alone: tuple[Standing, ...]


def try_upload(folder: Path, staged: Staged) -> Trial:
    """Store a file in a record of its own beside copies of what its communes have in force.

    So what is shown is counted as it will be, and the real record stays as it is. Demonstration
    data count before alone, whether they are withdrawn or not: the file's communes have figures
    of their own from then on.
    """
    held = [pair for pair in uploads.in_force(ledger.uploads(folder)) if pair[0] in staged.communes]
    touched = any(u.first_day <= staged.last and u.last_day >= staged.first for _, u in held)
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        ids = _copied(folder, copy, held) if touched else []
        before, after, alone = _counted(copy, folder, staged, ids)
    pairs = zip(before, after, strict=True) if touched else ()
    told = (one for one in alone if one.metric in METRICS or one.tally.numerator is not None)
    return Trial(tuple(Effect(first, second) for first, second in pairs), tuple(told))


def _copied(folder: Path, copy: Path, held: Sequence[tuple[str, Upload]]) -> list[int]:
    """The held uploads in the copy, by their ids there."""
    ids = []
    for upload in {upload.id: upload for _, upload in held}.values():
        own = {code for code, one in held if one.id == upload.id}
        ids.append(uploads.store(copy, _again(upload, own), uploads.rows_of(folder, upload))[0])
    return ids


def _counted(
    copy: Path, folder: Path, staged: Staged, held: Sequence[int]
) -> tuple[list[Standing], list[Standing], list[Standing]]:
    """The copy's standings before the file is stored in it, after, and without all that is held."""
    warehouse = open_warehouse(copy, None)
    try:
        before = _standings(warehouse, folder, staged) if held else []
        store(copy, staged, "")
        after = _standings(warehouse, folder, staged)
        ledger.withdraw(copy, held, "")
        return before, after, _standings(warehouse, folder, staged) if held else after
    finally:
        warehouse.close()


def _standings(warehouse: Warehouse, folder: Path, staged: Staged) -> list[Standing]:
    """Each commune of the file, each metric, over the file's period."""
    warehouse.refresh()
    period, codes = Period(staged.first, staged.last), sorted(staged.communes)
    evidence = gather(warehouse, codes, [period], scopes(folder), plans_here(folder))
    return [one for code in codes for one in standings(evidence, code, period, metrics=EVERY)]


def _again(upload: Upload, communes: Iterable[str]) -> NewUpload:
    """The same upload for a copy of the record, for these communes alone."""
    return NewUpload(
        sha256=upload.sha256,
        file_name=upload.file_name,
        layout=upload.layout,
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
    """What is shown of it: its own counts, and those that the plan's denominator gives."""
    return tuple(
        (tally.numerator, tally.denominator, tally.metric.name, tally.metric.denominator_variant)
        for tally in (one.tally, one.judged_tally)
    )
