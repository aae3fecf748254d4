"""A form's own headings a second time on its sheet: on a new page, or over another table."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

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
