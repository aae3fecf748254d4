"""A standing's gap in parts, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from metrics.analysis.decomposition import Contribution
from metrics.standings import Standing
from ui.causes.gap_words import gap_verb, missing_count_text
from ui.display import words
from ui.display.colours import Colours
from ui.display.markup import join, small_lines, tag
from ui.display.tables import header, html_table, row_group


def parts_table(
    standing: Standing, groups: Sequence[tuple[str, Sequence[Contribution]]], colours: Colours
) -> Markup:
    """An HTML table of parts by titled group: rate, counts and what each lacks, with totals."""
    gap_heading = gap_verb(standing).capitalize()
    groups_with_parts = ((title, parts) for title, parts in groups if parts)
    group_rows = join(
        _group_rows(standing, title, parts, colours) for title, parts in groups_with_parts
    )
    return html_table(
        header("Phần", gap_heading, numeric_headings=(gap_heading,)) + group_rows, colours
    )


def _group_rows(
    standing: Standing, title: str, parts: Sequence[Contribution], colours: Colours
) -> Markup:
    """A group's rows under its title, the last one the sum of what its parts lack."""
    missing_total = sum(part.missing_cases for part in parts)
    total_row = tag(
        "tr",
        tag("td", tag("b", "Cộng")),
        tag("td", tag("b", missing_count_text(missing_total, standing)), class_="n"),
    )
    return row_group(title, 2, (*(_part_row(standing, part, colours) for part in parts), total_row))


def _part_row(standing: Standing, contribution: Contribution, colours: Colours) -> Markup:
    """A part's row: its name, rate and counts, and the cases that it lacks or has to spare."""
    part, missing_count = contribution.part, contribution.missing_cases
    rate = words.share_text_beside_standing(part.rate, standing)
    counts = f"{words.number(part.numerator)}/{words.number(part.denominator)}"
    gap_colour = colours.missed if missing_count > 0 else colours.met
    return tag(
        "tr",
        tag("td", part.name, small_lines(f"{rate}, {counts}")),
        tag(
            "td",
            missing_count_text(missing_count, standing),
            class_="n",
            style=f"color:{gap_colour}",
        ),
    )
