"""The plans that somebody is working on: each stays in the session until it is saved."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

import streamlit as st

from data.planning.drafts import Draft, DraftRow, Head, draft_of
from data.planning.targets import Plan
from metrics.catalogue.plan_names import catalogue_names
from ui import session
from ui.display import words

PROPOSALS = "plan_proposals"
_NEW = ""
_EDITINGS, _OPEN, _TURN, _MESSAGE = "plan_editings", "plan_open", "plan_turn", "plan_said"


@dataclass(frozen=True)
class Editing:
    """A plan that somebody is writing; `base` is the version being changed, None for a new plan.

    `begun` is what the boxes of this `turn` began with, `now` what stands in them. Each turn's
    widgets have keys of their own, so that the boxes can be filled anew.
    """

    base: Plan | None
    begun: Draft
    now: Draft
    turn: int

    @property
    def table(self) -> str:
        """The key of the table's widget."""
        return f"plan-targets-{self.turn}"


def editing_of(chosen: Plan | None) -> Editing:
    """The draft of the chosen plan (None: of a new one), as it was left."""
    key = chosen.key if chosen else _NEW
    if st.session_state.get(_OPEN) not in (None, key):  # they were proposed for another plan
        st.session_state.pop(PROPOSALS, None)
    st.session_state[_OPEN] = key
    earlier = _editings().get(key)
    if earlier is None:
        return begin(chosen)
    if earlier.table not in st.session_state:  # another page was open: its boxes are gone
        return _store(replace(earlier, begun=earlier.now, turn=_next_turn()))
    return earlier


def begin(plan: Plan | None) -> Editing:
    """Begin from a plan as it is saved; what was not saved of it is gone."""
    draft = draft_of(plan, catalogue_names()) if plan else Draft(Head(session.home_commune()))
    return _store(Editing(plan, draft, draft, _next_turn()))


def go_on_from(plan: Plan | None) -> None:
    """Keep what stands in the boxes, to be saved after the version that somebody else saved."""
    _store(replace(_session_draft(), base=plan))


def tell_of_removed(key: str | None, plan_keys: Container[str]) -> None:
    """Warn where the plan that was being written has been taken away by somebody else."""
    editing = _editings().get(key or _NEW)
    if editing and editing.base and editing.base.key not in plan_keys:
        st.warning(
            words.escape_markdown(
                f"Kế hoạch “{editing.base.title}” vừa bị người khác bỏ. Phần bạn đang sửa vẫn còn: "
                "hãy bấm “Đưa lại” ở mục Kế hoạch đã bỏ rồi chọn lại kế hoạch này."
            )
        )


def fill(draft: Draft) -> None:
    """Fill the boxes with this draft at the next run."""
    _store(replace(_session_draft(), begun=draft, now=draft, turn=_next_turn()))


def add_rows(rows: Iterable[Mapping[str, str]]) -> None:
    """Put rows of texts below those that stand in the table now."""
    now = _session_draft().now
    texts_of_rows = [*(row.texts for row in now.rows if not row.is_blank), *rows]
    numbered = [DraftRow(number, texts) for number, texts in enumerate(texts_of_rows, 1)]
    fill(replace(now, rows=numbered))


def remember(draft: Draft) -> None:
    """Remember what stands in the boxes."""
    _store(replace(_session_draft(), now=draft))


def forget(base: Plan | None) -> None:
    """Drop the draft of this plan (None: of a new one); what was not saved of it is gone."""
    _editings().pop(base.key if base else _NEW, None)
    st.session_state.pop(_OPEN, None)  # so that proposals outlive the saving of a new plan


def leave_message(sentence: str) -> None:
    """Have `show_message` show this sentence at the next run."""
    st.session_state[_MESSAGE] = sentence


def show_message() -> None:
    """Show what the last step did, once."""
    if sentence := st.session_state.pop(_MESSAGE, ""):
        st.success(sentence)


def _editings() -> dict[str, Editing]:
    """By the key of the plan that is being changed, `_NEW` for a new one."""
    editings: dict[str, Editing] = st.session_state.setdefault(_EDITINGS, {})
    return editings


def _session_draft() -> Editing:
    """The draft that is open in this session; KeyError where there is none."""
    return _editings()[st.session_state[_OPEN]]


def _store(current: Editing) -> Editing:
    _editings()[st.session_state[_OPEN]] = current
    return current


def _next_turn() -> int:
    turn = int(st.session_state.get(_TURN, 0)) + 1
    st.session_state[_TURN] = turn
    return turn
