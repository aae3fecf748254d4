"""A form's headings again on its sheet, columns more, lines of other communes between its own."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.loaders.cases.form_lines import FORMS_OF_COMMUNES
from tests.loaders.cases.titles_and_tables import NOT_READ, OTHER_TABLE
from tests.support.invented.forms import Form
from tests.support.invented.spelling import AS_WRITTEN, Reading, Spelling
from tests.support.workbooks import Row

FormSpelling = Spelling[Form]
Change = Callable[[Form, random.Random], Form]


def _below(form: Form, *rows: Row) -> Form:
    width = form.page.width
    wide = tuple((*row, *(None,) * (width - len(row))) for row in rows)
    return replace(form, page=replace(form.page, below=(*form.page.below, *wide)))


def _another_table(title: str, lines: slice = slice(None)) -> Change:
    """Below the form the same headings once more, with some of its lines under another title."""
    return lambda form, dice: _below(form, (), (title,), *form.page.head, *form.lines[lines])


def _new_page(has_titles: bool) -> Change:
    """The lines but the first on a new page, under the same headings and maybe the same titles."""

    def changed(form: Form, dice: random.Random) -> Form:
        end = form.page.body.index(form.lines[0]) + 1
        page = replace(form.page, body=form.page.body[:end])
        titles = form.page.above if has_titles else ()
        rows = (*titles, *form.page.head, *form.page.body[end:])
        return _below(replace(form, page=replace(page, below=())), *rows)

    return changed


_TABLES = frozenset({"tables"})
REPEATED_HEADINGS = tuple(
    FormSpelling(f"headings again {name}", of, change, (reading,), OTHER_TABLE)
    for name, change, reading, of in (
        (
            "under “lũy kế”",
            _another_table("LŨY KẾ TỪ ĐẦU NĂM"),
            Reading(telling=(NOT_READ,)),
            _TABLES,
        ),
        (
            "under another month",
            _another_table("Tháng 02 năm 2026"),
            Reading(telling=(NOT_READ,)),
            _TABLES,
        ),
        (
            "under another unit, over one line",
            _another_table("Đơn vị báo cáo: UBND xã Vĩnh Thuận", slice(1)),
            Reading(telling=(NOT_READ,)),
            _TABLES,
        ),
        ("on a new page", _new_page(False), AS_WRITTEN, _TABLES),
        ("on a new page with its titles", _new_page(True), AS_WRITTEN, _TABLES | {"titles"}),
    )
)


def _with_column(head: str, cells: Sequence[str]) -> Change:
    """A column more at the end, under a heading of its own; the cells again and again."""

    def changed(form: Form, dice: random.Random) -> Form:
        page = form.page
        texts = iter(cells * len(page.body))
        return replace(
            form,
            page=replace(
                page,
                above=tuple((*row, None) for row in page.above),
                head=tuple((*row, None if y else head) for y, row in enumerate(page.head)),
                body=tuple((*row, next(texts) if row in form.lines else None) for row in page.body),
                below=tuple((*row, None) for row in page.below),
            ),
        )

    return changed


def _between_lines(*names: str) -> Change:
    """Lines of these names alone, each above a line of the form."""

    def changed(form: Form, dice: random.Random) -> Form:
        body: list[Row] = list(form.page.body)
        for name, line in zip(names, form.lines, strict=False):
            blank = (None,) * (form.page.width - 2)
            body.insert(body.index(line), ("I", name, *blank))
        return replace(form, page=replace(form.page, body=tuple(body)))

    return changed


_HERE, _THERE = "UBND xã Ninh Giang", "UBND xã Vĩnh Thuận"
UNITS = tuple(
    FormSpelling(
        f"units: {name}",
        frozenset({"lines", "headings", "titles"}),
        change,
        readings,
        "nhiều đơn vị",
        layouts=FORMS_OF_COMMUNES,
    )
    for name, change, readings in (
        ("two in a column", _with_column("Đơn vị", (_HERE, _THERE)), ()),
        ("two in a column of other words", _with_column("Xã, phường", (_THERE, _HERE)), ()),
        ("one in a column", _with_column("Tên đơn vị", (_HERE,)), (AS_WRITTEN,)),
        ("two between the lines", _between_lines(_HERE, _THERE), ()),
        ("one between the lines", _between_lines(_HERE), (AS_WRITTEN,)),
    )
)
