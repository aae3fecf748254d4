"""A staged file as the page shows it before anything is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pandas as pd
import streamlit as st

from data.record.problem import Problem
from loaders.layouts.custom import has_personal_part
from loaders.notes.notice import Notice
from loaders.recognition.sheet import Sheet
from loaders.staging import Staged
from reports.problems_workbook import staged_problems_workbook
from ui import session
from ui.display import problem_table, words
from ui.uploads import effects
from ui.uploads.column_words import heading_label

_MOST_ROWS = 8
_LONGEST_HEADING = 60
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


def show_staged_file(staged: Staged, notices: Sequence[Notice]) -> None:
    """Draw a staged file: what it is, its notices, effects, problems, first rows."""
    st.markdown(_staged_summary(staged))
    for notice in notices:
        (st.warning if notice.is_serious else st.info)(words.escape_markdown(notice.sentence))
    if sentence := unknown_columns_sentence(staged.sheet):
        st.info(words.escape_markdown(sentence))
    effects.show_replaced_upload(staged)
    effects.show_effects(staged)
    show_problems(staged.problems)
    _offer_problem_rows(staged)
    with st.expander("Chỉ số tính từ tệp này"):
        effects.show_own_figures(staged)
    with st.expander("Tiêu đề cột và những dòng đầu"):
        _show_headings(staged)


def unknown_columns_sentence(sheet: Sheet) -> str:
    """A list's columns that no layout knows: "1 cột chưa biết: “Màu bìa”."; "" without any.

    On the page alone: what a command prints may be kept, and a heading may be a person's name.
    """
    texts = dict.fromkeys(h.text for h in sheet.headings if h.unread_reason == "unknown")
    headings = [heading_label(text) for text in texts if not has_personal_part(text)]
    if not headings or sheet.layout.table != "dossiers":
        return ""
    names = ", ".join(f"“{text[:_LONGEST_HEADING]}”" for text in headings[:_MOST_ROWS])
    more = ", …" if len(headings) > _MOST_ROWS else ""
    return f"{words.number(len(headings))} cột chưa biết nên không đọc: {names}{more}."


def _staged_summary(staged: Staged) -> str:
    """A staged file as Markdown: layout, communes, period, numbers of rows read and set aside."""
    commune_words = "; ".join(
        f"{words.full_commune_name(code)}: "
        f"{f'{words.number(count)} dòng' if count else 'mọi dòng chờ chọn nghĩa của từ'}"
        for code, count in sorted(staged.communes.items())
    )
    source = "ghi trong tệp" if staged.period_stated else "do người nạp chọn"
    aside_count = words.number(len(staged.set_aside))
    aside_words = (
        f"để lại xem xét **{aside_count}** dòng" if staged.set_aside else "không dòng nào có lỗi"
    )
    return (
        f"{words.escape_markdown(staged.sheet.layout.title)} · {commune_words}  \n"
        f"Kỳ {words.span(staged.first, staged.last)} ({source}) · đọc "
        f"{words.number(staged.rows_read)} dòng, "
        f"{aside_words}."
    )


def show_problems(problems: Sequence[Problem]) -> None:
    """Draw the problems as a table in an open box; nothing where there are none."""
    if not problems:
        return
    with st.expander(f"{words.number(len(problems))} lỗi cần xử lý", expanded=True):
        lines = [(p.row, p.heading, p.value, p.message) for p in problems]
        problem_table.show_problems(lines, "Các lỗi của tệp")


def _offer_problem_rows(staged: Staged) -> None:
    """Draw a download of the rows with problems as a workbook; nothing where there are none."""
    if staged.problems:
        st.download_button(
            "Tải các dòng có lỗi (.xlsx)",
            lambda: staged_problems_workbook(staged),
            file_name="dong-co-loi.xlsx",
            mime=session.XLSX,
            on_click="ignore",
            key=f"problems-{staged.sha256}",
        )


def _show_headings(staged: Staged) -> None:
    """Draw which headings are read, which not and why, and the first rows as they are stored."""
    headings = staged.sheet.headings
    mapped_paths = [heading_label(heading.text) for heading in headings if heading.column]
    st.markdown(f"Đọc: {words.escape_markdown('; '.join(mapped_paths))}.")
    for reason_key, reason in _REASONS.items():
        texts = [
            heading_label(h.text)
            for h in headings
            if not h.column and h.unread_reason == reason_key
        ]
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
    """The staged file's first rows, under headings in words instead of column names."""
    rows: pd.DataFrame = staged.rows.slice(0, _MOST_ROWS).to_pandas()
    if staged.sheet.layout.table == "dossiers":
        table = rows[[name for name in _COLUMNS if name in rows.columns]].replace(words.MEANINGS)
    else:
        table = rows.drop(columns=["commune_code", "row"])
    own_headings = {name: heading_label(text) for name, text in staged.sheet.heading_of.items()}
    return table.rename(columns={**own_headings, **_COLUMNS})
