"""What a reader chose stands in the page's address."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.support.pages import pages_over


def _page_with_a_commune_alone() -> None:
    """A page's script: Streamlit runs this text by itself."""
    import streamlit as st

    from ui import filters

    st.text(filters.choose_commune())


def test_a_commune_chosen_alone_stands_in_the_address(tmp_path: Path) -> None:
    with pages_over(tmp_path / "tthc.duckdb"):
        app = AppTest.from_function(_page_with_a_commune_alone, default_timeout=60)
        app.query_params["xa"] = "31393"
        app.run()
        assert app.text[0].value == "31393"
        app.selectbox(key="xa").set_value("09385").run()
        assert not app.exception
        assert app.text[0].value == "09385"
        assert app.query_params["xa"] in ("09385", ["09385"])
