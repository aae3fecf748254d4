"""What a table's rows are about, where that is not their first cell with words.

Rows about units, while the headings say what is counted:

TT | Đơn vị          | Số kết quả | Tỷ lệ số hóa kết quả còn hiệu lực (%)
1  | Phòng Kinh tế   | 27.905     | 40

Rows behind a column of groups, whose cells are merged over several:

STT | Nhóm       | Chỉ tiêu                    | Năm 2026
1   | Trực tuyến | Tỷ lệ hồ sơ nộp trực tuyến  | 90%
2   |            | Tỷ lệ thanh toán trực tuyến | 85%
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

_GROUP = re.compile(
    r"(?:tên )?(?:nhóm|lĩnh vực|mảng|phần|mục|trụ cột|nhóm (?:chỉ tiêu|nhiệm vụ|tiêu chí|nội dung))"
)
# "Mục tiêu" names groups where "Chỉ số" or "Kết quả then chốt (KR)" stands behind it.
_AIM = re.compile(r"(?:mục tiêu|định hướng|yêu cầu)(?: chung| lớn| chiến lược)?(?: \(o\))?|o")
_MEASURE = re.compile(
    r"(?:các )?(?:chỉ số|chỉ tiêu|thước đo|tiêu chí|kết quả then chốt|kr)"
    r"(?: cụ thể| đánh giá| đo lường| thành phần)*(?: \(kr\))?"
)
_ROW = re.compile(
    r"(?:tên |nội dung |danh mục |các )*(?:chỉ tiêu|mục tiêu|tiêu chí|chỉ số|nhiệm vụ|nội dung"
    r"|công việc)(?: cụ thể| đánh giá| chủ yếu| thực hiện| thành phần)*"
)


def with_unit_as_subject(row: TableRow) -> TableRow:
    """The row; its column of units becomes the subject where no other column names indicators.

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
    """Whether a column's heading is that of ordinals ("STT")."""
    return bool(_ORDINAL.match(fold(column.heading)))


def with_indicator_as_subject(row: TableRow) -> TableRow:
    """The row; its column of groups loses its role where a later column names the row itself."""
    headings = [fold(column.heading) for _, column in row.cells]
    for of_group, of_row in ((_GROUP, _ROW), (_AIM, _MEASURE)):
        group = next((n for n, heading in enumerate(headings) if of_group.fullmatch(heading)), None)
        if group is not None and any(
            _is_row_name(row, n, of_row) for n in range(group + 1, len(headings))
        ):
            break
    else:
        return row
    columns = [column for _, column in row.cells]
    columns[group] = Column("", columns[group].heading)
    cells = (cell for cell, _ in row.cells)
    return TableRow(tuple(zip(cells, columns, strict=True)))


def _is_row_name(row: TableRow, place: int, of_row: re.Pattern[str]) -> bool:
    """Whether the cell at `place` has words, in a text column whose heading is `of_row`."""
    cell, column = row.cells[place]
    return column.role == "text" and cell.has_words and bool(of_row.fullmatch(fold(column.heading)))
