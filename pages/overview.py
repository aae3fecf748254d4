"""The page “Tổng quan”."""

import streamlit as st

st.title("Tổng quan")
