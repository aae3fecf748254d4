"""A box for words to look for, kept in the page's address."""

from __future__ import annotations

import streamlit as st

from ui import address


def type_query(label: str, key: str, placeholder: str) -> str:
    """Draw a box for a query and give what was typed; the address keeps it as `key`."""
    if key not in st.session_state:
        st.session_state[key] = address.address_choice(key) or ""
    query = st.text_input(label, key=key, placeholder=placeholder).strip()
    if query:
        st.query_params[key] = query
    elif key in st.query_params:
        del st.query_params[key]
    return query
