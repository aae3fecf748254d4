"""The tasks of a plan as the page shows them: what presses first, in a table for any width."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from data.planning.drafts import is_quotation_note
from data.planning.targets import Plan
from data.planning.task_status import TaskState
from data.wording import capitalise_first_letter
from reports.task_labels import RULE_WORDS, STATUS_LABELS, cadence_in_words
from ui.display import words
from ui.display.colours import Colours
from ui.display.markup import BREAK, join, small_lines, tag
from ui.display.tables import header, html_table
from ui.display.task_words import distance_text, due_day_text
from ui.tasks.status_mark import status_mark

_STYLE = Markup("""
<style>
.sheet.tasks tbody th{font-weight:400}.tasks td:nth-child(2){min-width:10rem}
.tasks td:nth-child(3){min-width:15rem}
</style>
""")


def show_status_counts(plan: Plan, states: Sequence[TaskState], day: date) -> None:
    """Draw how many tasks have which status as at `day`, and if the plan has ended by then."""
    counts = Counter(state.status for state in states)
    parts = [
        f"**{counts[status]}** {label.lower()}"
        for status, (_, label) in STATUS_LABELS.items()
        if counts[status]
    ]
    st.markdown(f"{len(states)} nhiệm vụ tính đến ngày {words.day(day)}: {', '.join(parts)}.")
    if plan.valid_to < day:
        st.caption(f"Kế hoạch đã hết hiệu lực ngày {words.day(plan.valid_to)}.")


def tasks_table(states: Sequence[TaskState], day: date, colours: Colours) -> Markup:
    """An HTML table of the tasks, a row each, as at `day`."""
    head = header("Nhiệm vụ", "Tình trạng", "Thời hạn", "Chủ trì")
    rows = join(_task_row(state, day, colours) for state in states)
    return _STYLE + html_table(head + tag("tbody", rows), colours, "sheet stack tasks")


def _task_row(state: TaskState, day: date, colours: Colours) -> Markup:
    """A task's table row: what it is, its status as at the day, its deadline, who leads."""
    task = state.task
    product = f"Sản phẩm: {task.product}" if task.product else ""
    id_and_place = " · ".join(filter(None, (task.id, task.place)))
    note = task.note or ""  # a quotation stands on the page Kế hoạch, beside who confirmed it
    task_lines = small_lines(id_and_place, product, "" if is_quotation_note(note) else note)
    supports = f"Phối hợp: {'; '.join(task.supports)}" if task.supports else ""
    return tag(
        "tr",
        tag("th", tag("b", task.title), task_lines, scope="row"),
        tag("td", _status_text(state, colours), small_lines(*_record_lines(state, day))),
        tag("td", _deadline_text(state, colours), small_lines(*_cadence_lines(state))),
        tag("td", "; ".join(task.leads), small_lines(supports)),
    )


def _status_text(state: TaskState, colours: Colours) -> Markup:
    """A task's status as HTML, in the colour of missed, met, or neither."""
    colour = colours.text
    if state.status in ("overdue", "impossible_date"):
        colour = colours.missed
    elif state.status == "done":
        colour = colours.met
    return tag("b", status_mark(state.status), style=f"color:{colour}")


def _record_lines(state: TaskState, day: date) -> Iterator[str]:
    """Lines: how far off the due day is, how many earlier ones lack a record, the last record.

    Of a due day before the record nobody knows whether it was met: it is not said to be overdue.
    """
    if state.due and state.status not in ("done", "before_record"):
        record_note = ", chưa ghi hoàn thành" if state.status == "overdue" else ""
        yield distance_text(state.due.day, day) + record_note
    if state.unrecorded_count:
        yield f"{state.unrecorded_count} kỳ trước chưa ghi"
    if record := state.latest_record:
        label = "Xong" if state.status == "done" else "Xong lần gần nhất"
        yield f"{label} ngày {words.day(record.finished_on)}, văn bản {record.document}"


def _deadline_text(state: TaskState, colours: Colours) -> Markup:
    """The deadline as the document words it, and the due day that follows from it, as HTML."""
    deadline_text = state.task.deadline_text
    lines = [f"“{deadline_text}”"] if deadline_text else []
    if impossible_day := state.task.impossible_day:
        flag = f"{STATUS_LABELS['impossible_date'][0]} {impossible_day} không có trong lịch"
        lines.append(tag("b", flag, style=f"color:{colours.missed}"))
    if state.due:
        lines.append(f"Hạn {due_day_text(state.due)}")
    return BREAK.join(lines)


def _cadence_lines(state: TaskState) -> Iterator[str]:
    """Lines: the cadence, the next due day after an overdue one, the rule that set the due day."""
    yield capitalise_first_letter(cadence_in_words(state.task))
    if state.next_due:
        yield f"Hạn tiếp theo {due_day_text(state.next_due)}"
    if state.due and (rule := RULE_WORDS[state.due.rule]):
        yield capitalise_first_letter(rule)
