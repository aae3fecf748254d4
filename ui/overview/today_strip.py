"""The strip Hôm nay as HTML: a link for each matter, or a quiet line where nothing is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from ui.display import words
from ui.display.markup import tag
from ui.overview.today_items import TodayItem

_NOTHING_DUE = "Theo số liệu đã nạp, không có hồ sơ, nhiệm vụ nào đến hạn."
TODAY_STYLE = Markup("""
<style>
.today h2{font-size:.9rem;font-weight:600;margin:0 0 .3rem;padding:0;line-height:1.3}
.today h2 span{font-weight:400;color:var(--quiet)}
.today ul{list-style:none;margin:0;padding:0 !important;display:flex;flex-wrap:wrap;gap:.6rem}
.today li{flex:1 1 14rem;min-width:0;margin:0}
.today a{display:block;height:100%;box-sizing:border-box;padding:.4rem .7rem;border-radius:6px;
border:1px solid var(--edge);border-left:4px solid var(--mark);color:var(--ink);
text-decoration:none;font-size:.8125rem;line-height:1.35}
.today a:hover,.today a:focus-visible{border-color:var(--mark)}
.today a:hover b,.today a:focus-visible b{text-decoration:underline}
.today b{font-weight:600;display:block}
.today small,.today p{color:var(--quiet);font-size:.78rem;margin:0}
.today small{display:block}
.today .cut{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
@media (max-width:619px){
.today ul{gap:.35rem}.today li{flex:1 1 100%}
.today a>small:first-child,.today b{display:inline;margin-right:.3rem}
}
</style>
""")


def today_strip(items: Sequence[TodayItem], today: date) -> Markup:
    """The items as an HTML list under "Hôm nay"; says so if no dossier or task is due."""
    title = tag("h2", "Hôm nay ", tag("span", words.day(today)))
    due_subjects = {"Hồ sơ", "Nhiệm vụ"} & {item.subject for item in items}
    quiet_line = "" if due_subjects else tag("p", _NOTHING_DUE)
    rows = tag("ul", *map(_item_row, items)) if items else ""
    return tag("section", title, quiet_line, rows, class_="today", aria_label="Hôm nay")


def _item_row(item: TodayItem) -> Markup:
    """An item as `<li>`, the whole of it a link: subject, text, note."""
    link = tag(
        "a",
        tag("small", item.subject),
        tag("b", item.text),
        tag("small", item.note, class_="cut", title=item.note) if item.note else "",
        href=item.address,
        style=f"--mark:var({'--warn' if item.is_pressing else '--quiet'})",
    )
    return tag("li", link)
