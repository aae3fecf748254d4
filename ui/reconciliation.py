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
    """An HTML table of a form's counts beside those by record, in titled groups."""
    head = header("Số đếm", "Biểu", "Hồ sơ", "Lệch", numeric_headings=("Biểu", "Hồ sơ", "Lệch"))
    bodies = (
        row_group(name, 4, (_count_rows(count, colours) for count in counts))
        for name, counts in groups
    )
    return html_table(head + join(bodies), colours)


def _count_rows(count: ReconciledCount, colours: Colours) -> Markup:
    """A count's table row, and below it a row across the whole width for its note, if any."""
    style = {"style": "border-bottom:none;padding-bottom:0"} if count.note else {}
    texts = (
        _number_text(count.form_count),
        _number_text(count.record_count),
        _difference_text(count, colours),
    )
    cells = (tag("td", text, class_="n", **style) for text in texts)
    row = tag("tr", tag("td", count.label, **style), *cells)
    if not count.note:
        return row
    return row + tag("tr", tag("td", tag("small", count.note), colspan="4"))


def _number_text(count: int | None) -> str:
    """A count as text, "1.234"; a dash for None."""
    return NOTHING if count is None else number(count)


def _difference_text(count: ReconciledCount, colours: Colours) -> str:
    """Form's count less the records' as coloured HTML, "✔ khớp" for 0; a dash if unknown."""
    if count.difference is None:
        return NOTHING
    if count.difference == 0:
        return tag("span", "✔ khớp", style=f"color:{colours.met}")
    return tag("b", f"✘ {signed_number(count.difference)}", style=f"color:{colours.missed}")


def agreement_sentence(counts: Sequence[ReconciledCount]) -> str:
    """A sentence on how many of the counts that form and record both have agree."""
    comparable_counts = [count for count in counts if count.difference is not None]
    if not comparable_counts:
        return "Không có số nào có ở cả biểu và hồ sơ."
    differing_count = sum(count.difference != 0 for count in comparable_counts)
    if not differing_count:
        return f"Cả **{len(comparable_counts)}** số so được đều khớp theo cách đếm của biểu."
    return f"**{differing_count}** trong {len(comparable_counts)} số so được lệch nhau."
