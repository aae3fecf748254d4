"""The overview's cards: one metric each, with all that a reader needs to trust the figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from metrics.analysis.decomposition import Contribution
from metrics.standings import Standing
from ui.display import coverage_words, words
from ui.display.colours import Colours
from ui.display.markup import tag
from ui.display.sparkline import sparkline
from ui.overview.card_grid import grid_style
from ui.overview.card_lines import card_lines, change_mark
from ui.overview.explanation import explanation

_STYLE = Markup("""
<style>
.cards{display:grid;gap:.6rem;grid-template-columns:minmax(0,1fr)}
.card{border:1px solid var(--edge);border-left:4px solid var(--mark);border-radius:6px;
padding:.5rem .7rem .3rem;display:flex;flex-direction:column;gap:.12rem;color:var(--ink);
position:relative;break-inside:avoid;min-width:0}
.card h3{font-size:.9rem;margin:0;padding:0;font-weight:600;line-height:1.3}
.card h3 a{color:inherit;text-decoration:none}
.card h3 a:hover,.card h3 a:focus-visible{text-decoration:underline}
.card h3 a::before{content:"";position:absolute;inset:0;border-radius:6px}
.card h3 a::after{content:"\\00a0›";content:"\\00a0›" / "";color:var(--quiet)}
.card .rate{display:flex;align-items:center;gap:.5rem}
.card .rate b{font-size:1.5rem;font-weight:600;line-height:1.25;font-variant-numeric:tabular-nums}
.card .rate small{color:var(--quiet);font-size:.75rem;white-space:nowrap}
.card .line{flex:1;min-width:2.5rem;max-width:8rem;margin-left:auto;display:flex}
.card .status{color:var(--mark);font-weight:600}
.card p{margin:0;font-size:.8125rem;line-height:1.35}
.card .quiet,.card summary,.card dl,.card dl p{color:var(--quiet);font-size:.78rem}
.card .warn{color:var(--warn);font-size:.78rem}
.card details{margin-top:auto;position:relative}
.card summary{cursor:pointer;padding:.1rem 0;width:fit-content}
.card dl{margin:.2rem 0 .3rem;display:grid;grid-template-columns:auto 1fr;gap:.15rem .6rem}
.card dt{font-weight:600}.card dd{margin:0}
.card dl .all{grid-column:1/-1;overflow-wrap:anywhere}
.folded{color:var(--ink);margin-top:.6rem;border-top:1px solid var(--edge);padding-top:.35rem}
.folded>summary{cursor:pointer;font-weight:600;padding:.2rem 0;font-size:.9rem}
.folded>.cards{margin-top:.5rem}
.folded>ul{margin:.4rem 0 0;padding-left:1.2rem;font-size:.875rem;line-height:1.5}
.folded li span{color:var(--quiet)}
@media (max-width:619px){
.cards{gap:.4rem}
.card{display:grid;grid-template-columns:minmax(0,1fr) auto;column-gap:.6rem;align-items:baseline}
.card h3,.card .status{grid-column:1}
.card .rate{grid-column:2;grid-row:1;flex-direction:row-reverse}
.card .rate b{font-size:1.2rem}
.card .line{display:none}
.card>p:not(.status),.card details[open]{grid-column:1/-1}
.card details:not([open]){grid-column:2;grid-row:2;justify-self:end}
}
</style>
""")


@dataclass(frozen=True)
class CardContent:
    """What one card is drawn from: the standing, the period's before, the months, its uploads.

    `origin_lines` are the figure's uploads in words, `cause` the field that makes most of a miss,
    `address` where the metric's causes are shown, "" for nowhere.
    """

    standing: Standing
    previous_standing: Standing
    series: Sequence[Standing]
    origin_lines: Sequence[str]
    cause: Contribution | None = None
    address: str = ""


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
    """The cards as HTML in one grid whose rows are full, in the given order; empty without any."""
    if not cards:
        return Markup()
    grid = tag("div", *(_card(card, colours) for card in cards), class_=f"cards of{len(cards)}")
    return grid_style(len(cards)) + grid


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
    remedy = remedies.get(standing.definition.source_kind, coverage_words.coverage(standing))
    return f"{demand}; {remedy}" if remedy else demand


def _folded_cards(cards: Sequence[CardContent], colours: Colours) -> Markup:
    """The cards of metrics without a target as one folded box; empty without any."""
    if not cards:
        return Markup()
    title = f"{len(cards)} chỉ số khác, kế hoạch không giao chỉ tiêu"
    return tag("details", tag("summary", title), _card_grid(cards, colours), class_="folded")


def _card(card: CardContent, colours: Colours) -> Markup:
    """One metric's card as HTML: rate, change, months, status, target, cause, calculation."""
    standing = card.standing
    label = standing.metric.label
    line = sparkline(card.series, colours)
    return tag(
        "section",
        tag("h3", tag("a", label, href=card.address) if card.address else label),
        tag(
            "div",
            tag("b", words.rate(standing)),
            change_mark(standing, card.previous_standing),
            tag("span", line, class_="line") if line else "",
            class_="rate",
        ),
        *card_lines(standing, card.cause),
        explanation(standing, card.previous_standing, card.origin_lines),
        class_="card",
        style=f"--mark:{colours.status_colour(standing.status)}",
    )
