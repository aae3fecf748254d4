"""What is being stored and what was: how far it has come, and of each file the truth."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.wording import capitalise_first_letter
from ui import session
from ui.display import words
from ui.unsaved.kept_work import RUNS
from ui.uploads.batch.progress import time_left_words
from ui.uploads.batch.states import STATE_WORDS
from ui.uploads.batch.storing import StoringRun, failure_lines, names_by_outcome, storing_progress

_OVERVIEW_TO_OPEN = "overview_to_open"
_LOOK_SECONDS = 2.0
_MOST_NAMED = 3  # communes, files of an outcome


@st.cache_resource(show_spinner=False)
def _runs_of_server() -> list[StoringRun]:
    """The server's list of all readers' runs whose end nobody was told of, oldest first."""
    return []


def own_runs() -> list[StoringRun]:
    """The session's list of this reader's runs since the table was last cleared, oldest first."""
    runs: list[StoringRun] = st.session_state.setdefault(RUNS, [])
    return runs


def runs_of_others() -> list[StoringRun]:
    """Other readers' runs on this record of which nobody was told the end, ended ones too."""
    own = own_runs()
    return [
        run
        for run in _runs_of_server()
        if run not in own and run.folder == session.folder() and not run.is_told
    ]


def note_run(run: StoringRun) -> None:
    """Add a begun run to this session's list and to the server's."""
    own_runs().append(run)
    note_run_of_server(run)


def note_run_of_server(run: StoringRun) -> None:
    """Keep a run that has begun for whoever comes after."""
    _runs_of_server().append(run)


def forget_runs() -> None:
    """Drop this reader's ended runs from the session, so that they are told no more."""
    st.session_state[RUNS] = [run for run in own_runs() if not run.ended.is_set()]


def open_overview_if_asked() -> None:
    """Switch to the overview of the commune whose button was pressed; else do nothing."""
    if commune_code := st.session_state.pop(_OVERVIEW_TO_OPEN, ""):
        st.switch_page("../pages/overview.py", query_params={"xa": commune_code})


def tell_of_own_runs() -> None:
    """Draw what this reader's ended runs stored and what failed, with a button to the overview."""
    ended_runs = [run for run in own_runs() if run.ended.is_set()]
    for run in ended_runs:
        _show_end(run)
        _mark_as_told(run)
    if codes := sorted({code for run in ended_runs for code in run.commune_codes}):
        _offer_overview(codes)


@st.fragment(run_every=_LOOK_SECONDS)
def follow_storing() -> None:
    """Draw a line on the files being stored, on another page, until they are; then run it again."""
    runs = [run for run in {*own_runs(), *runs_of_others()} if not run.ended.is_set()]
    if not runs:
        st.rerun()
    progresses = [storing_progress(run) for run in runs]
    count = sum(progress.file_count - progress.done_count for progress in progresses)
    time_left = time_left_words(max(progress.seconds_left for progress in progresses))
    st.info(
        f"Đang nạp {words.number(count)} tệp, {time_left}. Xem ở trang [Nạp số liệu](nap-so-lieu).",
        icon=":material/upload:",
    )


def is_storing() -> bool:
    """Whether files are being stored, this reader's or others'."""
    return any(not run.ended.is_set() for run in (*own_runs(), *runs_of_others()))


def tell_of_others() -> None:
    """Draw how ended runs of readers who left went, each until somebody presses "Đã xem"."""
    for place, run in enumerate(runs_of_others()):
        if run.ended.is_set():
            with st.container(border=True):
                st.markdown("**Lượt nạp mà người nạp đã rời trang**")
                _show_end(run)
                _account_for_each_file(run)
                if st.button("Đã xem", key=f"seen-{place}"):
                    _mark_as_told(run)
                    st.rerun()


def _account_for_each_file(run: StoringRun) -> None:
    """Draw a sentence that counts and names all files of the run's batch; longer lists folded."""
    names = names_by_outcome(run)
    count = sum(map(len, names.values()))
    parts = (f"{words.number(len(group))} {outcome}" for outcome, group in names.items())
    named = (
        f"{part} ({_first_names(group)})" for part, group in zip(parts, names.values(), strict=True)
    )
    open_words = {STATE_WORDS["refused"], STATE_WORDS["waiting"], "chưa lưu được"} & names.keys()
    advice = " Hãy chọn lại những tệp chưa nạp được để nạp tiếp." if open_words else ""
    sentence = f"{words.number(count)} tệp: {', '.join(named)}.{advice}"
    st.markdown(words.escape_markdown(sentence))
    if any(len(group) > _MOST_NAMED for group in names.values()):
        with st.expander("Tên mọi tệp"):
            for outcome, group in names.items():
                line = f"{capitalise_first_letter(outcome)}: {'; '.join(group)}."
                st.markdown(words.escape_markdown(line))


def _first_names(names: Sequence[str]) -> str:
    """The first files' names, and how many more there are: "a.xlsx, b.xlsx và 4 tệp khác"."""
    more = len(names) - _MOST_NAMED
    rest = f" và {words.number(more)} tệp khác" if more > 0 else ""
    return ", ".join(names[:_MOST_NAMED]) + rest


def _mark_as_told(run: StoringRun) -> None:
    """Mark a run's end as told, and drop it from the server's list."""
    run.is_told = True
    runs = _runs_of_server()
    if run in runs:
        runs.remove(run)


def _show_end(run: StoringRun) -> None:
    """Draw how many files were stored, how many others had stored before, and what failed."""
    if run.stored_count:
        note = _strangers_note(run.commune_codes)
        st.success(f"Đã nạp {words.number(run.stored_count)} tệp.{note}")
    if run.by_others:
        count = words.number(len(run.by_others))
        st.info(f"{count} tệp đã có người nạp trước đó; không có gì thay đổi.")
    if run.failures:
        lines = "\n".join(
            f"- {words.escape_markdown(f'“{name}”: {sentence}')}"
            for name, sentence in failure_lines(run)
        )
        st.error(f"**Chưa lưu được**, những tệp này vẫn còn ở bảng:\n\n{lines}")
    if run.demonstration_failure:
        sentence = f"Chưa rút được số liệu minh họa: {run.demonstration_failure}"
        st.error(words.escape_markdown(sentence))


def _strangers_note(codes: Sequence[str]) -> str:
    """A sentence naming the stored communes, if the home commune is not among them; else ""."""
    home_code = session.home_commune()
    if home_code is None or home_code in codes or not codes:
        return ""
    names = ", ".join(map(words.full_commune_name, codes[:_MOST_NAMED]))
    unnamed_count = len(codes) - _MOST_NAMED
    rest = f" và {words.number(unnamed_count)} nơi khác" if unnamed_count > 0 else ""
    return (
        f" Số liệu là của {names}{rest}, không phải của trung tâm mình "
        f"({words.full_commune_name(home_code)})."
    )


def _offer_overview(codes: Sequence[str]) -> None:
    """Draw a button to the overview of home, if among `codes`, else of the first of them.

    A button, since a link in a text opens another tab, where nothing typed here is known.
    """
    home_code = session.home_commune()
    code = home_code if home_code and home_code in codes else codes[0]
    st.button(
        f"Xem Tổng quan của {words.commune_name(code)}",
        key="open_overview",
        on_click=lambda: st.session_state.update({_OVERVIEW_TO_OPEN: code}),
    )
