"""Forms written otherwise: days, numbers, headings, names, blank columns, formulas, more tables."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from tests.loaders.cases.blanks import NOT_CALCULATED
from tests.loaders.cases.form_lines import GROUPS, NUMBERING, SIDE_LINES
from tests.loaders.cases.form_tables import REPEATED_HEADINGS, UNITS
from tests.loaders.cases.form_titles import LIMITS, NO_LIMITS, OPEN_DAYS, PARTIAL_DAYS
from tests.loaders.cases.titles_and_tables import ASKS_DAYS, NOT_READ, OTHER_TABLE, STATED
from tests.support.invented.forms import Form, forms
from tests.support.invented.spelling import (
    AS_WRITTEN,
    WITH_RAISED_FIGURES,
    WORKBOOKS,
    Reading,
    Spelling,
)
from tests.support.workbook_lines import is_numbering
from tests.support.workbooks import Cell, Formula, Row

Change = Callable[[Form, random.Random], Form]
FormSpelling = Spelling[Form]


def _each_cell(form: Form, change: Callable[[Cell, str], Cell]) -> Form:
    """Every cell of the body changed; the change is told the column's meaning."""
    body = tuple(
        row
        if is_numbering(row)
        else tuple(change(c, m) for c, m in zip(row, form.columns, strict=True))
        for row in form.page.body
    )
    return replace(form, page=replace(form.page, body=body))


def _counts(write: Callable[[int], Cell]) -> Change:
    def changed(cell: Cell, meaning: str) -> Cell:
        return write(cell) if meaning and isinstance(cell, int) else cell

    return lambda form, dice: _each_cell(form, changed)


def _grouped(by: str) -> Change:
    return _counts(lambda number: f"{number:,}".replace(",", by))


def _headings(change: Callable[[str], str]) -> Change:
    def changed(form: Form, dice: random.Random) -> Form:
        head = tuple(
            tuple(change(c) if isinstance(c, str) else c for c in row) for row in form.page.head
        )
        return replace(form, page=replace(form.page, head=head))

    return changed


def _footnote(mark: str) -> Change:
    marked = (
        "Đúng hạn",
        "Trong hạn",
        "Trực tuyến",
        "Quá hạn",
        "Hài lòng",
        "Đã số hóa",
        "Hồ sơ rút",
    )
    return _headings(lambda text: f"{text}{mark}" if text in marked else text)


def _names(change: Callable[[str], str], meaning: int = 1) -> Change:
    def changed(form: Form, dice: random.Random) -> Form:
        body = tuple(
            (row[0], change(str(row[1])), *row[2:]) if isinstance(row[0], int) else row
            for row in form.page.body
        )
        return replace(form, page=replace(form.page, body=body))

    return changed


STATED_DAYS = tuple(
    FormSpelling(
        f"days: {line}",
        frozenset({"titles"}),
        lambda form, dice, line=line: form.stating(line),  # type: ignore[misc]
        (Reading(period=days),),
        "" if "/12/2025 đến" in line else ASKS_DAYS,
    )
    for line, days in STATED
)
NUMBERS = tuple(
    FormSpelling(f"numbers: {name}", frozenset({"numbers"}), change)
    for name, change in {
        "with thin spaces": _grouped("\u202f"),
        "with hard spaces": _grouped("\xa0"),
        "with figure spaces": _grouped("\u2007"),
        "with points": _grouped("."),
        "with a zero-width space": _counts(lambda number: f"\u200b{number}"),
        "with decimals": _counts(lambda number: f"{number}.0"),
        "with a hard space after": _counts(lambda number: f"{number}\xa0"),
    }.items()
)
HEADINGS = tuple(
    FormSpelling(f"headings: {name}", frozenset({"headings"}), change, writers=WITH_RAISED_FIGURES)
    for name, change in {
        "raised footnotes": _footnote("¹"),
        "footnotes in brackets": _footnote(" (1)"),
        "stars": _footnote("*"),
        "stars in brackets": _footnote(" (*)"),
        "kì, qúa, xử lí": _headings(
            lambda text: text.replace("kỳ", "kì").replace("Quá", "Qúa").replace("lý", "lí")
        ),
        "tones moved": _headings(lambda text: text.replace("hóa", "hoá").replace("quá", "qúa")),
        "zero-width spaces": _headings(lambda text: f"\u200b{text}\ufeff"),
        "soft hyphens": _headings(lambda text: text.replace("i", "i\u00ad", 1)),
    }.items()
)
FIELD_FORMS = frozenset(name for name, form in forms().items() if form.key == "field")
UNIT_FORMS = frozenset(name for name, form in forms().items() if form.key == "commune_code")
NAMES = (
    *(
        FormSpelling(f"fields: {name}", frozenset({"names"}), _names(way), layouts=FIELD_FORMS)
        for name, way in {
            "after “Lĩnh vực”": "Lĩnh vực {}".format,
            "with a stop": "{}.".format,
            "in capitals": str.upper,
            "after a code": "G15 - {}".format,
            "with a zero-width space": "{}\u200b".format,
        }.items()
    ),
    *(
        FormSpelling(f"units: {name}", frozenset({"names"}), _names(way), layouts=UNIT_FORMS)
        for name, way in {
            "in capitals": str.upper,
            "in full": lambda text: f"Ủy ban nhân dân {text.removeprefix('UBND ').lower()}",
            "with zero-width spaces": lambda text: text.replace(" ", " \u200b"),
            "with a stop": "{}.".format,
        }.items()
    ),
)


