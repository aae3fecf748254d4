"""Which columns of a sheet there are: several added up to one, and those without anything left out.

A column that is blank in every line was filled in by nobody, and one with formulas that were never
computed says nothing either: neither is zero. It does not exist for this file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from data.columns import DOSSIERS, is_count
from files.refusal import Refused
from loaders.layouts.custom import NEEDED_COLUMNS
from loaders.parsing.cells import cell_numbers, is_blank_text
from loaders.parsing.engine import scratch_connection
from loaders.parsing.vocabulary import common_vocabulary, kind_of_word
from loaders.reading.grid import UNCALCULATED
from loaders.reading.xlsx_cells import LACKS_RESULTS
from loaders.recognition.headers import column_word
from loaders.recognition.headings import headings_by_name
from loaders.recognition.sheet import Sheet
from loaders.validation.balances import balances_over

_PLAINLY_FILLED = 100  # cells; below a table stand fewer
_CODE = r"\p{Nd}"  # a line's key has a digit, maybe a wide one; signatures have none
_PAYMENT_OF_FLAG = {"yes": "Thanh toán trực tuyến", "no": "Chưa thanh toán"}
_TOTAL = r"(?i)^[\s\x{a0}]*(tổng|cộng)"


def settle_columns(sheet: Sheet) -> Sheet:
    """The sheet, headings of one column added up and columns that say nothing left out.

    Raises Refused where formulas without results leave nothing to count.
    """
    sheet = _add_up_columns(sheet)
    if sheet.layout.lines:
        return sheet
    reasons = _reasons_by_unread_column(sheet)
    if not reasons:
        return sheet
    headings = tuple(
        replace(h, column=None, unread_reason=reasons[h.column]) if h.column in reasons else h
        for h in sheet.headings
    )
    return replace(sheet, headings=headings, cells=sheet.cells.drop_columns(list(reasons)))


def _reasons_by_unread_column(sheet: Sheet) -> dict[str, str]:
    """Column to leave out → "blank" or "uncalculated"; Refused where a needed one lacks results."""
    essential_columns = NEEDED_COLUMNS if sheet.layout.table == "dossiers" else {sheet.layout.key}
    uncalculated_columns = {
        name for name in sheet.heading_of if _has_uncalculated_cell(sheet, name)
    }
    if uncalculated_columns & essential_columns:
        raise Refused(LACKS_RESULTS)
    blank_columns = {
        name
        for name in _blank_columns(sheet)
        if name not in {*essential_columns, *uncalculated_columns}
    }
    blank_columns -= _zero_columns(sheet, blank_columns, uncalculated_columns)
    counts = {name for name in sheet.heading_of if is_count(name)}
    if counts <= {*blank_columns, *uncalculated_columns}:  # never of a list, which has its codes
        if uncalculated_columns:
            raise Refused(LACKS_RESULTS)
        return {}
    return {
        **dict.fromkeys(blank_columns, "blank"),
        **dict.fromkeys(uncalculated_columns, "uncalculated"),
    }


def _has_uncalculated_cell(sheet: Sheet, column: str) -> bool:
    """Whether any cell of the column is a formula without a result."""
    return bool(pc.any(pc.equal(sheet.cells.column(column), UNCALCULATED)).as_py())


def _blank_columns(sheet: Sheet) -> Iterable[str]:
    """The columns that are blank in every line, whatever stands below the lines."""
    keys = sheet.cells.column(sheet.layout.key)
    is_line = keys.is_valid()
    if sheet.layout.table == "dossiers":
        is_code = pc.match_substring_regex(keys, _CODE)
        is_total = pc.match_substring_regex(keys, _TOTAL)
        is_line = pc.and_not(is_code, is_total)
    for name in sheet.heading_of:
        column = sheet.cells.column(name)
        if _is_plainly_filled(column):
            continue
        if all(
            _is_blank_cell(sheet, text) for text in pc.unique(column.filter(is_line)).to_pylist()
        ):
            yield name


def _is_plainly_filled(column: pa.ChunkedArray) -> bool:
    """Whether the first hundred cells that are not null all say something."""
    first_texts = column.drop_null().slice(0, _PLAINLY_FILLED).to_pylist()
    return len(first_texts) == _PLAINLY_FILLED and not any(map(is_blank_text, first_texts))


def _is_blank_cell(sheet: Sheet, text: str | None) -> bool:
    """Whether a cell says nothing; "-" says nothing in a list, and 0 in a form."""
    if sheet.layout.table == "dossiers":
        return text is None or is_blank_text(text)
    return text is None or not text.strip()


def _zero_columns(
    sheet: Sheet, blank_columns: Set[str], uncalculated_columns: Set[str]
) -> set[str]:
    """Blank columns to take as 0: parts of a sum whose total is there and was calculated.

    Where the sum is not right with zeros the line has a problem.
    """
    return {
        part
        for balance in balances_over(sheet, sheet.heading_of.keys())
        if balance.total not in {*blank_columns, *uncalculated_columns}
        for part in balance.parts
        if part in blank_columns
    }


def _add_up_columns(sheet: Sheet) -> Sheet:
    """The sheet with one column in place of each set that its layout adds up: their sum, as text.

    Of columns named by words that of the marked ones.
    """
    cells = sheet.cells
    headings = headings_by_name(sheet.headings)
    names_by_column: dict[str, list[str]] = {}
    for name, heading in headings.items():
        names_by_column.setdefault(str(heading.column), []).append(name)
    for column, names in names_by_column.items():
        if len(names) > 1 and names[1] in cells.column_names:
            columns = [cells.column(name) for name in names]
            if DOSSIERS.get(column) == "word":
                words = [column_word(headings[name].text) for name in names]
                total = _marked_words(columns, words)
            else:
                total = _row_sums(columns, sheet.layout.words.get(column, {}))
            cells = cells.set_column(cells.column_names.index(column), column, total)
            cells = cells.drop_columns(names[1:])
        elif column == "payment" and _is_payment_flag(headings[names[0]].text):
            cells = cells.set_column(
                cells.column_names.index(column), column, _flagged_payments(cells.column(column))
            )
    return sheet if cells is sheet.cells else replace(sheet, cells=cells)


def _is_payment_flag(heading: str) -> bool:
    """Whether a heading itself says how was paid: "Đã thanh toán trực tuyến" over "Có", "Không"."""
    return kind_of_word("payment", column_word(heading)) is not None


def _flagged_payments(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The payment's words for "Có" and "Không" of being paid online; other cells as they are."""
    texts = pc.unique(column).drop_null()
    flags = [common_vocabulary("digitised").meaning(text) for text in texts.to_pylist()]
    words = [
        _PAYMENT_OF_FLAG.get(flag or "", text)
        for flag, text in zip(flags, texts.to_pylist(), strict=True)
    ]
    places = pc.index_in(column, texts).combine_chunks()
    return pa.chunked_array([pa.array(words, pa.string()).take(places)])


