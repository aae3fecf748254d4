"""A staged file as the page shows it before anything is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pandas as pd
import streamlit as st

from data.record.problem import Problem
from loaders.preview_notes import Notice, notices
from loaders.recognition.sheet import Sheet
from loaders.staging import Staged
from reports.problems_workbook import staged_problems_workbook
from ui import session
from ui.display import problem_table, words
from ui.uploads import effects, unit_questions, word_questions

_MOST_ROWS = 8
_REASONS: Mapping[str, str] = MappingProxyType(
    {"personal": "dữ liệu cá nhân, không đọc", "unused": "không dùng", "unknown": "chưa biết"}
)
_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
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
)


def show(staged: Staged) -> None:
    """Everything about a staged file: what it is, its effects, problems, columns, first rows."""
    st.markdown(_summary(staged))
    for notice in _notices(staged):
        (st.warning if notice.is_serious else st.info)(words.escape_markdown(notice.sentence))
    show_open_units(staged.sha256, staged.sheet, staged.open_units, tuple(staged.communes))
    word_questions.show(staged.sha256, staged.sheet.layout.name, staged.unknown_words)
    effects.show_replaced(staged)
    effects.show(staged)
    show_problems(staged.problems)
    _download(staged)
    with st.expander("Chỉ số tính từ tệp này"):
        effects.show_alone(staged)
    with st.expander("Tiêu đề cột và những dòng đầu"):
        _headings(staged)


def _summary(staged: Staged) -> str:
    """Layout, communes with their rows, period, and how many rows were read and set aside."""
    communes = "; ".join(
        f"{words.full_commune_name(code)}: {words.number(count)} dòng"
        for code, count in sorted(staged.communes.items())
    )
    source = "ghi trong tệp" if staged.period_stated else "do người nạp chọn"
    aside = len(staged.set_aside)
    return (
        f"{words.escape_markdown(staged.sheet.layout.title)} · {communes}  \n"
        f"Kỳ {words.span(staged.first, staged.last)} ({source}) · đọc "
        f"{words.number(staged.rows_read)} dòng, "
        f"{f'để lại xem xét **{words.number(aside)}** dòng' if aside else 'không dòng nào có lỗi'}."
    )


def show_open_units(
    sha256: str, sheet: Sheet, units: Sequence[str], communes_of_file: Sequence[str]
) -> None:
    """Units that are not clear: their rows are set aside until somebody says what they are."""
    if units:
        with st.expander(f"{words.number(len(units))} đơn vị chưa rõ là xã, phường nào"):
            unit_questions.ask(sha256, sheet.layout.name, units, communes_of_file)


def show_problems(problems: Sequence[Problem]) -> None:
    if not problems:
        return
    with st.expander(f"{words.number(len(problems))} lỗi cần xử lý", expanded=True):
        lines = [(p.row, p.heading, p.value, p.message) for p in problems]
        problem_table.show_problems(lines, "Các lỗi của tệp")


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


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs={Staged: effects.staging_key})
def _notices(staged: Staged) -> list[Notice]:
    return notices(staged)


def _headings(staged: Staged) -> None:
    """Which headings were read and which not, and why; the first rows as they will be stored."""
    headings = staged.sheet.headings
    mapped = [_path(heading.text) for heading in headings if heading.column]
    st.markdown(f"Đọc: {words.escape_markdown('; '.join(mapped))}.")
    for why, reason in _REASONS.items():
        texts = [_path(h.text) for h in headings if not h.column and h.unread_reason == why]
        if texts:
            st.markdown(f"{reason.capitalize()}: {words.escape_markdown('; '.join(texts))}.")
    days = st.column_config.DateColumn(format="DD/MM/YYYY")
    st.dataframe(
        _first_rows(staged),
        hide_index=True,
        column_config={_COLUMNS[name]: days for name in ("received_on", "due_on", "finished_on")},
        alt="Những dòng đầu của tệp, không có dữ liệu cá nhân",
    )


def _first_rows(staged: Staged) -> pd.DataFrame:
    rows: pd.DataFrame = staged.rows.slice(0, _MOST_ROWS).to_pandas()
    if staged.sheet.layout.table == "dossiers":
        table = rows[[name for name in _COLUMNS if name in rows.columns]].replace(words.MEANINGS)
    else:
        table = rows.drop(columns=["commune_code", "row"])
    own_headings = {name: _path(text) for name, text in staged.sheet.heading_of.items()}
    return table.rename(columns={**own_headings, **_COLUMNS})


def _path(heading: str) -> str:
    """Merged headings from the top down."""
    return heading.replace(" > ", " › ")
