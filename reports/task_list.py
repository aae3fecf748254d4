"""The tasks in words and as a workbook: status, why a due day is that day, how often."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from data.task_states import TaskState, TaskStatus
from data.tasks import Due, Rule, Task
from reports.workbook import Cell, workbook

# Symbol and words: the symbol tells what colour alone would.
STATUS: Mapping[TaskStatus, tuple[str, str]] = MappingProxyType(
    {
        "overdue": ("✘", "Quá hạn"),
        "due_soon": ("◷", "Sắp đến hạn"),
        "open": ("◐", "Đang trong thời gian làm"),
        "later": ("○", "Chưa đến hạn"),
        "impossible_date": ("⚠", "Ngày không có thật"),
        "running": ("↻", "Thường xuyên"),
        "no_date": ("–", "Không nêu ngày"),
        "done": ("✔", "Đã xong"),
        "ended": ("■", "Đã hết thời gian làm"),
    }
)
RULES: Mapping[Rule, str] = MappingProxyType(
    {
        "written": "",
        "after_figures": "văn bản chỉ nêu kỳ số liệu; tính hạn là ngày liền sau kỳ",
        "reporting": "văn bản không nêu ngày; tính theo kỳ báo cáo 15–14, hạn ngày 15",
        "week_end": "văn bản không nêu thứ; tính ngày làm việc cuối cùng của tuần",
    }
)
_CADENCES: Mapping[str, str] = MappingProxyType(
    {
        "once": "một lần",
        "weekly": "hằng tuần",
        "monthly": "hằng tháng",
        "quarterly": "hằng quý",
        "yearly": "hằng năm",
        "weekends": "thứ Bảy hoặc Chủ nhật",
        "continuous": "thường xuyên",
        "periodic": "định kỳ",
        "ad_hoc": "đột xuất",
        "open": "theo văn bản khác",
        "event": "khi phát sinh",
    }
)
HEADINGS = (
    *("Số", "Nhiệm vụ", "Thời hạn ghi trong văn bản", "Định kỳ", "Hạn"),
    *(
        "Ngày làm việc liền sau",
        "Hạn tiếp theo",
        "Cách tính hạn",
        "Chủ trì",
        "Phối hợp",
        "Sản phẩm",
        "Tình trạng",
    ),
    *("Ngày xong gần nhất", "Số văn bản", "Nơi ghi", "Ghi chú"),
)


def cadence(task: Task) -> str:
    """How often, in words: "hằng tháng, hằng quý"."""
    return ", ".join(_CADENCES[name] for name in task.cadence)


def tasks_workbook(title: str, found: Iterable[TaskState]) -> bytes:
    """xlsx with a row a task under `HEADINGS`, and `title` above."""
    return workbook("Nhiệm vụ", title, HEADINGS, [_row(one) for one in found])


def written(task: Task) -> str:
    """The deadline as the document has it, with a flag where no calendar has that day."""
    flag = f" ⚠ {task.impossible_day} không có trong lịch" if task.impossible_day else ""
    return f"{task.written}{flag}"


def _row(one: TaskState) -> list[Cell]:
    task, due, latest = one.task, one.due, one.latest
    return [
        task.id,
        task.title,
        written(task),
        cadence(task),
        due.day if due else None,
        _moved(due),
        one.following.day if one.following else None,
        RULES[due.rule] if due else "",
        "; ".join(task.leads),
        "; ".join(task.supports),
        task.product,
        STATUS[one.status][1],
        latest.finished_on if latest else None,
        latest.document if latest else "",
        task.place,
        task.note,
    ]


def _moved(due: Due | None) -> date | None:
    """The next working day, only where the due day is off."""
    return due.working_day if due and due.working_day != due.day else None
