"""Plans that people changed: every version kept, amendments by metric and day, nothing unsound."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from data.planning.plan import plan_toml
from data.planning.plan_diff import plan_difference
from data.planning.plan_versions import (
    PlanVersion,
    communes_with_plans,
    current_plans,
    plan_versions,
    remove_plan,
    save_plan,
    unreadable_plans,
)
from data.planning.targets import Plan, Target, built_in_plans, expired_target, plans_of, target_on
from data.record import ledger
from data.record.connection import write_ledger
from data.record.entries import NO_MOMENT, UnreadableEntry
from data.schema import MalformedFile
from tests.support.task_builders import MONTHLY, REPORT, plan_with_tasks

CODE, KEY = "11203", "11203-2026"
JULY = date(2026, 7, 1)


def holding(folder: Path, key: str = KEY) -> Plan:
    (plan,) = (plan for plan in current_plans(folder) if plan.key == key)
    return plan


def asked(plan: Plan, name: str) -> Target:
    (target,) = (target for target in plan.targets if target.id == name)
    return target


def corrected(plan: Plan, name: str, percent: int) -> Plan:
    """The plan with another number for one target."""
    value = Decimal(percent) / 100
    return replace(
        plan,
        targets=tuple(replace(t, value=value) if t.id == name else t for t in plan.targets),
    )


def amendment(original: Plan, name: str, percent: int, first: date = JULY) -> Plan:
    """A plan of its own that changes one target from a day on."""
    changed = asked(corrected(original, name, percent), name)
    key = f"{original.key}-b"
    return replace(original, key=key, valid_from=first, targets=(replace(changed, plan_key=key),))


def test_before_anybody_changes_anything_the_shipped_plans_hold(tmp_path: Path) -> None:
    assert current_plans(tmp_path) == built_in_plans()
    assert plan_versions(tmp_path) == []


def test_a_commune_has_a_plan_until_its_only_one_is_taken_away(tmp_path: Path) -> None:
    before = communes_with_plans(tmp_path)
    assert before == {plan.commune_code for plan in built_in_plans()}
    assert [plan.key for plan in built_in_plans() if plan.commune_code == CODE] == [KEY]
    remove_plan(tmp_path, KEY, "Lan")
    assert communes_with_plans(tmp_path) == before - {CODE}


def test_a_correction_replaces_the_plan_for_all_its_days_and_both_versions_stay(
    tmp_path: Path,
) -> None:
    slip = corrected(holding(tmp_path), "NG-10", 85)
    save_plan(tmp_path, slip, "Lan")
    right = corrected(slip, "NG-10", 82)
    save_plan(tmp_path, right, "Minh")
    assert holding(tmp_path) == right
    for day in (date(2026, 1, 1), date(2026, 12, 31)):
        found = target_on(current_plans(tmp_path), CODE, "online_filing", day)
        assert found is not None
        assert found.value == Decimal("0.82")
    assert [(one.plan, one.done_by) for one in plan_versions(tmp_path, KEY)] == [
        (slip, "Lan"),
        (right, "Minh"),
    ]
    assert len(current_plans(tmp_path)) == len(built_in_plans())


def test_the_ledgers_version_changes_with_each_saving(tmp_path: Path) -> None:
    before = ledger.version(tmp_path)
    save_plan(tmp_path, holding(tmp_path), "Lan")
    assert ledger.version(tmp_path) != before


@pytest.mark.parametrize(
    ("metric", "day", "value", "key"),
    [
        ("online_filing", date(2026, 6, 30), "0.80", KEY),
        ("online_filing", JULY, "0.90", f"{KEY}-b"),
        ("online_filing", date(2026, 12, 31), "0.90", f"{KEY}-b"),
        ("satisfaction", date(2026, 6, 30), "0.95", KEY),
        ("satisfaction", JULY, "0.95", KEY),  # the amendment does not speak of it
    ],
)
def test_an_amendment_changes_the_targets_that_it_names_from_its_day_on(
    tmp_path: Path, metric: str, day: date, value: str, key: str
) -> None:
    save_plan(tmp_path, amendment(holding(tmp_path), "NG-10", 90), "Lan")
    found = target_on(current_plans(tmp_path), CODE, metric, day)
    assert found is not None
    assert (found.value, found.plan_key) == (Decimal(value), key)


def test_an_amendment_from_the_first_day_goes_before_what_it_amends(tmp_path: Path) -> None:
    original = holding(tmp_path)
    save_plan(tmp_path, amendment(original, "NG-10", 90, original.valid_from), "Lan")
    found = target_on(current_plans(tmp_path), CODE, "online_filing", original.valid_from)
    assert found is not None
    assert found.plan_key == f"{KEY}-b"


def test_an_amendment_that_ends_first_gives_way_again(tmp_path: Path) -> None:
    short = replace(amendment(holding(tmp_path), "NG-10", 90), valid_to=date(2026, 9, 30))
    save_plan(tmp_path, short, "Lan")
    plans = current_plans(tmp_path)
    after = target_on(plans, CODE, "online_filing", date(2026, 10, 1))
    assert after is not None
    assert after.plan_key == KEY
    ended = expired_target(plans, CODE, "online_filing", date(2026, 10, 1))
    assert ended is not None
    assert ended.plan_key == short.key


def test_an_earlier_version_is_brought_back_as_a_new_one(tmp_path: Path) -> None:
    first = corrected(holding(tmp_path), "NG-10", 85)
    save_plan(tmp_path, first, "Lan")
    save_plan(tmp_path, corrected(first, "NG-10", 82), "Minh")
    earlier = plan_versions(tmp_path, KEY)[0].plan
    assert earlier is not None
    save_plan(tmp_path, earlier, "Lan")
    assert holding(tmp_path) == first
    assert len(plan_versions(tmp_path, KEY)) == 3


def test_a_plan_that_is_taken_away_holds_no_longer_and_can_return(tmp_path: Path) -> None:
    plan = holding(tmp_path)
    remove_plan(tmp_path, KEY, "Lan")
    assert plans_of(current_plans(tmp_path), CODE) == ()
    assert target_on(current_plans(tmp_path), CODE, "online_filing", JULY) is None
    assert [(one.plan, one.done_by) for one in plan_versions(tmp_path, KEY)] == [(None, "Lan")]
    save_plan(tmp_path, plan, "Minh")
    assert current_plans(tmp_path) == built_in_plans()


@pytest.mark.parametrize(
    ("unsound", "message"),
    [
        ({"valid_to": date(2025, 12, 31)}, "valid_to đứng trước valid_from"),
        ({"value": Decimal("1.5")}, "value phải là số từ 0 đến 1"),
        ({"comparator": "~"}, "comparator là '~'"),
        ({"comparator": "+"}, "phải đi với base_year"),
        ({"part": "annex"}, "part là 'annex'"),
        ({"id": "NG-02"}, "trùng id NG-02"),
        ({"place": "Mục\u0007 1"}, "place phải là chữ trên một dòng"),
        ({"line": "L" * 901}, "không quá 900 ký tự"),
    ],
)
def test_what_would_not_read_is_refused_before_anything_is_written(
    tmp_path: Path, unsound: dict[str, object], message: str
) -> None:
    plan = holding(tmp_path)
    first = plan.targets[0]
    if "valid_to" in unsound:
        plan = replace(plan, **unsound)  # type: ignore[arg-type]
    else:
        damaged = replace(first, **unsound)  # type: ignore[arg-type]
        plan = replace(plan, targets=(damaged, *plan.targets[1:]))
    with pytest.raises(MalformedFile, match=message) as refused:
        save_plan(tmp_path, plan, "Lan")
    assert str(refused.value).startswith(f"{KEY}.toml")
    assert plan_versions(tmp_path) == []


def store(folder: Path, *rows: tuple[str, str, str, str]) -> None:
    """Rows as they stand in the ledger: the plan's key, its TOML, a moment, a person."""
    query = "insert into plan_versions (plan, content, done_at, done_by) values (?, ?, ?, ?)"
    with write_ledger(folder) as connection:
        connection.executemany(query, rows)


