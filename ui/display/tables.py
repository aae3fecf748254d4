"""The pages' tables, as HTML that reads well on a phone and on paper."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup

from metrics.analysis.fair_comparison import LEAST_CASES
from metrics.analysis.ranking import has_few_cases, rank_standings
from metrics.counting.tallies import Tally
from metrics.standings import Standing
from ui.display import words
from ui.display.colours import Colours
from ui.display.markup import join, small_lines, tag
from ui.display.sparkline import sparkline

_STYLE = Markup("""
<style>
.scroll{overflow-x:auto;background:linear-gradient(90deg,var(--paper) 40%,transparent) 0 0/3rem
100% no-repeat local,linear-gradient(270deg,var(--paper) 40%,transparent) 100% 0/3rem 100% no-repeat
local,linear-gradient(90deg,var(--edge),transparent) 0 0/.9rem 100% no-repeat scroll,
linear-gradient(270deg,var(--edge),transparent) 100% 0/.9rem 100% no-repeat scroll}
.sheet{border-collapse:collapse;font-size:.875rem;width:100%;color:var(--ink)}
.sheet th,.sheet td{border-bottom:1px solid var(--edge);padding:.45rem .6rem;text-align:left;
vertical-align:top}
.sheet thead th{font-weight:600;font-size:.8125rem;color:var(--quiet);vertical-align:bottom}
.sheet tbody th{font-weight:600;position:sticky;left:0;background:var(--paper)}
.wide tbody th{min-width:8.5rem}.plan td{min-width:7.5rem}
.sheet th.n,.sheet td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.sheet b{font-weight:600}.sheet small{color:var(--quiet);display:block;font-size:.78rem}
.wide td{min-width:8.2rem}.wide td>span{white-space:nowrap}
.sheet.heat td{text-align:center;white-space:nowrap;border:2px solid var(--paper)}
.sheet.heat thead th{text-align:center}.heat tbody th{min-width:7rem;font-weight:400}
.sheet .sum{border-left:1px solid var(--edge)}
.sheet tfoot td,.sheet tfoot th{border-bottom:none;font-weight:600}
@media (max-width:640px){
.stack thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.stack tbody tr{display:block;padding:.6rem 0;border-bottom:1px solid var(--edge)}
.sheet.stack tbody th,.sheet.stack td{display:block;border:none;padding:.1rem 0;position:static}
.sheet.flow td{display:inline-block;margin-right:.9rem}.sheet.flow td:first-child{display:block}
.sheet.flow td:empty{display:none}
.sheet.stack td.n{text-align:left}
.stack td[data-of]::before{content:attr(data-of) ": ";color:var(--quiet);font-size:.8125rem}
}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,15rem),1fr));gap:1rem}
.grid h4{font-size:.875rem;margin:0 0 .2rem;padding:0;font-weight:600;color:var(--ink)}
.grid p{margin:0;font-size:.8125rem;color:var(--quiet)}
</style>
""")

_FLOWING = "sheet stack flow"
_NUMERIC = ("Hạng", "Tỷ lệ", "Tử số/mẫu số")


def html_table(inner: Markup, colours: Colours, kind: str = "sheet") -> Markup:
    """A table around its rows; it scrolls by itself where the page is too narrow.

    Of the kind "stack" each row is a block on a phone, a cell's `data-of` its name there; with
    "flow" its cells but the first stand side by side as far as there is room.
    """
    return _box("scroll", tag("table", inner, class_=kind), colours)


def _box(kind: str, inner: Markup, colours: Colours) -> Markup:
    """What stands in it is drawn in the theme's colours."""
    ink = f"--edge:{colours.grid};--ink:{colours.text};--quiet:{colours.quiet}"
    return _STYLE + tag("div", inner, class_=kind, style=f"{ink};--paper:{colours.paper}")


def header(*texts: str, numeric_headings: Collection[str] = _NUMERIC) -> Markup:
    """A table's `<thead>`; the `numeric` headings stand to the right, over their numbers."""
    cells = (
        tag("th", text, scope="col", class_="n")
        if text in numeric_headings
        else tag("th", text, scope="col")
        for text in texts
    )
    return tag("thead", tag("tr", *cells))


def row_group(title: str, width: int, rows: Iterable[Markup]) -> Markup:
    """Rows under a heading of their own across `width` columns; without a title just the rows."""
    heading = tag("tr", tag("th", title, scope="rowgroup", colspan=str(width)))
    return tag("tbody", heading if title else "", *rows)


