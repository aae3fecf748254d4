"""The overview's lines around its cards: the month, its dossiers, what is to do, sources."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from data.periods import Period
from data.planning.targets import plans_of
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.counting.stocks import STOCKS
from metrics.counting.tallies import Evidence
from ui import session
from ui.display import markup, source_names, words
from ui.display.colours import colours
from ui.display.markup import join, tag
from ui.overview.board import Board
from ui.overview.month_sentence import month_sentence
from ui.overview.today_items import TodayItem
from ui.overview.today_strip import TODAY_STYLE, today_strip

_STOCK_BY_NAME = {stock.name: stock for stock in STOCKS}


_STYLE = Markup("""
<style>
.month{display:flex;flex-direction:column;gap:.5rem;color:var(--ink)}
.month .sentence{font-size:1.15rem;line-height:1.4;margin:0}
.month .sentence a{color:inherit}
.month .sentence b{font-weight:600}
.month .place{margin:0;font-size:.8125rem;color:var(--quiet)}
.month .place b{font-weight:600;color:var(--ink)}
</style>
""")


def show_month(board: Board, today_items: Sequence[TodayItem]) -> None:
    """Draw the sentence on the period, its place and dossiers, and the strip of today's items."""
    addresses = {card.standing.metric.name: card.address for card in board.cards}
    sentence = month_sentence(
        board.shown.demanded, lambda standing: addresses.get(standing.metric.name, "")
    )
    shades = colours()
    palette = f"--edge:{shades.grid};--ink:{shades.text};--quiet:{shades.quiet}"
    month = tag(
        "div",
        tag("p", sentence, class_="sentence"),
        tag("p", *_place_and_workload(board), class_="place"),
        today_strip(today_items, session.today()),
        class_="month",
        style=f"{palette};--warn:{shades.missed}",
    )
    markup.show_html(_STYLE + TODAY_STYLE + month)


def _place_and_workload(board: Board) -> tuple[Markup, Markup]:
    """As HTML: (commune and period with its days, dossiers received, resolved and open)."""
    commune_words = words.full_commune_name(board.commune_code)
    place = f"{commune_words} · {_period_with_days(board.period)}: "
    return Markup.escape(place), workload(board.evidence, board.commune_code, board.period)


def _period_with_days(period: Period) -> str:
    """The period's name and days, "Tháng 3/2026 (01/03–31/03/2026)"; a free one's days."""
    period_words = words.period_name(period)
    if not period.name or ".." in period.name:
        return period_words
    return f"{period_words} ({words.span(period.first, period.last)})"


def show_plan_invitation(commune_code: str) -> None:
    """Draw a line with a link to where a plan is added; nothing if the commune has one."""
    if not plans_of(session.plans(), commune_code):
        st.markdown(
            f"{words.commune_name(commune_code)} chưa có kế hoạch ở đây nên chưa có chỉ tiêu để "
            "so: hãy thêm ở trang [Kế hoạch](ke-hoach)."
        )


def workload(evidence: Evidence, commune_code: str, period: Period) -> Markup:
    """HTML: how many dossiers were received, resolved and are open, each only where it is known."""
    received_count, non_territorial_count = _receipt_counts(evidence, commune_code, period)
    resolved_count = evidence.tally(METRICS_BY_NAME["on_time"], commune_code, period).denominator
    pending_count = evidence.stock_count(_STOCK_BY_NAME["pending"], commune_code, period)
    late_count = evidence.stock_count(_STOCK_BY_NAME["pending_late"], commune_code, period)
    parts = [
        join((f"{label} ", tag("b", words.number(count))))
        for label, count in (
            ("tiếp nhận", received_count),
            ("trong đó phi địa giới", non_territorial_count),
            ("đã giải quyết", resolved_count),
            ("đang giải quyết", pending_count),
            ("trong đó quá hạn", late_count),
        )
        if count is not None
    ]
    return join(("Hồ sơ ", join(parts, ", "), ".")) if parts else Markup("chưa có số hồ sơ.")


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
