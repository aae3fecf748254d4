"""The batch on the page: handed in, counted in a sentence, asked about, shown, and stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui import session
from ui.display import words
from ui.display.colours import colours
from ui.display.markup import show_html
from ui.unsaved import kept_work
from ui.uploads import details, file_table, handing_in, questions, storing_report
from ui.uploads.batch import work
from ui.uploads.batch.batch import Batch, kept_once, mark_as_being_stored
from ui.uploads.batch.lines import FileLine, batch_lines
from ui.uploads.batch.states import STATE_WORDS, State, counting_sentence
from ui.uploads.batch.storing import (
    FileToStore,
    StoringRun,
    begin_storing,
    note_outcomes,
)
from ui.uploads.under_way import UnderWay, draw_bars

_STORE, _WITHDRAW = "store_batch", "withdraw_demonstration_too"
_PATIENCE = 0.4  # seconds in which most files are read, before a bar is drawn
_MOST_WAITED = 120.0  # seconds for files that are staged anew when storing is asked for
_FEWEST_TO_FILTER = 8
_MOST_NAMED = 4


@dataclass(frozen=True)
class _FilesPlaces:
    """Where the sentence that counts the files stands, and the table of those of a state."""

    sentence: DeltaGenerator
    state: State | None
    table: DeltaGenerator


def _draw_lines(lines: Sequence[FileLine], places: _FilesPlaces) -> None:
    """Draw, for more than one file, the counting sentence and the table of `places.state`."""
    _draw_sentence(lines, places.sentence)
    if len(lines) > 1:
        shown_lines = tuple(line for line in lines if places.state in (None, line.state))
        with places.table.container():
            show_html(file_table.files_table(shown_lines, colours()))


def _draw_sentence(lines: Sequence[FileLine], place: DeltaGenerator) -> None:
    """Draw how many files have which state, if there is more than one file."""
    if len(lines) > 1:
        place.markdown(f"**{counting_sentence([line.state for line in lines])}**")


def show_batch() -> UnderWay:
    """Draw the uploader and all about the batch; start what is to be read; give what goes on."""
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
        open_runs = (*open_runs, *_begin_storing(batch))
    _say_what_is_back(batch)
    place, is_reading = st.empty(), not batch.idle.is_set()
    draw_bars(batch, place, is_reading, open_runs)
    _show_left_out(batch)
    storing_report.tell_of_own_runs()
    places = _show_files(batch) if batch.files else None
    return UnderWay(place, partial(_draw_files_again, batch, places), is_reading, open_runs)


def _say_what_is_back(batch: Batch) -> None:
    """Draw, on a page loaded anew, whether the files looked at are still here or were dropped."""
    if any(file.stored is None for file in batch.files.values()):
        kept_work.say_what_is_back(
            kept_work.BATCH, "Những tệp đang xem dở vẫn còn ở dưới; tệp chưa nạp thì **chưa lưu**."
        )
    else:
        kept_work.say_what_lapsed(
            kept_work.BATCH,
            f"Những tệp xem dở đã để quá {kept_work.KEPT_HOURS} giờ, hoặc phải nhường bộ nhớ, nên "
            "không còn ở đây: hãy chọn lại tệp chưa nạp.",
        )


def _draw_files_again(batch: Batch, places: _FilesPlaces | None) -> None:
    """Draw the sentence and the table again, where they stand, with the states by now."""
    for run in storing_report.own_runs():
        note_outcomes(batch, run)
    if places:
        _draw_lines(batch_lines(batch), places)


def _open_runs() -> tuple[StoringRun, ...]:
    """The storing runs under way, this reader's first, then those of other readers."""
    runs = (*storing_report.own_runs(), *storing_report.runs_of_others())
    return tuple(run for run in runs if not run.ended.is_set())


