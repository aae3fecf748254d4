"""Which of a layout's sums a form can be held against."""

from __future__ import annotations

from collections.abc import Iterator, Set

from msgspec.structs import replace

from loaders.layouts.counts_in_parts import counts_as_given
from loaders.layouts.layout import Balance, Layout


def balances_over(layout: Layout, columns: Set[str]) -> Iterator[Balance]:
    """The layout's sums of which a form with these columns gives the total and every part.

    A part that the form gives only in its own parts is there by those.
    """
    for balance in layout.balances:
        parts = counts_as_given(balance.parts, columns)
        if {balance.total, *parts} <= columns:
            yield replace(balance, parts=parts)
