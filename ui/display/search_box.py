"""A box for words to look for, kept in the page's address."""

from __future__ import annotations

import streamlit as st

from ui import address


def type_query(label: str, key: str, placeholder: str) -> str:
    """Draw a search box and give what was typed, "" if nothing; the address keeps it as `key`."""
    if address.is_new_choice(key):  # the reader followed a link or went back
        st.session_state[key] = address.address_choice(key) or ""
    query = st.text_input(label, key=key, placeholder=placeholder).strip()
    if query and query != address.address_choice(key):
        st.query_params[key] = query
    elif not query and key in st.query_params:
        del st.query_params[key]
    address.note_written(key)
    return query
