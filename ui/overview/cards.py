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


def cards(
    standings: Sequence[Standing],
    previous: Sequence[Standing],
    months: Sequence[Sequence[Standing]],
    origins: Sequence[Sequence[str]],
    colours: Colours,
) -> Markup:
    """All cards; `previous` are the standings of the period before, `months` each metric's months.

    `origins` are each figure's uploads in words. All four are in the same order of metrics.
    """
    sections = (
        _card(standing, before, series, lines, colours)
        for standing, before, series, lines in zip(
            standings, previous, months, origins, strict=True
        )
    )
    ink = f"--edge:{colours.grid};--ink:{colours.text};--quiet:{colours.quiet}"
    style = f"{ink};--warn:{colours.missed}"
    return _STYLE + tag("div", *sections, class_="cards", style=style)


def _card(
    standing: Standing,
    previous: Standing,
    series: Sequence[Standing],
    origins: Sequence[str],
    colours: Colours,
) -> Markup:
    status = tag("span", " ".join(words.status(standing)), class_="status")
    return tag(
        "section",
        tag("h3", standing.metric.label),
        tag("div", tag("b", words.rate(standing)), status, class_="rate"),
        *_lines(standing, previous),
        sparkline(series, colours),
        tag(
            "details",
            tag("summary", "Cách tính"),
            tag("dl", *_explanation(standing), *_origin_lines(origins)),
        ),
        class_="card",
        style=f"--mark:{colours.status_colour(standing.status)}",
    )


def _lines(standing: Standing, previous: Standing) -> Iterator[Markup]:
    """Target and shortfall, counts and how far they carry, change on the period before."""
    yield _line(_target_and_shortfall(standing) or _no_target(standing.commune_code))
    if counts := words.counts(standing.judged_tally):
        yield _line(counts, "quiet")
    if standing.plan_tally and standing.tally.rate is not None:
        yield _common_rate(standing)
    if limits := words.coverage(standing):
        yield _line(capitalise_first_letter(limits), "warn")
    if standing.denominator_differs and standing.target and standing.target.denominator_variant:
        variant = words.variant(standing.target.denominator_variant)
        differs = words.plan_difference_note(standing).capitalize()
        yield _line(f"{differs} (kế hoạch tính trên {variant})", "warn")
    if is_comparable(standing, previous):
        change = change_text((standing.judged_tally.rate or 0) - (previous.judged_tally.rate or 0))
        yield _line(f"{change} so với {words.short_period(previous.period)}", "quiet")


def _target_and_shortfall(standing: Standing) -> str:
    """ "Chỉ tiêu: tối thiểu 80% · còn thiếu 37 hồ sơ"; empty where no plan sets a target."""
    parts = [f"Chỉ tiêu: {words.target_words(standing.target)}"] if standing.target else []
    if standing.expired_target:
        parts = [f"Chỉ tiêu cũ: {words.target_words(standing.expired_target)}"]
    return " · ".join(filter(None, (*parts, words.shortfall(standing))))


def _no_target(commune_code: str) -> str:
    if plans_of(session.plans(), commune_code):
        return "Kế hoạch không giao chỉ tiêu này"
    return "Chưa có kế hoạch của xã, phường này"


def _common_rate(standing: Standing) -> Markup:
    """The rate by the denominator that all communes share."""
    rate = tag("b", words.common_rate(standing))
    counts = f" ({words.counts(standing.tally)})"
    return tag("p", "Theo mẫu số chung: ", rate, counts, class_="quiet")


def _line(text: str, kind: str = "") -> Markup:
    return tag("p", text, class_=kind)


def _explanation(standing: Standing) -> Iterator[Markup]:
    """Formula, source, the target's place and its note, as a list of terms."""
    metric, target = standing.judged_tally.metric, standing.target or standing.expired_target
    terms = {"Công thức": metric.formula, "Theo": metric.source}
    if target:
        terms["Chỉ tiêu ở"] = _place(target)
    if target and target.note:
        terms["Lưu ý"] = target.note
    for term, text in terms.items():
        yield join((tag("dt", term), tag("dd", text)))


def _place(target: Target) -> str:
    """Where in its plan the target stands."""
    restated = "; chỉ tiêu của tỉnh, xã, phường nhắc lại" if target.province_wide else ""
    return f"{target.place} ({target.id}){restated}"


def _origin_lines(origins: Sequence[str]) -> Iterator[Markup]:
    """Which uploads made the figure."""
    if origins:
        yield tag("dt", "Số này từ đâu?", class_="all")
    for line in origins:
        yield tag("dd", line, class_="all")
