"""Lines of a list that have fewer cells than headings, so that cells stand under other headings.

| STT | Lĩnh vực | Mã hồ sơ           | Chủ hồ sơ  | Ngày nhận  | Ngày hẹn trả |   six headings,
| 1   | Hộ tịch  | H24.91-260105-0001 | 05/01/2026 | 08/01/2026 |              |   five cells: days
| 2   | Đất đai  | H24.91-260106-0002 | 06/01/2026 | 09/01/2026 |              |   under a person
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from data.columns import DOSSIERS
from data.day_cells import read_day_cell
from data.text import fold
from loaders.reading.grid import is_blank_column
from loaders.recognition.headings import Heading
from loaders.recognition.matching import Match
from loaders.recognition.small_tables import filled_cells, is_data_line

FEWER_CELLS = (
    "Các dòng chỉ có {cells} ô dưới {headings} tiêu đề nên ô đứng lệch cột ({kind} nằm dưới "
    "“{heading}”): hãy xuất lại tệp sao cho mỗi dòng đủ ô, ô trống cũng giữ chỗ, rồi nạp."
)
_MOST_ROWS, _FEWEST_LINES = 500, 2
_LONGEST_QUOTE = 60
_KIND_WORDS = {"days": "ngày", "codes": "mã hồ sơ", "words": "chữ", "texts": "chữ"}


def misplaced_cells_sentence(match: Match, body: pa.Table) -> str:
    """The sentence that refuses a list whose cells stand under wrong headings; "" for others.

    `body` are the rows of the match's table. All lines must leave the last headings blank, and
    cells of a known kind stand where that kind cannot: under one heading that is read, or two.
    """
    last_heading = match.headings[-1]
    if match.layout.table != "dossiers" or not is_blank_column(body.column(last_heading.index)):
        return ""
    rows = zip(*(c.to_pylist() for c in body.slice(0, _MOST_ROWS).columns), strict=True)
    lines = [cells for cells in map(filled_cells, rows) if is_data_line(cells)]
    if len(lines) < _FEWEST_LINES:
        return ""
    kind_by_heading = _impossible_kinds(match, lines)
    is_read = any(heading.column for heading in kind_by_heading)
    if not is_read and len(kind_by_heading) < 2:
        return ""
    heading, kind = next(iter(kind_by_heading.items()))
    first_index = match.headings[0].index
    return FEWER_CELLS.format(
        cells=max(map(max, lines)) - first_index + 1,
        headings=len(match.headings),
        kind=_KIND_WORDS[kind],
        heading=heading.text[:_LONGEST_QUOTE],
    )


def _impossible_kinds(match: Match, lines: list[Mapping[int, str]]) -> dict[Heading, str]:
    """Heading → the kind of the cells below it, where they cannot be its own."""
    from loaders.recognition.profiling import profile_of  # few lists leave headings blank

    kind_by_heading: dict[Heading, str] = {}
    for heading in match.headings:
        texts = [cells[heading.index] for cells in lines if heading.index in cells]
        # One cell, or a day among them, says nothing against the heading of days.
        if len(texts) < _FEWEST_LINES or (_is_of_days(heading) and any(map(read_day_cell, texts))):
            continue
        profile = profile_of(texts)
        if _is_impossible(heading, profile.kind, has_known_words=bool(profile.words)):
            kind_by_heading[heading] = profile.kind
    return kind_by_heading


def _is_of_days(heading: Heading) -> bool:
    """Whether days are read from the cells below the heading."""
    return heading.column is not None and DOSSIERS[heading.column] == "date"


def _is_impossible(heading: Heading, kind: str, has_known_words: bool) -> bool:
    """Whether cells of this kind, or with known words, cannot stand under the heading."""
    if heading.unread_reason == "personal":
        return kind == "codes" or (kind == "days" and "ngày" not in fold(heading.text))
    if heading.column is None:
        return False
    column_kind = DOSSIERS[heading.column]
    if column_kind == "date":
        return kind == "codes" or has_known_words
    if heading.column == "dossier_code":
        return kind == "days" or has_known_words
    return kind == "codes" or (kind == "days" and column_kind in ("text", "unit", "word"))
