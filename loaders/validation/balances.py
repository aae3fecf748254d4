"""Which of a layout's sums a form can be held against.

| Tổng số phiếu | Mức độ đánh giá                       |   "Bình thường" is unknown, and maybe
|               | Rất hài lòng | Hài lòng | Bình thường |   one more part of the sum
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set

from msgspec.structs import replace

from data.text import fold
from loaders.layouts.counts_in_parts import counts_as_given
from loaders.layouts.layout import SEPARATOR, Balance
from loaders.recognition.sheet import Sheet


def balances_over(sheet: Sheet, columns: Set[str]) -> Iterator[Balance]:
    """The layout's sums of which a form with these columns gives the total and every part.

    A part that the form gives only in its own parts is there by those. None where an unknown
    heading stands among the parts': it may be one more.
    """
    for balance in sheet.layout.balances:
        parts = counts_as_given(balance.parts, columns)
        if {balance.total, *parts} <= columns and not _headings_among(sheet, parts):
            yield replace(balance, parts=parts)


def unknown_parts(sheet: Sheet) -> list[str]:
    """The headings, unknown and so unread, that stand among the parts of the layout's sums."""
    columns = sheet.heading_of.keys()
    parts = (counts_as_given(balance.parts, columns) for balance in sheet.layout.balances)
    return list(dict.fromkeys(text for names in parts for text in _headings_among(sheet, names)))


def _headings_among(sheet: Sheet, columns: Collection[str]) -> list[str]:
    """The unknown headings under the merged cell that two of the columns' headings share."""
    groups = [
        _merged_heading(sheet.heading_of[name]) for name in columns if name in sheet.heading_of
    ]
    shared_groups = {group for group in groups if group and groups.count(group) > 1}
    return [
        heading.text
        for heading in sheet.headings
        if heading.unread_reason == "unknown"
        and _merged_heading(heading.text) in shared_groups
        and not _is_share(heading.text)
    ]


def _merged_heading(heading: str) -> str:
    """The merged cells over a heading, "" where there are none."""
    return heading.rpartition(SEPARATOR)[0]


def _is_share(heading: str) -> bool:
    """Whether a heading is over shares, which are part of no sum."""
    text = fold(heading.rpartition(SEPARATOR)[2])
    return "%" in text or text.startswith("tỷ lệ")
