"""Unsaved work, kept in the server's memory for the browser in which it was begun.

A page that is loaded anew, or opened again later, is a new session to Streamlit: it begins with
what the last one of the same browser left. None of it is written to a disk, since the files of a
batch hold personal data; it lapses after some hours.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sized
from copy import copy, deepcopy
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.unsaved.browser_name import browser_name

BATCH, RUNS = "batch_of_files", "runs_of_storing"
PLANS, PASTED_TEXT, MARKS = "plan_editings", "plan_text_pasted", "typed_marks"
KEPT_HOURS = 4
_MOST_BYTES = 400 * 2**20  # of uploaded files, of all browsers together
_TOLD_SECONDS = 60  # pages run again by themselves: once would be too short to be read
_THREADS_WORK_ON = frozenset({BATCH, RUNS})  # so they are handed on themselves, and not a copy
_NAMES = frozenset(
    {
        *_THREADS_WORK_ON,
        *(PLANS, "plan_open", "plan_turn", "plan_to_edit", "plan_separated"),
        *("plan_proposals", "plan_document_head", PASTED_TEXT, MARKS),
    }
)
_PREFIXES = ("proposals_", "task_proposals_", "begun-", "boxes-")
_HANDED_ON, _HANDED_ON_AT, _OWN_NAMES = "work_handed_on", "work_handed_on_at", "names_of_kept_work"


@runtime_checkable
class HoldsFiles(Protocol):
    """An entry with uploaded bytes in it."""

    @property
    def held_bytes(self) -> int:
        """How many uploaded bytes the entry holds."""


@dataclass
class BrowserWork:
    """A browser's unsaved work by its names in the session, and when it was last changed.

    `lapsed_names` are of what was kept too long, or had to make room, since it was last opened.
    """

    entries: dict[str, object] = field(default_factory=dict)
    lapsed_names: set[str] = field(default_factory=set)
    used_at: float = 0.0


@st.cache_resource(show_spinner=False)
def _work_by_browser() -> dict[str, BrowserWork]:
    """Browser's name → its unsaved work; one mapping for the whole server."""
    return {}


def run_with_kept_work(page: Callable[[], None]) -> None:
    """Run a page in a session that has what its browser left unsaved; then keep what it leaves."""
    name = browser_name()
    if name is None:
        page()
        return
    # Before the page: one that was stopped may call nothing of Streamlit any more.
    works, own_names = _work_by_browser(), st.session_state.setdefault(_OWN_NAMES, set())
    if _HANDED_ON not in st.session_state:
        _hand_on(works, name)
    try:
        page()
    finally:
        _keep(works.setdefault(name, BrowserWork()), own_names)
        _make_room(works, name)


def _hand_on(works: dict[str, BrowserWork], name: str) -> None:
    """Fill the session with the unsaved entries of the browser of this name, if any."""
    _let_lapse(works)
    work = works.get(name, BrowserWork())
    for key, entry in list(work.entries.items()):
        st.session_state.setdefault(key, _for_another_session(key, entry))
    st.session_state[_HANDED_ON] = {*work.entries}
    st.session_state[_HANDED_ON_AT] = time.monotonic()


def _for_another_session(key: str, entry: object) -> object:
    """What another session gets of an entry: the same where threads work on it, else a copy."""
    if key in _THREADS_WORK_ON:
        return entry
    return deepcopy(entry) if key == MARKS else copy(entry)


def _keep(work: BrowserWork, own_names: set[str]) -> None:
    """Keep the session's unsaved entries in `work`; drop those of `own_names` that are gone."""
    context = get_script_run_ctx()
    session_entries = context.session_state.filtered_state if context else {}
    entries = {
        key: entry
        for key, entry in session_entries.items()
        if _is_kept(key) and not _is_blank(entry)
    }
    for key in own_names - entries.keys():
        work.entries.pop(key, None)
    work.entries.update(entries)
    work.used_at = time.monotonic()
    own_names.clear()
    own_names.update(entries)


def _is_kept(key: str) -> bool:
    """Whether the session's entry of this key is unsaved work."""
    return key in _NAMES or key.startswith(_PREFIXES)


def _is_blank(entry: object) -> bool:
    """Whether an entry holds nothing that anybody began."""
    return entry is None or (isinstance(entry, Sized) and not isinstance(entry, str) and not entry)


def _let_lapse(works: dict[str, BrowserWork]) -> None:
    """Drop the entries of browsers unused for four hours, and a day later all that is known."""
    now = time.monotonic()
    for name, work in list(works.items()):
        hours = (now - work.used_at) / 3600
        if hours > KEPT_HOURS:
            _drop(work, {*work.entries})
        if hours > 24 + KEPT_HOURS:
            works.pop(name, None)


def _make_room(works: dict[str, BrowserWork], name: str) -> None:
    """Drop the batches that other browsers left longest, while all hold over 400 MiB."""
    held = {other: _held_bytes(work.entries) for other, work in works.items()}
    others = sorted(held.keys() - {name}, key=lambda other: works[other].used_at)
    for other in others:
        if sum(held.values()) > _MOST_BYTES and held[other]:
            held[other] = 0
            _drop(works[other], {BATCH})


def _held_bytes(entries: Mapping[str, object]) -> int:
    """How many uploaded bytes are kept among a browser's entries."""
    return sum(entry.held_bytes for entry in entries.values() if isinstance(entry, HoldsFiles))


def _drop(work: BrowserWork, keys: set[str]) -> None:
    """Drop these entries of a browser's work, and note their keys as lapsed."""
    work.lapsed_names |= keys & work.entries.keys()
    for key in keys:
        work.entries.pop(key, None)


def say_what_is_back(key: str, sentence: str) -> None:
    """Draw the sentence in a session's first minute, if it began with unsaved work of this key."""
    is_back = key in st.session_state.get(_HANDED_ON, ())
    if is_back and time.monotonic() - st.session_state[_HANDED_ON_AT] < _TOLD_SECONDS:
        st.info(sentence, icon=":material/history:")


def say_what_lapsed(key: str, sentence: str) -> None:
    """Draw the sentence once, if this browser's unsaved work of this key was dropped."""
    work = _work_by_browser().get(browser_name() or "")
    if work and key in work.lapsed_names:
        work.lapsed_names.discard(key)
        st.info(sentence, icon=":material/history:")
