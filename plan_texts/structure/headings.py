"""The headings of a plan's tables: which lines are heads, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from data.text import fold
from plan_texts.language.lexicon import lexicon
from plan_texts.structure.columns import Column
from plan_texts.structure.heading_words import names_goal, names_result
from plan_texts.structure.passages import Passage

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
# A column of results: "Thực hiện năm 2025", "Đã đạt 6 tháng"; not "Kết quả cần đạt".
_RESULTS = re.compile(
    r"(?:kết quả |ước |đã |số |tình hình )*(?:thực hiện|đạt được|đạt|kết quả)"
    r"(?! cần| phải| dự kiến)\D{0,20}\b(?:20\d\d|\d+ tháng|quý|trước|đầu năm)"
)
# A column of one day, month, quarter or year: "Đến 31/12", "Quý II/2026", "6 tháng".
_PERIOD = re.compile(
    r"(?:(?:đến|trước|hết|cuối|ngày|đầu|lộ trình|mốc|thời điểm) )*"
    r"(?:\d{1,2}/\d{1,2}(?:/20\d\d)?|(?:tháng|quý) (?:\d{1,2}|[iv]+)(?:[/ ].*)?|[369] tháng.*"
    r"|(?:năm )?20\d\d)"
)
# A cell's text that no heading has: a share, points, a sentence's end, a bare number.
_NO_HEADING = re.compile(
    r"\d\s*(?:%|điểm(?!\w))|[.;]$|^[≥>≤<]?\s*\d{1,3}(?:[.,]\d+)?$", re.IGNORECASE
)
_FEWEST_HEADINGS = 2
_LONGEST_HEADING, _LONGEST_SUBHEADING = 80, 40  # letters
_LONGEST_WITH_PERCENT = 30  # letters; a longer text with "80%" is a sentence, no heading
_FIGURE = re.compile(r"\d\s*%")
_DAY = re.compile(r"(?<!\d)\d{1,2}/\d{1,2}/20\d\d\W*$")  # of a row of work, beside its long words
_ORDINAL = re.compile(r"stt|tt|số tt|số thứ tự")  # a row that begins so is a head
_NO_COLUMN = Column("", "")


def head_columns(cells: Sequence[Passage]) -> tuple[Column, ...]:
    """The columns that a row names where it is a table's head, else ().

    For the second line of a head ("Bắt đầu", "Hoàn thành") this is a single column without role.
    """
    texts = [cell.text for cell in cells if cell.text]
    roles = [role for text in texts if (role := _heading_role(text)) is not None]
    if not _may_be_head(texts, len(texts) - len(roles)) or _begins_with_period(cells):
        return ()
    if len(texts) > 1 and all(role == "" for role in roles) and not cells[0].text:
        return (_NO_COLUMN,)
    if len(texts) <= _FEWEST_HEADINGS:
        return ()
    columns: list[Column] = []
    for cell in cells:  # a heading over several columns stands in the first of them
        role = _heading_role(cell.text)
        column = Column("text" if role is None else role, cell.text)
        columns.append(column if cell.text else (columns or [_NO_COLUMN])[-1])
    return _without_results(_without_earlier_year(columns))


def spanning_head(cells: Sequence[Passage], cells_below: Sequence[Passage]) -> tuple[Column, ...]:
    """The columns of a head of two or more headings that span those of the line below, else ().

    Nhóm chỉ số | Điểm   |               |               |
                | Tối đa | Đạt năm 2025  | Mục tiêu 2026 | Cơ quan theo dõi
    """
    texts = [cell.text for cell in cells if cell.text]
    spans = len(cells) == len(cells_below) > len(texts) >= _FEWEST_HEADINGS
    if not spans or not cells[0].text or cells_below[0].text:
        return ()
    if any(_NO_HEADING.search(text) for text in texts) or len(head_columns(cells_below)) < 3:
        return ()
    columns: list[Column] = []
    for cell in cells:
        column = Column(_heading_role(cell.text) or "text", cell.text)
        columns.append(column if cell.text else columns[-1])
    return tuple(columns)


def with_subheadings(columns: Sequence[Column], cells: Sequence[Passage]) -> tuple[Column, ...]:
    """The columns with subheadings in `cells` ("Cấp tỉnh" below "Chỉ tiêu"); () if these are none.

    They are none where they are fewer, begin in the first column, or read like a row's.
    """
    texts = [cell.text for cell in cells if cell.text]
    if len(cells) != len(columns) or cells[0].text or len(texts) < _FEWEST_HEADINGS:
        return ()
    if any(len(text) > _LONGEST_SUBHEADING or _NO_HEADING.search(text) for text in texts):
        return ()
    return _without_results(
        [
            _with_subheading(column, cell.text) if cell.text else column
            for column, cell in zip(columns, cells, strict=True)
        ]
    )


def _with_subheading(column: Column, subheading: str) -> Column:
    """The column with a subheading, its role "" if that is of no use ("Cơ quan theo dõi")."""
    is_unused = _heading_role(subheading) == "" and not names_result(subheading)
    role = "" if is_unused else column.role or "text"
    return Column(role, f"{column.heading} {subheading}")


def _without_results(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns; where one is of goals, those of results lose their role."""
    numbered = [n for n, column in enumerate(columns) if column.role in ("text", "product")][1:]
    if not any(names_goal(columns[n].heading) for n in numbered):
        return tuple(columns)
    return tuple(
        Column("", column.heading) if n in numbered and names_result(column.heading) else column
        for n, column in enumerate(columns)
    )


