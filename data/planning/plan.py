"""One commune's plan, read from its TOML file and checked word by word."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import tomli_w

_PLAN_TEXTS = ("commune_code", "title", "number", "date", "issuer")
_PLAN_KEYS = {*_PLAN_TEXTS, "valid_from", "valid_to", "targets"}
_TARGET_TEXTS = (
    *("id", "metric", "label", "comparator", "scope"),
    *("denominator", "part", "column", "place", "line"),
)
_TARGET_OPTIONAL = {"value", "denominator_variant", "note", "province_wide"}
# The years that a plan may cut from, by the name of the denominator.
BASE_YEARS: Mapping[str, int] = MappingProxyType({f"base_{y}": y for y in range(2015, 2031)})
_WORDS: Mapping[str, tuple[str, ...]] = {
    "comparator": (">=", ">", "="),
    "part": ("body", "appendix"),
    "column": ("text", "product"),
    "denominator_variant": (
        *("received_and_carried_over", "transactions", "data_items"),
        *("payable_national", "applicants", *BASE_YEARS),
    ),
}


class PlanError(ValueError):
    """A plan's file cannot be read; the message says in Vietnamese what to put right in it."""


@dataclass(frozen=True)
class Target:
    """What a plan asks of one metric, and where the document says so.

    `value` is a share from 0 to 1, exactly as typed, or None where the plan has no number.
    `denominator` is in the plan's words; `denominator_variant` is set only where those differ
    from the definition that we compute. `province_wide`: a province's target, repeated here.
    """

    plan: str
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

    @property
    def comparator_for_evaluation(self) -> str:
        """What is judged: a strict ">" stays, a bare "=" means at least."""
        return ">" if self.comparator == ">" else ">="


@dataclass(frozen=True)
class Plan:
    """A plan as one file has it; `number` is "" where the document leaves it blank."""

    key: str
    commune_code: str
    title: str
    number: str
    date: str
    issuer: str
    valid_from: dt.date
    valid_to: dt.date
    targets: tuple[Target, ...]


def read_plan(path: Path) -> Plan:
    """The plan in a TOML file, whose stem becomes its key; PlanError where it is malformed."""
    try:
        return plan_in(path.read_text(encoding="utf-8"), path.stem)
    except UnicodeDecodeError as error:
        raise PlanError(f"{path.name}: không đọc được TOML ({error}).") from error


def plan_in(text: str, key: str) -> Plan:
    """The plan that a TOML text holds; PlanError where it is malformed."""
    where = f"{key}.toml"
    try:
        table = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise PlanError(f"{where}: không đọc được TOML ({error}).") from error
    _check_keys(table, _PLAN_KEYS, set(), where)
    texts = {key: _text(table, key, where) for key in _PLAN_TEXTS}
    first, last = (_day(table, key, where) for key in ("valid_from", "valid_to"))
    if last < first:
        raise PlanError(f"{where}: valid_to đứng trước valid_from.")
    targets = tuple(_target(row, key) for row in _tables(table, where))
    ids = [target.id for target in targets]
    if repeated := sorted({name for name in ids if ids.count(name) > 1}):
        raise PlanError(f"{where}: trùng id {', '.join(repeated)}.")
    return Plan(key=key, valid_from=first, valid_to=last, targets=targets, **texts)


def text_of(plan: Plan) -> str:
    """The TOML text that `plan_in` reads back as this plan."""
    head = {name: getattr(plan, name) for name in (*_PLAN_TEXTS, "valid_from", "valid_to")}
    rows = [_row_of(target) for target in plan.targets]
    return tomli_w.dumps({**head, "targets": rows})


def _row_of(target: Target) -> dict[str, Any]:
    """What a target's table holds; what it does not say is left out."""
    row = {name: getattr(target, name) for name in (*_TARGET_TEXTS, *sorted(_TARGET_OPTIONAL))}
    return {name: value for name, value in row.items() if value is not None and value is not False}


def _tables(table: Mapping[str, Any], where: str) -> list[dict[str, Any]]:
    rows = table["targets"]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise PlanError(f"{where}: targets phải là các bảng [[targets]].")
    return rows


def _target(row: Mapping[str, Any], plan: str) -> Target:
    where = f"{plan}.toml, chỉ tiêu {row.get('id', '(thiếu id)')}"
    _check_keys(row, {*_TARGET_TEXTS}, _TARGET_OPTIONAL, where)
    texts = {key: _text(row, key, where) for key in _TARGET_TEXTS}
    if not re.fullmatch("[a-z]+(_[a-z]+)*", texts["metric"]):
        raise PlanError(f"{where}: metric {texts['metric']!r} phải là chữ thường nối bằng “_”.")
    province_wide = row.get("province_wide", False)
    if not isinstance(province_wide, bool):
        raise PlanError(f"{where}: province_wide phải là true hoặc false.")
    return Target(
        plan=plan,
        value=_share(row, where),
        denominator_variant=_optional_text(row, "denominator_variant", where),
        note=_optional_text(row, "note", where),
        province_wide=province_wide,
        **texts,
    )


def _check_keys(
    table: Mapping[str, Any], required: set[str], optional: set[str], where: str
) -> None:
    if unknown := sorted(set(table) - required - optional):
        raise PlanError(f"{where}: không biết mục {', '.join(unknown)}.")
    if missing := sorted(required - set(table)):
        raise PlanError(f"{where}: thiếu mục {', '.join(missing)}.")


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    value = table[key]
    if not isinstance(value, str):
        raise PlanError(f"{where}: {key} phải là chữ, đặt trong ngoặc kép.")
    if key in _WORDS and value not in _WORDS[key]:
        raise PlanError(f"{where}: {key} là {value!r}, phải là một trong {', '.join(_WORDS[key])}.")
    return value


def _optional_text(table: Mapping[str, Any], key: str, where: str) -> str | None:
    return _text(table, key, where) if key in table else None


def _day(table: Mapping[str, Any], key: str, where: str) -> dt.date:
    value = table[key]
    if type(value) is not dt.date:  # a TOML date with an hour is a date too
        raise PlanError(f"{where}: {key} phải là ngày, ví dụ 2026-01-01.")
    return value


def _share(row: Mapping[str, Any], where: str) -> Decimal | None:
    """Exactly the number typed; TOML reads a bare 1 as an integer."""
    if "value" not in row:
        return None
    value = Decimal(row["value"]) if type(row["value"]) is int else row["value"]
    if not isinstance(value, Decimal) or not value.is_finite() or not 0 <= value <= 1:
        raise PlanError(f"{where}: value phải là số từ 0 đến 1, ví dụ 0.80 cho 80%.")
    return value
