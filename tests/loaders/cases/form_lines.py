"""Lines of forms that are none of their counts: the columns' numbers, in letters too."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from tests.support.invented.forms import Form
from tests.support.invented.spelling import Spelling
from tests.support.workbook_lines import is_numbering
from tests.support.workbooks import Cell, Row

FormSpelling = Spelling[Form]


def _numbered(words: tuple[str, str], number: Callable[[int, int], Cell]) -> Callable[..., Form]:
    """The row below the headings: `words` over the ordinal and the name, a number over each count.

    `number` is told the count's place from 1 on, and how many there are.
    """

    def changed(form: Form, dice: random.Random) -> Form:
        count = form.page.width - 2
        row: Row = (*words, *(number(place, count) for place in range(1, count + 1)))
        lines = tuple(line for line in form.page.body if not is_numbering(line))
        return replace(form, page=replace(form.page, body=(row, *lines)))

    return changed


def _formula_at_the_end(place: int, count: int) -> Cell:
    return f"{place}=(2+3)/1*100%" if place == count else f"{place}"


NUMBERING = tuple(
    FormSpelling(f"columns numbered {name}", frozenset({"lines"}), change)
    for name, change in {
        "A, B, 1, 2": _numbered(("A", "B"), lambda place, count: f"{place}"),
        "(A), (B), (1), (2)": _numbered(("(A)", "(B)"), lambda place, count: f"({place})"),
        "A, B, 1=2+3, 2, 3": _numbered(
            ("A", "B"), lambda place, count: "1=2+3" if place == 1 else f"{place}"
        ),
        "(1), (2), … (9)=((4)+(5))/(3)x100": _numbered(
            ("(1)", "(2)"),
            lambda place, count: f"({place + 2})" + "=((4)+(5))/(3)x100" * (place == count),
        ),
        "a, b, 1, … 5=(2+3)/1*100%": _numbered(("a", "b"), _formula_at_the_end),
        "[1], [2], [3]": _numbered(("[1]", "[2]"), lambda place, count: f"[{place + 2}]"),
    }.items()
)
