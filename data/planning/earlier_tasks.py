"""Due days before the record began: nobody knows of them until a person is asked, once a plan."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.record.settings import EarlierTasksSetting, set_setting, setting

_PREFIX = "tasks_before/"


@dataclass(frozen=True)
class EarlierTasks:
    """What is known of a plan's due days before `day`, on which the record began.

    `undone_ids` are the tasks that somebody said were not done for them, the rest being done; None
    before anybody has answered.
    """

    day: date
    undone_ids: frozenset[str] | None = None

    def excuses_due_day(self, task_id: str, due_day: date) -> bool:
        """Whether a due day is before the record began and nobody called its task undone."""
        is_undone = self.undone_ids is not None and task_id in self.undone_ids
        return due_day < self.day and not is_undone


def earlier_tasks(folder: Path, plan_key: str, first_day: date) -> EarlierTasks:
    """What people said of a plan's due days before the record's `first_day`, or nothing yet.

    An answer keeps the day that it was given for.
    """
    answer: EarlierTasksSetting | None = setting(folder, f"{_PREFIX}{plan_key}")
    if answer is None:
        return EarlierTasks(first_day)
    undone_ids = None if answer["undone"] is None else frozenset(answer["undone"])
    return EarlierTasks(date.fromisoformat(answer["day"]), undone_ids)


def keep_earlier_tasks(
    folder: Path, plan_key: str, day: date, undone_ids: Collection[str] | None, by: str
) -> None:
    """Store that a plan's tasks due before a day were done but for `undone_ids`; None asks anew.

    With `undone_ids` None it is asked anew; the earlier answer stays in the ledger.
    """
    undone = None if undone_ids is None else tuple(sorted(undone_ids))
    answer = EarlierTasksSetting(day=day.isoformat(), undone=undone)
    set_setting(folder, f"{_PREFIX}{plan_key}", answer, by)
