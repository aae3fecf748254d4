"""Counts that a form gives only in their parts: their own columns are not missed.

A form with "Trực tuyến toàn trình" and "Trực tuyến một phần" needs no column "Trực tuyến".
"""

from __future__ import annotations

from collections.abc import Iterable, Set

from data.form_counts import SUMS


def missing_columns(required_columns: Set[str], columns: Set[str]) -> frozenset[str]:
    """The required columns that are not among these, nor is any part of theirs."""
    return frozenset(
        name for name in required_columns - columns if _parts_of(name).isdisjoint(columns)
    )


def counts_given_in_parts(counts: Iterable[str], columns: Set[str]) -> tuple[str, ...]:
    """Those of the counts that are not among these columns, while all parts of theirs are."""
    missing_counts = (name for name in dict.fromkeys(counts) if name not in columns)
    return tuple(name for name in missing_counts if name in SUMS and SUMS[name] <= columns)


def counts_as_given(counts: Iterable[str], columns: Set[str]) -> tuple[str, ...]:
    """The counts, in place of each that is not among these columns its parts."""
    return tuple(
        part
        for name in counts
        for part in ((name,) if name in columns else sorted(_parts_of(name)))
    )


def _parts_of(count: str) -> frozenset[str]:
    """The counts whose sum it is; itself where it is no sum."""
    return SUMS.get(count, frozenset({count}))