def _show_files(batch: Batch) -> _FilesPlaces:
    """Draw the sentence, button, questions, table, a file's details; give the places to redraw.

    The places of the sentence and of the table are given, where they may be drawn again.
    """
    lines = batch_lines(batch)
    sentence_place = st.empty()
    _draw_sentence(lines, sentence_place)  # at once: what is drawn below takes longer
    _offer_storing(lines)
    open_numbers = {line.number for line in lines if line.state not in ("stored", "storing")}
    files = [file for number, file in kept_once(batch).items() if number in open_numbers]
    if len(lines) > 1 and any(line.state == "waiting" for line in lines):
        st.header("Cần trả lời", anchor=False)
    questions.ask_questions(batch, [file for file in files if _is_read(lines, file.number)])
    places = _FilesPlaces(sentence_place, _choose_state(lines), st.empty())
    _draw_lines(lines, places)
    file = details.choose_file(files) if len(lines) > 1 else next(iter(files), None)
    if file and file.read and _is_read(lines, file.number):
        details.show_file(batch, file)
    return places


def _is_read(lines: Sequence[FileLine], number: int) -> bool:
    """Whether the file of this number has been read and staged."""
    return any(line.number == number and line.state != "reading" for line in lines)


def _choose_state(lines: Sequence[FileLine]) -> State | None:
    """Draw a choice of states if there are eight files or more; give the one chosen, or None."""
    counts = Counter(line.state for line in lines)
    states = [state for state in STATE_WORDS if counts[state]]
    if len(lines) < _FEWEST_TO_FILTER or len(states) < 2:
        return None
    state: State | None = st.pills(
        "Chỉ xem các tệp",
        states,
        format_func=lambda s: f"{STATE_WORDS[s]} ({words.number(counts[s])})",
        key="state_of_files",
    )
    return state


def _offer_storing(lines: Sequence[FileLine]) -> None:
    """Draw the button that stores what is ready, and the one that clears the table."""
    count = sum(line.state == "ready" for line in lines)
    if all(line.state in ("stored", "storing") for line in lines):
        if len(lines) > 1 and all(line.state == "stored" for line in lines):
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
    """Draw a button that clears the table and this reader's ended runs, and reruns the page."""
    if st.button("Dọn bảng", key="put_away", help="Bỏ mọi tệp ở bảng này; số liệu đã nạp vẫn còn"):
        handing_in.put_batch_away()
        storing_report.forget_runs()
        st.rerun()


def _show_left_out(batch: Batch) -> None:
    """Draw which entries of zips are no files to load, and what they are; nothing without."""
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


def _begin_storing(batch: Batch) -> tuple[StoringRun, ...]:
    """Start storing all ready files in a thread: (the run,), or () if no file is ready.

    The run is given, or nothing where no file is ready; the page runs again where it has ended.
    """
    batch.idle.wait(_MOST_WAITED)
    lines = batch_lines(batch)
    ready_numbers = [line.number for line in lines if line.state == "ready"]
    files = tuple(
        FileToStore(number, file.member.name, file.preview.outcome)  # type: ignore[arg-type]
        for number in ready_numbers
        if (file := batch.files[number]).preview
    )
    if not files:
        return ()
    run = StoringRun(
        folder=session.folder(),
        by=session.USER,
        files=files,
        withdraws_demonstration=_withdraws_demonstration(),
        other_names=_names_by_state(lines, ready_numbers),
    )
    mark_as_being_stored(batch, ready_numbers)
    storing_report.note_run(run)  # first, since Streamlit may end this script at any time
    begin_storing(run)
    if run.ended.wait(_PATIENCE):
        st.rerun()
    return (run,)


def _withdraws_demonstration() -> bool:
    """Whether the demonstration data are there and to be withdrawn as files are stored."""
    return session.shows_demonstration() and bool(st.session_state.get(_WITHDRAW, True))


def _names_by_state(
    lines: Sequence[FileLine], ready_numbers: Sequence[int]
) -> dict[State, list[str]]:
    """State → the names of its files, without those being stored now or stored before."""
    names: dict[State, list[str]] = {}
    for line in lines:
        if line.number not in ready_numbers and line.state not in ("stored", "storing"):
            names.setdefault(line.state, []).append(line.name)
    return names
