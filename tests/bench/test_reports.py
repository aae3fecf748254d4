"""The reports of the bench over small records, and the yardsticks over dossiers counted by hand."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bench import nation, page_times
from bench.page_times import percentile_95
from bench.yardsticks import ListFiles, ask_commune_month, ask_late_dossiers
from data.record import uploads
from tests.support.records import new_list

_DOSSIERS = pa.table(
    {
        "commune_code": ["31393"] * 4,
        "dossier_code": ["a", "b", "c", "d"],
        "channel": ["online", "online", "direct", "online"],
        "received_on": [date(2026, 3, day) for day in (1, 2, 3, 31)],
        "due_on": [date(2026, 3, day) for day in (10, 10, 20, 31)],
        "finished_on": [date(2026, 3, 10), date(2026, 3, 11), None, None],
        "state": ["returned", "returned", "open", "open"],
        "field": ["Đất đai"] * 4,
        "row": pa.array(range(4), pa.int32()),
    }
)


@pytest.fixture
def files(tmp_path: Path) -> ListFiles:
    """One list: one dossier on time, one late, one overdue on 31 March, one due on that day."""
    path = tmp_path / "list.parquet"
    pq.write_table(_DOSSIERS, path)
    return ListFiles({"31393": [path]})


def test_the_yardstick_counts_as_by_hand(files: ListFiles) -> None:
    (month,) = ask_commune_month(files, "31393").to_dict("records")
    assert (month["resolved"], month["on_time"], month["late"]) == (2, 1, 1)
    assert (month["rate"], month["online"]) == (0.5, 0.75)


def test_the_yardstick_lists_late_dossiers(files: ListFiles) -> None:
    assert set(ask_late_dossiers(files, "31393")["dossier_code"]) == {"b", "c"}


@pytest.mark.parametrize(("seconds", "most"), [([3.0], 3.0), ([float(n) for n in range(21)], 19.0)])
def test_the_95th_of_a_hundred(seconds: list[float], most: float) -> None:
    assert percentile_95(seconds) == most


def test_each_page_has_its_line(tmp_path: Path) -> None:
    upload = replace(new_list(3, _DOSSIERS), columns=frozenset(_DOSSIERS.column_names))
    uploads.store_upload(tmp_path / "tthc", upload, _DOSSIERS)
    files = ["trends.py", "guide.py"]
    lines = list(page_times.report_lines(tmp_path / "tthc.duckdb", 2, files))
    assert [line.split()[0] for line in lines if ".py " in line] == files
    (trends,) = (line.split() for line in lines if line.startswith("  trends.py "))
    assert "–" not in trends[1:7]  # it has a choice of the period
    assert any(line.startswith("  trends.py, new choice, ms") for line in lines)


def test_the_nation_is_ranked() -> None:
    lines = "\n".join(nation.report_lines(commune_count=5, month_count=6))
    assert "5 communes, 6 months" in lines
    assert "new period, ms" in lines
