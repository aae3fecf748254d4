"""The uploads so far: what each was, its problems, withdrawing it and bringing it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ParamSpec

import streamlit as st

from data.dates import moment_text
from data.record import ledger
from data.record.ledger import Upload
from data.record.problem import Problem
from loaders import demonstration
from reports.problems_workbook import upload_problems_workbook
from ui import record_faults, session, storing
from ui.display import mapped_words, problem_table, source_names, words
from ui.uploads import word_questions

Arguments = ParamSpec("Arguments")
_MOST_UPLOADS = 20
_COUNTS = "số liệu của lần nạp này lại được tính."
_COUNTS_NOT = (
    "số liệu của lần nạp này không còn được tính nhưng vẫn được giữ; bấm “Đưa trở lại” để tính lại."
)


def show_uploads() -> None:
    """Draw the uploads so far, newest first, demonstration data as one line; nothing if none."""
    uploads = tuple(session.uploads().values())
    unreadable_entries = record_faults.unreadable_uploads()
    if not (uploads or unreadable_entries):
        return
    st.header("Các lần nạp", anchor=False)
    storing.show_note("uploads")
    for upload_id, fault in unreadable_entries:
        _show_unreadable_upload(upload_id, fault.entry_name)
    _show_demonstration([upload for upload in uploads if upload.demonstration])
    real_uploads = [upload for upload in reversed(uploads) if not upload.demonstration]
    if len(real_uploads) > _MOST_UPLOADS and not st.toggle(
        f"Xem cả {words.number(len(real_uploads))} lần nạp"
    ):
        real_uploads = real_uploads[:_MOST_UPLOADS]
    for upload in real_uploads:
        _show_upload(upload)


def _show_unreadable_upload(upload_id: int, name: str) -> None:
    """Draw an upload whose entry is damaged, with a button to withdraw it all the same."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{words.escape_markdown(name)}** · bị hỏng nên không tính")
        if st.button("Rút", key=f"withdraw_{upload_id}"):
            _write_and_rerun(
                ("uploads", f"Đã rút “{name}”."),
                ledger.withdraw,
                session.folder(),
                [upload_id],
                session.USER,
            )


def _show_demonstration(uploads: Sequence[Upload]) -> None:
    """Draw demonstration data as a line with a button to withdraw or restore; nothing if none."""
    if not uploads:
        return
    uploads_in_force = [upload for upload in uploads if not upload.withdrawn]
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        if uploads_in_force:
            st.markdown(f"**Số liệu minh họa** · {len(uploads_in_force)} tệp")
            if st.button("Rút số liệu minh họa", key="withdraw_demonstration"):
                note = "Đã rút số liệu minh họa: mọi trang chỉ còn số liệu thật."
                _write_and_rerun(
                    ("demonstration", note),
                    demonstration.withdraw_uploads,
                    session.folder(),
                    session.USER,
                )
        else:
            st.markdown(f"**Số liệu minh họa** · {len(uploads)} tệp, đã rút")
            if st.button("Đưa trở lại", key="bring_back_demonstration"):
                ids = [upload.id for upload in uploads]
                note = "Đã đưa trở lại số liệu minh họa; nơi đã có số liệu thật vẫn dùng số thật."
                _write_and_rerun(
                    ("demonstration", note), ledger.bring_back, session.folder(), ids, session.USER
                )
    storing.show_note("demonstration")


def _show_upload(upload: Upload) -> None:
    """Draw an upload: what it is, a button to withdraw it or bring it back, its problems."""
    place = f"upload-{upload.id}"
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_upload_summary(upload))
            if upload.withdrawn:
                if st.button("Đưa trở lại", key=f"bring_back_{upload.id}"):
                    _write_and_rerun(
                        (place, f"Đã đưa trở lại “{upload.file_name}”: {_COUNTS}"),
                        ledger.bring_back,
                        session.folder(),
                        [upload.id],
                        session.USER,
                    )
            elif st.button("Rút", key=f"withdraw_{upload.id}", help="Số liệu vẫn được giữ"):
                _write_and_rerun(
                    (place, f"Đã rút “{upload.file_name}”: {_COUNTS_NOT}"),
                    ledger.withdraw,
                    session.folder(),
                    [upload.id],
                    session.USER,
                )
        storing.show_note(place)
        review = mapped_words.upload_review(upload)
        for sentence in mapped_words.mapped_count_sentences([upload]):
            st.caption(words.escape_markdown(f"{sentence}."))
        if review.problems or review.waiting_words:
            aside_count = words.number(review.rows_set_aside)
            title = (
                f"{aside_count} dòng để lại xem xét"
                if review.rows_set_aside
                else "Điều cần xem lại"
            )
            with st.expander(title):
                if review.problems:
                    _show_problems(upload, review.problems)
                if review.waiting_words:
                    word_questions.ask_for_meanings(
                        f"stored-{upload.id}", upload.layout, review.waiting_words
                    )


def _write_and_rerun(
    note: tuple[str, str],
    write: Callable[Arguments, object],
    *arguments: Arguments.args,
    **named: Arguments.kwargs,
) -> None:
    """Call `write`, leave the note and run again; or say what the disk refuses."""
    if storing.write_or_explain(write, *arguments, **named):
        storing.leave_note(*note)
        st.rerun()


def _upload_summary(upload: Upload) -> str:
    """An upload as Markdown: file, layout, communes, period, rows, when and by whom stored."""
    title = words.escape_markdown(source_names.layout_title(upload.layout))
    communes = ", ".join(words.full_commune_name(code) for code in sorted(upload.communes))
    state = " · **đã rút**" if upload.withdrawn else ""
    return (
        f"**{words.escape_markdown(upload.file_name)}**{state}  \n"
        f"{title} · {communes} · kỳ {words.span(upload.first_day, upload.last_day)} · "
        f"{words.number(upload.rows_stored)} dòng  \n"
        f"Nạp lúc {moment_text(upload.stored_at)} · "
        f"{words.escape_markdown(upload.stored_by)} · mã tệp {upload.sha256[:12]}"
    )


def _show_problems(upload: Upload, problems: Sequence[Problem]) -> None:
    """Draw an upload's problems as a table, with a download of the rows as a workbook."""
    lines = ((p.row, p.heading, p.value, p.message) for p in problems)
    problem_table.show_problems(lines, "Các dòng để lại xem xét")
    st.download_button(
        "Tải các dòng có lỗi (.xlsx)",
        lambda: upload_problems_workbook(session.folder(), upload),
        file_name=f"dong-co-loi-{upload.id}.xlsx",
        mime=session.XLSX,
        on_click="ignore",
        key=f"problems_{upload.id}",
    )
