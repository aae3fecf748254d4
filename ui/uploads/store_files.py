"""Storing what was shown before, file by file; of each it is said truly whether it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from data.record import uploads
from data.record.disk_faults import DISK_FAULTS, disk_fault_sentence
from data.record.ledger import Upload
from loaders import demonstration
from loaders.load import store_or_bring_back
from loaders.staging import Staged
from ui import session
from ui.display import words

_OUTCOMES, _OVERVIEW_TO_OPEN = "outcomes_of_storing", "overview_to_open"
_MOST_NAMED = 3  # communes


@dataclass(frozen=True)
class Storing:
    """How many files are stored, how many others had stored before, and what failed, and why.

    `commune_codes` are those of the files that are stored, sorted.
    """

    stored_count: int = 0
    count_by_others: int = 0
    failures: tuple[str, ...] = ()
    commune_codes: tuple[str, ...] = ()


def store_all(files: Sequence[Staged | Upload], withdraws_demonstration: bool) -> bool:
    """Store or bring back each file and keep the outcome to be told; True if nothing failed.

    Whoever leaves the page meanwhile stops nothing, and is told on coming back: until the end
    Streamlit is not called, which would end this run at its next call.
    """
    outcomes: list[Storing] = st.session_state.setdefault(_OUTCOMES, [])
    with st.spinner(f"Đang nạp {words.number(len(files))} tệp…"):
        storing = store_each(files)
        if withdraws_demonstration and storing.stored_count:
            storing = replace(storing, failures=(*storing.failures, *_withdraw_demonstration()))
        outcomes.append(storing)
    return not storing.failures


def store_each(files: Sequence[Staged | Upload]) -> Storing:
    """Store or bring back each file and give the outcome; one that fails stops no other."""
    count_by_others, failures, stored_codes = 0, [], set[str]()
    for file in files:
        try:
            acceptance = store_or_bring_back(session.folder(), file, session.USER)
            is_by_others = isinstance(file, Staged) and acceptance.was_in_record
            count_by_others += is_by_others
            stored_codes |= set() if is_by_others else set(file.communes)
        except DISK_FAULTS as error:
            if not _is_stored(file):
                failures.append(f"“{file.file_name}”: {disk_fault_sentence(error)}")
            else:
                stored_codes |= set(file.communes)
    stored_count = len(files) - count_by_others - len(failures)
    return Storing(stored_count, count_by_others, tuple(failures), tuple(sorted(stored_codes)))


def _is_stored(file: Staged | Upload) -> bool:
    """Whether the record has an upload of its bytes, not withdrawn; False if it cannot be read."""
    try:
        uploads_of_bytes = uploads.uploads_with_hash(session.folder(), file.sha256)
    except DISK_FAULTS:
        return False
    return any(not upload.withdrawn for upload in uploads_of_bytes)


def _withdraw_demonstration() -> list[str]:
    """Withdraw the demonstration data; a sentence where the disk refuses, else []."""
    try:
        demonstration.withdraw_uploads(session.folder(), session.USER)
    except DISK_FAULTS as error:
        return [f"Chưa rút được số liệu minh họa: {disk_fault_sentence(error)}"]
    return []


def tell_of_storing() -> None:
    """Draw what was stored and what failed, with a button that opens the overview."""
    if commune_code := st.session_state.pop(_OVERVIEW_TO_OPEN, ""):
        st.switch_page("../pages/overview.py", query_params={"xa": commune_code})
    outcomes: Sequence[Storing] = st.session_state.get(_OUTCOMES, ())
    for storing in outcomes:
        _show_outcome(storing)
    if codes := sorted({code for storing in outcomes for code in storing.commune_codes}):
        _offer_overview(codes)


def forget_outcomes() -> None:
    """Drop the outcomes of storing from the session, once all of the page is drawn."""
    st.session_state.pop(_OUTCOMES, None)


def _show_outcome(storing: Storing) -> None:
    """Draw how many files were stored, how many others had stored before, and what failed."""
    if storing.stored_count:
        note = _strangers_note(storing.commune_codes)
        st.success(f"Đã nạp {words.number(storing.stored_count)} tệp.{note}")
    if storing.count_by_others:
        count = words.number(storing.count_by_others)
        st.info(f"{count} tệp đã có người nạp trước đó; không có gì thay đổi.")
    if storing.failures:
        lines = "\n".join(f"- {words.escape_markdown(sentence)}" for sentence in storing.failures)
        st.error(f"**Chưa lưu được**, những tệp này vẫn còn ở ô trên:\n\n{lines}")


def _strangers_note(codes: Sequence[str]) -> str:
    """A sentence naming the stored communes, if the home commune is not among them; else ""."""
    home_code = session.home_commune()
    if home_code is None or home_code in codes or not codes:
        return ""
    names = ", ".join(map(words.full_commune_name, codes[:_MOST_NAMED]))
    unnamed_count = len(codes) - _MOST_NAMED
    rest = f" và {words.number(unnamed_count)} nơi khác" if unnamed_count > 0 else ""
    return (
        f" Số liệu là của {names}{rest}, không phải của trung tâm mình "
        f"({words.full_commune_name(home_code)})."
    )


def _offer_overview(codes: Sequence[str]) -> None:
    """Draw a button to the overview of one's own centre, or else of the first commune stored.

    A button, since a link in a text opens another tab, where nothing typed here is known.
    """
    home_code = session.home_commune()
    code = home_code if home_code and home_code in codes else codes[0]
    st.button(
        f"Xem Tổng quan của {words.commune_name(code)}",
        key="open_overview",
        on_click=lambda: st.session_state.update({_OVERVIEW_TO_OPEN: code}),
    )
