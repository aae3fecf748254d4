"""Rows of a table that are about units, while its headings say what is counted.

TT | Đơn vị          | Số kết quả | Tỷ lệ số hóa kết quả còn hiệu lực (%)
1  | Phòng Kinh tế   | 27.905     | 40
"""

from __future__ import annotations

import re

from data.text import fold
from plan_texts.language.tokens import names_demand
from plan_texts.structure.columns import Column
from plan_texts.structure.table_row import TableRow

_UNITS = re.compile(
    r"(?:tên )?(?:các )?(?:đơn vị|cơ quan|phòng|bộ phận|địa phương|xã|phường|thôn|tổ dân phố|ấp)"
    r"(?!\w)(?! tính)(?! đo)"
)
_INDICATORS = re.compile(
    r"(?:tên |nội dung |danh mục )*(?:nội dung|nhiệm vụ|công việc|chỉ tiêu|tiêu chí)$"
)
_ORDINAL = re.compile(r"(?:số )?(?:stt|tt)(?!\w)")


def with_unit_as_subject(row: TableRow) -> TableRow:
    """The row; with the first of its units as what it is about, where no other column tells that.

    A column of units else says who leads, and holds no demand.
    """
    columns = [column for _, column in row.cells]
    first = next((n for n, column in enumerate(columns) if not _is_ordinal(column)), 0)
    if not _UNITS.match(fold(columns[first].heading)):
        return row
    others = [column for column in columns[first + 1 :] if column.role == "text"]
    if not any(names_demand(column.heading) for column in others):
        return row
    if any(_INDICATORS.match(fold(column.heading)) for column in others):
        return row
    columns[first] = Column("text", columns[first].heading)
    return TableRow(
        tuple((cell, column) for (cell, _), column in zip(row.cells, columns, strict=True))
    )


def _is_ordinal(column: Column) -> bool:
    return bool(_ORDINAL.match(fold(column.heading)))