def _marked_words(columns: list[pa.ChunkedArray], words: list[str]) -> pa.ChunkedArray:
    """In each row the word of the column that is marked, all of them where several are.

    Null where none is. A cell that is no mark stands for itself: "2.000", "Trực tuyến".
    """
    parts = []
    for column, word in zip(columns, words, strict=True):
        texts = pc.unique(column).drop_null()
        meanings = [_mark_text(text, word) for text in texts.to_pylist()]
        places = pc.index_in(column, texts).combine_chunks()
        parts.append(pa.array(meanings, pa.string()).take(places).fill_null(""))
    joined = pc.utf8_trim(pc.binary_join_element_wise(*parts, " "), " ")
    return pa.chunked_array(
        [pc.if_else(pc.equal(joined, ""), pa.scalar(None, pa.string()), joined)]
    )


def _mark_text(text: str, word: str) -> str | None:
    """The word of a column where its cell is marked; the cell's own text where that is no mark."""
    if is_blank_text(text):
        return None
    flag = common_vocabulary("digitised").meaning(text)
    return {"yes": word, "no": None}.get(flag, text) if flag else text


def _row_sums(columns: list[pa.ChunkedArray], words: Mapping[str, str]) -> pa.ChunkedArray:
    """The sum of each row as text, by numbers in `words`; with a cell of no number "abc + 5.000".

    Null where all cells are.
    """
    with scratch_connection() as engine:
        numbers = [cell_numbers(engine, column, words) for column in columns]
    are_unread = [
        pc.and_(column.is_valid(), values.is_null())
        for column, values in zip(columns, numbers, strict=True)
    ]
    total, is_unread, is_blank_row = numbers[0].fill_null(0), are_unread[0], columns[0].is_null()
    for column, values, own_unread in zip(columns[1:], numbers[1:], are_unread[1:], strict=True):
        total = pc.add(total, values.fill_null(0))
        is_unread = pc.or_(is_unread, own_unread)
        is_blank_row = pc.and_(is_blank_row, column.is_null())
    # With null_handling="skip" Arrow leaves out the rows in which every cell is null.
    filled = (column.combine_chunks().fill_null("") for column in columns)
    as_written = pc.utf8_trim(pc.binary_join_element_wise(*filled, " + "), " +")
    texts = pc.if_else(is_unread, as_written, total.cast(pa.string()))
    return pa.chunked_array([pc.if_else(is_blank_row, pa.scalar(None, pa.string()), texts)])
