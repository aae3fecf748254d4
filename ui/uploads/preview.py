"""A file before it is stored: read once, asked about, shown whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from data.record.ledger import Upload
from data.record.problem import Problem
from files.refusal import Refused
from loaders.answers import Answers, with_remembered_units
from loaders.load import accept, upload_of_same_bytes
from loaders.preview_notes import Notice, notices
from loaders.recognition.sheet import Sheet, unread_sheet_notes
from loaders.staging import Staged
from loaders.validation.problems import NoSoundRow
from reports.problems_workbook import staged_problems_workbook
from ui import session
from ui.display import problem_table, words
from ui.uploads import column_mapping, effects, questions, unit_questions, uploader
from ui.uploads.staging_cache import staged_as
from ui.uploads.uploader import Read

_ROWS_SHOWN = 8
_WHY = {"personal": "dữ liệu cá nhân, không đọc", "unused": "không dùng", "unknown": "chưa biết"}
_COLUMNS: Mapping[str, str] = {
    "row": "Dòng",
    "dossier_code": "Mã hồ sơ",
    "procedure_code": "Mã thủ tục",
    "procedure": "Thủ tục",
    "field": "Lĩnh vực",
    "received_on": "Tiếp nhận",
    "due_on": "Hẹn trả",
    "finished_on": "Kết thúc",
    "channel": "Hình thức nộp",
    "state": "Trạng thái",
}


def show(one: Read, home: str | None) -> Staged | Upload | None:
    """Everything about one file; what is ready to be stored (or brought back), or None."""
    with st.container(border=True):
        st.markdown(f"**{words.plain(one.name)}**")
        one = _chosen_sheet(one)
        if one.sheet is None:
            st.error(words.plain(one.refused or ""))
            uploader.ask_password(one)
            if one.unknown_table:
                column_mapping.ask(one, one.unknown_table)
            return None
        try:
            return _checked(one, one.sheet, home, _unread_parts(one))
        except Refused as refused:
            st.error(words.plain(refused.sentence))
            if isinstance(refused, NoSoundRow):
                _problems([(p.row, p.column, p.value, p.message) for p in refused.checked.problems])
                _ask_unbalanced(one, refused.checked.problems)
                _ask_units(one, one.sheet, refused.units, ())
            return None


def _checked(one: Read, sheet: Sheet, home: str | None, shown_only: bool) -> Staged | Upload | None:
    """Ask what the file leaves open, then show it; known bytes are said to be known."""
    accepted = questions.has_accepted_unbalanced(one.sha256)
    answers = Answers(
        home_code=home, accept_unbalanced=accepted, planned=session.planned_communes()
    )
    answers = with_remembered_units(answers, session.folder(), sheet.layout.name)
    staged: Staged | None = None
    for _ in range(4):  # commune, period, an unlikely period: each is asked once
        try:
            if upload := upload_of_same_bytes(session.folder(), one.sha256, answers):
                return _known(upload)
            staged = staged_as(one, sheet, answers, shown_only)
            break
        except Refused as refused:
            more = questions.ask(one.sha256, sheet.layout.name, refused, answers)
            if more is None:
                return None
            answers = more
    if staged is None:
        return None
    if (
        not staged.complete
        and sheet.layout.table == "dossiers"
        and questions.is_complete(one.sha256)
    ):
        staged = staged_as(one, sheet, replace(answers, complete=True), shown_only)
    _describe(one, staged)
    _ask_unbalanced(one, staged.problems)
    return staged if not staged.assumed or questions.is_confirmed(one.sha256, staged) else None


def _ask_units(one: Read, sheet: Sheet, found: Sequence[str], among: Sequence[str]) -> None:
    """Units that nobody could tell: their rows are set aside until somebody says what they are."""
    if found:
        with st.expander(f"{words.number(len(found))} đơn vị chưa rõ là xã, phường nào"):
            unit_questions.ask(one.sha256, sheet.layout.name, found, among)


def _ask_unbalanced(one: Read, problems: Sequence[Problem]) -> None:
    """Where lines of a form are set aside since its sums do not close: whether they shall count."""
    if any(p.kind in ("unbalanced", "part_exceeds_whole") for p in problems):
        questions.accepts_unbalanced(one.sha256)


def _chosen_sheet(one: Read) -> Read:
    """The file as it was read, or a hidden sheet of it where a person wants that one."""
    hidden = one.sheet.hidden_sheets if one.sheet else ()
    if not hidden:
        return one
    names = words.plain("; ".join(hidden))
    if not st.checkbox(
        f"Đọc trang tính ẩn thay cho trang này: {names}", key=f"hidden-{one.sha256}"
    ):
        return one
    name = hidden[0]
    if len(hidden) > 1:
        name = st.selectbox("Trang tính ẩn", hidden, key=f"hidden-sheet-{one.sha256}")
    return uploader.other_sheet(one, name)


def _unread_parts(one: Read) -> bool:
    """What of the workbook is left: told, so that nothing is missed in silence; whether hidden
    rows are left too.
    """
    sheet = one.sheet
    if sheet is None:
        return False
    for sentence in unread_sheet_notes(sheet):
        st.warning(words.plain(sentence))
    if not sheet.hidden_rows:
        return False
    count = words.number(len(sheet.hidden_rows))
    st.info(f"Bảng có {count} dòng ẩn; các dòng này cũng được đọc, trừ khi chọn bỏ ở dưới.")
    return st.checkbox("Bỏ các dòng ẩn", key=f"hidden-rows-{one.sha256}")


def _known(upload: Upload) -> Upload | None:
    """Bytes that are in the record: nothing to store, unless they were withdrawn."""
    days = words.span(upload.first_day, upload.last_day)
    if upload.withdrawn:
        st.info(f"Tệp này đã nạp rồi rút ({days}); bấm “Nạp” để đưa trở lại.")
        return upload
    st.info(f"Tệp này đã nạp từ trước ({days}); không có gì thay đổi.")
    return None


def _describe(one: Read, staged: Staged) -> None:
    named = "; ".join(
        f"{words.full_commune(code)}: {words.number(count)} dòng"
        for code, count in sorted(staged.communes.items())
    )
    source = "ghi trong tệp" if staged.period_stated else "do người nạp chọn"
    aside = len(staged.set_aside)
    st.markdown(
        f"{words.plain(staged.sheet.layout.title)} · {named}  \n"
        f"Kỳ {words.span(staged.first, staged.last)} ({source}) · đọc "
        f"{words.number(staged.rows_read)} dòng, "
        f"{f'để lại xem xét **{words.number(aside)}** dòng' if aside else 'không dòng nào có lỗi'}."
    )
    for notice in _notices(staged):
        (st.warning if notice.serious else st.info)(words.plain(notice.sentence))
    _ask_units(one, staged.sheet, staged.open_units, tuple(staged.communes))
    effects.show_replaced(staged)
    effects.show(staged)
    _problems([(p.row, p.column, p.value, p.message) for p in staged.problems])
    _download(staged)
    with st.expander("Chỉ số tính từ tệp này"):
        effects.show_alone(staged)
    with st.expander("Tiêu đề cột và những dòng đầu"):
        _headings(staged)


def _problems(found: list[tuple[int, str, str, str]]) -> None:
    if not found:
        return
    with st.expander(f"{words.number(len(found))} lỗi cần xử lý", expanded=True):
        problem_table.show(found, "Các lỗi của tệp")


def _download(staged: Staged) -> None:
    """The rows with problems, to put right at leisure."""
    if staged.problems:
        st.download_button(
            "Tải các dòng có lỗi (.xlsx)",
            lambda: staged_problems_workbook(staged),
            file_name="dong-co-loi.xlsx",
            mime=session.XLSX,
            on_click="ignore",
            key=f"problems-{staged.sha256}",
        )


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs={Staged: effects.staging})
def _notices(staged: Staged) -> list[Notice]:
    return notices(staged)


def _headings(staged: Staged) -> None:
    read_ones = [_path(h.text) for h in staged.sheet.headings if h.column]
    st.markdown(f"Đọc: {words.plain('; '.join(read_ones))}.")
    for why, words_for in _WHY.items():
        texts = [_path(h.text) for h in staged.sheet.headings if not h.column and h.why == why]
        if texts:
            st.markdown(f"{words_for.capitalize()}: {words.plain('; '.join(texts))}.")
    rows = staged.rows.slice(0, _ROWS_SHOWN).to_pandas()
    if staged.sheet.layout.table == "dossiers":
        table = rows[[n for n in _COLUMNS if n in rows.columns]].replace(words.MEANINGS)
    else:
        table = rows.drop(columns=["commune_code", "row"])
    table = table.rename(columns={**_shown_headings(staged), **_COLUMNS})
    days = st.column_config.DateColumn(format="DD/MM/YYYY")
    config = {_COLUMNS[name]: days for name in ("received_on", "due_on", "finished_on")}
    st.dataframe(
        table,
        hide_index=True,
        column_config=config,
        alt="Những dòng đầu của tệp, không có dữ liệu cá nhân",
    )


def _shown_headings(staged: Staged) -> dict[str, str]:
    return {name: _path(text) for name, text in staged.sheet.heading_of.items()}


def _path(heading: str) -> str:
    """Merged headings from the top down."""
    return heading.replace(" > ", " › ")


def store_all(ready: list[Staged | Upload]) -> tuple[int, int]:
    """Store what was shown, and bring back what was withdrawn: how many files that were, and how
    many of them somebody else had stored meanwhile.
    """
    bar = st.progress(0.0, "Đang nạp…")
    there = 0
    for count, prepared in enumerate(ready, start=1):
        stored = accept(session.folder(), prepared, session.USER)
        there += isinstance(prepared, Staged) and stored.already
        bar.progress(count / len(ready), "Đang nạp…")
    return len(ready) - there, there
