"""The comparison's table: a line a commune, a column a metric, a cell its rate and status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from markupsafe import Markup

from data.communes import communes
from data.wording import lower_first_letter
from metrics.analysis.ranking import GroupFigures
from metrics.rate_words import source_note
from metrics.scope_words import scope_note
from metrics.standings import Standing
from ui.comparison.group_standings import BY_NAME, REVERSED, GroupStandings
from ui.comparison.panes import scroll_pane
from ui.display import coverage_words, words
from ui.display.colours import Colours
from ui.display.markup import small_lines, tag

OTHER_DENOMINATOR, PART_OF_PERIOD = "†", "*"
_LEAST_RANKED = 4  # of fewer there are no quarters
_QUARTILE_ROWS = (("Tứ phân vị dưới", 0), ("Trung vị", 1), ("Tứ phân vị trên", 2))


def standing_table(
    group: GroupStandings, codes: Sequence[str], marked_code: str, sort_key: str, colours: Colours
) -> Markup:
    """An HTML table of these communes in order, the marked one first, the group's totals last.

    What a click asks for stands in the buttons of heads ("sap=early") and names ("xem=11203").
    """
    names_province = len({communes()[code].province_code for code in group.by_commune}) > 1
    rows = [
        _commune_row(group, code, names_province, has_place=False)
        for code in codes
        if code != marked_code
    ]
    marked_rows = (
        [_commune_row(group, marked_code, names_province, has_place=True)]
        if marked_code in group.by_commune
        else []
    )
    table = tag(
        "table",
        _head(group, sort_key),
        tag("tbody", *marked_rows, class_="own"),
        tag("tbody", *rows, *_folded_rows(group)),
        tag("tfoot", *_group_rows(group)),
        class_="sheet dense",
    )
    return scroll_pane(table, "Bảng so sánh các xã, phường", colours)


def _head(group: GroupStandings, sort_key: str) -> Markup:
    """The table's head: a button for each column that sorts by it, a metric's denominator below."""
    name_head = tag(
        "th", _sort_button("Xã, phường", BY_NAME, sort_key), **_head_state(BY_NAME, sort_key)
    )
    metric_heads = (
        tag(
            "th",
            _sort_button(figures.definition.label, figures.definition.name, sort_key),
            small_lines(f"trên {words.variant(figures.definition.denominator_variant)}"),
            **_head_state(figures.definition.name, sort_key),
        )
        for figures in group.figures
    )
    return tag("thead", tag("tr", name_head, *metric_heads))


def _head_state(name: str, sort_key: str) -> dict[str, str]:
    """The attributes of a column's head: its scope; if sorted by it, `aria_sort` too."""
    if name != sort_key.removeprefix(REVERSED):
        return {"scope": "col"}
    is_ascending = (name == BY_NAME) != sort_key.startswith(REVERSED)
    return {"scope": "col", "aria_sort": "ascending" if is_ascending else "descending"}


def _sort_button(label: str, name: str, sort_key: str) -> Markup:
    """A column head's button; where `sort_key` is this column's already, it reverses the order."""
    is_sorted = name == sort_key.removeprefix(REVERSED)
    arrow = ("▲" if sort_key.startswith(REVERSED) else "▼") if is_sorted else ""
    next_key = f"{REVERSED}{name}" if sort_key == name else name
    return tag(
        "button",
        label,
        *([" ", tag("span", arrow, aria_hidden="true")] if arrow else []),
        type="button",
        data_compare=f"sap={next_key}",
        data_place=f"sap {name}",
        title="Sắp xếp theo cột này",
    )


def _commune_row(group: GroupStandings, code: str, names_province: bool, has_place: bool) -> Markup:
    """A commune's row: its name as a button, then a cell a metric, with ranks if `has_place`."""
    standings = group.by_commune[code]
    shared_coverage = _shared_coverage(standings)
    cells = (
        _cell(standing, figures, not shared_coverage, has_place)
        for standing, figures in zip(standings, group.figures, strict=True)
    )
    commune = communes()[code]
    name = tag(
        "button",
        commune.name,
        type="button",
        data_compare=f"xem={code}",
        data_place=f"xem {code}",
        title=f"{words.full_commune_name(code)}: xem chỉ tiêu và phần còn thiếu",
    )
    notes = small_lines(commune.province if names_province else "", shared_coverage)
    return tag("tr", tag("th", name, notes, scope="row"), *cells)


def _shared_coverage(standings: Sequence[Standing]) -> str:
    """The coverage note that all the commune's figures share; "" where they differ or are whole."""
    coverages = {coverage_words.coverage(standing) for standing in standings}
    return coverages.pop() if len(coverages) == 1 else ""


