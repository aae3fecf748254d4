"""The files in the uploader: each read once, zips taken apart, locked ones opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import streamlit as st

from files.archives import open_package
from files.passwords import unlock
from files.refusal import Refused
from loaders.layouts.unknown_table import LayoutNeeded, UnknownTable
from loaders.load import recognise_file, sha256_of
from loaders.recognition.sheet import Sheet
from ui import session
from ui.display import words
from ui.display.uploader_words import translate_uploaders

_MOST_MEGABYTES = 200


@dataclass(frozen=True)
class ChosenFile:
    """A file in the uploader: its sheet, or the sentence that says why there is none.

    `asks` is what would open it ("password", "layout"), if anything does; `unknown_table` what a
    layout is asked for. `sha256` is that of the bytes as handed in, `content` is without a
    password.
    """

    name: str
    sha256: str
    content: bytes
    sheet: Sheet | None
    refusal: str | None
    asks: str | None = None
    unknown_table: UnknownTable | None = None


def read_file(name: str, content: bytes, only_sheet: str | None = None) -> ChosenFile:
    """A file, or one sheet of it, as the child process reads it; a refusal is in the result."""
    try:
        file = recognise_file(name, content, session.folder(), sheet_name=only_sheet)
        return ChosenFile(name, file.sha256, content, file.sheet, None)
    except Refused as refused:
        table = refused.table if isinstance(refused, LayoutNeeded) else None
        sha256, asks = sha256_of(content), refused.asks
        return ChosenFile(name, sha256, content, None, refused.sentence, asks, table)


def choose_files() -> list[ChosenFile]:
    """Draw the uploader, read what is new in it, and give all its files, each once.

    Of a zip the files inside it are given.
    """
    turn = st.session_state.setdefault("uploader_turn", 0)
    translate_uploaders(_MOST_MEGABYTES)
    uploads = st.file_uploader(
        "Tệp số liệu",
        accept_multiple_files=True,
        key=f"uploader-{turn}",
        max_upload_size=_MOST_MEGABYTES,
    )
    files_by_upload = _files_by_upload()
    unread_uploads = [upload for upload in uploads if upload.file_id not in files_by_upload]
    if unread_uploads:
        bar = st.progress(0.0)
        for count, upload in enumerate(unread_uploads):
            bar.progress(
                count / len(unread_uploads), f"Đang đọc {words.escape_markdown(upload.name)}…"
            )
            files_by_upload[upload.file_id] = list(_read_members(upload.name, upload.getvalue()))
        bar.empty()
    ids = [upload.file_id for upload in uploads]
    for removed_id in set(files_by_upload) - set(ids):
        del files_by_upload[removed_id]
    return list({file.sha256: file for id_ in ids for file in files_by_upload[id_]}.values())


def ask_password(locked_file: ChosenFile) -> None:
    """Ask for a locked workbook's password, open it and run the page again; else do nothing.

    The password is kept nowhere.
    """
    if locked_file.asks != "password":
        return
    password = st.text_input(
        "Mật khẩu của tệp", type="password", key=f"password-{locked_file.sha256}"
    )
    if not password:
        return
    try:
        unlocked_file = read_file(locked_file.name, unlock(locked_file.content, password))
    except Refused as refused:
        st.error(words.escape_markdown(refused.sentence))
        return
    unlocked_file = replace(unlocked_file, sha256=locked_file.sha256)
    for files in _files_by_upload().values():
        files[:] = [unlocked_file if file.sha256 == locked_file.sha256 else file for file in files]
    st.rerun()


def read_unknown_files_again() -> None:
    """Read again all the uploader's files that needed a layout, after one was added."""
    st.session_state["other_sheets"] = {}
    for files in _files_by_upload().values():
        files[:] = [_read_file_again(file) if file.asks == "layout" else file for file in files]


def read_layout_again(layout: str) -> None:
    """Read again all the uploader's files of a layout, after a heading was mapped or unmapped."""
    st.session_state["other_sheets"] = {}
    for files in _files_by_upload().values():
        files[:] = [
            _read_file_again(file) if file.sheet and file.sheet.layout.name == layout else file
            for file in files
        ]


def first_file_with_headings(file: ChosenFile, table: UnknownTable) -> ChosenFile:
    """The first file in the uploader whose unknown table has these headings, or `file`."""
    headings = _heading_texts(table)
    for files in _files_by_upload().values():
        for candidate in files:
            other_table = candidate.unknown_table
            if other_table and _heading_texts(other_table) == headings:
                return candidate
    return file


def with_sheet(file: ChosenFile, sheet_name: str) -> ChosenFile:
    """The file with only its sheet of this name read, which is done once a session."""
    key = file.sha256, sheet_name
    files_by_sheet: dict[tuple[str, str], ChosenFile] = st.session_state.setdefault(
        "other_sheets", {}
    )
    if key not in files_by_sheet:
        with st.spinner("Đang đọc…"):
            files_by_sheet[key] = _read_file_again(file, sheet_name)
    return files_by_sheet[key]


def forget_files() -> None:
    """Empty the uploader, and forget all that was read from its files."""
    st.session_state["uploader_turn"] += 1
    for name in ("read_files", "other_sheets", "stagings"):
        st.session_state[name] = {}


def _files_by_upload() -> dict[str, list[ChosenFile]]:
    """The session's read files by Streamlit's upload id: one, or of a zip those inside it."""
    files_by_upload: dict[str, list[ChosenFile]] = st.session_state.setdefault("read_files", {})
    return files_by_upload


def _heading_texts(table: UnknownTable) -> list[str]:
    """The texts of the table's headings, in their order."""
    return [heading.text for heading in table.headings]


def _read_file_again(file: ChosenFile, only_sheet: str | None = None) -> ChosenFile:
    """The file, or one sheet of it, read anew; the hash stays that of the bytes as handed in."""
    return replace(read_file(file.name, file.content, only_sheet), sha256=file.sha256)


def _read_members(name: str, content: bytes) -> Iterator[ChosenFile]:
    """The file as read, or each file inside a zip; a zip that is refused as one refused file."""
    try:
        members = open_package(content, name).members
    except Refused as refused:
        yield ChosenFile(name, sha256_of(content), content, None, refused.sentence)
        return
    for member in members:
        try:
            yield read_file(member.name, member.content())
        except Refused as refused:
            yield ChosenFile(member.name, sha256_of(content), b"", None, refused.sentence)
