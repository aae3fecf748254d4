"""Rows that a file set aside, said wherever its figures stand: they are in none of the counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from data.periods import Period
from metrics.counting.tallies import Evidence
from ui import session
from ui.display import mapped_words, words

_MOST_FILES = 3


def show_rows_aside(evidence: Evidence, commune_codes: Sequence[str], period: Period) -> None:
    """Draw how many rows of the period's files are set aside, by file; nothing without any."""
    counts = _rows_aside(_uploads_in_use(evidence, commune_codes, period))
    files = [
        f"{words.number(count)} dòng của “{words.escape_markdown(name)}”"
        for name, count in counts[:_MOST_FILES]
    ]
    if other_counts := [count for _, count in counts[_MOST_FILES:]]:
        total = words.number(sum(other_counts))
        files.append(f"{total} dòng của {len(other_counts)} tệp khác")
    if files:
        st.markdown(
            f"Để lại xem xét, chưa tính vào số nào: {', '.join(files)}. "
            "Xem lý do ở trang [Nạp số liệu](nap-so-lieu)."
        )


def _uploads_in_use(evidence: Evidence, commune_codes: Sequence[str], period: Period) -> set[int]:
    """The ids of the communes' uploads that cover a day of the period."""
    return {
        source.upload_id
        for code in commune_codes
        for source in evidence.holdings.sources_of(code)
        if source.first <= period.last and source.last >= period.first
    }


def _rows_aside(upload_ids: Iterable[int]) -> list[tuple[str, int]]:
    """(file name, number of rows still set aside) for each of these uploads that has some."""
    uploads = session.uploads()
    suspects = [uploads[number] for number in sorted(upload_ids) if uploads[number].rows_set_aside]
    counts = [
        (file.file_name, mapped_words.upload_review(file).rows_set_aside) for file in suspects
    ]
    return [(name, count) for name, count in counts if count]
