"""The plans as data agree with the collected targets, and the rules choose and judge rightly."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from data.communes import communes
from data.planning.plan import parse_plan, plan_toml
from data.planning.targets import (
    Plan,
    Target,
    built_in_plans,
    expired_target,
    is_outranked,
    meets_target,
    plans_of,
    read_plan,
    shortfall,
    target_in_force,
    target_on,
    target_threshold,
    targets_in_force,
)
from data.schema import MalformedFile
from tests.support.paths import PLANS, ROOT
from tests.support.seed_plans import SEED_KEYS, seed_plans

SHIPPED = ROOT / "data" / "plans"


@pytest.fixture(scope="module")
def collected() -> list[dict[str, str]]:
    """The rows of the collected targets, one a target."""
    with (PLANS / "targets.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plan_of(code: str) -> Plan:
    (plan,) = plans_of(built_in_plans(), code)
    return plan


def target(name: str) -> Target:
    (found,) = (t for plan in built_in_plans() for t in plan.targets if t.id == name)
    return found


def asking(comparator: str, value: str) -> Target:
    return replace(target("NG-10"), comparator=comparator, value=Decimal(value))


def test_the_five_seed_plans_hold_132_targets_of_known_communes() -> None:
    assert [plan.key for plan in seed_plans()] == list(SEED_KEYS)
    assert sum(len(plan.targets) for plan in seed_plans()) == 132


def test_every_plan_is_of_a_known_commune() -> None:
    assert {plan.commune_code for plan in built_in_plans()} <= set(communes())


def test_every_target_is_as_collected(collected: list[dict[str, str]]) -> None:
    ours = {t.id: (plan, t) for plan in seed_plans() for t in plan.targets}
    assert [*ours] == [
        row["target_id"] for row in sorted(collected, key=lambda row: row["commune_code_qd19_2025"])
    ]
    for row in collected:
        plan, found = ours[row["target_id"]]
        assert plan.commune_code == row["commune_code_qd19_2025"]
        assert plan.valid_from.isoformat() == row["valid_from"]
        assert plan.valid_to.isoformat() == row["valid_to"]
        assert plan.number == ("" if "(blank)" in row["plan_number"] else row["plan_number"])
        assert found.plan_key == plan.key
        assert found.comparator == row["comparator_literal"]
        assert found.comparator_for_evaluation == row["comparator_for_evaluation"]
        percent = "" if found.value is None else str(int(found.value * 100))
        assert percent == row["value_pct"], found.id
        assert found.line == row["line_in_seed_file"]
        assert (found.scope == "") == (row["scope"] == "chung"), found.id
        assert (found.denominator == "") == (row["denominator_as_stated"] == "(không nêu)")


def test_every_target_stands_in_its_part_and_column(collected: list[dict[str, str]]) -> None:
    columns = {"task_text": "text", "product_column": "product", "result_column": "product"}
    for row in collected:
        found = target(row["target_id"])
        in_appendix = row["document_location"].startswith("Phụ lục")
        assert found.part == ("appendix" if in_appendix else "body"), found.id
        assert found.column == columns[row["clause_role"]], found.id


def test_a_plan_saved_before_the_portals_transactions_had_a_name_of_their_own_means_them() -> None:
    (plan,) = (plan for plan in seed_plans() if plan.key == "11203-2026")
    on_portal = next(t for t in plan.targets if t.id == "NG-15")
    anywhere = replace(on_portal, id="NG-99", scope="")
    earlier = replace(plan, targets=(on_portal, anywhere), tasks=())
    text = plan_toml(earlier).replace('"transactions_national"', '"transactions"')
    variants = [target.denominator_variant for target in parse_plan(text, plan.key).targets]
    assert variants == ["transactions_national", "transactions"]


def test_another_denominator_than_ours_is_marked(collected: list[dict[str, str]]) -> None:
    marked = {t.id: t.denominator_variant for plan in seed_plans() for t in plan.targets}
    for row in collected:
        stated, found = row["denominator_as_stated"], marked.pop(row["target_id"])
        match row["indicator_code"]:
            case "ONLINE_FILING" if stated.startswith("tổng số hồ sơ tiếp nhận, giải quyết"):
                assert found == "received_and_carried_over"
            case "ONLINE_PAYMENT" if "giao dịch" in stated:
                assert found == "transactions_national"  # named in the row, if not in the cell
            case "REUSE_DATA" if stated == "(không nêu)":
                assert found == "national_storage"  # the store of the portal
            case "REUSE_DATA":
                assert found == "data_items"
            case "PAKN_HANDLED" | "PAKN_ONTIME":
                assert found == "regulation_petitions_due"
            case "PAKN_PUBLISHED":
                assert found == "regulation_petitions_handled"
            case "ONLINE_PAYMENT" if "Cổng" in row["scope"] and stated == "(không nêu)":
                assert found == "payable_national"
            case "NO_RESUBMIT" if stated.startswith("người dân"):
                assert found == "applicants"
            case "CUT_TIME" | "CUT_COST" if "so với năm" in stated:
                assert found == f"base_{stated[-4:]}"
            case _:
                assert found is None
    assert marked == {}


def test_no_sentence_of_a_plan_is_copied(collected: list[dict[str, str]]) -> None:
    def squeezed(text: str) -> str:
        return " ".join(re.sub("<[^>]+>", " ", text).split()).casefold()

    sources = [squeezed(p.read_text(encoding="utf-8")) for p in PLANS.glob("*.txt")]
    sources += [squeezed(row["clause_vi_verbatim"]) for row in collected]
    assert any("hồ sơ" in source for source in sources)
    for path in SHIPPED.glob("*.toml"):
        for line in map(squeezed, path.read_text(encoding="utf-8").splitlines()):
            for start in range(len(line) - 59):
                part = line[start : start + 60]
                assert not any(part in source for source in sources), (path.name, part)


@pytest.mark.parametrize(
    ("code", "metric", "chosen", "other"),
    [
        ("09385", "early", "DN-04", "DN-29"),  # body before appendix
        ("09385", "online_payment", "DN-15", "DN-44"),
        ("11203", "online_filing", "NG-10", "NG-13"),  # text before product
        ("11203", "online_payment", "NG-15", "NG-16"),
        ("09385", "business_procedures_online", "DN-36", "DN-53"),  # order in the document
    ],
)
def test_of_two_targets_one_is_in_force(code: str, metric: str, chosen: str, other: str) -> None:
    plan = plan_of(code)
    in_force = target_in_force(plan, metric, plan.valid_from)
    assert in_force
    assert in_force.id == chosen
    assert not is_outranked(plan, target(chosen))
    assert target(other).metric == metric
    assert is_outranked(plan, target(other))


def test_scopes_that_differ_are_metrics_of_their_own() -> None:
    separate = ("DN-25", "DN-54", "DN-46", "DN-47", "DN-10", "DN-24", "DN-18", "DN-35")
    metrics = {target(name).metric for name in separate}
    assert len(metrics) == len(separate)
    assert all(not is_outranked(plan_of("09385"), target(name)) for name in separate)


def test_only_the_provinces_target_is_marked_so_and_is_in_force() -> None:
    assert [t.id for plan in seed_plans() for t in plan.targets if t.province_wide] == ["DN-40"]
    assert "DN-40" in {target.id for target in targets_in_force(plan_of("09385"))}


STEPS = replace(
    plan_of("11203"),
    targets=(
        replace(target("NG-10"), id="first half", until=date(2026, 6, 30)),
        replace(target("NG-10"), id="second half", since=date(2026, 7, 1)),
        replace(target("NG-10"), id="annex", part="appendix"),
        replace(target("NG-10"), id="by 2030", until=date(2030, 12, 31)),
        replace(target("NG-26"), id="only by 2030", until=date(2030, 12, 31)),
        replace(target("NG-15"), id="from May", since=date(2026, 5, 1), until=date(2026, 8, 31)),
    ),
)


@pytest.mark.parametrize(
    ("day", "filing", "payment", "ended_payment"),
    [
        (date(2026, 1, 1), "first half", None, None),
        (date(2026, 6, 30), "first half", "from May", None),
        (date(2026, 7, 1), "second half", "from May", None),
        (date(2026, 8, 31), "second half", "from May", None),
        (date(2026, 9, 1), "second half", None, "from May"),
        (date(2026, 12, 31), "second half", None, "from May"),
        (date(2027, 1, 1), None, None, "from May"),
    ],
)
def test_a_target_that_changes_within_the_year(
    day: date, filing: str | None, payment: str | None, ended_payment: str | None
) -> None:
    in_force = [
        target_on([STEPS], STEPS.commune_code, metric, day)
        for metric in ("online_filing", "online_payment")
    ]
    assert [found and found.id for found in in_force] == [filing, payment]
    ended = expired_target([STEPS], STEPS.commune_code, "online_payment", day)
    assert (ended and ended.id) == ended_payment


def test_what_holds_on_no_day_is_outranked() -> None:
    assert [t.id for t in targets_in_force(STEPS)] == [
        *("first half", "second half", "only by 2030", "from May")
    ]


FIRST = target("NG-10")
BOTH_DAYS = {"since": date(2026, 3, 1), "until": date(2026, 3, 1)}


@pytest.mark.parametrize(
    ("first", "second", "chosen"),
    [
        ({}, {}, "first"),
        ({"part": "appendix"}, {"column": "product"}, "second"),
        ({"column": "product"}, {}, "second"),
        ({"part": "appendix", "column": "product"}, {"part": "appendix"}, "second"),
        ({"part": "appendix"}, {}, "second"),
        ({"until": date(2026, 2, 28)}, {}, "second"),
        ({"since": date(2026, 3, 2)}, {}, "second"),
        (BOTH_DAYS, {}, "first"),
        ({"scope": "TTHC đủ điều kiện"}, {}, "second"),
        ({"scope": "TTHC đủ điều kiện"}, {"value": Decimal("0.82")}, "second"),
        ({"scope": "TTHC thuộc thẩm quyền"}, {}, "first"),  # that is all of them
        ({"scope": "đất đai"}, {"scope": "hộ tịch"}, "first"),
        ({"scope": "đất đai"}, {"part": "appendix"}, "first"),  # the figure is repeated
        ({"scope": "đất đai"}, {"part": "appendix", "value": Decimal("0.82")}, "second"),
        ({"scope": "đất đai"}, {"until": date(2030, 12, 31), "value": Decimal("0.95")}, "first"),
    ],
)
def test_body_and_text_go_before_appendix_and_product_whatever_their_order(
    first: dict[str, Any], second: dict[str, Any], chosen: str
) -> None:
    """On 1 March 2026."""
    targets = (replace(FIRST, id="first", **first), replace(FIRST, id="second", **second))
    plan = replace(plan_of("11203"), targets=targets)
    in_force = target_in_force(plan, FIRST.metric, date(2026, 3, 1))
    assert in_force
    assert in_force.id == chosen


def plans_until(*last_days: date, keys: str) -> list[Plan]:
    """A plan for each letter, with one target named like it, that ends on the day beside it."""
    plan = plan_of("11203")
    return [
        replace(plan, key=key, valid_to=day, targets=(replace(FIRST, id=key),))
        for key, day in zip(keys, last_days, strict=True)
    ]


@pytest.mark.parametrize(
    ("plans", "ended"),
    [
        (plans_until(date(2026, 3, 31), date(2026, 6, 30), keys="ab"), "b"),
        (plans_until(date(2026, 6, 30), date(2026, 3, 31), keys="ab"), "a"),
        (plans_until(date(2026, 6, 30), date(2026, 6, 30), keys="ab"), "b"),
        (plans_until(date(2026, 6, 30), date(2026, 6, 30), keys="ba"), "b"),
        (plans_until(date(2026, 6, 30), date(2026, 12, 31), keys="ab"), "a"),
        (plans_until(date(2026, 6, 30), date(2026, 7, 1), keys="ab"), "a"),
    ],
)
def test_of_targets_that_ended_the_last_is_told(plans: list[Plan], ended: str) -> None:
    """By 1 July 2026; of two plans that ended on one day the later key's."""
    found = expired_target(plans, "11203", FIRST.metric, date(2026, 7, 1))
    assert found
    assert found.id == ended


