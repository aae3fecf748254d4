"""What each page's rerun takes, from the request to the end of its script, over a province's year.

Beside each: the same question by a plain pandas script, and the page by Streamlit's own settings.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from bench.reader_session import ReaderSession, Rerun, reading
from bench.servers import EMPTY_PAGE, OURS, STOCK, Server, serving
from bench.timing import time_call, verdict_line
from bench.yardsticks import YARDSTICKS, ListFiles, list_files
from ui.page_list import PAGES

RERUNS, CHOICES, ASKED = 60, 4, 3
MOST_UNCHANGED, MOST_95TH, MOST_NEW, MOST_COMPARED = 20, 50, 60, 100  # milliseconds
MOST_OF_YARDSTICK = 0.25
COMPARISON = "comparison.py"
FILES = tuple(file for file, _, _ in PAGES)
_COLUMNS = (
    *(("unchanged", 11), ("95th", 7), ("processor", 11), ("messages", 10), ("kB", 8)),
    *(
        ("new period", 12),
        ("new commune", 13),
        ("processor", 11),
        ("pandas", 9),
        ("stock", 8),
        ("stock new", 11),
    ),
)


@dataclass(frozen=True)
class PageTimes:
    """A page's reruns: with nothing changed, and by key of a box those for another option.

    `processor_seconds` is what a rerun with nothing changed takes of the server's processor, and
    `new_processor_seconds` one for another option.
    """

    unchanged: Sequence[Rerun]
    processor_seconds: float
    choices: Mapping[str, Sequence[Rerun]]
    new_processor_seconds: float | None

    @property
    def new_seconds(self) -> float | None:
        """The median seconds of reruns for a new period or commune; None without such a box."""
        seconds = [rerun.seconds for reruns in self.choices.values() for rerun in reruns]
        return median(seconds) if seconds else None


def report_lines(
    database: Path, reruns: int = RERUNS, wanted_files: Collection[str] = FILES
) -> Iterator[str]:
    """Report lines: milliseconds of pages' reruns on a record, beside pandas and stock settings."""
    yield f"\nPages over a record (milliseconds; {reruns} reruns with nothing changed)"
    yield "  (from the request to the end of the script; processor: what the server takes of it)"
    yield _line("", [name for name, _ in _COLUMNS])
    empty = asyncio.run(_measure_pages(EMPTY_PAGE, database, {"": ""}, reruns))[""]
    yield _line("a page with nothing", _figures(empty, None, None))
    # The first page's own address is the bare one.
    addresses = {
        file: "" if file == FILES[0] else address
        for file, _, address in PAGES
        if file in wanted_files
    }
    ours = asyncio.run(_measure_pages(OURS, database, addresses, reruns))
    stock = asyncio.run(_measure_pages(STOCK, database, addresses, reruns))
    files = list_files(database.with_suffix(""))
    judgements: list[str] = []
    for file, times in ours.items():
        pandas_seconds = _pandas_seconds(file, files)
        yield _line(file, _figures(times, pandas_seconds, stock[file]))
        judgements += _judgements(file, times, pandas_seconds, stock[file])
    yield from judgements


async def _measure_pages(
    command: Sequence[str], database: Path, addresses: Mapping[str, str], reruns: int
) -> dict[str, PageTimes]:
    """Page's file → its times, each address served by one server that `command` starts."""
    with serving(command, database) as server:
        return {
            file: await _measure_page(server, address, reruns, number)
            for number, (file, address) in enumerate(addresses.items())
        }


