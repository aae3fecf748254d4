"""Counts that a form gives only in their parts: their own columns are not missed.

A form with "Trực tuyến toàn trình" and "Trực tuyến một phần" needs no column "Trực tuyến".
"""

from __future__ import annotations

from collections.abc import Iterable, Set

from data.form_counts import SUMS


def missing_columns(required_columns: Set[str], columns: Set[str]) -> frozenset[str]:
    """The required columns that `columns` lacks, save those of whose sum it has at least a part."""
    return frozenset(
        name for name in required_columns - columns if _parts_of(name).isdisjoint(columns)
    )


def counts_given_in_parts(count_columns: Iterable[str], columns: Set[str]) -> tuple[str, ...]:
    """The counts that `columns` lacks while it has all the parts that add up to them."""
    missing_counts = (name for name in dict.fromkeys(count_columns) if name not in columns)
    return tuple(name for name in missing_counts if name in SUMS and SUMS[name] <= columns)


def counts_as_given(count_columns: Iterable[str], columns: Set[str]) -> tuple[str, ...]:
    """The counts, those that `columns` lacks replaced by the parts that add up to them."""
    return tuple(
        part
        for name in count_columns
        for part in ((name,) if name in columns else sorted(_parts_of(name)))
    )


def _parts_of(count: str) -> frozenset[str]:
    """The counts that add up to a count; the count alone where it is no sum."""
    return SUMS.get(count, frozenset({count}))
