"""Communes side by side: rates, standings and each commune's own targets, and a heat map."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from markupsafe import Markup
from plotly.colors import sample_colorscale

from metrics.standings import Standing, total_counts
from ui.display import words
from ui.display.colours import Colours
from ui.display.tables import sheet

SIDE_BY_SIDE = 6  # of more communes each is a row, and the metrics stand side by side


def comparison(rows: Sequence[Sequence[Standing]], colours: Colours) -> str:
    """A metric a row and a commune a column, of many communes the other way round.

    `rows` are each commune's standings, the metrics in the same order.
    """
    if len(rows) > SIDE_BY_SIDE:
        return _by_commune(rows, colours)
    heads = "".join(f"<th scope='col'>{_named(row)}</th>" for row in rows)
    body = "".join(
        _metric_row([row[i] for row in rows], rows, colours) for i in range(_width(rows))
    )
    return sheet(
        Markup(
            f"<thead><tr><th scope='col'>Chỉ số</th>{heads}<th scope='col'>Tổng các xã, phường</th>"
            f"</tr></thead><tbody>{body}</tbody>"
        ),
        colours,
        "sheet wide",
    )


def heat_map(rows: Sequence[Sequence[Standing]], colours: Colours) -> str:
    """The same table as colours alone: attainment of the commune's own target, rate and mark."""
    upright = len(rows) <= SIDE_BY_SIDE
    communes = [escape(words.commune(row[0].commune_code)) for row in rows]
    metrics = [escape(one.metric.label) for one in rows[0]]
    across, down = (communes, metrics) if upright else (metrics, communes)
    lines = list(zip(*rows, strict=True)) if upright else rows
    heads = "".join(f"<th scope='col'>{name}</th>" for name in across)
    body = "".join(
        f"<tr><th scope='row'>{name}</th>{''.join(_heat(one, colours) for one in line)}</tr>"
        for name, line in zip(down, lines, strict=True)
    )
    return sheet(
        Markup(f"<thead><tr><th></th>{heads}</tr></thead><tbody>{body}</tbody>"),
        colours,
        "sheet heat",
    )


def _heat(one: Standing, colours: Colours) -> str:
    ground = ""
    if one.status in ("met", "missed") and one.attainment is not None:
        ground = f' style="background:{_ground(one.status == "met", one.attainment, colours)}"'
    rate = f"{words.rate(one)} " if one.judged_tally.rate is not None else ""
    symbol, status = words.status(one)
    return f'<td{ground}>{rate}<span title="{escape(status)}">{symbol}</span></td>'


def _ground(met: bool, attainment: float, colours: Colours) -> str:
    """A colour between 80 and 120 % of the target; what is met is on the upper side of 100."""
    position = min(1.0, max(0.0, (attainment - 0.8) / 0.4))
    position = max(position, 0.501) if met else min(position, 0.499)
    scale = [list(stop) for stop in colours.scale]
    return str(sample_colorscale(scale, [position])[0])


def _by_commune(rows: Sequence[Sequence[Standing]], colours: Colours) -> str:
    heads = "".join(f"<th scope='col'>{escape(one.metric.label)}</th>" for one in rows[0])
    body = "".join(_commune_row(row, colours) for row in rows)
    sums = "".join(f"<td>{_total([row[i] for row in rows])}</td>" for i in range(_width(rows)))
    return sheet(
        Markup(
            f"<thead><tr><th scope='col'>Xã, phường</th>{heads}</tr></thead><tbody>{body}</tbody>"
            f"<tfoot><tr><th scope='row'>Tổng các xã, phường</th>{sums}</tr></tfoot>"
        ),
        colours,
        "sheet wide",
    )


def _width(rows: Sequence[Sequence[Standing]]) -> int:
    return len(rows[0])


def _metric_row(
    found: Sequence[Standing], rows: Sequence[Sequence[Standing]], colours: Colours
) -> str:
    cells = "".join(
        f"<td>{_cell(one, colours, not _shared(row))}</td>"
        for one, row in zip(found, rows, strict=True)
    )
    head = f"<th scope='row'>{escape(found[0].metric.label)}</th>"
    return f"<tr>{head}{cells}<td class='sum'>{_total(found)}</td></tr>"


def _commune_row(row: Sequence[Standing], colours: Colours) -> str:
    cells = "".join(f"<td>{_cell(one, colours, not _shared(row))}</td>" for one in row)
    return f"<tr><th scope='row'>{_named(row)}</th>{cells}</tr>"


def _named(row: Sequence[Standing]) -> str:
    """The commune's name and code, and once what limits all of its figures alike."""
    code = row[0].commune_code
    under = (f"<small>{escape(text)}</small>" for text in (code, _shared(row)) if text)
    return f"{escape(words.commune(code))}{''.join(under)}"


def _shared(row: Sequence[Standing]) -> str:
    limits = {words.coverage(one) for one in row}
    return limits.pop() if len(limits) == 1 else ""


def _cell(one: Standing, colours: Colours, with_limits: bool) -> str:
    symbol, status = words.status(one)
    known = one.judged_tally.rate is not None
    smalls = [f"chỉ tiêu {words.target(one.target)}"] if one.target and known else []
    if one.attainment is not None:
        smalls.append(f"bằng {words.percent(one.attainment, 1)} chỉ tiêu")
    smalls.append(words.by_default(one))
    if one.denominator_differs and known:
        smalls.append("mẫu số khác với kế hoạch")
    smalls.append(words.shortfall(one))
    if with_limits:
        smalls.append(words.coverage(one))
    inner = "".join(f"<small>{escape(text)}</small>" for text in smalls if text)
    mark = f'<span style="color:{colours.of(one.status)}">{symbol} {escape(status)}</span>'
    rate = f"<b>{words.rate(one)}</b> " if known else ""
    return f"{rate}{mark}{inner}"


def _total(found: Sequence[Standing]) -> str:
    """Summed counts of those whose whole period is there, and how many they are."""
    numerator, denominator, reported = total_counts([one.tally for one in found])
    rate = words.percent(numerator / denominator if denominator else None)
    counts = f"{words.number(numerator)}/{words.number(denominator)}"
    told = f"{reported}/{len(found)} xã, phường đã nạp đủ kỳ"
    return f"<b>{rate}</b><small>{counts}</small><small>{told}</small>"
