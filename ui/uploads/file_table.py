"""The files of a batch as a table: a line a file, what it is, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from markupsafe import Markup, escape

from ui.display import tables, words
from ui.display.colours import Colours
from ui.display.markup import join, small_lines, tag
from ui.display.tables import header
from ui.uploads.batch.lines import FileLine
from ui.uploads.batch.states import STATE_WORDS, State

_SYMBOLS: Mapping[State, str] = MappingProxyType(
    {
        "stored": "✓",
        "storing": "…",
        "ready": "✓",
        "refused": "✕",
        "waiting": "?",
        "known": "=",
        "twin": "=",
        "reading": "…",
    }
)
_NUMERIC = ("Dòng", "Để lại")


_STYLE = Markup("""<style>
.sheet.files tbody th{position:static;overflow-wrap:anywhere}
.sheet.files th small,.sheet.files th i{font-weight:400;font-style:normal}
.sheet.files .days{white-space:nowrap}
@media print,(min-width:641px){.sheet.files tbody th{width:20%}.sheet.files .state{width:18%}
.sheet.files .kind{width:14%}.sheet.files .communes{width:14%}.sheet.files .change{width:14%}}
@media screen{
.files-box{max-height:75vh;overflow:auto;border:1px solid var(--edge);border-radius:.5rem}
.sheet.files thead th{position:sticky;top:0;background:var(--paper);z-index:1;white-space:nowrap}
}
@media screen and (max-width:640px){.files-box{padding:0 .7rem}}
</style>""")


@lru_cache(maxsize=16)
def files_table(lines: tuple[FileLine, ...], colours: Colours) -> Markup:
    """An HTML table of the files in the order given, in a scrolling box; cached by its lines.

    Drawn once for the same lines: most reruns change none.
    """
    head = header(
        *("Tệp", "Tình trạng", "Là gì", "Của", "Kỳ", "Dòng", "Để lại", "Nếu nạp"),
        numeric_headings=_NUMERIC,
    )
    rows = join(_row(line, colours) for line in lines)
    table = tag("table", head, tag("tbody", rows), class_="sheet stack flow files")
    return _STYLE + tables.themed_box(
        "files-box", table, colours, role="region", aria_label="Các tệp đã chọn", tabindex="0"
    )


def _row(line: FileLine, colours: Colours) -> Markup:
    """A file's table row: number, name, state, kind, communes, days, rows, rows aside, change."""
    return tag(
        "tr",
        tag(
            "th", tag("i", f"{line.number}."), f" {line.name}", small_lines(line.place), scope="row"
        ),
        tag("td", _state_mark(line, colours), small_lines(line.note), class_="state"),
        tag("td", line.kind, class_="kind"),
        tag("td", line.communes, class_="communes"),
        tag("td", line.days, class_="days"),
        tag("td", _count(line.row_count), class_="n", data_of="Dòng"),
        tag("td", _count(line.aside_count or None), class_="n", data_of="Để lại xem xét"),
        tag("td", _change(line, colours), data_of="Nếu nạp", class_="change"),
    )


def _state_mark(line: FileLine, colours: Colours) -> Markup:
    """A file's state as its symbol and words in their colour."""
    colour = {"refused": colours.missed, "waiting": colours.missed}.get(line.state, colours.met)
    if line.state in ("known", "twin", "reading"):
        colour = colours.quiet
    state_words = STATE_WORDS[line.state]
    text = f"{_SYMBOLS[line.state]} {state_words[:1].upper()}{state_words[1:]}"
    return tag("span", text, style=f"color:{colour};white-space:nowrap")


def _change(line: FileLine, colours: Colours) -> Markup:
    """What storing a file would change, as HTML, with "!" in colour where much would be lost."""
    if not line.is_alarming:
        return escape(line.change)
    return tag("span", f"! {line.change}", style=f"color:{colours.missed}")


def _count(count: int | None) -> str:
    """A count as text; "" where there is none, so that a phone leaves the cell out."""
    return "" if count is None else words.number(count)
