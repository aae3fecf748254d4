"""The overview's cards: one metric each, with all that a reader needs to trust the figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from data.planning.targets import Target
from data.wording import capitalise_first_letter, change_text, in_points
from metrics.forecasting.stakes import bearable_cases, is_at_risk
from metrics.standings import Standing, is_comparable
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
.folded{color:var(--ink);margin-top:.9rem;border-top:1px solid var(--edge);padding-top:.45rem}
.folded>summary{cursor:pointer;font-weight:600;padding:.2rem 0}
.folded>.cards{margin-top:.5rem}
.folded>ul{margin:.4rem 0 0;padding-left:1.2rem;font-size:.875rem;line-height:1.5}
.folded li span{color:var(--quiet)}
</style>
""")


@dataclass(frozen=True)
class CardContent:
    """What one card is drawn from: the standing, the period's before, the months, its uploads.

    `origin_lines` are the figure's uploads in words.
    """

    standing: Standing
    previous_standing: Standing
    series: Sequence[Standing]
    origin_lines: Sequence[str]


def metric_cards(
    cards: Sequence[CardContent],
    colours: Colours,
    other_cards: Sequence[CardContent] = (),
    awaited: Sequence[Standing] = (),
) -> Markup:
    """The cards as HTML in the given order, then the awaited targets and other cards, folded."""
    colour_style = f"--edge:{colours.grid};--ink:{colours.text};--quiet:{colours.quiet}"
    pieces = (
        _card_grid(cards, colours),
        _folded_list(awaited),
        _folded_cards(other_cards, colours),
    )
    return _STYLE + tag("div", *pieces, style=f"{colour_style};--warn:{colours.missed}")


def _card_grid(cards: Sequence[CardContent], colours: Colours) -> Markup:
    """The cards as HTML in one grid, in the given order."""
    return tag("div", *(_card(card, colours) for card in cards), class_="cards")


def _folded_list(awaited: Sequence[Standing]) -> Markup:
    """The plan's targets of which nothing is known yet, as a folded list; empty without any."""
    if not awaited:
        return Markup()
    title = f"{len(awaited)} chỉ tiêu của kế hoạch còn chờ số liệu"
    lines = (
        tag("li", standing.metric.label, tag("span", _awaited_words(standing)))
        for standing in awaited
    )
    return tag("details", tag("summary", title), tag("ul", *lines), class_="folded")


def _awaited_words(standing: Standing) -> str:
    """The target and how its figures would come: ": 100%; nhập ở trang Nhập số liệu"."""
    target = standing.target or standing.expired_target
    demand = f": {words.target_words(target)}" if target else ""
    remedies = {
        "typed": "nhập ở trang Nhập số liệu",
        "none": "kế hoạch không nêu năm gốc nên chưa tính được",
    }
    remedy = remedies.get(standing.definition.source_kind, words.coverage(standing))
    return f"{demand}; {remedy}" if remedy else demand


def _folded_cards(cards: Sequence[CardContent], colours: Colours) -> Markup:
    """The cards of metrics without a target as one folded box; empty without any."""
    if not cards:
        return Markup()
    title = f"{len(cards)} chỉ số khác, kế hoạch không giao chỉ tiêu"
    return tag("details", tag("summary", title), _card_grid(cards, colours), class_="folded")


def _card(card: CardContent, colours: Colours) -> Markup:
    """One metric's card as HTML: rate, status, notes, months as a sparkline, how it is computed."""
    standing = card.standing
    status = tag("span", " ".join(words.status(standing)), class_="status")
    return tag(
        "section",
        tag("h3", standing.metric.label),
        tag("div", tag("b", words.rate(standing)), status, class_="rate"),
        *_card_lines(standing, card.previous_standing),
        sparkline(card.series, colours),
        tag(
            "details",
            tag("summary", "Cách tính"),
            tag("dl", *_explanation_terms(standing), *_origin_terms(card.origin_lines)),
        ),
        class_="card",
        style=f"--mark:{colours.status_colour(standing.status)}",
    )


def _card_lines(standing: Standing, previous_standing: Standing) -> Iterator[Markup]:
    """The paragraphs that a card has cause for: target, risk, counts, coverage, change."""
    if target_words := _target_and_shortfall(standing):
        yield _paragraph(target_words)
    if risk_words := _risk_words(standing):
        yield _paragraph(risk_words, "warn")
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
        if standing.metric.unit == "points":
            change_words = in_points(change_words)
        yield _paragraph(
            f"{change_words} so với {words.short_period(previous_standing.period)}", "quiet"
        )


def _target_and_shortfall(standing: Standing) -> str:
    """ "Chỉ tiêu: tối thiểu 80% · còn thiếu 37 hồ sơ"; "" where no plan sets or set a target."""
    parts = [f"Chỉ tiêu: {words.target_words(standing.target)}"] if standing.target else []
    if standing.expired_target:
        parts = [f"Chỉ tiêu cũ: {words.target_words(standing.expired_target)}"]
    return " · ".join(filter(None, (*parts, words.shortfall(standing))))


def _risk_words(standing: Standing) -> str:
    """How many more misses would break a target that is met to date; "" where not at risk."""
    misses = bearable_cases(standing)
    if misses is None or not is_at_risk(standing):
        return ""
    is_ceiling = standing.target is not None and standing.target.is_ceiling
    metric = standing.judged_tally.metric
    if is_ceiling:
        return f"Sát mức: thêm {words.number(misses + 1)} {metric.case_name} là vượt"
    return f"Sát mức: thêm {words.number(misses + 1)} {metric.case_name} không đạt là hụt chỉ tiêu"


def _common_rate_line(standing: Standing) -> Markup:
    """A paragraph with the rate and counts by the denominator that all communes share."""
    rate = tag("b", words.common_rate(standing))
    counts = f" ({words.counts(standing.tally)})"
    return tag("p", "Theo mẫu số chung: ", rate, counts, class_="quiet")


def _paragraph(text: str, css_class: str = "") -> Markup:
    return tag("p", text, class_=css_class)


def _explanation_terms(standing: Standing) -> Iterator[Markup]:
    """The card's terms as HTML: formula, source, and where the target stands, with its note."""
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
    """The figure's uploads as HTML terms, one for each line given; nothing without any."""
    if origin_lines:
        yield tag("dt", "Số này từ đâu?", class_="all")
    for line in origin_lines:
        yield tag("dd", line, class_="all")
