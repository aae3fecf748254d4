"""Communes side by side as xlsx: a group by every metric, and a group ranked by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from data.communes import communes
from data.wording import NOTHING, percent
from metrics.analysis.decomposition import Part
from metrics.analysis.fair_comparison import ComparedCommune, Verdict
from metrics.analysis.ranking import GroupFigures, rank_standings
from metrics.catalogue.variants import VARIANT_WORDS
from metrics.rate_words import (
    judged_rate_text,
    share_text_beside_standing,
    status,
    target_words,
)
from metrics.scope_words import scope_note
from metrics.standings import Standing
from reports.table_workbook import Cell, table_workbook

_PLACE_HEADINGS = ("Mã", "Xã, phường", "Tỉnh, thành phố")
_QUARTILE_TITLES = ("Tứ phân vị dưới", "Trung vị", "Tứ phân vị trên")


def group_workbook(
    title: str, by_commune: Mapping[str, Sequence[Standing]], figures: Sequence[GroupFigures]
) -> bytes:
    """The xlsx file of standings by commune code, one a metric, and the group's figures below."""
    headings = [*_PLACE_HEADINGS]
    for of_group in figures:
        definition = of_group.definition
        denominator = VARIANT_WORDS[definition.denominator_variant]
        headings += [
            f"{definition.label} (trên {denominator})",
            f"{definition.label}: tử số",
            f"{definition.label}: mẫu số",
            f"{definition.label}: kết quả",
            f"{definition.label}: thứ hạng",
        ]
    rows: list[list[Cell]] = [
        [*_place_cells(code), *_metric_cells(standings, figures)]
        for code, standings in by_commune.items()
    ]
    return table_workbook("So sánh", title, headings, [*rows, *_group_rows(figures)])


def _place_cells(commune_code: str) -> tuple[str, str, str]:
    """A commune's code, name and province."""
    commune = communes()[commune_code]
    return commune.code, commune.name, commune.province


def _metric_cells(standings: Sequence[Standing], figures: Sequence[GroupFigures]) -> list[Cell]:
    """A commune's cells, five a metric: rate, numerator, denominator, status, rank."""
    cells: list[Cell] = []
    for standing, of_group in zip(standings, figures, strict=True):
        tally = standing.tally
        cells += [
            _rate_text(standing),
            tally.numerator,
            tally.denominator,
            status(standing)[1],
            of_group.ranks.get(standing.commune_code),
        ]
    return cells


def _rate_text(standing: Standing) -> str:
    """A standing's rate by the metric's own denominator as text, "79,99%"; "" without one."""
    return (
        ""
        if standing.tally.rate is None
        else share_text_beside_standing(standing.tally.rate, standing)
    )


def _group_rows(figures: Sequence[GroupFigures]) -> list[list[Cell]]:
    """Four rows over all metrics: the group's total, lower quartile, median, upper quartile."""
    total: list[Cell] = ["", "Tổng cả nhóm", ""]
    for of_group in figures:
        counted = f"{of_group.reported_count} nơi đủ kỳ"
        total += [percent(of_group.rate), of_group.numerator, of_group.denominator, counted, None]
    return [total, *(_quartile_row(title, n, figures) for n, title in enumerate(_QUARTILE_TITLES))]


def _quartile_row(title: str, position: int, figures: Sequence[GroupFigures]) -> list[Cell]:
    """A row of every metric's lower (0), middle (1) or upper (2) quartile; a dash without ranks."""
    row: list[Cell] = ["", title, ""]
    for of_group in figures:
        text = percent(of_group.quartiles[position]) if of_group.quartiles else NOTHING
        row += [text, None, None, None, None]
    return row


