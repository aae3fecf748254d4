"""The pages' tables, as HTML that reads well on a phone and on paper."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup

from metrics.counting.tallies import Tally
from metrics.standings import Standing
from ui.display import coverage_words, words
from ui.display.colours import Colours
from ui.display.markup import join, small_lines, tag

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
.grid h3{font-size:.875rem;margin:0 0 .2rem;padding:0;font-weight:600;color:var(--ink)}
.grid p{margin:0;font-size:.8125rem;color:var(--quiet)}
</style>
""")

_FLOWING_CLASSES = "sheet stack flow"
_NUMERIC_HEADINGS = ("Hạng", "Tỷ lệ", "Tử số/mẫu số")


def html_table(rows: Markup, colours: Colours, css_classes: str = "sheet") -> Markup:
    """An HTML table around its rows; `css_classes` "stack" and "flow" arrange it for a phone.

    With the class "stack" each row is a block on a phone, a cell's `data-of` its name there; with
    "flow" its cells but the first stand side by side as far as there is room.
    """
    return themed_box("scroll", tag("table", rows, class_=css_classes), colours)


def themed_box(css_class: str, inner: Markup, colours: Colours, **attributes: str) -> Markup:
    """A `<div>` of this class with the tables' styles, drawn in the theme's colours."""
    variables = {
        "edge": colours.grid,
        "ink": colours.text,
        "quiet": colours.quiet,
        "paper": colours.paper,
        "met": colours.met,
        "missed": colours.missed,
        "best": colours.scale[2][1],
        "worst": colours.scale[1][1],
    }
    style = ";".join(f"--{name}:{colour}" for name, colour in variables.items())
    return _STYLE + tag("div", inner, class_=css_class, style=style, **attributes)


def header(*headings: str, numeric_headings: Collection[str] = _NUMERIC_HEADINGS) -> Markup:
    """A table's `<thead>` of these headings, the `numeric_headings` set to the right."""
    cells = (
        tag("th", heading, scope="col", class_="n")
        if heading in numeric_headings
        else tag("th", heading, scope="col")
        for heading in headings
    )
    return tag("thead", tag("tr", *cells))


def row_group(title: str, column_count: int, rows: Iterable[Markup]) -> Markup:
    """A `<tbody>` of rows under a title across `column_count` columns, or without a title."""
    heading = tag("tr", tag("th", title, scope="rowgroup", colspan=str(column_count)))
    return tag("tbody", heading if title else "", *rows)


def months_table(series: Sequence[Standing], colours: Colours) -> Markup:
    """An HTML table of one metric's months, which come oldest first and stand newest first."""
    rows = join(_month_row(standing, colours) for standing in reversed(series))
    head = header("Tháng", "Tỷ lệ", "Tử số/mẫu số", "Chỉ tiêu", "Kết quả")
    return html_table(head + tag("tbody", rows), colours, _FLOWING_CLASSES)


def _month_row(standing: Standing, colours: Colours) -> Markup:
    """A month's table row: its rate, counts, target, and status with notes."""
    return tag(
        "tr",
        tag("th", words.period_name(standing.period), scope="row"),
        tag("td", tag("b", words.rate(standing)), class_="n"),
        tag("td", counts_text(standing.judged_tally), class_="n"),
        tag("td", target_text(standing), data_of="Chỉ tiêu"),
        tag("td", status_mark(standing, colours), small_lines(*_month_notes(standing))),
    )


def status_mark(standing: Standing, colours: Colours) -> Markup:
    """A standing's status as an HTML span: symbol and words, in the status's colour."""
    return tag(
        "span",
        " ".join(words.status(standing)),
        style=f"color:{colours.status_colour(standing.status)}",
    )


def counts_text(tally: Tally) -> str:
    """Both counts, "317/385"; a dash where they are unknown or are no cases."""
    if tally.numerator is None or tally.denominator is None or tally.metric.unit != "cases":
        return words.NOTHING
    return f"{words.number(tally.numerator)}/{words.number(tally.denominator)}"


def target_text(standing: Standing) -> str:
    """The standing's target in words; a dash without one."""
    return words.target_words(standing.target) if standing.target else words.NOTHING


def _month_notes(standing: Standing) -> Iterator[str]:
    """A month's notes, each or "": an unusual denominator, how far counts reach, the shortfall."""
    if standing.uses_fallback or standing.plan_tally:
        yield words.variant(standing.judged_tally.metric.denominator_variant)
    yield coverage_words.coverage(standing)
    yield words.shortfall(standing)


def trend_legend(series: Sequence[Standing], source_changes: Mapping[int, str]) -> str:
    """Markdown: what the marks in this series' trend mean; `source_changes`: index → words."""
    sentences = ["Nét đứt: chỉ tiêu của kế hoạch có hiệu lực trong tháng."]
    if any(standing.judged_tally.coverage.state == "none" for standing in series):
        sentences.append("Nền xám: thiếu số liệu.")
    if any(standing.judged_tally.is_provisional for standing in series):
        sentences.append("Dấu rỗng: chưa đủ tháng.")
    if any(standing.uses_fallback for standing in series):
        sentences.append("Hình thoi: theo biểu, “Đúng hạn” gồm cả hồ sơ rút, dừng.")
    for index, source_change in source_changes.items():
        sentences.append(
            f"Vạch chấm ở {words.short_period(series[index].period)}: "
            f"{words.escape_markdown(source_change)}."
        )
    return " ".join(sentences)
