"""Reads a file in a child process with limits, and turns whatever happens to it into an answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import psutil
import pyarrow as pa
import pyarrow.compute as pc

from loaders.child import DOCUMENT, UNLOCK
from loaders.found import FoundTable
from loaders.gate import container_of, is_locked
from loaders.layouts import ExportFormat, layouts
from loaders.own_layouts import own_layouts
from loaders.parts import ROWS_A_SHEET, short
from loaders.problems import Refused
from loaders.recognising import Heading
from loaders.scanning import check, hidden_rows
from loaders.start import MEMORY, SECONDS

_PROJECT = Path(__file__).resolve().parents[1]
_WATCH_EVERY = 0.05
_MOST_NAMED = 5
_ZIPPED = ("xlsx", "xlsb", "ods")
# pyarrow looks for numpy and pandas; they take longer to import than most files to read.
_CHILD = """
import sys
sys.modules.update(numpy=None, pandas=None)
from loaders.start import begin
given = begin(sys.argv[1])
from loaders.child import main
main(given)
"""
HARMFUL = (
    "Tệp này bị hỏng hoặc vượt giới hạn đọc an toàn: hãy xuất lại từ hệ thống, "
    "từng tháng một, rồi nạp."
)
OTHERS = "Trang tính cùng mẫu, không đọc: {}."
STRANGE = "Trang tính có số liệu nhưng chưa nhận ra mẫu, không đọc: {}."
GONE = "Mẫu riêng của bảng này vừa bị xóa: hãy chọn lại tệp."


@dataclass(frozen=True)
class Sheet:
    """A file as read: its layout, headings, the texts above them, and the mapped cells as text.

    `sheets` are the names of the sheets that make up the table (one, or a list and those that
    continue it), `name` the same in one text. `hidden_rows` are those among `cells`, as `row`
    gives them; `hidden_sheets` hold cells too; `other_sheets` also fit a layout and were not read;
    `unread_sheets` fit none, but hold lines of data.
    """

    layout: ExportFormat
    name: str
    headings: tuple[Heading, ...]
    above: tuple[str, ...]
    cells: pa.Table
    sheets: tuple[str, ...] = ()
    hidden_sheets: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    other_sheets: tuple[str, ...] = ()
    unread_sheets: tuple[str, ...] = ()

    @cached_property
    def heading_of(self) -> Mapping[str, str]:
        """The file's own heading of each mapped column."""
        return {h.column: h.text for h in self.headings if h.column}

    def place(self, row: int) -> tuple[str, int]:
        """The name of the sheet that a row of `cells` stands on, and Excel's own number there."""
        number, own = divmod(row, ROWS_A_SHEET)
        return (self.sheets[number] if self.sheets else self.name), own


def read_sheet(
    content: bytes,
    password: str | None = None,
    own: Path | None = None,
    only: str | None = None,
) -> Sheet:
    """Gate, read and recognise a file; raises Refused with the sentence to show.

    A locked workbook is opened with the password, and asks for one ("password") without. `own`
    is the folder of the record's own layouts; `only` the sheet to read, where it is not all.
    """
    if password and is_locked(content):
        content = unlock(content, password)
    container = container_of(content)
    options = json.dumps({"own": str(own.resolve()) if own else None, "sheet": only})
    with ThreadPoolExecutor(1) as beside:  # zlib leaves the other core free to the child
        rows = beside.submit(hidden_rows, content) if container == "xlsx" else None
        answer, ended_well = _ask_child(container, content, options)
    hidden = rows.result() if rows else {}
    try:
        head, rest = _parted(answer, ended_well)
    except Refused:
        if container in _ZIPPED:
            check(content)  # what is wrong with the file itself comes first
        raise
    try:
        cells = pa.ipc.open_stream(rest).read_all()
    except pa.ArrowInvalid as error:  # the child ended in the middle
        raise Refused(HARMFUL) from error
    return _sheet(head, cells, hidden, own)


def unlock(content: bytes, password: str) -> bytes:
    """A locked workbook without its password, by a child process with the same limits.

    Raises Refused; a wrong password asks for the "password" again.
    """
    given = json.dumps(password).encode() + b"\n" + content
    _, rest = _parted(*_ask_child(UNLOCK, given))
    unlocked: bytes = rest.to_pybytes()
    return unlocked


