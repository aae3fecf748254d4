"""What the strip Hôm nay says: each matter in a line, and the address where it is dealt with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data.dates import day_text
from data.periods import Calendar, month_of, short_period
from data.planning.plan import Plan
from data.planning.task_status import SOON, TaskState
from data.wording import capitalise_first_letter
from metrics.analysis.decomposition import Contribution
from metrics.analysis.late_dossiers import LateDossier
from metrics.standings import Standing
from ui.display import words
from ui.overview.card_lines import cause_words
from ui.overview.record_changes import RecordChanges

SOON_WORKING_DAYS = 3  # as the page Hồ sơ trễ hạn begins
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class TodayItem:
    """A matter of the strip: its subject, what stands with it, a note, and where it leads.

    `is_pressing` where something is late.
    """

    subject: str
    text: str
    note: str
    address: str
    is_pressing: bool = False


def dossiers_item(
    dossiers: Sequence[LateDossier], list_day: date, address: str
) -> TodayItem | None:
    """An item: how many listed dossiers are late, how many due soon; None without either."""
    counts = Counter(dossier.kind for dossier in dossiers)
    pairs = (
        (counts["open_late"], "đang quá hạn"),
        (counts["due_soon"], f"đến hạn trong {SOON_WORKING_DAYS} ngày làm việc"),
    )
    parts = [f"{words.number(count)} {label}" for count, label in pairs if count]
    if not parts:
        return None
    note = f"theo danh sách đến {day_text(list_day)}"
    return TodayItem("Hồ sơ", ", ".join(parts), note, address, counts["open_late"] > 0)


def tasks_item(
    plan: Plan, states: Sequence[TaskState], day: date, address: str
) -> TodayItem | None:
    """An item: how many of a plan's tasks are overdue, how many due soon; None without any.

    `states` are the plan's tasks, most urgent first. Of a plan that is over: how many of its days
    have no record.
    """
    pressing = [state for state in states if state.status in ("overdue", "due_soon")]
    if not pressing:
        return None
    overdue_count = sum(state.status == "overdue" for state in pressing)
    if not plan.valid_from <= day <= plan.valid_to:
        text = f"{words.number(len(pressing))} chưa ghi hoàn thành"
        return TodayItem("Nhiệm vụ", text, f"{plan.title} đã hết hiệu lực", address)
    counts = (
        (overdue_count, "quá hạn, chưa ghi hoàn thành"),
        (len(pressing) - overdue_count, f"đến hạn trong {SOON.days} ngày"),
    )
    text = ", ".join(f"{words.number(count)} {label}" for count, label in counts if count)
    return TodayItem("Nhiệm vụ", text, _task_note(pressing), address, overdue_count > 0)


def _task_note(pressing: Sequence[TaskState]) -> str:
    """The first task due soon, else the first overdue: "hạn 04/12/2026: Công khai kết quả …"."""
    soon = [state for state in pressing if state.status == "due_soon"]
    state = (soon or pressing)[0]
    day = f"hạn {day_text(state.due.day)}: " if state.due else ""
    return f"{day}{state.task.title}"


def data_item(
    last_day: date, file_words: str, today: date, calendar: Calendar, address: str
) -> TodayItem | None:
    """An item: how long ago figures end, which file is next; None if they reach yesterday.

    `file_words` names the kind of file that carries the last day: "danh sách hồ sơ".
    """
    days_ago = (today - last_day).days
    if days_ago <= 1:
        return None
    text = f"Đến {day_text(last_day)}, cách đây {words.number(days_ago)} ngày"
    next_month = month_of(last_day + _DAY, calendar)
    begins_month = next_month.first == last_day + _DAY
    days = short_period(next_month) if begins_month else f"từ {day_text(last_day + _DAY)}"
    note = f"cần nạp: {file_words} {days}"
    return TodayItem("Số liệu", text, note, address, next_month.last < today)


def furthest_item(standing: Standing, cause: Contribution | None, address: str) -> TodayItem:
    """An item: a standing's metric and shortfall, with the field behind it or the target."""
    text = f"{standing.metric.label}: {words.shortfall(standing)}"
    note = cause_words(cause, standing) if cause else _target_note(standing)
    return TodayItem("Xa chỉ tiêu nhất", text, note, address, is_pressing=True)


def _target_note(standing: Standing) -> str:
    """The target in words: "chỉ tiêu tối thiểu 80%"; "" without one."""
    return f"chỉ tiêu {words.target_words(standing.target)}" if standing.target else ""


def changes_item(changes: RecordChanges, since: str, note: str, address: str) -> TodayItem | None:
    """An item: what was changed of the record, "Từ hôm qua: nạp 2 tệp"; None for nothing."""
    if not changes.words:
        return None
    return TodayItem(since, capitalise_first_letter(changes.words), note, address)
