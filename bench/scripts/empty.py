"""A page with nothing but a title."""

import streamlit as st

st.title("Trang trống")
