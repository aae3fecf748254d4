"""The five plans of 2025 and 2026 that the project began with; more may stand beside them."""

from __future__ import annotations

from data.planning.plan import Plan
from data.planning.targets import built_in_plans

SEED_KEYS = ("09385-2026", "10729-2026", "11203-2026", "11842-2025", "31393-2026")


def seed_plans() -> tuple[Plan, ...]:
    """The five built-in plans of SEED_KEYS, in order; plans added later are not among them."""
    return tuple(plan for plan in built_in_plans() if plan.key in SEED_KEYS)
