"""Petitions about rules and about conduct: a plan's words, its row or its part name the kind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.planning.targets import built_in_plans
from loaders.__main__ import main
from metrics.catalogue.metrics import METRICS_BY_NAME
from plan_texts.language.lexicon import lexicon
from plan_texts.proposals import propose
from tests.support.paths import PLANS

HEAD = "KẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2026\n\n"
RULES, CONDUCT = "regulation_petitions_due", "conduct_petitions_due"
SEEDS = {"11203": "000", "09385": "002", "10729": "003", "31393": "004"}


def variants(text: str) -> list[tuple[str, str | None]]:
    """The metric and the denominator of each proposal."""
    return [(one.metric, one.denominator_variant) for one in propose(HEAD + text)]


@pytest.mark.parametrize("commune", SEEDS)
def test_the_plans_have_the_denominators_that_their_targets_have(commune: str) -> None:
    """HA-02, NG-26, NG-27, TL-26, TL-27, DN-05 and DN-06: each on its line of the document."""
    (file,) = PLANS.glob(f"{SEEDS[commune]}_*.txt")
    proposed = {
        (f"L{one.line}", one.metric): one.denominator_variant
        for one in propose(file.read_text(encoding="utf-8"))
        if one.metric.startswith("petitions")
    }
    stated = {
        (target.line, target.metric): target.denominator_variant
        for plan in built_in_plans()
        for target in plan.targets
        if plan.commune_code == commune and target.metric.startswith("petitions")
    }
    assert proposed == stated
    assert any(stated.values())


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("100% phản ánh, kiến nghị về quy định hành chính được xử lý đúng hạn.", RULES),
        ("Phản ánh, kiến nghị về các quy định TTHC được xử lý đúng hạn đạt 95%.", RULES),
        ("98% PAKN về quy định của thủ tục hành chính được xử lý đúng hạn.", RULES),
        ("100% phản ánh, kiến nghị về hành vi hành chính được xử lý đúng hạn.", CONDUCT),
        ("95% phản ánh về thái độ, hành vi của cán bộ được xử lý đúng hạn.", CONDUCT),
        ("100% PAKN về quy định, hành vi hành chính được xử lý đúng hạn.", None),
        ("100% phản ánh về quy định và hành vi hành chính được xử lý đúng hạn.", None),
        ("100% phản ánh, kiến nghị được xử lý đúng hạn theo quy định.", None),
        ("100% phản ánh, kiến nghị được xử lý đúng hạn.", None),
    ],
)
def test_the_words_themselves_name_the_kind(text: str, variant: str | None) -> None:
    assert variants(f"- {text}") == [("petitions_on_time", variant)]


def test_two_kinds_with_one_figure_each_are_two_targets() -> None:
    text = (
        "- 100% phản ánh, kiến nghị về quy định hành chính được xử lý đúng hạn; "
        "100% phản ánh, kiến nghị về hành vi hành chính được xử lý đúng hạn."
    )
    assert variants(text) == [("petitions_on_time", RULES), ("petitions_on_time", CONDUCT)]


def test_the_heading_of_the_part_names_it_for_what_stands_below() -> None:
    text = (
        "3. Tiếp nhận, xử lý phản ánh, kiến nghị về quy định hành chính\n"
        "- 100% phản ánh, kiến nghị được xử lý đúng hạn.\n"
        "4. Chất lượng phục vụ\n"
        "- 90% phản ánh, kiến nghị được xử lý đúng hạn.\n"
    )
    assert variants(text) == [("petitions_on_time", RULES), ("petitions_on_time", None)]


def test_the_nearest_text_goes_before_the_heading() -> None:
    text = (
        "3. Tiếp nhận, xử lý phản ánh, kiến nghị về quy định hành chính\n"
        "- 100% phản ánh về hành vi hành chính được xử lý đúng hạn.\n"
    )
    assert variants(text) == [("petitions_on_time", CONDUCT)]


def test_a_text_about_something_else_lends_no_kind() -> None:
    text = (
        "3. Rà soát, đánh giá các quy định hành chính\n"
        "- 100% phản ánh, kiến nghị được xử lý đúng hạn.\n"
    )
    assert variants(text) == [("petitions_on_time", None)]


def test_of_other_metrics_and_of_receipts_there_is_none() -> None:
    text = (
        "- 100% phản ánh, kiến nghị về quy định hành chính được tiếp nhận theo quy định.\n"
        "- 80% hồ sơ được nộp trực tuyến.\n"
    )
    assert variants(text) == [("petitions_received", None), ("online_filing", None)]


def test_each_denominator_is_a_variant_of_its_metric() -> None:
    for metric, denominator in lexicon().petition_denominators.items():
        for kind in lexicon().petition_kinds:
            assert METRICS_BY_NAME[metric].variant(f"{kind}_{denominator}")


def test_the_command_line_says_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = tmp_path / "ke-hoach.txt"
    plan.write_text(
        f"{HEAD}- 100% phản ánh về quy định hành chính được xử lý đúng hạn.\n"
        "- 80% hồ sơ được nộp trực tuyến.\n",
        encoding="utf-8",
    )
    assert main(["--plan", str(plan), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["denominator_variant"] for row in rows] == [RULES, None]
