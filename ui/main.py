"""The one script that Streamlit runs for every page address: frame first, then the page."""

from pathlib import Path

import streamlit as st

from ui.address import PAGE_KEY
from ui.page_list import PAGES, PAGES_BY_GROUP
from ui.unreadable_record import run_or_explain
from ui.unsaved.kept_work import run_with_kept_work

NAME = "Chỉ số TTHC"
STATIC = Path(__file__).resolve().parent / "static"


def main() -> None:
    """Set up the frame and the navigation, and run the page that the address names."""
    st.set_page_config(page_title=NAME, page_icon=str(STATIC / "icon.png"), layout="wide")
    # A sign-in gate stands here: no page is even looked up above this line.
    pages = {
        group: [
            st.Page(f"../pages/{file}", title=title, url_path=address, default=file == PAGES[0][0])
            for file, title, address in group_pages
        ]
        for group, group_pages in PAGES_BY_GROUP.items()
    }
    st.logo(str(STATIC / "icon.svg"), size="large")
    page = st.navigation(pages, position="top")
    st.set_page_config(page_title=f"{page.title} · {NAME}")
    st.session_state[PAGE_KEY] = page.url_path
    run_or_explain(lambda: run_with_kept_work(page.run))


main()
