"""A file's stagings of one session: each is made once, whatever else the page draws again."""

from __future__ import annotations

import streamlit as st

from files.refusal import Refused
from loaders.answers import Answers
from loaders.load import RecognisedFile, stage_file
from loaders.staging import Staged
from ui import session

_MOST_STAGINGS = 8  # a person who answers back and forth waits for none of them again

Key = tuple[object, ...]


def staged_or_refused(file: RecognisedFile, answers: Answers) -> Staged | Refused:
    """The file staged with these answers, or its refusal; made once a session."""
    stagings_by_file: dict[str, dict[Key, Staged | Refused]] = st.session_state.setdefault(
        "stagings", {}
    )
    stagings = stagings_by_file.setdefault(file.sha256, {})
    sheet = file.sheet
    key = sheet.sheets, sheet.headings, sheet.hidden_rows, answers
    if key not in stagings:
        while len(stagings) >= _MOST_STAGINGS:
            del stagings[next(iter(stagings))]
        stagings[key] = _stage_or_refuse(file, answers)
    return stagings[key]


def _stage_or_refuse(file: RecognisedFile, answers: Answers) -> Staged | Refused:
    """The file staged with these answers, or its refusal as a value."""
    try:
        return stage_file(file, answers, session.folder())
    except Refused as refused:
        return refused.with_traceback(None)
