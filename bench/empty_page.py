"""Serves, by our settings, a page with nothing but a title: what Streamlit itself takes."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit import config

from ui.serving import MIDDLEWARE, ROUTES, serve

_PROJECT = Path(__file__).resolve().parents[1]
_SCRIPT = Path(__file__).with_name("scripts") / "empty.py"

if __name__ == "__main__":
    config._main_script_path = str(_PROJECT / "app.py")  # beside it lie the settings
    serve(st.App(_SCRIPT, routes=ROUTES, middleware=MIDDLEWARE))
