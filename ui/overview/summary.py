"""The overview's lines around its cards: the month in a sentence, work in hand, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from data.periods import Period
from data.planning.targets import plans_of
from data.wording import lower_first_letter, status_text
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.counting.stocks import STOCKS
from metrics.counting.tallies import Evidence
from metrics.counting.verdicts import Status
from metrics.standings import Standing
from ui import session
from ui.display import source_names, words

# In this order; the words follow a count: "**7** chỉ tiêu đạt, **2** chưa đạt".
_COUNT_LABELS: dict[Status, str] = {
    "met": "chỉ tiêu đạt",
    "missed": lower_first_letter(status_text("missed")),
    "no_data": lower_first_letter(status_text("no_data")),
    "no_cases": lower_first_letter(status_text("no_cases")),
    "no_target": lower_first_letter(status_text("no_target")),
    "expired": "có chỉ tiêu đã hết hiệu lực",
    "upcoming": lower_first_letter(status_text("upcoming")),
}
_STOCK_BY_NAME = {stock.name: stock for stock in STOCKS}


def show_headline(standings: Sequence[Standing]) -> None:
    """Draw a sentence with the number of targets by status, or of known metrics without targets."""
    counts = Counter(standing.status for standing in standings)
    parts = [
        f"**{counts[status]}** {label}" for status, label in _COUNT_LABELS.items() if counts[status]
    ]
    if not any(standing.target or standing.expired_target for standing in standings):
        known_count = sum(standing.judged_tally.has_figures for standing in standings)
        parts = [f"**{known_count}** chỉ số có số liệu"]
    commune_words = words.full_commune_name(standings[0].commune_code)
    period_words = _period_with_days(standings[0].period)
    st.markdown(
        f"{commune_words} · {period_words}{_to_date_clause(standings)}: {', '.join(parts)}."
    )


def _period_with_days(period: Period) -> str:
    """ "Tháng 3/2026 (01/03–31/03/2026)"; a free period is named by its days alone."""
    period_words = words.period_name(period)
    if not period.name or ".." in period.name:
        return period_words
    return f"{period_words} ({words.span(period.first, period.last)})"


def _to_date_clause(standings: Sequence[Standing]) -> str:
    """To which day the figures reach: ", tính đến ngày …"; "" where to the period's end."""
    tallies = [standing.judged_tally for standing in standings]
    covered_spans = [tally.coverage.covered_span for tally in tallies if tally.is_provisional]
    last_days = sorted({days[1] for days in covered_spans if days})
    day_words = " và ".join(map(words.day, last_days))
    return f", tính đến ngày {day_words}" if day_words else ""


def show_plan_invitation(commune_code: str) -> None:
    """Draw a link to where a plan is added, if the commune has none; else nothing."""
    if not plans_of(session.plans(), commune_code):
        st.markdown(
            f"{words.commune_name(commune_code)} chưa có kế hoạch ở đây nên chưa có chỉ tiêu để "
            "so: hãy thêm ở trang [Kế hoạch](ke-hoach)."
        )


def show_workload(evidence: Evidence, commune_code: str, period: Period) -> None:
    """Draw how many dossiers were received, resolved and are open, without unknown counts."""
    received_count, non_territorial_count = _receipt_counts(evidence, commune_code, period)
    resolved_count = evidence.tally(METRICS_BY_NAME["on_time"], commune_code, period).denominator
    pending_count = evidence.stock_count(_STOCK_BY_NAME["pending"], commune_code, period)
    late_count = evidence.stock_count(_STOCK_BY_NAME["pending_late"], commune_code, period)
    parts = [
        f"{label} **{words.number(count)}**"
        for label, count in (
            ("tiếp nhận", received_count),
            ("trong đó phi địa giới", non_territorial_count),
            ("đã giải quyết", resolved_count),
            ("đang giải quyết", pending_count),
            ("trong đó quá hạn", late_count),
        )
        if count is not None
    ]
    if parts:
        st.markdown(f"Hồ sơ {', '.join(parts)}.")


def _receipt_counts(
    evidence: Evidence, commune_code: str, period: Period
) -> tuple[int | None, int | None]:
    """(dossiers received, those of them for other communes); None for what is unknown.

    Of columns that reach less far than the rest of the lists nothing is said: "trong đó" would be
    of other days.
    """
    of_all, of_others = (
        evidence.tally(METRICS_BY_NAME[name], commune_code, period)
        for name in ("online_filing", "non_territorial_dossiers")
    )
    covers_same_days = of_others.coverage.covered_span == of_all.coverage.covered_span
    return of_all.denominator, of_others.numerator if covers_same_days else None


def show_sources(evidence: Evidence, commune_code: str, period: Period) -> None:
    """Draw a caption of the lists and forms behind the period's figures; nothing without any."""
    overlapping_sources = [
        source
        for source in evidence.holdings.sources_of(commune_code)
        if source.first <= period.last and source.last >= period.first
    ]
    days_by_title: dict[str, list[str]] = {}
    # Lists first: where both are there, the records count.
    for source in sorted(overlapping_sources, key=lambda source: not source.is_list):
        title = (
            "danh sách hồ sơ"
            if source.is_list
            else source_names.form_within_sentence(source.layout)
        )
        days_by_title.setdefault(title, []).append(words.span(source.first, source.last))
    if days_by_title:
        texts = [f"{title} {', '.join(days)}" for title, days in days_by_title.items()]
        st.caption(
            f"Nguồn: {words.escape_markdown('; '.join(texts))}. Số liệu từ hồ sơ được ưu tiên "
            "hơn số liệu của biểu."
        )
