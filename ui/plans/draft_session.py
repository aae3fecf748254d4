"""The plans that somebody is working on: each kept in the session until it is saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import streamlit as st

from data.planning.drafts import Draft, DraftRow, Head, draft_of
from data.planning.targets import Plan
from metrics.catalogue.plan_names import catalogue_names
from ui import session

PROPOSALS = "plan_proposals"
_NEW = ""
_KEPT, _OPEN, _TURN, _SAID = "plan_editings", "plan_open", "plan_turn", "plan_said"


@dataclass(frozen=True)
class Editing:
    """`base` is the version that is being changed, None for a new plan.

    `begun` is what the boxes of this `turn` began with, `now` what stands in them.
    """

    base: Plan | None
    begun: Draft
    now: Draft
    turn: int

    @property
    def table(self) -> str:
        """The key of the table's widget; another for each turn, since it begins anew."""
        return f"plan-targets-{self.turn}"


def editing(chosen: Plan | None) -> Editing:
    """The draft of the chosen plan (None: of a new one), as it was left."""
    key = chosen.key if chosen else _NEW
    if st.session_state.get(_OPEN) not in (None, key):  # they were proposed for another plan
        st.session_state.pop(PROPOSALS, None)
    st.session_state[_OPEN] = key
    kept = _kept().get(key)
    if kept is None:
        return begin(chosen)
    if kept.table not in st.session_state:  # it was left for a while: its boxes are gone
        return _keep(replace(kept, begun=kept.now, turn=_next_turn()))
    return kept


def begin(plan: Plan | None) -> Editing:
    """Begin from a plan as it holds; what was not saved of it is gone."""
    draft = draft_of(plan, catalogue_names()) if plan else Draft(Head(session.home_commune()))
    return _keep(Editing(plan, draft, draft, _next_turn()))


def put(draft: Draft) -> None:
    """Fill the boxes with this at the next run."""
    _keep(replace(_open(), begun=draft, now=draft, turn=_next_turn()))


def add(rows: Iterable[Mapping[str, str]]) -> None:
    """Put rows of texts below those that stand in the table now."""
    now = _open().now
    every = [*(row.texts for row in now.rows if not row.is_blank), *rows]
    put(replace(now, rows=[DraftRow(number, texts) for number, texts in enumerate(every, 1)]))


def note(draft: Draft) -> None:
    """Remember what stands in the boxes."""
    _keep(replace(_open(), now=draft))


def forget(base: Plan | None) -> None:
    """Leave the draft of this plan (None: of a new one); what was not saved of it is gone."""
    _kept().pop(base.key if base else _NEW, None)
    st.session_state.pop(_OPEN, None)  # what was proposed stays, also for a plan that was new


def say(sentence: str) -> None:
    """A sentence for the next run."""
    st.session_state[_SAID] = sentence


def tell() -> None:
    """What the last step did, once."""
    if sentence := st.session_state.pop(_SAID, ""):
        st.success(sentence)


def _kept() -> dict[str, Editing]:
    held: dict[str, Editing] = st.session_state.setdefault(_KEPT, {})
    return held


def _open() -> Editing:
    return _kept()[st.session_state[_OPEN]]


def _keep(one: Editing) -> Editing:
    _kept()[st.session_state[_OPEN]] = one
    return one


def _next_turn() -> int:
    turn = int(st.session_state.get(_TURN, 0)) + 1
    st.session_state[_TURN] = turn
    return turn
