"""What each page costs the server, and how many queries a rerun asks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pyarrow as pa
from streamlit.testing.v1 import AppTest

from bench.timing import time_call
from data.cache.warehouse import Warehouse
from data.demo import ExportFile, export_files
from loaders.answers import Answers
from loaders.load import read_and_stage, store_or_bring_back

RERUNS, CHOICES = 10, 4
PAGES = ("overview.py", "trends.py", "comparison.py", "uploads.py", "plans.py")
_MAIN = Path(__file__).resolve().parents[1] / "ui" / "main.py"


def report_lines() -> Iterator[str]:
    """The report's lines: each page's milliseconds and queries over the demonstration data.

    Sets TTHC_DATABASE for the process.
    """
    with TemporaryDirectory() as name:
        database = Path(name) / "tthc.duckdb"
        for export in export_files():
            _store_export(database.with_suffix(""), export)
        os.environ["TTHC_DATABASE"] = str(database)
        yield "\nPages over the demonstration data (milliseconds on the server, by AppTest)"
        yield "  (overview's first run also builds the cache; a new choice is another period)"
        yield (
            f"  {'':16}{'first':>9}{'queries':>9}{'rerun':>9}{'queries':>9}"
            f"{'new choice':>12}{'queries':>9}"
        )
        yield from map(_page_line, PAGES)


def _store_export(folder: Path, export: ExportFile) -> None:
    """Load an export of the demonstration data into a record."""
    period = (export.first, export.last) if export.first and export.last else None
    answers = Answers(commune_code=export.commune_code, period=period)
    staged = read_and_stage(export.name, export.content, answers)
    store_or_bring_back(folder, staged, "bench", demonstration=True)


def _page_line(page: str) -> str:
    """The report's line of a page in `pages/`: its first run, reruns and choices of a period."""
    first_runs = [_first_run(page)]
    app = _open_page(page)
    reruns = [_run_page(app) for _ in range(RERUNS)]
    # Newest first, without the period that stands chosen: each was never chosen before.
    choice_runs = (
        [_choose_period(app, at) for at in range(1, CHOICES + 1)] if _has_period_choice(app) else []
    )
    cells = "".join(
        _run_figures(runs, width)
        for runs, width in ((first_runs, 9), (reruns, 9), (choice_runs, 12))
    )
    return f"  {page:16}{cells}"


def _run_figures(runs: list[tuple[float, int]], width: int) -> str:
    """Median milliseconds and most queries of (seconds, queries) runs, as cells; – for no runs."""
    if not runs:
        return f"{'–':>{width}}{'–':>9}"
    milliseconds = 1000 * median(seconds for seconds, _ in runs)
    return f"{milliseconds:{width}.1f}{max(queries for _, queries in runs):9}"


def _first_run(page: str) -> tuple[float, int]:
    """(seconds, queries) of a page's first run by a new reader.

    Pages other than the first need the frame's own run before.
    """
    app = AppTest.from_file(_MAIN, default_timeout=120)
    if page != PAGES[0]:
        app.run()
        app.switch_page(f"../pages/{page}")
    return _run_page(app)


def _open_page(page: str) -> AppTest:
    """A reader's session in which a page has run once."""
    return AppTest.from_file(_MAIN, default_timeout=120).run().switch_page(f"../pages/{page}").run()


def _has_period_choice(app: AppTest) -> bool:
    """Whether the page shows a box to choose the period."""
    return any(box.key == "ky" for box in app.selectbox)


def _choose_period(app: AppTest, position: int) -> tuple[float, int]:
    """Choose the period at a position (0 the newest); (seconds, queries) of the run."""
    app.selectbox(key="ky").select_index(position)
    return _run_page(app)


def _run_page(app: AppTest) -> tuple[float, int]:
    """Run a page: (seconds, number of queries); raises RuntimeError where it fails."""
    with _record_queries() as queries:
        seconds, _ = time_call(app.run)
    if app.exception:
        raise RuntimeError(app.exception[0].value)
    return seconds, len(queries)


@contextmanager
def _record_queries() -> Iterator[list[str]]:
    """Record in a list the queries that the warehouse is asked inside the block."""
    queries: list[str] = []
    plain_read = Warehouse.read

    def read_and_record(self: Warehouse, query: str, parameters: object = None) -> pa.Table:
        """The rows of the query, which is kept in the list first."""
        queries.append(query)
        return plain_read(self, query, parameters)

    Warehouse.read = read_and_record  # type: ignore[method-assign]
    try:
        yield queries
    finally:
        Warehouse.read = plain_read  # type: ignore[method-assign]
