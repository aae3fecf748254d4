"""A form for an unknown table: once its headings are mapped, files like it load automatically."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType

import streamlit as st

from loaders.layouts.custom import custom_layout_folder, custom_layouts, is_layout_title
from loaders.layouts.mapping import (
    PERSONAL,
    UNUSED,
    HeadingMapping,
    TableKind,
    mapping_faults,
    needed_columns,
    possible_columns,
    remove_layout,
    save_layout,
)
from loaders.layouts.suggestions import likeliest_kind, suggested_choices
from loaders.layouts.unknown_table import UnknownHeading, UnknownTable
from ui import session
from ui.display import words
from ui.uploads import handing_in
from ui.uploads.batch.files import HandedFile
from ui.uploads.column_words import COLUMN_PLACES, COLUMN_WORDS, heading_label

_KINDS: Mapping[TableKind, str] = MappingProxyType(
    {
        "dossiers": "Danh sách hồ sơ (mỗi dòng một hồ sơ)",
        "by_unit": "Biểu theo đơn vị (mỗi dòng một xã, phường)",
        "by_field": "Biểu theo lĩnh vực (mỗi dòng một lĩnh vực)",
    }
)
_CONTENT_NOTES = MappingProxyType(
    {"days": " (ngày)", "numbers": " (số)", "codes": " (mã)", "blank": " (cột trống)"}
)
_BOXES_ABREAST = 3
_MOST_NAMED = 5  # files


def ask_for_layouts(files: Sequence[HandedFile]) -> None:
    """Draw a form for the columns of each unknown table, one for files with the same headings."""
    files_by_headings: dict[tuple[str, ...], list[HandedFile]] = {}
    for file in files:
        if file.read and file.read.unknown_table:
            headings = tuple(heading.text for heading in file.read.unknown_table.headings)
            files_by_headings.setdefault(headings, []).append(file)
    for alike_files in files_by_headings.values():
        first_file, *other_files = alike_files
        if first_file.read and first_file.read.unknown_table:
            title = f"{words.number(len(alike_files))} tệp theo mẫu chưa biết: chỉ ra các cột"
            with st.expander(title, expanded=len(files) == 1):
                _ask_for_mapping(first_file, first_file.read.unknown_table, other_files)


def _ask_for_mapping(
    file: HandedFile, table: UnknownTable, other_files: Sequence[HandedFile]
) -> None:
    """Draw a form: which column each heading is; saving it reads all files like it again."""
    st.markdown(f"**{words.escape_markdown(file.member.name)}**")
    st.error(words.escape_markdown(file.read.refusal if file.read else ""))
    if other_files:
        names = words.escape_markdown(", ".join(f.member.name for f in other_files[:_MOST_NAMED]))
        more = len(other_files) - _MOST_NAMED
        rest = f" và {words.number(more)} tệp khác" if more > 0 else ""
        st.markdown(f"Cùng mẫu với tệp này: {names}{rest}.")
    st.markdown(
        "**Hoặc chỉ ra từng cột một lần**; các tệp cùng mẫu về sau được nhận ra tự động. Ô chọn "
        "sẵn là gợi ý theo tiêu đề và nội dung cột: hãy xem lại. Cột không chọn và dữ liệu cá nhân "
        "không được đọc."
    )
    kinds = list(_KINDS)
    kind: TableKind = st.radio(
        "Loại bảng",
        kinds,
        index=kinds.index(likeliest_kind(table)),
        format_func=lambda name: _KINDS[name],
        key=f"kind-{file.sha256}",
    )
    _show_needed_columns(kind)
    with st.form(f"mapping-{file.sha256}-{kind}"):
        title = st.text_input(
            "Tên mẫu",
            _proposed_title(file.member.name),
            max_chars=80,
            key=f"title-{file.sha256}-{kind}",
        )
        mapping = HeadingMapping(title, kind, _choose_columns(file.sha256, kind, table))
        if st.form_submit_button("Lưu mẫu và đọc lại tệp", type="primary"):
            _save_mapping(mapping)


def _show_needed_columns(kind: TableKind) -> None:
    """Draw which columns a table of this kind must have."""
    names = [f"**{COLUMN_WORDS[column]}**" for column in needed_columns(kind)]
    if kind != "dossiers":
        names.append("**ít nhất một cột số đếm**")
    st.caption(f"Phải chỉ ra: {', '.join(names)}.")


def _proposed_title(file_name: str) -> str:
    """A title for the layout, taken from the file's name; "Mẫu riêng" where it cannot be one."""
    stem = PurePath(file_name).stem.replace("_", " ")
    return stem[:80] if is_layout_title(stem[:80]) else "Mẫu riêng"