async def _measure_page(server: Server, address: str, reruns: int, number: int) -> PageTimes:
    """A page's times: `reruns` unchanged ones, then new choices, other communes by its `number`."""
    async with reading(server.address, address) as session:
        for _ in range(2):  # in the first one the page fills its address
            await session.rerun()
        before = server.cpu_seconds()
        unchanged = [await session.rerun() for _ in range(reruns)]
        processor_seconds = (server.cpu_seconds() - before) / reruns
        before = server.cpu_seconds()
        choices = {
            "ky": await _choose_options(session, "ky", 1),
            "xa": await _choose_options(session, "xa", 1 + number * CHOICES),
        }
        choice_count = sum(map(len, choices.values()))
        taken_seconds = server.cpu_seconds() - before
    new_seconds = taken_seconds / choice_count if choice_count else None
    return PageTimes(unchanged, processor_seconds, choices, new_seconds)


async def _choose_options(session: ReaderSession, key: str, first: int) -> list[Rerun]:
    """The reruns for up to four options of a box, from index `first` on; [] without the box."""
    options = session.options(key)
    places = range(first, first + min(CHOICES, len(options) - 1))
    return [await session.choose(key, options[place % len(options)]) for place in places]


def _pandas_seconds(file: str, files: ListFiles) -> float | None:
    """The median seconds of plain pandas for a page's question; None where it has none."""
    question = YARDSTICKS.get(file)
    if question is None or not files.by_commune:
        return None
    commune_code = next(iter(files.by_commune))
    return median(time_call(lambda: question(files, commune_code))[0] for _ in range(ASKED))


def _figures(times: PageTimes, pandas_seconds: float | None, stock: PageTimes | None) -> list[str]:
    """The cells of a page's line, in the order of _COLUMNS."""
    seconds = [rerun.seconds for rerun in times.unchanged]
    last = times.unchanged[-1]
    return [
        _milliseconds(median(seconds)),
        _milliseconds(percentile_95(seconds)),
        _milliseconds(times.processor_seconds),
        str(last.message_count),
        f"{last.byte_count / 1000:.1f}",
        *(_milliseconds(_median_of(times.choices.get(key, ()))) for key in ("ky", "xa")),
        _milliseconds(times.new_processor_seconds),
        _milliseconds(pandas_seconds),
        _milliseconds(_median_of(stock.unchanged) if stock else None),
        _milliseconds(stock.new_seconds if stock else None),
    ]


def percentile_95(seconds: Sequence[float]) -> float:
    """The seconds that 95 % of the times do not exceed; the time itself of a single one."""
    return quantiles(seconds, n=20, method="inclusive")[-1] if len(seconds) > 1 else seconds[0]


def _median_of(reruns: Sequence[Rerun]) -> float | None:
    """The median of the reruns' seconds; None without any."""
    return median(rerun.seconds for rerun in reruns) if reruns else None


def _milliseconds(seconds: float | None) -> str:
    """Seconds as milliseconds, "12.3"; a dash for None."""
    return "–" if seconds is None else f"{1000 * seconds:.1f}"


def _line(name: str, cells: Sequence[str]) -> str:
    """A line of the report's table: the name, then the cells set to the right in their columns."""
    widths = (width for _, width in _COLUMNS)
    return f"  {name:20}" + "".join(
        f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True)
    )


def _judgements(
    file: str, times: PageTimes, pandas_seconds: float | None, stock: PageTimes
) -> Iterator[str]:
    """Lines of verdict on a page's times, one for each limit that it has to keep."""
    seconds = [rerun.seconds for rerun in times.unchanged]
    yield verdict_line(f"{file}, unchanged, ms", 1000 * median(seconds), MOST_UNCHANGED)
    yield verdict_line(f"{file}, 95th, ms", 1000 * percentile_95(seconds), MOST_95TH)
    new_seconds = times.new_seconds
    if new_seconds is None:
        return
    most = MOST_COMPARED if file == COMPARISON else MOST_NEW
    yield verdict_line(f"{file}, new choice, ms", 1000 * new_seconds, most)
    yardsticks = {"pandas": pandas_seconds, "stock settings": stock.new_seconds}
    for name, yardstick in yardsticks.items():
        if yardstick:
            share = new_seconds / yardstick
            yield verdict_line(f"{file}, new choice against {name}", share, MOST_OF_YARDSTICK)
