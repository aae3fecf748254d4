"""What stands around a table, and how its headings are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.support.workbook_lines import each_cell, is_numbering, row_of
from tests.support.workbooks import Book, Cell, Page, Row, as_text

# Above the table

_COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def many_titles(page: Page) -> Page:
    """The page with a letterhead, a document's number and more lines above the table."""
    first = [
        row_of(page, "THÀNH PHỐ", None, None, _COUNTRY),
        row_of(page, "VĂN PHÒNG", None, None, "Độc lập - Tự do - Hạnh phúc"),
        *(
            row_of(page, text)
            for text in ("Số:      /BC-UBND", "BÁO CÁO", "", "(Kèm theo văn bản)")
        ),
    ]
    last = [row_of(page, "Đơn vị tính: hồ sơ"), row_of(page), row_of(page, "Ngày in: 05/04/2026")]
    return replace(page, above=(*first, *page.above, *last))


def hundred_rows(page: Page) -> Page:
    """The page with a hundred blank rows between titles and table."""
    return replace(page, above=(*page.above, *(row_of(page) for _ in range(100))))


def no_titles(page: Page) -> Page:
    """The page without the lines above its table."""
    return replace(page, above=())


def titles_in_one_cell(page: Page) -> Page:
    """The page with all texts above the table in one cell, on lines of their own."""
    texts = [as_text(cell) for row in page.above for cell in row if cell is not None]
    return replace(page, above=(row_of(page, "\n".join(texts)),)) if texts else page


def another_table_above(page: Page) -> Page:
    """The page with a small table of something else above its own."""
    other = [
        row_of(page, "STT", "Loại hồ sơ", "Số lượng"),
        row_of(page, 1, "Trong hạn", 12),
        row_of(page, 2, "Quá hạn", 3),
        row_of(page),
    ]
    return replace(page, above=(*page.above, *other))


def another_table_below(page: Page) -> Page:
    """The page with a small table of something else below its own."""
    other = [
        row_of(page),
        row_of(page, "TT", "Hình thức", "Số lượng"),
        row_of(page, 1, "Trực tuyến", 12),
        row_of(page, 2, "Tại quầy", 3),
    ]
    return replace(page, below=(*page.below, *other))


# Around it


def shifted(page: Page, by: int) -> Page:
    """The page with `by` blank columns to the left of all cells."""

    def moved(rows: Sequence[Row]) -> tuple[Row, ...]:
        """The rows with `by` blank cells in front."""
        return tuple((*(None,) * by, *row) for row in rows)

    merged = tuple((a, b + by, c, d + by) for a, b, c, d in page.merged)
    return replace(
        page,
        above=moved(page.above),
        head=moved(page.head),
        body=moved(page.body),
        below=moved(page.below),
        merged=merged,
    )


def blank_row_below_headings(page: Page) -> Page:
    """The page with a blank row between headings and lines."""
    hidden = frozenset(line + 1 for line in page.hidden_lines)
    return replace(page, body=(row_of(page), *page.body), hidden_lines=hidden)


def _others(page: Page) -> tuple[Page, Page, Page]:
    """Three sheets that hold no table to load: (a cover, notes, a pivot table)."""
    cover = Page("Bìa", (("BÁO CÁO",), ("Năm 2026",), ("Người lập: Nguyễn Văn Mẫu",)))
    notes = Page("Ghi chú", (("STT", "Từ viết tắt"), (1, "TTHC: thủ tục hành chính")))
    pivot = Page("Bảng tính", (("Row Labels", "Count"), ("Hộ tịch", 12), ("Grand Total", 12)))
    return cover, notes, pivot


def cover_sheet(book: Book) -> Book:
    """The book with a cover sheet in front of the others."""
    cover, _, _ = _others(book.page)
    return replace(book, pages=(cover, *book.pages), main=book.main + 1)


def several_sheets(book: Book) -> Book:
    """The book with a pivot table's sheet in front and one of notes at the end."""
    _, notes, pivot = _others(book.page)
    return replace(book, pages=(pivot, *book.pages, notes), main=book.main + 1)


def hidden_sheet(book: Book) -> Book:
    """The book with a hidden sheet more: an older copy of its table, every number one up."""
    older = each_cell(book.page, lambda cell, x: cell + 1 if isinstance(cell, int) else cell)
    copy = replace(older, name="Bản cũ", hidden=True, hidden_lines=frozenset())
    return replace(book, pages=(*book.pages, copy))


# Headings


def _each_heading(page: Page, change: Callable[[str], str]) -> Page:
    """The page with each heading changed."""
    head = tuple(
        tuple(change(cell) if isinstance(cell, str) else cell for cell in row) for row in page.head
    )
    return replace(page, head=head)


def line_breaks(page: Page) -> Page:
    """The page with a line break for the first space of each heading."""
    return _each_heading(page, lambda text: text.replace(" ", "\n", 1))


def double_spaces(page: Page) -> Page:
    """The page with double spaces in, and spaces around, its headings."""
    return _each_heading(page, lambda text: f" {text.replace(' ', '  ')} ")


def capitals(page: Page) -> Page:
    """The page with its headings in capitals."""
    return _each_heading(page, str.upper)


def filled_headings(page: Page) -> Page:
    """The page with merged headings taken apart, each cell with the text of the whole."""
    head = [list(row) for row in page.head]
    for top, left, bottom, right in page.merged:
        for y in range(top, bottom + 1):
            head[y][left : right + 1] = [head[top][left]] * (right + 1 - left)
    return replace(page, head=tuple(map(tuple, head)), merged=())


# The row of numbers below them


def no_numbering(page: Page) -> Page:
    """The page without the row that numbers its columns."""
    return replace(page, body=tuple(row for row in page.body if not is_numbering(row)))


def _numbered(page: Page, cells: Sequence[Cell]) -> Page:
    """The page with these cells as the row that numbers its columns."""
    bare = no_numbering(page)
    return replace(bare, body=(tuple(cells), *bare.body))


def numbers_in_brackets(page: Page) -> Page:
    """The page with its columns numbered "(1)", "(2)"."""
    return _numbered(page, [f"({x})" for x in range(1, page.width + 1)])


def sums_in_brackets(page: Page) -> Page:
    """The page with its columns numbered "(1)", the third "(3)=(4)+(5)+(6)"."""
    cells = [f"({x})" for x in range(1, page.width + 1)]
    cells[2] = "(3)=(4)+(5)+(6)"
    return _numbered(page, cells)


def bare_numbers(page: Page) -> Page:
    """The page with its columns numbered 1, 2 and so on."""
    return _numbered(page, list(range(1, page.width + 1)))


def sums_spaced(page: Page) -> Page:
    """The page with its columns numbered "1", the third "3 = 4 + 5", as OpenCPS does."""
    cells: list[Cell] = [str(x) for x in range(1, page.width + 1)]
    cells[2] = "3 = 4 + 5"
    return _numbered(page, cells)
