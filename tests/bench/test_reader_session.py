"""The reader's session: it asks for pages as a browser does, and says what a page answers."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.reader_session import Rerun, reading
from bench.servers import OURS, Server, serving
from bench.users import Load, report_lines
from tests.support.records import store_list

TRENDS = "dien-bien"


def store_months(folder: Path) -> Path:
    """Two months of one commune's lists; the path of the cache beside them."""
    for month in (1, 2):
        store_list(folder / "tthc", month)
    return folder / "tthc.duckdb"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard over two months."""
    with serving(OURS, store_months(tmp_path_factory.mktemp("record"))) as running_server:
        yield running_server


def test_a_choice_runs_the_page_with_another_period(server: Server) -> None:
    async def choose() -> tuple[str, list[str], str, Rerun]:
        async with reading(server.address, TRENDS) as session:
            await session.rerun()
            first_query, periods = session.query, session.options("ky")
            rerun = await session.choose("ky", periods[1])
            return first_query, periods, session.query, rerun

    first_query, periods, second_query, rerun = asyncio.run(choose())
    assert periods[:2] == ["Tháng 2/2026", "Tháng 1/2026"]
    assert "ky=2026-02" in first_query
    assert "ky=2026-01" in second_query
    assert rerun.seconds > 0
    assert rerun.byte_count > rerun.message_count > 5


def test_another_page_is_opened_in_the_same_session(server: Server) -> None:
    async def open_page() -> tuple[str, list[str]]:
        async with reading(server.address, "huong-dan") as session:
            await session.rerun()
            assert session.options("ky") == []
            await session.open_page(TRENDS)
            return session.query, session.options("ky")

    query, periods = asyncio.run(open_page())
    assert "ky=2026-02" in query
    assert periods


def test_readers_wait_and_the_server_takes_memory(tmp_path: Path) -> None:
    lines = "\n".join(report_lines(store_months(tmp_path), Load(2, 0.1, 3.0)))
    assert lines.count("MB a session") == 2
    assert "    all: " in lines
    assert "Streamlit's own settings" in lines
