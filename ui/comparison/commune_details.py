"""One commune of the comparison in full: each metric's target, shortfall, place, denominators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from data.wording import lower_first_letter
from metrics.analysis.ranking import GroupFigures
from metrics.rate_words import source_note
from metrics.scope_words import scope_note
from metrics.standings import Standing
from ui.comparison.panes import PANE_STYLE
from ui.display import coverage_words, words
from ui.display.colours import Colours
from ui.display.markup import small_lines, tag
from ui.display.tables import counts_text, header, html_table, status_mark, target_text

_HEADINGS = ("Chỉ số", "Tỷ lệ", "Tử số/mẫu số", "Thứ", "Trung vị nhóm", "Chỉ tiêu", "Kết quả")
_NUMERIC_HEADINGS = ("Tỷ lệ", "Tử số/mẫu số", "Thứ", "Trung vị nhóm")


def details_table(
    standings: Sequence[Standing], figures: Sequence[GroupFigures], colours: Colours
) -> Markup:
    """An HTML table of a commune's standings, a metric a row, beside the group's figures."""
    rows = (
        _row(standing, of_group, colours)
        for standing, of_group in zip(standings, figures, strict=True)
    )
    head = header(*_HEADINGS, numeric_headings=_NUMERIC_HEADINGS)
    table = head + tag("tbody", *rows)
    return PANE_STYLE + html_table(table, colours, "sheet stack flow closely")


def _row(standing: Standing, figures: GroupFigures, colours: Colours) -> Markup:
    """A metric's row: rate, counts, place, the group's median, target, status with notes."""
    rank = figures.ranks.get(standing.commune_code)
    place = f"{rank}/{len(figures.ranks)}" if rank else words.NOTHING
    median = figures.quartiles[1] if figures.quartiles else None
    denominator = f"trên {words.variant(figures.definition.denominator_variant)}"
    return tag(
        "tr",
        tag("th", standing.metric.label, small_lines(denominator), scope="row"),
        tag("td", tag("b", words.common_rate(standing)), class_="n"),
        tag("td", counts_text(standing.tally), class_="n"),
        tag("td", place, class_="n", data_of="Thứ"),
        tag("td", words.percent(median), class_="n", data_of="Trung vị nhóm"),
        tag("td", target_text(standing), data_of="Chỉ tiêu"),
        tag("td", status_mark(standing, colours), small_lines(*standing_notes(standing))),
    )


def standing_notes(standing: Standing) -> Iterator[str]:
    """Notes on a standing, each or "": denominator, source, scope, attainment, what is lacking."""
    yield words.own_denominator_note(standing)
    if standing.attainment is not None:
        is_ceiling = standing.target is not None and standing.target.is_ceiling
        bound_words = "mức cho phép" if is_ceiling else "chỉ tiêu"
        yield f"bằng {words.percent(standing.attainment, 1)} {bound_words}"
    if standing.denominator_differs:
        yield words.plan_difference_note(standing)
    yield lower_first_letter(source_note(standing))
    yield lower_first_letter(scope_note(standing))
    yield words.shortfall(standing)
    yield coverage_words.coverage(standing)
