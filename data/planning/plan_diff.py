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
    old = {target.id: target for target in (before.targets if before else ())}
    new = {target.id: target for target in (after.targets if after else ())}
    head = [
        name for name in HEAD if before and after and getattr(before, name) != getattr(after, name)
    ]
    kept = [name for name in old if name in new]
    return PlanDifference(
        head=tuple(head),
        added=tuple(target for name, target in new.items() if name not in old),
        changed=tuple((old[n], new[n]) for n in new if n in old and old[n] != new[n]),
        removed=tuple(target for name, target in old.items() if name not in new),
        moved=kept != [name for name in new if name in old],
    )
