"""Tables of counts for the 766 index, as people keep them: CSV in, components out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping

from data.text import fold
from metrics.index_766 import COMPONENTS, scores

# The portal's names of columns, and the counts that they are: what it calls received holds what
# was carried over too, so it is no denominator of the month's own dossiers.
_COLUMNS: Mapping[str, str] = {
    "received": "handled",
    "on_time": "in_time",
    "fee_dossiers": "payable",
}
_COUNTS = {name for one in COMPONENTS for name in one.needs}
_WHOLE = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+|[0-9]{1,15}")


class BadTable(ValueError):
    """The table cannot be used; the text says in a sentence what to put right."""


def read_rows(text: str) -> list[dict[str, str | float | None]]:
    """Each line's unit and the points of every component that its columns allow.

    Points are unrounded; None where a share is of nothing. Raises BadTable.
    """
    text = text.lstrip("\ufeff")
    lines = csv.DictReader(io.StringIO(text), delimiter=_delimiter(text))
    if "unit" not in (lines.fieldnames or ()):
        raise BadTable("Bảng không có cột “unit”: hãy thêm cột tên đơn vị.")
    return [_row(number, line) for number, line in enumerate(lines, start=2)]


def read_points(content: bytes) -> dict[str, float]:
    """The portal's points, from a table of a component (its label or code) and its points a line.

    Raises BadTable.
    """
    try:
        lines = _lines(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadTable("Tệp không phải CSV UTF-8: hãy lưu lại rồi tải lên.") from error
    known = {fold(name): one.code for one in COMPONENTS for name in (one.label, one.code)}
    points: dict[str, float] = {}
    for number, line in enumerate(lines, start=1):
        name, value = (*line, "", "")[:2]
        if code := known.get(fold(name)):
            points[code] = points_in(f"Dòng {number}", value)
    if not points:
        raise BadTable("Không thấy thành phần nào của chỉ số 766 ở cột đầu của tệp.")
    return points


def points_in(where: str, text: str) -> float:
    """ "6,69" or "6.69" as a number; raises BadTable, which names the place."""
    if not re.fullmatch(r"\s*\d{1,3}([.,]\d{1,6})?\s*", text):
        raise BadTable(f"{where}: “{text[:40]}” không phải điểm, ví dụ 6,69.")
    return float(text.replace(",", "."))


def _lines(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=_delimiter(text)))


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(";\t,", key=first.count)


def _row(number: int, line: Mapping[str, str | None]) -> dict[str, str | float | None]:
    counts = _counts(number, line)
    for part, whole in (("in_time", "handled"), ("paid_online", "payable")):
        if counts.get(part, 0) > counts.get(whole, counts.get(part, 0)):
            raise BadTable(f"Dòng {number}: số đạt lớn hơn tổng, hãy kiểm tra lại dòng này.")
    found = {code: None if p is None else float(p) for code, p in scores(counts).items()}
    return {"unit": (line["unit"] or "").strip(), **found}


def _counts(number: int, line: Mapping[str, str | None]) -> dict[str, int]:
    """The line's counts by our names; a blank cell is not known."""
    counts: dict[str, int] = {}
    for column, cell in line.items():
        name, text = _COLUMNS.get(column, column), cell.strip() if isinstance(cell, str) else ""
        if name not in _COUNTS or not text:
            continue
        if not _WHOLE.fullmatch(text):
            raise BadTable(f"Dòng {number}, cột “{column}”: “{text[:40]}” không phải số đếm.")
        counts[name] = int(text.replace(".", ""))
    return counts
