"""Which counts together make another: exports may give only the sum, or only its parts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from data.form_counts import SUMS


@dataclass(frozen=True)
class Stock:
    """What stands open at one end of a period: comings less goings of all days before.

    At the first day's beginning (`at_beginning`), else at the last day's end. Pending on 31 March:
    all dossiers received up to that day, less those closed up to it.
    """

    name: str
    at_beginning: bool
    comings: tuple[str, ...]
    goings: tuple[str, ...]


def parts_of(name: str) -> frozenset[str]:
    """The names of the counts that a sum adds; of any other count just its own name."""
    return SUMS.get(name, frozenset({name}))


@lru_cache(maxsize=4096)  # asked of every metric and field, about few sets of counts
def counts_making(names: tuple[str, ...], known_counts: frozenset[str]) -> tuple[str, ...] | None:
    """Names of known counts whose sum is exactly that of `names`; None where there are none.

    `counts_making(("received",), {"received_online", "received_direct_or_postal"})` gives
    those two: what was received is what came online, and what came directly or by post.
    """
    needed = frozenset[str]().union(*(parts_of(name) for name in names))
    largest_first = sorted(known_counts, key=lambda name: (-len(parts_of(name)), name))
    return _exact_cover(needed, largest_first)


def _exact_cover(needed: frozenset[str], known_counts: list[str]) -> tuple[str, ...] | None:
    """The first choice of counts whose parts are exactly the needed ones, each once; else None."""
    if not needed:
        return ()
    for index, name in enumerate(known_counts):
        if parts_of(name) <= needed:
            further_counts = _exact_cover(needed - parts_of(name), known_counts[index + 1 :])
            if further_counts is not None:
                return (name, *further_counts)
    return None
