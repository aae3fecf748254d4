"""The overview's cards: one metric each, with all that a reader needs to trust the figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from data.planning.targets import Target, plans_of
from data.wording import capitalise_first_letter, change_text
from metrics.standings import Standing, is_comparable
from ui import session
from ui.display import words
from ui.display.colours import Colours
from ui.display.markup import join, tag
from ui.display.sparkline import sparkline

_STYLE = Markup("""
<style>
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr));gap:.9rem}
.card{border:1px solid var(--edge);border-left:4px solid var(--mark);border-radius:6px;
padding:.8rem .95rem .55rem;display:flex;flex-direction:column;gap:.28rem;color:var(--ink)}
.card h3{font-size:.98rem;margin:0;padding:0;font-weight:600;line-height:1.3}
.card .rate{display:flex;justify-content:space-between;align-items:baseline;gap:.5rem;
flex-wrap:wrap}
.card .rate b{font-size:1.75rem;font-weight:600;line-height:1.2;font-variant-numeric:tabular-nums}
.card .status{color:var(--mark);font-weight:600;white-space:nowrap}
.card p{margin:0;font-size:.875rem;line-height:1.4}
.card .quiet,.card summary,.card dl{color:var(--quiet);font-size:.8125rem}
.card .warn{color:var(--warn);font-size:.8125rem}
.card details{margin-top:auto;border-top:1px solid var(--edge);padding-top:.3rem}
.card summary{cursor:pointer;padding:.15rem 0}
.card dl{margin:.25rem 0 .3rem;display:grid;grid-template-columns:auto 1fr;gap:.15rem .6rem}
.card dt{font-weight:600}.card dd{margin:0}
.card dl .all{grid-column:1/-1;overflow-wrap:anywhere}
</style>
""")


def metric_cards(
    standings: Sequence[Standing],
    previous_standings: Sequence[Standing],
    series_by_metric: Sequence[Sequence[Standing]],
    origin_lines_by_metric: Sequence[Sequence[str]],
    colours: Colours,
) -> Markup:
    """The cards as HTML, one a standing; the four sequences are in the same order of metrics.

    `previous_standings` are of the period before, `series_by_metric` each metric's months,
    `origin_lines_by_metric` each figure's uploads in words.
    """
    sections = (
        _card(standing, previous_standing, series, lines, colours)
        for standing, previous_standing, series, lines in zip(
            standings, previous_standings, series_by_metric, origin_lines_by_metric, strict=True
        )
    )
    colour_style = f"--edge:{colours.grid};--ink:{colours.text};--quiet:{colours.quiet}"
    style = f"{colour_style};--warn:{colours.missed}"
    return _STYLE + tag("div", *sections, class_="cards", style=style)


def _card(
    standing: Standing,
    previous_standing: Standing,
    series: Sequence[Standing],
    origin_lines: Sequence[str],
    colours: Colours,
) -> Markup:
    """One metric's card: rate and status, notes, months as a picture, how it is computed."""
    status = tag("span", " ".join(words.status(standing)), class_="status")
    return tag(
        "section",
        tag("h3", standing.metric.label),
        tag("div", tag("b", words.rate(standing)), status, class_="rate"),
        *_card_lines(standing, previous_standing),
        sparkline(series, colours),
        tag(
            "details",
            tag("summary", "Cách tính"),
            tag("dl", *_explanation_terms(standing), *_origin_terms(origin_lines)),
        ),
        class_="card",
        style=f"--mark:{colours.status_colour(standing.status)}",
    )


def _card_lines(standing: Standing, previous_standing: Standing) -> Iterator[Markup]:
    """Target and shortfall, counts and how far they carry, change on the period before."""
    yield _paragraph(_target_and_shortfall(standing) or _no_target_words(standing.commune_code))
    if counts_words := words.counts(standing.judged_tally):
        yield _paragraph(counts_words, "quiet")
    if standing.plan_tally and standing.tally.rate is not None:
        yield _common_rate_line(standing)
    if coverage_words := words.coverage(standing):
        yield _paragraph(capitalise_first_letter(coverage_words), "warn")
    if standing.denominator_differs and standing.target and standing.target.denominator_variant:
        variant_words = words.variant(standing.target.denominator_variant)
        difference_note = words.plan_difference_note(standing).capitalize()
        yield _paragraph(f"{difference_note} (kế hoạch tính trên {variant_words})", "warn")
    if is_comparable(standing, previous_standing):
        change_words = change_text(
            (standing.judged_tally.rate or 0) - (previous_standing.judged_tally.rate or 0)
        )
        yield _paragraph(
            f"{change_words} so với {words.short_period(previous_standing.period)}", "quiet"
        )


def _target_and_shortfall(standing: Standing) -> str:
    """ "Chỉ tiêu: tối thiểu 80% · còn thiếu 37 hồ sơ"; "" where no plan sets or set a target."""
    parts = [f"Chỉ tiêu: {words.target_words(standing.target)}"] if standing.target else []
    if standing.expired_target:
        parts = [f"Chỉ tiêu cũ: {words.target_words(standing.expired_target)}"]
    return " · ".join(filter(None, (*parts, words.shortfall(standing))))


def _no_target_words(commune_code: str) -> str:
    """That the commune's plan sets no target here, or that there is no plan of it."""
    if plans_of(session.plans(), commune_code):
        return "Kế hoạch không giao chỉ tiêu này"
    return "Chưa có kế hoạch của xã, phường này"


def _common_rate_line(standing: Standing) -> Markup:
    """The rate by the denominator that all communes share, in a line."""
    rate = tag("b", words.common_rate(standing))
    counts = f" ({words.counts(standing.tally)})"
    return tag("p", "Theo mẫu số chung: ", rate, counts, class_="quiet")


def _paragraph(text: str, css_class: str = "") -> Markup:
    return tag("p", text, class_=css_class)


def _explanation_terms(standing: Standing) -> Iterator[Markup]:
    """Formula, source, the target's place and its note, as a list of terms."""
    metric, target = standing.judged_tally.metric, standing.target or standing.expired_target
    terms = {"Công thức": metric.formula, "Theo": metric.source}
    if target:
        terms["Chỉ tiêu ở"] = _target_place(target)
    if target and target.note:
        terms["Lưu ý"] = target.note
    for term, text in terms.items():
        yield join((tag("dt", term), tag("dd", text)))


def _target_place(target: Target) -> str:
    """Where in its plan the target stands, and whether it repeats the province's."""
    restated_note = "; chỉ tiêu của tỉnh, xã, phường nhắc lại" if target.province_wide else ""
    return f"{target.place} ({target.id}){restated_note}"


def _origin_terms(origin_lines: Sequence[str]) -> Iterator[Markup]:
    """Which uploads made the figure, as a list of terms; nothing without any."""
    if origin_lines:
        yield tag("dt", "Số này từ đâu?", class_="all")
    for line in origin_lines:
        yield tag("dd", line, class_="all")
