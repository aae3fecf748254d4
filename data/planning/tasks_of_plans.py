"""Every task of a plan: those in its own file and those that people confirmed with it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from data.planning.targets import Plan, built_in_plans
from data.planning.task import Task, read_tasks
from data.schema import MalformedFile

_TASKS = Path(__file__).parents[1] / "tasks"


@cache
def built_in_tasks() -> tuple[Task, ...]:
    """All tasks of the built-in plans, by plan, in each document's order; raises MalformedFile.

    A malformed file, or one that bears no plan's name, raises MalformedFile.
    """
    keys = {plan.key for plan in built_in_plans()}
    if unknown_keys := sorted({path.stem for path in _TASKS.glob("*.toml")} - keys):
        raise MalformedFile(f"{', '.join(unknown_keys)}: không có kế hoạch nào tên như vậy.")
    return tuple(task for plan in built_in_plans() for task in tasks_of(plan))


@cache
def tasks_of(plan: Plan) -> tuple[Task, ...]:
    """A plan's tasks: those of its built-in file, then the plan's own; empty without any.

    Duties recur as long as this version of the plan is valid. Of two with one id, which only a
    file made after people numbered theirs can bring about, the plan's own holds.
    """
    own_ids = {task.id for task in plan.tasks}
    built_in = [task for task in tasks_in_file(plan) if task.id not in own_ids]
    return (*built_in, *plan.tasks)


def tasks_in_file(plan: Plan) -> tuple[Task, ...]:
    """The tasks of the built-in file for the plan's key; empty where there is none."""
    path = _TASKS / f"{plan.key}.toml"
    return read_tasks(path, plan) if path.exists() else ()