def test_of_one_plan_two_targets_may_have_ended_on_one_day() -> None:
    part = replace(FIRST, since=date(2026, 3, 1), until=date(2026, 3, 31))
    targets = (replace(part, id="a"), replace(part, id="b", since=date(2026, 2, 1)))
    plan = replace(plan_of("11203"), targets=targets)
    found = expired_target([plan], "11203", FIRST.metric, date(2026, 7, 1))
    assert found
    assert found.id == "a"


def test_of_plans_that_set_one_metric_the_one_that_began_last_counts() -> None:
    """On 1 July; of two that began on one day the later key's; one that has not begun, never."""
    (plan,) = plans_until(date(2026, 12, 31), keys="a")
    later = replace(plan, key="b", valid_from=date(2026, 7, 1), targets=(replace(FIRST, id="b"),))
    for plans, chosen in (
        ([plan, later], "b"),
        ([later, plan], "b"),
        ([plan, replace(later, valid_from=date(2026, 7, 2))], "a"),
        ([replace(later, valid_from=plan.valid_from), plan], "b"),
        ([plan, replace(later, targets=())], "a"),
    ):
        found = target_on(plans, "11203", FIRST.metric, date(2026, 7, 1))
        assert found
        assert found.id == chosen


@pytest.mark.parametrize(
    ("code", "metric", "day", "current", "past"),
    [
        ("11203", "online_filing", date(2026, 1, 1), "NG-10", None),
        ("11203", "online_filing", date(2025, 12, 31), None, None),
        ("11842", "satisfaction", date(2025, 12, 31), "VT-04", None),
        ("11842", "satisfaction", date(2026, 1, 1), None, "VT-04"),
        ("11842", "early", date(2026, 1, 1), None, None),
        ("00004", "online_filing", date(2026, 1, 1), None, None),
    ],
)
def test_a_target_counts_on_the_days_of_its_plan(
    code: str, metric: str, day: date, current: str | None, past: str | None
) -> None:
    on, ended = (
        target_on(built_in_plans(), code, metric, day),
        expired_target(built_in_plans(), code, metric, day),
    )
    assert (on.id if on else None, ended.id if ended else None) == (current, past)


