"""The bench's first visits: each page beside the least page, in one run."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench import first_load
from tests.support.records import store_list


def test_a_visit_takes_time_and_bytes(tmp_path: Path) -> None:
    store_list(tmp_path / "tthc", 1)
    database = tmp_path / "tthc.duckdb"
    # In this thread the playwright of the browser tests is at work; a thread has one of its own.
    with ThreadPoolExecutor(1) as threads:
        report = threads.submit(
            lambda: list(first_load.report_lines(database, loads=1, files=["trends.py"]))
        )
        lines = report.result()
    (page,) = (line.split() for line in lines if line.endswith(" MB"))
    assert page[0] == "trends.py"
    assert float(page[1]) > 0  # milliseconds
    assert float(page[-2]) > 0.1  # megabytes: Streamlit's own script is more
