"""The choice of the reader's own centre, among all communes, by what is typed of its name."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from data.commune_search import is_name_typed, search_communes
from data.record.settings import set_setting
from ui import address, session, storing
from ui.display import markup, words

_MOST_OFFERED = 8
_SEARCH = "home_search"
# Streamlit's own hint beside the box is English; the caption says it.
_WITHOUT_HINT = Markup(
    "<style>.st-key-home_search [data-testid=InputInstructions]{display:none}</style>"
)


def ask_for_home_commune() -> None:
    """Draw a search for one's own commune, the matches, and a button that stores one as home."""
    markup.show_html(_WITHOUT_HINT)
    text = st.text_input(
        "Tên xã, phường, đặc khu",
        key=_SEARCH,
        max_chars=100,
        placeholder="Ví dụ: ninh giang hai phong",
    )
    st.caption(
        "Gõ có dấu hay không dấu, thêm tên tỉnh (mới hoặc cũ) khi trùng tên, rồi nhấn Enter."
    )
    if not text.strip():
        return
    communes = search_communes(text)
    matches = [commune.code for commune in communes]
    if not matches:
        st.warning(
            "Không có xã, phường, đặc khu nào tên như vậy. Hãy gõ lại một phần của tên, ví dụ "
            "“ninh giang”."
        )
        return
    code = st.radio(
        "Chọn đúng nơi của mình"
        if is_name_typed(text, communes)
        else f"Không có tên “{words.escape_markdown(text.strip())}”; gần giống:",
        matches[:_MOST_OFFERED],
        format_func=words.full_commune_name,
        key=f"home_match_{text}",
    )
    if (more_count := len(matches) - _MOST_OFFERED) > 0:
        st.caption(f"Còn {words.number(more_count)} nơi khác: hãy gõ thêm tên hoặc tỉnh.")
    st.button(
        "Chọn làm trung tâm của tôi",
        type="primary",
        key="choose_home",
        on_click=_keep_home_commune,
        args=(code,),
    )


def _keep_home_commune(code: str) -> None:
    """Store the home commune's code, and have this session's pages open with it."""
    if storing.write_or_explain(set_setting, session.folder(), "home_commune", code, session.USER):
        st.session_state[_SEARCH] = ""
        st.session_state.pop("xa", None)
        st.query_params.pop("xa", None)
        address.keep_choice("xa", code)