@pytest.mark.parametrize(
    ("comparator", "value", "numerator", "denominator", "met", "missing"),
    [
        (">=", "0.80", 80, 100, True, 0),
        (">=", "0.80", 70, 100, False, 10),
        (">=", "0.80", 5, 7, False, 1),  # 5.6 of 7, so 6
        (">", "0.95", 95, 100, False, 1),
        (">", "0.95", 96, 100, True, 0),
        (">", "0.60", 3, 5, False, 1),  # exactly 60 %
        (">", "0.90", 0, 1, False, 1),
        ("=", "0.95", 19, 20, True, 0),
        ("=", "0.95", 20, 20, True, 0),  # "=" is judged as at least
        ("=", "1.00", 38, 40, False, 2),
        (">=", "0.07", 7, 100, True, 0),  # as floats 0.07 × 100 is above 7
        (">", "1.00", 3, 5, False, 2),  # out of reach: all the rest
        (">", "1.00", 5, 5, False, 0),
        # Of a ceiling how many are too many: at most 5 of 100, below 5 of 100, below 5,6 of 7.
        ("<=", "0.05", 5, 100, True, 0),
        ("<=", "0.05", 8, 100, False, 3),
        ("<", "0.05", 4, 100, True, 0),
        ("<", "0.05", 5, 100, False, 1),
        ("<", "0.80", 6, 7, False, 1),
        ("<=", "0.80", 6, 7, False, 1),
        ("<", "0.80", 5, 7, True, 0),
        ("<", "0.00", 2, 7, False, 2),  # out of reach: all of them
        ("<=", "0.00", 2, 7, False, 2),
        ("<=", "0.00", 0, 7, True, 0),
    ],
)
def test_counts_beside_a_target(
    comparator: str, value: str, numerator: int, denominator: int, met: bool, missing: int
) -> None:
    asked = asking(comparator, value)
    assert meets_target(asked, numerator, denominator) is met
    assert shortfall(asked, numerator, denominator) == missing


