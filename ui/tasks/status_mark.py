"""A task's status as the page marks it."""

from __future__ import annotations

from data.planning.task_status import TaskStatus
from reports.task_labels import STATUS_LABELS


def status_mark(status: TaskStatus) -> str:
    """A task status as its sign and words: "✘ Quá hạn"."""
    return " ".join(STATUS_LABELS[status])
