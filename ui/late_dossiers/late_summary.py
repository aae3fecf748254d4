"""How many dossiers are late, and how many were explained and apologised for, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from data.record.late_marks import Mark
from metrics.analysis.late_dossiers import LateDossier, count_apologies
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.standings import Standing
from ui.display import coverage_words, words

_EXPLAINED = METRICS_BY_NAME["late_explained_and_apologised"]
# The metrics of a plan that asks what was done about late dossiers.
APOLOGY_METRICS = (METRICS_BY_NAME["late_apologised"], _EXPLAINED)


def show_headline(dossiers: Sequence[LateDossier], days_ahead: int) -> None:
    """Draw how many dossiers are late, due within `days_ahead` working days, or returned late."""
    counts = Counter(dossier.kind for dossier in dossiers)
    st.markdown(
        f"**{words.number(counts['open_late'])}** hồ sơ đang giải quyết đã quá hạn, "
        f"**{words.number(counts['due_soon'])}** đến hạn trong {days_ahead} ngày làm việc tới, "
        f"**{words.number(counts['resolved_late'])}** đã trả trễ hạn trong kỳ."
    )


def show_apologies(
    standings: Sequence[Standing], dossiers: Sequence[LateDossier], marks: Mapping[str, Mark]
) -> None:
    """Draw the apology metrics with a target or counts as a list: share, breakdown, status."""
    relevant_standings = [
        standing
        for standing in standings
        if standing.target or standing.judged_tally.numerator is not None
    ]
    if not relevant_standings:
        return
    lines = [
        f"- {words.escape_markdown(standing.metric.label)}: {_share_words(standing)}"
        f"{_breakdown_words(standing, dossiers, marks)}{_target_words(standing)}"
        for standing in relevant_standings
    ]
    st.markdown("\n".join(lines))
    st.caption(
        "Các trang khác dùng cùng số này. Hồ sơ đang giải quyết đã quá hạn cũng phải được giải "
        "trình, xin lỗi; hồ sơ không được đánh dấu coi là chưa giải trình."
    )


def _share_words(standing: Standing) -> str:
    """The share, "**66,67%** (2/3 hồ sơ quá hạn, …)"; where counts are unknown, what to do."""
    counts_words = words.counts(standing.judged_tally)
    if not counts_words:
        return (
            "**thiếu số liệu**; hãy đánh dấu ở bảng dưới hoặc ghi số ở trang "
            "[Nhập số liệu](nhap-so-lieu)"
        )
    coverage_note = f", {coverage}" if (coverage := coverage_words.coverage(standing)) else ""
    return f"**{words.rate(standing)}** ({counts_words}{coverage_note})"


def _breakdown_words(
    standing: Standing, dossiers: Sequence[LateDossier], marks: Mapping[str, Mark]
) -> str:
    """How many apologies are by the list, how many by marks; "" where these do not add up."""
    numerator = standing.judged_tally.numerator
    if numerator is not None and standing.judged_tally.metric.source_kind == "typed":
        return (
            ". Số nhập tay có văn bản làm căn cứ nên được dùng thay đánh dấu; xem ở trang "
            "[Nhập số liệu](nhap-so-lieu)"
        )
    is_explained = standing.metric is _EXPLAINED
    list_count, mark_count = count_apologies(dossiers, marks, explained_only=is_explained)
    if not numerator or numerator != list_count + mark_count:
        return ""
    sources_words = (
        f"{words.number(list_count)} theo danh sách, {words.number(mark_count)} theo đánh dấu"
    )
    return (
        f": giải trình theo đánh dấu, xin lỗi {sources_words}"
        if is_explained
        else f": {sources_words}"
    )


def _target_words(standing: Standing) -> str:
    """The target and whether it is met: ". Kế hoạch 100%: ✘ Chưa đạt, còn thiếu 1 hồ sơ."."""
    if standing.target is None:
        return "."
    symbol, status = words.status(standing)
    shortfall = words.shortfall(standing)
    shortfall_words = f", {shortfall}" if shortfall else ""
    return f". Kế hoạch {words.target_words(standing.target)}: {symbol} {status}{shortfall_words}."
