"""The bench's first visits: each page beside the least page, in one run."""

from pathlib import Path

from bench import first_load
from tests.support.records import store_list


def test_a_visit_takes_time_and_bytes(tmp_path: Path) -> None:
    store_list(tmp_path / "tthc", 1)
    lines = list(first_load.report_lines(tmp_path / "tthc.duckdb", loads=1, files=["trends.py"]))
    (page,) = (line.split() for line in lines if line.endswith(" MB"))
    assert page[0] == "trends.py"
    assert float(page[1]) > 0  # milliseconds
    assert float(page[-2]) > 0.1  # megabytes: Streamlit's own script is more
