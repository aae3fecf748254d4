"""The fair comparison's two tables: communes ranked among their peers, and the common mix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from metrics.analysis.decomposition import Part
from metrics.analysis.fair_comparison import ComparedCommune, peers, rank_rates
from ui.comparison.funnel_chart import VERDICTS, verdict_colour
from ui.display import words
from ui.display.colours import Colours
from ui.display.markup import join, small_lines, tag
from ui.display.tables import header, html_table, row_group

Notes = Mapping[str, Sequence[str]]  # by commune code, what limits its figures
_WIDTH = 4
_NUMBERS = ("Hạng", "Chuẩn hóa", "Thường")
_MIX_NUMBERS = ("Mẫu số", "Trọng số", "Tỷ lệ chung")


def fair_table(
    communes: Sequence[ComparedCommune], notes: Notes, least: int, colours: Colours
) -> Markup:
    """Communes in groups of like volume, the largest first; those below `least` cases last."""
    by_code = {commune.code: commune for commune in communes}
    cases = {commune.code: commune.denominator for commune in communes}
    groups, too_small = peers(cases, least)
    body = join(_group([by_code[code] for code in group], notes, colours) for group in groups)
    if too_small:
        verdict = join(("quá ít hồ sơ để xếp hạng",))
        rows = [_row(by_code[code], "", verdict, notes[code]) for code in too_small]
        body += row_group(f"Mẫu số dưới {words.number(least)}", _WIDTH, rows)
    return html_table(header("Xã, phường", *_NUMBERS, numeric_headings=_NUMBERS) + body, colours)


def _group(communes: Sequence[ComparedCommune], notes: Notes, colours: Colours) -> Markup:
    """Communes of like volume, the largest first as given, by their rank among each other."""
    rates = {
        commune.code: commune.fair.rate for commune in communes if commune.fair.rate is not None
    }
    ranks = rank_rates(rates)
    without_rank = len(communes) + 1
    ordered = sorted(
        communes, key=lambda commune: (ranks.get(commune.code, without_rank), commune.code)
    )
    rows = (
        _row(
            commune,
            str(ranks.get(commune.code, "")),
            _verdict(commune, colours),
            notes[commune.code],
        )
        for commune in ordered
    )
    return row_group(f"Mẫu số {_volume_range(communes)}", _WIDTH, rows)


def _volume_range(communes: Sequence[ComparedCommune]) -> str:
    """The cases of the smallest and the largest: "120–350"."""
    most, least = communes[0].denominator, communes[-1].denominator
    if most == least:
        return words.number(most)
    return f"{words.number(least)}–{words.number(most)}"


def _verdict(commune: ComparedCommune, colours: Colours) -> Markup:
    text = " ".join(VERDICTS[commune.verdict])
    return tag("span", text, style=f"color:{verdict_colour(commune.verdict, colours)}")


def _row(commune: ComparedCommune, rank: str, verdict: Markup, notes: Sequence[str]) -> Markup:
    """A commune's figures, and under them across the table what to make of them."""
    fair, missing = _fair_rate(commune) if rank else (words.NOTHING, "")
    counts = f"{words.number(commune.numerator)}/{words.number(commune.denominator)}"
    joined = "border-bottom:none;padding-bottom:0"
    figures = tag(
        "tr",
        tag("th", words.commune_name(commune.code), scope="row", style=joined),
        tag("td", rank or words.NOTHING, class_="n", style=joined),
        tag("td", tag("b", fair), class_="n", style=joined),
        tag("td", words.percent(commune.rate), small_lines(counts), class_="n", style=joined),
    )
    below = tag(
        "td", verdict, small_lines(*notes, missing), colspan=str(_WIDTH), style="padding-top:0"
    )
    return figures + tag("tr", below)


def _fair_rate(commune: ComparedCommune) -> tuple[str, str]:
    """The standardised rate, starred where the commune has no cases of some fields, and which."""
    rate, fields = commune.fair.rate, commune.fair.missing
    if rate is None:
        return words.NOTHING, ""
    if not fields:
        return words.percent(rate), ""
    return f"{words.percent(rate)}*", f"* không có hồ sơ {', '.join(fields)}"


def mix_table(mix: Mapping[str, Part], colours: Colours) -> Markup:
    """Each field's cases, its weight and its rate over all communes."""
    total = sum(part.denominator for part in mix.values())
    rows = join(_mix_row(part, total) for part in mix.values())
    head = header("Lĩnh vực", *_MIX_NUMBERS, numeric_headings=_MIX_NUMBERS)
    return html_table(head + tag("tbody", rows), colours)


def _mix_row(part: Part, total: int) -> Markup:
    numbers = (
        words.number(part.denominator),
        words.percent(part.denominator / total, 1),
        words.percent(part.numerator / part.denominator, 1),
    )
    cells = (tag("td", number, class_="n") for number in numbers)
    return tag("tr", tag("td", part.name or "Chưa ghi lĩnh vực"), *cells)
