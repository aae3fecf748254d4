"""Of a table's goals those of a higher level that stand beside the commune's own.

    Chỉ tiêu                      | Tỉnh giao 2026 | Phường phấn đấu 2026
    Hồ sơ tiếp nhận trực tuyến    | 80             | 86
    Biên lai điện tử              | 70             | -

The commune's 86 is asked for, and the province's 70, beside which the commune has none.
"""

from __future__ import annotations

import re

from data.text import fold
from plan_texts.structure.columns import Column
from plan_texts.structure.heading_words import names_goal, names_result
from plan_texts.structure.passages import Passage
from plan_texts.structure.table_row import TableRow

_SUPERIOR = (
    r"(?:ubnd |hđnd |cấp )?(?:tỉnh|thành phố|tp|trung ương|tw|chính phủ|thủ tướng|bộ|cấp trên|sở)"
)
_OWN = r"(?:xã|phường|đặc khu|thị trấn|đơn vị|trung tâm|địa phương)"
_ASKS = r"(?:giao|yêu cầu|quy định|đề ra|đặt ra|phân bổ|ấn định|kế hoạch|chỉ tiêu|mục tiêu|mức|kh)"
# "Tỉnh giao", "Chỉ tiêu TP giao cho phường", "Yêu cầu của tỉnh"; not "Cấp tỉnh", a level.
_OF_SUPERIOR = re.compile(
    rf"(?:(?!{_OWN}(?!\w)).)*?"
    rf"(?<!\w)(?:{_SUPERIOR}(?: tối thiểu)? {_ASKS}|{_ASKS}(?: của| theo)? {_SUPERIOR})(?!\w)"
)
_REGISTERS = re.compile(r"đăng ký|phấn đấu|cam kết|quyết tâm|tự đặt")
_GIVEN = re.compile(rf"(?!.*(?:{_REGISTERS.pattern})).*(?<!\w)giao(?!\w)|{_OF_SUPERIOR.pattern}")
_LEVEL_ALONE = re.compile(r"(?<!\w)cấp (?:tỉnh|thành phố)(?!\w)(?! (?:giao|yêu cầu))")


def superseded_cells(row: TableRow) -> tuple[Passage, ...]:
    """The cells of a row with a higher level's figure, if the commune's own is there; else ().

    A figure that is given yields to one that somebody registers, whoever gives it.
    """
    registers = any(_REGISTERS.search(fold(column.heading)) for _, column in row.cells)
    pattern = _GIVEN if registers else _OF_SUPERIOR
    superior = {
        id(cell)
        for cell, column in row.cells
        if _is_superior(column.heading, pattern) and _has_digit(cell)
    }
    has_own = any(
        id(cell) not in superior and _may_be_own(cell, column, row) for cell, column in row.cells
    )
    return tuple(cell for cell, _ in row.cells if id(cell) in superior) if has_own else ()


def _is_superior(heading: str, pattern: re.Pattern[str]) -> bool:
    """Whether a heading names what a higher level asks of the commune ("Tỉnh giao 2026")."""
    folded_heading = fold(heading)
    return bool(pattern.match(folded_heading)) and not _LEVEL_ALONE.search(folded_heading)


def _may_be_own(cell: Passage, column: Column, row: TableRow) -> bool:
    """Whether a cell has a figure that may be the commune's own goal, by its column."""
    if cell is row.subject or not column.role:
        return False
    is_goal = names_goal(column.heading) or not names_result(column.heading)
    return is_goal and column.role != "unit" and _has_digit(cell)


def _has_digit(cell: Passage) -> bool:
    """Whether a cell has a digit."""
    return any(letter.isdigit() for letter in cell.text)
