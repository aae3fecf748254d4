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

MOST_SIDE_BY_SIDE = 6  # of more communes each is a row, and the metrics stand side by side
_TOTAL = "Tổng các xã, phường"

# A commune's standings, one a metric; every commune's in the same order of metrics.
CommuneStandings = Sequence[Standing]


def comparison_table(communes: Sequence[CommuneStandings], colours: Colours) -> Markup:
    """An HTML table with a metric a row and a commune a column, or turned if communes are many."""
    if len(communes) > MOST_SIDE_BY_SIDE:
        return _table_by_commune(communes, colours)
    names = (tag("th", _commune_heading(commune), scope="col") for commune in communes)
    head = tag("tr", tag("th", "Chỉ số", scope="col"), *names, tag("th", _TOTAL, scope="col"))
    rows = (
        _metric_row(standings, communes, colours) for standings in _standings_by_metric(communes)
    )
    return html_table(tag("thead", head) + tag("tbody", *rows), colours, "sheet wide")


def _standings_by_metric(communes: Sequence[CommuneStandings]) -> Iterator[Sequence[Standing]]:
    """Each metric's standings, one a commune, in the order of the metrics."""
    return zip(*communes, strict=True)


def heat_map(communes: Sequence[CommuneStandings], colours: Colours) -> Markup:
    """An HTML table of rates, coloured by how far each attains the commune's own target."""
    commune_names = [words.commune_name(commune[0].commune_code) for commune in communes]
    metric_names = [standing.metric.label for standing in communes[0]]
    if len(communes) <= MOST_SIDE_BY_SIDE:
        column_names, row_names = commune_names, metric_names
        standing_rows = list(_standings_by_metric(communes))
    else:
        column_names, row_names = metric_names, commune_names
        standing_rows = list(communes)
    head = tag("tr", tag("th"), *(tag("th", name, scope="col") for name in column_names))
    rows = (
        tag(
            "tr",
            tag("th", name, scope="row"),
            *(_heat_cell(standing, colours) for standing in standing_row),
        )
        for name, standing_row in zip(row_names, standing_rows, strict=True)
    )
    return html_table(tag("thead", head) + tag("tbody", *rows), colours, "sheet heat")


def _heat_cell(standing: Standing, colours: Colours) -> Markup:
    """A table cell with the rate and status symbol, coloured where the target is met or missed."""
    symbol, status = words.status(standing)
    rate = f"{words.rate(standing)} " if standing.judged_tally.rate is not None else ""
    texts = (rate, tag("span", symbol, title=status))
    if standing.status not in ("met", "missed"):
        return tag("td", *texts)
    colour = _heat_colour(standing.status == "met", _mirrored_attainment(standing), colours)
    return tag("td", *texts, style=f"background:{colour}")


def _mirrored_attainment(standing: Standing) -> float:
    """The attainment, turned round for a ceiling (2 minus it), so that more is always better.

    1 where nothing may count or any rate would do, so that nothing says how far off the rate is.
    """
    if standing.attainment is None:
        return 1.0
    is_ceiling = standing.target is not None and standing.target.is_ceiling
    return 2 - standing.attainment if is_ceiling else standing.attainment


def _heat_colour(is_met: bool, attainment: float, colours: Colours) -> str:
    """The CSS colour of an attainment (1: on target) from 0.8 to 1.2; a met one is above 1."""
    position = min(1.0, max(0.0, (attainment - 0.8) / 0.4))
    position = max(position, 0.501) if is_met else min(position, 0.499)
    scale = [list(stop) for stop in colours.scale]
    return str(sample_colorscale(scale, [position])[0])


def _table_by_commune(communes: Sequence[CommuneStandings], colours: Colours) -> Markup:
    """An HTML table with a commune a row and a metric a column, the totals below."""
    names = (tag("th", _metric_heading(standing), scope="col") for standing in communes[0])
    head = tag("thead", tag("tr", tag("th", "Xã, phường", scope="col"), *names))
    rows = join(_commune_row(commune, colours) for commune in communes)
    total_cells = (
        tag("td", _total_texts(standings)) for standings in _standings_by_metric(communes)
    )
    foot = tag("tfoot", tag("tr", tag("th", _TOTAL, scope="row"), *total_cells))
    return html_table(head + tag("tbody", rows) + foot, colours, "sheet wide")


def _metric_row(
    standings: Sequence[Standing], communes: Sequence[CommuneStandings], colours: Colours
) -> Markup:
    """The table's row of one metric: its standing in each commune, then the total."""
    cells = (
        tag("td", _standing_texts(standing, colours, not _shared_coverage(commune)))
        for standing, commune in zip(standings, communes, strict=True)
    )
    total = tag("td", _total_texts(standings), class_="sum")
    return tag("tr", tag("th", _metric_heading(standings[0]), scope="row"), *cells, total)


def _commune_row(standings: CommuneStandings, colours: Colours) -> Markup:
    """The table's row of one commune: its name, then its standing by each metric."""
    with_coverage = not _shared_coverage(standings)
    cells = (tag("td", _standing_texts(standing, colours, with_coverage)) for standing in standings)
    return tag("tr", tag("th", _commune_heading(standings), scope="row"), *cells)


def _metric_heading(standing: Standing) -> Markup:
    """A heading: the metric, and below it the one denominator of its rates and total."""
    metric = standing.metric
    return join((metric.label, small_lines(f"trên {words.variant(metric.denominator_variant)}")))


def _commune_heading(standings: CommuneStandings) -> Markup:
    """A heading: the commune's name and code, and once what limits all of its figures alike."""
    code = standings[0].commune_code
    return join((words.commune_name(code), small_lines(code, _shared_coverage(standings))))


def _shared_coverage(standings: CommuneStandings) -> str:
    """The coverage note that all the commune's figures share; "" where they differ or are whole."""
    coverages = {words.coverage(standing) for standing in standings}
    return coverages.pop() if len(coverages) == 1 else ""


def _standing_texts(standing: Standing, colours: Colours, with_coverage: bool) -> Markup:
    """A cell's content: common rate and status, below them the target and further notes."""
    mark = status_mark(standing, colours)
    notes = small_lines(
        *_standing_notes(standing), words.coverage(standing) if with_coverage else ""
    )
    if standing.tally.rate is None:
        return mark + notes
    return tag("b", words.common_rate(standing)) + " " + mark + notes


def _standing_notes(standing: Standing) -> Iterator[str]:
    """Notes on a standing, some "": its own denominator, target, attainment, shortfall."""
    has_rate = standing.judged_tally.rate is not None
    yield words.own_denominator_note(standing)
    if standing.target and has_rate:
        yield f"chỉ tiêu {words.target_words(standing.target)}"
    if standing.attainment is not None:
        is_ceiling = standing.target is not None and standing.target.is_ceiling
        bound_words = "mức cho phép" if is_ceiling else "chỉ tiêu"
        yield f"bằng {words.percent(standing.attainment, 1)} {bound_words}"
    if standing.denominator_differs and has_rate:
        yield words.plan_difference_note(standing)
    yield words.shortfall(standing)


def _total_texts(standings: Sequence[Standing]) -> Markup:
    """A cell's content: rate and counts over the communes with the whole period, and how many."""
    numerator, denominator, reported_count = total_counts(
        [standing.tally for standing in standings]
    )
    rate = words.percent(numerator / denominator if denominator else None)
    counts = f"{words.number(numerator)}/{words.number(denominator)}"
    reported_words = f"{reported_count}/{len(standings)} xã, phường đã nạp đủ kỳ"
    return tag("b", rate) + small_lines(counts, reported_words)
