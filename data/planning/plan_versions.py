"""The plans that people added or changed here, each version kept, over those that ship."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data.communes import communes
from data.planning.plan import Plan, plan_in, text_of
from data.planning.targets import built_in_plans, in_plan_order
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
class Version:
    """One saving of a plan; `plan` is None where it was taken away, or cannot be read."""

    key: str
    plan: Plan | None
    done_at: datetime
    done_by: str
    unreadable: UnreadableEntry | None = None


def plans_here(folder: Path) -> tuple[Plan, ...]:
    """Every plan that holds: the newest version of each, and those that ship unchanged."""
    newest = {version.key: version.plan for version in versions(folder)}
    unchanged = [plan for plan in built_in_plans() if plan.key not in newest]
    return in_plan_order([*unchanged, *(plan for plan in newest.values() if plan)])


def planned_communes(folder: Path) -> frozenset[str]:
    """The communes that have a plan here."""
    return frozenset(plan.commune_code for plan in plans_here(folder))


def versions(folder: Path, key: str | None = None) -> Sequence[Version]:
    """The versions saved here, the oldest first; of one plan where its key is given.

    One that cannot be read stands among them, so that no older one counts in its place.
    """
    query = "select plan, content, done_at, done_by from plan_versions order by id"
    with read_ledger(folder) as connection:
        rows = connection.execute(query).fetchall()
    return [_version(row) for row in rows if key in (None, row["plan"])]


def unreadable_plans(folder: Path) -> tuple[UnreadableEntry, ...]:
    """The plans whose newest version cannot be read: until somebody saves one they do not hold."""
    newest = {version.key: version for version in versions(folder)}
    return tuple(version.unreadable for version in newest.values() if version.unreadable)


def _version(row: sqlite3.Row) -> Version:
    entries = parse_entries([row], _version_of_row, _row_words)
    if entries.sound:
        return entries.sound[0]
    return Version(quotable_text(row["plan"]), None, NO_MOMENT, "", entries.unreadable[0])


def _version_of_row(row: sqlite3.Row) -> Version:
    key, text = text_in(row["plan"]), text_in(row["content"])
    plan = plan_in(_without_control_signs(text), key) if text else None
    if plan and plan.commune_code not in communes():
        raise GarbledCell(f"không có xã, phường nào mang mã “{plan.commune_code}”")
    return Version(key, plan, moment_or_no_moment(row["done_at"]), quotable_text(row["done_by"]))


def _row_words(row: sqlite3.Row) -> tuple[str, str]:
    remedy = "hãy đưa lại một phiên bản trước ở trang Kế hoạch, mục Thêm, sửa kế hoạch."
    return f"Kế hoạch “{row['plan']}”, phiên bản mới nhất,", remedy


def _without_control_signs(text: str) -> str:
    r"""A TOML text with a space for each escaped control sign (\u0007); "\\" stays.

    Versions saved before such signs were refused must still be read.
    """
    escape = r"\\\\|\\(?:u00[01][0-9a-fA-F]|u00[789][0-9a-fA-F]|[bfnrt])"
    return re.sub(escape, lambda match: match[0] if match[0] == r"\\" else " ", text)


def save_plan(folder: Path, plan: Plan, by: str) -> None:
    """Write a version; raises MalformedFile and writes nothing where it would not read."""
    text = text_of(plan)
    plan_in(text, plan.key)
    _write(folder, plan.key, text, by)


def take_away(folder: Path, key: str, by: str) -> None:
    """Write that the plan holds no longer; what was saved before stays in the ledger."""
    _write(folder, key, "", by)


def _write(folder: Path, key: str, text: str, by: str) -> None:
    now = timestamp()
    with write_ledger(folder) as connection:
        connection.execute(
            "insert into plan_versions (plan, content, done_at, done_by) values (?, ?, ?, ?)",
            (key, text, now, by),
        )
