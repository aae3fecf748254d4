"""The comparison's table: places, quarters, marks, folded communes and the order of its lines."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from data.periods import parse_period
from metrics.analysis.ranking import group_figures
from metrics.catalogue.metrics import METRICS, METRICS_BY_NAME
from metrics.standings import Standing, standing
from tests.metrics.test_standings import evidence
from ui.comparison.group_standings import GroupStandings, sort_keys, sorted_codes
from ui.comparison.standing_table import standing_table
from ui.display import words
from ui.display.colours import _LIGHT

MARCH = parse_period("2026-03")
# Ninh Giang, Vĩnh Thuận, Trần Liễu, Đồng Nguyên, Hòa An.
SHARES = {
    "11203": (90, 100),
    "11842": (50, 100),
    "10729": (70, 100),
    "09385": (80, 100),
    "31393": (9, 9),
}


def of_commune(code: str, **counts: int) -> tuple[Standing, ...]:
    told = evidence(code, MARCH, **counts)
    return tuple(standing(told, metric, code, MARCH) for metric in METRICS if not metric.scope)


def group_of(*codes_without: str) -> GroupStandings:
    by_commune = {
        code: of_commune(code, ratings_satisfied=top, ratings=bottom)
        for code, (top, bottom) in SHARES.items()
    }
    figures = tuple(group_figures(column) for column in zip(*by_commune.values(), strict=True))
    return GroupStandings(by_commune, figures, (), codes_without)


def rows_of(html: str) -> list[str]:
    """Each line as text, tags left out."""
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in html.split("<tr")[1:]]


def drawn(group: GroupStandings, marked: str = "", sort_key: str = "ten") -> str:
    return str(standing_table(group, sorted_codes(group, sort_key), marked, sort_key, _LIGHT))


def test_best_first_or_worst_first_and_what_is_not_ranked_last_either_way() -> None:
    """9 of 9 are too few to be ranked, though 100 %."""
    group = group_of()
    assert sorted_codes(group, "satisfaction") == ("11203", "09385", "10729", "11842", "31393")
    assert sorted_codes(group, "-satisfaction") == ("11842", "10729", "09385", "11203", "31393")


def test_names_are_sorted_without_their_kind_and_accents() -> None:
    names = [words.commune_name(code) for code in sorted_codes(group_of(), "ten")]
    assert names == [
        "Phường Đồng Nguyên",
        "Xã Hòa An",
        "Xã Ninh Giang",
        "Phường Trần Liễu",
        "Xã Vĩnh Thuận",
    ]


def test_every_column_can_be_sorted_by_both_ways() -> None:
    assert len(sort_keys()) == 2 * (1 + len(METRICS))
    html = drawn(group_of(), sort_key="satisfaction")
    assert html.count("aria-sort='descending'") == 1
    assert "data-compare='sap=-satisfaction'" in html
    assert "data-compare='sap=early'" in html


def test_the_marked_commune_stands_first_with_its_places() -> None:
    rows = rows_of(drawn(group_of(), marked="10729"))
    assert rows[1].startswith("> Phường Trần Liễu")
    assert re.search(r"70,00% \S 3/4", rows[1])
    assert sum("/4" in row for row in rows[1:6]) == 1


def test_the_last_lines_are_total_count_quartiles_and_median() -> None:
    """299 of 409; 50, 70, 80 and 90 % are ranked: 65, 75 and 82,5 %."""
    rows = rows_of(drawn(group_of("00004")))
    total, count, lower, median, upper = rows[-5:]
    assert "73,11%" in total
    assert "5/6" in count
    assert ["65,00%" in lower, "75,00%" in median, "82,50%" in upper] == [True] * 3


def test_the_best_and_worst_quarter_are_coloured() -> None:
    html = drawn(group_of())
    assert re.findall(r"<td class='n (best|worst)'[^>]*>(\S+)", html) == [
        ("best", "90,00%"),
        ("worst", "50,00%"),
    ]


def test_communes_without_figures_are_one_line_with_their_number() -> None:
    html = drawn(group_of("00004", "00008"))
    assert "<summary>2 nơi chưa có số liệu trong kỳ</summary>" in html
    assert "Phường Ba Đình, Phường Ngọc Hà" in html
    assert len(re.findall("scope='row'", html)) == 5 + 5


@pytest.mark.parametrize(("by_plan", "mark"), [(True, "<sup>†</sup>"), (False, "")])
def test_a_figure_that_its_plan_counts_otherwise_is_marked(by_plan: bool, mark: str) -> None:
    group = group_of()
    position = [metric.name for metric in METRICS].index("satisfaction")
    its = list(group.by_commune["09385"])
    if by_plan:
        its[position] = replace(its[position], plan_tally=its[position].tally)
    html = drawn(replace(group, by_commune={"09385": its}))
    assert ("<sup>" in html) == by_plan
    assert mark in html


def test_a_cell_says_the_rest_where_it_is_pointed_at() -> None:
    html = drawn(group_of())
    assert "90/100 lượt đánh giá; thứ 1 trong 4 nơi; chưa đạt; chỉ tiêu tối thiểu 95%" in html


def test_one_denominator_is_said_once_in_the_head() -> None:
    metric = METRICS_BY_NAME["satisfaction"]
    head = drawn(group_of()).split("</thead>")[0]
    assert f"<small>trên {words.variant(metric.denominator_variant)}</small>" in head
