"""A list in every spelling of the tables: counted right, told, or refused for it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.loaders.cases.list_tables import LIST_TABLES
from tests.support.invented.dossiers import month_of
from tests.support.invented.judging import FAULTS, verdict_on_list
from tests.support.invented.listing import PLAIN, Listing
from tests.support.invented.loading import Answer, in_container, loaded
from tests.support.invented.spelling import Spelling
from tests.support.workbook_writers import WRITERS
from tests.support.workbooks import Book

DOSSIERS = month_of(1)
CASES = [
    pytest.param(spelling, id=f"{name}: {spelling.name}")
    for name, table in LIST_TABLES.items()
    for spelling in table
]


def writer_for(spelling: Spelling[Listing]) -> str:
    """One of the containers that can show it, always the same."""
    return random.Random(spelling.name).choice(spelling.writers)


def listed(folder: Path, spelling: Spelling[Listing], writer: str) -> Answer:
    listing = spelling.change(Listing(DOSSIERS, PLAIN), random.Random(1))
    content = in_container(WRITERS[writer], Book((listing.page,)))
    return loaded(folder, [("tep.xlsx", content)], [])


@pytest.mark.parametrize("spelling", CASES)
def test_a_list(tmp_path: Path, spelling: Spelling[Listing]) -> None:
    writer = writer_for(spelling)
    verdict, difference = verdict_on_list(listed(tmp_path, spelling, writer), DOSSIERS, [spelling])
    assert verdict not in FAULTS, f"{writer}: {difference}"
