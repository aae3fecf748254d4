"""One commune's plan, read from its TOML file and written back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal

import tomli_w
from msgspec import Meta, Struct
from msgspec.structs import asdict

from data.planning.task import Task, TaskTable, table_of_task, tasks_of_tables
from data.planning.text_limits import LONGEST_LINE, Line, Text
from data.schema import (
    MalformedFile,
    parse_toml,
    read_toml,
    refuse_repeated_ids,
    refuse_unknown_names,
)

# The years that a plan may cut from, by the name of the denominator.
BASE_YEARS: Mapping[str, int] = MappingProxyType({f"base_{y}": y for y in range(2015, 2031)})
_VARIANTS = frozenset(
    {
        *("received_and_carried_over", "transactions", "transactions_national", "data_items"),
        *("payable_national", "applicants", *BASE_YEARS),
        *("late_or_overdue", "national_storage"),
        *(
            f"{kind}_petitions_{over}"
            for kind in ("regulation", "conduct")
            for over in ("due", "handled")
        ),
    }
)
NATIONAL_PORTAL = "Cổng Dịch vụ công quốc gia"
# Comparators of a rise over another year: by a share of what was, by points of percent.
RISES = ("+", "+pp")
_CommuneCode = Annotated[
    str, Meta(pattern=r"\A\d{5}\Z", description='mã xã, phường gồm 5 chữ số, ví dụ "11203"')
]
_MetricName = Annotated[
    str,
    Meta(
        pattern=r"\A[a-z]+(_[a-z0-9]+)*\Z",
        max_length=LONGEST_LINE,
        description="tên chỉ số, chữ thường nối bằng “_”",
    ),
]
_Share = Annotated[Decimal | int, Meta(description="số từ 0 đến 1, ví dụ 0.80 cho 80%")]


@dataclass(frozen=True)
class Target:
    """What a plan asks of one metric, and where the document says so.

    `value` is a share from 0 to 1, exactly as typed, or None where the plan has no number.
    `denominator` is in the plan's words; `denominator_variant` is set only where those differ
    from the definition that we compute. `province_wide`: a province's target, repeated here.
    `since` and `until` are the target's own first and last day, where it does not hold as long as
    the plan: so one metric may have a target for each part of a year. A rise ("+" by a share of
    what was, "+pp" by points of percent) is over the same days of `base_year`.
    """

    plan_key: str
    id: str
    metric: str
    label: str
    comparator: str
    value: Decimal | None
    scope: str
    denominator: str
    denominator_variant: str | None
    part: str
    column: str
    place: str
    line: str
    note: str | None
    province_wide: bool
    since: dt.date | None = None
    until: dt.date | None = None
    base_year: int | None = None

    @property
    def comparator_for_evaluation(self) -> str:
        """The comparator that counts are judged by: ">=" also for "=" and for a rise."""
        return self.comparator if self.comparator in (">", "<=", "<") else ">="

    @property
    def is_rise(self) -> bool:
        """Whether the target's value is a rise over the rate of its `base_year`."""
        return self.comparator in RISES

    @property
    def is_ceiling(self) -> bool:
        """Whether the target's value is the most that the rate may be."""
        return self.comparator in ("<=", "<")

    def first_day(self, plan: Plan) -> dt.date:
        """The first day on which the target holds: its own or its plan's, the later of the two."""
        return max(self.since, plan.valid_from) if self.since else plan.valid_from

    def last_day(self, plan: Plan) -> dt.date:
        """The last day on which the target holds: its own or its plan's, the earlier of the two."""
        return min(self.until, plan.valid_to) if self.until else plan.valid_to


@dataclass(frozen=True)
class Plan:
    """A plan as one file has it; `number` is "" where the document leaves it blank.

    `tasks` are those that people confirmed with it; a plan that comes with the program may have
    more in a file of its own (`tasks_of` in `data/planning/tasks_of_plans.py`).
    """

    key: str
    commune_code: str
    title: str
    number: str
    date: str
    issuer: str
    valid_from: dt.date
    valid_to: dt.date
    targets: tuple[Target, ...]
    tasks: tuple[Task, ...] = ()


