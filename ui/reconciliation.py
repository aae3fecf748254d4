"""A form beside the records, line by line, as a table that reads well on a phone too."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from metrics.analysis.reconciliation import ReconciledCount
from ui.display import words
from ui.display.colours import Colours
from ui.display.markup import join, tag
from ui.display.tables import header, row_group, sheet

Group = tuple[str, Sequence[ReconciledCount]]


def compared(groups: Sequence[Group], colours: Colours) -> Markup:
    """A table; each group (a field, or "" for the commune) under its own heading."""
    head = header("Số đếm", "Biểu", "Hồ sơ", "Lệch", numeric=("Biểu", "Hồ sơ", "Lệch"))
    return sheet(head + join(_group(name, lines, colours) for name, lines in groups), colours)


def _group(name: str, lines: Sequence[ReconciledCount], colours: Colours) -> Markup:
    return row_group(name, 4, (_line(one, colours) for one in lines))


def _line(one: ReconciledCount, colours: Colours) -> Markup:
    """A count's row, and under it its note across the whole width: a phone has no other room."""
    joined = {"style": "border-bottom:none;padding-bottom:0"} if one.note else {}
    numbers = (_number(one.by_form), _number(one.by_record), _difference(one, colours))
    cells = (tag("td", number, class_="n", **joined) for number in numbers)
    row = tag("tr", tag("td", one.label, **joined), *cells)
    if not one.note:
        return row
    return row + tag("tr", tag("td", tag("small", one.note), colspan="4"))


def _number(value: int | None) -> str:
    return words.NOTHING if value is None else words.number(value)


def _difference(one: ReconciledCount, colours: Colours) -> str:
    if one.difference is None:
        return words.NOTHING
    if one.difference == 0:
        return tag("span", "✔ khớp", style=f"color:{colours.met}")
    sign = "+" if one.difference > 0 else "−"
    number = f"{sign}{words.number(abs(one.difference))}"
    return tag("b", f"✘ {number}", style=f"color:{colours.missed}")


def verdict(lines: Sequence[ReconciledCount]) -> str:
    """How many of the counts that both sides know agree, in a sentence."""
    both = [one for one in lines if one.difference is not None]
    if not both:
        return "Không có số nào mà cả biểu và hồ sơ đều cho."
    differing = [one for one in both if one.difference]
    if not differing:
        return f"Cả **{len(both)}** số so được đều khớp theo cách đếm của biểu."
    return f"**{len(differing)}** trong {len(both)} số so được lệch nhau."
