"""What a form began with: kept for as long as its boxes stand, whatever others store meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

import streamlit as st

from ui.display import words

_MOST_NAMED = 6  # disagreements named one by one
Value = TypeVar("Value")


@dataclass(frozen=True)
class BegunForm(Generic[Value]):
    """A form's own keys hold `name`, what it is about, and `turn`: each saving begins a new turn.

    `stored_entries` is what the record held when it began, `filled_entries` what its boxes were
    filled with.
    """

    name: str
    turn: int
    stored_entries: Mapping[str, Value]
    filled_entries: Mapping[str, Value]

    def key(self, widget: str) -> str:
        """The session's key of one of the form's widgets."""
        return f"{widget}-{self.name}-{self.turn}"


def begun_form(name: str, widget: str, stored_entries: Mapping[str, Value]) -> BegunForm[Value]:
    """The form of this name as it began; begun anew where `widget` is not on the page now."""
    form: BegunForm[Value] | None = st.session_state.get(_session_key(name))
    if form is None or form.key(widget) not in st.session_state:
        return begin_form_anew(name, stored_entries, stored_entries)
    return form


def begin_form_anew(
    name: str, stored_entries: Mapping[str, Value], filled_entries: Mapping[str, Value]
) -> BegunForm[Value]:
    """Begin and give the form's next turn, whose boxes will hold `filled_entries`."""
    earlier_form: BegunForm[Value] | None = st.session_state.get(_session_key(name))
    form = BegunForm(
        name,
        earlier_form.turn + 1 if earlier_form else 0,
        dict(stored_entries),
        dict(filled_entries),
    )
    st.session_state[_session_key(name)] = form
    return form


def forget_form(name: str) -> None:
    """Let a saved form begin anew with what is stored by then, once it is drawn again."""
    form: BegunForm[object] | None = st.session_state.get(_session_key(name))
    if form:
        st.session_state[_session_key(name)] = BegunForm(name, form.turn + 1, {}, {})


def ask_whose_entries(name: str, sentences: Sequence[str]) -> Literal["mine", "theirs"] | None:
    """Warn where two people disagree and ask whose entries to keep; None until that is chosen."""
    lines = "\n".join(
        f"- {words.escape_markdown(sentence)}" for sentence in sentences[:_MOST_NAMED]
    )
    unnamed_count = len(sentences) - _MOST_NAMED
    rest_line = f"\n- và {unnamed_count} chỗ khác" if unnamed_count > 0 else ""
    st.warning(
        "**Người khác vừa lưu khác với những gì bạn đang ghi.** Chưa lưu gì của bạn; hãy chọn giữ "
        f"của ai:\n\n{lines}{rest_line}"
    )
    with st.container(horizontal=True):
        mine = st.button("Giữ của tôi", key=f"keep_mine-{name}", type="primary")
        theirs = st.button("Lấy của người kia", key=f"take_theirs-{name}")
    return "mine" if mine else "theirs" if theirs else None


def _session_key(name: str) -> str:
    """The key in Streamlit's session under which the form of this name is kept."""
    return f"begun-{name}"
