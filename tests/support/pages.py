"""Pages run by AppTest over a record of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.record.places import record_folder
from ui.kept import drop_kept


@contextmanager
def pages_over(database: Path) -> Iterator[Path]:
    """Pages run inside read the record of `database`, whose folder is given.

    What Streamlit keeps for a process is dropped before and after: other tests have other records.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TTHC_DATABASE", str(database))
        _drop_kept()
        yield record_folder(database)
        _drop_kept()


def _drop_kept() -> None:
    """Drop what Streamlit and the pages keep for the process."""
    drop_kept()
    st.cache_resource.clear()
    st.cache_data.clear()


def run(app: AppTest) -> AppTest:
    """Run a page, which must not fail."""
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> AppTest:
    """Press the button of this key and run the page again."""
    app.button(key=key).click()
    return run(app)
