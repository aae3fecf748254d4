"""The plans that somebody is working on: each stays in the session until it is saved."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from data.planning.drafts import Draft, DraftRow, Head
from data.planning.plan_as_draft import draft_of
from data.planning.targets import Plan
from data.wording import lower_first_letter
from metrics.catalogue.plan_names import catalogue_labels
from ui import address, session
from ui.display import words
from ui.unsaved import kept_work
from ui.unsaved.kept_work import PLANS

PROPOSALS = "plan_proposals"
DOCUMENT_HEAD = "plan_document_head"  # what a text says of itself, until it is in the boxes
NEW_PLAN_KEY = ""
PLAN_CHOICE = "plan_to_edit"  # the choice's key in the session
VIEW, CHANGE = "viec", "sua"  # what the address calls the choice of a view, and that of changing
_OPEN_KEY, _TURN, _MESSAGE = "plan_open", "plan_turn", "plan_said"


@dataclass(frozen=True)
class PlanEditing:
    """A plan that somebody is writing; `base` is the version being changed, None for a new plan.

    The boxes of this `turn` began with `initial_draft` and hold `current_draft` now. Each turn's
    widgets have keys of their own, so that the boxes can be filled anew.
    """

    base: Plan | None
    initial_draft: Draft
    current_draft: Draft
    turn: int

    @property
    def targets_key(self) -> str:
        """The session's key of the table of targets, another one in each turn."""
        return f"plan-targets-{self.turn}"

    @property
    def tasks_key(self) -> str:
        """The session's key of the table of tasks, another one in each turn."""
        return f"plan-tasks-{self.turn}"


def open_editing(plan: Plan | None) -> PlanEditing:
    """Open in the session and give this plan's editing (None: a new plan's), begun if need be."""
    plan_key = plan.key if plan else NEW_PLAN_KEY
    if st.session_state.get(_OPEN_KEY) not in (None, plan_key):
        st.session_state.pop(PROPOSALS, None)  # they were proposed for another plan
    st.session_state[_OPEN_KEY] = plan_key
    editing = _editings().get(plan_key)
    if editing is None:
        return begin_editing(plan)
    if editing.targets_key not in st.session_state:  # another page was open: its boxes are gone
        return _store_editing(_with_boxes_from(editing, editing.current_draft))
    return editing


def open_new_plan(draft: Draft | None = None) -> None:
    """Open a new plan's editing in the session, with this draft if any, for the page Kế hoạch."""
    open_editing(None)
    if draft:
        fill_boxes(draft)
    st.session_state[PLAN_CHOICE] = NEW_PLAN_KEY
    st.session_state.pop(VIEW, None)
    address.keep_choice(VIEW, CHANGE)


def has_new_plan() -> bool:
    """Whether a new plan's editing in this session has rows, which are then not saved."""
    editing = _editings().get(NEW_PLAN_KEY)
    if editing is None:
        return False
    draft = editing.current_draft
    return any(not row.is_blank for row in (*draft.rows, *draft.task_rows))


def say_what_is_back(is_changing: bool) -> None:
    """Draw that unsaved writing of plans is back or has lapsed; `is_changing`: it is in sight.

    `is_changing` where it can be seen now.
    """
    if PROPOSALS not in st.session_state and not any(map(_is_unsaved, _editings().values())):
        kept_work.say_what_lapsed(
            PLANS,
            f"Kế hoạch ghi dở đã để quá {kept_work.KEPT_HOURS} giờ nên không còn: hãy ghi lại.",
        )
        return
    where = "ở dưới" if is_changing else "chọn “Thêm, sửa kế hoạch” để làm tiếp"
    kept_work.say_what_is_back(
        PLANS, f"Kế hoạch đang ghi dở và những đề xuất đã chọn vẫn còn, **chưa lưu**: {where}."
    )


def _is_unsaved(editing: PlanEditing) -> bool:
    """Whether an editing's draft differs from its saved plan, or from a blank new plan."""
    return editing.current_draft != _first_draft(editing.base)


def key_with_proposals() -> str | None:
    """The key of the plan for which a text's proposals are shown; None while there are none."""
    open_key: str | None = st.session_state.get(_OPEN_KEY)
    return open_key if PROPOSALS in st.session_state else None


def begin_editing(plan: Plan | None) -> PlanEditing:
    """Begin in the session and give this plan's editing (None: a new one), dropping its draft."""
    draft = _first_draft(plan)
    return _store_editing(PlanEditing(plan, draft, draft, _take_next_turn()))


