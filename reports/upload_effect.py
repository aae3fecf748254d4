"""What storing a file would do to each metric of its period: before and after, on a copy."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data.cache.warehouse import Warehouse
from data.periods import Period
from data.planning.plan_versions import current_plans
from data.planning.scopes import scope_fields
from data.planning.task_records import records_of_plans
from data.record import ledger, uploads
from data.record.ledger import Upload, upload_of_communes
from data.record.mapped_words import counting_rows_of, map_word, mapped_words
from loaders.load import store_staged
from loaders.staging import Staged
from metrics.catalogue.metrics import ALL_METRICS, METRICS
from metrics.counting.day_counts import open_warehouse
from metrics.counting.gathering import gather_evidence
from metrics.counting.tallies import counts_text
from metrics.judged_plans import judged_plans
from metrics.standings import Standing, standings


@dataclass(frozen=True)
class Effect:
    """One metric of one commune over the file's period, without the file and with it."""

    before: Standing
    after: Standing

    @property
    def changes_figures(self) -> bool:
        """Whether pages show other figures for this metric with the file than without it."""
        return _visible_figures(self.before) != _visible_figures(self.after)


@dataclass(frozen=True)
class Trial:
    """What storing a file would do, tried on a copy of the record.

    `effects` are empty where the record has nothing of the file's period yet. `standings_alone` are
    what the file gives by itself, for each commune in it: the metrics of the cards, and of the
    others those that it gives counts for.
    """

    effects: tuple[Effect, ...]
    standings_alone: tuple[Standing, ...]


def try_upload(folder: Path, staged: Staged) -> Trial:
    """What storing the file would change, tried in a record of its own that is thrown away.

    So what is shown is counted as it will be, and the real record stays as it is. Demonstration
    data count only before, withdrawn or not: from then on the communes have figures of their own.
    """
    commune_uploads = [
        (code, upload)
        for code, upload in uploads.counting_uploads(ledger.uploads(folder))
        if code in staged.communes
    ]
    has_earlier_figures = any(
        upload.first_day <= staged.last and upload.last_day >= staged.first
        for _, upload in commune_uploads
    )
    with tempfile.TemporaryDirectory() as name:
        copy_folder = Path(name)
        _copy_mapped_words(folder, copy_folder)
        earlier_ids = (
            _copy_uploads(folder, copy_folder, commune_uploads) if has_earlier_figures else []
        )
        before, after, standings_alone = _trial_standings(copy_folder, folder, staged, earlier_ids)
    pairs = zip(before, after, strict=True) if has_earlier_figures else ()
    return Trial(
        effects=tuple(Effect(first, second) for first, second in pairs),
        standings_alone=tuple(
            s for s in standings_alone if s.metric in METRICS or s.judged_tally.has_figures
        ),
    )


def _copy_mapped_words(folder: Path, copy_folder: Path) -> None:
    """Copy all mapped words from one record to another, so that rows count by them there."""
    for word in mapped_words(folder):
        map_word(copy_folder, word.layout, word.column, word.word, word.meaning, word.by)


def _copy_uploads(
    folder: Path, copy_folder: Path, commune_uploads: Sequence[tuple[str, Upload]]
) -> list[int]:
    """Store the uploads in the copy, each for the communes that it counts for; give new ids."""
    ids = []
    for upload in {upload.id: upload for _, upload in commune_uploads}.values():
        codes = {code for code, commune_upload in commune_uploads if commune_upload.id == upload.id}
        rows = counting_rows_of(folder, upload)
        ids.append(uploads.store_upload(copy_folder, upload_of_communes(upload, codes), rows)[0])
    return ids


def _trial_standings(
    copy_folder: Path, folder: Path, staged: Staged, earlier_ids: Sequence[int]
) -> tuple[list[Standing], list[Standing], list[Standing]]:
    """(standings before the file is stored in the copy, after it, with the file alone).

    Changes the copy: the file is stored, then the earlier uploads are withdrawn.
    """
    warehouse = open_warehouse(copy_folder, None)
    try:
        before = _file_standings(warehouse, folder, staged) if earlier_ids else []
        store_staged(copy_folder, staged, "")
        after = _file_standings(warehouse, folder, staged)
        if not earlier_ids:
            return before, after, after
        ledger.withdraw(copy_folder, earlier_ids, "")
        return before, after, _file_standings(warehouse, folder, staged)
    finally:
        warehouse.close()


def _file_standings(warehouse: Warehouse, folder: Path, staged: Staged) -> list[Standing]:
    """Refresh the cache and give all metrics' standings, for the file's communes and period."""
    warehouse.refresh()
    plans = judged_plans(current_plans(folder)).sound
    period, codes = Period(staged.first, staged.last), sorted(staged.communes)
    scopes, task_records = scope_fields(folder), records_of_plans(folder)
    evidence = gather_evidence(warehouse, codes, [period], scopes, plans, task_records=task_records)
    by_commune = (standings(evidence, code, period, metrics=ALL_METRICS) for code in codes)
    return [standing for commune_standings in by_commune for standing in commune_standings]


def _visible_figures(standing: Standing) -> tuple[object, ...]:
    """What pages show of a standing, to compare: common counts and those that are judged."""
    return tuple(
        (counts_text(tally), tally.metric.name, tally.metric.denominator_variant)
        for tally in (standing.tally, standing.judged_tally)
    )