def commune_workbook(
    title: str, standings: Sequence[Standing], figures: Sequence[GroupFigures]
) -> bytes:
    """The xlsx file of one commune's standings, a metric a row, beside its group's figures."""
    headings = (
        *("Chỉ số", "Mẫu số là", "Tỷ lệ", "Tử số", "Mẫu số", "Thứ hạng", "Trong số"),
        *("Trung vị nhóm", "Chỉ tiêu", "Kết quả", "Theo mẫu số của kế hoạch", "Lưu ý"),
    )
    rows = (
        _commune_row(standing, of_group)
        for standing, of_group in zip(standings, figures, strict=True)
    )
    return table_workbook("Một nơi", title, headings, rows)


def _commune_row(standing: Standing, figures: GroupFigures) -> list[Cell]:
    """A metric's row: counts, place, the group's median, target and status."""
    tally = standing.tally
    has_plan_rate = standing.plan_tally is not None and standing.plan_tally.rate is not None
    return [
        standing.metric.label,
        VARIANT_WORDS[tally.metric.denominator_variant],
        _rate_text(standing),
        tally.numerator,
        tally.denominator,
        figures.ranks.get(standing.commune_code),
        len(figures.ranks),
        percent(figures.quartiles[1]) if figures.quartiles else NOTHING,
        target_words(standing.target) if standing.target else "",
        status(standing)[1],
        judged_rate_text(standing) if has_plan_rate else "",
        scope_note(standing),
    ]


def ranking_workbook(
    title: str, standings: Sequence[Standing], earlier_standings: Mapping[str, Standing]
) -> bytes:
    """The xlsx file of communes ranked by one metric, beside earlier standings by code if any."""
    headings = (
        "Hạng",
        *_PLACE_HEADINGS,
        "Tỷ lệ",
        "Tử số",
        "Mẫu số",
        "Mẫu số là",
        "Chỉ tiêu",
        "Kết quả",
        "Lưu ý",
        *(("Tỷ lệ kỳ trước",) if earlier_standings else ()),
    )
    rows = (
        _ranking_row(rank, standing, earlier_standings.get(standing.commune_code))
        for rank, standing in rank_standings(standings)
        if standing.judged_tally.has_figures
    )
    return table_workbook("Xếp hạng", title, headings, rows)


def _ranking_row(rank: int | None, standing: Standing, earlier: Standing | None) -> list[Cell]:
    """A commune's row in the ranking; `earlier` is its standing in the period to compare with."""
    tally = standing.tally
    return [
        rank,
        *_place_cells(standing.commune_code),
        _rate_text(standing),
        tally.numerator,
        tally.denominator,
        VARIANT_WORDS[tally.metric.denominator_variant],
        target_words(standing.target) if standing.target else "",
        status(standing)[1],
        scope_note(standing),
        *((_rate_text(earlier),) if earlier else ()),
    ]


def mix_workbook(title: str, mix: Iterable[Part]) -> bytes:
    """The xlsx file of the fields of a common mix: their cases and their rates."""
    headings = ("Lĩnh vực", "Tử số", "Mẫu số", "Tỷ lệ chung")
    rows: Iterable[list[Cell]] = (
        [part.name or "Chưa ghi lĩnh vực", part.numerator, part.denominator, percent(part.rate)]
        for part in mix
    )
    return table_workbook("Cơ cấu chung", title, headings, rows)


def fair_workbook(
    title: str, compared_communes: Iterable[ComparedCommune], verdict_words: Mapping[Verdict, str]
) -> bytes:
    """The xlsx file of communes at the common mix; `verdict_words` say each place beside chance."""
    headings = (
        *_PLACE_HEADINGS,
        "Tỷ lệ chuẩn hóa",
        "Tỷ lệ thường",
        "Tử số",
        "Mẫu số",
        "So với giới hạn ngẫu nhiên",
        "Không có hồ sơ của lĩnh vực",
    )
    rows: Iterable[list[Cell]] = (
        [
            *_place_cells(commune.code),
            percent(commune.standardised_rate.rate),
            percent(commune.rate),
            commune.numerator,
            commune.denominator,
            verdict_words[commune.verdict],
            ", ".join(commune.standardised_rate.missing_fields),
        ]
        for commune in compared_communes
    )
    return table_workbook("So sánh công bằng", title, headings, rows)
