"""Communes ranked by one metric: a dot at each rate, a mark at its target, the earlier rate beside.

The dots stand in the table that says the same in figures, so that nobody needs to see them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from markupsafe import Markup

from data.wording import lower_first_letter, plain_percent_text
from metrics.analysis.fair_comparison import LEAST_CASES
from metrics.analysis.ranking import change_of, has_few_cases, rank_standings
from metrics.counting.verdicts import exact_rate
from metrics.scope_words import scope_note
from metrics.standings import Standing, is_comparable
from ui.comparison.panes import scroll_pane
from ui.display import coverage_words, words
from ui.display.colours import Colours
from ui.display.markup import small_lines, tag
from ui.display.tables import counts_text, status_mark, target_text

# Of more communes the middle of the ranking is left out.
MOST_ROWS, _ROWS_AT_ENDS = 200, 75
_MOST_TICKS = 6
_NUMERIC_HEADINGS = ("Hạng", "Tỷ lệ", "Kỳ trước", "Thay đổi", "Tử số/mẫu số")
_STYLE = Markup("""
<style>
.ranked.sheet{font-size:.8125rem}.ranked.sheet th,.ranked.sheet td{padding:.22rem .5rem}
.ranked.sheet tbody th{font-weight:400;white-space:nowrap}
.ranked tr.own th,.ranked tr.own td{font-weight:600}
.ranked tr.own th{box-shadow:inset 3px 0 var(--met)}
.ranked td.plot,.ranked th.plot{width:34%;min-width:13rem;padding:0 .9rem;vertical-align:middle}
.ranked .track{position:relative;height:1.1rem;border-left:1px solid var(--edge)}
.ranked .track i{position:absolute;box-sizing:border-box;top:50%}
.ranked .now{width:.7rem;height:.7rem;margin:-.35rem 0 0 -.35rem;border-radius:50%;
color:var(--ink);background:currentColor;border:.3rem solid currentColor}
.ranked .now.met{color:var(--met)}.ranked .now.missed{color:var(--missed)}
.ranked .then{width:.55rem;height:.55rem;margin:-.275rem 0 0 -.275rem;
border:2px solid var(--quiet);border-radius:50%}
.ranked .way{border-top:2px solid var(--quiet);margin-top:-1px}
.ranked .aim{height:1rem;margin-top:-.5rem;border-left:3px solid var(--ink)}
.ranked .unseen{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.ranked .scale{position:relative;height:1.2rem}
.ranked .scale span{position:absolute;transform:translateX(-50%);font-weight:400;
white-space:nowrap}
.ranked td>span,.ranked td.aimed{white-space:nowrap}
.ranked.sheet td,.ranked.sheet tbody th{vertical-align:middle}
.ranked tr.own small{font-weight:400}
@media (max-width:900px){.ranked td.plot,.ranked th.plot{min-width:9rem}
.ranked td:last-child{min-width:10rem}
.ranked .scale span:not(:first-child,:last-child){display:none}}
@media (max-width:640px){.ranked.sheet tbody th{white-space:normal;min-width:6.5rem}}
@media print{.ranked.sheet{font-size:8pt}.ranked .track{height:.8rem}
.sheet.ranked small,.sheet.ranked thead th,.sheet.ranked .scale{font-size:7pt}
.ranked td.plot,.ranked th.plot{min-width:0;width:30%}}
</style>
""")


@dataclass(frozen=True)
class Scale:
    """The axis of all dots: shares from `low` to `high`, with the ticks between, both included."""

    low: Fraction
    high: Fraction
    ticks: Sequence[Fraction]

    def place(self, share: Fraction) -> str:
        """Where a share lies on the axis, as a CSS percentage."""
        return f"{float(100 * (share - self.low) / (self.high - self.low)):.2f}%"


def scale_of(shares: Sequence[Fraction]) -> Scale:
    """A 0-or-higher axis with at most six round ticks around these shares, as short as can be."""
    low, high = min(shares, default=Fraction(0)), max(shares, default=Fraction(1))
    steps = (Fraction(n, 1000) for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000))
    step = next((step for step in steps if _tick_count(low, high, step) <= _MOST_TICKS), high - low)
    first, last = floor(low / step), max(ceil(high / step), floor(low / step) + 1)
    return Scale(first * step, last * step, [n * step for n in range(first, last + 1)])


def _tick_count(low: Fraction, high: Fraction, step: Fraction) -> int:
    """How many ticks of a step an axis has that reaches from below `low` to above `high`."""
    return ceil(high / step) - floor(low / step) + 1


@dataclass(frozen=True)
class _Line:
    """A commune's line of the ranking; `earlier` is its standing in the period to compare with."""

    rank: int | None
    standing: Standing
    earlier: Standing | None
    is_marked: bool


def ranking_table(
    standings: Sequence[Standing],
    earlier_standings: Mapping[str, Standing],
    marked_code: str,
    colours: Colours,
) -> Markup:
    """An HTML table of communes by a metric's rate, best first, equals sharing a rank, one marked.

    `earlier_standings`, by commune code, are of the period to compare with; empty without one.
    """
    lines = [
        _Line(rank, s, earlier_standings.get(s.commune_code), s.commune_code == marked_code)
        for rank, s in rank_standings(standings)
        if s.judged_tally.has_figures
    ]
    scale = scale_of(list(_shares([*standings, *earlier_standings.values()])))
    changes = ("Kỳ trước", "Thay đổi") if earlier_standings else ()
    columns = (*changes, "Tử số/mẫu số", "Chỉ tiêu", "Kết quả")
    heads = [
        tag("th", name, scope="col", **({"class_": "n"} if name in _NUMERIC_HEADINGS else {}))
        for name in ("Hạng", "Xã, phường", "Tỷ lệ", *columns)
    ]
    plot_head = tag("span", "Biểu đồ chấm", class_="unseen")
    heads.insert(3, tag("th", plot_head, _axis(scale), scope="col", class_="plot"))
    rows = _rows_at_ends([_row(line, scale, colours) for line in lines], len(heads))
    table = tag(
        "table", tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="sheet ranked"
    )
    return _STYLE + scroll_pane(table, "Bảng xếp hạng", colours)


def _rows_at_ends(rows: Sequence[Markup], column_count: int) -> Iterator[Markup]:
    """All rows; of over 200 the first and last 75, with a row on how many lie between."""
    if len(rows) <= MOST_ROWS:
        yield from rows
        return
    yield from rows[:_ROWS_AT_ENDS]
    middle_count = words.number(len(rows) - 2 * _ROWS_AT_ENDS)
    sentence = f"… {middle_count} nơi ở giữa: xem bảng trên, hoặc tải tệp .xlsx."
    yield tag("tr", tag("td", sentence, colspan=str(column_count)))
    yield from rows[-_ROWS_AT_ENDS:]


def _shares(standings: Sequence[Standing]) -> Iterator[Fraction]:
    """All shares to be drawn: each known rate, and the target beside it."""
    for standing in standings:
        if (rate := exact_rate(standing.tally)) is not None:
            yield rate
            if standing.bound is not None:
                yield standing.bound


def _axis(scale: Scale) -> Markup:
    """The axis above the dots as an HTML element, its ticks as percentages."""
    return tag(
        "div",
        *(
            tag("span", plain_percent_text(tick), style=f"left:{scale.place(tick)}")
            for tick in scale.ticks
        ),
        class_="scale",
        aria_hidden="true",
    )


def _row(line: _Line, scale: Scale, colours: Colours) -> Markup:
    """A commune's table row: rank, name, rate, dots, change, counts, target, status with notes."""
    standing = line.standing
    return tag(
        "tr",
        tag("td", str(line.rank or words.NOTHING), class_="n"),
        tag("th", words.commune_name(standing.commune_code), scope="row"),
        tag("td", tag("b", words.common_rate(standing)), class_="n"),
        tag("td", _dots(line, scale), class_="plot"),
        *_change_cells(line, colours),
        tag("td", counts_text(standing.tally), class_="n"),
        tag("td", target_text(standing), class_="aimed"),
        tag(
            "td",
            status_mark(standing, colours),
            small_lines("; ".join(filter(None, _notes(standing)))),
        ),
        **({"class_": "own"} if line.is_marked else {}),
    )


def _dots(line: _Line, scale: Scale) -> Markup:
    """A commune's rate as a dot, its target as a mark, the earlier rate as a ring, on the axis."""
    rate = exact_rate(line.standing.tally)
    step = 100 / (len(scale.ticks) - 1)
    stripe = f"transparent 0 calc({step:.4f}% - 1px),var(--edge) 0 {step:.4f}%"
    grid = f"repeating-linear-gradient(90deg,{stripe})"
    return tag("div", *_marks(line, rate, scale), class_="track", style=f"background:{grid}")


def _marks(line: _Line, rate: Fraction | None, scale: Scale) -> Iterator[Markup]:
    """The marks on a commune's line of the axis, the rate's dot last, on top; none if no rate."""
    if rate is None:
        return
    if line.standing.bound is not None and line.standing.plan_tally is None:
        yield tag("i", class_="aim", style=f"left:{scale.place(line.standing.bound)}")
    earlier_rate = exact_rate(line.earlier.tally) if line.earlier else None
    if earlier_rate is not None and line.earlier and is_comparable(line.standing, line.earlier):
        low, high = sorted((rate, earlier_rate))
        length = float(100 * (high - low) / (scale.high - scale.low))
        yield tag("i", class_="way", style=f"left:{scale.place(low)};width:{length:.2f}%")
        yield tag("i", class_="then", style=f"left:{scale.place(earlier_rate)}")
    yield tag("i", class_=f"now {line.standing.status}", style=f"left:{scale.place(rate)}")


def _change_cells(line: _Line, colours: Colours) -> Iterator[Markup]:
    """Two cells, the earlier rate and the change in points since; none without an earlier line."""
    if line.earlier is None:
        return
    yield tag("td", words.common_rate(line.earlier), class_="n")
    change = change_of(line.standing, line.earlier)
    if change is None:
        yield tag("td", words.NOTHING, class_="n")
        return
    is_better = (change > 0) != line.standing.metric.fewer_is_better
    colour = colours.quiet if not change else colours.met if is_better else colours.missed
    text = words.signed_number(100 * change, 2)
    yield tag("td", tag("span", text, style=f"color:{colour}"), class_="n")


def _notes(standing: Standing) -> Iterator[str]:
    """Notes on a standing, each or "": shortfall, plan's rate, scope, coverage, too few cases."""
    yield words.shortfall(standing)
    yield _plan_rate_note(standing)
    yield lower_first_letter(scope_note(standing))
    yield coverage_words.coverage(standing)
    yield _few_cases_note(standing)


def _plan_rate_note(standing: Standing) -> str:
    """The rate by the plan's own denominator, "82,87% theo mẫu số của kế hoạch"; else ""."""
    if standing.plan_tally is None or standing.plan_tally.rate is None:
        return ""
    return f"{words.rate(standing)} theo mẫu số của kế hoạch"


def _few_cases_note(standing: Standing) -> str:
    """A note that a commune has too few cases to be ranked; "" where it has enough."""
    if not has_few_cases(standing):
        return ""
    return f"dưới {LEAST_CASES} {standing.tally.metric.case_name}, không xếp hạng"
