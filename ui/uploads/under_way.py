"""What is under way while the page can be used: bars of progress, and the lines as they change."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.display import words
from ui.uploads import handing_in, storing_report
from ui.uploads.batch import work
from ui.uploads.batch.batch import Batch
from ui.uploads.batch.progress import Progress, time_left_words
from ui.uploads.batch.storing import StoringRun, storing_progress

_EVERY = 0.3  # seconds between two looks at what threads have done


@dataclass(frozen=True)
class UnderWay:
    """What was under way when the page was drawn, and how what changes meanwhile is drawn again.

    `place` is that of bars of progress; `draw_files` draws the files as they are by then.
    """

    place: DeltaGenerator
    draw_files: Callable[[], None]
    is_reading: bool
    runs: tuple[StoringRun, ...]


def follow_work(under_way: UnderWay) -> None:
    """Draw bars of progress until some reading or storing ends, then rerun; nothing if none is.

    Called when all else is drawn, so that the page can be used meanwhile. Whoever leaves it stops
    nothing: threads do the work.
    """
    if not (under_way.is_reading or under_way.runs):
        return
    batch = handing_in.session_batch()
    while not _has_news(batch, under_way):
        draw_bars(batch, under_way.place, under_way.is_reading, under_way.runs)
        under_way.draw_files()
        time.sleep(_EVERY)
    st.rerun()


def _has_news(batch: Batch, under_way: UnderWay) -> bool:
    """Whether the reading that was under way is done, or one of the runs has ended."""
    is_read = under_way.is_reading and batch.idle.is_set()
    return is_read or any(run.ended.is_set() for run in under_way.runs)


def draw_bars(
    batch: Batch, place: DeltaGenerator, is_reading: bool, runs: Sequence[StoringRun]
) -> None:
    """Draw in `place` a bar for the reading of files and one for each run; nothing if none is."""
    own_runs = storing_report.own_runs()
    if not (is_reading or runs):
        return
    with place.container():
        if is_reading:
            _draw_bar("Đang đọc", work.progress(batch))
        for run in runs:
            is_own = run in own_runs
            note = ". Rời trang này thì việc nạp vẫn chạy tiếp" if is_own else ""
            _draw_bar("Đang nạp" if is_own else "Người khác đang nạp", storing_progress(run), note)


def _draw_bar(action: str, progress: Progress, note: str = "") -> None:
    """Draw how many files are done, the share of the work as a bar, and the time left."""
    counts = f"{words.number(progress.done_count)}/{words.number(progress.file_count)} tệp"
    st.progress(
        min(progress.share, 1.0),
        f"{action} {counts}, {time_left_words(progress.seconds_left)}{note}.",
    )
