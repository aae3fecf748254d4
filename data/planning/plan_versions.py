"""The plans that people added or changed here, each version kept, over those that ship."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data.planning.plan import Plan, plan_in, text_of
from data.planning.targets import ordered, shipped
from data.record.connection import open_ledger, timestamp, transaction


@dataclass(frozen=True)
class Version:
    """One saving of a plan; `plan` is None where it was taken away."""

    key: str
    plan: Plan | None
    done_at: datetime
    done_by: str


def plans_here(folder: Path) -> tuple[Plan, ...]:
    """Every plan that holds: the newest version of each, and those that ship unchanged."""
    newest = {version.key: version.plan for version in versions(folder)}
    unchanged = [plan for plan in shipped() if plan.key not in newest]
    return ordered([*unchanged, *(plan for plan in newest.values() if plan)])


def planned_communes(folder: Path) -> frozenset[str]:
    """The communes that have a plan here."""
    return frozenset(plan.commune_code for plan in plans_here(folder))


def versions(folder: Path, key: str | None = None) -> Sequence[Version]:
    """The versions saved here, the oldest first; of one plan where its key is given."""
    query = "select plan, content, done_at, done_by from plan_versions order by id"
    with open_ledger(folder) as connection:
        rows = connection.execute(query).fetchall()
    return [_version(*row) for row in rows if key in (None, row["plan"])]


def _version(key: str, text: str, at: str, by: str) -> Version:
    plan = plan_in(_without_control_signs(text), key) if text else None
    return Version(key, plan, datetime.fromisoformat(at), by)


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
    with open_ledger(folder) as connection, transaction(connection):
        connection.execute(
            "insert into plan_versions (plan, content, done_at, done_by) values (?, ?, ?, ?)",
            (key, text, now, by),
        )
