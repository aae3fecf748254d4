"""The rows of a list whose only fault is a word that nobody gave a meaning yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.columns import Kind
from data.record.mapped_words import UNKNOWN_MARK, Meanings, rows_with_meanings
from loaders.validation.dossier_rules import UNKNOWN_WORDS, DossierRule
from loaders.validation.redaction import HIDDEN, redacted

_MOST_COLUMNS = 2  # more strange words in one row: its cells are another column's


def typed_rows(staged: pa.Table, kinds: Mapping[str, Kind]) -> pa.Table:
    """The values of staged rows under the names of their columns."""
    rows = staged.select(["commune_code", *(f"v_{name}" for name in kinds), "row"])
    return rows.rename_columns(["commune_code", *kinds, "row"])


def rows_to_keep(rows: pa.Table, waiting: pa.Table | None) -> pa.Table:
    """The rows that count, and those that wait for a word, each as it was read."""
    if waiting is None:
        return rows
    others = pc.invert(pc.is_in(rows.column("row"), waiting.column("row")))
    return pa.concat_tables([rows.filter(others), waiting.cast(rows.schema)]).sort_by("row")


def with_mapped_words(staged: pa.Table, kinds: Mapping[str, Kind], meanings: Meanings) -> pa.Table:
    """The staged lines with the meanings that people gave to words, save to what must be hidden:
    it is kept nowhere, and could not be taken back.
    """
    for column in {column for column, _ in meanings} & kinds.keys():
        place = staged.column_names.index(f"v_{column}")
        texts = staged.column(place)
        values = rows_with_meanings(pa.table({column: texts}), meanings).column(column)
        values = pc.if_else(_is_shown(texts), values, texts)
        staged = staged.set_column(place, f"v_{column}", values)
    return staged


def waiting_rows(
    engine: duckdb.DuckDBPyConnection,
    as_read: pa.Table,
    sound: pa.Table,
    faulty: pa.Table,
    rules: Sequence[DossierRule],
    kinds: Mapping[str, Kind],
) -> pa.Table | None:
    """The lines, as they were read, that count by a mapped word or would count by one.

    Those of `sound` that hold an unknown word, and those of `faulty` without any other fault. A
    word that may be a person's is kept nowhere: its row waits for nothing.
    """
    unknown = _unknown_words(as_read, kinds)
    if unknown is None:
        return None
    candidates = as_read.filter(unknown)
    others = [r.condition for r in rules if r.sets_aside and r.kind not in UNKNOWN_WORDS]
    engine.register("suspects", faulty)
    any_other = " or ".join(f"coalesce({condition}, false)" for condition in others)
    blameless = engine.sql(f"select row from suspects where not ({any_other})").to_arrow_table()
    chunks = [*sound.column("row").chunks, *blameless.column("row").cast(pa.int32()).chunks]
    rows = pa.chunked_array(chunks, pa.int32())  # there may be none
    waiting = candidates.filter(pc.is_in(candidates.column("row"), rows))
    return _with_texts_of_sound_rows(waiting, sound, kinds) if waiting.num_rows else None


def _with_texts_of_sound_rows(
    waiting: pa.Table, sound: pa.Table, kinds: Mapping[str, Kind]
) -> pa.Table:
    """The waiting lines without texts that no sound row has: with a strange word in it a line may
    have shifted cells, and a text that stands nowhere else may be a person's name.
    """
    for name in (f"v_{name}" for name, kind in kinds.items() if kind == "text"):
        texts = waiting.column(name)
        is_usual = pc.is_in(texts, sound.column(name))
        place = waiting.column_names.index(name)
        waiting = waiting.set_column(place, name, pc.if_else(is_usual, texts, None))
    return waiting


def _unknown_words(as_read: pa.Table, kinds: Mapping[str, Kind]) -> pa.ChunkedArray | None:
    """Of each line whether it holds unknown words, few and fit to be shown; None if none does."""
    names = [name for name, kind in kinds.items() if kind == "word"]
    masks = [
        pc.starts_with(as_read.column(f"v_{name}"), UNKNOWN_MARK).fill_null(False) for name in names
    ]
    if not any(pc.any(mask).as_py() for mask in masks):
        return None
    counts = reduce(pc.add, (mask.cast(pa.int8()) for mask in masks))
    shown = reduce(pc.and_, (_is_shown(as_read.column(f"v_{name}")) for name in names))
    few = pc.and_(pc.greater(counts, 0), pc.less_equal(counts, _MOST_COLUMNS))
    return pc.and_(few, shown)


def _is_shown(column: pa.ChunkedArray) -> pa.Array:
    """Of each cell whether it holds no unknown word that must be hidden."""
    encoded = pc.dictionary_encode(column.combine_chunks())
    texts = encoded.dictionary.to_pylist()
    fit = [
        not t.startswith(UNKNOWN_MARK) or redacted("word", t[1:]) == t[1:] != HIDDEN for t in texts
    ]
    return pa.array(fit, pa.bool_()).take(encoded.indices).fill_null(True)
