"""A standing's gap in parts, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from metrics.analysis.decomposition import Contribution
from metrics.standings import Standing
from ui.causes.gap_words import lack, missing_text
from ui.display import words
from ui.display.colours import Colours
from ui.display.markup import join, small_lines, tag
from ui.display.tables import header, html_table, row_group


def parts_table(
    standing: Standing, groups: Sequence[tuple[str, Sequence[Contribution]]], colours: Colours
) -> Markup:
    """Each part's rate, counts and what it lacks, under its group's title and with a total."""
    column = lack(standing).capitalize()
    groups_with_parts = ((title, parts) for title, parts in groups if parts)
    body = join(_group(standing, title, parts, colours) for title, parts in groups_with_parts)
    return html_table(header("Phần", column, numeric_headings=(column,)) + body, colours)


def _group(
    standing: Standing, title: str, parts: Sequence[Contribution], colours: Colours
) -> Markup:
    missing = sum(part.missing for part in parts)
    total = tag(
        "tr",
        tag("td", tag("b", "Cộng")),
        tag("td", tag("b", missing_text(missing, standing)), class_="n"),
    )
    return row_group(title, 2, (*(_part_row(standing, part, colours) for part in parts), total))


def _part_row(standing: Standing, contribution: Contribution, colours: Colours) -> Markup:
    part, missing = contribution.part, contribution.missing
    rate = words.beside_target(part.rate, standing)
    counts = f"{words.number(part.numerator)}/{words.number(part.denominator)}"
    colour = colours.missed if missing > 0 else colours.met
    return tag(
        "tr",
        tag("td", part.name, small_lines(f"{rate}, {counts}")),
        tag("td", missing_text(missing, standing), class_="n", style=f"color:{colour}"),
    )
