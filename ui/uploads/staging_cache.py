"""A file's stagings of one session: each is made once, whatever else the page draws again."""

from __future__ import annotations

import streamlit as st

from files.refusal import Refused
from loaders.answers import Answers
from loaders.load import RecognisedFile, stage_file
from loaders.staging import Staged
from ui import session

_KEPT_A_FILE = 8  # a person who answers back and forth waits for none of them again

Key = tuple[object, ...]


def staged_or_refused(file: RecognisedFile, answers: Answers) -> Staged | Refused:
    """`stage_file` with these answers, its refusal as a value."""
    by_file: dict[str, dict[Key, Staged | Refused]] = st.session_state.setdefault("stagings", {})
    stagings = by_file.setdefault(file.sha256, {})
    sheet = file.sheet
    key = sheet.sheets, sheet.headings, sheet.hidden_rows, answers
    if key not in stagings:
        while len(stagings) >= _KEPT_A_FILE:
            del stagings[next(iter(stagings))]
        stagings[key] = _stage(file, answers)
    return stagings[key]


def _stage(file: RecognisedFile, answers: Answers) -> Staged | Refused:
    try:
        return stage_file(file, answers, session.folder())
    except Refused as refused:
        return refused.with_traceback(None)
