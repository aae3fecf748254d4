"""The plans that people added or changed here, each version kept, over those that ship."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from data.communes import communes
from data.planning.plan import Plan, parse_plan, plan_toml
from data.planning.targets import built_in_plans, sort_plans
from data.record.connection import read_ledger, timestamp, write_ledger
from data.record.entries import (
    NO_MOMENT,
    GarbledCell,
    UnreadableEntry,
    moment_or_no_moment,
    parse_entries,
    quotable_text,
    text_in,
)


@dataclass(frozen=True)
class PlanVersion:
    """One saving of a plan; `plan` is None where it was taken away, or cannot be read."""

    key: str
    plan: Plan | None
    done_at: datetime
    done_by: str
    unreadable: UnreadableEntry | None = None


def current_plans(folder: Path) -> tuple[Plan, ...]:
    """Every plan that holds: the newest saved version of each, else the built-in plan."""
    newest_plans = {version.key: version.plan for version in plan_versions(folder)}
    built_in_only = [plan for plan in built_in_plans() if plan.key not in newest_plans]
    return sort_plans([*built_in_only, *(plan for plan in newest_plans.values() if plan)])


def communes_with_plans(folder: Path) -> frozenset[str]:
    """The codes of the communes that have a current plan."""
    return frozenset(plan.commune_code for plan in current_plans(folder))


def plan_versions(folder: Path, key: str | None = None) -> Sequence[PlanVersion]:
    """The saved versions of all plans, or of the one with a key, oldest first.

    One that cannot be read stands among them, so that no older one counts in its place.
    """
    query = "select plan, content, done_at, done_by from plan_versions order by id"
    with read_ledger(folder) as connection:
        rows = connection.execute(query).fetchall()
    return [_version_of_row(row) for row in rows if key in (None, row["plan"])]


def unreadable_plans(folder: Path) -> tuple[UnreadableEntry, ...]:
    """An entry for each plan whose newest version cannot be read."""
    newest_versions = {version.key: version for version in plan_versions(folder)}
    return tuple(version.unreadable for version in newest_versions.values() if version.unreadable)


def _version_of_row(row: sqlite3.Row) -> PlanVersion:
    """A ledger row as a plan version, with no plan in it where it cannot be read."""
    entries = parse_entries([row], _parse_version, _name_and_remedy)
    if entries.sound:
        return entries.sound[0]
    return PlanVersion(quotable_text(row["plan"]), None, NO_MOMENT, "", entries.unreadable[0])


def _parse_version(row: sqlite3.Row) -> PlanVersion:
    """A ledger row as a plan version; raises GarbledCell or MalformedFile."""
    key, text = text_in(row["plan"]), text_in(row["content"])
    plan = _parsed_plan(text, key) if text else None
    if plan and plan.commune_code not in communes():
        raise GarbledCell(f"không có xã, phường nào mang mã “{plan.commune_code}”")
    return PlanVersion(
        key, plan, moment_or_no_moment(row["done_at"]), quotable_text(row["done_by"])
    )


@lru_cache(maxsize=1024)  # every page asks; a province's demand alone is a plan in each commune
def _parsed_plan(text: str, key: str) -> Plan:
    """The plan that a version's TOML text holds, without control signs; raises MalformedFile."""
    return parse_plan(_replace_control_signs(text), key)


def _name_and_remedy(row: sqlite3.Row) -> tuple[str, str]:
    """An unreadable version's name and what to do about it, in Vietnamese."""
    remedy = "hãy đưa lại một phiên bản trước ở trang Kế hoạch, mục Thêm, sửa kế hoạch."
    return f"Kế hoạch “{row['plan']}”, phiên bản mới nhất,", remedy


def _replace_control_signs(text: str) -> str:
    r"""A TOML text with a space in place of each escaped control sign (\u0007).

    Versions saved before such signs were refused must still be read.
    """
    escape = r"\\\\|\\(?:u00[01][0-9a-fA-F]|u00[789][0-9a-fA-F]|[bfnrt])"
    return re.sub(escape, lambda match: match[0] if match[0] == r"\\" else " ", text)


def save_plan(folder: Path, plan: Plan, by: str) -> None:
    """Save a plan as a new version by a person; MalformedFile where it could not be read back."""
    save_plans(folder, [plan], by)


def save_plans(folder: Path, plans: Iterable[Plan], by: str) -> None:
    """Save several plans at once, all or none; MalformedFile where one could not be read back."""
    texts_by_key = {plan.key: plan_toml(plan) for plan in plans}
    for key, text in texts_by_key.items():
        parse_plan(text, key)
    _insert_versions(folder, texts_by_key, by)


def replace_plans(folder: Path, plans_by_key: Mapping[str, Plan | None], by: str) -> None:
    """Have each key's plan hold from now on, all or none; None ends the plan of that key."""
    texts_by_key = {key: plan_toml(plan) if plan else "" for key, plan in plans_by_key.items()}
    _insert_versions(folder, texts_by_key, by)


def remove_plan(folder: Path, key: str, by: str) -> None:
    """Record that a plan no longer holds; its earlier versions stay in the ledger."""
    _insert_versions(folder, {key: ""}, by)


def _insert_versions(folder: Path, texts_by_key: Mapping[str, str], by: str) -> None:
    """Add a version a plan to the ledger at once, from TOML by key ("" ends the plan)."""
    now = timestamp()
    rows = [(key, text, now, by) for key, text in texts_by_key.items()]
    statement = "insert into plan_versions (plan, content, done_at, done_by) values (?, ?, ?, ?)"
    with write_ledger(folder) as connection:
        connection.executemany(statement, rows)
