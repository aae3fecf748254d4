"""Lines that are no data, columns that are added or moved, rows that are hidden."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tests.support.workbook_lines import is_data, is_numbering, leaf, row_of
from tests.support.workbooks import Cell, Page, Row, as_text

# Lines that are no data


def group_rows(page: Page) -> Page:
    """The page with two headings of groups among its lines, numbered I and II."""
    first = next(i for i, row in enumerate(page.body) if is_data(row))
    groups = row_of(page, "I", "Cấp xã"), row_of(page, "II", "Cơ quan ngành dọc")
    body = (*page.body[:first], groups[0], *page.body[first:], groups[1])
    return replace(page, body=body)


def groups_across(page: Page) -> Page:
    """The page with two headings of groups among its lines, across its whole width."""
    lines = [i for i, row in enumerate(page.body) if is_data(row)]
    body = list(page.body)
    for place, text in ((lines[1], "UBND CẤP XÃ"), (lines[0], "A. Xã, phường, đặc khu")):
        body.insert(place, row_of(page, text))
    return replace(page, body=tuple(body))


def groups_with_sums(page: Page) -> Page:
    """The page with a group's line above its lines that repeats their sums."""
    first = next(i for i, row in enumerate(page.body) if is_data(row))
    group = _sums(page, "I", "Cấp xã")
    return replace(page, body=(*page.body[:first], group, *page.body[first:]))


def repeated_headings(page: Page) -> Page:
    """The page with its headings again before the second line, as printed pages have."""
    middle = [i for i, row in enumerate(page.body) if is_data(row)][1]
    numbering = [row for row in page.body if is_numbering(row)]
    body = (*page.body[:middle], *page.head, *numbering, *page.body[middle:])
    return replace(page, body=body)


def page_numbers(page: Page) -> Page:
    """The page with "Trang 1/2" after the first line and after the last."""
    middle = [i for i, row in enumerate(page.body) if is_data(row)][1]
    foot = row_of(page, *(None,) * (page.width - 1), "Trang 1/2"), row_of(page)
    return replace(page, body=(*page.body[:middle], *foot, *page.body[middle:], *foot))


# Totals

_TOTAL = re.compile(r"(tổng|cộng)\b", re.IGNORECASE)


def _is_total(row: Row) -> bool:
    """Whether one of the row's first two cells begins with "tổng" or "cộng"."""
    return any(isinstance(cell, str) and _TOTAL.match(cell) for cell in row[:2])


def no_total(page: Page) -> Page:
    """The page without its lines of totals."""
    body, below = (tuple(r for r in rows if not _is_total(r)) for rows in (page.body, page.below))
    return replace(page, body=body, below=below)


def _sums(page: Page, *names: Cell) -> Row:
    """A row of these names, then each count column's sum; blank for shares, texts and days."""
    lines = [row for row in page.body if is_data(row)]
    sums: list[Cell] = [*names]
    for x in range(len(names), page.width):
        column = [row[x] for row in lines]
        counts = [cell for cell in column if isinstance(cell, int)]
        whole = len(counts) == len(column) and "lệ" not in leaf(page, x).split()
        sums.append(sum(counts) if whole else None)
    return tuple(sums)


def _total(page: Page, *names: Cell) -> Row:
    """A total's row under these names: a form's sums; a list's number of lines, in words."""
    if len(page.head) > 1:
        return _sums(page, *names)
    count = sum(map(is_data, page.body))
    return row_of(page, *(f"{name}: {count} hồ sơ" if name else None for name in names))


def total_in_words(*names: Cell) -> Callable[[Page], Page]:
    """A change that ends a page's lines with a total under these names (number, title)."""

    def changed(page: Page) -> Page:
        """The page with the total under these names as its only one."""
        bare = no_total(page)
        return replace(bare, body=(*bare.body, _total(bare, *names)))

    return changed


def total_on_top(page: Page) -> Page:
    """The page with its total above the first line."""
    bare = no_total(page)
    first = next(i for i, row in enumerate(bare.body) if is_data(row))
    body = (*bare.body[:first], _total(bare, None, "Tổng số"), *bare.body[first:])
    return replace(bare, body=body)


# Below the table


