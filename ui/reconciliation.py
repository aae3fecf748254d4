"""A form beside the records, line by line, as a table that reads well on a phone too."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from data.wording import NOTHING, number, signed_number
from metrics.analysis.reconciliation import ReconciledCount
from ui.display.colours import Colours
from ui.display.markup import join, tag
from ui.display.tables import header, html_table, row_group

# A field's name, or "" for the whole commune, and its counts.
Group = tuple[str, Sequence[ReconciledCount]]


def comparison_table(groups: Sequence[Group], colours: Colours) -> Markup:
    """A table; each group under its own heading."""
    head = header("Số đếm", "Biểu", "Hồ sơ", "Lệch", numeric_headings=("Biểu", "Hồ sơ", "Lệch"))
    bodies = (
        row_group(name, 4, (_rows(count, colours) for count in counts)) for name, counts in groups
    )
    return html_table(head + join(bodies), colours)


def _rows(count: ReconciledCount, colours: Colours) -> Markup:
    """A count's row, and under it its note across the whole width: a phone has no other room."""
    style = {"style": "border-bottom:none;padding-bottom:0"} if count.note else {}
    texts = (_number(count.by_form), _number(count.by_record), _difference(count, colours))
    cells = (tag("td", text, class_="n", **style) for text in texts)
    row = tag("tr", tag("td", count.label, **style), *cells)
    if not count.note:
        return row
    return row + tag("tr", tag("td", tag("small", count.note), colspan="4"))


def _number(count: int | None) -> str:
    return NOTHING if count is None else number(count)


def _difference(count: ReconciledCount, colours: Colours) -> str:
    if count.difference is None:
        return NOTHING
    if count.difference == 0:
        return tag("span", "✔ khớp", style=f"color:{colours.met}")
    return tag("b", f"✘ {signed_number(count.difference)}", style=f"color:{colours.missed}")


def verdict(counts: Sequence[ReconciledCount]) -> str:
    """How many of the counts that both sides know agree, in a sentence."""
    comparable = [count for count in counts if count.difference is not None]
    if not comparable:
        return "Không có số nào có ở cả biểu và hồ sơ."
    differing = sum(count.difference != 0 for count in comparable)
    if not differing:
        return f"Cả **{len(comparable)}** số so được đều khớp theo cách đếm của biểu."
    return f"**{differing}** trong {len(comparable)} số so được lệch nhau."
