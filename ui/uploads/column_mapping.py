"""A form for an unknown table: once its headings are mapped, files like it load automatically."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType

import streamlit as st

from loaders.layouts.custom import custom_layout_folder, custom_layouts, is_title
from loaders.layouts.mapping import (
    PERSONAL,
    UNUSED,
    HeadingMapping,
    TableKind,
    columns_of,
    faults,
    needed_columns,
    remove,
    save,
)
from loaders.layouts.suggestions import kind_like, suggestions
from loaders.layouts.unknown_table import UnknownHeading, UnknownTable
from metrics.catalogue.labels import COUNT_LABELS
from reports.column_labels import COLUMNS
from ui import session
from ui.display import words
from ui.uploads import uploader
from ui.uploads.uploader import ChosenFile

_KINDS: Mapping[TableKind, str] = MappingProxyType(
    {
        "dossiers": "Danh sách hồ sơ (mỗi dòng một hồ sơ)",
        "by_unit": "Biểu theo đơn vị (mỗi dòng một xã, phường)",
        "by_field": "Biểu theo lĩnh vực (mỗi dòng một lĩnh vực)",
    }
)
_HOLDS = MappingProxyType(
    {"days": " (ngày)", "numbers": " (số)", "codes": " (mã)", "blank": " (cột trống)"}
)
# The columns as a person who looks at headings calls them; a bare "Tiếp nhận" would be unclear.
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **COUNT_LABELS,
        **COLUMNS,
        "procedure": "Tên thủ tục",
        "unit": "Đơn vị (xã, phường)",
        "received_on": "Ngày tiếp nhận",
        "due_on": "Ngày hẹn trả",
        "finished_on": "Ngày kết thúc, trả kết quả",
        "payment": "Hình thức thanh toán",
        "resolved_early": "Đã giải quyết trước hạn",
        "resolved_on_time": "Đã giải quyết đúng hạn",
        "resolved_late": "Đã giải quyết quá hạn",
        "resolved_early_or_on_time": "Đã giải quyết trước và đúng hạn",
        "resolved_on_time_or_left": "Đã giải quyết đúng hạn, gồm cả rút, dừng",
        "left": "Hồ sơ rút, dừng",
        PERSONAL: "Dữ liệu cá nhân, không đọc",
        UNUSED: "Không dùng",
    }
)
_ORDER = {name: place for place, name in enumerate((UNUSED, PERSONAL, *COLUMNS, *COUNT_LABELS))}
_ABREAST = 3


def ask(file: ChosenFile, table: UnknownTable) -> None:
    """The table's headings, each with a box; a confirmed mapping is kept and the file read again.

    Of several files with the same headings only the first is asked about.
    """
    first = uploader.first_of_same_headings(file, table)
    if first.sha256 != file.sha256:
        st.markdown(
            f"Cùng mẫu với tệp {words.escape_markdown(first.name)}: chỉ ra các cột ở tệp đó."
        )
        return
    st.markdown(
        "**Hoặc chỉ ra từng cột một lần**; các tệp cùng mẫu về sau được nhận ra tự động. Ô chọn "
        "sẵn là gợi ý theo tiêu đề và nội dung cột: hãy xem lại. Cột không chọn và dữ liệu cá nhân "
        "không được đọc."
    )
    kinds = list(_KINDS)
    kind: TableKind = st.radio(
        "Loại bảng",
        kinds,
        index=kinds.index(kind_like(table)),
        format_func=lambda name: _KINDS[name],
        key=f"kind-{file.sha256}",
    )
    _show_needed(kind)
    with st.form(f"mapping-{file.sha256}-{kind}"):
        title = st.text_input(
            "Tên mẫu", _title(file.name), max_chars=80, key=f"title-{file.sha256}-{kind}"
        )
        mapping = HeadingMapping(title, kind, _choices(file.sha256, kind, table))
        if st.form_submit_button("Lưu mẫu và đọc lại tệp", type="primary"):
            _save(mapping)


def _show_needed(kind: TableKind) -> None:
    """The columns without which a table of this kind is no use."""
    names = [f"**{_WORDS[column]}**" for column in needed_columns(kind)]
    if kind != "dossiers":
        names.append("**ít nhất một cột số đếm**")
    st.caption(f"Phải chỉ ra: {', '.join(names)}.")


def _title(file_name: str) -> str:
    """The file's name without its end, as far as a layout may be called so."""
    stem = PurePath(file_name).stem.replace("_", " ")
    return stem[:80] if is_title(stem[:80]) else "Mẫu riêng"


