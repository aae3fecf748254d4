"""What a form began with: kept for as long as its boxes stand, whatever others store meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, Literal, TypeVar

import streamlit as st

from ui.display import words

_MOST_NAMED = 6  # disagreements named one by one
Value = TypeVar("Value")


@dataclass(frozen=True)
class BegunForm(Generic[Value]):
    """A form's own keys hold `name`, what it is about, and `turn`: each saving begins a new turn.

    `stored_entries` is what the record held when it began, `filled_entries` what its boxes were
    filled with; `box_entries` what unsaved boxes held by their widgets, before another page was
    opened or this one loaded anew: they begin with that.
    """

    name: str
    turn: int
    stored_entries: Mapping[str, Value]
    filled_entries: Mapping[str, Value]
    box_entries: Mapping[str, Any] = field(default_factory=dict)

    def key(self, widget: str) -> str:
        """The session's key of the form's widget of this name, another for each turn of it."""
        return f"{widget}-{self.name}-{self.turn}"


def begun_form(name: str, widget: str, stored_entries: Mapping[str, Value]) -> BegunForm[Value]:
    """The session's form of this name; a next turn with unsaved boxes if `widget` is gone.

    Then its boxes hold what they held unsaved, if anything.
    """
    form: BegunForm[Value] | None = st.session_state.get(_session_key(name))
    if form is None:
        return begin_form_anew(name, stored_entries, stored_entries)
    if form.key(widget) in st.session_state:
        return form
    box_entries: Mapping[str, Any] | None = st.session_state.get(_boxes_key(name))
    if box_entries is None:
        return begin_form_anew(name, stored_entries, stored_entries)
    form = replace(form, turn=form.turn + 1, box_entries=box_entries)
    st.session_state[_session_key(name)] = form
    return form


def begin_box(key: str, initial_entry: object) -> str:
    """Have a box begin with this entry where it holds none yet, and give the key back.

    Streamlit wants an entry either from the session or from the box's own call, and what is kept
    or filled in by a button comes from the session.
    """
    st.session_state.setdefault(key, initial_entry)
    return key


def keep_boxes(name: str, box_entries: Mapping[str, Any] | None) -> None:
    """Keep in the session what a form's unsaved boxes hold, by their widgets; None drops it."""
    if box_entries is None:
        st.session_state.pop(_boxes_key(name), None)
    else:
        st.session_state[_boxes_key(name)] = box_entries


def begin_form_anew(
    name: str, stored_entries: Mapping[str, Value], filled_entries: Mapping[str, Value]
) -> BegunForm[Value]:
    """Keep in the session and give the form's next turn, boxes filled with `filled_entries`."""
    keep_boxes(name, None)
    earlier_form: BegunForm[Value] | None = st.session_state.get(_session_key(name))
    form = BegunForm(
        name,
        earlier_form.turn + 1 if earlier_form else 0,
        dict(stored_entries),
        dict(filled_entries),
    )
    st.session_state[_session_key(name)] = form
    return form


def say_what_is_unsaved(form: BegunForm[Value]) -> None:
    """Draw that boxes hold unsaved entries, with a button to drop these; nothing without any."""
    if not form.box_entries:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.info("Những gì ghi dở từ trước vẫn còn ở dưới, **chưa lưu**.", icon=":material/history:")
        if st.button("Bỏ phần chưa lưu", key=f"drop_unsaved-{form.name}"):
            forget_form(form.name)
            st.rerun()


def forget_form(name: str) -> None:
    """Clear a saved form in the session: when next drawn it begins with what is then stored."""
    keep_boxes(name, None)
    form: BegunForm[object] | None = st.session_state.get(_session_key(name))
    if form:
        st.session_state[_session_key(name)] = BegunForm(name, form.turn + 1, {}, {})


def ask_whose_entries(name: str, sentences: Sequence[str]) -> Literal["mine", "theirs"] | None:
    """Warn with a sentence a disagreement and ask whose entries to keep; None until chosen."""
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


def _boxes_key(name: str) -> str:
    """The key in Streamlit's session under which the unsaved boxes of this form are kept."""
    return f"boxes-{name}"
