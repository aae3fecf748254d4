"""The batch on the page: handed in, counted in a sentence, asked about, shown, and stored."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui import session
from ui.display import words
from ui.display.colours import colours
from ui.display.markup import show_html
from ui.uploads import details, file_table, handing_in, questions, storing_report
from ui.uploads.batch import work
from ui.uploads.batch.batch import Batch, kept_once, mark_as_being_stored
from ui.uploads.batch.lines import FileLine, batch_lines
from ui.uploads.batch.progress import Progress, time_left_words
from ui.uploads.batch.states import STATE_WORDS, State, counting_sentence
from ui.uploads.batch.storing import (
    FileToStore,
    StoringRun,
    begin_storing,
    note_outcomes,
    storing_progress,
)

_STORE, _WITHDRAW = "store_batch", "withdraw_demonstration_too"
_PATIENCE = 0.4  # seconds in which most files are read, before a bar is drawn
_EVERY = 0.3  # seconds between two looks at what threads have done
_MOST_WAITED = 120.0  # seconds for files that are staged anew when storing is asked for
_FEWEST_TO_FILTER = 8
_MOST_NAMED = 4


@dataclass(frozen=True)
class UnderWay:
    """What was under way when the page was drawn, and the place for its bars of progress."""

    place: DeltaGenerator
    is_reading: bool
    runs: tuple[StoringRun, ...]


def show_batch() -> UnderWay:
    """Draw the uploader and all about the batch; give what is still under way."""
    batch = handing_in.session_batch()
    if handing_in.choose_files(batch):
        storing_report.forget_runs()
        st.rerun()
    open_runs = _open_runs()  # before their outcomes: what ends in between is shown anew
    for run in storing_report.own_runs():
        note_outcomes(batch, run)
    work.bring_up_to_date(batch, handing_in.circumstances())
    batch.idle.wait(_PATIENCE)
    if st.session_state.pop(_STORE, False):
        _begin_storing(batch)
        st.rerun()
    under_way = UnderWay(st.empty(), not batch.idle.is_set(), open_runs)
    _show_left_out(batch)
    storing_report.tell_of_own_runs()
    if batch.files:
        _show_files(batch)
    return under_way


def _open_runs() -> tuple[StoringRun, ...]:
    """The runs of storing under way, this reader's and others'."""
    runs = (*storing_report.own_runs(), *storing_report.runs_of_others())
    return tuple(run for run in runs if not run.ended.is_set())


def _show_files(batch: Batch) -> None:
    """Draw the sentence, the button, the questions, the table and a file's details."""
    lines = batch_lines(batch)
    if len(lines) > 1:
        st.markdown(f"**{counting_sentence([line.state for line in lines])}**")
    _offer_storing(lines)
    open_numbers = {line.number for line in lines if line.state not in ("stored", "storing")}
    files = [file for number, file in kept_once(batch).items() if number in open_numbers]
    if len(lines) > 1 and any(line.state == "waiting" for line in lines):
        st.subheader("Cần trả lời", anchor=False)
    questions.ask_questions(batch, [file for file in files if _is_read(lines, file.number)])
    if len(lines) > 1:
        show_html(file_table.files_table(_filtered(lines), colours()))
    file = details.choose_file(files) if len(lines) > 1 else next(iter(files), None)
    if file and file.read and _is_read(lines, file.number):
        details.show_file(batch, file)


def _is_read(lines: Sequence[FileLine], number: int) -> bool:
    """Whether the file of this number has been read and staged."""
    return any(line.number == number and line.state != "reading" for line in lines)


def _filtered(lines: Sequence[FileLine]) -> Sequence[FileLine]:
    """Draw a choice of states where there are many files; the lines of the state chosen."""
    counts = Counter(line.state for line in lines)
    states = [state for state in STATE_WORDS if counts[state]]
    if len(lines) < _FEWEST_TO_FILTER or len(states) < 2:
        return lines
    state: State | None = st.pills(
        "Chỉ xem các tệp",
        states,
        format_func=lambda s: f"{STATE_WORDS[s]} ({words.number(counts[s])})",
        key="state_of_files",
    )
    return [line for line in lines if state is None or line.state == state]


