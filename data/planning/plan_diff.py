"""What one version of a plan changes of the one before."""

from __future__ import annotations

from dataclasses import dataclass

from data.planning.drafts import HEAD
from data.planning.plan import Plan, Target


@dataclass(frozen=True)
class PlanDifference:
    """The names of what changed above the table, and targets: added, changed (before, after) and
    removed, each in the order of its own version.
    """

    head: tuple[str, ...]
    added: tuple[Target, ...]
    changed: tuple[tuple[Target, Target], ...]
    removed: tuple[Target, ...]
    moved: bool = False  # the same targets, in another order

    def __bool__(self) -> bool:
        return any((self.head, self.added, self.changed, self.removed, self.moved))


def changes(before: Plan | None, after: Plan | None) -> PlanDifference:
    """From one version to the next; None is a plan that does not hold. Targets go by their ids."""
    by_id = {target.id: target for target in (before.targets if before else ())}
    later_by_id = {target.id: target for target in (after.targets if after else ())}
    head = [
        name for name in HEAD if before and after and getattr(before, name) != getattr(after, name)
    ]
    remaining_ids = [key for key in by_id if key in later_by_id]
    pairs = [(by_id[key], target) for key, target in later_by_id.items() if key in by_id]
    return PlanDifference(
        head=tuple(head),
        added=tuple(target for key, target in later_by_id.items() if key not in by_id),
        changed=tuple(pair for pair in pairs if pair[0] != pair[1]),
        removed=tuple(target for key, target in by_id.items() if key not in later_by_id),
        moved=[target.id for target, _ in pairs] != remaining_ids,
    )