def _choose_columns(sha256: str, kind: TableKind, table: UnknownTable) -> dict[str, str]:
    """Draw a box for each heading; heading's text → the chosen column, PERSONAL or UNUSED.

    Personal headings are named and not asked about.
    """
    suggested_columns = suggested_choices(table, kind, COLUMN_WORDS)
    headings = [heading for heading in table.headings if not heading.personal]
    choices: dict[str, str] = {}
    for start in range(0, len(headings), _BOXES_ABREAST):
        row = headings[start : start + _BOXES_ABREAST]
        for column, heading in zip(st.columns(_BOXES_ABREAST)[: len(row)], row, strict=True):
            with column:
                choices[heading.text] = _choose_column(sha256, kind, heading, suggested_columns)
    personal_headings = [heading.text for heading in table.headings if heading.personal]
    if personal_headings:
        paths = "; ".join(map(heading_label, personal_headings))
        st.caption(f"Dữ liệu cá nhân, không đọc: {words.escape_markdown(paths)}")
    return choices | dict.fromkeys(personal_headings, PERSONAL)


def _choose_column(
    sha256: str, kind: TableKind, heading: UnknownHeading, suggested_columns: Mapping[str, str]
) -> str:
    """Draw the box of one heading, and give the chosen column, PERSONAL or UNUSED."""
    columns = [name for name in possible_columns(kind) if name in COLUMN_WORDS]
    options = sorted((UNUSED, PERSONAL, *columns), key=lambda name: COLUMN_PLACES[name])
    likely_column = suggested_columns.get(heading.text, UNUSED)
    chosen_column: str = st.selectbox(
        words.escape_markdown(heading_label(heading.text)) + _CONTENT_NOTES.get(heading.kind, ""),
        options,
        index=options.index(likely_column if likely_column in options else UNUSED),
        format_func=lambda name: COLUMN_WORDS[name],
        key=f"heading-{sha256}-{kind}-{heading.text}",
    )
    return chosen_column


def _save_mapping(mapping: HeadingMapping) -> None:
    """Store a sound mapping as a custom layout, reread its files, rerun; else draw its faults."""
    fault_sentences = mapping_faults(mapping, COLUMN_WORDS)
    for sentence in fault_sentences:
        st.error(words.escape_markdown(sentence))
    if fault_sentences:
        return
    try:
        save_layout(custom_layout_folder(session.folder()), mapping)
    except OSError:
        st.error("Không lưu được mẫu: hãy kiểm tra ổ đĩa và quyền ghi vào kho số liệu.")
        return
    handing_in.read_unknown_files_again()
    st.rerun()


def show_custom_layouts() -> None:
    """Draw the record's custom layouts, damaged too, with buttons to remove; or nothing."""
    layouts = custom_layouts(custom_layout_folder(session.folder()))
    if not layouts.sound and not layouts.damaged:
        return
    st.header("Mẫu bảng riêng", anchor=False)
    for layout in layouts.sound:
        count = words.number(len(set(layout.headings.values())))
        _show_removable_layout(
            layout.name, f"**{words.escape_markdown(layout.title)}** · đọc {count} cột"
        )
    for file_name, sentence in layouts.damaged.items():
        _show_removable_layout(file_name.removesuffix(".toml"), words.escape_markdown(sentence))


def _show_removable_layout(name: str, description: str) -> None:
    """Draw a layout's description and a button that removes it and runs the page again."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(description)
        help_words = "Số liệu đã nạp theo mẫu này vẫn còn"
        if st.button("Xóa mẫu", key=f"remove-{name}", help=help_words):
            try:
                remove_layout(custom_layout_folder(session.folder()), name)
            except OSError:
                st.error("Không xóa được mẫu này: hãy kiểm tra quyền ghi vào kho số liệu.")
                return
            st.rerun()
