"""A file before it is stored: read once, asked about, shown whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from data.record.ledger import Upload
from data.record.problem import Problem
from files.refusal import Refused
from loaders.answers import Answers, answers_for_layout
from loaders.load import RecognisedFile
from loaders.open_questions import open_question
from loaders.recognition.sheet import Sheet, drop_hidden_rows, unread_sheet_notes
from loaders.same_bytes import has_newer_headings, upload_of_same_bytes
from loaders.staging import Staged
from loaders.validation.problems import AllRowsSetAside
from ui import session
from ui.display import words
from ui.uploads import (
    column_mapping,
    heading_questions,
    questions,
    staged_view,
    uploader,
    word_questions,
)
from ui.uploads.staging_cache import staged_or_refused
from ui.uploads.uploader import ChosenFile


def show_preview(file: ChosenFile, home_code: str | None) -> Staged | Upload | None:
    """Draw all about one file and give what is ready to store or bring back; None if nothing is."""
    with st.container(border=True):
        st.markdown(f"**{words.escape_markdown(file.name)}**")
        file = _choose_sheet(file)
        if file.sheet is None:
            _show_unread_file(file)
            return None
        sheet = _choose_rows(file.sha256, file.sheet)
        prepared = _show_read_file(RecognisedFile(file.name, file.sha256, sheet), home_code)
        heading_questions.ask_for_missing_columns(file.sha256, sheet)
        return prepared


def _show_read_file(file: RecognisedFile, home_code: str | None) -> Staged | Upload | None:
    """Draw a file's preview or refusal and give what is ready to store, or None."""
    preview = _preview_after_questions(file, home_code)
    if isinstance(preview, Refused):
        _show_refusal(file, preview)
        return None
    if isinstance(preview, Upload):
        return _show_known_upload(preview)
    return _show_staged_file(file, preview) if preview else None


def _show_unread_file(file: ChosenFile) -> None:
    """Say why no table was read, and ask for the password or the layout that would help."""
    st.error(words.escape_markdown(file.refusal or ""))
    uploader.ask_password(file)
    if file.unknown_table:
        column_mapping.ask_for_mapping(file, file.unknown_table)


def _preview_after_questions(
    file: RecognisedFile, home_code: str | None
) -> Staged | Upload | Refused | None:
    """Ask what the file leaves open; its staging, upload or refusal, None until answered.

    Each question is drawn below the one before.

    A list with neither period nor commune: first the period is asked, then the commune, then
    whether that period is right although no dossier was received in it.
    """
    answers = _first_answers(file, home_code)
    preview = _file_preview(file, answers)
    while question := open_question(preview):  # each answer closes its question for good
        layout = file.sheet.layout.name
        more_answers = questions.ask_question(file.sha256, layout, question, answers)
        if more_answers is None:
            return None
        answers = more_answers
        preview = _file_preview(file, answers)
    if _may_be_complete(preview) and questions.ask_whether_complete(file.sha256):
        return _file_preview(file, replace(answers, complete=True))
    return preview


def _first_answers(file: RecognisedFile, home_code: str | None) -> Answers:
    """The answers that are known before anything is asked of this file."""
    accepts_unbalanced = questions.has_accepted_unbalanced(file.sha256)
    clock = session.clock()
    answers = Answers(
        home_code=home_code,
        accept_unbalanced=accepts_unbalanced,
        planned_communes=session.communes_with_plan(),
        today=clock.today if clock.is_behind else None,
    )
    return answers_for_layout(answers, session.folder(), file.sheet.layout.name)


def _file_preview(file: RecognisedFile, answers: Answers) -> Staged | Upload | Refused:
    """The upload of the same bytes; else the file staged with these answers, or its refusal."""
    try:
        upload = upload_of_same_bytes(session.folder(), file.sha256, answers)
    except Refused as refused:
        return refused
    return upload or staged_or_refused(file, answers)


def _may_be_complete(preview: Staged | Upload | Refused) -> bool:
    """Whether this is a staged list that shows no dossier carried over but may hold them all."""
    if not isinstance(preview, Staged):
        return False
    return preview.sheet.layout.table == "dossiers" and not preview.complete


def _show_refusal(file: RecognisedFile, refused: Refused) -> None:
    """Say why nothing of the file can be stored; where all rows were set aside, ask about them."""
    st.error(words.escape_markdown(refused.sentence))
    if isinstance(refused, AllRowsSetAside):
        staged_view.show_problems(refused.checked.problems)
        _ask_to_count_unbalanced_lines(file, refused.checked.problems)
        staged_view.ask_for_open_units(file.sha256, file.sheet, refused.units, ())
        word_questions.ask_for_waiting_words(file.sha256, file.sheet.layout.name, refused.words)


def _show_staged_file(file: RecognisedFile, staged: Staged) -> Staged | None:
    """Draw a staged file and give it back; None while an assumed commune is not confirmed."""
    staged_view.show_staged_file(staged)
    _ask_to_count_unbalanced_lines(file, staged.problems)
    return (
        staged
        if not staged.assumed or questions.ask_to_confirm_commune(file.sha256, staged)
        else None
    )


def _ask_to_count_unbalanced_lines(file: RecognisedFile, problems: Sequence[Problem]) -> None:
    """Ask whether lines whose sums do not add up are to count; nothing where there are none."""
    if any(p.kind in ("unbalanced", "part_exceeds_whole") for p in problems):
        questions.ask_to_accept_unbalanced(file.sha256)


def _choose_sheet(file: ChosenFile) -> ChosenFile:
    """Offer the file's hidden sheets and give the file, read anew from the sheet that is picked."""
    sheet = file.sheet
    hidden_sheets = [n for n in sheet.hidden_sheets if n not in sheet.sheets] if sheet else []
    if not hidden_sheets:
        return file
    names = words.escape_markdown("; ".join(hidden_sheets))
    if not st.checkbox(
        f"Đọc trang tính ẩn thay cho trang này: {names}", key=f"hidden-{file.sha256}"
    ):
        return file
    name = hidden_sheets[0]
    if len(hidden_sheets) > 1:
        name = st.selectbox("Trang tính ẩn", hidden_sheets, key=f"hidden-sheet-{file.sha256}")
    return uploader.with_sheet(file, name)


def _choose_rows(sha256: str, sheet: Sheet) -> Sheet:
    """Warn of what is not read and give the sheet, without hidden rows where that is picked."""
    for sentence in unread_sheet_notes(sheet):
        st.warning(words.escape_markdown(sentence))
    if not sheet.hidden_rows:
        return sheet
    count = words.number(len(sheet.hidden_rows))
    st.info(f"Bảng có {count} dòng ẩn; các dòng này cũng được đọc, trừ khi chọn bỏ ở dưới.")
    leave_out = st.checkbox("Bỏ các dòng ẩn", key=f"hidden-rows-{sha256}")
    return drop_hidden_rows(sheet) if leave_out else sheet


def _show_known_upload(upload: Upload) -> Upload | None:
    """Say that the file is in the record; give the upload if it was withdrawn, else None."""
    days = words.span(upload.first_day, upload.last_day)
    if upload.withdrawn:
        st.info(f"Tệp này đã nạp rồi rút ({days}); bấm “Nạp” để đưa trở lại.")
        return upload
    st.info(f"Tệp này đã nạp từ trước ({days}); không có gì thay đổi.")
    if has_newer_headings(session.folder(), upload):
        st.info(
            "Từ khi nạp đã có cột của mẫu này được chỉ ra hoặc bỏ chọn: muốn đọc lại tệp theo đó, "
            "hãy rút lần nạp này rồi chọn lại tệp."
        )
    return None
