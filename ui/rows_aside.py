"""Rows that a file set aside, said wherever its figures stand: they are in none of the counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from data.periods import Period
from metrics.counting.tallies import Evidence
from ui import session
from ui.display import mapped_words, words

_MOST_FILES = 3


def show_rows_aside(evidence: Evidence, communes: Sequence[str], period: Period) -> None:
    """Say how many rows of the period's files count nowhere yet; nothing where all count."""
    counts = _rows_aside(_uploads_in_use(evidence, communes, period))
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


def _uploads_in_use(evidence: Evidence, communes: Sequence[str], period: Period) -> set[int]:
    """The uploads of these communes that tell of a day of the period."""
    return {
        source.upload_id
        for commune in communes
        for source in evidence.holdings.sources_of(commune)
        if source.first <= period.last and source.last >= period.first
    }


def _rows_aside(upload_ids: Iterable[int]) -> list[tuple[str, int]]:
    """The name of each file that set rows aside, and how many of them still count nowhere."""
    uploads = session.uploads()
    suspects = [uploads[number] for number in sorted(upload_ids) if uploads[number].rows_set_aside]
    counts = [
        (file.file_name, mapped_words.upload_review(file).rows_set_aside) for file in suspects
    ]
    return [(name, count) for name, count in counts if count]