MOMENT = "2026-01-05T08:00:00+00:00"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (r"Kế\u0007hoạch \\new\n2026", r"Kế hoạch \new 2026"),
        (r"Kế\u0000hoạch\u001f2026\u000A!", "Kế hoạch 2026 !"),
        (r"Kế\u007Fhoạch\u00852026\u009f!", "Kế hoạch 2026 !"),
        (r"Kế\bhoạch\f2026\r!\t!", "Kế hoạch 2026 ! !"),
        (r"K\u1ebf ho\u1ea1ch \"\u00c1\" \\u0007", r'Kế hoạch "Á" \u0007'),
    ],
)
def test_a_version_saved_before_control_signs_were_refused_is_still_read(
    tmp_path: Path, written: str, title: str
) -> None:
    plan = holding(tmp_path)
    store(tmp_path, (KEY, plan_toml(plan).replace(plan.title, written), MOMENT, "Lan"))
    assert holding(tmp_path) == replace(plan, title=title)


def test_a_version_tells_when_and_by_whom_it_was_saved(tmp_path: Path) -> None:
    text = plan_toml(holding(tmp_path))
    store(tmp_path, (KEY, text, MOMENT, "Chị Lan"), ("other", "", "05/01/2026", "Minh\n"))
    eight = datetime(2026, 1, 5, 8, tzinfo=UTC)
    assert plan_versions(tmp_path) == [
        PlanVersion(KEY, holding(tmp_path), eight, "Chị Lan"),
        PlanVersion("other", None, NO_MOMENT, "Minh·"),
    ]
    assert plan_versions(tmp_path, "other") == plan_versions(tmp_path)[1:]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("targets = 3", "nội dung bị hỏng"),
        ("commune_code = '99999'", "không có xã, phường nào mang mã “99999”"),
    ],
)
def test_what_is_said_of_a_version_that_cannot_be_read(
    tmp_path: Path, text: str, cause: str
) -> None:
    sound = plan_toml(holding(tmp_path))
    content = sound.replace(f'commune_code = "{CODE}"', text) if "commune" in text else text
    store(tmp_path, (KEY, sound, MOMENT, "Lan"), (KEY, content, MOMENT, "Minh"))
    fault = UnreadableEntry(
        f"Kế hoạch “{KEY}”, phiên bản mới nhất,",
        cause,
        "hãy đưa lại một phiên bản trước ở trang Kế hoạch, mục Thêm, sửa kế hoạch.",
    )
    assert plan_versions(tmp_path, KEY)[1] == PlanVersion(KEY, None, NO_MOMENT, "", fault)
    assert unreadable_plans(tmp_path) == (fault,)
    assert KEY not in {plan.key for plan in current_plans(tmp_path)}
    store(tmp_path, (KEY, sound, MOMENT, "Lan"))
    assert unreadable_plans(tmp_path) == ()
    assert holding(tmp_path).commune_code == CODE


