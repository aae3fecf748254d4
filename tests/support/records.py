"""Records made once and copied, or made without export files; and what is then shown of them."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa

from data.record import uploads
from data.record.ledger import NewUpload, ReviewRows
from data.record.problem import Problem
from metrics.counting.day_counts import open_warehouse
from tests.support.builders import Desk

NINH_GIANG, HOA_AN = "11203", "31393"
COLUMNS = ("dossier_code", "channel", "received_on", "state", "fee", "field")
TABLES = ("sources", "dossiers", "day_counts")


@cache
def _made(make: Callable[[Desk], object]) -> TemporaryDirectory[str]:
    """A temporary folder with the record that `make` makes and its cache, made once a process."""
    folder = TemporaryDirectory(prefix="record-")
    desk = Desk(Path(folder.name))
    make(desk)
    warehouse = open_warehouse(desk.record, desk.database)
    warehouse.refresh()
    warehouse.close()
    return folder


def copied(make: Callable[[Desk], object], folder: Path) -> Desk:
    """A record in `folder` as `make` makes it: made once in a process, then copied."""
    shutil.copytree(_made(make).name, folder, dirs_exist_ok=True)
    return Desk(folder)


def list_rows(month: int, count: int, commune: str = NINH_GIANG) -> pa.Table:
    """`count` dossiers received in a month of 2026, open, every third of them filed directly."""
    return pa.table(
        {
            "commune_code": [commune] * count,
            "dossier_code": [f"{commune}-{month}-{n:04}" for n in range(count)],
            "channel": ["online" if n % 3 else "direct" for n in range(count)],
            "received_on": [date(2026, month, 1 + n % 28) for n in range(count)],
            "state": ["open"] * count,
            "fee": [2000.0 + n for n in range(count)],
            "field": ["Chứng thực" if n % 2 else "Đất đai" for n in range(count)],
            "row": pa.array(range(2, count + 2), pa.int32()),
        }
    )


def new_list(month: int, rows: pa.Table, note: str = "") -> NewUpload:
    """What is written of a month's list of these rows; `note` makes another file of it."""
    communes: Sequence[str] = rows.column("commune_code").to_pylist()
    last = date(2026, month, 28)
    return NewUpload(
        sha256=hashlib.sha256(f"{month}{note}{rows.num_rows}{communes[0]}".encode()).hexdigest(),
        file_name=f"tháng {month}{note}.csv",
        layout="danh-sach-ho-so",
        table_name="dossiers",
        first_day=date(2026, month, 1),
        last_day=last,
        known_until=last,
        complete=True,
        columns=frozenset(COLUMNS),
        assumed=False,
        demonstration=False,
        rows_read=rows.num_rows + 1,
        rows_stored=rows.num_rows,
        rows_set_aside=1,
        stored_by="thử",
        communes={code: communes.count(code) for code in set(communes)},
    )


def store_list(
    folder: Path, month: int, count: int = 30, note: str = "", commune: str = NINH_GIANG
) -> int:
    """Store a month's list with one row set aside; give the upload's id."""
    rows = list_rows(month, count, commune)
    problem = Problem("unknown_word", count + 2, "Trạng thái", "Đang bay", "từ lạ: hãy sửa.")
    review = ReviewRows([problem], [(count + 2, {"state": "Đang bay", "fee": "0"})])
    return uploads.store_upload(folder, new_list(month, rows, note), rows, review)[0]


def shown(folder: Path) -> dict[str, list[Any]]:
    """Table's name → its rows, of a cache built anew from the record."""
    warehouse = open_warehouse(folder, None)
    try:
        warehouse.refresh()
        return {t: warehouse.read(f"select * from {t} order by all").to_pylist() for t in TABLES}
    finally:
        warehouse.close()


def fault_sentences(folder: Path) -> list[str]:
    """The sentences on what is wrong with the record, as a cache built anew finds it."""
    warehouse = open_warehouse(folder, None)
    try:
        warehouse.refresh()
        return [fault.sentence for fault in warehouse.faults()]
    finally:
        warehouse.close()
