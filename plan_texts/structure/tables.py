"""A plan's tables: their rows, put together again where a page or a line's width cut them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plan_texts.structure.columns import Column
from plan_texts.structure.headings import head_columns, spanning_head, with_subheadings
from plan_texts.structure.passages import Passage
from plan_texts.structure.table_row import LOOSE_SEMICOLON, TableRow

# Between rows: "---|---", "===", "+---+".
_RULER = re.compile(r"[\s|:+_=-]+")
_NUMBER = re.compile(r"[≥>≤<]?\s*\d{1,3}(?:[.,]\d+)?\s*%?")  # a value, not words wrapped
_MOST_CELLS, _FEWEST_CELLS = 60, 2
_ORDINAL_HEADING = re.compile(r"stt|tt|số tt|số thứ tự")
_DAY = re.compile(r"(?<!\d)\d{1,2}/\d{1,2}/20\d\d(?!\d)")
_LONGEST_HEADING, _SHORT_HEADING = 80, 25  # letters
_LONGEST_ROW = 10_000  # letters


def table_rows(lines: Sequence[str], start: int, end: int) -> Iterator[TableRow]:
    """The rows of the table on the lines from `start` up to `end`, cut rows joined again."""
    columns: tuple[Column, ...] = ()
    pending_cells: tuple[Passage, ...] | None = None
    pending_columns = columns  # kept with their row: the next head may be another table's
    is_broken = False  # whether a page's end, a ruler or a head came after the pending row
    is_below_head = False  # whether the line above is a head
    is_framed = lines[start].strip().startswith("|")
    simple_heads: set[tuple[str, ...]] = set()  # no second line follows them, on later pages too
    for position in range(start, end):
        if not lines[position].strip() or _RULER.fullmatch(lines[position].replace("\t", "")):
            is_broken = True
            continue
        cells = _cells(lines[position], position + 1, is_framed)
        headings = tuple(column.heading for column in columns)
        if (
            is_below_head
            and headings not in simple_heads
            and (subheadings := with_subheadings(columns, cells))
        ):
            columns = subheadings
        elif position == start and (head := _spanning_head(lines, start, end)):
            columns, is_below_head = head, True
            continue
        elif _may_be_head(cells, columns) and (head := head_columns(cells)):
            columns = head if len(head) > 1 else columns
            is_broken = is_below_head = True
            continue
        elif pending_cells and _continues_row(cells, pending_cells, is_broken):
            pending_cells = _join_rows(pending_cells, cells)
        else:
            if pending_cells:
                yield _row(pending_cells, pending_columns)
            pending_cells, pending_columns, is_broken = cells, columns, False
            simple_heads |= {headings} if is_below_head else set()
        is_below_head = False
    if pending_cells:
        yield _row(pending_cells, pending_columns)


def _may_be_head(cells: Sequence[Passage], columns: Sequence[Column]) -> bool:
    """Whether a row below a head of `columns` can be a head too, by its "STT" or short texts."""
    longest = max((len(column.heading) for column in columns), default=_LONGEST_HEADING)
    is_numbered = bool(cells) and bool(_ORDINAL_HEADING.fullmatch(cells[0].text.strip().lower()))
    if not columns or is_numbered:
        return True
    names_day = any(_DAY.search(cell.text) for cell in cells)
    return not names_day and max(len(cell.text) for cell in cells) <= max(longest, _SHORT_HEADING)


def _spanning_head(lines: Sequence[str], start: int, end: int) -> tuple[Column, ...]:
    """The columns of a table's first two lines where the first spans the second; else ()."""
    if end < start + 2:
        return ()
    is_framed = lines[start].strip().startswith("|")
    first, second = (_cells(lines[n], n + 1, is_framed) for n in (start, start + 1))
    return spanning_head(first, second)


def _cells(line: str, line_number: int, is_framed: bool) -> tuple[Passage, ...]:
    """The cells of a table's line; without a frame, a stroke that begins it ends an empty cell."""
    bare_line = line.strip(" ")
    inner_line = bare_line.removeprefix("|").removesuffix("|") if is_framed else bare_line
    sign = next((sign for sign in ("\t", "|") if sign in line), LOOSE_SEMICOLON)
    texts = (inner_line if sign == "|" else line).split(sign)
    return tuple(Passage(text.strip(" •\t"), ((0, line_number),)) for text in texts[:_MOST_CELLS])


