"""The page “Nạp số liệu”."""

import streamlit as st

st.title("Nạp số liệu")
