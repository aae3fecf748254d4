"""Each target of a plan with who confirmed it, when, and from which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from data.planning.plan_versions import plan_versions, save_plan
from data.planning.targets import built_in_plans
from data.planning.tasks_of_plans import built_in_tasks
from ui.display.colours import colours
from ui.plans.confirmations import Confirmation, confirmations, confirmations_table

BUILT_IN = next(plan for plan in built_in_plans() if plan.key == "11203-2026")


def names_of(folder: Path) -> list[str]:
    """Who confirmed each of the first three targets, in order; "" for the plan that ships."""
    versions = plan_versions(folder, BUILT_IN.key)
    plan = versions[-1].plan if versions else BUILT_IN
    assert plan is not None
    rows = confirmations(plan, versions, BUILT_IN)[:3]
    return [row.version.done_by if row.version else "" for row in rows]


def test_each_target_names_the_last_who_changed_it(tmp_path: Path) -> None:
    assert names_of(tmp_path) == ["", "", ""]
    first, second, *rest = BUILT_IN.targets
    raised = replace(first, value=Decimal("0.5"))
    save_plan(tmp_path, replace(BUILT_IN, targets=(raised, second, *rest)), "chị Lan")
    assert names_of(tmp_path) == ["chị Lan", "", ""]
    lowered = replace(second, value=Decimal("0.4"))
    save_plan(tmp_path, replace(BUILT_IN, targets=(raised, lowered, *rest)), "anh Hùng")
    assert names_of(tmp_path) == ["chị Lan", "anh Hùng", ""]
    save_plan(tmp_path, BUILT_IN, "chị Mai")  # back to what ships, and by her
    assert names_of(tmp_path) == ["chị Mai", "chị Mai", ""]


def test_a_task_names_who_confirmed_it_though_the_plan_s_days_change(tmp_path: Path) -> None:
    task = replace(built_in_tasks()[0], id="NV-01", plan_key=BUILT_IN.key, title="Việc mới")
    plan = replace(BUILT_IN, tasks=(task,))
    save_plan(tmp_path, plan, "chị Lan")
    save_plan(tmp_path, replace(plan, valid_to=date(2026, 11, 30)), "anh Hùng")
    versions = plan_versions(tmp_path, BUILT_IN.key)
    newest = versions[-1].plan
    assert newest is not None
    row = confirmations(newest, versions, BUILT_IN)[-1]
    assert (row.entry.id, row.version and row.version.done_by) == ("NV-01", "chị Lan")
    assert "NV-01 Việc mới" in confirmations_table([row], colours())


def test_the_words_stand_beside_the_target_escaped() -> None:
    target = replace(BUILT_IN.targets[0], note="Văn bản ghi: “<b>80%</b>”", line="L12")
    table = confirmations_table([Confirmation(target, None)], colours())
    assert "Văn bản ghi: “&lt;b&gt;80%&lt;/b&gt;”" in table
    assert "L12" in table
    assert "có sẵn trong bảng theo dõi" in table
