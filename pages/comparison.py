"""The page “So sánh”."""

import streamlit as st

st.title("So sánh")
