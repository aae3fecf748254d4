"""What a reader chose, kept in the page's address and from page to page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

import streamlit as st

from data.periods import Period
from ui.display import words

PAGE_KEY = "page"  # of the session: the address of the page that runs
_JOURNEY_KEY = "di"
SPAN = "khac"  # a from–to: its two days are in the address, not this word
_KEY_WORDS = {
    "xa": "xã, phường",
    "cac-xa": "xã, phường",
    "nhom": "nhóm so sánh",
    "so-voi": "kỳ để so",
    "ky": "kỳ",
    "lich": "lịch",
    "chi-so": "chỉ số",
    "ke-hoach-cua": "kế hoạch",
    "dau-hieu": "dấu hiệu",
    "tinh-trang": "tình trạng",
    "chu-tri": "cơ quan chủ trì",
}


def choose_option(
    label: str,
    key: str,
    options: Sequence[str],
    initial_choice: str,
    label_of: Callable[[str], str],
    admits: Callable[[str], bool] = lambda choice: False,
    option_of: Callable[[str], str] = lambda choice: choice,
) -> str:
    """Draw a select box of `options`; give its choice, at first the address's or `initial_choice`.

    A choice in the address or of an earlier page that is not among the `options` is kept where
    `admits` says so: an address may name a commune or a period without figures, and then the page
    says that there are none. `option_of` gives the option that a text in the address stands for.
    """
    candidates = [option_of(choice) for choice in last_choices(key)]
    usable_choices = [choice for choice in candidates if choice in options or admits(choice)]
    kept_choice: str = usable_choices[0] if usable_choices else initial_choice
    if option_of(address_choice(key) or "") not in usable_choices and kept_choice != SPAN:
        warn_of_unknown_choices(key, [address_choice(key)], label_of(kept_choice))
    if kept_choice not in options:
        options = (kept_choice, *options)
    # Set at every run: a key that the page before used belongs to that page's widget until then.
    st.session_state[key] = kept_choice
    return keep_choice(key, st.selectbox(label, options, key=key, format_func=label_of))


def last_choices(key: str) -> list[str]:
    """The choices for a key in the address, its box or on earlier pages, what counts most first.

    The address counts before the page's box where it is not what was last written there: the
    reader followed a link or went back. Else the box does: the reader may just have changed it.
    """
    in_address = address_choice(key)
    candidates = (
        in_address if is_new_choice(key) else None,
        st.session_state.get(key),
        in_address,
        st.session_state.get(f"kept_{key}"),
    )
    return [choice for choice in dict.fromkeys(candidates) if choice]


def is_new_choice(key: str) -> bool:
    """Whether the address's choice for the key is the reader's, not one that a page wrote there.

    A request that left the browser before an address written by the page arrived there names the
    earlier address too, but on the same page and journey.
    """
    written: tuple[str | None, object] | None = st.session_state.get(f"written_{key}")
    if written is None:
        return address_choice(key) is not None
    return address_choice(key) != written[0] and _journey() != written[1]


def _journey() -> tuple[str, str]:
    """(the running page's address, the browser's number of its last link, Back or Forward)."""
    return st.session_state.get(PAGE_KEY, ""), st.query_params.get(_JOURNEY_KEY, "")


def choose_or_suggest(
    label: str,
    key: str,
    options: Sequence[str],
    suggestion: str,
    label_of: Callable[[str], str],
) -> str:
    """Draw a select box and give its choice: `suggestion` until the reader chooses one for the key.

    `forget_suggestion`, after the address is written, keeps what nobody chose from other pages.
    """
    marker = f"suggested_{key}"
    suggested = st.session_state.pop(marker, None)
    if suggested and address_choice(key) is None and st.session_state.get(key) == suggested:
        del st.session_state[key]  # the page before suggested it
    was_chosen = any(text in options and text != suggested for text in last_choices(key))
    choice = choose_option(label, key, options, suggestion, label_of)
    if not was_chosen:
        st.session_state[marker] = choice
    return choice


def forget_suggestion(key: str) -> None:
    """Drop the session's choice for the key, kept for other pages, if a page only suggested it."""
    if f"suggested_{key}" in st.session_state:
        del st.session_state[f"kept_{key}"]


def choose_segment(
    label: str,
    key: str,
    options: Sequence[str],
    initial_choice: str,
    label_of: Callable[[str], str],
) -> str:
    """Draw a row of buttons and give the choice; the address keeps it unless it is the initial."""
    choice = address_choice(key) if is_new_choice(key) else st.session_state.get(key)
    st.session_state[key] = choice if choice in options else initial_choice
    picked = st.segmented_control(label, options, key=key, format_func=label_of, required=True)
    choice = picked or initial_choice
    if choice == initial_choice and address_choice(key):
        del st.query_params[key]
    elif choice not in (initial_choice, address_choice(key)):
        st.query_params[key] = choice
    note_written(key)
    return choice


def address_choice(key: str) -> str | None:
    """The text that the page's address gives for the key; None where it does not name it."""
    text: str | None = st.query_params.get(key)
    return text


def warn_of_unknown_choices(key: str, choices: Sequence[str | None], chosen_label: str) -> None:
    """Warn that the opening address names unknown choices; `chosen_label` is shown instead.

    None among the `choices` is passed over; `chosen_label` says what is shown instead.
    """
    unknown_texts = ", ".join(f"“{text}”" for text in choices if text)
    if unknown_texts and key in _KEY_WORDS and f"kept_{key}" not in st.session_state:
        st.warning(
            words.escape_markdown(
                f"Địa chỉ trang ghi {_KEY_WORDS[key]} {unknown_texts}, không có lựa chọn này: "
                f"đang xem {chosen_label}."
            )
        )


def last_choice(key: str) -> str | None:
    """What the address gives for the key, else what was chosen on a page before, or None."""
    return address_choice(key) or st.session_state.get(f"kept_{key}")


def keep_choice(key: str, choice: str) -> str:
    """Keep a choice in the session under the key, for the address and other pages; give it back."""
    st.session_state[f"kept_{key}"] = choice
    return choice


def write_choices(*keys: str) -> None:
    """Put the kept choices of these keys into the address at once, one step of "Back"."""
    choices = {key: st.session_state[f"kept_{key}"] for key in keys}
    changed_choices = {
        key: choice
        for key, choice in choices.items()
        if choice != SPAN and address_choice(key) != choice
    }
    if changed_choices:
        st.query_params.update(changed_choices)
    for key in choices:
        note_written(key)


def note_written(key: str) -> None:
    """Note in the session what the address gives for the key, so that a change counts as new."""
    st.session_state[f"written_{key}"] = address_choice(key), _journey()


def link_to(page: str, commune_code: str, period: Period, **further_choices: str) -> str:
    """A page's address with the commune, the period and further choices (`chi_so` is `chi-so`)."""
    calendar = {} if period.calendar == "month" else {"lich": period.calendar}
    choices = {"xa": commune_code, "ky": period.name, **calendar}
    choices |= {name.replace("_", "-"): choice for name, choice in further_choices.items()}
    return f"{page}?{urlencode(choices)}"
