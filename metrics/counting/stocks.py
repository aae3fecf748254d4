"""Stocks: what stands open at one end of a period, and which counts are such."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from data.petition_kinds import KINDS, count_of_kind
from metrics.counting.coverage import Source
from metrics.counting.sums import Stock, counts_making

CARRIED_OVER = Stock("carried_over", True, comings=("received",), goings=("ended",))
PENDING = Stock("pending", False, comings=("received",), goings=("closed",))
PENDING_LATE = Stock("pending_late", False, comings=("late_opened",), goings=("late_closed",))
PENDING_LATE_APOLOGISED = Stock(
    "pending_late_apologised",
    at_beginning=False,
    comings=("late_apologised_opened",),
    goings=("late_apologised_closed",),
)
PENDING_LATE_EXPLAINED_AND_APOLOGISED = Stock(
    "pending_late_explained_and_apologised",
    at_beginning=False,
    comings=("late_explained_and_apologised_opened",),
    goings=("late_explained_and_apologised_closed",),
)
PENDING_ON_TIME = Stock(
    "pending_on_time",
    at_beginning=False,
    comings=("received", "late_closed"),
    goings=("closed", "late_opened"),
)
STOCKS: tuple[Stock, ...] = (
    *(CARRIED_OVER, PENDING, PENDING_LATE, PENDING_ON_TIME),
    *(PENDING_LATE_APOLOGISED, PENDING_LATE_EXPLAINED_AND_APOLOGISED),
)

# Counts that stand at a period's beginning: over several forms the first one's. Lists tell the
# stock by its comings and goings; where there is none (None), only forms give the count.
OPENING_COUNTS: Mapping[str, Stock | None] = MappingProxyType(
    {
        "carried_over": CARRIED_OVER,
        "petitions_carried_over": None,
        **{count_of_kind("petitions_carried_over", kind): None for kind in KINDS},
    }
)
# The same at a period's end: over several forms the last one's.
CLOSING_COUNTS: Mapping[str, Stock | None] = MappingProxyType(
    {
        **{stock.name: stock for stock in STOCKS if not stock.at_beginning},
        **{
            name: None
            for count in ("petitions_pending", "petitions_pending_late")
            for name in (count, *(count_of_kind(count, kind) for kind in KINDS))
        },
    }
)
STANDING_COUNTS: Mapping[str, Stock | None] = MappingProxyType({**OPENING_COUNTS, **CLOSING_COUNTS})


def names_by_segment(names: Sequence[str], segment_count: int) -> Iterator[tuple[str, ...]]:
    """For each segment in turn, the names to sum in it: opening stocks first, closing ones last.

    What stood open at the beginning is summed in the first alone, what stands open at the end in
    the last alone.
    """
    for position in range(segment_count):
        is_first, is_last = position == 0, position == segment_count - 1
        yield tuple(
            name
            for name in names
            if (is_first or name not in OPENING_COUNTS) and (is_last or name not in CLOSING_COUNTS)
        )


@lru_cache(maxsize=4096)  # asked of every metric and commune, about few sets of counts
def lists_give_counts(count_names: tuple[str, ...], known_counts: frozenset[str]) -> bool:
    """Whether lists that know `known_counts` can give all named counts, stocks included."""
    for stock in (STANDING_COUNTS[name] for name in count_names if name in STANDING_COUNTS):
        if stock is None or not {*stock.comings, *stock.goings} <= known_counts:
            return False
    flows = tuple(name for name in count_names if name not in STANDING_COUNTS)
    return counts_making(flows, known_counts) is not None


def lacks_only_carried_over(source: Source, names: Iterable[str]) -> bool:
    """Whether a list would give each named count if it held the dossiers carried over."""
    counts = source.known_counts | source.counts_if_complete
    is_incomplete = source.is_list and bool(source.counts_if_complete)
    return is_incomplete and all(lists_give_counts((name,), counts) for name in names)
