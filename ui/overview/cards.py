"""The overview's cards: one metric each, with all that a reader needs to trust the figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from data.planning.targets import plans_of
from data.wording import change_text
from metrics.standings import Standing
from ui import session
from ui.display import sparkline, words
from ui.display.colours import Colours

_STYLE = """
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
"""


def cards(
    found: Sequence[Standing],
    before: Sequence[Standing],
    months: Sequence[Sequence[Standing]],
    made_of: Sequence[Sequence[str]],
    colours: Colours,
) -> str:
    """HTML of all cards; `before` is the period before, `months` each metric's months.

    `made_of` are each figure's uploads in words.
    """
    inner = "".join(
        _card(one, previous, series, lines, colours)
        for one, previous, series, lines in zip(found, before, months, made_of, strict=True)
    )
    ink = f"--edge:{colours.grid};--ink:{colours.text};--quiet:{colours.quiet}"
    return f'{_STYLE}<div class="cards" style="{ink};--warn:{colours.missed}">{inner}</div>'


def _card(
    one: Standing,
    before: Standing,
    series: Sequence[Standing],
    made_of: Sequence[str],
    colours: Colours,
) -> str:
    symbol, status = words.status(one)
    lines = "".join(_lines(one, before))
    return f"""
        <section class="card" style="--mark:{colours.of(one.status)}">
        <h3>{escape(one.metric.label)}</h3>
        <div class="rate"><b>{words.rate(one)}</b>
        <span class="status">{symbol} {escape(status)}</span></div>
        {lines}{sparkline.sparkline(series, colours)}
        <details><summary>Cách tính</summary><dl>{"".join(_explained(one, made_of))}</dl></details>
        </section>"""


def _lines(one: Standing, before: Standing) -> Iterator[str]:
    """Target and shortfall, counts and how far they carry, change on the period before."""
    wanted = [f"Chỉ tiêu: {words.target(one.target)}"] if one.target else []
    if one.expired_target:
        wanted = [f"Chỉ tiêu cũ: {words.target(one.expired_target)}"]
    if missing := words.shortfall(one):
        wanted.append(missing)
    yield _line(" · ".join(wanted) or _no_target(one.commune_code))
    if counted := words.counts(one.judged_tally):
        yield _line(counted, "quiet")
    if one.plan_tally and one.tally.rate is not None:
        common = f"<b>{words.percent(one.tally.rate)}</b> ({escape(words.counts(one.tally))})"
        yield f'<p class="quiet">Theo mẫu số chung: {common}</p>'
    if limits := words.coverage(one):
        yield _line(limits[0].upper() + limits[1:], "warn")
    if one.denominator_differs and one.target and one.target.denominator_variant:
        theirs = words.variant(one.target.denominator_variant)
        yield _line(f"Mẫu số khác với kế hoạch (kế hoạch tính trên {theirs})", "warn")
    now, then = one.judged_tally.rate, before.judged_tally.rate
    if now is not None and then is not None:
        change = change_text(now - then)
        yield _line(f"{change} so với {words.short_period(before.period)}", "quiet")


def _no_target(commune_code: str) -> str:
    planned = bool(plans_of(session.plans(), commune_code))
    return "Kế hoạch không giao chỉ tiêu này" if planned else "Chưa có kế hoạch của nơi này"


def _line(text: str, kind: str = "") -> str:
    return f'<p class="{kind}">{escape(text)}</p>'


def _explained(one: Standing, made_of: Sequence[str]) -> Iterator[str]:
    """Formula, source, the target's place and the uploads, as a list of terms."""
    metric, target = one.judged_tally.metric, one.target or one.expired_target
    pairs = [("Công thức", metric.formula), ("Theo", metric.source)]
    if target:
        place = f"{target.place} ({target.id})"
        if target.province_wide:
            place += "; chỉ tiêu của tỉnh, phường nhắc lại"
        pairs.append(("Chỉ tiêu ở", place))
    if target and target.note:
        pairs.append(("Lưu ý", target.note))
    for term, text in pairs:
        yield f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>"
    if made_of:
        yield "<dt class='all'>Số này từ đâu?</dt>"
    for line in made_of:
        yield f"<dd class='all'>{escape(line)}</dd>"
