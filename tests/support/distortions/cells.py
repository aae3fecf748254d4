"""How numbers, shares, days, letters and codes are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from tests.support.workbook_lines import each_cell, leaf
from tests.support.workbooks import Book, Cell, Page, Row, as_text

# Numbers


def _each_count(page: Page, change: Callable[[int], Cell]) -> Page:
    shares = {x for x in range(page.width) if "lệ" in leaf(page, x).replace("ỉ", "ỷ").split()}
    shares -= {x for x in shares if "Phí" in leaf(page, x) or "phí" in leaf(page, x)}
    return each_cell(
        page,
        lambda cell, x: change(cell) if isinstance(cell, int) and x and x not in shares else cell,
    )


def by_thousands(sign: str) -> Callable[[Page], Page]:
    return lambda page: _each_count(page, lambda number: f"{number:,}".replace(",", sign))


def counts_as_text(page: Page) -> Page:
    return _each_count(page, lambda number: f" {number} ")


def blank_for_none(page: Page) -> Page:
    return _each_count(page, lambda number: number or None)


def dash_for_none(page: Page) -> Page:
    return _each_count(page, lambda number: number or "-")


def with_decimals(page: Page) -> Page:
    return _each_count(page, lambda number: f"{number}.0")


def _each_share(page: Page, change: Callable[[float], Cell]) -> Page:
    shares = {x for x in range(page.width) if re.search("T[ỷỉ] lệ", leaf(page, x))}

    def changed(cell: Cell, x: int) -> Cell:
        if x not in shares or cell is None or isinstance(cell, datetime):
            return cell
        try:
            return change(float(as_text(cell).removesuffix("%")))
        except ValueError:
            return cell

    return each_cell(page, changed)


def percent_with_comma(page: Page) -> Page:
    return _each_share(page, lambda share: f"{share:g}%".replace(".", ","))


def percent_with_point(page: Page) -> Page:
    return _each_share(page, lambda share: f"{share:g}%")


def percent_spaced(page: Page) -> Page:
    return _each_share(page, lambda share: f"{share:g} %".replace(".", ","))


def bare_shares(page: Page) -> Page:
    return _each_share(page, lambda share: round(share / 100, 6))


# Days

_EPOCH = datetime(1899, 12, 30)


def _each_day(page: Page, change: Callable[[datetime], Cell]) -> Page:
    return each_cell(page, lambda cell, x: change(cell) if isinstance(cell, datetime) else cell)


def serial_days(page: Page) -> Page:
    return _each_day(page, lambda day: (day - _EPOCH).total_seconds() / 86400)


def in_turns(*forms: str) -> Callable[[Page], Page]:
    """Each line's days in the next of the forms."""

    def changed(page: Page) -> Page:
        body = []
        for y, row in enumerate(page.body):
            form = forms[y % len(forms)]
            body.append(tuple(_day(c, form) if isinstance(c, datetime) else c for c in row))
        return replace(page, body=tuple(body))

    return changed


def _day(day: datetime, form: str) -> str:
    return day.strftime(form) if form else f"{day.day}/{day.month}/{day.year}"


def epoch_1904(book: Book) -> Book:
    return replace(book, epoch_1904=True)


# Letters


def _each_text(book: Book, change: Callable[[str], str]) -> Book:
    """Every text of the main sheet, titles and headings too."""

    def changed(rows: Sequence[Row]) -> tuple[Row, ...]:
        return tuple(tuple(change(c) if isinstance(c, str) else c for c in row) for row in rows)

    page = book.page
    return book.with_page(
        replace(
            page,
            above=changed(page.above),
            head=changed(page.head),
            body=changed(page.body),
            below=changed(page.below),
        )
    )


def nfd(book: Book) -> Book:
    return _each_text(book, lambda text: unicodedata.normalize("NFD", text))


def hard_spaces(book: Book) -> Book:
    return _each_text(book, lambda text: text.replace(" ", "\xa0") + "\xa0")


def padded(book: Book) -> Book:
    return _each_text(book, lambda text: f"  {text} ")


_TONES = {
    **dict(zip("òóỏõọ", "o" * 5, strict=True)),
    **dict(zip("ùúủũụ", "u" * 5, strict=True)),
}
_SECOND = {
    "a": dict(zip("òóỏõọ", "àáảãạ", strict=True)),
    "e": dict(zip("òóỏõọ", "èéẻẽẹ", strict=True)),
    "y": dict(zip("ùúủũụ", "ỳýỷỹỵ", strict=True)),
}


def _new_school(text: str) -> str:
    """ "Hòa" as "Hoà", "Ủy" as "Uỷ"."""

    def moved(found: re.Match[str]) -> str:
        first, second = found.groups()
        bare = _TONES[first.lower()]
        toned = _SECOND.get(second.lower(), {}).get(first.lower())
        if toned is None:
            return found[0]
        return (bare.upper() if first.isupper() else bare) + (
            toned.upper() if second.isupper() else toned
        )

    return re.sub(r"([òóỏõọùúủũụÒÓỎÕỌÙÚỦŨỤ])([aeyAEY])\b", moved, text)


def tones_moved(book: Book) -> Book:
    return _each_text(book, _new_school)


# Codes

_PROCEDURE = re.compile(r"\d\.\d{6}")


def _each_code(page: Page, change: Callable[[str], Cell]) -> Page:
    def changed(cell: Cell, x: int) -> Cell:
        is_code = isinstance(cell, str) and _PROCEDURE.fullmatch(cell)
        return change(str(cell)) if is_code else cell

    return each_cell(page, changed)


def codes_as_numbers(page: Page) -> Page:
    return _each_code(page, float)


def codes_with_comma(page: Page) -> Page:
    """As a Vietnamese Excel writes the number into a text file."""
    return _each_code(page, lambda code: code.rstrip("0").replace(".", ","))
