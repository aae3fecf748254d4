"""Where the cases are missing or to spare, as bars of a table: each part leads to its dossiers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from markupsafe import Markup

from metrics.analysis.decomposition import Contribution
from metrics.standings import Standing
from ui.causes.gap_words import amount_text, is_surplus, total_label
from ui.display import words
from ui.display.colours import Colours
from ui.display.markup import join, small_lines, tag

_STYLE = Markup("""
<style>
.gaps{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));
gap:1.2rem 2rem;color:var(--ink)}
.gaps h3{font-size:1rem;font-weight:600;margin:0 0 .3rem;padding:0}
.gaps table{border-collapse:collapse;width:100%;font-size:.875rem}
.gaps th,.gaps td{border:none;border-bottom:1px solid var(--edge);padding:.35rem .4rem .35rem 0;
text-align:left;vertical-align:middle;font-weight:400}
.gaps thead th{font-size:.8125rem;color:var(--quiet);font-weight:600}
.gaps tfoot th,.gaps tfoot td{font-weight:600;border-bottom:none}
.gaps tbody th{width:54%}
.gaps th a{color:inherit;text-underline-offset:.15em}
.gaps small{display:block;color:var(--quiet);font-size:.78rem}
.gaps .n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;width:1%;
padding-right:0}
.gaps .bar{padding-right:.6rem}
.gaps .bar span{display:block;height:.95rem;border-radius:2px;min-width:2px;
print-color-adjust:exact;-webkit-print-color-adjust:exact}
.gaps tr{break-inside:avoid}
</style>
""")

Link = Callable[[Contribution], str]


def gap_bars(
    standing: Standing,
    groups: Sequence[tuple[str, Sequence[Contribution], Link]],
    colours: Colours,
) -> Markup:
    """Tables of bars side by side as HTML, one for each group (title, parts, where a part leads).

    Of a missed target bars are what is missing, of one that is met what is to spare; a part that
    goes against the whole is in the other colour and says so.
    """
    tables = [
        _group_table(standing, title, parts, link_of, colours)
        for title, parts, link_of in groups
        if parts
    ]
    palette = f"--edge:{colours.grid};--ink:{colours.text};--quiet:{colours.quiet}"
    return _STYLE + tag("div", *tables, class_="gaps", style=palette)


def _group_table(
    standing: Standing,
    title: str,
    parts: Sequence[Contribution],
    link_of: Link,
    colours: Colours,
) -> Markup:
    """One group's title and table: a bar for each part, and their sum below."""
    longest = max(abs(part.missing_cases) for part in parts) or 1
    shares = _running_shares(standing, parts)
    rows = join(
        _part_row(standing, part, longest, share, link_of(part), colours)
        for part, share in zip(parts, shares, strict=True)
    )
    total = sum(part.missing_cases for part in parts)
    head = tag(
        "tr",
        tag("th", title.removeprefix("Theo ").capitalize(), scope="col"),
        tag("th", _amount_heading(standing), scope="col", colspan="2"),
    )
    foot = tag(
        "tr",
        tag("th", "Cộng", scope="row"),
        tag("td", amount_text(total, standing), class_="n", colspan="2"),
    )
    table = tag("table", tag("thead", head), tag("tbody", rows), tag("tfoot", foot))
    return tag("section", tag("h3", title), table)


def _amount_heading(standing: Standing) -> str:
    """What the numbers beside the bars are: "Còn thiếu, cộng dồn"."""
    return total_label(standing) + ("" if is_surplus(standing) else ", cộng dồn")


def _running_shares(standing: Standing, parts: Sequence[Contribution]) -> list[str]:
    """Each part's running share of what is missing, "82%"; "" if it lacks none, or of a surplus."""
    missing_total = sum(max(0, part.missing_cases) for part in parts)
    if is_surplus(standing) or not missing_total:
        return [""] * len(parts)
    sums = accumulate(part.missing_cases for part in parts)
    return [
        words.percent(so_far / missing_total, 0) if part.missing_cases > 0 else ""
        for part, so_far in zip(parts, sums, strict=True)
    ]


def _part_row(
    standing: Standing,
    contribution: Contribution,
    longest: int,
    share: str,
    address: str,
    colours: Colours,
) -> Markup:
    """A part's row: linked name, rate, counts, a bar (full at `longest` cases), cases, `share`."""
    part, missing_count = contribution.part, contribution.missing_cases
    name = (
        tag("a", part.name, href=address, title="Xem hồ sơ của phần này") if address else part.name
    )
    rate = words.share_text_beside_standing(part.rate, standing)
    counts = f"{rate}, {words.number(part.numerator)}/{words.number(part.denominator)}"
    colour = colours.missed if missing_count > 0 else colours.met
    width = 100 * abs(missing_count) / longest
    bar = tag("span", style=f"width:{width:.1f}%;background:{colour}") if missing_count else ""
    return tag(
        "tr",
        tag("th", name, small_lines(counts), scope="row"),
        tag("td", bar, class_="bar"),
        tag("td", amount_text(missing_count, standing), small_lines(share), class_="n"),
    )