def _choices(sha256: str, kind: TableKind, table: UnknownTable) -> dict[str, str]:
    """Heading → the chosen column; personal headings are named and not asked about."""
    suggested = suggestions(table, kind, _WORDS)
    headings = [heading for heading in table.headings if not heading.personal]
    choices: dict[str, str] = {}
    for start in range(0, len(headings), _ABREAST):
        row = headings[start : start + _ABREAST]
        for column, heading in zip(st.columns(_ABREAST)[: len(row)], row, strict=True):
            with column:
                choices[heading.text] = _box(sha256, kind, heading, suggested)
    personal = [heading.text for heading in table.headings if heading.personal]
    if personal:
        st.caption(
            f"Dữ liệu cá nhân, không đọc: {words.escape_markdown('; '.join(map(_path, personal)))}"
        )
    return choices | dict.fromkeys(personal, PERSONAL)


def _box(
    sha256: str, kind: TableKind, heading: UnknownHeading, suggested: Mapping[str, str]
) -> str:
    columns = [name for name in columns_of(kind) if name in _WORDS]
    options = sorted((UNUSED, PERSONAL, *columns), key=lambda name: _ORDER[name])
    likely = suggested.get(heading.text, UNUSED)
    chosen: str = st.selectbox(
        words.escape_markdown(_path(heading.text)) + _HOLDS.get(heading.kind, ""),
        options,
        index=options.index(likely if likely in options else UNUSED),
        format_func=lambda name: _WORDS[name],
        key=f"heading-{sha256}-{kind}-{heading.text}",
    )
    return chosen


def _save(mapping: HeadingMapping) -> None:
    """Say what is wrong with a mapping; a sound one becomes a layout of the record's own."""
    fault_sentences = faults(mapping, _WORDS)
    for sentence in fault_sentences:
        st.error(words.escape_markdown(sentence))
    if fault_sentences:
        return
    try:
        save(custom_layout_folder(session.folder()), mapping)
    except OSError:
        st.error("Không lưu được mẫu: hãy kiểm tra ổ đĩa và quyền ghi vào kho số liệu.")
        return
    with st.spinner("Đang đọc lại…"):
        uploader.read_unknown_again()
    st.rerun()


def _path(heading: str) -> str:
    return heading.replace(" > ", " › ")


def show_own() -> None:
    """The record's custom layouts, damaged ones too, each with a button that removes it."""
    layouts = custom_layouts(custom_layout_folder(session.folder()))
    if not layouts.sound and not layouts.damaged:
        return
    st.subheader("Mẫu bảng riêng", anchor=False)
    for layout in layouts.sound:
        count = words.number(len(set(layout.headings.values())))
        _removable(layout.name, f"**{words.escape_markdown(layout.title)}** · đọc {count} cột")
    for file_name, sentence in layouts.damaged.items():
        _removable(file_name.removesuffix(".toml"), words.escape_markdown(sentence))


def _removable(name: str, description: str) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(description)
        help_words = "Số liệu đã nạp theo mẫu này vẫn còn"
        if st.button("Xóa mẫu", key=f"remove-{name}", help=help_words):
            try:
                remove(custom_layout_folder(session.folder()), name)
            except OSError:
                st.error("Không xóa được mẫu này: hãy kiểm tra quyền ghi vào kho số liệu.")
                return
            st.rerun()
