"""Tables of counts for the 766 index, as people keep them: CSV in, components out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from data.text import fold
from metrics.index_766.components import COMPONENTS, component_points

# The portal's names of columns, and the counts that they are. What it calls received holds what was
# carried over too, so it must not serve as the denominator of the month's own dossiers.
_COUNT_BY_COLUMN: Mapping[str, str] = {
    "received": "handled",
    "on_time": "in_time",
    "fee_dossiers": "payable",
}
_NEEDED_COUNTS = {name for component in COMPONENTS for name in component.needed_counts}
_POINTS_PATTERN = re.compile(r"\s*\d{1,3}([.,]\d{1,6})?\s*")
_LONGEST_NAME = 60
_MOST_LISTED = 6  # of the names that are no component's
_COUNT_PATTERN = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+|[0-9]{1,15}")


class BadTable(ValueError):
    """The table cannot be used; the text says in a sentence what to put right."""


def read_component_rows(text: str) -> list[dict[str, str | float | None]]:
    """A row for each CSV line: its unit, and points by code of components with all counts.

    Points are unrounded; None where a share is of nothing. Raises BadTable.
    """
    text = text.lstrip("\ufeff")
    lines = csv.DictReader(io.StringIO(text), delimiter=_delimiter(text))
    if "unit" not in (lines.fieldnames or ()):
        raise BadTable("Bảng không có cột “unit”: hãy thêm cột tên đơn vị.")
    return [_component_row(number, line) for number, line in enumerate(lines, start=2)]


@dataclass(frozen=True)
class PortalPoints:
    """The portal's points by component, and the names in the table that are no component's."""

    points: Mapping[str, float]
    unknown_names: tuple[str, ...]


def read_portal_points(content: bytes) -> PortalPoints:
    """The points by component, and unknown names, in a CSV of component (label or code) and points.

    Raises BadTable.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadTable("Tệp không phải CSV UTF-8: hãy lưu lại rồi tải lên.") from error
    lines = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text)))
    # In two columns parted by commas a third cell can only be what stands after a decimal comma.
    has_comma_decimals = _delimiter(text) == "," and len(lines[0] if lines else ()) == 2
    points: dict[str, float] = {}
    unknown_names: list[str] = []
    for line_number, line in enumerate(lines, start=1):
        code, cells = _split_component(line)
        if code:
            points[code] = parse_points(
                f"Dòng {line_number}", ",".join(cells[: 2 if has_comma_decimals else 1])
            )
        elif any(map(_POINTS_PATTERN.fullmatch, line[1:])):  # no heading and no remark
            unknown_names.append(_name_before_points(line))
    if not points:
        names = f" Tệp ghi: {'; '.join(unknown_names[:_MOST_LISTED])}." if unknown_names else ""
        raise BadTable(f"Không thấy thành phần nào của chỉ số 766 ở cột đầu của tệp.{names}")
    return PortalPoints(points, tuple(unknown_names))


def _split_component(line: Sequence[str]) -> tuple[str | None, Sequence[str]]:
    """The code of the component that a CSV line begins with (None for none), and cells after it.

    A name with a comma of its own lies in several cells where it is not quoted: "Phản ánh, kiến
    nghị xử lý đúng hạn,6" has three.
    """
    for end in range(1, len(line) + 1):
        if code := _component_codes().get(fold(",".join(line[:end]))):
            return code, [cell for cell in line[end:] if cell.strip()]
    return None, ()


def _name_before_points(line: Sequence[str]) -> str:
    """A line's cells before its points, joined as one name and cut to 60 characters."""
    name_cells = takewhile(lambda cell: not _POINTS_PATTERN.fullmatch(cell), line[1:])
    return ",".join((line[0], *name_cells)).strip()[:_LONGEST_NAME]


@cache
def _component_codes() -> Mapping[str, str]:
    """The component codes by folded label and by folded code."""
    return {fold(name): c.code for c in COMPONENTS for name in (c.label, c.code)}


def parse_points(place: str, text: str) -> float:
    """The number in "6,69" or "6.69"; BadTable naming `place` for any other text."""
    if not _POINTS_PATTERN.fullmatch(text):
        raise BadTable(f"{place}: “{text[:40]}” không phải điểm, ví dụ 6,69.")
    return float(text.replace(",", "."))


def _delimiter(text: str) -> str:
    """The delimiter (";", tab or ",") that the text's first line has most of."""
    first = text.split("\n", 1)[0]
    return max(";\t,", key=first.count)


def _component_row(
    line_number: int, line: Mapping[str, str | None]
) -> dict[str, str | float | None]:
    """A CSV line's unit and points by component code; BadTable naming the line if it is wrong."""
    counts = _line_counts(line_number, line)
    for part, total in (("in_time", "handled"), ("paid_online", "payable")):
        if counts.get(part, 0) > counts.get(total, counts.get(part, 0)):
            raise BadTable(f"Dòng {line_number}: số đạt lớn hơn tổng, hãy kiểm tra lại dòng này.")
    points = {code: None if p is None else float(p) for code, p in component_points(counts).items()}
    return {"unit": (line["unit"] or "").strip(), **points}


def _line_counts(line_number: int, line: Mapping[str, str | None]) -> dict[str, int]:
    """A CSV line's counts by name, blanks left out; BadTable for a cell that is no count."""
    counts: dict[str, int] = {}
    for column, cell in line.items():
        name, text = (
            _COUNT_BY_COLUMN.get(column, column),
            cell.strip() if isinstance(cell, str) else "",
        )
        if name not in _NEEDED_COUNTS or not text:
            continue
        if not _COUNT_PATTERN.fullmatch(text):
            raise BadTable(f"Dòng {line_number}, cột “{column}”: “{text[:40]}” không phải số đếm.")
        counts[name] = int(text.replace(".", ""))
    return counts
