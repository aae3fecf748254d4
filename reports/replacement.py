"""What a list leaves out beside the one that it would replace, and which figures would fall."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from data.record.ledger import Upload
from data.record.mapped_words import counting_rows_of
from data.wording import MEANINGS
from loaders.staging import Staged
from metrics.counting.tallies import Tally
from reports.column_labels import COLUMN_LABELS
from reports.upload_effect import Effect

_MOST_LOST = 0.1  # a greater share of a count is said before it is lost
_ASPECTS = ("state", "channel", "field", "procedure")


def seeming_filters(
    folder: Path, replaced_uploads: Sequence[Upload], staged: Staged
) -> tuple[str, ...]:
    """In words how the list seems to be filtered: "chỉ có hình thức nộp “trực tuyến”".

    Told by what the replaced lists have in several kinds and this one in one alone, and by the
    dossiers carried over that it lacks.
    """
    tables = [counting_rows_of(folder, upload) for upload in replaced_uploads]
    replaced_rows = pa.concat_tables(tables, promote_options="default")
    phrases = list(_single_text_phrases(replaced_rows, staged.rows))
    if _has_carried_over(replaced_rows, staged) and not _has_carried_over(staged.rows, staged):
        phrases.append("không có hồ sơ kỳ trước chuyển sang")
    return tuple(phrases)


def falling_effects(effects: Iterable[Effect]) -> tuple[Effect, ...]:
    """The effects by which a count would be less by more than a tenth, or unknown."""
    return tuple(
        effect for effect in effects if _has_falling_count(effect.before.tally, effect.after.tally)
    )


def _single_text_phrases(replaced_rows: pa.Table, new_rows: pa.Table) -> Iterator[str]:
    """A phrase for each aspect that has one text in the new rows and several in the replaced."""
    for column in _ASPECTS:
        if column in replaced_rows.column_names and column in new_rows.column_names:
            texts_before, texts_after = (
                _distinct_texts(replaced_rows, column),
                _distinct_texts(new_rows, column),
            )
            if len(texts_after) == 1 < len(texts_before):
                text = next(iter(texts_after))
                yield f"chỉ có {COLUMN_LABELS[column].lower()} “{MEANINGS.get(text, text).lower()}”"


def _distinct_texts(rows: pa.Table, column: str) -> set[str]:
    return {str(text) for text in pc.unique(rows.column(column)).to_pylist() if text}


def _has_carried_over(rows: pa.Table, staged: Staged) -> bool:
    """Whether any of the rows was received before the staged list's first day."""
    return bool(pc.any(pc.less(rows.column("received_on"), staged.first)).as_py())


def _has_falling_count(before: Tally, after: Tally) -> bool:
    """Whether one of the two counts is less by more than a tenth, or not known any more."""
    count_pairs = ((before.numerator, after.numerator), (before.denominator, after.denominator))
    return any(
        earlier_count and (later_count is None or later_count < earlier_count * (1 - _MOST_LOST))
        for earlier_count, later_count in count_pairs
    )
