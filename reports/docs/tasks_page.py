"""The page docs/nhiem-vu.md: every task of the plans and how it stands, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from data.dates import day_text, span_text
from data.planning.due_days import Rule
from data.planning.targets import Plan
from data.planning.task_status import TaskState, states_of_tasks
from data.planning.tasks_of_plans import tasks_of
from reports.task_labels import RULE_WORDS, STATUS_LABELS, cadence_in_words, deadline_as_written

_HEADINGS = (
    "Số",
    "Nhiệm vụ",
    "Thời hạn ghi trong văn bản",
    "Định kỳ",
    "Hạn",
    "Chủ trì",
    "Sản phẩm",
    "Nơi ghi",
    "Tình trạng",
)
_TOP = """\
# Nhiệm vụ và chế độ báo cáo của các kế hoạch

Trang này do lệnh `python -m reports.docs` viết ra; đừng sửa bằng tay. Mỗi nhiệm vụ có
thời hạn, mỗi việc báo cáo định kỳ và mỗi việc thường xuyên của các kế hoạch ở `data/plans` có một
dòng. Tình trạng tính ở ngày {day}, khi chưa ghi hoàn thành việc nào. Thời hạn giữ nguyên như
văn bản viết; tên nhiệm vụ viết gọn lại.

Hạn là ngày mà tình trạng nói tới. Nơi văn bản không nêu ngày, hạn có dấu:

* ¹ {after_figures};
* ² {reporting};
* ³ {week_end};
* ⁴ {calendar_month}.

Hạn đầu tiên của việc định kỳ là hạn đầu tiên sau ngày ban hành kế hoạch.
"""
_MARKS: Mapping[Rule, str] = MappingProxyType(
    {
        "written": "",
        "after_figures": " ¹",
        "reporting": " ²",
        "week_end": " ³",
        "calendar_month": " ⁴",
    }
)


def tasks_document(plans: Iterable[Plan], day: date) -> str:
    """The page of tasks as Markdown: every task of `plans`, as on `day` with none recorded.

    A plan without tasks has no section.
    """
    top = _TOP.format(day=day_text(day), **{rule: RULE_WORDS[rule] for rule in RULE_WORDS})
    plans_with_tasks = [plan for plan in plans if tasks_of(plan)]
    return "\n".join(
        [top, *(line for plan in plans_with_tasks for line in _section_lines(plan, day))]
    )


def _section_lines(plan: Plan, day: date) -> Iterator[str]:
    """The Markdown lines of one plan's section: its heading, number of tasks, and their table."""
    task_states = states_of_tasks(tasks_of(plan), (), day)
    yield f"## {plan.title}\n"
    yield f"{len(task_states)} nhiệm vụ; hiệu lực {span_text(plan.valid_from, plan.valid_to)}.\n"
    yield _table_row(_HEADINGS)
    yield _table_row(["---"] * len(_HEADINGS))
    yield from map(_task_line, task_states)
    yield ""


def _task_line(state: TaskState) -> str:
    """A task's table row in Markdown, from its number to its status."""
    task = state.task
    cells = (
        task.id,
        task.title,
        deadline_as_written(task),
        cadence_in_words(task),
        _due_days_text(state),
        "; ".join(task.leads),
        task.product,
        f"{task.place} ({task.line})",
        " ".join(STATUS_LABELS[state.status]),
    )
    return _table_row(cells)


def _due_days_text(state: TaskState) -> str:
    """The due day and the next: "15/11/2026 ²; tiếp theo 15/12/2026 ²"; "" without any."""
    days = [(state.due, ""), (state.next_due, "tiếp theo ")]
    return "; ".join(f"{words}{day_text(due.day)}{_MARKS[due.rule]}" for due, words in days if due)


def _table_row(cells: Sequence[str]) -> str:
    """The cells as a table row in Markdown: a dash if blank, "/" for a bar, which ends a cell."""
    return f"| {' | '.join(cell.replace('|', '/') or '–' for cell in cells)} |"