def _may_be_head(texts: Sequence[str], unknown_count: int) -> bool:
    """Whether texts can be a head: at least half are known headings, and none reads like a cell."""
    is_numbered = bool(_ORDINAL.fullmatch(fold(texts[0]))) if texts else False
    if unknown_count == len(texts) or (unknown_count > len(texts) // 2 and not is_numbered):
        return False
    if any(_FIGURE.search(text) and len(text) > _LONGEST_WITH_PERCENT for text in texts):
        return False
    names_day = any(_DAY.search(text) for text in texts)
    if names_day and not is_numbered and any(len(text) > _LONGEST_SUBHEADING for text in texts):
        return False
    return not (unknown_count and any(_NO_HEADING.search(text) for text in texts))


def _begins_with_period(cells: Sequence[Passage]) -> bool:
    """Whether a row's first cell is a time, as in a timetable ("Tháng 4/2026 | Ra mắt …")."""
    return bool(cells[0].text) and bool(_PERIOD.fullmatch(fold(cells[0].text)))


def _without_earlier_year(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns; where they are for two years, blank ones in place of the earlier year's."""
    matches = (_YEAR.search(column.heading) for column in columns)
    years = {int(match[0]) for match in matches if match}
    if len(years) != 2:
        return tuple(columns)
    earlier_year = str(min(years))
    return tuple(_NO_COLUMN if earlier_year in column.heading else column for column in columns)


@lru_cache(maxsize=4_096)
def _heading_role(heading: str) -> str | None:
    """A column's role by its heading: "" for a column of no use, None where no word is known."""
    folded_heading = fold(heading)
    if len(folded_heading) > _LONGEST_HEADING:
        return None
    if _ORDINAL.fullmatch(folded_heading):
        return ""
    if _RESULTS.match(folded_heading):
        return ""
    is_level = any(folded_heading in phrases for phrases in lexicon().levels.values())
    if is_level or _PERIOD.fullmatch(folded_heading):
        return "text"
    candidates = [
        (match.start(), -len(match[0]), role)
        for role, pattern in _heading_patterns().items()
        if (match := pattern.search(folded_heading))
    ]
    role = min(candidates)[2] if candidates else None
    return "" if role in ("past", "unused") else role


@cache
def _heading_patterns() -> Mapping[str, re.Pattern[str]]:
    """The pattern of the words of a heading, by the role that they give its column."""
    return {
        role: re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\w)"
        )
        for role, words in lexicon().columns.items()
    }