def _first_draft(plan: Plan | None) -> Draft:
    """What an editing of a saved plan (None: of a new one) begins with."""
    return draft_of(plan, catalogue_labels()) if plan else Draft(new_head())


def new_head() -> Head:
    """A new plan's head: one's own centre and "UBND …" as issuer; blank if none is chosen."""
    code = session.home_commune()
    name = words.commune_name(code) if code else ""
    return Head(code, issuer=f"UBND {lower_first_letter(name)}" if name else "")


def rebase_draft(base: Plan | None) -> None:
    """Keep the open draft in the session, to be saved over `base`, somebody else's version."""
    _store_editing(replace(current_editing(), base=base))


def warn_of_removed_plan(plan_key: str | None, plan_keys: Container[str]) -> None:
    """Warn if the plan being edited is no longer among `plan_keys`: somebody removed it."""
    editing = _editings().get(plan_key or NEW_PLAN_KEY)
    if editing and editing.base and editing.base.key not in plan_keys:
        st.warning(
            words.escape_markdown(
                f"Kế hoạch “{editing.base.title}” vừa bị người khác bỏ. Phần bạn đang sửa vẫn còn: "
                "hãy bấm “Đưa lại” ở mục Kế hoạch đã bỏ rồi chọn lại kế hoạch này."
            )
        )


def fill_boxes(draft: Draft) -> None:
    """Put this draft into the open editing, so that its boxes show it at the next run."""
    _store_editing(_with_boxes_from(current_editing(), draft))


def add_target_rows(new_rows: Iterable[Mapping[str, str]]) -> None:
    """Add target rows, texts by the names of HEADINGS, below those in the open draft."""
    draft = current_editing().current_draft
    fill_boxes(replace(draft, rows=_with_new_rows(draft.rows, new_rows)))


def add_task_rows(new_rows: Iterable[Mapping[str, str]]) -> None:
    """Add task rows, texts by the names of TASK_HEADINGS, below those in the open draft."""
    draft = current_editing().current_draft
    fill_boxes(replace(draft, task_rows=_with_new_rows(draft.task_rows, new_rows)))


def _with_new_rows(
    rows: Iterable[DraftRow], new_rows: Iterable[Mapping[str, str]]
) -> Sequence[DraftRow]:
    """The rows that are not blank, then the new ones, numbered from 1."""
    texts_of_rows = [*(row.texts for row in rows if not row.is_blank), *new_rows]
    return [DraftRow(number, texts) for number, texts in enumerate(texts_of_rows, 1)]


def remember_draft(draft: Draft) -> None:
    """Keep in the session's open editing the draft that now stands in its boxes."""
    _store_editing(replace(current_editing(), current_draft=draft))


def forget_draft(base: Plan | None) -> None:
    """Drop the session's unsaved draft of this plan (None: of a new one) and close it."""
    _editings().pop(base.key if base else NEW_PLAN_KEY, None)
    st.session_state.pop(_OPEN_KEY, None)  # so that proposals outlive the saving of a new plan


def leave_message(sentence: str) -> None:
    """Keep a sentence in the session, for `show_message` to draw at the next run."""
    st.session_state[_MESSAGE] = sentence


def show_message() -> None:
    """Draw the sentence that `leave_message` left, once; nothing without one."""
    if sentence := st.session_state.pop(_MESSAGE, ""):
        st.success(sentence)


def _editings() -> dict[str, PlanEditing]:
    """The session's editings by the key of the plan, `NEW_PLAN_KEY` for a new one."""
    editings: dict[str, PlanEditing] = st.session_state.setdefault(PLANS, {})
    return editings


def _with_boxes_from(editing: PlanEditing, draft: Draft) -> PlanEditing:
    """The editing in a new turn, whose boxes begin with this draft."""
    return replace(editing, initial_draft=draft, current_draft=draft, turn=_take_next_turn())


def current_editing() -> PlanEditing:
    """The editing that is open in this session; KeyError where there is none."""
    return _editings()[st.session_state[_OPEN_KEY]]


def _store_editing(editing: PlanEditing) -> PlanEditing:
    """Keep the editing as the open one of this session, and give it back."""
    _editings()[st.session_state[_OPEN_KEY]] = editing
    return editing


def _take_next_turn() -> int:
    """Count up the session's turns of editing, and give the new one's number."""
    turn = int(st.session_state.get(_TURN, 0)) + 1
    st.session_state[_TURN] = turn
    return turn
