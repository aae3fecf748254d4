"""What one version of a plan changes of the one before."""

from __future__ import annotations

from dataclasses import dataclass

from data.planning.drafts import HEAD
from data.planning.plan import Plan, Target


@dataclass(frozen=True)
class PlanDifference:
    """What changed above the table of targets, by the names of HEAD, and the targets that changed.

    Changed ones are pairs (before, after). Each is in the order of its own version.
    """

    changed_head_fields: tuple[str, ...]
    added_targets: tuple[Target, ...]
    changed_targets: tuple[tuple[Target, Target], ...]
    removed_targets: tuple[Target, ...]
    is_reordered: bool = False  # the same targets, in another order

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return any(
            (
                self.changed_head_fields,
                self.added_targets,
                self.changed_targets,
                self.removed_targets,
                self.is_reordered,
            )
        )


def plan_difference(before: Plan | None, after: Plan | None) -> PlanDifference:
    """What changed from one version of a plan to the next; None is a plan that does not hold.

    Targets go by their ids.
    """
    targets_before = {target.id: target for target in (before.targets if before else ())}
    targets_after = {target.id: target for target in (after.targets if after else ())}
    changed_head_fields = [
        name for name in HEAD if before and after and getattr(before, name) != getattr(after, name)
    ]
    remaining_ids = [target_id for target_id in targets_before if target_id in targets_after]
    pairs = [
        (targets_before[target_id], target)
        for target_id, target in targets_after.items()
        if target_id in targets_before
    ]
    return PlanDifference(
        changed_head_fields=tuple(changed_head_fields),
        added_targets=tuple(
            target for target_id, target in targets_after.items() if target_id not in targets_before
        ),
        changed_targets=tuple(pair for pair in pairs if pair[0] != pair[1]),
        removed_targets=tuple(
            target for target_id, target in targets_before.items() if target_id not in targets_after
        ),
        is_reordered=[target.id for target, _ in pairs] != remaining_ids,
    )
