"""What a reader chose, kept in the page's address and from page to page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from ui.display import words

SPAN = "khac"  # a from–to: its two days are in the address, not this word
_KEYS = {
    "xa": "xã, phường",
    "cac-xa": "xã, phường",
    "ky": "kỳ",
    "lich": "lịch",
    "chi-so": "chỉ số",
    "ke-hoach-cua": "kế hoạch",
    "tinh-trang": "tình trạng",
    "chu-tri": "cơ quan chủ trì",
}


def selectbox(
    label: str,
    key: str,
    options: Sequence[str],
    initial: str,
    label_of: Callable[[str], str],
    admits: Callable[[str], bool] = lambda choice: False,
) -> str:
    """A select box whose choice stays in the address and from page to page.

    A choice in the address or of an earlier page that is not among the `options` is kept where
    `admits` says so: an address may name a commune or a period without figures, and then the page
    says that there are none.
    """
    candidates = (st.session_state.get(key), in_address(key), st.session_state.get(f"kept_{key}"))
    usable = [choice for choice in candidates if choice and (choice in options or admits(choice))]
    chosen: str = usable[0] if usable else initial
    if in_address(key) not in usable and chosen != SPAN:
        warn_of_unknown(key, [in_address(key)], label_of(chosen))
    if chosen not in options:
        options = (chosen, *options)
    # Set at every run: a key that the page before used belongs to that page's widget until then.
    st.session_state[key] = chosen
    return remember(key, st.selectbox(label, options, key=key, format_func=label_of))


def in_address(key: str) -> str | None:
    """What the page's address gives for the key; None where it does not name it."""
    text: str | None = st.query_params.get(key)
    return text


def warn_of_unknown(key: str, choices: Sequence[str | None], instead: str) -> None:
    """Warn that the address which opened this session names `choices` that there are not."""
    unknown = ", ".join(f"“{text}”" for text in choices if text)
    if unknown and key in _KEYS and f"kept_{key}" not in st.session_state:
        st.warning(
            words.escape_markdown(
                f"Địa chỉ trang ghi {_KEYS[key]} {unknown}, không có lựa chọn này: "
                f"đang xem {instead}."
            )
        )


def last_choice(key: str) -> str | None:
    """What the address gives, else what was chosen on a page before."""
    return in_address(key) or st.session_state.get(f"kept_{key}")


def remember(key: str, choice: str) -> str:
    """Keep a choice for the address and for the other pages; gives it back."""
    st.session_state[f"kept_{key}"] = choice
    return choice


def write(*keys: str) -> None:
    """Put the remembered choices into the address, all at once: each write is a step of "Back"."""
    choices = {key: st.session_state[f"kept_{key}"] for key in keys}
    changed = {
        key: choice
        for key, choice in choices.items()
        if choice != SPAN and in_address(key) != choice
    }
    if changed:
        st.query_params.update(changed)
