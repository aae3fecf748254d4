"""What stands at a plan's target: its denominator, and which other one holds instead."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from data.planning.drafts import quotation_note
from data.planning.targets import built_in_plans
from tests.metrics.test_judging import QUARTER, judge, target
from ui.plans.target_notes import denominator_note, other_target_note

BARE = replace(
    target("online_filing", ">=", "0.8"),
    denominator="",
    denominator_variant=None,
    label="",
    note="",
)


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({}, "không nêu mẫu số"),
        ({"denominator": "hồ sơ"}, "trên hồ sơ"),
        (
            {"note": quotation_note("đạt 83% trên tổng số hồ sơ phát sinh")},
            "trên tổng số hồ sơ phát sinh",
        ),
        ({"note": quotation_note("đạt 55% số hồ sơ có phí.")}, "trên số hồ sơ có phí"),
        ({"label": "Hồ sơ trực tuyến trên số hồ sơ tiếp nhận"}, "trên số hồ sơ tiếp nhận"),
        ({"note": quotation_note("đạt trên 95%")}, "không nêu mẫu số"),
        ({"note": quotation_note("95% số hóa hồ sơ")}, "không nêu mẫu số"),
        (
            {"denominator_variant": "received_and_carried_over"},
            "trên hồ sơ tiếp nhận trong kỳ và kỳ trước chuyển sang",
        ),
    ],
)
def test_the_denominator_that_the_plan_names(changes: dict[str, str], note: str) -> None:
    changed = replace(BARE, **changes)  # type: ignore[arg-type]
    assert denominator_note(changed, judge(changed, (QUARTER, {}))).split(";")[0] == note


def test_a_target_of_a_part_says_which_one_is_of_all() -> None:
    (plan,) = (plan for plan in built_in_plans() if plan.key == "11203-2026")
    of_all = replace(BARE, id="NG-2", value=Decimal("0.82"), scope="")
    of_a_part = replace(BARE, id="NG-1", scope="TTHC đủ điều kiện")
    plan = replace(plan, targets=(of_a_part, of_all))
    assert other_target_note(plan, of_a_part) == "mức của riêng phạm vi này; mức chung là NG-2"
    assert other_target_note(plan, of_all) == ""
