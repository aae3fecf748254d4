"""The uploader, and the batch of files that this reader handed in: kept from page to page."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from ui import session
from ui.unsaved.kept_work import BATCH
from ui.uploads.batch import batch as batches
from ui.uploads.batch.batch import Batch
from ui.uploads.batch.files import Circumstances

_MOST_MEGABYTES = 200
_TURN = "uploader_turn"


def session_batch() -> Batch:
    """The session's batch of files, empty at first."""
    batch: Batch = st.session_state.setdefault(BATCH, Batch())
    return batch


def put_batch_away() -> None:
    """Put an empty batch into the session; what is being stored is stored all the same."""
    st.session_state[BATCH] = batches.empty_batch(session_batch())


def choose_files(batch: Batch) -> bool:
    """Draw the uploader, move its files into the batch; True if there were any.

    So that no file is held twice, nor lost when another page is opened.
    """
    turn = st.session_state.setdefault(_TURN, 0)
    uploads = st.file_uploader(
        "Tệp số liệu: chọn nhiều tệp, hoặc một tệp nén .zip",
        accept_multiple_files=True,
        key=f"uploader-{turn}",
        max_upload_size=_MOST_MEGABYTES,
    )
    if not uploads:
        return False
    batches.hand_in(batch, [(upload.name, upload.getvalue()) for upload in uploads])
    _release(uploads)
    st.session_state[_TURN] = turn + 1
    return True


def _release(uploads: Sequence[UploadedFile]) -> None:
    """Have Streamlit free the memory of these uploads, which it would keep for the session."""
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        for upload in uploads:
            context.uploaded_file_mgr.remove_file(context.session_id, upload.file_id)


def circumstances() -> Circumstances:
    """The record's version, uploads, home and plans, and the day: what previews depend on."""
    clock = session.clock()
    return Circumstances(
        folder=session.folder(),
        version=session.version(),
        home_code=session.home_commune(),
        planned_communes=session.communes_with_plan(),
        today=clock.today if clock.is_behind else None,
        uploads=tuple(session.uploads().values()),
    )


def read_unknown_files_again() -> None:
    """Have all files of the session's batch that needed a layout read again."""
    batches.read_again(session_batch(), lambda file: bool(file.read and file.read.asks == "layout"))


def read_layout_again(layout: str) -> None:
    """Have all files of the session's batch that are of this layout read again."""
    batches.read_again(
        session_batch(),
        lambda file: bool(file.read and file.read.sheet and file.read.sheet.layout.name == layout),
    )
