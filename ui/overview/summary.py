"""The overview's lines around its cards: the month in a sentence, work in hand, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from data.periods import Period
from data.wording import lower_first_letter, status_text
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.counting.stocks import STOCKS
from metrics.counting.tallies import Evidence
from metrics.counting.verdicts import Status
from metrics.standings import Standing
from ui.display import source_names, words

# In this order; the words follow a count: "**7** chỉ số đạt, **2** chưa đạt".
_COUNT_LABELS: dict[Status, str] = {
    "met": "chỉ số đạt",
    "missed": lower_first_letter(status_text("missed")),
    "no_data": lower_first_letter(status_text("no_data")),
    "no_cases": lower_first_letter(status_text("no_cases")),
    "no_target": lower_first_letter(status_text("no_target")),
    "expired": "có chỉ tiêu đã hết hiệu lực",
}
_STOCK = {stock.name: stock for stock in STOCKS}


def headline(standings: Sequence[Standing]) -> None:
    """How many targets are met, in a sentence."""
    counts = Counter(standing.status for standing in standings)
    parts = [
        f"**{counts[status]}** {label}" for status, label in _COUNT_LABELS.items() if counts[status]
    ]
    commune = words.full_commune_name(standings[0].commune_code)
    period = _period_with_days(standings[0].period)
    st.markdown(f"{commune} · {period}{_to_date(standings)}: {', '.join(parts)}.")


def _period_with_days(period: Period) -> str:
    """ "Tháng 3/2026 (01/03–31/03/2026)"; a free period is named by its days already."""
    name = words.period_name(period)
    if not period.name or ".." in period.name:
        return name
    return f"{name} ({words.span(period.first, period.last)})"


def _to_date(standings: Sequence[Standing]) -> str:
    """To which day the figures reach, where that is inside the period."""
    tallies = [standing.judged_tally for standing in standings]
    covered = [tally.coverage.covered_span for tally in tallies if tally.is_provisional]
    last_days = sorted({days[1] for days in covered if days})
    text = " và ".join(map(words.day, last_days))
    return f", tính đến ngày {text}" if text else ""


def workload(evidence: Evidence, commune: str, period: Period) -> None:
    """Dossiers received, resolved and standing open, in a line; what is not covered is left out."""
    received = evidence.tally(METRICS_BY_NAME["online_filing"], commune, period).denominator
    resolved = evidence.tally(METRICS_BY_NAME["on_time"], commune, period).denominator
    pending = evidence.stock_count(_STOCK["pending"], commune, period)
    late = evidence.stock_count(_STOCK["pending_late"], commune, period)
    parts = [
        f"{label} **{words.number(count)}**"
        for label, count in (
            ("tiếp nhận", received),
            ("đã giải quyết", resolved),
            ("đang giải quyết", pending),
            ("trong đó quá hạn", late),
        )
        if count is not None
    ]
    if parts:
        st.markdown(f"Hồ sơ {', '.join(parts)}.")


def sources(evidence: Evidence, commune: str, period: Period) -> None:
    """Which lists and forms the figures stand on, with their days."""
    overlapping = [
        source
        for source in evidence.holdings.sources_of(commune)
        if source.first <= period.last and source.last >= period.first
    ]
    days_by_title: dict[str, list[str]] = {}
    # Lists first: where both are there, the records count.
    for source in sorted(overlapping, key=lambda source: not source.is_list):
        title = "danh sách hồ sơ" if source.is_list else source_names.within(source.layout)
        days_by_title.setdefault(title, []).append(words.span(source.first, source.last))
    if days_by_title:
        texts = [f"{title} {', '.join(days)}" for title, days in days_by_title.items()]
        st.caption(
            f"Nguồn: {words.escape_markdown('; '.join(texts))}. Số liệu từ hồ sơ được ưu tiên "
            "hơn số liệu của biểu."
        )
