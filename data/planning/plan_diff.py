"""What one version of a plan changes of the one before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from data.planning.drafts import HEAD
from data.planning.plan import Plan, Target
from data.planning.task import Task, table_of_task


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


Entry = TypeVar("Entry", bound=_HasId)


@dataclass(frozen=True)
class ListChange(Generic[Entry]):
    """What changed in a plan's list of targets or of tasks.

    Changed ones are pairs (before, after). Each is in the order of its own version.
    """

    added: tuple[Entry, ...]
    changed: tuple[tuple[Entry, Entry], ...]
    removed: tuple[Entry, ...]
    is_reordered: bool  # the same entries, in another order

    def __bool__(self) -> bool:
        """Whether any entry was added, changed, removed or moved."""
        return bool(self.added or self.changed or self.removed or self.is_reordered)


@dataclass(frozen=True)
class PlanDifference:
    """What changed above the table of targets, by the names of HEAD, of targets and of tasks."""

    changed_head_fields: tuple[str, ...]
    targets: ListChange[Target]
    tasks: ListChange[Task]

    def __bool__(self) -> bool:
        """Whether the head, any target or any task differs."""
        return bool(self.changed_head_fields or self.targets or self.tasks)


def plan_difference(before: Plan | None, after: Plan | None) -> PlanDifference:
    """What changed in head, targets and tasks between two versions (None: no plan).

    Targets and tasks go by their ids; a task is as it was where its own words and days are, though
    its plan may be valid for other days.
    """
    changed_head_fields = [
        name for name in HEAD if before and after and getattr(before, name) != getattr(after, name)
    ]
    return PlanDifference(
        changed_head_fields=tuple(changed_head_fields),
        targets=_list_change(
            before.targets if before else (), after.targets if after else (), lambda target: target
        ),
        tasks=_list_change(
            before.tasks if before else (), after.tasks if after else (), table_of_task
        ),
    )


def _list_change(
    before: Sequence[Entry], after: Sequence[Entry], content: Callable[[Entry], object]
) -> ListChange[Entry]:
    """What changed between two lists of entries with ids; `content` is what is compared."""
    by_id_before, by_id_after = ({entry.id: entry for entry in list_} for list_ in (before, after))
    pairs = [(by_id_before[entry.id], entry) for entry in after if entry.id in by_id_before]
    remaining_ids = [entry.id for entry in before if entry.id in by_id_after]
    return ListChange(
        added=tuple(entry for entry in after if entry.id not in by_id_before),
        changed=tuple(pair for pair in pairs if content(pair[0]) != content(pair[1])),
        removed=tuple(entry for entry in before if entry.id not in by_id_after),
        is_reordered=[entry.id for _, entry in pairs] != remaining_ids,
    )
