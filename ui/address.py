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
    text: Callable[[str], str],
    admits: Callable[[str], bool] = lambda value: False,
) -> str:
    """A select box whose choice stays in the address and from page to page.

    A value that is kept and that `admits` is an option too: an address may ask for a commune or
    a period of which there are no figures, and then the page says that.
    """

    values = (st.session_state.get(key), in_address(key), st.session_state.get(f"kept_{key}"))
    usable = [value for value in values if value and (value in options or admits(value))]
    chosen: str = usable[0] if usable else initial
    if in_address(key) not in usable and chosen != SPAN:
        warn_of_unknown(key, [in_address(key)], text(chosen))
    if chosen not in options:
        options = (chosen, *options)
    # Set at every run: a key that the page before used belongs to that page's widget until then.
    st.session_state[key] = chosen
    return remember(key, st.selectbox(label, options, key=key, format_func=text))


def in_address(key: str) -> str | None:
    """What the address says of it."""
    value: str | None = st.query_params.get(key)
    return value


def warn_of_unknown(key: str, values: Sequence[str | None], instead: str) -> None:
    """Say that the address which opened this session asks for what there is not."""
    unknown = ", ".join(f"“{value}”" for value in values if value)
    if unknown and key in _KEYS and f"kept_{key}" not in st.session_state:
        st.warning(
            words.plain(
                f"Địa chỉ trang ghi {_KEYS[key]} {unknown}, không có lựa chọn này: "
                f"đang xem {instead}."
            )
        )


def last_choice(key: str) -> str | None:
    """The address's value, else the one chosen on a page before."""
    return in_address(key) or st.session_state.get(f"kept_{key}")


def remember(key: str, value: str) -> str:
    """Keep a choice for the address and for the other pages."""
    st.session_state[f"kept_{key}"] = value
    return value


def write(*keys: str) -> None:
    """Put the kept choices into the address, all at once: each write is a step of "Back"."""
    kept_ones = {key: st.session_state[f"kept_{key}"] for key in keys}
    changed = {k: v for k, v in kept_ones.items() if v != SPAN and in_address(k) != v}
    if changed:
        st.query_params.update(changed)
