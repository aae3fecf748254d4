"""What a reader of a form's preview should know besides the problems of its lines."""

from __future__ import annotations

from collections.abc import Iterator

from data.columns import SELDOM_GIVEN, is_count
from data.wording import number
from loaders.layouts.counts_in_parts import counts_given_in_parts
from loaders.layouts.layout import SEPARATOR
from loaders.staging import Staged
from loaders.validation.balances import unknown_parts
from loaders.validation.part_checks import filter_words

_MOST_NAMED = 4


def form_notice_sentences(staged: Staged) -> Iterator[str]:
    """Sentences on a form's missing or unknown columns, an overruled filter and lines set aside."""
    if staged.sheet.layout.lines:  # our own template: each line is a count
        return
    if missing_headings := _missing_headings(staged):
        names = ", ".join(f"“{name}”" for name in missing_headings[:_MOST_NAMED])
        more_count = len(missing_headings) - _MOST_NAMED
        more_clause = f" và {number(more_count)} cột khác" if more_count > 0 else ""
        yield (
            f"Biểu thiếu cột {names}{more_clause}: các chỉ số cần cột này sẽ là “thiếu số liệu”, "
            "hãy xuất biểu có đủ cột."
        )
    if headings := unknown_parts(staged.sheet):
        names = ", ".join(f"“{name}”" for name in headings[:_MOST_NAMED])
        yield (
            f"Cột {names} chưa biết là gì nên không đọc, và phép cộng có các cột bên cạnh không "
            "được đối chiếu: hãy kiểm tra các số của biểu."
        )
    if staged.answers.whole_list and (filter_texts := filter_words(staged.sheet)):
        quoted = ", ".join(f"“{word}”" for word in filter_texts[:_MOST_NAMED])
        yield f"Biểu ghi {quoted}; người nạp xác nhận đây vẫn là toàn bộ số liệu của kỳ."
    if rows := _rows_of_communes_set_aside(staged):
        line_count = number(len(rows))
        yield (
            f"{line_count} dòng của biểu không được tính nên tổng của xã, phường sẽ là “thiếu số "
            "liệu”: hãy sửa các dòng này rồi nạp lại."
        )


def _rows_of_communes_set_aside(staged: Staged) -> set[int]:
    """The row numbers that are set aside, without those of units that are no commune."""
    rows_of_strangers = {p.row for p in staged.problems if p.kind == "unknown_unit"}
    return {row for row, _ in staged.set_aside} - rows_of_strangers


def _missing_headings(staged: Staged) -> list[str]:
    """The layout's first heading of each count that the file lacks, seldom given ones left out."""
    heading_by_count: dict[str, str] = {}
    layout, columns = staged.sheet.layout, staged.sheet.heading_of.keys()
    present_columns = {
        *columns,
        *counts_given_in_parts(layout.headings.values(), columns),
        *SELDOM_GIVEN,
    }
    for path, column in layout.headings.items():
        if is_count(column) and column not in present_columns:
            heading_by_count.setdefault(column, SEPARATOR.join(path))
    return [text[:1].upper() + text[1:] for text in heading_by_count.values()]