@pytest.mark.parametrize(
    ("comparator", "base_rate", "threshold", "missing"),
    [
        ("+", Fraction(6, 10), Fraction(66, 100), 6),
        ("+pp", Fraction(6, 10), Fraction(70, 100), 10),
        ("+", Fraction(0), Fraction(0), 0),
        ("+pp", Fraction(0), Fraction(10, 100), 0),
        (">=", Fraction(6, 10), Fraction(10, 100), 0),
        ("+", None, None, None),
        ("+pp", None, None, None),
    ],
)
def test_a_rise_of_ten_over_another_year(
    comparator: str, base_rate: Fraction | None, threshold: Fraction | None, missing: int | None
) -> None:
    """Beside 60 of 100 cases."""
    asked = asking(comparator, "0.10")
    assert target_threshold(asked, base_rate) == threshold
    if missing is None:
        with pytest.raises(ValueError, match="chưa có con số"):
            shortfall(asked, 60, 100, base_rate)
    else:
        assert shortfall(asked, 60, 100, base_rate) == missing
        assert meets_target(asked, 60, 100, base_rate) is (missing == 0)


def test_a_target_without_a_number_or_without_a_case_is_not_judged() -> None:
    assert target("VT-06").value is None
    for judge in (meets_target, shortfall):
        with pytest.raises(ValueError, match="chưa có con số"):
            judge(target("VT-06"), 1, 2)
        with pytest.raises(ValueError, match=r"^Không phát sinh: mẫu số bằng 0\.$"):
            judge(target("NG-10"), 0, 0)


