"""Many readers at once: how long each waits, and what memory the server takes for them."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic

from bench.page_times import percentile_95
from bench.reader_session import ReaderSession, reading
from bench.servers import OURS, STOCK, Server, serving
from bench.timing import verdict_line
from ui.page_list import PAGES

USERS, THINK_SECONDS, DURATION_SECONDS = 200, 10.0, 120.0
MOST_SESSION_MB, MOST_GROWTH_MB, GROWTH_RERUNS = 0.5, 100.0, 10_000
# What readers do, in hundredths: look again, choose another period or commune, compare communes.
UNCHANGED, NEW_CHOICE, COMPARISON = "unchanged", "new period or commune", "comparison"
SHARES = {UNCHANGED: 70, NEW_CHOICE: 25, COMPARISON: 5}
_COMPARISON_ADDRESS = next(address for file, _, address in PAGES if file == "comparison.py")
_FILES = ("overview.py", "trends.py", "causes.py", "late.py", "signs.py", "index_766.py")
# The first page's own address is the bare one.
_ADDRESSES = tuple(
    "" if file == PAGES[0][0] else address for file, _, address in PAGES if file in _FILES
)


@dataclass(frozen=True)
class Load:
    """How many readers there are, how long each thinks in the middle, and for how long in all."""

    users: int = USERS
    think_seconds: float = THINK_SECONDS
    duration_seconds: float = DURATION_SECONDS


@dataclass
class Usage:
    """What readers waited, by what they did, and what the server took for them."""

    waits: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    bytes_a_session: float = 0.0
    grown_bytes: int = 0
    processor_seconds: float = 0.0

    @property
    def reruns(self) -> int:
        """How many reruns there were."""
        return sum(map(len, self.waits.values()))


def report_lines(database: Path, load: Load) -> Iterator[str]:
    """The report's lines: readers over a cache's record, by our settings and Streamlit's."""
    yield (
        f"\n{load.users} readers, {load.think_seconds:g} s to think, "
        f"{load.duration_seconds:g} s: {', '.join(f'{SHARES[name]} % {name}' for name in SHARES)}"
    )
    for name, command in {"our settings": OURS, "Streamlit's own settings": STOCK}.items():
        yield f"  {name}"
        yield from _usage_lines(asyncio.run(_measure(command, database, load)))


def _usage_lines(usage: Usage) -> Iterator[str]:
    """The report's lines of one server's usage, with verdicts on memory."""
    for name, waits in usage.waits.items():
        milliseconds = 1000 * percentile_95(waits)
        yield f"    {name}: {len(waits)} reruns, 95th {milliseconds:.0f} ms"
    all_waits = [wait for waits in usage.waits.values() for wait in waits]
    yield (
        f"    all: {usage.reruns} reruns, 95th {1000 * percentile_95(all_waits):.0f} ms, "
        f"{1000 * usage.processor_seconds / usage.reruns:.1f} ms of the processor a rerun"
    )
    yield verdict_line("  MB a session", usage.bytes_a_session / 1e6, MOST_SESSION_MB)
    name = f"  MB grown over {usage.reruns:,} reruns"
    if usage.reruns >= GROWTH_RERUNS:
        yield verdict_line(name, usage.grown_bytes / 1e6, MOST_GROWTH_MB)
    else:  # what pages keep is still filling, and tells nothing of a leak
        yield f"  {name}: {usage.grown_bytes / 1e6:.2f}, judged from {GROWTH_RERUNS:,} reruns on"


async def _measure(command: Sequence[str], database: Path, load: Load) -> Usage:
    """Start a server, have the load's readers use it for its duration; give what it took."""
    usage = Usage()
    with serving(command, database) as server:
        await _warm_up(server)
        async with AsyncExitStack() as stack:
            before = server.memory()
            sessions = [
                await stack.enter_async_context(
                    reading(server.address, _ADDRESSES[number % len(_ADDRESSES)])
                )
                for number in range(load.users)
            ]
            for session in sessions:
                await session.rerun()
            opened = server.memory()
            usage.bytes_a_session = (opened - before) / load.users
            processor_before = server.cpu_seconds()
            end = monotonic() + load.duration_seconds
            readers = (
                _read_until(end, session, Random(number), load, usage)
                for number, session in enumerate(sessions)
            )
            await asyncio.gather(*readers)
            usage.processor_seconds = server.cpu_seconds() - processor_before
            usage.grown_bytes = server.memory() - opened
    return usage


async def _warm_up(server: Server) -> None:
    """Open each page and run it five times, so that later memory is the sessions' own."""
    for address in (*_ADDRESSES, _COMPARISON_ADDRESS):
        async with reading(server.address, address) as session:
            for _ in range(5):
                await session.rerun()


async def _read_until(
    end: float, session: ReaderSession, drawn: Random, load: Load, usage: Usage
) -> None:
    """Wait and act by turns until the moment `end`; add each wait to `usage` by action."""
    home_address = session.page_address
    while True:
        await asyncio.sleep(drawn.uniform(0, 2 * load.think_seconds))
        if monotonic() >= end:
            return
        action = drawn.choices(list(SHARES), list(SHARES.values()))[0]
        usage.waits[action].append(await _act(session, action, home_address, drawn))


async def _act(session: ReaderSession, action: str, home_address: str, drawn: Random) -> float:
    """Do a reader's action (rerun, new choice, comparison); the seconds until its script ended."""
    if action == COMPARISON:
        return (await session.open_page(_COMPARISON_ADDRESS)).seconds
    if action == UNCHANGED:
        return (await session.rerun()).seconds
    if session.page_address != home_address:
        await session.open_page(home_address)
    key = drawn.choice(("ky", "xa"))
    return (await session.choose(key, drawn.choice(session.options(key)))).seconds
