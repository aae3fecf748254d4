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
    """Have pages in the block read the record of `database`; give its folder; caches cleared.

    What Streamlit keeps for a process is dropped before and after: other tests have other records.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TTHC_DATABASE", str(database))
        _drop_kept()
        yield record_folder(database)
        _drop_kept()


def _drop_kept() -> None:
    """Clear Streamlit's caches in this process."""
    drop_kept()
    st.cache_resource.clear()
    st.cache_data.clear()


def run(app: AppTest) -> AppTest:
    """Run a page and give it back; asserts that it raised nothing."""
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> AppTest:
    """Press the button of this key, run the page, assert that it raised nothing, give it back."""
    app.button(key=key).click()
    return run(app)
