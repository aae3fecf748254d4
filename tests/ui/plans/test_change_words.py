"""What changes of a target names its own days, scope and denominator too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from data.planning.plan_diff import plan_difference
from data.planning.targets import Plan, built_in_plans
from ui.display.colours import colours
from ui.plans.change_words import change_sentences
from ui.plans.confirmations import Confirmation, confirmations_table

NINH_GIANG = next(plan for plan in built_in_plans() if plan.key == "11203-2026")
BARE = replace(
    NINH_GIANG.targets[0],
    id="X-01",
    metric="online_filing",
    label="Nộp trực tuyến",
    comparator=">=",
    value=Decimal("0.8"),
    scope="",
    denominator="",
    denominator_variant=None,
)
LIMITED = replace(
    BARE,
    scope="hộ tịch",
    denominator="tổng số hồ sơ",
    denominator_variant="received_and_carried_over",
    since=date(2026, 2, 1),
    until=date(2026, 6, 30),
)
LIMITS = (
    "đến 30/06/2026, phạm vi: hộ tịch, mẫu số: tổng số hồ sơ; hồ sơ tiếp nhận trong kỳ và kỳ "
    "trước chuyển sang"
)


def plan_of(*targets: object) -> Plan:
    return replace(NINH_GIANG, targets=targets)  # type: ignore[arg-type]


def sentences(before: Plan, after: Plan) -> list[str]:
    difference = plan_difference(before, after)
    assert difference is not None
    return change_sentences(difference)


def test_an_added_target_is_named_with_its_limits() -> None:
    assert sentences(plan_of(), plan_of(LIMITED)) == [
        f"Thêm X-01 Nộp trực tuyến: tối thiểu 80% từ 01/02/2026, {LIMITS}"
    ]
    assert sentences(plan_of(), plan_of(BARE)) == ["Thêm X-01 Nộp trực tuyến: tối thiểu 80%"]


def test_a_changed_target_says_what_limited_it_and_what_does() -> None:
    raised = replace(BARE, value=Decimal("0.9"), until=date(2026, 6, 30))
    assert sentences(plan_of(BARE), plan_of(raised)) == [
        "Sửa X-01 Nộp trực tuyến: tối thiểu 80% → tối thiểu 90%; giới hạn: không → đến 30/06/2026"
    ]
    scoped = replace(BARE, scope="hộ tịch")
    assert sentences(plan_of(scoped), plan_of(BARE)) == [
        "Sửa X-01 Nộp trực tuyến: tối thiểu 80%; giới hạn: phạm vi: hộ tịch → không"
    ]


def test_what_is_confirmed_names_the_limits() -> None:
    table = confirmations_table([Confirmation(LIMITED, None)], colours())
    assert f"tối thiểu 80% từ 01/02/2026, {LIMITS}" in table