def _offer_storing(lines: Sequence[FileLine]) -> None:
    """Draw the button that stores what is ready, and the one that puts the batch away."""
    count = sum(line.state == "ready" for line in lines)
    if all(line.state in ("stored", "storing") for line in lines):
        if all(line.state == "stored" for line in lines):
            _offer_to_put_away()
        return
    if count and session.shows_demonstration():
        st.checkbox("Rút số liệu minh họa khi nạp", value=True, key=_WITHDRAW)
    is_reading = any(line.state == "reading" for line in lines)
    label = f"Nạp {words.number(count)} tệp" if count else "Chưa có tệp nào để nạp"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Đang đọc tệp…" if is_reading else label,
            type="primary",
            disabled=not count or is_reading,
            key="store",
            on_click=lambda: st.session_state.update({_STORE: True}),
        )
        if len(lines) > 1:
            _offer_to_put_away()


def _offer_to_put_away() -> None:
    """Draw a button that empties the table."""
    if st.button("Dọn bảng", key="put_away", help="Bỏ mọi tệp ở bảng này; số liệu đã nạp vẫn còn"):
        handing_in.put_batch_away()
        storing_report.forget_runs()
        st.rerun()


def _show_left_out(batch: Batch) -> None:
    """Say which entries of zips are no files to load, and what they are."""
    if not batch.left_out:
        return
    names = ", ".join(f"{entry.name} ({entry.kind})" for entry in batch.left_out[:_MOST_NAMED])
    more = len(batch.left_out) - _MOST_NAMED
    rest = f" và {words.number(more)} mục khác" if more > 0 else ""
    count = words.number(len(batch.left_out))
    st.caption(
        words.escape_markdown(
            f"Không tính {count} mục trong tệp nén, không phải số liệu: {names}{rest}."
        )
    )


def _begin_storing(batch: Batch) -> None:
    """Begin to store all files that are ready, once what is being staged anew is so."""
    batch.idle.wait(_MOST_WAITED)
    lines = batch_lines(batch)
    ready_numbers = [line.number for line in lines if line.state == "ready"]
    files = tuple(
        FileToStore(number, file.member.name, file.preview.outcome)  # type: ignore[arg-type]
        for number in ready_numbers
        if (file := batch.files[number]).preview
    )
    if not files:
        return
    other_states: list[State] = [line.state for line in lines if line.number not in ready_numbers]
    run = StoringRun(
        folder=session.folder(),
        by=session.USER,
        files=files,
        withdraws_demonstration=_withdraws_demonstration(),
        other_counts=_other_counts(other_states),
    )
    mark_as_being_stored(batch, ready_numbers)
    storing_report.note_run(run)  # first, since Streamlit may end this script at any time
    begin_storing(run)
    run.ended.wait(_PATIENCE)


def _withdraws_demonstration() -> bool:
    """Whether the demonstration data are to be withdrawn too."""
    return session.shows_demonstration() and bool(st.session_state.get(_WITHDRAW, True))


def _other_counts(states: Sequence[State]) -> str:
    """How many files are not stored, in words: "8 tệp bị từ chối, 3 tệp chờ trả lời"."""
    counted_states: tuple[State, ...] = ("refused", "waiting")
    return ", ".join(
        f"{words.number(states.count(state))} tệp {STATE_WORDS[state]}"
        for state in counted_states
        if state in states
    )


def follow_work(under_way: UnderWay) -> None:
    """Draw bars of progress for as long as files are read or stored, then run the page again.

    Called when all else is drawn, so that the page can be used meanwhile. Whoever leaves it stops
    nothing: threads do the work.
    """
    if not (under_way.is_reading or under_way.runs):
        return
    batch = handing_in.session_batch()
    while not _has_news(batch, under_way):
        with under_way.place.container():
            _draw_bars(batch, under_way)
        time.sleep(_EVERY)
    st.rerun()


def _has_news(batch: Batch, under_way: UnderWay) -> bool:
    """Whether something that was under way has ended, so that the page has more to show."""
    is_read = under_way.is_reading and batch.idle.is_set()
    return is_read or any(run.ended.is_set() for run in under_way.runs)


def _draw_bars(batch: Batch, under_way: UnderWay) -> None:
    """Draw a bar for the reading of files and one for each run of storing."""
    if under_way.is_reading:
        _draw_bar("Đang đọc", work.progress(batch))
    own_runs = storing_report.own_runs()
    for run in under_way.runs:
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
