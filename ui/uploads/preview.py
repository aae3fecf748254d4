"""A file before it is stored: read once, asked about, shown whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from data.record.ledger import Upload
from data.record.problem import Problem
from files.refusal import Refused
from loaders.answers import Answers, answers_for_layout
from loaders.load import RecognisedFile, upload_of_same_bytes
from loaders.open_questions import open_question
from loaders.recognition.sheet import Sheet, unread_sheet_notes, without_hidden_rows
from loaders.staging import Staged
from loaders.validation.problems import AllRowsSetAside
from ui import session
from ui.display import words
from ui.uploads import column_mapping, questions, staged_view, uploader, word_questions
from ui.uploads.staging_cache import staged_or_refused
from ui.uploads.uploader import ChosenFile


def show(file: ChosenFile, home: str | None) -> Staged | Upload | None:
    """Everything about one file; what is ready to be stored (or brought back), or None."""
    with st.container(border=True):
        st.markdown(f"**{words.escape_markdown(file.name)}**")
        file = _chosen_sheet(file)
        if file.sheet is None:
            _show_unread(file)
            return None
        sheet = _chosen_rows(file.sha256, file.sheet)
        recognised = RecognisedFile(file.name, file.sha256, sheet)
        outcome = _outcome_after_questions(recognised, home)
        if isinstance(outcome, Refused):
            _show_refusal(recognised, outcome)
            return None
        if isinstance(outcome, Upload):
            return _show_known(outcome)
        return _show_staged(recognised, outcome) if outcome else None


def _show_unread(file: ChosenFile) -> None:
    """Why no table was read, and the password or the layout that would help."""
    st.error(words.escape_markdown(file.refusal or ""))
    uploader.ask_password(file)
    if file.unknown_table:
        column_mapping.ask(file, file.unknown_table)


def _outcome_after_questions(
    file: RecognisedFile, home: str | None
) -> Staged | Upload | Refused | None:
    """Draw what the file leaves open, each question below the one before; None until answered.

    A list with neither period nor commune: first the period is asked, then the commune, then
    whether that period is right although no dossier was received in it.
    """
    answers = _first_answers(file, home)
    outcome = _outcome(file, answers)
    while question := open_question(outcome):  # each answer closes its question for good
        layout = file.sheet.layout.name
        more_answers = questions.ask(file.sha256, layout, question, answers)
        if more_answers is None:
            return None
        answers = more_answers
        outcome = _outcome(file, answers)
    if _may_be_complete(outcome) and questions.is_complete(file.sha256):
        return _outcome(file, replace(answers, complete=True))
    return outcome


def _first_answers(file: RecognisedFile, home: str | None) -> Answers:
    """What is known before anything is asked."""
    accepted = questions.has_accepted_unbalanced(file.sha256)
    clock = session.clock()
    answers = Answers(
        home_code=home,
        accept_unbalanced=accepted,
        planned_communes=session.planned_communes(),
        today=clock.today if clock.is_behind else None,
    )
    return answers_for_layout(answers, session.folder(), file.sheet.layout.name)


def _outcome(file: RecognisedFile, answers: Answers) -> Staged | Upload | Refused:
    """The upload of the same bytes; else the file as staged with these answers, or its refusal."""
    try:
        upload = upload_of_same_bytes(session.folder(), file.sha256, answers)
    except Refused as refused:
        return refused
    return upload or staged_or_refused(file, answers)


def _may_be_complete(outcome: Staged | Upload | Refused) -> bool:
    """Whether a list shows no dossier carried over: none was, or the list leaves them out."""
    if not isinstance(outcome, Staged):
        return False
    return outcome.sheet.layout.table == "dossiers" and not outcome.complete


def _show_refusal(file: RecognisedFile, refused: Refused) -> None:
    st.error(words.escape_markdown(refused.sentence))
    if isinstance(refused, AllRowsSetAside):
        staged_view.show_problems(refused.checked.problems)
        _ask_to_count_unbalanced_lines(file, refused.checked.problems)
        staged_view.show_open_units(file.sha256, file.sheet, refused.units, ())
        word_questions.show(file.sha256, file.sheet.layout.name, refused.words)


def _show_staged(file: RecognisedFile, staged: Staged) -> Staged | None:
    """The whole preview; None while an assumed commune is not confirmed."""
    staged_view.show(staged)
    _ask_to_count_unbalanced_lines(file, staged.problems)
    return staged if not staged.assumed or questions.is_confirmed(file.sha256, staged) else None


def _ask_to_count_unbalanced_lines(file: RecognisedFile, problems: Sequence[Problem]) -> None:
    """Ask whether lines count that were set aside because their sums do not add up."""
    if any(p.kind in ("unbalanced", "part_exceeds_whole") for p in problems):
        questions.accepts_unbalanced(file.sha256)


def _chosen_sheet(file: ChosenFile) -> ChosenFile:
    """The file as it was read, or a hidden sheet of it where a person wants that one."""
    hidden = file.sheet.hidden_sheets if file.sheet else ()
    if not hidden:
        return file
    names = words.escape_markdown("; ".join(hidden))
    if not st.checkbox(
        f"Đọc trang tính ẩn thay cho trang này: {names}", key=f"hidden-{file.sha256}"
    ):
        return file
    name = hidden[0]
    if len(hidden) > 1:
        name = st.selectbox("Trang tính ẩn", hidden, key=f"hidden-sheet-{file.sha256}")
    return uploader.with_sheet(file, name)


def _chosen_rows(sha256: str, sheet: Sheet) -> Sheet:
    """The sheet, without its hidden rows where a person wants that.

    What of the workbook is not read is said, so that nothing is missing unnoticed.
    """
    for sentence in unread_sheet_notes(sheet):
        st.warning(words.escape_markdown(sentence))
    if not sheet.hidden_rows:
        return sheet
    count = words.number(len(sheet.hidden_rows))
    st.info(f"Bảng có {count} dòng ẩn; các dòng này cũng được đọc, trừ khi chọn bỏ ở dưới.")
    leave_out = st.checkbox("Bỏ các dòng ẩn", key=f"hidden-rows-{sha256}")
    return without_hidden_rows(sheet) if leave_out else sheet


def _show_known(upload: Upload) -> Upload | None:
    """Bytes that are in the record: nothing to store, unless they were withdrawn."""
    days = words.span(upload.first_day, upload.last_day)
    if upload.withdrawn:
        st.info(f"Tệp này đã nạp rồi rút ({days}); bấm “Nạp” để đưa trở lại.")
        return upload
    st.info(f"Tệp này đã nạp từ trước ({days}); không có gì thay đổi.")
    return None
