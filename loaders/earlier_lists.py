"""A staged list held against the lists of its communes that are in the record."""

from __future__ import annotations

from pathlib import Path

import pyarrow.compute as pc

from data.record import ledger, uploads
from data.record.ledger import Upload
from data.record.mapped_words import counting_rows_of
from data.wording import MEANINGS
from loaders.staging import Staged
from loaders.validation.part_checks import ONE_STATE, PartOfWhole, only_state

_LATEST = 3  # so many earlier lists are looked at


def check_states(staged: Staged, folder: Path) -> None:
    """Raises PartOfWhole where every row has one state, and an earlier list had several."""
    if staged.sheet.layout.table != "dossiers" or staged.answers.whole_list:
        return
    state = only_state(staged.rows)
    if state and any(_has_several(folder, upload) for upload in _earlier(folder, staged)):
        raise PartOfWhole(ONE_STATE.format(MEANINGS[state].lower()))


def _earlier(folder: Path, staged: Staged) -> list[Upload]:
    """The latest lists in force of the staged list's communes."""
    lists = {
        upload.id: upload
        for code, upload in uploads.counting_uploads(ledger.uploads(folder))
        if code in staged.communes and upload.table_name == "dossiers" and not upload.demonstration
    }
    return [lists[number] for number in sorted(lists)[-_LATEST:]]


def _has_several(folder: Path, upload: Upload) -> bool:
    return len(pc.unique(counting_rows_of(folder, upload).column("state"))) > 1
