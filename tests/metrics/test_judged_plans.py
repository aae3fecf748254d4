"""A plan that names what is not there is set aside by name; the others are judged all the same."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.planning.plan import Plan
from data.planning.plan_versions import save_plan
from data.planning.targets import built_in_plans
from data.record.places import record_folder
from metrics.__main__ import main
from metrics.judged_plans import checked_built_in_plans, judged_plans
from tests.support.builders import NINH_GIANG, Desk, dossier, table
from tests.support.pages import pages_over
from tests.support.paths import ROOT
from ui.display import words

PLAN = next(plan for plan in built_in_plans() if plan.key == "11203-2026")


def wrong(**changed: str | None) -> Plan:
    """Ninh Giang's plan with its first target (or its head) written otherwise."""
    head = {"commune_code": changed.pop("commune_code")} if "commune_code" in changed else {}
    target = replace(PLAN.targets[0], metric="online_payment", **changed)
    return replace(PLAN, targets=(target, *PLAN.targets[1:]), **head)


def misspelt_metric() -> Plan:
    return replace(PLAN, targets=(replace(PLAN.targets[0], metric="on_tme"), *PLAN.targets[1:]))


ARGUMENTS = ["--commune", NINH_GIANG, "--period", "2026-01"]
FIRST = PLAN.targets[0].id
FAULTS = [
    (misspelt_metric(), f"chỉ tiêu {FIRST}, metric: mục “on_tme” không hợp lệ; chỉ được dùng: "),
    (
        wrong(denominator_variant="data_items"),
        f"chỉ tiêu {FIRST}, denominator_variant: mục “data_items” không hợp lệ; chỉ được "
        "dùng: payable, payable_national, transactions, transactions_national.",
    ),
    (
        wrong(commune_code="00000"),
        "commune_code: không có xã, phường nào mang mã 00000; chỉ có các mã ở data/communes.csv.",
    ),
]


@pytest.mark.parametrize(("plan", "fault"), FAULTS)
def test_a_plan_that_names_what_is_not_there_is_set_aside(plan: Plan, fault: str) -> None:
    others = tuple(other for other in built_in_plans() if other.key != plan.key)
    plans = judged_plans([plan, *others])
    assert plans.sound == others
    (aside,) = plans.set_aside
    assert aside.plan is plan
    assert aside.sentence.startswith(f"Kế hoạch “{plan.title}” không được áp dụng, hãy sửa tệp, ")
    assert f"mục Thêm, sửa kế hoạch: 11203-2026.toml, {fault}" in aside.sentence


@pytest.mark.parametrize(
    "variant", [None, "payable", "payable_national", "transactions", "transactions_national"]
)
def test_a_metrics_own_variants_are_sound(variant: str | None) -> None:
    plan = wrong(denominator_variant=variant)
    assert judged_plans([plan]).sound == (plan,)


def test_every_plan_that_ships_is_sound() -> None:
    assert checked_built_in_plans() == built_in_plans()


def test_the_command_line_says_one_sentence(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.stored("thang-1.csv", table([dossier(1)]))
    save_plan(record_folder(desk.database), misspelt_metric(), "thử")
    out, errors = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(errors):
        code = main([*ARGUMENTS, "--database", str(desk.database)])
    assert (code, out.getvalue()) == (1, "")
    (sentence,) = errors.getvalue().splitlines()
    assert sentence.startswith(f"Kế hoạch “{PLAN.title}” không được áp dụng")


def test_the_page_names_it_and_shows_the_others(tmp_path: Path) -> None:
    with pages_over(tmp_path / "tthc.duckdb"):
        save_plan(tmp_path / "tthc", misspelt_metric(), "thử")
        for page in ("plans.py", "overview.py", "comparison.py"):
            app = AppTest.from_file(str(ROOT / "pages" / page), default_timeout=60)
            app.run()
            assert not app.exception
            if page == "plans.py":
                (sentence,) = [warning.value for warning in app.warning]
                assert (
                    f"11203\\-2026\\.toml, chỉ tiêu {words.escape_markdown(FIRST)}, metric"
                    in sentence
                )
