"""Lists longer than a block of DuckDB's tables are counted whole, alone and merged."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from data.record import uploads
from data.record.ledger import NewUpload
from metrics.counting.day_counts import open_warehouse

COUNT = 130_000  # a block of DuckDB's holds 122,880 rows
JANUARY = date(2026, 1, 1), date(2026, 1, 31)
FEBRUARY = date(2026, 2, 1), date(2026, 2, 28)


def store(folder: Path, span: tuple[date, date], first_number: int) -> None:
    """A list of COUNT dossiers, numbered from `first_number`, all received on its first day."""
    numbers = range(first_number, first_number + COUNT)
    rows = pa.table(
        {
            "commune_code": ["11203"] * COUNT,
            "dossier_code": [f"H24.91-260101-{number:06}" for number in numbers],
            "received_on": pa.array([span[0]] * COUNT, pa.date32()),
            "state": ["open"] * COUNT,
            "row": pa.array(range(2, COUNT + 2), pa.int32()),
        }
    )
    new = NewUpload(
        sha256=str(span),
        file_name="dài.xlsx",
        layout="danh-sach-ho-so",
        table_name="dossiers",
        first_day=span[0],
        last_day=span[1],
        known_until=span[1],
        complete=True,
        columns=frozenset({"dossier_code", "received_on", "state"}),
        assumed=False,
        demonstration=False,
        rows_read=COUNT,
        rows_stored=COUNT,
        rows_set_aside=0,
        stored_by="test",
        communes={"11203": COUNT},
    )
    uploads.store_upload(folder, new, rows)


def received(folder: Path) -> dict[date, int]:
    warehouse = open_warehouse(folder, None)
    warehouse.refresh()
    rows = warehouse.read("select day, received from day_counts where received > 0").to_pylist()
    warehouse.close()
    return {row["day"]: row["received"] for row in rows}


def test_a_long_list_is_counted_whole(tmp_path: Path) -> None:
    store(tmp_path, JANUARY, 0)
    assert received(tmp_path) == {JANUARY[0]: COUNT}


@pytest.mark.parametrize("shared", [0, 1_000, COUNT])
def test_long_lists_are_merged_whole(tmp_path: Path, shared: int) -> None:
    """Dossiers that both lists hold count once, as the later list has them."""
    store(tmp_path, JANUARY, 0)
    store(tmp_path, FEBRUARY, COUNT - shared)
    expected = {JANUARY[0]: COUNT - shared, FEBRUARY[0]: COUNT}
    assert received(tmp_path) == {day: count for day, count in expected.items() if count}
