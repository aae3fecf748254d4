"""The least page that draws: a title and a Plotly chart of twelve points."""

import plotly.graph_objects as go
import streamlit as st

st.title("Một biểu đồ")
st.plotly_chart(go.Figure(go.Scatter(y=list(range(12)))))
