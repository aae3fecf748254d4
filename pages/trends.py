"""The page “Diễn biến”."""

import streamlit as st

st.title("Diễn biến")