def ranking(standings: Sequence[Standing], colours: Colours) -> Markup:
    """Communes by one metric's rate, the best first; equals share a rank."""
    rows = join(
        _ranking_row(rank, standing, colours) for rank, standing in rank_standings(standings)
    )
    head = header("Hạng", "Xã, phường", "Tỷ lệ", "Tử số/mẫu số", "Chỉ tiêu", "Kết quả")
    return html_table(head + tag("tbody", rows), colours, _FLOWING)


def _ranking_row(rank: int | None, standing: Standing, colours: Colours) -> Markup:
    return tag(
        "tr",
        tag("td", str(rank or words.NOTHING), class_="n", data_of="Hạng"),
        tag("th", words.commune_name(standing.commune_code), scope="row"),
        tag("td", tag("b", words.common_rate(standing)), class_="n"),
        tag("td", _counts(standing.tally), class_="n"),
        tag("td", _target(standing), data_of="Chỉ tiêu"),
        tag(
            "td",
            status_mark(standing, colours),
            small_lines(
                words.plan_rate_note(standing), words.coverage(standing), _few_cases(standing)
            ),
        ),
    )


def _few_cases(standing: Standing) -> str:
    """Why a commune with a rate has no rank: so few cases that chance decides."""
    if not has_few_cases(standing):
        return ""
    return f"dưới {LEAST_CASES} {standing.tally.metric.unit}, không xếp hạng"


def months(series: Sequence[Standing], colours: Colours) -> Markup:
    """One metric's months as a table, the newest first."""
    rows = join(_month_row(standing, colours) for standing in reversed(series))
    head = header("Tháng", "Tỷ lệ", "Tử số/mẫu số", "Chỉ tiêu", "Kết quả")
    return html_table(head + tag("tbody", rows), colours, _FLOWING)


def _month_row(standing: Standing, colours: Colours) -> Markup:
    return tag(
        "tr",
        tag("th", words.period_name(standing.period), scope="row"),
        tag("td", tag("b", words.rate(standing)), class_="n"),
        tag("td", _counts(standing.judged_tally), class_="n"),
        tag("td", _target(standing), data_of="Chỉ tiêu"),
        tag("td", status_mark(standing, colours), small_lines(*_month_notes(standing))),
    )


def status_mark(standing: Standing, colours: Colours) -> Markup:
    """A standing's status as its symbol and words, in its colour."""
    return tag(
        "span",
        " ".join(words.status(standing)),
        style=f"color:{colours.status_colour(standing.status)}",
    )


def _counts(tally: Tally) -> str:
    if tally.numerator is None or tally.denominator is None:
        return words.NOTHING
    return f"{words.number(tally.numerator)}/{words.number(tally.denominator)}"


def _target(standing: Standing) -> str:
    return words.target_words(standing.target) if standing.target else words.NOTHING


def _month_notes(standing: Standing) -> Iterator[str]:
    """The denominator where it is not the usual one, how far the counts carry, the shortfall."""
    if standing.uses_fallback or standing.plan_tally:
        yield words.variant(standing.judged_tally.metric.denominator_variant)
    yield words.coverage(standing)
    yield words.shortfall(standing)


def small_multiples(metrics: Sequence[Sequence[Standing]], colours: Colours) -> Markup:
    """Every metric's months as a small line."""
    cells = join(
        tag(
            "div",
            tag("h4", series[0].metric.label),
            sparkline(series, colours),
            tag("p", _newest(series)),
        )
        for series in metrics
    )
    return _box("grid", cells, colours)


def _newest(series: Sequence[Standing]) -> str:
    """The newest month that has figures, in words."""
    with_rate = [standing for standing in series if standing.judged_tally.rate is not None]
    if not with_rate:
        return "Chưa có số liệu"
    newest = with_rate[-1]
    symbol, status = words.status(newest)
    return f"{words.rate(newest)} {symbol} {status}, {words.short_period(newest.period)}"


def legend_of_trend(series: Sequence[Standing], changes: Mapping[int, str]) -> str:
    """Markdown: what the marks of the trend mean, of those that are in it."""
    parts = ["Nét đứt: chỉ tiêu của kế hoạch có hiệu lực trong tháng."]
    if any(standing.judged_tally.coverage.state == "none" for standing in series):
        parts.append("Nền xám: thiếu số liệu.")
    if any(standing.judged_tally.is_provisional for standing in series):
        parts.append("Dấu rỗng: chưa đủ tháng.")
    if any(standing.uses_fallback for standing in series):
        parts.append("Hình thoi: theo biểu, “Đúng hạn” gồm cả hồ sơ rút, dừng.")
    for index, change in changes.items():
        parts.append(
            f"Vạch chấm ở {words.short_period(series[index].period)}: "
            f"{words.escape_markdown(change)}."
        )
    return " ".join(parts)
