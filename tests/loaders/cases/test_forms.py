"""A form of each layout in every spelling of the tables: counted right, told, or refused for it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.loaders.cases.form_spellings import FORM_TABLES, FormSpelling
from tests.support.invented.forms import forms
from tests.support.invented.judging import FAULTS, verdict_on_form
from tests.support.invented.loading import in_container, loaded
from tests.support.long_runs import number_of_cases
from tests.support.workbook_writers import WRITERS
from tests.support.workbooks import Book

CASES = [
    pytest.param(spelling, id=f"{name}: {spelling.name}")
    for name, table in FORM_TABLES.items()
    for spelling in random.Random(name).sample(table, min(len(table), number_of_cases(10, 1_000)))
]


@pytest.mark.parametrize("spelling", CASES)
def test_a_form(tmp_path: Path, spelling: FormSpelling) -> None:
    dice = random.Random(spelling.name)
    layout = dice.choice(sorted(spelling.layouts or forms()))
    writer = dice.choice(spelling.writers)
    form = forms()[layout]
    content = in_container(WRITERS[writer], Book((spelling.change(form, dice).page,)))
    answer = loaded(tmp_path, [("tep.xlsx", content)], [])
    verdict, difference = verdict_on_form(answer, form, [spelling])
    assert verdict not in FAULTS, f"{layout} as {writer}: {difference}"
