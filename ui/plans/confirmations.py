"""What is confirmed of a plan: each target, by whom and when, and from which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

import streamlit as st
from markupsafe import Markup

from data.dates import moment_text
from data.planning.plan_versions import PlanVersion, plan_versions
from data.planning.targets import Plan, Target, built_in_plans
from ui import session
from ui.display import markup, words
from ui.display.colours import Colours, colours
from ui.display.markup import join, small_lines, tag
from ui.display.tables import header, html_table

_BUILT_IN = "có sẵn trong bảng theo dõi"


@dataclass(frozen=True)
class Confirmation:
    """A target, and the version of the plan that has it as it is; None where it is built in."""

    target: Target
    version: PlanVersion | None


def confirmations(
    plan: Plan, versions: Sequence[PlanVersion], built_in_plan: Plan | None
) -> tuple[Confirmation, ...]:
    """Each target of a plan with the first version of the unbroken run that has it unchanged.

    `versions` are the plan's, the oldest first. Where the run goes back to the plan that came with
    the program, the target is built in.
    """
    return tuple(
        Confirmation(target, _first_of_last_run(target, versions, built_in_plan))
        for target in plan.targets
    )


def _first_of_last_run(
    target: Target, versions: Sequence[PlanVersion], built_in_plan: Plan | None
) -> PlanVersion | None:
    """The first version since which each has the target; None where that is the built-in plan."""
    run = list(
        takewhile(
            lambda version: version.plan is not None and target in version.plan.targets,
            reversed(versions),
        )
    )
    goes_back = len(run) == len(versions) and built_in_plan and target in built_in_plan.targets
    return run[-1] if run and not goes_back else None


def show_section(plan: Plan) -> None:
    """Show the plan's targets with who confirmed each and from which words."""
    with st.expander(f"Đã xác nhận ({len(plan.targets)} chỉ tiêu): ai, lúc nào, từ lời văn nào"):
        built_in_plan = next((p for p in built_in_plans() if p.key == plan.key), None)
        rows = confirmations(plan, plan_versions(session.folder(), plan.key), built_in_plan)
        markup.show_html(confirmations_table(rows, colours()))


def confirmations_table(rows: Sequence[Confirmation], colours: Colours) -> Markup:
    """The confirmations as a table, a row each."""
    head = header("Chỉ tiêu", "Xác nhận", "Từ lời văn")
    body = tag("tbody", join(_row(confirmation) for confirmation in rows))
    return html_table(head + body, colours, "sheet stack")


def _row(confirmation: Confirmation) -> Markup:
    target, version = confirmation.target, confirmation.version
    by = f"{moment_text(version.done_at)} · {version.done_by}" if version else _BUILT_IN
    place = ", ".join(filter(None, (target.place, target.line)))
    return tag(
        "tr",
        tag(
            "th",
            f"{target.id} {target.label}",
            small_lines(words.target_words(target)),
            scope="row",
        ),
        tag("td", by),
        tag("td", target.note or "", small_lines(place)),
    )
