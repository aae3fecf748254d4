"""One plan's dated tasks and reporting duties, read from their TOML file and checked."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from data.planning.plan import Plan

KINDS = ("deadline", "period", "recurring", "continuous", "open", "event")
CADENCES = (
    *("once", "weekly", "monthly", "quarterly", "yearly"),
    *("weekends", "continuous", "periodic", "ad_hoc", "open", "event"),
)
_KEYS: Mapping[str, type] = MappingProxyType(
    {
        **dict.fromkeys(("id", "title", "kind", "written", "product", "place", "line"), str),
        **dict.fromkeys(("cadence", "leads", "supports"), list),
    }
)
_OPTIONAL: Mapping[str, type] = MappingProxyType({"from": dt.date, "to": dt.date, "note": str})
_SHAPES = MappingProxyType(
    {
        str: "chữ, đặt trong ngoặc kép",
        list: 'danh sách chữ, ví dụ ["once"]',
        dt.date: "ngày, ví dụ 2026-01-31",
    }
)
_WRITTEN_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")


class TaskError(ValueError):
    """A file of tasks cannot be read; the message says in Vietnamese what to put right in it."""


@dataclass(frozen=True)
class Task:
    """What a plan wants done by a day, within days, again and again, or at some event.

    `title` and `note` are our words, `written` is the deadline as the document has it. `first`
    and `last` are its days, both included ("trước ngày 20/5" ends on 19 May), None where it names
    none. `valid_from` and `valid_to` are the plan's.
    """

    plan: str
    id: str
    title: str
    kind: str
    written: str
    first: dt.date | None
    last: dt.date | None
    cadence: tuple[str, ...]
    leads: tuple[str, ...]
    supports: tuple[str, ...]
    product: str
    place: str
    line: str
    note: str | None
    valid_from: dt.date
    valid_to: dt.date

    @property
    def impossible_day(self) -> str | None:
        """A written day that no calendar has ("31/9/2025"): shown and flagged, never put right."""
        found = _WRITTEN_DAY.finditer(self.written)
        return next((match[0] for match in found if not _exists(match)), None)

    @property
    def of_figures(self) -> bool:
        """Whether its days are those that a report's figures cover, not those for the work."""
        return self.kind == "recurring" and self.first is not None and self.last is not None


def read_tasks(path: Path, plan: Plan) -> tuple[Task, ...]:
    """A plan's tasks in the document's order; TaskError where the file is malformed."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TaskError(f"{path.name}: không đọc được TOML ({error}).") from error
    rows = table.get("tasks")
    if set(table) != {"tasks"} or not isinstance(rows, list):
        raise TaskError(f"{path.name}: chỉ gồm các bảng [[tasks]].")
    found = tuple(_task(row, plan, path.name) for row in rows)
    ids = [task.id for task in found]
    if repeated := sorted({name for name in ids if ids.count(name) > 1}):
        raise TaskError(f"{path.name}: trùng id {', '.join(repeated)}.")
    return found


def _task(row: Mapping[str, Any], plan: Plan, file_name: str) -> Task:
    where = f"{file_name}, nhiệm vụ {row.get('id', '(thiếu id)')}"
    _check(row, where)
    task = Task(
        plan=plan.key,
        id=row["id"],
        title=row["title"],
        kind=row["kind"],
        written=row["written"],
        first=row.get("from"),
        last=row.get("to"),
        cadence=tuple(row["cadence"]),
        leads=tuple(row["leads"]),
        supports=tuple(row["supports"]),
        product=row["product"],
        place=row["place"],
        line=row["line"],
        note=row.get("note"),
        valid_from=plan.valid_from,
        valid_to=plan.valid_to,
    )
    _check_days(task, where)
    return task


def _check(row: Mapping[str, Any], where: str) -> None:
    """Keys, their shapes, and the words that are ours to choose."""
    if unknown := sorted(set(row) - set(_KEYS) - set(_OPTIONAL)):
        raise TaskError(f"{where}: không biết mục {', '.join(unknown)}.")
    if missing := sorted(set(_KEYS) - set(row)):
        raise TaskError(f"{where}: thiếu mục {', '.join(missing)}.")
    for key, value in row.items():
        shape = {**_KEYS, **_OPTIONAL}[key]
        texts = value if shape is list and isinstance(value, list) else []
        # A TOML day with an hour is a day too, for isinstance.
        if type(value) is not shape or not all(isinstance(text, str) for text in texts):
            raise TaskError(f"{where}: {key} phải là {_SHAPES[shape]}.")
    if row["kind"] not in KINDS:
        raise TaskError(f"{where}: kind phải là một trong {', '.join(KINDS)}.")
    if not row["cadence"] or not set(row["cadence"]) <= set(CADENCES):
        raise TaskError(f"{where}: cadence chỉ gồm {', '.join(CADENCES)}.")


def _check_days(task: Task, where: str) -> None:
    if task.first and (task.last is None or task.last < task.first):
        raise TaskError(f"{where}: from phải đi với to, và không sau to.")
    if task.impossible_day and task.last:
        raise TaskError(f"{where}: ngày {task.impossible_day} không có thật, nên bỏ from và to.")
    if task.kind in ("deadline", "period") and not (task.last or task.impossible_day):
        raise TaskError(f"{where}: {task.kind} phải có to.")


def _exists(match: re.Match[str]) -> bool:
    day, month, year = map(int, match.groups())
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
