"""How much a table says that it holds, in lines of its own: "Tổng cộng: 407 hồ sơ", "Trang 1/3"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from data.text import fold

_NUMBER = r"(\d{1,3}(?:[.,\s]\d{3})+|\d+)"
_ROWS = r"(?:hồ sơ|hs|bản ghi|dòng|kết quả|mục|records?|items?|rows?)"
_WHOLE = r"(?:tổng(?: số| cộng)?|cộng|số lượng|danh sách(?: này)? (?:có|gồm)|total)"
# "Tổng số hồ sơ: 407", "Danh sách gồm 407 hồ sơ"; not "Tổng số hồ sơ quá hạn: 3".
_ROW_COUNT = re.compile(
    rf"\W*{_WHOLE}(?: (?:số )?{_ROWS})?(?: (?:của|trong) (?:danh sách|tệp|bảng))?\W*{_NUMBER}"
    rf"\W*{_ROWS}?\W*"
)
# "Hiển thị 1 - 20 trong tổng số 407 kết quả"
_SHOWN_OF = re.compile(
    rf"\W*(?:\w+ ){{0,3}}\d+ ?(?:-|–|đến|to) ?\d+ ?(?:trong|của|trên|/|of)(?: tổng(?: số)?)? ?"
    rf"{_NUMBER}(?: {_ROWS})?\W*"
)
_PAGE_OF = re.compile(
    r"\W*(?:trang|page)(?: số)?:? ?(\d+) ?(?:/|trên|of)(?: tổng(?: số)?)? ?(\d+)\W*"
)
_KEY = r"^\s*\S*\d\S*\s*$"  # one word with a digit, as codes are
_MOST_ROWS, _MOST_COLUMNS = 200, 20  # such a line stands first or last, in a cell at the left
_LONGEST_TEXT = 200  # letters


def size_texts(texts_above: Iterable[str], body: pa.Table, key_index: int) -> tuple[str, ...]:
    """The texts above a table and among its lines without a key that say how much it holds.

    `body` is the sheet below the headings, `key_index` the column of the key. No other text of
    such lines is given: names stand in them too.
    """
    is_key = pc.match_substring_regex(body.column(key_index), _KEY).fill_null(False)
    rows = pc.indices_nonzero(pc.invert(is_key))
    if len(rows) > 2 * _MOST_ROWS:
        rows = pa.concat_arrays([rows.slice(0, _MOST_ROWS), rows.slice(len(rows) - _MOST_ROWS)])
    columns = body.select(range(min(body.num_columns, _MOST_COLUMNS))).take(rows).columns
    cells = (cell for column in columns for cell in column.to_pylist() if cell)
    texts = (" ".join(text.split()) for text in (*texts_above, *cells) if len(text) < _LONGEST_TEXT)
    return tuple(dict.fromkeys(text for text in texts if _states_size(fold(text))))


def stated_row_counts(texts: Sequence[str]) -> list[int]:
    """The counts of rows that texts as of `size_texts` state: [407] of "Tổng cộng: 407 hồ sơ"."""
    matches = (_row_count_match(fold(text)) for text in texts)
    return [int(re.sub(r"\D", "", match[1])) for match in matches if match]


def lacking_pages(texts: Sequence[str]) -> tuple[int, int] | None:
    """The last page that texts name and how many there are: (1, 3) of "Trang 1/3"; else None.

    None too where the last one is there.
    """
    matches = [match for text in texts if (match := _PAGE_OF.fullmatch(fold(text)))]
    pages = [(int(match[1]), int(match[2])) for match in matches]
    last_page = max(pages, default=(0, 0))
    return last_page if last_page[0] < last_page[1] else None


def _states_size(folded_text: str) -> bool:
    """Whether a folded text states a number of rows, or a page of a number of pages."""
    return bool(_row_count_match(folded_text) or _PAGE_OF.fullmatch(folded_text))


def _row_count_match(folded_text: str) -> re.Match[str] | None:
    """The match of a folded text that states how many rows there are; None for other texts."""
    return _ROW_COUNT.fullmatch(folded_text) or _SHOWN_OF.fullmatch(folded_text)
