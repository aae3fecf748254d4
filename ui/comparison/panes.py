"""A table of many lines in a box that scrolls within a screen, its head and last lines in sight."""

from __future__ import annotations

from markupsafe import Markup

from ui.display.colours import Colours
from ui.display.tables import themed_box

PANE_STYLE = Markup("""
<style>
.pane{max-height:min(64vh,38rem);overflow:auto;border:1px solid var(--edge);border-radius:6px}
.pane:focus-visible{outline:2px solid var(--met);outline-offset:2px}
.pane .sheet{border-collapse:separate;border-spacing:0}
.pane thead{position:sticky;top:0;z-index:3}.pane tfoot{position:sticky;bottom:0;z-index:2}
.pane thead th,.pane tfoot th,.pane tfoot td{background:var(--paper)}
.pane thead th{border-bottom:2px solid var(--edge)}
.pane tfoot tr:first-child>*{border-top:2px solid var(--edge)}
.pane th:first-child{position:sticky;left:0;z-index:1;background:var(--paper)}
[class*="st-key-commune_details"]{scroll-margin-top:4.5rem}
.closely.sheet th,.closely.sheet td{padding:.28rem .6rem}.closely th small{font-weight:400}
.dense.sheet{font-size:.8125rem}
.dense.sheet th,.dense.sheet td{padding:.22rem .5rem}
.dense.sheet thead th{text-align:right;min-width:5.4rem;max-width:8rem;font-size:.78rem;
line-height:1.25}
.dense.sheet thead th:first-child{text-align:left}
.dense.sheet tbody th{font-weight:400;min-width:8.5rem;white-space:nowrap}
.dense small{font-size:.72rem;font-weight:400}
.dense tbody th small{white-space:normal}
.dense button{all:unset;cursor:pointer;color:inherit;font:inherit;border-radius:3px}
.dense thead button{font-weight:600;color:var(--ink)}
.dense button:hover{text-decoration:underline;text-underline-offset:2px}
.dense button:focus-visible{outline:2px solid var(--met);outline-offset:2px}
.dense tbody th button{text-decoration:underline dotted var(--quiet);text-underline-offset:3px}
.dense td.best{background:var(--best)}.dense td.worst{background:var(--worst)}
.dense .s-met{color:var(--met)}.dense .s-missed{color:var(--missed)}
.dense [class^=s-]{display:inline-block;min-width:1em;text-align:center}
.dense .s-no_target,.dense .s-no_data,.dense .s-no_cases,.dense .s-expired,.dense .s-upcoming{
color:var(--quiet)}
.dense sup{font-size:.7em;color:var(--quiet);line-height:0}
.dense tbody.own th{font-weight:600;border-left:3px solid var(--met)}
.dense tbody.own td,.dense tbody.own th{border-bottom:2px solid var(--edge)}
.sheet.dense tfoot td,.sheet.dense tfoot th{font-weight:400;padding-top:.12rem;
padding-bottom:.12rem}
.dense .folded p{margin:.3rem 0;white-space:normal;max-width:60rem}
.dense .folded summary{cursor:pointer}
@media (max-width:640px){.pane tfoot{position:static}
.dense.sheet tbody th{min-width:6.5rem;max-width:7.5rem;white-space:normal}}
@media print{.pane{max-height:none;overflow:visible;border:none}
.pane thead,.pane tfoot,.pane th:first-child{position:static}
.closely.sheet th,.closely.sheet td{padding:.28rem .6rem}.closely th small{font-weight:400}
.dense.sheet{font-size:7.5pt}.dense.sheet thead th{font-size:7pt;min-width:0}
.dense.sheet th,.dense.sheet td{padding:.12rem .2rem}.sheet.dense small{font-size:6.5pt}
.dense button{display:contents}.st-key-remember_group{display:none}
.dense.sheet tbody th{min-width:0;white-space:nowrap}
.dense td{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
</style>
""")


def scroll_pane(table: Markup, name: str, colours: Colours) -> Markup:
    """An HTML table in a box that scrolls, reached by keyboard under this name."""
    return PANE_STYLE + themed_box(
        "pane", table, colours, tabindex="0", role="region", aria_label=name
    )
