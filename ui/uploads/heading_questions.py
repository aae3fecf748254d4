"""A column that a known layout lacks: a person says once which heading is it, for all its files."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.columns import SELDOM_GIVEN
from data.record.ledger import Upload
from data.record.mapped_headings import (
    MappedHeading,
    map_heading,
    mapped_headings,
    unmap_heading,
)
from data.text import fold
from loaders.layouts.custom import has_personal_part
from loaders.layouts.mapped_headings import mappable_columns
from loaders.notes.column_notes import NEEDED_FOR
from loaders.recognition.sheet import Sheet
from ui import session, storing
from ui.display import source_names, words
from ui.uploads import handing_in
from ui.uploads.column_words import COLUMN_PLACES, COLUMN_WORDS, heading_label

_TAKEN_BACK = "taken_back_heading"


def ask_for_missing_columns(sha256: str, sheet: Sheet) -> None:
    """Draw a form to name an unknown heading as a missing column, for its layout; or nothing.

    What is answered is written for the layout, and its files are read again.
    """
    headings, columns = _unknown_headings(sheet), _missing_columns(sheet)
    if not headings or not columns:
        return
    count = words.number(len(headings))
    with (
        st.expander(f"{count} cột chưa biết: chỉ ra, nếu trong đó có cột đang thiếu"),
        st.form(f"headings-{sha256}", border=False),
    ):
        heading = st.selectbox(
            "Cột của tệp",
            headings,
            index=None,
            placeholder="Chọn tiêu đề trong tệp",
            format_func=heading_label,
            key=f"heading-{sha256}",
        )
        column = st.selectbox(
            "là",
            columns,
            index=None,
            placeholder="Chọn cột đang thiếu",
            format_func=COLUMN_WORDS.__getitem__,
            key=f"column-{sha256}",
        )
        if st.form_submit_button("Nhớ cho các tệp cùng mẫu"):
            if heading and column:
                _remember_heading(sheet.layout.name, heading, column)
            else:
                st.error("Hãy chọn cả cột của tệp và cột đang thiếu.")


def _unknown_headings(sheet: Sheet) -> list[str]:
    """The sheet's headings that no layout knows, each once, without those that may be personal."""
    texts = (h.text for h in sheet.headings if h.unread_reason == "unknown")
    return [text for text in dict.fromkeys(texts) if not has_personal_part(text)]


def _missing_columns(sheet: Sheet) -> Sequence[str]:
    """The columns that no heading of the sheet is; () for a list with all usual columns."""
    present_columns = {heading.meant_column for heading in sheet.headings}
    columns = [c for c in mappable_columns(sheet.layout) if c not in present_columns]
    if sheet.layout.table == "dossiers" and (NEEDED_FOR.keys() - SELDOM_GIVEN).isdisjoint(columns):
        return ()
    return sorted(filter(COLUMN_WORDS.__contains__, columns), key=COLUMN_PLACES.__getitem__)


def _remember_heading(layout: str, heading: str, column: str) -> None:
    """Store which column a heading is, reread and rerun; only warn if others said otherwise.

    Where somebody else said otherwise meanwhile, say that and write nothing.
    """
    for mapped in mapped_headings(session.folder()):
        is_same_heading = mapped.layout == layout and fold(mapped.heading) == fold(heading)
        if is_same_heading and mapped.column != column:
            st.warning(
                words.escape_markdown(
                    f"Đã có người chọn: {_mapped_clause(mapped)} ({mapped.by} chọn). Nếu không "
                    "đúng, hãy bỏ chọn ở mục Cột đã chỉ ra rồi chọn lại."
                )
            )
            return
    if storing.write_or_explain(
        map_heading, session.folder(), layout, heading, column, session.USER
    ):
        _read_again(layout)


def _read_again(layout: str) -> None:
    """Have the session's files of this layout read again, and run the page again."""
    handing_in.read_layout_again(layout)
    st.rerun()


def show_mapped_headings() -> None:
    """Draw each mapped heading, who mapped it, and a button to undo that; nothing without any."""
    if sentence := st.session_state.pop(_TAKEN_BACK, ""):
        st.warning(sentence)
    headings = mapped_headings(session.folder())
    if not headings:
        return
    st.header("Cột đã chỉ ra", anchor=False)
    for mapped in headings:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            title = source_names.layout_title(mapped.layout)
            clause = f"{_mapped_clause(mapped)} ({title}; {mapped.by} chọn)"
            st.markdown(words.escape_markdown(clause))
            is_pressed = st.button("Bỏ chọn", key=f"unmap-{mapped.layout}-{mapped.heading}")
            if is_pressed and storing.write_or_explain(
                unmap_heading, session.folder(), mapped, session.USER
            ):
                st.session_state[_TAKEN_BACK] = _taken_back_sentence(mapped)
                _read_again(mapped.layout)


def _mapped_clause(mapped: MappedHeading) -> str:
    """A mapped heading and its column: "“Hạn TKQ” là Ngày hẹn trả"."""
    column = COLUMN_WORDS.get(mapped.column, mapped.column)
    return f"“{heading_label(mapped.heading)}” là {column}"


def _taken_back_sentence(mapped: MappedHeading) -> str:
    """A sentence on how many uploads read by an undone mapping still count; "" for none."""
    count = sum(_may_be_read_by(upload, mapped) for upload in session.uploads().values())
    if not count:
        return ""
    clause = words.escape_markdown(_mapped_clause(mapped))
    return (
        f"Đã bỏ chọn cột {clause}. {words.number(count)} lần nạp từ khi chọn vẫn tính như đã đọc: "
        "nếu cột bị chọn nhầm, hãy rút các lần nạp đó rồi nạp lại."
    )


def _may_be_read_by(upload: Upload, mapped: MappedHeading) -> bool:
    """Whether an upload in force has the mapping's layout and column, and was stored later."""
    return (
        not upload.withdrawn
        and upload.layout == mapped.layout
        and upload.stored_at >= mapped.mapped_at
        and mapped.column in upload.columns
    )
