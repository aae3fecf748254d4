"""The page “Kế hoạch”."""

import streamlit as st

st.title("Kế hoạch")
