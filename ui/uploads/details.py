"""A file before it is stored, shown whole: what it is, its problems, what it would change."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.record.ledger import Upload
from data.record.problem import Problem
from files.refusal import Refused
from loaders.recognition.sheet import Sheet, unread_sheet_notes
from loaders.same_bytes import has_newer_headings
from loaders.staging import Staged
from loaders.validation.problems import AllRowsSetAside
from ui import session
from ui.display import words
from ui.uploads import staged_view
from ui.uploads.batch.batch import Batch, choose, drop_files
from ui.uploads.batch.files import HandedFile


def choose_file(files: Sequence[HandedFile]) -> HandedFile | None:
    """Draw the choice of the file whose details are shown; None until one is picked."""
    by_number = {file.number: file for file in files}
    number = st.selectbox(
        "Xem kỹ một tệp",
        list(by_number),
        index=None,
        placeholder="Gõ số hoặc tên tệp để tìm",
        format_func=lambda number: f"{number}. {by_number[number].member.name}",
        key="file_to_show",
    )
    return by_number.get(number) if number else None


def show_file(batch: Batch, file: HandedFile) -> None:
    """Draw one file's preview, choices for it alone, and a button to take it out of the batch."""
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{words.escape_markdown(file.member.name)}**")
            if st.button("Bỏ tệp này", key=f"drop-{file.number}"):
                drop_files(batch, [file.number])
                st.rerun()
        if file.read is None or file.preview is None:
            _show_unread_file(file)
            return
        if sheet := file.read.sheet:
            _choose_sheet(batch, file, sheet)
            _choose_rows(batch, file, sheet)
        _show_outcome(batch, file, file.preview.outcome)


def _show_unread_file(file: HandedFile) -> None:
    """Draw why no table was read; nothing of an unknown table, whose form says it."""
    if file.read and not file.read.unknown_table:
        st.error(words.escape_markdown(file.read.refusal))


def _show_outcome(batch: Batch, file: HandedFile, outcome: Staged | Upload | Refused) -> None:
    """Draw a file's staging, its refusal, or that it is in the record."""
    if isinstance(outcome, Upload):
        _show_known_upload(outcome)
    elif isinstance(outcome, Staged):
        staged_view.show_staged_file(outcome, file.preview.notices if file.preview else ())
        _ask_to_count_unbalanced_lines(batch, file, outcome.problems)
    elif file.preview and not file.preview.question:
        st.error(words.escape_markdown(outcome.sentence))
        if isinstance(outcome, AllRowsSetAside):
            staged_view.show_problems(outcome.checked.problems)
            _ask_to_count_unbalanced_lines(batch, file, outcome.checked.problems)


def _ask_to_count_unbalanced_lines(
    batch: Batch, file: HandedFile, problems: Sequence[Problem]
) -> None:
    """Draw a box to count lines whose sums do not add up; nothing where there are none."""
    is_ticked = file.choices.accept_unbalanced
    if is_ticked or any(p.kind in ("unbalanced", "part_exceeds_whole") for p in problems):
        label = "Vẫn tính các dòng không khớp"
        if st.checkbox(label, is_ticked, key=f"unbalanced-{file.number}") != is_ticked:
            choose(batch, [file.number], accept_unbalanced=not is_ticked)
            st.rerun()


def _choose_sheet(batch: Batch, file: HandedFile, sheet: Sheet) -> None:
    """Draw a box to read a hidden sheet instead of this; set it for the file and rerun."""
    chosen_name = file.choices.sheet_name
    hidden_sheets = [n for n in sheet.hidden_sheets if n == chosen_name or n not in sheet.sheets]
    if not hidden_sheets:
        return
    names = words.escape_markdown("; ".join(hidden_sheets))
    label = f"Đọc trang tính ẩn thay cho trang này: {names}"
    name = None
    if st.checkbox(label, chosen_name is not None, key=f"hidden-{file.number}"):
        name = hidden_sheets[0]
        if len(hidden_sheets) > 1:
            place = hidden_sheets.index(chosen_name) if chosen_name in hidden_sheets else 0
            key = f"hidden-sheet-{file.number}"
            name = st.selectbox("Trang tính ẩn", hidden_sheets, index=place, key=key)
    if name != chosen_name:
        choose(batch, [file.number], sheet_name=name)
        st.rerun()


def _choose_rows(batch: Batch, file: HandedFile, sheet: Sheet) -> None:
    """Warn of sheets and parts not read; draw a box to leave hidden rows out, set for the file."""
    for sentence in unread_sheet_notes(sheet):
        st.warning(words.escape_markdown(sentence))
    if not sheet.hidden_rows:
        return
    count = words.number(len(sheet.hidden_rows))
    st.info(f"Bảng có {count} dòng ẩn; các dòng này cũng được đọc, trừ khi chọn bỏ ở dưới.")
    drops = st.checkbox(
        "Bỏ các dòng ẩn", file.choices.drops_hidden_rows, key=f"hidden-rows-{file.number}"
    )
    if drops != file.choices.drops_hidden_rows:
        choose(batch, [file.number], drops_hidden_rows=drops)
        st.rerun()


def _show_known_upload(upload: Upload) -> None:
    """Draw that the file is stored or was withdrawn, and how to have it read by new headings."""
    days = words.span(upload.first_day, upload.last_day)
    if upload.withdrawn:
        st.info(f"Tệp này đã nạp rồi rút ({days}); bấm “Nạp” để đưa trở lại.")
        return
    st.info(f"Tệp này đã nạp từ trước ({days}); không có gì thay đổi.")
    if has_newer_headings(session.folder(), upload):
        st.info(
            "Từ khi nạp đã có cột của mẫu này được chỉ ra hoặc bỏ chọn: muốn đọc lại tệp theo đó, "
            "hãy rút lần nạp này rồi chọn lại tệp."
        )
