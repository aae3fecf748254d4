"""A file's stagings of one session: each is made once, whatever else the page draws again."""

from __future__ import annotations

import streamlit as st

from files.refusal import Refused
from loaders.answers import Answers
from loaders.load import RecognisedFile, stage_file
from loaders.recognition.sheet import Sheet, without_hidden_rows
from loaders.staging import Staged
from ui.uploads.uploader import Read

_KEPT = 8  # of one file: a person who answers back and forth waits for none of them again

Key = tuple[object, ...]


def staged_as(one: Read, sheet: Sheet, answers: Answers, shown_rows_only: bool) -> Staged:
    """`stage` with these answers; raises Refused, remembered like a result."""
    every: dict[str, dict[Key, Staged | Refused]] = st.session_state.setdefault("stagings", {})
    held = every.setdefault(one.sha256, {})
    key = sheet.sheets, sheet.headings, shown_rows_only, answers
    if key not in held:
        while len(held) >= _KEPT:
            del held[next(iter(held))]
        held[key] = _staged(one, sheet, answers, shown_rows_only)
    found = held[key]
    if isinstance(found, Refused):
        raise found.with_traceback(None)
    return found


def _staged(one: Read, sheet: Sheet, answers: Answers, shown_rows_only: bool) -> Staged | Refused:
    try:
        sheet = without_hidden_rows(sheet) if shown_rows_only else sheet
        return stage_file(RecognisedFile(one.name, one.sha256, sheet), answers)
    except Refused as refused:
        return refused
