"""A task's status, rule and cadence, in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from data.planning.due_days import Rule, Task
from data.planning.own_day import recurrence_text
from data.planning.task_status import TaskStatus

# Symbol and words: the symbol tells what colour alone would.
STATUS_LABELS: Mapping[TaskStatus, tuple[str, str]] = MappingProxyType(
    {
        "overdue": ("✘", "Quá hạn"),
        "due_soon": ("◷", "Sắp đến hạn"),
        "open": ("◐", "Đang trong thời gian làm"),
        "later": ("○", "Chưa đến hạn"),
        "before_record": ("?", "Trước khi theo dõi"),
        "impossible_date": ("⚠", "Ngày không có thật"),
        "running": ("↻", "Thường xuyên"),
        "no_date": ("–", "Không nêu ngày"),
        "repeated": ("↪", "Nhắc lại việc khác"),
        "done": ("✔", "Đã xong"),
        "ended": ("■", "Đã hết thời gian làm"),
    }
)
RULE_WORDS: Mapping[Rule, str] = MappingProxyType(
    {
        "written": "",
        "after_figures": "văn bản chỉ nêu kỳ số liệu; tính hạn là ngày liền sau kỳ",
        "reporting": "văn bản không nêu ngày; tính theo kỳ báo cáo 15–14, hạn ngày 15",
        "week_end": "văn bản không nêu thứ; tính ngày làm việc cuối cùng của tuần",
        "calendar_month": "văn bản không nêu ngày; chỉ số 766 tính theo tháng dương lịch, hạn là "
        "ngày đầu tháng sau",
    }
)


def cadence_in_words(task: Task) -> str:
    """How often a task is due, and on which day of each period, in words."""
    return recurrence_text(task.cadence, task.own_day)


def deadline_as_written(task: Task) -> str:
    """The deadline as the document words it, with a flag if impossible and tasks repeated."""
    again = f" (nhắc lại {', '.join(task.repeats)})" if task.repeats else ""
    flag = f" ⚠ {task.impossible_day} không có trong lịch" if task.impossible_day else ""
    return f"{task.deadline_text}{flag}{again}"