def leaf(form: Form, column: int) -> str:
    """A column's lowest heading."""
    return next(str(row[column]) for row in reversed(form.page.head) if row[column])


def _blank(column: int) -> Change:
    def changed(form: Form, dice: random.Random) -> Form:
        meaning = form.columns[column]
        return _each_cell(form, lambda cell, m: None if m == meaning else cell)

    return changed


def _formulas(column: int) -> Change:
    def changed(form: Form, dice: random.Random) -> Form:
        meaning = form.columns[column]
        return _each_cell(form, lambda c, m: Formula("=A9+0") if m == meaning else c)

    return changed


def _line_of_formulas(form: Form, dice: random.Random) -> Form:
    """Three numbers of the second line, not calculated."""
    second = form.lines[1]
    row: Row = (*second[:2], *(Formula("=A9*2"),) * 3, *second[5:])
    body = tuple(row if old is second else old for old in form.page.body)
    return replace(form, page=replace(form.page, body=body))


# Columns that no sum of their form holds: where one that a sum holds is blank, the sum tells it.
_BLANK = {
    "so-hoa": ("received_reused", "received_reused_national", "results_electronic"),
    "bieu-ii05a": ("petitions_published",),
    "opencps-thang": ("refused", "waiting_for_applicant", "paused"),
    "opencps-xa": ("refused", "left"),
    "theo-doi-766": ("received_direct", "received_postal", "received_online", "synchronised"),
}


def _blank_columns() -> Iterator[FormSpelling]:
    """A column of counts that is blank in every line: they are unknown, and its name is told."""
    for layout, columns in _BLANK.items():
        form = forms()[layout]
        for meaning in columns:
            x = form.columns.index(meaning)
            yield FormSpelling(
                f"{layout}, blank: {meaning}",
                frozenset({"numbers", "headings"}),
                _blank(x),
                (Reading(unknown={meaning}, telling=(leaf(form, x),)),),
                leaf(form, x),
                layouts=frozenset({layout}),
            )


def _formula_columns() -> Iterator[FormSpelling]:
    """A column of formulas without results: the same, and told as what it is."""
    for layout, form in forms().items():
        for x, meaning in enumerate(form.columns):
            if meaning:
                yield FormSpelling(
                    f"{layout}, formulas: {meaning}",
                    frozenset({"numbers", "headings"}),
                    _formulas(x),
                    (Reading(unknown={meaning}, telling=(NOT_CALCULATED,)),),
                    NOT_CALCULATED,
                    WORKBOOKS,
                    frozenset({layout}),
                )


def _line_of_unknowns(form: Form) -> tuple[Reading, ...]:
    """Either the line is not known, or its three columns."""
    second = list(dict.fromkeys(line for line, _ in form.truth))[1]
    columns = {meaning for meaning in form.columns[2:5] if meaning}
    return tuple(Reading(unknown=u, telling=(NOT_CALCULATED,)) for u in ({second}, columns))


BLANK_COLUMNS = tuple(_blank_columns())
FORMULA_COLUMNS = tuple(_formula_columns())
FORMULA_LINES = tuple(
    FormSpelling(
        f"{layout}, a line of formulas",
        frozenset({"numbers"}),
        _line_of_formulas,
        _line_of_unknowns(form),
        NOT_CALCULATED,
        WORKBOOKS,
        frozenset({layout}),
    )
    for layout, form in forms().items()
)


def _below(form: Form, dice: random.Random) -> Form:
    width = form.page.width
    rows = ((), ("STT", "Loại giấy tờ", "Số lượng"), (1, "Giấy", 12), (2, "Số", 30))
    wide = tuple((*row, *(None,) * (width - len(row))) for row in rows)
    return replace(form, page=replace(form.page, below=(*form.page.below, *wide)))


SECOND_TABLES = tuple(
    FormSpelling(
        f"a second table {where}",
        frozenset({"tables"}),
        change,
        (Reading(telling=(NOT_READ,)),),
        OTHER_TABLE,
    )
    for where, change in (("below", _below),)
)
FORM_TABLES: Mapping[str, tuple[FormSpelling, ...]] = {
    "as it is": (FormSpelling("as it is", frozenset(), lambda form, dice: form, (AS_WRITTEN,)),),
    "stated days": STATED_DAYS,
    "partial days": PARTIAL_DAYS,
    "open days": OPEN_DAYS,
    "limits": LIMITS,
    "no limits": NO_LIMITS,
    "numbering": NUMBERING,
    "side lines": SIDE_LINES,
    "groups": GROUPS,
    "numbers": NUMBERS,
    "headings": HEADINGS,
    "names": NAMES,
    "blank columns": BLANK_COLUMNS,
    "formula columns": FORMULA_COLUMNS,
    "formula lines": FORMULA_LINES,
    "second tables": SECOND_TABLES,
    "headings again": REPEATED_HEADINGS,
    "units": UNITS,
}
