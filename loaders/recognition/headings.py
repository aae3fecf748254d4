"""A heading of a table that a layout fits: which column is read from it, or why none is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# "second" means the same as a heading that its layout puts first; "blank" and
# "uncalculated" have no cell that says anything; "split" stands over several columns.
UNREAD_REASONS = ("personal", "unused", "unknown", "second", "blank", "uncalculated", "split")


@dataclass(frozen=True)
class Heading:
    """A heading over the column `index` (from 0), and the `column` read from it or why none is.

    Several headings have one column where its layout adds them up. Where the layout itself does not
    say which column it is, `mapped_by` is who did, or `known_from` the title of the list that does.
    """

    text: str
    index: int
    column: str | None
    unread_reason: str = ""  # one of UNREAD_REASONS, where there is no column
    meant_column: str | None = None  # the one that its layout has for it, read or not
    mapped_by: str = ""
    known_from: str = ""


def headings_by_name(headings: Sequence[Heading]) -> dict[str, Heading]:
    """Name of a column of cells → the heading over it, if it is read; "fee+1" is added to "fee"."""
    heading_by_name: dict[str, Heading] = {}
    for heading in headings:
        if heading.column:
            place = sum(other.column == heading.column for other in heading_by_name.values())
            heading_by_name[f"{heading.column}+{place}" if place else heading.column] = heading
    return heading_by_name