class _TargetTable(Struct, forbid_unknown_fields=True, kw_only=True):
    """A table [[targets]], its keys in the order in which they are written."""

    id: Text
    metric: _MetricName
    label: Text
    comparator: Literal[">=", ">", "=", "<=", "<", "+", "+pp"]
    value: _Share | None = None
    scope: Text
    denominator: Text
    denominator_variant: str | None = None
    part: Literal["body", "appendix"]
    column: Literal["text", "product"]
    place: Text
    line: Text
    note: Text | None = None
    province_wide: bool = False
    since: dt.date | None = None
    until: dt.date | None = None
    base_year: int | None = None


class _PlanTable(Struct, forbid_unknown_fields=True, kw_only=True):
    """A plan's file."""

    commune_code: _CommuneCode
    title: Line
    number: Line
    date: Line
    issuer: Line
    valid_from: dt.date
    valid_to: dt.date
    targets: tuple[_TargetTable, ...]
    tasks: tuple[TaskTable, ...] = ()


def read_plan(path: Path) -> Plan:
    """The plan in a TOML file named by the plan's key; raises MalformedFile."""
    return _plan_of_table(read_toml(path, _PlanTable), path.stem)


def parse_plan(text: str, key: str) -> Plan:
    """The plan of this key that a TOML text holds; raises MalformedFile."""
    return _plan_of_table(parse_toml(text, _PlanTable, f"{key}.toml"), key)


def plan_toml(plan: Plan) -> str:
    """The TOML text that `parse_plan` reads back as this plan."""
    tables = {name: getattr(plan, name) for name in _PlanTable.__struct_fields__}
    tables["targets"] = [_table_of(target) for target in plan.targets]
    tables["tasks"] = [table_of_task(task) for task in plan.tasks]
    if not plan.tasks:
        del tables["tasks"]
    return tomli_w.dumps(tables)


def _table_of(target: Target) -> dict[str, Any]:
    """A target as a TOML table; what is None or False is left out."""
    table = {name: getattr(target, name) for name in _TargetTable.__struct_fields__}
    return {
        name: value for name, value in table.items() if value is not None and value is not False
    }


def _plan_of_table(table: _PlanTable, key: str) -> Plan:
    """The plan of a parsed file; MalformedFile for days or ids that contradict each other."""
    file_name = f"{key}.toml"
    if table.valid_to < table.valid_from:
        raise MalformedFile(f"{file_name}: valid_to đứng trước valid_from.")
    refuse_repeated_ids([target.id for target in table.targets], file_name)
    targets = tuple(_target_of_table(target, key) for target in table.targets)
    plan = Plan(key=key, **{**asdict(table), "targets": targets, "tasks": ()})
    return replace(plan, tasks=tasks_of_tables(table.tasks, plan, file_name))


def _target_of_table(table: _TargetTable, plan_key: str) -> Target:
    """The target of a parsed table; MalformedFile for a value, year or day that is impossible."""
    place = f"{plan_key}.toml, chỉ tiêu {table.id}"
    if table.denominator_variant is not None:
        key_place = f"{place}, denominator_variant"
        refuse_unknown_names({table.denominator_variant}, _VARIANTS, key_place)
    value = None if table.value is None else Decimal(table.value)
    if value is not None and not (value.is_finite() and 0 <= value <= 1):
        raise MalformedFile(f"{place}: value phải là số từ 0 đến 1, ví dụ 0.80 cho 80%.")
    variant = variant_in_scope(table.denominator_variant, table.scope)
    changed = {"value": value, "denominator_variant": variant}
    target = Target(plan_key=plan_key, **{**asdict(table), **changed})
    if target.is_rise != (target.base_year is not None):
        raise MalformedFile(f"{place}: mức tăng (+, +pp) phải đi với base_year.")
    if target.since and target.until and target.until < target.since:
        raise MalformedFile(f"{place}: until đứng trước since.")
    return target


def variant_in_scope(variant: str | None, scope: str) -> str | None:
    """The denominator variant of a target with this scope: of transactions on the portal alone.

    Plans that were saved before the two were told apart have `transactions` for both.
    """
    is_national = variant == "transactions" and NATIONAL_PORTAL in scope
    return "transactions_national" if is_national else variant
