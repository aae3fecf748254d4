"""The fair comparison's two tables: communes ranked among their peers, and the common mix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from markupsafe import Markup

from metrics.analysis.decomposition import Part
from metrics.analysis.fair_comparison import ComparedCommune, peer_groups, rank_rates
from ui.comparison.panes import scroll_pane
from ui.comparison.verdict_marks import VERDICTS, verdict_colour
from ui.display import words
from ui.display.colours import Colours
from ui.display.markup import join, small_lines, tag
from ui.display.tables import header, html_table, row_group

Notes = Mapping[str, Sequence[str]]  # by commune code, what limits its figures
_COLUMN_COUNT = 4
_NUMBERS = ("Hạng", "Chuẩn hóa", "Thường")
_MIX_NUMBERS = ("Mẫu số", "Trọng số", "Tỷ lệ chung")


def fair_table(
    communes: Sequence[ComparedCommune],
    notes: Notes,
    least_cases: int,
    fewer_is_better: bool,
    colours: Colours,
) -> Markup:
    """An HTML table of communes grouped by volume, largest first, below `least_cases` last."""
    by_code = {commune.code: commune for commune in communes}
    case_counts = {commune.code: commune.denominator for commune in communes}
    code_groups, small_codes = peer_groups(case_counts, least_cases)
    table_rows = join(
        _peer_rows([by_code[code] for code in group], notes, fewer_is_better, colours)
        for group in code_groups
    )
    if small_codes:
        verdict = join(("quá ít hồ sơ để xếp hạng",))
        rows = [_commune_rows(by_code[code], "", verdict, notes[code]) for code in small_codes]
        table_rows += row_group(f"Mẫu số dưới {words.number(least_cases)}", _COLUMN_COUNT, rows)
    head = header("Xã, phường", *_NUMBERS, numeric_headings=_NUMBERS)
    table = tag("table", head + table_rows, class_="sheet")
    return scroll_pane(table, "Bảng so sánh công bằng", colours)


def _peer_rows(
    communes: Sequence[ComparedCommune], notes: Notes, fewer_is_better: bool, colours: Colours
) -> Markup:
    """HTML rows, by rank, of communes of like volume; `communes` come with the largest first."""
    rates = {
        commune.code: commune.standardised_rate.rate
        for commune in communes
        if commune.standardised_rate.rate is not None
    }
    ranks = rank_rates(rates, fewer_is_better)
    place_without_rank = len(communes) + 1
    ranked_communes = sorted(
        communes, key=lambda commune: (ranks.get(commune.code, place_without_rank), commune.code)
    )
    rows = (
        _commune_rows(
            commune,
            str(ranks.get(commune.code, "")),
            _verdict_mark(commune, fewer_is_better, colours),
            notes[commune.code],
        )
        for commune in ranked_communes
    )
    return row_group(f"Mẫu số {_volume_range(communes)}", _COLUMN_COUNT, rows)


def _volume_range(communes: Sequence[ComparedCommune]) -> str:
    """The cases of the smallest to the largest: "120–350"; communes come largest first."""
    most_cases, least_cases = communes[0].denominator, communes[-1].denominator
    if most_cases == least_cases:
        return words.number(most_cases)
    return f"{words.number(least_cases)}–{words.number(most_cases)}"


def _verdict_mark(commune: ComparedCommune, fewer_is_better: bool, colours: Colours) -> Markup:
    """A commune's verdict as HTML: its symbol and words in its colour."""
    text = " ".join(VERDICTS[commune.verdict])
    return tag(
        "span", text, style=f"color:{verdict_colour(commune.verdict, fewer_is_better, colours)}"
    )


def _commune_rows(
    commune: ComparedCommune, rank: str, verdict: Markup, notes: Sequence[str]
) -> Markup:
    """A commune's two HTML rows: figures, then verdict and notes. `rank` is "" if not ranked."""
    fair_rate, missing_note = _fair_rate_texts(commune) if rank else (words.NOTHING, "")
    counts = f"{words.number(commune.numerator)}/{words.number(commune.denominator)}"
    joined_style = "border-bottom:none;padding-bottom:0"
    figures = tag(
        "tr",
        tag("th", words.commune_name(commune.code), scope="row", style=joined_style),
        tag("td", rank or words.NOTHING, class_="n", style=joined_style),
        tag("td", tag("b", fair_rate), class_="n", style=joined_style),
        tag("td", words.percent(commune.rate), small_lines(counts), class_="n", style=joined_style),
    )
    notes_cell = tag(
        "td",
        verdict,
        small_lines(*notes, missing_note),
        colspan=str(_COLUMN_COUNT),
        style="padding-top:0",
    )
    return figures + tag("tr", notes_cell)


def _fair_rate_texts(commune: ComparedCommune) -> tuple[str, str]:
    """(standardised rate, starred if fields without cases are left out; a note of these or "")."""
    rate, missing_fields = commune.standardised_rate.rate, commune.standardised_rate.missing_fields
    if rate is None:
        return words.NOTHING, ""
    if not missing_fields:
        return words.percent(rate), ""
    return f"{words.percent(rate)}*", f"* không có hồ sơ {', '.join(missing_fields)}"


def mix_table(mix: Mapping[str, Part], colours: Colours) -> Markup:
    """An HTML table of the fields: cases, share of all cases, rate over all communes."""
    total_cases = sum(part.denominator for part in mix.values())
    rows = join(_mix_row(part, total_cases) for part in mix.values())
    head = header("Lĩnh vực", *_MIX_NUMBERS, numeric_headings=_MIX_NUMBERS)
    return html_table(head + tag("tbody", rows), colours)


def _mix_row(part: Part, total_cases: int) -> Markup:
    """A field's table row: its cases, their share of `total_cases`, its rate."""
    numbers = (
        words.number(part.denominator),
        words.percent(part.denominator / total_cases, 1),
        words.percent(part.numerator / part.denominator, 1),
    )
    cells = (tag("td", number, class_="n") for number in numbers)
    return tag("tr", tag("td", part.name or "Chưa ghi lĩnh vực"), *cells)


def table_explanation(overall_rate: Fraction, mix: Mapping[str, Part]) -> str:
    """Sentences on how to read the table; without a mix, on why no rate is standardised."""
    overall_sentence = f"Mức chung của các xã, phường đang xem: {words.percent(overall_rate)}."
    if not mix:
        return f"{overall_sentence} Nguồn số liệu không ghi lĩnh vực nên chưa chuẩn hóa được."
    return (
        f"{overall_sentence} Tỷ lệ chuẩn hóa: tỷ lệ từng lĩnh vực của xã, phường, nhân với cơ "
        "cấu lĩnh vực chung của tất cả; như vậy xã, phường nhiều hồ sơ khó không bị thiệt. Hạng "
        "xếp theo tỷ lệ chuẩn hóa, trong nhóm có khối lượng gần nhau."
    )
