"""What is confirmed of a plan: each target and task, by whom and when, and from which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

import streamlit as st
from markupsafe import Markup

from data.dates import moment_text
from data.planning.plan_versions import PlanVersion, plan_versions
from data.planning.targets import Plan, Target, built_in_plans
from data.planning.task import Task, table_of_task
from ui import session
from ui.display import markup, task_words
from ui.display.colours import Colours, colours
from ui.display.markup import join, small_lines, tag
from ui.display.tables import header, html_table
from ui.plans import change_words

_BUILT_IN = "có sẵn trong bảng theo dõi"


@dataclass(frozen=True)
class Confirmation:
    """A target or task, and the version that has it as it is; None where it is built in."""

    entry: Target | Task
    version: PlanVersion | None


def confirmations(
    plan: Plan, versions: Sequence[PlanVersion], built_in_plan: Plan | None
) -> tuple[Confirmation, ...]:
    """Each target, then each task of a plan with the first version since which it is unchanged.

    `versions` are the plan's, the oldest first. What has not changed since the plan that came with
    the program is built in.
    """
    entries: list[Target | Task] = [*plan.targets, *plan.tasks]
    return tuple(
        Confirmation(entry, _version_that_set(entry, versions, built_in_plan)) for entry in entries
    )


def _version_that_set(
    entry: Target | Task, versions: Sequence[PlanVersion], built_in_plan: Plan | None
) -> PlanVersion | None:
    """The version since which all have this entry; None if the last lacks it or it is built in.

    `versions`: oldest first.
    """
    run = list(
        takewhile(
            lambda version: version.plan is not None and _has_entry(version.plan, entry),
            reversed(versions),
        )
    )
    goes_back = len(run) == len(versions) and built_in_plan and _has_entry(built_in_plan, entry)
    return run[-1] if run and not goes_back else None


def _has_entry(plan: Plan, entry: Target | Task) -> bool:
    """Whether the plan has this entry, a task whatever the days for which the plan is valid."""
    if isinstance(entry, Target):
        return entry in plan.targets
    return table_of_task(entry) in map(table_of_task, plan.tasks)


def show_section(plan: Plan) -> None:
    """Draw a folded table: who confirmed each target and task of the plan, when, by which words."""
    counts = change_words.plan_counts(plan)
    with st.expander(f"Đã xác nhận ({counts}): ai, lúc nào, từ lời văn nào"):
        built_in_plan = next((p for p in built_in_plans() if p.key == plan.key), None)
        rows = confirmations(plan, plan_versions(session.folder(), plan.key), built_in_plan)
        markup.show_html(confirmations_table(rows, colours()))


def confirmations_table(rows: Sequence[Confirmation], colours: Colours) -> Markup:
    """An HTML table of the confirmations: what, by whom and when, from which words."""
    head = header("Chỉ tiêu, nhiệm vụ", "Xác nhận", "Từ lời văn")
    body = tag("tbody", join(_confirmation_row(confirmation) for confirmation in rows))
    return html_table(head + body, colours, "sheet stack")


def _confirmation_row(confirmation: Confirmation) -> Markup:
    """A confirmation's table row: target or task, who confirmed it and when, its place and note."""
    entry, version = confirmation.entry, confirmation.version
    name, demand = (
        (entry.label, change_words.limited_demand(entry))
        if isinstance(entry, Target)
        else (entry.title, task_words.due_words(entry))
    )
    by = f"{moment_text(version.done_at)} · {version.done_by}" if version else _BUILT_IN
    place = ", ".join(filter(None, (entry.place, entry.line)))
    return tag(
        "tr",
        tag("th", f"{entry.id} {name}", small_lines(demand), scope="row"),
        tag("td", by),
        tag("td", entry.note or "", small_lines(place)),
    )
