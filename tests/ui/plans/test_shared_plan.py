"""A demand of the province is set once for many communes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from streamlit.testing.v1 import AppTest

from data.planning.plan_versions import current_plans, plan_versions, save_plans
from data.planning.targets import built_in_plans, target_on
from data.planning.tasks_of_plans import built_in_tasks
from tests.support.pages import pages_over
from tests.support.paths import ROOT
from ui import session
from ui.plans.shared_plan import SharedDocument, shared_plans
from ui.plans.sharings import sharings_in_force

PLAN = next(plan for plan in built_in_plans() if plan.key == "11203-2026")
DOCUMENT = SharedDocument("Chỉ tiêu thành phố giao năm 2026", "9/QĐ-UBND", "UBND thành phố")
WITHOUT_PLAN, TRAN_LIEU = "11218", "10729"  # Trần Liễu has a plan of 2026 built in
KEYS = {plan.key for plan in built_in_plans()}


def test_each_commune_gets_the_targets_as_the_province_s() -> None:
    (shared,) = shared_plans(PLAN, DOCUMENT, [WITHOUT_PLAN], built_in_plans(), KEYS)
    assert (shared.key, shared.commune_code) == ("11218-2026", WITHOUT_PLAN)
    assert (shared.title, shared.issuer) == (DOCUMENT.title, DOCUMENT.issuer)
    assert [t.value for t in shared.targets] == [t.value for t in PLAN.targets]
    assert all(t.province_wide and t.plan_key == shared.key for t in shared.targets)


def test_what_a_commune_s_own_plan_sets_stays_its_own() -> None:
    plans = built_in_plans()
    own_metrics = {t.metric for p in plans if p.commune_code == TRAN_LIEU for t in p.targets}
    extra = replace(PLAN.targets[0], metric="early", id="NG-99")
    plan = replace(PLAN, targets=(*PLAN.targets, extra))
    (shared,) = shared_plans(plan, DOCUMENT, [TRAN_LIEU], plans, KEYS)
    assert "online_filing" in own_metrics
    assert own_metrics.isdisjoint(t.metric for t in shared.targets)
    assert shared.key == "10729-2026-b"
    same = replace(PLAN, targets=(next(t for t in PLAN.targets if t.metric == "online_filing"),))
    assert shared_plans(same, DOCUMENT, [TRAN_LIEU], plans, KEYS) == ()


def test_sharing_again_replaces_what_was_shared() -> None:
    (first,) = shared_plans(PLAN, DOCUMENT, [WITHOUT_PLAN], built_in_plans(), KEYS)
    raised = replace(PLAN, targets=(replace(PLAN.targets[9], value=Decimal("0.9")),))
    (second,) = shared_plans(
        raised, DOCUMENT, [WITHOUT_PLAN], [*built_in_plans(), first], {*KEYS, first.key}
    )
    assert second.key == first.key
    assert [t.value for t in second.targets] == [Decimal("0.9")]


def test_tasks_are_not_shared_and_those_of_the_commune_stay() -> None:
    task = replace(built_in_tasks()[0], id="NV-01")
    with_task = replace(PLAN, tasks=(task,))
    (first,) = shared_plans(with_task, DOCUMENT, [WITHOUT_PLAN], built_in_plans(), KEYS)
    assert first.tasks == ()
    own = replace(first, tasks=(replace(task, plan_key=first.key, title="Việc của xã"),))
    (second,) = shared_plans(
        with_task, DOCUMENT, [WITHOUT_PLAN], [*built_in_plans(), own], {*KEYS, first.key}
    )
    assert [one.title for one in second.tasks] == ["Việc của xã"]


def test_the_page_saves_for_the_whole_province_at_once(tmp_path: Path) -> None:
    """Hải Phòng has 114 communes; two of the other 113 have a plan built in."""
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        app = AppTest.from_file(str(ROOT / "pages" / "plans.py"), default_timeout=120)
        app.query_params["viec"], app.query_params["ke-hoach-cua"] = "sua", PLAN.key
        app.run()
        app.checkbox(key=f"share_all-{PLAN.key}").check().run()
        assert app.button(key="share_plan").label == "Giao cho 113 nơi"
        app.button(key="share_plan").click().run()
        assert not app.exception
        assert "Đã giao cho" in app.success[0].value
        communes = {version.plan.commune_code for version in plan_versions(folder) if version.plan}
        assert len(communes) >= 111
        target = target_on(current_plans(folder), WITHOUT_PLAN, "online_filing", PLAN.valid_from)
        assert target is not None
        assert (target.value, target.province_wide) == (Decimal("0.80"), True)
        own = target_on(current_plans(folder), TRAN_LIEU, "online_filing", PLAN.valid_to)
        assert own is not None
        assert own.plan_key == "10729-2026"
        offered = list(app.selectbox(key="plan_to_edit").options)
        assert len(offered) <= len(built_in_plans()) + 1  # none for each stranger
        count = len(communes)
        assert app.button(key="take_sharing_back_0").label == f"Rút lại ở cả {count} nơi"
        app.button(key="take_sharing_back_0").click().run()
        assert not app.exception
        assert f"ở {count} nơi; ở đó lại áp dụng như trước khi giao" in app.success[0].value
        assert set(current_plans(folder)) == set(built_in_plans())
        assert "take_sharing_back_0" not in [button.key for button in app.button]


def test_taking_back_leaves_what_was_shared_before(tmp_path: Path) -> None:
    (first,) = shared_plans(PLAN, DOCUMENT, [WITHOUT_PLAN], built_in_plans(), KEYS)
    second = replace(first, number="10/QĐ-UBND")
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        save_plans(folder, [first], "thử")
        save_plans(folder, [second], "thử")
        (sharing,) = sharings_in_force(plan_versions(folder), "31")
        assert sharing.earlier_plans == {first.key: first}
        assert not session.available_communes()
