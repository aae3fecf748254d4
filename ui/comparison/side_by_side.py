"""Communes side by side: rates, standings and each commune's own targets, and a heat map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup
from plotly.colors import sample_colorscale

from metrics.analysis.ranking import total_counts
from metrics.standings import Standing
from ui.display import words
from ui.display.colours import Colours
from ui.display.markup import join, small_lines, tag
from ui.display.tables import html_table, status_mark

SIDE_BY_SIDE = 6  # of more communes each is a row, and the metrics stand side by side
_TOTAL = "Tổng các xã, phường"

# A commune's standings, one a metric; every commune's in the same order of metrics.
CommuneRow = Sequence[Standing]


def comparison(communes: Sequence[CommuneRow], colours: Colours) -> Markup:
    """A metric a row and a commune a column; of many communes the other way round."""
    if len(communes) > SIDE_BY_SIDE:
        return _by_commune(communes, colours)
    names = (tag("th", _commune_heading(commune), scope="col") for commune in communes)
    head = tag("tr", tag("th", "Chỉ số", scope="col"), *names, tag("th", _TOTAL, scope="col"))
    rows = (_metric_row(standings, communes, colours) for standings in _by_metric(communes))
    return html_table(tag("thead", head) + tag("tbody", *rows), colours, "sheet wide")


def _by_metric(communes: Sequence[CommuneRow]) -> Iterator[Sequence[Standing]]:
    """Each metric's standings, one a commune."""
    return zip(*communes, strict=True)


def heat_map(communes: Sequence[CommuneRow], colours: Colours) -> Markup:
    """The same table as colours alone: attainment of the commune's own target, rate and mark."""
    commune_names = [words.commune_name(commune[0].commune_code) for commune in communes]
    metric_names = [standing.metric.label for standing in communes[0]]
    if len(communes) <= SIDE_BY_SIDE:
        across, down, lines = commune_names, metric_names, list(_by_metric(communes))
    else:
        across, down, lines = metric_names, commune_names, list(communes)
    head = tag("tr", tag("th"), *(tag("th", name, scope="col") for name in across))
    rows = (
        tag("tr", tag("th", name, scope="row"), *(_heat(standing, colours) for standing in line))
        for name, line in zip(down, lines, strict=True)
    )
    return html_table(tag("thead", head) + tag("tbody", *rows), colours, "sheet heat")


def _heat(standing: Standing, colours: Colours) -> Markup:
    symbol, status = words.status(standing)
    rate = f"{words.rate(standing)} " if standing.judged_tally.rate is not None else ""
    texts = (rate, tag("span", symbol, title=status))
    if standing.status not in ("met", "missed") or standing.attainment is None:
        return tag("td", *texts)
    ground = _ground(standing.status == "met", standing.attainment, colours)
    return tag("td", *texts, style=f"background:{ground}")


def _ground(met: bool, attainment: float, colours: Colours) -> str:
    """A colour between 80 and 120 % of the target; what is met is on the upper side of 100."""
    position = min(1.0, max(0.0, (attainment - 0.8) / 0.4))
    position = max(position, 0.501) if met else min(position, 0.499)
    scale = [list(stop) for stop in colours.scale]
    return str(sample_colorscale(scale, [position])[0])


def _by_commune(communes: Sequence[CommuneRow], colours: Colours) -> Markup:
    """A commune a row, with the totals below."""
    names = (tag("th", _metric_heading(standing), scope="col") for standing in communes[0])
    head = tag("thead", tag("tr", tag("th", "Xã, phường", scope="col"), *names))
    rows = join(_commune_row(commune, colours) for commune in communes)
    sums = (tag("td", _total(standings)) for standings in _by_metric(communes))
    foot = tag("tfoot", tag("tr", tag("th", _TOTAL, scope="row"), *sums))
    return html_table(head + tag("tbody", rows) + foot, colours, "sheet wide")


def _metric_row(
    standings: Sequence[Standing], communes: Sequence[CommuneRow], colours: Colours
) -> Markup:
    """One metric's standings; `communes` are all of each commune's."""
    cells = (
        tag("td", _cell(standing, colours, not _shared_limits(commune)))
        for standing, commune in zip(standings, communes, strict=True)
    )
    total = tag("td", _total(standings), class_="sum")
    return tag("tr", tag("th", _metric_heading(standings[0]), scope="row"), *cells, total)


def _commune_row(commune: CommuneRow, colours: Colours) -> Markup:
    with_limits = not _shared_limits(commune)
    cells = (tag("td", _cell(standing, colours, with_limits)) for standing in commune)
    return tag("tr", tag("th", _commune_heading(commune), scope="row"), *cells)


def _metric_heading(standing: Standing) -> Markup:
    """The metric and the one denominator that its rates and their total have."""
    metric = standing.metric
    return join((metric.label, small_lines(f"trên {words.variant(metric.denominator_variant)}")))


def _commune_heading(commune: CommuneRow) -> Markup:
    """The commune's name and code, and once what limits all of its figures alike."""
    code = commune[0].commune_code
    return join((words.commune_name(code), small_lines(code, _shared_limits(commune))))


def _shared_limits(commune: CommuneRow) -> str:
    """How far all of the commune's figures carry; nothing where they differ or all are whole."""
    limits = {words.coverage(standing) for standing in commune}
    return limits.pop() if len(limits) == 1 else ""


def _cell(standing: Standing, colours: Colours, with_limits: bool) -> Markup:
    """Rate and status, below them the target and what else a reader should know."""
    mark = status_mark(standing, colours)
    notes = small_lines(*_notes(standing), words.coverage(standing) if with_limits else "")
    if standing.tally.rate is None:
        return mark + notes
    return tag("b", words.common_rate(standing)) + " " + mark + notes


def _notes(standing: Standing) -> Iterator[str]:
    has_rate = standing.judged_tally.rate is not None
    yield words.own_denominator_note(standing)
    if standing.target and has_rate:
        yield f"chỉ tiêu {words.target_words(standing.target)}"
    if standing.attainment is not None:
        yield f"bằng {words.percent(standing.attainment, 1)} chỉ tiêu"
    if standing.denominator_differs and has_rate:
        yield words.plan_difference_note(standing)
    yield words.shortfall(standing)


def _total(standings: Sequence[Standing]) -> Markup:
    """Summed counts of the communes whose whole period is there, and how many they are."""
    numerator, denominator, reported = total_counts([standing.tally for standing in standings])
    rate = words.percent(numerator / denominator if denominator else None)
    counts = f"{words.number(numerator)}/{words.number(denominator)}"
    loaded = f"{reported}/{len(standings)} xã, phường đã nạp đủ kỳ"
    return tag("b", rate) + small_lines(counts, loaded)