@pytest.mark.parametrize(
    ("written", "instead", "message"),
    [
        (
            'label = "',
            'lable = "',
            "NG-01: mục “lable” không hợp lệ; chỉ được dùng: id, metric, label",
        ),
        ('scope = "', '# scope = "', "NG-01: thiếu mục scope"),
        ('comparator = "="', 'comparator = "~"', "NG-01: comparator là '~'"),
        ("value = 1.00", "value = 100", "NG-01: value phải là số từ 0 đến 1"),
        ("value = 1.00", "value = nan", "NG-01: value phải là số từ 0 đến 1"),
        ("value = 1.00", 'value = "80%"', "NG-01: value là '80%', phải là số từ 0 đến 1"),
        ('comparator = "="', 'comparator = "+"', "NG-01: mức tăng (+, +pp) phải đi với base_year"),
        ('part = "body"', 'part = "annex"', "NG-01: part là 'annex'"),
        ('id = "NG-02"', 'id = "NG-01"', "trùng id NG-01"),
        ("valid_to = 2026", "valid_to = 2025", "valid_to đứng trước valid_from"),
        (
            "valid_to = 2026-12-31",
            'valid_to = "31/12/2026"',
            "valid_to là '31/12/2026', phải là ngày",
        ),
        (
            'issuer = "',
            'signer = "',
            "mục “signer” không hợp lệ; chỉ được dùng: commune_code, title",
        ),
        ('commune_code = "', 'commune_code = "9', "commune_code là '911203', phải là mã xã"),
        ('metric = "', 'metric = "X', "NG-01: metric là 'Xprocedures_disclosed', phải là tên"),
        ('line = "', 'denominator_variant = "x"\nline = "', "denominator_variant: mục “x"),
        ('place = "', 'place = "\\u0007', "NG-01: place phải là chữ trên một dòng"),
        ('id = "', 'id = "\\n', "chỉ tiêu thứ 1: id phải là chữ trên một dòng"),
        ('title = "', f'title = "{"dài" * 90}', "title là 'dài"),
        ("[[targets]]", "[[targets", "không đọc được TOML"),
        (
            "value = 1.00",
            "value = 1.00\nsince = 2026-03-02\nuntil = 2026-03-01",
            "11203-2026.toml, chỉ tiêu NG-01: until đứng trước since.",
        ),
    ],
)
def test_a_malformed_file_says_what_is_wrong(
    tmp_path: Path, written: str, instead: str, message: str
) -> None:
    text = (SHIPPED / "11203-2026.toml").read_text(encoding="utf-8")
    assert written in text
    path = tmp_path / "11203-2026.toml"
    path.write_text(text.replace(written, instead, 1), encoding="utf-8")
    with pytest.raises(MalformedFile, match=re.escape(message)) as raised:
        read_plan(path)
    assert "11203-2026.toml" in str(raised.value)


def test_the_least_that_a_plan_may_ask_and_the_shortest_time() -> None:
    """A share of 0, a target of one day, a plan of one day; what is not so is not written."""
    day = date(2026, 3, 1)
    target = replace(FIRST, plan_key="p", value=Decimal(0), since=day, until=day)
    plan = replace(
        plan_of("11203"),
        key="p",
        valid_from=day,
        valid_to=day,
        targets=(target, replace(target, id="T2", province_wide=True)),
    )
    text = plan_toml(plan)
    assert parse_plan(text, "p") == plan
    assert re.findall("province_wide.*", text) == ["province_wide = true"]


def test_what_an_amendment_asks_of_a_part_leaves_in_force_what_is_asked_of_all() -> None:
    (plan,) = plans_until(date(2026, 12, 31), keys="a")
    of_a_part = replace(FIRST, id="b", scope="đất đai", value=Decimal("0.9"))
    amending = replace(plan, key="b", valid_from=date(2026, 7, 1), targets=(of_a_part,))
    in_force = target_on([plan, amending], "11203", FIRST.metric, date(2026, 7, 1))
    assert in_force
    assert in_force.id == "a"
    alone = target_on([amending], "11203", FIRST.metric, date(2026, 7, 1))
    assert alone == of_a_part
