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
    """The page with each count changed; ordinals and shares stay."""
    shares = {x for x in range(page.width) if "lệ" in leaf(page, x).replace("ỉ", "ỷ").split()}
    shares -= {x for x in shares if "Phí" in leaf(page, x) or "phí" in leaf(page, x)}
    return each_cell(
        page,
        lambda cell, x: change(cell) if isinstance(cell, int) and x and x not in shares else cell,
    )


def by_thousands(sign: str) -> Callable[[Page], Page]:
    """A change that writes a page's counts with `sign` between thousands."""
    return lambda page: _each_count(page, lambda number: f"{number:,}".replace(",", sign))


def counts_as_text(page: Page) -> Page:
    """The page with its counts as texts between blanks."""
    return _each_count(page, lambda number: f" {number} ")


def blank_for_none(page: Page) -> Page:
    """The page with a blank cell for each count of 0."""
    return _each_count(page, lambda number: number or None)


def dash_for_none(page: Page) -> Page:
    """The page with "-" for each count of 0."""
    return _each_count(page, lambda number: number or "-")


def with_decimals(page: Page) -> Page:
    """The page with its counts as texts with a decimal: "12.0"."""
    return _each_count(page, lambda number: f"{number}.0")


def _each_share(page: Page, change: Callable[[float], Cell]) -> Page:
    """The page with each share below a heading "Tỷ lệ" changed, given as the number in it."""
    shares = {x for x in range(page.width) if re.search("T[ỷỉ] lệ", leaf(page, x))}

    def changed(cell: Cell, x: int) -> Cell:
        """The cell changed if it is a share in one of the columns; else as it is."""
        if x not in shares or cell is None or isinstance(cell, datetime):
            return cell
        try:
            return change(float(as_text(cell).removesuffix("%")))
        except ValueError:
            return cell

    return each_cell(page, changed)


def percent_with_comma(page: Page) -> Page:
    """The page with its shares as "82,34%"."""
    return _each_share(page, lambda share: f"{share:g}%".replace(".", ","))


def percent_with_point(page: Page) -> Page:
    """The page with its shares as "82.34%"."""
    return _each_share(page, lambda share: f"{share:g}%")


def percent_spaced(page: Page) -> Page:
    """The page with its shares as "82,34 %"."""
    return _each_share(page, lambda share: f"{share:g} %".replace(".", ","))


def bare_shares(page: Page) -> Page:
    """The page with its shares as numbers from 0 to 1."""
    return _each_share(page, lambda share: round(share / 100, 6))


# Days

_EPOCH = datetime(1899, 12, 30)


def _each_day(page: Page, change: Callable[[datetime], Cell]) -> Page:
    """The page with each cell that is a day changed."""
    return each_cell(page, lambda cell, x: change(cell) if isinstance(cell, datetime) else cell)


def serial_days(page: Page) -> Page:
    """The page with its days as Excel's numbers: days since 30 December 1899."""
    return _each_day(page, lambda day: (day - _EPOCH).total_seconds() / 86400)


def in_turns(*forms: str) -> Callable[[Page], Page]:
    """A change that writes each line's days in the next of these strftime forms ("": 5/1/2026)."""

    def changed(page: Page) -> Page:
        """The page with each line's days as text in the next of the forms."""
        body = []
        for y, row in enumerate(page.body):
            form = forms[y % len(forms)]
            body.append(tuple(_day(c, form) if isinstance(c, datetime) else c for c in row))
        return replace(page, body=tuple(body))

    return changed


def _day(day: datetime, form: str) -> str:
    """A day as text in a strftime form; "5/1/2026" for the form ""."""
    return day.strftime(form) if form else f"{day.day}/{day.month}/{day.year}"


def epoch_1904(book: Book) -> Book:
    """The book with days counted from 1904, as on a Mac."""
    return replace(book, epoch_1904=True)


# Letters


def _each_text(book: Book, change: Callable[[str], str]) -> Book:
    """The book with every text of its main sheet changed, titles and headings too."""

    def changed(rows: Sequence[Row]) -> tuple[Row, ...]:
        """The rows with every text cell changed."""
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
    """The book with its texts in decomposed Unicode (NFD)."""
    return _each_text(book, lambda text: unicodedata.normalize("NFD", text))


def hard_spaces(book: Book) -> Book:
    """The book with no-break spaces in the place of spaces, and one after each text."""
    return _each_text(book, lambda text: text.replace(" ", "\xa0") + "\xa0")


def padded(book: Book) -> Book:
    """The book with spaces around each text."""
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
    """A text with its tones on the other vowel: "Hòa" as "Hoà", "Ủy" as "Uỷ"."""

    def moved(found: re.Match[str]) -> str:
        """The two matched vowels with the tone moved from the first to the second."""
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
    """The book with tones in the new place: "Hoà" for "Hòa"."""
    return _each_text(book, _new_school)


# Codes

_PROCEDURE = re.compile(r"\d\.\d{6}")


def _each_code(page: Page, change: Callable[[str], Cell]) -> Page:
    """The page with each procedure's code ("2.000815") changed."""

    def changed(cell: Cell, x: int) -> Cell:
        """The cell changed if it is a procedure's code; else as it is."""
        is_code = isinstance(cell, str) and _PROCEDURE.fullmatch(cell)
        return change(str(cell)) if is_code else cell

    return each_cell(page, changed)


def codes_as_numbers(page: Page) -> Page:
    """The page with procedures' codes as numbers: 2.000815."""
    return _each_code(page, float)


def codes_with_comma(page: Page) -> Page:
    """The page with procedures' codes as a Vietnamese Excel writes such numbers: "2,000815"."""
    return _each_code(page, lambda code: code.rstrip("0").replace(".", ","))