def document(content: bytes) -> str:
    """The text of a plan in docx or PDF, by a child with the same limits; raises Refused."""
    _, rest = _parted(*_ask_child(DOCUMENT, content))
    text: bytes = rest.to_pybytes()
    return text.decode("utf-8")


def without_hidden_rows(sheet: Sheet) -> Sheet:
    """The sheet as its maker showed it."""
    hidden = pc.is_in(sheet.cells.column("row"), pa.array(sheet.hidden_rows, pa.int32()))
    return replace(sheet, cells=sheet.cells.filter(pc.invert(hidden)), hidden_rows=())


def left_unread(sheet: Sheet) -> list[str]:
    """A sentence for each kind of sheets whose lines are not among those read."""
    told = {OTHERS: sheet.other_sheets, STRANGE: sheet.unread_sheets}
    return [sentence.format(_named(names)) for sentence, names in told.items() if names]


def _named(names: Sequence[str]) -> str:
    """The first few, cut: a workbook may have hundreds of sheets, with names of any length."""
    shown = "; ".join(short(name) for name in names[:_MOST_NAMED])
    rest = len(names) - _MOST_NAMED
    return f"{shown} và {rest} trang khác" if rest > 0 else shown


def _sheet(
    head: Mapping[str, Any],
    cells: pa.Table,
    hidden: Mapping[str, tuple[int, ...]],
    own: Path | None,
) -> Sheet:
    layout = _layout(head["layout"], own)
    sheets = tuple(head["sheets"])
    rows = {
        number * ROWS_A_SHEET + row
        for number, name in enumerate(sheets)
        for row in hidden.get(name, ())
    }.union(head["hidden_rows"])
    if rows:  # the others are above the headings
        there = pc.is_in(pa.array(sorted(rows), pa.int32()), cells.column("row"))
        rows = {
            row for row, is_there in zip(sorted(rows), there.to_pylist(), strict=True) if is_there
        }
    return Sheet(
        layout=layout,
        name=", ".join(sheets),
        headings=tuple(Heading(*heading) for heading in head["headings"]),
        above=tuple(head["above"]),
        cells=cells,
        sheets=sheets,
        hidden_sheets=tuple(head["hidden_sheets"]),
        hidden_rows=tuple(sorted(rows)),
        other_sheets=tuple(head["other_sheets"]),
        unread_sheets=tuple(head["unread_sheets"]),
    )


def _layout(name: str, own: Path | None) -> ExportFormat:
    """The layout that the child found, an own one where none that is here anyway has the name."""
    for layout in (*layouts(), *own_layouts(own).sound):
        if layout.name == name:
            return layout
    raise Refused(GONE)  # removed while the child read


def _parted(answer: bytes, ended_well: bool) -> tuple[dict[str, Any], pa.Buffer]:
    """The child's JSON line, and what follows it; raises Refused where it says so, or nothing."""
    end = answer.find(b"\n") + 1
    if not ended_well or not end:
        raise Refused(HARMFUL)
    try:
        head: dict[str, Any] = json.loads(answer[:end])
    except ValueError as error:
        raise Refused(HARMFUL) from error
    if "refused" in head:
        found = FoundTable.from_json(head["found"]) if head["found"] else None
        raise Refused(head["refused"], head["asks"], found=found)
    return head, pa.py_buffer(answer).slice(end)


def _ask_child(mode: str, given: bytes, *options: str) -> tuple[bytes, bool]:
    """What the child says, and whether it came to its end."""
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, mode, *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a reader's panic may quote cells
        cwd=_PROJECT,
        env={**os.environ, "ARROW_DEFAULT_MEMORY_POOL": "system", "PYTHONIOENCODING": "utf-8"},
    )
    watcher = threading.Thread(target=_watch, args=(child,), daemon=True)
    watcher.start()
    try:
        answer, _ = child.communicate(given)
    finally:
        child.kill()
        child.wait()
    return answer, child.returncode == 0


def _watch(child: subprocess.Popen[bytes]) -> None:
    """End the child past its time; past its memory too where the system has no rlimits."""
    deadline = time.monotonic() + SECONDS
    while child.poll() is None:
        if time.monotonic() > deadline or (os.name != "posix" and _memory(child.pid) > MEMORY):
            child.kill()
            return
        time.sleep(_WATCH_EVERY)


def _memory(pid: int) -> int:
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0
