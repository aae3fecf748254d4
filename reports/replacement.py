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
from reports.column_labels import COLUMNS
from reports.upload_effect import Effect

_MOST_LOST = 0.1  # a greater share of a count is said before it is lost
_ASPECTS = ("state", "channel", "field", "procedure")


def seeming_filters(folder: Path, replaced: Sequence[Upload], staged: Staged) -> tuple[str, ...]:
    """How the list seems to be filtered: "chỉ có hình thức nộp “trực tuyến”".

    Told by what the replaced lists have in several kinds and this one in one alone, and by the
    dossiers carried over that it lacks.
    """
    tables = [counting_rows_of(folder, upload) for upload in replaced]
    before = pa.concat_tables(tables, promote_options="default")
    sentences = list(_only_values(before, staged.rows))
    if _has_earlier(before, staged) and not _has_earlier(staged.rows, staged):
        sentences.append("không có hồ sơ kỳ trước chuyển sang")
    return tuple(sentences)


def falling(effects: Iterable[Effect]) -> tuple[Effect, ...]:
    """The metrics one of whose counts would be less by more than a tenth, or unknown."""
    return tuple(effect for effect in effects if _falls(effect.before.tally, effect.after.tally))


def _only_values(before: pa.Table, after: pa.Table) -> Iterator[str]:
    for column in _ASPECTS:
        if column in before.column_names and column in after.column_names:
            kinds_before, kinds_after = _kinds(before, column), _kinds(after, column)
            if len(kinds_after) == 1 < len(kinds_before):
                text = next(iter(kinds_after))
                yield f"chỉ có {COLUMNS[column].lower()} “{MEANINGS.get(text, text).lower()}”"


def _kinds(rows: pa.Table, column: str) -> set[str]:
    return {str(text) for text in pc.unique(rows.column(column)).to_pylist() if text}


def _has_earlier(rows: pa.Table, staged: Staged) -> bool:
    return bool(pc.any(pc.less(rows.column("received_on"), staged.first)).as_py())


def _falls(before: Tally, after: Tally) -> bool:
    pairs = ((before.numerator, after.numerator), (before.denominator, after.denominator))
    return any(
        earlier and (later is None or later < earlier * (1 - _MOST_LOST))
        for earlier, later in pairs
    )
