"""A file before it is stored: read once, asked about, shown whole."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import streamlit as st

from data import ledger, record
from data.ledger import Upload
from data.periods import Period
from data.scopes import scopes
from loaders.changes import changes
from loaders.isolation import Sheet
from loaders.load import already, new_upload, store
from loaders.notices import notices
from loaders.problems import Problem, Refused
from loaders.staging import Answers, Staged, stage
from metrics.counts import open_warehouse
from metrics.standings import Standing, standings
from metrics.tallies import gather
from reports.problems import problems_of_staged
from ui import effects, handed_in, questions, session, words
from ui.handed_in import Read

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
        if one.sheet is None:
            st.error(one.refused)
            handed_in.ask_password(one)
            return None
        _unread_parts(one.sheet)
        try:
            return _checked(one, one.sheet, home)
        except Refused as refused:
            st.error(refused.sentence)
            if refused.checked:
                _problems([(p.row, p.column, p.value, p.message) for p in refused.checked.problems])
                _ask_unbalanced(one, refused.checked.problems)
            return None


def _checked(one: Read, sheet: Sheet, home: str | None) -> Staged | Upload | None:
    """Ask what the file leaves open, then show it; known bytes are said to be known."""
    accepted = questions.has_accepted_unbalanced(one.sha256)
    answers = Answers(home_code=home, accept_unbalanced=accepted)
    staged: Staged | None = None
    for _ in range(4):  # commune, period, an unlikely period: each is asked once
        try:
            if upload := already(session.folder(), one.content, answers):
                return _known(upload)
            staged = stage(one.name, sheet, one.sha256, answers)
            break
        except Refused as refused:
            more = questions.ask(one.sha256, refused, answers)
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
        staged = stage(one.name, sheet, one.sha256, replace(answers, complete=True))
    _describe(staged)
    _ask_unbalanced(one, staged.problems)
    return staged if not staged.assumed or questions.is_confirmed(one.sha256, staged) else None


def _ask_unbalanced(one: Read, problems: Sequence[Problem]) -> None:
    """Where lines of a form are set aside since its sums do not close: whether they shall count."""
    if any(p.kind in ("unbalanced", "part_exceeds_whole") for p in problems):
        questions.accepts_unbalanced(one.sha256)


def _unread_parts(sheet: Sheet) -> None:
    """What of the workbook is hidden or was left: told, so that nothing is missed in silence."""
    hidden, others = sheet.hidden_sheets, sheet.other_sheets
    if hidden:
        st.warning(f"Trang tính ẩn, không đọc: {words.plain('; '.join(hidden))}.")
    if others:
        st.warning(f"Trang tính cùng mẫu, không đọc: {words.plain('; '.join(others))}.")
    if sheet.hidden_rows:
        count = words.number(len(sheet.hidden_rows))
        st.info(f"Bảng có {count} dòng ẩn; các dòng này cũng được đọc.")


def _known(upload: Upload) -> Upload | None:
    """Bytes that are in the record: nothing to store, unless they were withdrawn."""
    days = words.span(upload.first_day, upload.last_day)
    if upload.withdrawn:
        st.info(f"Tệp này đã nạp rồi rút ({days}); bấm “Nạp” để đưa trở lại.")
        return upload
    st.info(f"Tệp này đã nạp từ trước ({days}); không có gì thay đổi.")
    return None


def _describe(staged: Staged) -> None:
    named = "; ".join(
        f"{words.full_commune(code)}: {words.number(count)} dòng"
        for code, count in sorted(staged.communes.items())
    )
    source = "ghi trong tệp" if staged.period_stated else "do người nạp chọn"
    aside = len(staged.set_aside)
    st.markdown(
        f"{staged.sheet.layout.title} · {named}  \n"
        f"Kỳ {words.span(staged.first, staged.last)} ({source}) · đọc "
        f"{words.number(staged.rows_read)} dòng, "
        f"{f'để lại xem xét **{words.number(aside)}** dòng' if aside else 'không dòng nào có lỗi'}."
    )
    for notice in notices(staged):
        (st.warning if notice.serious else st.info)(words.plain(notice.sentence))
    _replacing(staged)
    effects.show(staged)
    _problems([(p.row, p.column, p.value, p.message) for p in staged.problems])
    _download(staged)
    with st.expander("Chỉ số tính từ tệp này"):
        _yields(staged)
    with st.expander("Tiêu đề cột và những dòng đầu"):
        _headings(staged)


def _replacing(staged: Staged) -> None:
    """The upload in force that this one would replace, and what that changes."""
    folder = session.folder()
    replaced = record.replaced_by(ledger.uploads(folder), new_upload(staged, "", None, False))
    if not replaced:
        return
    found = changes(folder, replaced, staged.rows) if "dossier_code" in staged.columns else None
    told = ""
    if found:
        told = f": thêm {found.added}, thay đổi {found.changed}, không còn {found.gone} hồ sơ"
    st.info(f"Sẽ thay cho số liệu cùng kỳ đã nạp ngày {words.day(replaced[-1].stored_at)}{told}.")


def _problems(found: list[tuple[int, str, str, str]]) -> None:
    if not found:
        return
    with st.expander(f"{words.number(len(found))} lỗi cần xử lý", expanded=True):
        table = pd.DataFrame(found, columns=["Dòng", "Cột", "Giá trị", "Cần làm gì"])
        st.dataframe(table, hide_index=True, alt="Các lỗi của tệp")


def _download(staged: Staged) -> None:
    """The rows with problems, to put right at leisure."""
    if staged.problems:
        st.download_button(
            "Tải các dòng có lỗi (.xlsx)",
            lambda: problems_of_staged(staged),
            file_name="dong-co-loi.xlsx",
            mime=session.XLSX,
            on_click="ignore",
            key=f"problems-{staged.sha256}",
        )


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs={Staged: effects.staging})
def _rates(staged: Staged) -> list[tuple[str, str, str, str]]:
    """What the file alone would give, counted the same way as ever."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store(folder, staged, "", demonstration=False)
        warehouse = open_warehouse(folder, None)
        warehouse.refresh()
        period = Period(staged.first, staged.last)
        codes = sorted(staged.communes)
        evidence = gather(warehouse, codes, [period], scopes(session.folder()))
        found = [one for code in codes for one in standings(evidence, code, period)]
        warehouse.close()
    return [_rate(one) for one in found]


def _rate(one: Standing) -> tuple[str, str, str, str]:
    counts = words.NOTHING
    if one.tally.numerator is not None and one.tally.denominator is not None:
        counts = f"{words.number(one.tally.numerator)}/{words.number(one.tally.denominator)}"
    return (
        words.commune(one.commune_code),
        one.metric.label,
        counts,
        words.percent(one.tally.rate),
    )


def _yields(staged: Staged) -> None:
    table = pd.DataFrame(_rates(staged), columns=["Xã, phường", "Chỉ số", "Tử số/mẫu số", "Tỷ lệ"])
    st.dataframe(table, hide_index=True, alt="Các chỉ số tính từ riêng tệp này")


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


def store_all(ready: list[Staged | Upload]) -> int:
    """Store what was shown, and bring back what was withdrawn; how many files that were."""
    bar = st.progress(0.0, "Đang nạp…")
    for done, one in enumerate(ready, start=1):
        if isinstance(one, Upload):
            ledger.bring_back(session.folder(), [one.id], session.USER)
        else:
            store(session.folder(), one, session.USER)
        bar.progress(done / len(ready), "Đang nạp…")
    return len(ready)
