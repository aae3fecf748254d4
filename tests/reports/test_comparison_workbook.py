"""The comparison as workbooks: counts as numbers, rates as texts, the group's figures last."""

from __future__ import annotations

import io
from fractions import Fraction
from typing import Any

import openpyxl

from data.periods import parse_period
from metrics.analysis.decomposition import Part
from metrics.analysis.fair_comparison import compare_communes
from metrics.analysis.ranking import group_figures
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.standings import Standing, standing
from reports.comparison_workbook import (
    commune_workbook,
    fair_workbook,
    group_workbook,
    mix_workbook,
    ranking_workbook,
)
from tests.metrics.test_standings import evidence

MARCH = parse_period("2026-03")
SHARES = {"11203": (96, 100), "10729": (30, 40), "09385": (5, 5)}


def rated(code: str, month: str = "2026-03") -> Standing:
    top, bottom = SHARES[code]
    period = parse_period(month)
    told = evidence(code, period, ratings_satisfied=top, ratings=bottom)
    return standing(told, METRICS_BY_NAME["satisfaction"], code, period)


STANDINGS = [rated(code) for code in SHARES]
FIGURES = group_figures(STANDINGS)


def lines_of(content: bytes) -> list[tuple[Any, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return list(sheet.iter_rows(values_only=True))


def test_a_line_a_commune_and_the_group_last() -> None:
    """131 of 145 together; 75 and 96 % are ranked: 80,25, 85,5 and 90,75 %."""
    by_commune = {s.commune_code: (s,) for s in STANDINGS}
    title, _, heads, *lines = lines_of(group_workbook("Tháng 3", by_commune, [FIGURES]))
    assert title[0] == "Tháng 3"
    assert heads[3] == "Mức độ hài lòng (trên lượt đánh giá)"
    assert lines[0][:3] == ("11203", "Xã Ninh Giang", "Thành phố Hải Phòng")
    assert lines[0][3:] == ("96,00%", 96, 100, "Đạt", 1)
    assert lines[2][3:6] == ("100,00%", 5, 5)
    assert lines[2][7] is None
    assert lines[3][1:] == ("Tổng cả nhóm", None, "90,34%", 131, 145, "3 nơi đủ kỳ", None)
    assert [line[3] for line in lines[4:]] == ["80,25%", "85,50%", "90,75%"]


def test_one_commune_beside_its_group() -> None:
    (*_, line) = lines_of(commune_workbook("Ninh Giang", [STANDINGS[0]], [FIGURES]))
    assert line[:7] == ("Mức độ hài lòng", "lượt đánh giá", "96,00%", 96, 100, 1, 2)
    assert line[7:10] == ("85,50%", "tối thiểu 95%", "Đạt")


def test_a_ranking_beside_an_earlier_month() -> None:
    earlier = {code: rated(code, "2026-02") for code in SHARES}
    *_, heads, first, second, last = lines_of(ranking_workbook("", STANDINGS, earlier))
    assert heads[-1] == "Tỷ lệ kỳ trước"
    assert [first[0], second[0], last[0]] == [1, 2, None]
    assert first[4:8] == ("96,00%", 96, 100, "lượt đánh giá")
    assert second[-1] == "75,00%"


def test_the_fair_comparison() -> None:
    parts = {"11203": [Part("Đất đai", 96, 100)], "10729": [Part("Hộ tịch", 30, 40)]}
    overall_rate, _, compared = compare_communes({"11203": (96, 100), "10729": (30, 40)}, parts)
    assert overall_rate == Fraction(126, 140)
    texts = {commune.verdict: "ngoài phễu" for commune in compared}
    line = lines_of(fair_workbook("", compared, texts))[3]
    assert line[3:8] == ("96,00%", "96,00%", 96, 100, "ngoài phễu")
    assert line[8] == "Hộ tịch"


def test_the_common_mix() -> None:
    parts = [Part("Đất đai", 96, 100), Part("", 30, 40)]
    lines = lines_of(mix_workbook("Tháng 3", parts))[3:]
    assert lines == [("Đất đai", 96, 100, "96,00%"), ("Chưa ghi lĩnh vực", 30, 40, "75,00%")]
