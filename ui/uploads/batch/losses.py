"""Lists that would replace far longer ones: of each what would be lost, to be accepted first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data.record.uploads import kind_of_layout
from data.wording import number
from loaders.staging import Staged
from ui.uploads.batch.files import HandedFile

MOST_LOST = 0.1  # a greater share of a list's dossiers is asked about before it is lost


def loss_sentence(
    count_before: int, count_after: int, gone_count: int, falls: Sequence[str]
) -> str:
    """What replacing a list loses, with both lists' counts of dossiers; "" where it is little.

    `falls` are the counts that would be less by more than a tenth, in words.
    """
    if gone_count <= count_before * MOST_LOST:
        return ""
    fall_words = f" Sẽ giảm: {'; '.join(falls)}." if falls else ""
    return (
        f"Có {number(count_after)} hồ sơ, sẽ thay danh sách cùng kỳ có {number(count_before)} hồ "
        f"sơ: {number(gone_count)} hồ sơ không còn được tính.{fall_words}"
    )


def losses(files: Iterable[HandedFile]) -> dict[int, str]:
    """File's number → what storing it would lose of the record, or of an earlier file here."""
    files_by_number = {file.number: file for file in files}
    sentences = {
        number_: _rival_sentence(files_by_number[number_], files_by_number[rival])
        for number_, rival in rivals(files_by_number.values()).items()
    }
    sentences |= {
        file.number: file.preview.loss
        for file in files_by_number.values()
        if file.preview and file.preview.loss
    }
    return {number_: sentence for number_, sentence in sentences.items() if sentence}


def is_accepted(file: HandedFile, sentence: str) -> bool:
    """Whether somebody accepted just this loss for the file."""
    return file.choices.accepted_loss == sentence


def _rival_sentence(file: HandedFile, rival: HandedFile) -> str:
    """What an earlier file of the batch would lose, by the lists' lengths alone; "" for little."""
    staged, earlier = _staged(file), _staged(rival)
    if staged is None or earlier is None or staged.sheet.layout.table != "dossiers":
        return ""
    count_before, count_after = earlier.rows.num_rows, staged.rows.num_rows
    if count_before - count_after <= count_before * MOST_LOST:
        return ""
    return (
        f"Có {number(count_after)} hồ sơ, sẽ thay tệp số {rival.number} cùng kỳ ở bảng này, có "
        f"{number(count_before)} hồ sơ."
    )


def _staged(file: HandedFile) -> Staged | None:
    """The file's staging; None of a file that is refused, or in the record."""
    outcome = file.preview.outcome if file.preview else None
    return outcome if isinstance(outcome, Staged) else None


def rivals(files: Iterable[HandedFile]) -> dict[int, int]:
    """File's number → the number of an earlier one of the batch that it would replace."""
    number_by_subject: dict[tuple[object, ...], int] = {}
    rival_numbers: dict[int, int] = {}
    for file in files:
        staged = _staged(file)
        if staged is None:
            continue
        layout = staged.sheet.layout
        days = kind_of_layout(layout.table, layout.name), staged.first, staged.last
        for code in staged.communes:
            earlier_number = number_by_subject.get((code, *days))
            if earlier_number is not None:
                rival_numbers[file.number] = earlier_number
            number_by_subject[(code, *days)] = file.number
    return rival_numbers
