"""The tasks of a plan as the page shows them: what presses first, in a table for any width."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from data.dates import today
from data.planning.targets import Plan
from data.planning.task_status import TaskState, TaskStatus
from reports.task_labels import RULES, STATUS, cadence_in_words
from ui import address
from ui.display import words
from ui.display.colours import Colours
from ui.display.markup import BREAK, join, smalls, tag
from ui.display.tables import header, sheet
from ui.display.task_words import distance, due_day

ALL = "tat-ca"
_ADDRESS: dict[TaskStatus, str] = {
    "overdue": "qua-han",
    "due_soon": "sap-den-han",
    "open": "dang-lam",
    "later": "chua-den-han",
    "impossible_date": "ngay-khong-co-that",
    "running": "thuong-xuyen",
    "no_date": "khong-neu-ngay",
    "done": "da-xong",
    "ended": "het-thoi-gian",
}
_FIRST, _LAST = date(2020, 1, 1), date(2050, 12, 31)
_STYLE = Markup("""
<style>
.sheet.tasks tbody th{font-weight:400}.tasks td:nth-child(2){min-width:10rem}
.tasks td:nth-child(3){min-width:15rem}
</style>
""")


def choose_day() -> date:
    """The day for which the tasks are shown; the address keeps it as `ngay` unless it is today."""
    key, now = "ngay", today()
    st.session_state[key] = st.session_state.get(key) or _day(address.in_address(key)) or now
    chosen = st.date_input(
        "Tính đến ngày", min_value=_FIRST, max_value=_LAST, format="DD/MM/YYYY", key=key
    )
    day = chosen if isinstance(chosen, date) else now
    if day != now and address.in_address(key) != day.isoformat():
        st.query_params[key] = day.isoformat()
    elif day == now and address.in_address(key):
        del st.query_params[key]
    return day


def _day(text: str | None) -> date | None:
    try:
        found = date.fromisoformat(text or "")
    except ValueError:
        return None
    return found if _FIRST <= found <= _LAST else None


def choose_shown(found: Sequence[TaskState]) -> tuple[TaskState, ...]:
    """Those of one status and one who leads; the address keeps `tinh-trang` and `chu-tri`."""
    by_word = {word: status for status, word in _ADDRESS.items()}
    counts = Counter(one.status for one in found)
    leads = sorted({lead for one in found for lead in one.task.leads})
    left, right = st.columns(2)
    with left:
        word = address.selectbox(
            "Tình trạng",
            "tinh-trang",
            (ALL, *by_word),
            ALL,
            lambda w: f"{_status(by_word[w])} ({counts[by_word[w]]})" if w != ALL else "Tất cả",
        )
    with right:
        lead = address.selectbox(
            "Chủ trì", "chu-tri", (ALL, *leads), ALL, lambda w: w if w != ALL else "Mọi cơ quan"
        )
    address.write("tinh-trang", "chu-tri")
    return tuple(
        one
        for one in found
        if word in (ALL, _ADDRESS[one.status]) and (lead == ALL or lead in one.task.leads)
    )


def headline(plan: Plan, found: Iterable[TaskState], day: date) -> None:
    """How many tasks stand how, in a sentence."""
    counts = Counter(one.status for one in found)
    parts = [
        f"**{counts[status]}** {STATUS[status][1].lower()}" for status in STATUS if counts[status]
    ]
    st.markdown(f"{counts.total()} nhiệm vụ tính đến ngày {words.day(day)}: {', '.join(parts)}.")
    if plan.valid_to < day:
        st.caption(f"Kế hoạch đã hết hiệu lực ngày {words.day(plan.valid_to)}.")


def table(found: Sequence[TaskState], day: date, colours: Colours) -> Markup:
    """A table with a row a task."""
    head = header("Nhiệm vụ", "Tình trạng", "Thời hạn", "Chủ trì")
    rows = join(_row(one, day, colours) for one in found)
    return _STYLE + sheet(head + tag("tbody", rows), colours, "sheet stack tasks")


def _row(one: TaskState, day: date, colours: Colours) -> Markup:
    task = one.task
    about = (f"{task.id} · {task.place}", f"Sản phẩm: {task.product}" if task.product else "")
    supports = f"Phối hợp: {'; '.join(task.supports)}" if task.supports else ""
    return tag(
        "tr",
        tag("th", tag("b", task.title), smalls(*about, task.note or ""), scope="row"),
        tag("td", _standing(one, colours), smalls(*_beside(one, day))),
        tag("td", _written(one, colours), smalls(*_days(one))),
        tag("td", "; ".join(task.leads), smalls(supports)),
    )


def _written(one: TaskState, colours: Colours) -> Markup:
    """The deadline as the document has it, and the due day that comes of it."""
    lines = [f"“{one.task.written}”"]
    if one.task.impossible_day:
        flag = f"{STATUS['impossible_date'][0]} {one.task.impossible_day} không có trong lịch"
        lines.append(tag("b", flag, style=f"color:{colours.missed}"))
    if one.due:
        lines.append(f"Hạn {due_day(one.due)}")
    return BREAK.join(lines)


def _days(one: TaskState) -> Iterator[str]:
    """How often, the next due day after an overdue one, and why it is that day."""
    yield _opening(cadence_in_words(one.task))
    if one.following:
        yield f"Hạn tiếp theo {due_day(one.following)}"
    if one.due and (rule := RULES[one.due.rule]):
        yield _opening(rule)


def _opening(text: str) -> str:
    """A text that opens a line; the capitals within it stay."""
    return text[0].upper() + text[1:]


def _standing(one: TaskState, colours: Colours) -> Markup:
    missed = one.status in ("overdue", "impossible_date")
    colour = colours.missed if missed else colours.met if one.status == "done" else colours.text
    return tag("b", _status(one.status), style=f"color:{colour}")


def _beside(one: TaskState, day: date) -> Iterator[str]:
    if one.due and one.status != "done":
        unrecorded = ", chưa ghi hoàn thành" if one.status == "overdue" else ""
        yield distance(one.due.day, day) + unrecorded
    if one.unrecorded:
        yield f"{one.unrecorded} kỳ trước chưa ghi"
    if one.latest:
        label = "Xong" if one.status == "done" else "Gần nhất xong"
        yield f"{label} ngày {words.day(one.latest.finished_on)}, văn bản {one.latest.document}"


def _status(status: TaskStatus) -> str:
    return " ".join(STATUS[status])