def _continues_row(
    cells: Sequence[Passage], cells_above: Sequence[Passage], is_broken: bool
) -> bool:
    """Whether a line's cells go on with those of the row above (`is_broken`: across a gap).

    It has no ordinal and no value, and begins in the middle of a sentence or has but one cell.
    Below a page's end that is enough; inside a page the cell above must be unfinished too:

        1 | Giải quyết hồ sơ đúng | Trên 97% hồ sơ giải quyết đúng
          | hạn                   | hạn; hồ sơ trả trước hạn đạt ít nhất 41%
    """
    filled_places = [n for n, cell in enumerate(cells) if cell.text]
    if (
        not filled_places
        or cells[0].text
        or sum(len(cell.text) for cell in cells_above) > _LONGEST_ROW
    ):
        return False
    if any(_NUMBER.fullmatch(cell.text) for cell in cells):
        return False
    if is_broken and (
        len(filled_places) == 1
        or any(cells[n].text[0].islower() for n in filled_places)
        or _goes_on_after_page(cells, cells_above, filled_places)
    ):
        return True
    if is_broken or any(n >= len(cells_above) or not cells_above[n].text for n in filled_places):
        return False
    unfinished_places = [
        n
        for n in filled_places
        if n < len(cells_above) and cells_above[n].text[-1:] not in ("", ".", ":")
    ]
    mid_sentence = any(_begins_mid_sentence(cells[n].text) for n in unfinished_places)
    return bool(cells_above[0].text) and (
        mid_sentence or (len(filled_places) == 1 and bool(unfinished_places))
    )


def _goes_on_after_page(
    cells: Sequence[Passage], cells_above: Sequence[Passage], filled_places: Sequence[int]
) -> bool:
    """Whether a few cells below a page's end, the second among them, finish those of a row above.

    8 | Tổng kết theo chỉ đạo của | Trung tâm | - Phòng Kinh tế; | Quý IV
      | Thủ tướng Chính phủ       |           | - Phòng Văn hóa. |
    """
    are_few = 1 in filled_places and 2 * len(filled_places) < len(cells)
    return (
        are_few
        and bool(cells_above[0].text)
        and all(
            n < len(cells_above) and cells_above[n].text[-1:] not in ("", ".", ":")
            for n in filled_places
        )
    )


def _begins_mid_sentence(text: str) -> bool:
    """Whether a text, never empty here, begins with a small letter, a dash, "(" or the like."""
    return text[0].islower() or text[0] in "-–+(,%"


def _join_rows(cells: Sequence[Passage], next_cells: Sequence[Passage]) -> tuple[Passage, ...]:
    """A row's cells, each joined with the cell below it of the line that continues the row."""
    empty_cell = Passage("", ((0, 0),))
    padded_cells = [*next_cells, *[empty_cell] * (len(cells) - len(next_cells))]
    return tuple(
        _join_cell(cell, cell_below) for cell, cell_below in zip(cells, padded_cells, strict=False)
    )


def _join_cell(cell: Passage, text_below: Passage) -> Passage:
    """A cell with the text below it joined on, as an item of its own where that begins a demand."""
    is_demand = (
        text_below.text[:1].isupper() and text_below.text[1:2].islower() and "%" in text_below.text
    )
    is_item = is_demand or text_below.text.startswith(("-", "–", "+", "•"))
    return cell.with_following(text_below, " • " if is_item else " ")


def _row(cells: Sequence[Passage], columns: Sequence[Column]) -> TableRow:
    """The cells with their columns; where the head has another number of them, all as text."""
    if len(cells) == len(columns) - 1 > _FEWEST_CELLS:  # the last cell is blank
        cells = [*cells, Passage("", cells[-1].marks[:1])]
    if len(columns) != len(cells):
        columns = [Column("text", "")] * len(cells)
    return TableRow(tuple(zip(cells, columns, strict=True)))
