"""The files in the uploader: each read once, zips taken apart, locked ones opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

import streamlit as st

from files.archives import files_in
from files.passwords import unlock
from files.refusal import Refused
from loaders.layouts.unknown_table import LayoutNeeded, UnknownTable
from loaders.load import recognise, sha256_of
from loaders.recognition.sheet import Sheet
from ui import session
from ui.display import words
from ui.display.uploader_words import uploader_words


@dataclass(frozen=True)
class Read:
    """A file's bytes as read: its sheet, or why there is none; what would help ("password").

    `sha256` is that of the bytes as they were handed in, `content` is without a password.
    """

    name: str
    sha256: str
    content: bytes
    sheet: Sheet | None
    refused: str | None
    asks: str | None = None
    unknown_table: UnknownTable | None = None


def read(name: str, content: bytes, only: str | None = None) -> Read:
    """Read in the child process, all of it or one sheet; a refusal is a result too."""
    try:
        file = recognise(name, content, session.folder(), only=only)
        return Read(name, file.sha256, content, file.sheet, None)
    except Refused as refused:
        table = refused.table if isinstance(refused, LayoutNeeded) else None
        sentence, asks = refused.sentence, refused.asks
        return Read(name, sha256_of(content), content, None, sentence, asks, table)


def chosen_files() -> list[Read]:
    """The files in the uploader, those inside a zip one by one; the same file twice is one."""
    turn = st.session_state.setdefault("uploader_turn", 0)
    uploader_words(200)
    uploaded = st.file_uploader(
        "Tệp số liệu", accept_multiple_files=True, key=f"uploader-{turn}", max_upload_size=200
    )
    held: dict[str, list[Read]] = st.session_state.setdefault("read_files", {})
    new = [file for file in uploaded if file.file_id not in held]
    if new:
        bar = st.progress(0.0)
        for done, file in enumerate(new):
            bar.progress(done / len(new), f"Đang đọc {words.plain(file.name)}…")
            held[file.file_id] = list(_read_all(file.name, file.getvalue()))
        bar.empty()
    ids = [file.file_id for file in uploaded]
    for gone in set(held) - set(ids):
        del held[gone]
    return list({one.sha256: one for file_id in ids for one in held[file_id]}.values())


def ask_password(one: Read) -> None:
    """Open a locked workbook with the password that its owner types; it is kept nowhere."""
    if one.asks != "password":
        return
    password = st.text_input("Mật khẩu của tệp", type="password", key=f"password-{one.sha256}")
    if not password:
        return
    try:
        opened = read(one.name, unlock(one.content, password))
    except Refused as refused:
        st.error(words.plain(refused.sentence))
        return
    for reads in st.session_state["read_files"].values():
        reads[:] = [
            replace(opened, sha256=one.sha256) if held.sha256 == one.sha256 else held
            for held in reads
        ]
    st.rerun()


def read_unknown_again() -> None:
    """A layout was added: it may be that of more than one file."""
    st.session_state["other_sheets"] = {}
    for reads in st.session_state["read_files"].values():
        reads[:] = [
            replace(read(held.name, held.content), sha256=held.sha256)
            if held.asks == "layout"
            else held
            for held in reads
        ]


def first_alike(one: Read, found: UnknownTable) -> Read:
    """The first of the files that are handed in whose unknown table has the same headings."""
    wanted = [heading.text for heading in found.headings]
    for held in (held for reads in st.session_state["read_files"].values() for held in reads):
        if (
            held.unknown_table
            and [heading.text for heading in held.unknown_table.headings] == wanted
        ):
            return cast(Read, held)
    return one


def other_sheet(one: Read, name: str) -> Read:
    """The same file, of which only this sheet is read; once a session."""
    held: dict[tuple[str, str], Read] = st.session_state.setdefault("other_sheets", {})
    if (one.sha256, name) not in held:
        with st.spinner("Đang đọc…"):
            again = read(one.name, one.content, name)
        held[one.sha256, name] = replace(again, sha256=one.sha256)
    return held[one.sha256, name]


def forget_files() -> None:
    """Empty the uploader."""
    st.session_state["uploader_turn"] += 1
    for name in ("read_files", "other_sheets", "stagings"):
        st.session_state[name] = {}


def _read_all(name: str, content: bytes) -> Iterator[Read]:
    try:
        files = files_in(content, name)
    except Refused as refused:
        yield Read(name, sha256_of(content), content, None, refused.sentence)
        return
    for inner, inner_content in files:
        yield read(inner, inner_content)