def _cell(
    standing: Standing, figures: GroupFigures, marks_coverage: bool, has_place: bool
) -> Markup:
    """A cell: the common rate, its status and marks; counts and target appear on pointing."""
    symbol, status = words.status(standing)
    mark = tag("span", symbol, role="img", aria_label=status, class_=f"s-{standing.status}")
    notes = _cell_marks(standing, figures, marks_coverage)
    rank = figures.ranks.get(standing.commune_code)
    ranked_count = len(figures.ranks)
    place = f"{rank}/{ranked_count}" if has_place and rank and ranked_count > 1 else ""
    rate = f"{words.common_rate(standing)} " if standing.tally.rate is not None else ""
    quarter = _quarter_class(standing, figures)
    return tag(
        "td",
        *(rate, mark, *([tag("sup", notes)] if notes else []), small_lines(place)),
        class_=f"n {quarter}".strip(),
        title=cell_words(standing, figures),
    )


def _cell_marks(standing: Standing, figures: GroupFigures, marks_coverage: bool) -> str:
    """ "†" for a figure of another denominator, "*" for a part of the period; "" for neither."""
    if not standing.judged_tally.has_figures:
        return ""
    is_other = counts_otherwise(standing, figures)
    is_part = marks_coverage and standing.judged_tally.is_provisional
    return f"{OTHER_DENOMINATOR if is_other else ''}{PART_OF_PERIOD if is_part else ''}"


def counts_otherwise(standing: Standing, figures: GroupFigures) -> bool:
    """Whether a figure, or the plan that judges it, has another denominator or scope than shown."""
    return standing.judged_tally.has_figures and (
        standing.plan_tally is not None
        or bool(scope_note(standing))
        or standing.denominator_differs
        or standing.tally.metric.denominator_variant != figures.definition.denominator_variant
    )


def _quarter_class(standing: Standing, figures: GroupFigures) -> str:
    """The CSS class of a rate among the group's best or worst quarter; "" between, or unranked."""
    counts = standing.tally.numerator, standing.tally.denominator
    is_ranked = standing.commune_code in figures.ranks and len(figures.ranks) >= _LEAST_RANKED
    if not is_ranked or figures.quartiles is None or None in counts:
        return ""
    rate = Fraction(counts[0] or 0, counts[1] or 1)
    lower, _, upper = figures.quartiles
    if lower <= rate <= upper:
        return ""
    return "best" if (rate > upper) != standing.metric.fewer_is_better else "worst"


def cell_words(standing: Standing, figures: GroupFigures) -> str:
    """All about a figure in a line: counts, rank, status, target, shortfall, what limits it."""
    rank = figures.ranks.get(standing.commune_code)
    return "; ".join(
        text
        for text in (
            words.counts(standing.tally),
            f"thứ {rank} trong {len(figures.ranks)} nơi" if rank else "",
            words.status(standing)[1].lower(),
            f"chỉ tiêu {words.target_words(standing.target)}" if standing.target else "",
            words.shortfall(standing),
            words.own_denominator_note(standing),
            words.plan_difference_note(standing),
            lower_first_letter(source_note(standing)),
            lower_first_letter(scope_note(standing)),
            coverage_words.coverage(standing),
        )
        if text
    )


def _folded_rows(group: GroupStandings) -> Iterator[Markup]:
    """Table rows that fold away the names of all communes without figures; nothing without any."""
    for codes, reason in (
        (group.waiting_codes, coverage_words.WAITS_FOR_MEANING),
        (group.codes_without_figures, "chưa có số liệu trong kỳ"),
    ):
        if codes:
            title = tag("summary", f"{words.number(len(codes))} nơi {reason}")
            names = tag("p", ", ".join(map(words.commune_name, codes)))
            column_count = 1 + len(group.figures)
            cell = tag(
                "td", tag("details", title, names), colspan=str(column_count), class_="folded"
            )
            yield tag("tr", cell)


def _group_rows(group: GroupStandings) -> Iterator[Markup]:
    """The table's foot: the group's rates, communes with the whole period, quartiles and median."""
    commune_count = group.commune_count
    yield _group_row("Tổng cả nhóm", map(_total_cell, group.figures))
    reported = (f"{figures.reported_count}/{commune_count}" for figures in group.figures)
    yield _group_row("Số nơi đủ kỳ", (tag("td", text, class_="n") for text in reported))
    if any(len(figures.ranks) > 1 for figures in group.figures):
        for title, position in _QUARTILE_ROWS:
            yield _group_row(title, (_quartile_cell(f, position) for f in group.figures))


def _group_row(title: str, cells: Iterable[Markup]) -> Markup:
    """A row of the table's foot: its title as heading, then the cells."""
    return tag("tr", tag("th", title, scope="row"), *cells)


def _total_cell(figures: GroupFigures) -> Markup:
    """A cell: a metric's rate over the communes with the whole period; counts on pointing."""
    counts = f"{words.number(figures.numerator)}/{words.number(figures.denominator)}"
    return tag(
        "td",
        tag("b", words.percent(figures.rate)),
        class_="n",
        title=f"{counts} {words.variant(figures.definition.denominator_variant)}",
    )


def _quartile_cell(figures: GroupFigures, position: int) -> Markup:
    """A cell: one quartile (0 the lower, 1 the median, 2 the upper) of the ranked rates."""
    share = figures.quartiles[position] if figures.quartiles else None
    return tag("td", words.percent(share), class_="n")
