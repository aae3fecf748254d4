"""An unknown table: a person says once which heading is which, and its like load by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType

import streamlit as st

from loaders.layouts.custom import DAMAGED, is_title, own_folder, own_layouts
from loaders.layouts.mapping import (
    PERSONAL,
    UNUSED,
    Mapped,
    TableKind,
    columns_of,
    faults,
    needed,
    remove,
    save,
)
from loaders.layouts.suggestions import kind_like, suggestions
from loaders.layouts.unknown_table import UnknownHeading, UnknownTable
from metrics.catalogue.labels import COUNTS
from reports.column_labels import COLUMNS
from ui import session
from ui.display import words
from ui.uploads import uploader
from ui.uploads.uploader import Read

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
        **COUNTS,
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
_ORDER = {name: place for place, name in enumerate((UNUSED, PERSONAL, *COLUMNS, *COUNTS))}
_ABREAST = 3


def ask(one: Read, found: UnknownTable) -> None:
    """The table's headings, each with a box; what is confirmed is kept and the file read again."""
    first = uploader.first_alike(one, found)
    if first.sha256 != one.sha256:
        st.markdown(f"Cùng mẫu với tệp {words.plain(first.name)}: chỉ ra các cột ở tệp đó.")
        return
    st.markdown(
        "**Hoặc chỉ ra từng cột một lần**, rồi các tệp cùng mẫu sẽ tự nạp được. Ô chọn sẵn là gợi "
        "ý theo tiêu đề và nội dung cột: hãy xem lại. Cột không chọn và dữ liệu cá nhân không được "
        "đọc."
    )
    kinds = list(_KINDS)
    kind: TableKind = st.radio(
        "Loại bảng",
        kinds,
        index=kinds.index(kind_like(found)),
        format_func=lambda name: _KINDS[name],
        key=f"kind-{one.sha256}",
    )
    _tell_needed(kind)
    with st.form(f"mapping-{one.sha256}-{kind}"):
        title = st.text_input(
            "Tên mẫu", _title(one.name), max_chars=80, key=f"title-{one.sha256}-{kind}"
        )
        given = Mapped(title, kind, _choices(one.sha256, kind, found))
        if st.form_submit_button("Lưu mẫu và đọc lại tệp", type="primary"):
            _keep(given)


def _tell_needed(kind: TableKind) -> None:
    names = [f"**{_WORDS[column]}**" for column in needed(kind)]
    if kind != "dossiers":
        names.append("**ít nhất một cột số đếm**")
    st.caption(f"Phải chỉ ra: {', '.join(names)}.")


def _title(file_name: str) -> str:
    """The file's name without its end, as far as a layout may be called so."""
    stem = PurePath(file_name).stem.replace("_", " ")
    return stem[:80] if is_title(stem[:80]) else "Mẫu riêng"


def _choices(sha256: str, kind: TableKind, found: UnknownTable) -> dict[str, str]:
    """Heading → what it is said to be; personal ones are told and not asked about."""
    suggested = suggestions(found, kind, _WORDS)
    asked = [heading for heading in found.headings if not heading.personal]
    choices: dict[str, str] = {}
    for row in (asked[start : start + _ABREAST] for start in range(0, len(asked), _ABREAST)):
        for column, heading in zip(st.columns(_ABREAST)[: len(row)], row, strict=True):
            with column:
                choices[heading.text] = _box(sha256, kind, heading, suggested)
    personal = [heading.text for heading in found.headings if heading.personal]
    if personal:
        st.caption(f"Dữ liệu cá nhân, không đọc: {words.plain('; '.join(map(_path, personal)))}")
    return choices | dict.fromkeys(personal, PERSONAL)


def _box(
    sha256: str, kind: TableKind, heading: UnknownHeading, suggested: Mapping[str, str]
) -> str:
    known = [name for name in columns_of(kind) if name in _WORDS]
    options = sorted((UNUSED, PERSONAL, *known), key=lambda name: _ORDER[name])
    likely = suggested.get(heading.text, UNUSED)
    chosen: str = st.selectbox(
        words.plain(_path(heading.text)) + _HOLDS.get(heading.kind, ""),
        options,
        index=options.index(likely if likely in options else UNUSED),
        format_func=lambda name: _WORDS[name],
        key=f"heading-{sha256}-{kind}-{heading.text}",
    )
    return chosen


def _keep(given: Mapped) -> None:
    """Say what is wrong with a mapping; a sound one becomes a layout of the record's own."""
    wrong = faults(given, _WORDS)
    for sentence in wrong:
        st.error(words.plain(sentence))
    if wrong:
        return
    try:
        save(own_folder(session.folder()), given)
    except OSError:
        st.error("Không lưu được mẫu: hãy kiểm tra ổ đĩa và quyền ghi vào kho số liệu.")
        return
    with st.spinner("Đang đọc lại…"):
        uploader.read_unknown_again()
    st.rerun()


def _path(heading: str) -> str:
    return heading.replace(" > ", " › ")


def show_own() -> None:
    """The record's own layouts, each to be put aside; damaged ones are told."""
    folder = own_folder(session.folder())
    own = own_layouts(folder)
    if not own.sound and not own.damaged:
        return
    st.subheader("Mẫu bảng riêng", anchor=False)
    for layout in own.sound:
        count = words.number(len(set(layout.headings.values())))
        _removable(layout.name, f"**{words.plain(layout.title)}** · đọc {count} cột")
    for file_name in own.damaged:
        _removable(file_name.removesuffix(".toml"), words.plain(DAMAGED.format(file_name)))


def _removable(name: str, told: str) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(told)
        help_words = "Số liệu đã nạp theo mẫu này vẫn còn"
        if st.button("Xóa mẫu", key=f"remove-{name}", help=help_words):
            try:
                remove(own_folder(session.folder()), name)
            except OSError:
                st.error("Không xóa được mẫu này: hãy kiểm tra quyền ghi vào kho số liệu.")
                return
            st.rerun()
