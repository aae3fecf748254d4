"""What a reader of a form's preview should know besides the problems of its lines."""

from __future__ import annotations

from collections.abc import Iterator

from data.columns import is_count
from data.wording import number
from loaders.layouts.layout import SEPARATOR
from loaders.staging import Staged

_MOST_NAMED = 4


def form_sentences(staged: Staged) -> Iterator[str]:
    """Counts that the layout has and this file lacks, and lines that count nothing."""
    if staged.sheet.layout.lines:  # our own template: each line is a count
        return
    if missing := _missing_headings(staged):
        names = ", ".join(f"“{name}”" for name in missing[:_MOST_NAMED])
        more = len(missing) - _MOST_NAMED
        rest = f" và {number(more)} cột khác" if more > 0 else ""
        yield (
            f"Biểu thiếu cột {names}{rest}: các chỉ số cần cột này sẽ là “thiếu số liệu”, hãy xuất "
            "biểu có đủ cột."
        )
    if staged.set_aside:
        count = number(len({row for row, _ in staged.set_aside}))
        yield (
            f"{count} dòng của biểu không được tính nên tổng của xã, phường sẽ là “thiếu số liệu”: "
            "hãy sửa các dòng này rồi nạp lại."
        )


def _missing_headings(staged: Staged) -> list[str]:
    """The first heading of each count that no heading of the file names."""
    first_of: dict[str, str] = {}
    for path, column in staged.sheet.layout.headings.items():
        if is_count(column) and column not in staged.sheet.heading_of:
            first_of.setdefault(column, SEPARATOR.join(path))
    return [text[:1].upper() + text[1:] for text in first_of.values()]
