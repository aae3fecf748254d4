"""A form beside the records, line by line, as a table that reads well on a phone too."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from metrics.analysis.reconciliation import ReconciledCount
from ui.display import words
from ui.display.colours import Colours
from ui.display.tables import sheet

Group = tuple[str, Sequence[ReconciledCount]]


def compared(groups: Sequence[Group], colours: Colours) -> str:
    """HTML of a table; each group (a field, or "" for the commune) under its own heading."""
    head = (
        "<th scope='col'>Số đếm</th><th scope='col' class='n'>Biểu</th>"
        "<th scope='col' class='n'>Hồ sơ</th><th scope='col' class='n'>Lệch</th>"
    )
    body = "".join(_group(name, lines, colours) for name, lines in groups)
    return sheet(f"<thead><tr>{head}</tr></thead>{body}", colours)


def _group(name: str, lines: Sequence[ReconciledCount], colours: Colours) -> str:
    title = f"<tr><th scope='rowgroup' colspan='4'>{escape(name)}</th></tr>" if name else ""
    return f"<tbody>{title}{''.join(_line(one, colours) for one in lines)}</tbody>"


def _line(one: ReconciledCount, colours: Colours) -> str:
    """A count's row, and under it its note across the whole width: a phone has no other room."""
    joined = " style='border-bottom:none;padding-bottom:0'" if one.note else ""
    cells = "".join(
        f"<td class='n'{joined}>{_number(n)}</td>" for n in (one.by_form, one.by_record)
    )
    last = f"<td class='n'{joined}>{_difference(one, colours)}</td>"
    note = f"<tr><td colspan='4'><small>{escape(one.note)}</small></td></tr>" if one.note else ""
    return f"<tr><td{joined}>{escape(one.label)}</td>{cells}{last}</tr>{note}"


def _number(value: int | None) -> str:
    return words.NOTHING if value is None else words.number(value)


def _difference(one: ReconciledCount, colours: Colours) -> str:
    if one.difference is None:
        return words.NOTHING
    if one.difference == 0:
        return f"<span style='color:{colours.met}'>✔ khớp</span>"
    sign = "+" if one.difference > 0 else "−"
    number = f"{sign}{words.number(abs(one.difference))}"
    return f"<b style='color:{colours.missed}'>✘ {number}</b>"


def verdict(lines: Sequence[ReconciledCount]) -> str:
    """How many of the counts that both sides know agree, in a sentence."""
    both = [one for one in lines if one.difference is not None]
    if not both:
        return "Không có số nào mà cả biểu và hồ sơ đều cho."
    differing = [one for one in both if one.difference]
    if not differing:
        return f"Cả **{len(both)}** số so được đều khớp theo cách đếm của biểu."
    return f"**{len(differing)}** trong {len(both)} số so được lệch nhau."
