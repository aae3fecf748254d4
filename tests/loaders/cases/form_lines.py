"""Lines of forms that are none of their counts: column numbers, sums of groups, parts, shares."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.support.invented.forms import Form, forms
from tests.support.invented.spelling import Reading, Spelling
from tests.support.workbook_lines import is_numbering
from tests.support.workbooks import Cell, Row

FormSpelling = Spelling[Form]
Change = Callable[[Form, random.Random], Form]
NOT_ADDED = "không được cộng thêm"
FORMS_OF_COMMUNES = frozenset(name for name, form in forms().items() if form.key != "commune_code")


def _with_body(form: Form, *body: Row) -> Form:
    return replace(form, page=replace(form.page, body=body))


# Column numbers


def _numbered(words: tuple[str, str], number: Callable[[int, int], Cell]) -> Change:
    """The row below the headings: `words` over the ordinal and the name, a number over each count.

    `number` is told the count's place from 1 on, and how many there are.
    """

    def changed(form: Form, dice: random.Random) -> Form:
        count = form.page.width - 2
        row: Row = (*words, *(number(place, count) for place in range(1, count + 1)))
        return _with_body(form, row, *(line for line in form.page.body if not is_numbering(line)))

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
        "Cột 1, Cột 2": _numbered(("Cột 1", "Cột 2"), lambda place, count: f"Cột {place + 2}"),
        "[1], [2], [3]": _numbered(("[1]", "[2]"), lambda place, count: f"[{place + 2}]"),
    }.items()
)

# Lines beside the counts

# Their sums are worked out from numbers as they were first written.
_LINES_AND_SUMS = frozenset({"lines", "numbers"})


def _sum(form: Form, lines: Sequence[Row], ordinal: Cell, name: str, times: int = 1) -> Row:
    """A line of that name with the sums of these, where their columns hold counts."""
    counts = (
        times * sum(int(str(line[x])) for line in lines) if meaning else None
        for x, meaning in enumerate(form.columns)
    )
    return (ordinal, name, *list(counts)[2:])


def _at_the_end(name: str) -> Change:
    """A last line of that name, with twice the counts of all."""
    return lambda form, dice: _with_body(
        form, *form.page.body, _sum(form, form.lines, None, name, times=2)
    )


def _below_the_first(ordinal: Cell, name: str) -> Change:
    """A line of that name with the first line's counts, below it."""

    def changed(form: Form, dice: random.Random) -> Form:
        end = form.page.body.index(form.lines[0]) + 1
        part = _sum(form, form.lines[:1], ordinal, name)
        return _with_body(form, *form.page.body[:end], part, *form.page.body[end:])

    return changed


def _halved(form: Form, dice: random.Random) -> Form:
    """Below the first line a part of it, numbered so, in which each count is half or less."""
    first = form.lines[0]
    end = form.page.body.index(first) + 1
    half = tuple(int(str(c)) // 2 if m else None for c, m in zip(first, form.columns, strict=True))
    part: Row = ("1.1", "Hồ sơ của phần này", *half[2:])
    return _with_body(form, *form.page.body[:end], part, *form.page.body[end:])


_TOLD = (Reading(telling=(NOT_ADDED,)),)
SIDE_LINES = (
    *(
        FormSpelling(f"a last line: {name}", _LINES_AND_SUMS, _at_the_end(name), _TOLD)
        for name in (
            "Lũy kế từ đầu năm", "Cộng dồn từ đầu năm", "Cùng kỳ năm 2025", "Kỳ trước",
            "Tháng trước", "Tháng 12/2025", "So với cùng kỳ (%)", "Tỷ lệ (%)", "Chênh lệch",
            "Tăng/giảm", "Bình quân",
        )
    ),
    *(
        FormSpelling(
            f"below a line: {name}", _LINES_AND_SUMS, _below_the_first(None, name), _TOLD
        )
        for name in ("Trong đó: qua mạng", "- Trong đó: nộp trực tuyến", "Trong số đó, quá 10 ngày")
    ),
    FormSpelling("1.1 below 1", _LINES_AND_SUMS, _halved, _TOLD, layouts=FORMS_OF_COMMUNES),
)  # fmt: skip

# Groups


def _grouped(sizes: Sequence[int], has_total: bool, has_counts: bool = True) -> Change:
    """The lines in groups "I", "II", … of these sizes, each below its sum; a size of 0 is none."""

    def changed(form: Form, dice: random.Random) -> Form:
        rest, body = list(form.lines), []
        for number, size in zip(("I", "II", "III"), sizes, strict=False):
            group, rest = rest[: size or 1], rest[size or 1 :]
            name = f"Nhóm việc thứ {number}"
            if size:
                body.append(_sum(form, group, number, name) if has_counts else (number, name))
            body += group if size else [(number, *group[0][1:])]
        body += rest
        total = [_sum(form, form.lines, None, "Tổng cộng")] if has_total else []
        width = form.page.width
        return _with_body(form, *((*row, *(None,) * (width - len(row))) for row in body + total))

    return changed


def _nested(form: Form, dice: random.Random) -> Form:
    """All lines in "A", the first two in "I" and the others in "II", sums above each."""
    first, others = form.lines[:2], form.lines[2:]
    rows = [_sum(form, form.lines, "A", "Việc của xã"), _sum(form, first, "I", "Nhóm đầu"), *first]
    if others:
        rows += [_sum(form, others, "II", "Nhóm sau"), *others]
    return _with_body(form, *rows)


def _dashed(form: Form, dice: random.Random) -> Form:
    """The first two lines with dashes for numbers, below their sum."""
    first = [(None, f"- {line[1]}", *line[2:]) for line in form.lines[:2]]
    others = form.lines[2:]
    return _with_body(form, _sum(form, form.lines[:2], None, "Nhóm đầu"), *first, *others)


GROUPS = tuple(
    FormSpelling(f"groups: {name}", _LINES_AND_SUMS, change, layouts=FORMS_OF_COMMUNES)
    for name, change in {
        "one, others after it": _grouped((2,), has_total=False),
        "one, a line beside it": _grouped((1, 0), has_total=False),
        "one and a total": _grouped((2,), has_total=True),
        "names alone": _grouped((1, 1), has_total=False, has_counts=False),
        "in groups": _nested,
        "dashes": _dashed,
    }.items()
)
