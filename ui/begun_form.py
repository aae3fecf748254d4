"""What a form began with: kept for as long as its boxes stand, whatever others store meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

import streamlit as st

from ui.display import words

_MOST = 6  # disagreements named one by one
Value = TypeVar("Value")


@dataclass(frozen=True)
class BegunForm(Generic[Value]):
    """A form's own keys hold `name`, what it is about, and `turn`: each saving begins a new turn.

    `stored` is what the record held when it began, `shown` what its boxes were filled with.
    """

    name: str
    turn: int
    stored: Mapping[str, Value]
    shown: Mapping[str, Value]

    def key(self, widget: str) -> str:
        """The key of one of its widgets."""
        return f"{widget}-{self.name}-{self.turn}"


def begun_form(name: str, widget: str, stored: Mapping[str, Value]) -> BegunForm[Value]:
    """The form of this name as it began; anew where its widget no longer stands on the page."""
    form: BegunForm[Value] | None = st.session_state.get(_place(name))
    if form is None or form.key(widget) not in st.session_state:
        return begin_anew(name, stored, stored)
    return form


def begin_anew(
    name: str, stored: Mapping[str, Value], shown: Mapping[str, Value]
) -> BegunForm[Value]:
    """Fill the form's boxes anew, at the next run where they have been drawn in this one."""
    earlier: BegunForm[Value] | None = st.session_state.get(_place(name))
    form = BegunForm(name, earlier.turn + 1 if earlier else 0, dict(stored), dict(shown))
    st.session_state[_place(name)] = form
    return form


def forget_form(name: str) -> None:
    """The form was saved: its boxes begin with what is stored then."""
    form: BegunForm[object] | None = st.session_state.get(_place(name))
    if form:
        st.session_state[_place(name)] = BegunForm(name, form.turn + 1, {}, {})


def ask_whose(name: str, sentences: Sequence[str]) -> Literal["mine", "theirs"] | None:
    """Say where two people disagree; whose entries the reader keeps, None until that is chosen."""
    listed = "\n".join(f"- {words.escape_markdown(sentence)}" for sentence in sentences[:_MOST])
    unnamed = len(sentences) - _MOST
    more = f"\n- và {unnamed} chỗ khác" if unnamed > 0 else ""
    st.warning(
        "**Người khác vừa lưu khác với những gì bạn đang ghi.** Chưa lưu gì của bạn; hãy chọn giữ "
        f"của ai:\n\n{listed}{more}"
    )
    with st.container(horizontal=True):
        mine = st.button("Giữ của tôi", key=f"keep_mine-{name}", type="primary")
        theirs = st.button("Lấy của người kia", key=f"take_theirs-{name}")
    return "mine" if mine else "theirs" if theirs else None


def _place(name: str) -> str:
    return f"begun-{name}"
