"""The dashboard's ASGI entry: `python app.py` serves it; `streamlit run app.py` works too."""

import sys
from pathlib import Path

import streamlit as st
from streamlit import config, net_util

from data.record.places import UnusablePlace, check_place
from ui.serving import MIDDLEWARE, ROUTES, serve, show_failure
from ui.session import database_path

HERE = Path(__file__).resolve().parent

# Streamlit reads .streamlit/config.toml beside what it takes for the main script. That file lies
# here, not in ui/, and must be found from any working directory.
config._main_script_path = str(HERE / "app.py")
# A connection from another site makes Streamlit ask an outside service for this machine's public
# address, to compare. The answer given here, already on its list, keeps it from asking.
net_util._external_ip = "127.0.0.1"

# Not the page script itself: beside a folder pages/ Streamlit serves every file in that folder
# directly, before ui/main.py could ask who is there.
app = st.App(
    HERE / "ui" / "main.py", routes=ROUTES, middleware=MIDDLEWARE, on_script_error=show_failure
)

if __name__ == "__main__":
    try:
        check_place(database_path())
    except UnusablePlace as fault:
        sys.exit(fault.sentence)
    serve(app)
