"""A form of each layout in every spelling of the tables: counted right, told, or refused for it."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from tests.loaders.cases.form_spellings import FORM_TABLES, FormSpelling
from tests.loaders.cases.form_titles import LIMITS
from tests.support.invented.forms import Form, forms
from tests.support.invented.judging import FAULTS, verdict_on_form
from tests.support.invented.loading import in_container, loaded
from tests.support.long_runs import number_of_cases
from tests.support.workbook_writers import WRITERS
from tests.support.workbooks import Book, Row

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


def test_a_part_that_is_said_to_be_the_whole(tmp_path: Path) -> None:
    form, spelling = forms()["hai-long"], LIMITS[0]
    page = spelling.change(form, random.Random(0)).page
    content = WRITERS["xlsx"](Book((page,)))
    answer = loaded(tmp_path, [("tep.xlsx", content)], ["--whole-list"])
    as_written = FormSpelling("said to be whole", frozenset(), lambda form, dice: form)
    assert verdict_on_form(answer, form, [as_written]) == ("equal", "")
    assert answer.tells("người nạp xác nhận đây vẫn là toàn bộ")


def _with_middling_ratings(form: Form) -> Form:
    """Five of each line's ratings in a column that no layout knows, among the others."""
    ratings, merged = form.columns.index("ratings"), form.columns.index("ratings_dissatisfied")
    head = tuple(
        (*row[:merged], text, *row[merged:])
        for row, text in zip(form.page.head, (None, "Bình thường"), strict=True)
    )
    lines: list[Row] = [
        (
            *line[:ratings],
            int(str(line[ratings])) + 5,
            *line[ratings + 1 : merged],
            5,
            *line[merged:],
        )
        for line in form.lines
    ]
    above = tuple((*row, None) for row in form.page.above)
    columns = (*form.columns[:merged], "", *form.columns[merged:])
    page = replace(form.page, above=above, head=head, merged=(), body=tuple(lines), below=())
    return replace(form, page=page, columns=columns)


def test_a_column_that_may_be_a_part_of_a_sum_is_told(tmp_path: Path) -> None:
    """The sum cannot be held against its other parts; every count that is read stands."""
    form = _with_middling_ratings(forms()["hai-long"])
    answer = loaded(tmp_path, [("tep.xlsx", WRITERS["xlsx"](Book((form.page,))))], [])
    as_written = FormSpelling("as it is", frozenset(), lambda form, dice: form)
    assert verdict_on_form(answer, form, [as_written]) == ("equal", "")
    assert answer.tells("bình thường")