def signatures(page: Page) -> Page:
    """The page with place, day and signatures below the table."""
    last = page.width - 2
    gap = (None,) * (last - 2)
    rows = [
        row_of(page),
        row_of(page, *(None,) * last, "Xã Mẫu, ngày 31 tháng 01 năm 2026"),
        row_of(page, None, "NGƯỜI LẬP BIỂU", *gap, "THỦ TRƯỞNG ĐƠN VỊ"),
        row_of(page, None, "(Ký, ghi rõ họ tên)", *gap, "(Ký tên, đóng dấu)"),
        row_of(page),
        row_of(page, None, "Nguyễn Văn Mẫu", *gap, "Trần Thị Mẫu"),
    ]
    return replace(page, below=(*page.below, *rows))


def notes(page: Page) -> Page:
    """The page with notes and recipients below the table."""
    texts = ("Ghi chú:", "- Đúng hạn gồm cả hồ sơ rút;", "Nơi nhận:", "- Như trên;", "- Lưu: VT.")
    rows = [row_of(page, text) for text in texts] + [row_of(page, None, text) for text in texts]
    return replace(page, below=(*page.below, *rows))


# Columns


def _blocks(page: Page) -> list[range]:
    """The page's columns in runs that stay together, since a merged heading lies over them."""
    blocks: list[range] = []
    at = 0
    while at < page.width:
        end = max([d for a, b, c, d in page.merged if a == 0 and b == at], default=at)
        blocks.append(range(at, end + 1))
        at = end + 1
    return blocks


def _in_order(page: Page, order: Sequence[int]) -> Page:
    """The page with its columns in this order (old places); titles above stay."""
    place = {old: new for new, old in enumerate(order)}

    def moved(rows: Sequence[Row]) -> tuple[Row, ...]:
        """The rows with their cells in the new order."""
        return tuple(tuple(row[old] for old in order) for row in rows)

    merged = tuple((a, place[b], c, place[d]) for a, b, c, d in page.merged)
    head, body, below = (moved(rows) for rows in (page.head, page.body, page.below))
    return replace(page, head=head, merged=merged, body=body, below=below)


def columns_reversed(page: Page) -> Page:
    """The page with its columns in reverse, those under a merged heading kept together."""
    return _in_order(page, [x for block in reversed(_blocks(page)) for x in block])


def name_last(page: Page) -> Page:
    """The page with the column of names moved to the end."""
    blocks = _blocks(page)
    return _in_order(page, [x for block in (blocks[0], *blocks[2:], blocks[1]) for x in block])


def _with_columns(
    page: Page, added: Mapping[int, Callable[[Row], Cell]], names: Sequence[str]
) -> Page:
    """The page with new columns: place → cell from the line, `names` as their headings."""
    order = [-1 - list(added).index(x) for x in added]

    def widened(row: Row, new: Sequence[Cell]) -> Row:
        """The row with the `new` cells at the places of the new columns."""
        cells: list[Cell] = []
        for x in range(page.width + 1):
            cells += [new[i] for i, place in enumerate(added) if place == x]
            cells += [row[x]] if x < len(row) else []
        return tuple(cells)

    blank: list[Cell] = [None] * len(order)
    head = [widened(row, names if y == 0 else blank) for y, row in enumerate(page.head)]
    body = [
        widened(row, [make(row) for make in added.values()] if is_data(row) else blank)
        for row in page.body
    ]

    def place_of(x: int) -> int:
        """The place that an old column has among the new ones."""
        return x + sum(place <= x for place in added)

    merged = tuple((a, place_of(b), c, place_of(d)) for a, b, c, d in page.merged)
    below = tuple(widened(row, blank) for row in page.below)
    above = tuple(widened(row, blank) for row in page.above)
    return replace(
        page, above=above, head=tuple(head), body=tuple(body), below=below, merged=merged
    )


def columns_added(page: Page) -> Page:
    """The page with two columns more: "Mã định danh cũ" and "Có tệp đính kèm"."""
    added = {2: lambda row: "H24", page.width: lambda row: "không"}
    return _with_columns(page, added, ("Mã định danh cũ", "Có tệp đính kèm"))


def a_column_without_heading(page: Page) -> Page:
    """The page with a last column of numbers without a heading."""
    return _with_columns(page, {page.width: lambda row: 7}, ("",))


def a_column_twice(page: Page) -> Page:
    """The page with its second column again as the last."""
    name = as_text(page.head[0][1])
    return _with_columns(page, {page.width: lambda row: row[1]}, (name,))


# Hidden


def hidden_rows(page: Page) -> Page:
    """The page with its first and last line hidden."""
    lines = [i for i, row in enumerate(page.body) if is_data(row)]
    return replace(page, hidden_lines=frozenset({lines[0], lines[-1]}))
