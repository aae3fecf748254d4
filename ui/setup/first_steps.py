"""What an empty dashboard asks, one step open at a time, each left for later at will."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from ui import frame, session
from ui.display import words
from ui.setup import export_guide, home_commune, plan_step

_OPEN, _POSTPONED = "setup_open", "setup_postponed"


@dataclass(frozen=True)
class _Step:
    """A step: what it asks, and the answer in words, "" before there is one."""

    number: int
    title: str
    answer: str
    ask: Callable[[], None]


def stop_on_first_visit() -> None:
    """While there are no figures, draw the first steps and end the page; else do nothing."""
    if frame.has_figures():
        return
    st.markdown(
        "## Chưa có số liệu\n"
        "Ba việc để bắt đầu. Việc nào cũng để sau được và làm lại được ở trang "
        "[Thiết lập](thiet-lap)."
    )
    steps = _steps()
    open_number = _open_step_number(steps)
    for step in steps:
        _show_step(step, is_open=step.number == open_number)
    frame.offer_demonstration()
    st.stop()


def say_missing_figures(commune_code: str) -> None:
    """Draw where to load figures if the commune has none of its own; else nothing."""
    if not session.holdings().sources_of(commune_code):
        st.info(
            f"Chưa có số liệu của {words.full_commune_name(commune_code)}. Hãy nạp ở trang "
            "[Nạp số liệu](nap-so-lieu); lấy tệp ở đâu thì xem trang [Thiết lập](thiet-lap)."
        )


def show_all_steps() -> None:
    """Draw every first step open, with its answer so far, to be answered anew."""
    for step in _steps():
        st.header(step.title, anchor=False)
        if step.answer:
            st.markdown(words.escape_markdown(step.answer))
        step.ask()


def _steps() -> tuple[_Step, ...]:
    """The first steps in their order, each with its answer so far: commune, plan, figures."""
    home_code = session.home_commune()
    return (
        _Step(
            1,
            "Trung tâm của tôi",
            words.full_commune_name(home_code) if home_code else "",
            home_commune.ask_for_home_commune,
        ),
        _Step(2, "Kế hoạch", "; ".join(plan_step.plan_titles(home_code)), plan_step.ask_for_plan),
        _Step(3, "Tệp xuất đầu tiên", "", ask_for_export),
    )


def ask_for_export() -> None:
    """Draw where an export is taken from, and a button to the page that loads it."""
    export_guide.show_guide()
    if st.button("Mở trang Nạp số liệu", type="primary", key="open_uploads"):
        st.switch_page("../pages/uploads.py")


def _open_step_number(steps: tuple[_Step, ...]) -> int:
    """The number of the step picked, else of the first that waits for an answer; 0 if none."""
    postponed: frozenset[int] = st.session_state.get(_POSTPONED, frozenset())
    waiting = [step.number for step in steps if not step.answer and step.number not in postponed]
    picked: int | None = st.session_state.get(_OPEN)
    return picked or (waiting[0] if waiting else 0)


def _show_step(step: _Step, is_open: bool) -> None:
    """Draw a step: its question if it is open, else its answer in a line and a button."""
    with st.container(border=True):
        mark = "✔" if step.answer else f"{step.number}."
        answer = f": {words.escape_markdown(step.answer)}" if step.answer else ""
        if is_open:
            st.markdown(f"### {mark} {step.title}{answer}")
            step.ask()
            st.button(
                "Để sau", key=f"postpone_{step.number}", on_click=_postpone_step, args=(step,)
            )
            return
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{mark} {step.title}**{answer}")
            label = "Đổi" if step.answer else "Làm bây giờ"
            st.button(
                label, key=f"open_step_{step.number}", on_click=_open_step, args=(step.number,)
            )


def _open_step(number: int) -> None:
    """Have the next run draw the step of this number open, by the session."""
    st.session_state[_OPEN] = number


def _postpone_step(step: _Step) -> None:
    """Note in the session that a step is left for later, and open the next that waits."""
    st.session_state[_POSTPONED] = st.session_state.get(_POSTPONED, frozenset()) | {step.number}
    st.session_state.pop(_OPEN, None)
