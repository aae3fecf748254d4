"""The rows of a list whose only fault is a word that nobody gave a meaning yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.columns import Kind
from data.record.mapped_words import Meanings, rows_with_meanings
from data.record.stored_rows import UNKNOWN_MARK
from loaders.validation.dossier_rules import UNKNOWN_WORDS, DossierRule
from loaders.validation.redaction import HIDDEN, redacted_text

_MOST_COLUMNS = 2  # more strange words in one row: its cells are another column's


def rows_as_read(staged: pa.Table, column_names: Iterable[str]) -> pa.Table:
    """The staged rows' commune, values by these columns' names, and row number."""
    names = list(column_names)
    rows = staged.select(["commune_code", *(f"v_{name}" for name in names), "row"])
    return rows.rename_columns(["commune_code", *names, "row"])


def rows_to_keep(rows: pa.Table, waiting_table: pa.Table | None) -> pa.Table:
    """The rows to store: those that count, and the waiting ones as they were read, in order."""
    if waiting_table is None:
        return rows
    others = pc.invert(pc.is_in(rows.column("row"), waiting_table.column("row")))
    return pa.concat_tables([rows.filter(others), waiting_table.cast(rows.schema)]).sort_by("row")


def map_words(staged: pa.Table, kinds: Mapping[str, Kind], meanings: Meanings) -> pa.Table:
    """The staged lines with people's meanings for unknown words, save words that must be hidden.

    Those are kept nowhere, so that a meaning could not be taken back.
    """
    for column in {column for column, _ in meanings} & kinds.keys():
        place = staged.column_names.index(f"v_{column}")
        texts = staged.column(place)
        values = rows_with_meanings(pa.table({column: texts}), meanings).column(column)
        values = pc.if_else(_showable_mask(texts), values, texts)
        staged = staged.set_column(place, f"v_{column}", values)
    return staged


def waiting_rows(
    engine: duckdb.DuckDBPyConnection,
    lines_as_read: pa.Table,
    sound_rows: pa.Table,
    faulty_rows: pa.Table,
    rules: Sequence[DossierRule],
    kinds: Mapping[str, Kind],
) -> pa.Table | None:
    """The lines as they were read that count by a mapped word or would count by one; or None.

    Those of `sound_rows` with an unknown word, and those of `faulty_rows` without another fault. A
    word that may be a person's is kept nowhere: its row waits for nothing.
    """
    has_unknown_words = _unknown_word_mask(lines_as_read, kinds)
    if has_unknown_words is None:
        return None
    candidates = lines_as_read.filter(has_unknown_words)
    other_conditions = [r.condition for r in rules if r.sets_aside and r.kind not in UNKNOWN_WORDS]
    engine.register("suspects", faulty_rows)
    any_other = " or ".join(f"coalesce({condition}, false)" for condition in other_conditions)
    blameless_rows = engine.sql(
        f"select row from suspects where not ({any_other})"
    ).to_arrow_table()
    chunks = [
        *sound_rows.column("row").chunks,
        *blameless_rows.column("row").cast(pa.int32()).chunks,
    ]
    rows = pa.chunked_array(chunks, pa.int32())  # there may be none
    waiting_table = candidates.filter(pc.is_in(candidates.column("row"), rows))
    return _hide_unusual_texts(waiting_table, sound_rows, kinds) if waiting_table.num_rows else None


def _hide_unusual_texts(
    waiting_table: pa.Table, sound_rows: pa.Table, kinds: Mapping[str, Kind]
) -> pa.Table:
    """The waiting lines with null for each text that no sound row has in that column.

    With a strange word in it a line may have shifted cells, and a text that stands nowhere else
    may be a person's name.
    """
    for name in (f"v_{name}" for name, kind in kinds.items() if kind == "text"):
        texts = waiting_table.column(name)
        is_usual = pc.is_in(texts, sound_rows.column(name))
        place = waiting_table.column_names.index(name)
        waiting_table = waiting_table.set_column(place, name, pc.if_else(is_usual, texts, None))
    return waiting_table


def _unknown_word_mask(
    lines_as_read: pa.Table, kinds: Mapping[str, Kind]
) -> pa.ChunkedArray | None:
    """For each line, whether it holds unknown words, few and fit to be shown; None if none does."""
    names = [name for name, kind in kinds.items() if kind == "word"]
    masks = [
        pc.starts_with(lines_as_read.column(f"v_{name}"), UNKNOWN_MARK).fill_null(False)
        for name in names
    ]
    if not any(pc.any(mask).as_py() for mask in masks):
        return None
    unknown_counts = reduce(pc.add, (mask.cast(pa.int8()) for mask in masks))
    are_showable = reduce(
        pc.and_, (_showable_mask(lines_as_read.column(f"v_{name}")) for name in names)
    )
    are_few = pc.and_(pc.greater(unknown_counts, 0), pc.less_equal(unknown_counts, _MOST_COLUMNS))
    return pc.and_(are_few, are_showable)


def _showable_mask(column: pa.ChunkedArray) -> pa.Array:
    """For each cell, whether it may be shown: it holds no unknown word that must be hidden."""
    encoded = pc.dictionary_encode(column.combine_chunks())
    texts = encoded.dictionary.to_pylist()
    are_showable = [
        not t.startswith(UNKNOWN_MARK) or redacted_text("word", t[1:]) == t[1:] != HIDDEN
        for t in texts
    ]
    return pa.array(are_showable, pa.bool_()).take(encoded.indices).fill_null(True)
