"""The pages' tables, as HTML that reads well on a phone and on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from metrics.standings import Standing, rank_standings
from ui.display import sparkline, words
from ui.display.colours import Colours

_STYLE = """
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
"""

_FLOWING = "sheet stack flow"


def sheet(inner: str, colours: Colours, kind: str = "sheet") -> str:
    """A table's HTML around its rows; it scrolls by itself where the page is too narrow.

    Of the kind "stack" each row is a block on a phone, a cell's `data-of` its name there; with
    "flow" its cells but the first stand side by side as far as there is room.
    """
    return f'{_open("scroll", colours)}<table class="{kind}">{inner}</table></div>'


def _open(kind: str, colours: Colours) -> str:
    ink = f"--edge:{colours.grid};--ink:{colours.text};--quiet:{colours.quiet}"
    return f'{_STYLE}<div class="{kind}" style="{ink};--paper:{colours.paper}">'


def ranking(found: Sequence[Standing], colours: Colours) -> str:
    """Communes by one metric's rate, the best first; equals share a rank."""
    placed = rank_standings(found)
    body = "".join(_ranked(rank, one, colours) for rank, one in placed)
    head = heads("Hạng", "Xã, phường", "Tỷ lệ", "Tử số/mẫu số", "Chỉ tiêu", "Kết quả")
    return sheet(f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>", colours, _FLOWING)


def heads(*texts: str) -> str:
    numeric = ("Hạng", "Tỷ lệ", "Tử số/mẫu số")
    return "".join(
        f"<th scope='col'{' class=n' if text in numeric else ''}>{text}</th>" for text in texts
    )


def _ranked(rank: int | None, one: Standing, colours: Colours) -> str:
    symbol, status = words.status(one)
    tally = one.tally
    counts = words.NOTHING
    if tally.numerator is not None and tally.denominator is not None:
        counts = f"{words.number(tally.numerator)}/{words.number(tally.denominator)}"
    smalls = (words.by_plan(one), words.coverage(one))
    notes = "".join(f"<small>{escape(text)}</small>" for text in smalls if text)
    cells = (
        f"<td class='n' data-of='Hạng'>{rank or words.NOTHING}</td>",
        f"<th scope='row'>{escape(words.commune(one.commune_code))}</th>",
        f"<td class='n'><b>{words.percent(tally.rate)}</b></td>",
        f"<td class='n'>{counts}</td>",
        f"<td data-of='Chỉ tiêu'>{escape(_target(one))}</td>",
        f'<td><span style="color:{colours.of(one.status)}">{symbol} {status}</span>{notes}</td>',
    )
    return f"<tr>{''.join(cells)}</tr>"


def months(series: Sequence[Standing], colours: Colours) -> str:
    """One metric's months as a table, the newest first."""
    head = heads("Tháng", "Tỷ lệ", "Tử số/mẫu số", "Chỉ tiêu", "Kết quả")
    body = "".join(_month(one, colours) for one in reversed(series))
    return sheet(f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>", colours, _FLOWING)


def _month(one: Standing, colours: Colours) -> str:
    symbol, status = words.status(one)
    tally = one.judged_tally
    counts = words.NOTHING
    if tally.numerator is not None and tally.denominator is not None:
        counts = f"{words.number(tally.numerator)}/{words.number(tally.denominator)}"
    notes = "".join(f"<small>{escape(text)}</small>" for text in _notes(one))
    return (
        f"<tr><th scope='row'>{words.period(one.period)}</th>"
        f"<td class='n'><b>{words.rate(one)}</b></td><td class='n'>{counts}</td>"
        f"<td data-of='Chỉ tiêu'>{escape(_target(one))}</td>"
        f'<td><span style="color:{colours.of(one.status)}">{symbol} {escape(status)}</span>'
        f"{notes}</td></tr>"
    )


def _target(one: Standing) -> str:
    return words.target(one.target) if one.target else words.NOTHING


def _notes(one: Standing) -> Iterator[str]:
    if one.uses_fallback or one.plan_tally:
        yield words.variant(one.judged_tally.metric.denominator_variant)
    if limits := words.coverage(one):
        yield limits
    if missing := words.shortfall(one):
        yield missing


def small_multiples(found: Sequence[Sequence[Standing]], colours: Colours) -> str:
    """Every metric's months as a small line."""
    cells = "".join(
        f"<div><h4>{escape(series[0].metric.label)}</h4>{sparkline.sparkline(series, colours)}"
        f"<p>{_newest(series)}</p></div>"
        for series in found
    )
    return f"{_open('grid', colours)}{cells}</div>"


def _newest(series: Sequence[Standing]) -> str:
    known = [one for one in series if one.judged_tally.rate is not None]
    if not known:
        return "Chưa có số liệu"
    one = known[-1]
    symbol, status = words.status(one)
    return f"{words.rate(one)} {symbol} {status}, {words.short_period(one.period)}"


def legend_of_trend(series: Sequence[Standing], changes: Mapping[int, str]) -> str:
    """The marks of the chart above, in words; only those that are there."""
    parts = ["Nét đứt: chỉ tiêu của kế hoạch có hiệu lực trong tháng."]
    if any(one.judged_tally.coverage.state == "none" for one in series):
        parts.append("Nền xám: thiếu số liệu.")
    if any(one.judged_tally.provisional for one in series):
        parts.append("Dấu rỗng: chưa đủ tháng.")
    if any(one.uses_fallback for one in series):
        parts.append("Hình thoi: theo biểu, “Đúng hạn” gồm cả hồ sơ rút, dừng.")
    for index, change in changes.items():
        parts.append(f"Vạch chấm ở {words.short_period(series[index].period)}: {change}.")
    return " ".join(parts)
