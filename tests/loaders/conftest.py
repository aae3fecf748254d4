"""A record of its own for every test of the loading path."""

from pathlib import Path

import pytest

from tests.loaders.making import Desk, done, dossier, earlier, table


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty record."""
    return Desk(tmp_path)


@pytest.fixture
def kept(desk: Desk) -> Desk:
    """A record that holds a list of January: what a bad file must leave alone."""
    desk.stored("tháng 1.csv", table([earlier(), dossier(1), done(2), dossier(3, channel="")]))
    return desk
