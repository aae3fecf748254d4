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

_MOST_LISTS = 3  # so many earlier lists are looked at


def refuse_single_state(staged: Staged, folder: Path) -> None:
    """Raise PartOfWhole for a list with one state throughout where an earlier list has several."""
    if staged.sheet.layout.table != "dossiers" or staged.answers.whole_list:
        return
    state = only_state(staged.rows)
    if state and any(
        _has_several_states(folder, upload) for upload in _earlier_lists(folder, staged)
    ):
        raise PartOfWhole(ONE_STATE.format(MEANINGS[state].lower()))


def _earlier_lists(folder: Path, staged: Staged) -> list[Upload]:
    """The newest counting lists of the list's communes, oldest first, at most _MOST_LISTS."""
    lists = {
        upload.id: upload
        for code, upload in uploads.counting_uploads(ledger.uploads(folder))
        if code in staged.communes and upload.table_name == "dossiers" and not upload.demonstration
    }
    return [lists[number] for number in sorted(lists)[-_MOST_LISTS:]]


def _has_several_states(folder: Path, upload: Upload) -> bool:
    """Whether the counting rows of a stored list have more than one state."""
    return len(pc.unique(counting_rows_of(folder, upload).column("state"))) > 1