def test_what_changed_is_told_target_by_target(tmp_path: Path) -> None:
    before = holding(tmp_path)
    added = replace(before.targets[0], id="NG-99", metric="early")
    kept = corrected(before, "NG-10", 85).targets[1:]
    after = replace(before, number="12/KH-UBND", targets=(*kept, added))
    found = plan_difference(before, after)
    assert found.changed_head_fields == ("number",)
    assert [target.id for target in found.targets.added] == ["NG-99"]
    assert [target.id for target in found.targets.removed] == ["NG-01"]
    assert [(a.id, a.value, b.value) for a, b in found.targets.changed] == [
        ("NG-10", Decimal("0.80"), Decimal("0.85"))
    ]
    assert not found.targets.is_reordered
    assert not plan_difference(before, before)
    assert plan_difference(
        before, replace(before, targets=before.targets[::-1])
    ).targets.is_reordered


def test_each_kind_of_change_is_a_difference_and_none_is_none(tmp_path: Path) -> None:
    plan = replace(holding(tmp_path), tasks=plan_with_tasks(REPORT, MONTHLY).tasks)
    target, task = plan.targets[0], plan.tasks[0]
    changed_plans = (
        replace(plan, title="Kế hoạch"),
        replace(plan, targets=plan.targets[1:]),
        replace(plan, targets=(replace(target, id="NG-99"), *plan.targets[1:])),
        replace(plan, targets=(replace(target, note="x"), *plan.targets[1:])),
        replace(plan, targets=plan.targets[::-1]),
        replace(plan, tasks=plan.tasks[1:]),
        replace(plan, tasks=(*plan.tasks, replace(task, id="NV-09"))),
        replace(plan, tasks=(replace(task, note="x"), *plan.tasks[1:])),
        replace(plan, tasks=plan.tasks[::-1]),
    )
    for changed in changed_plans:
        assert bool(plan_difference(plan, changed)) is True
        assert bool(plan_difference(changed, plan)) is True
    for same in (plan, None):
        assert bool(plan_difference(same, same)) is False


def test_of_a_plan_that_begins_or_ends_to_hold_all_is_added_or_removed(tmp_path: Path) -> None:
    plan = replace(holding(tmp_path), tasks=plan_with_tasks(REPORT, MONTHLY).tasks)
    begun, ended = plan_difference(None, plan), plan_difference(plan, None)
    assert (begun.targets.added, begun.tasks.added) == (plan.targets, plan.tasks)
    assert (ended.targets.removed, ended.tasks.removed) == (plan.targets, plan.tasks)
    assert begun.changed_head_fields == ended.changed_head_fields == ()
