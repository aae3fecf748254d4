"""A rate that misses its target never reads as if it reached it, wherever it is printed.

94.999 of 100.000 against Ninh Giang's 95 % for satisfaction: rounded it would be 95,00 %.
"""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from data.periods import parse_period
from data.planning.targets import built_in_plans
from metrics.__main__ import _standing_line
from metrics.analysis.decomposition import Contribution, Part
from metrics.analysis.ranking import group_figures
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.counting.coverage import Source
from metrics.counting.day_counts import DayCounts, Holdings
from metrics.counting.forms import Form
from metrics.counting.tallies import Evidence
from metrics.forecasting.forecast import Band
from metrics.forecasting.year_outlook import Course, Step
from metrics.standings import Standing, standing, standing_of_target
from reports import comparison_workbook
from tests.support.paths import ROOT
from ui.causes import forecast_chart, gap_bars, gap_words, outlook, year_table
from ui.comparison import commune_details, group_standings, ranking_plot, standing_table
from ui.display import charts, small_multiples, sparkline, tables, words
from ui.display.colours import colours
from ui.late_dossiers import late_summary
from ui.overview import cards
from ui.plans import standings
from ui.uploads import effects

COMMUNE, MARCH = "11203", parse_period("2026-03")
SHARE = 0.94999
FORM = Source(
    COMMUNE, 1, MARCH.first, MARCH.last, frozenset({"ratings_satisfied", "ratings"}), False, "x"
)
COUNTS = Form({"": {"ratings_satisfied": 94_999, "ratings": 100_000}}, has_fields=False)
SCOPES = {"land_construction_investment": frozenset({"Đất đai"})}
EVIDENCE = Evidence(
    Holdings({COMMUNE: (FORM,)}, {(COMMUNE, 1): COUNTS}), DayCounts({}), SCOPES, built_in_plans()
)
MISSED = standing(EVIDENCE, METRICS_BY_NAME["satisfaction"], COMMUNE, MARCH)
# Judged by a denominator of the plan's own, beside the common one.
BY_PLAN = replace(MISSED, plan_tally=MISSED.tally)
PARTS = (Contribution(Part("Đất đai", 94_999, 100_000), 1),)
STEPS = (Step(MARCH, SHARE, SHARE), Step(parse_period("2026-04"), None, None))
YEAR = Course(MISSED, (MARCH,), (), (), 0)
# The group has another commune beside it, so that its total is another rate.
OTHER = replace(MISSED, tally=replace(MISSED.tally, numerator=60_000))
GROUP = group_standings.GroupStandings({COMMUNE: (BY_PLAN,)}, (group_figures([OTHER]),), (), ())
BAND = Band(SHARE, (SHARE, SHARE), (SHARE, SHARE))
COLOURS = colours()


def workbook_text(content: bytes) -> str:
    """Every text of a workbook."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)


def plan_page() -> object:
    plan = next(plan for plan in built_in_plans() if plan.commune_code == COMMUNE)
    judged = [standing_of_target(EVIDENCE, plan, target, MARCH) for target in plan.targets]
    return standings.targets_table(plan, judged, frozenset({"missed"}), [plan], COLOURS)


PRINTERS: dict[str, Callable[[], object]] = {
    "a rate": lambda: words.rate(MISSED),
    "the common rate": lambda: words.common_rate(BY_PLAN),
    "the common rate, in brackets": lambda: words.common_rate_note(BY_PLAN),
    "the rate by the plan": lambda: words.plan_rate_note(BY_PLAN),
    "the command line": lambda: _standing_line(MISSED),
    "the cards": lambda: cards.metric_cards(
        [cards.CardContent(BY_PLAN, MISSED, [MISSED], [])], COLOURS
    ),
    "the trend": lambda: charts.trend_figure([MISSED], {}, COLOURS).to_json(),
    "the months": lambda: tables.months_table([MISSED], COLOURS),
    "the small lines": lambda: small_multiples.small_multiples([[MISSED]], COLOURS),
    "a small line in words": lambda: sparkline._series_words([MISSED]),
    "the ranking": lambda: ranking_plot.ranking_table([BY_PLAN, MISSED], {}, "", COLOURS),
    "side by side": lambda: standing_table.standing_table(GROUP, [COMMUNE], "", "ten", COLOURS),
    "a commune of the comparison": lambda: commune_details.details_table(
        [BY_PLAN], GROUP.figures, COLOURS
    ),
    "the comparison's workbook": lambda: workbook_text(
        comparison_workbook.group_workbook("", GROUP.by_commune, GROUP.figures)
    ),
    "a commune's workbook": lambda: workbook_text(
        comparison_workbook.commune_workbook("", [BY_PLAN], GROUP.figures)
    ),
    "the ranking's workbook": lambda: workbook_text(
        comparison_workbook.ranking_workbook("", [BY_PLAN], {})
    ),
    "the plan's targets": plan_page,
    "the gap in words": lambda: gap_words.gap_details(MISSED),
    "the gap in parts": lambda: gap_bars.gap_bars(MISSED, [("", PARTS, lambda _: "")], COLOURS),
    "a part of the gap": lambda: gap_words.part_sentence(MISSED, PARTS[0]),
    "the forecast's fan": lambda: forecast_chart.fan_figure(STEPS, [BAND], YEAR, COLOURS).to_json(),
    "the forecast": lambda: outlook.forecast_words(BAND, YEAR),
    "the forecast's cell": lambda: year_table._forecast_texts(BAND, YEAR),
    "the late dossiers": lambda: late_summary._share_words(MISSED),
    "an upload's effect": lambda: effects.figure_words(BY_PLAN),
    "an upload alone": lambda: effects.own_figure_row(MISSED),
}


@pytest.mark.parametrize("name", PRINTERS)
def test_a_missed_rate_is_never_rounded_up_to_its_target(name: str) -> None:
    assert MISSED.status == "missed"
    text = str(PRINTERS[name]())
    assert "94,9" in text
    assert not re.search(r"95,00?%", text)


def modules() -> Iterator[Path]:
    for folder in ("metrics", "reports", "ui", "pages"):
        yield from (ROOT / folder).rglob("*.py")


def test_no_standing_is_printed_past_the_one_function() -> None:
    """`percent(standing.tally.rate)` and the like stand nowhere: it knows no target."""
    printers = {"percent", "rate_text", "ceiling_rate_text", "plain_percent_text"}
    past = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in modules()
        if path.name != "rate_words.py"
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func).split(".")[-1] in printers
        and {"rate", "month_rate", "year_rate"} & _attributes_of_standings(call)
    ]
    assert not past, "print these through words.rate or words.beside_target"


def _attributes_of_standings(call: ast.Call) -> set[str]:
    """`rate` of `standing.tally.rate`, `judged.rate`, `tally.rate`, `step.year_rate`."""
    owners = ("standing", "tally", "judged", "step", "to_date")
    return {
        node.attr
        for argument in call.args
        for node in ast.walk(argument)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith(owners)
    }


def test_what_has_no_target_is_rounded_as_usual() -> None:
    bare: Standing = replace(MISSED, target=None, status="no_target")
    assert words.rate(bare) == "95,00%"
