"""The overview's lines around its cards: the month in a sentence, work in hand, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from data.periods import Period
from data.wording import status_text, within
from metrics.catalogue.metrics import BY_NAME
from metrics.counting.measures import STOCKS
from metrics.counting.tallies import Evidence
from metrics.standings import Standing, Status
from ui.display import source_names as where
from ui.display import words

# In this order; the words follow a count: "**7** chỉ số đạt, **2** chưa đạt".
_COUNTED: dict[Status, str] = {
    "met": "chỉ số đạt",
    "missed": within(status_text("missed")),
    "no_data": within(status_text("no_data")),
    "no_cases": within(status_text("no_cases")),
    "no_target": within(status_text("no_target")),
    "expired": "có chỉ tiêu đã hết hiệu lực",
}
_STOCK = {stock.name: stock for stock in STOCKS}


def headline(found: Sequence[Standing]) -> None:
    """How many targets are met, in a sentence."""
    counts = Counter(one.status for one in found)
    period, commune = found[0].period, words.full_commune(found[0].commune_code)
    parts = [
        f"**{counts[status]}** {label}" for status, label in _COUNTED.items() if counts[status]
    ]
    named = words.period(period)
    if period.name and ".." not in period.name:
        named = f"{named} ({words.span(period.first, period.last)})"
    st.markdown(f"{commune} · {named}{_to_date(found)}: {', '.join(parts)}.")


def _to_date(found: Sequence[Standing]) -> str:
    """To which day the figures reach, where that is inside the period."""
    ends = {
        c[1]
        for one in found
        if one.judged_tally.provisional and (c := one.judged_tally.coverage.covered)
    }
    days = " và ".join(words.day(end) for end in sorted(ends))
    return f", tính đến ngày {days}" if days else ""


def workload(evidence: Evidence, commune: str, period: Period) -> None:
    """Dossiers received, resolved and standing open, in a line; what is not covered is left out."""
    received = evidence.tally(BY_NAME["online_filing"], commune, period).denominator
    resolved = evidence.tally(BY_NAME["on_time"], commune, period).denominator
    pending = evidence.stock(_STOCK["pending"], commune, period)
    late = evidence.stock(_STOCK["pending_late"], commune, period)
    parts = [
        f"{words_before} **{words.number(count)}**"
        for words_before, count in (
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
    """Which uploads the figures stand on."""
    used = [
        s
        for s in evidence.holdings.sources_of(commune)
        if s.first <= period.last and s.last >= period.first
    ]
    lists = [words.span(s.first, s.last) for s in used if s.is_list]
    forms = [s for s in used if not s.is_list]
    lines = []
    if lists:
        lines.append(f"danh sách hồ sơ {', '.join(lists)}")
    for name in dict.fromkeys(form.format for form in forms):
        days = (words.span(form.first, form.last) for form in forms if form.format == name)
        lines.append(f"{where.within(name)} {', '.join(days)}")
    if lines:
        st.caption(
            f"Nguồn: {'; '.join(lines)}. Số liệu theo hồ sơ được dùng trước số liệu của biểu."
        )
