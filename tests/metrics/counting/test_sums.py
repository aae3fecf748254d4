"""Counts that together make another, each part once."""

from __future__ import annotations

import pytest

from metrics.counting.sums import counts_making, parts_of


@pytest.mark.parametrize(
    ("names", "known_counts", "possible"),
    [
        (("received",), {"received_online", "received_direct_or_postal"}, True),
        (("received",), {"received_online", "received_direct"}, False),
        (("received",), {"received", "received_online"}, True),
        (("resolved_early", "resolved_on_time"), {"resolved_early_or_on_time"}, True),
        (("resolved_early",), {"resolved_early_or_on_time"}, False),
        (
            ("resolved_early", "resolved_on_time"),
            {"resolved_early", "resolved_on_time_or_left"},
            False,
        ),
        (
            ("resolved_early", "resolved_on_time", "left"),
            {"resolved_early", "resolved_on_time_or_left"},
            True,
        ),
    ],
)
def test_cover(names: tuple[str, ...], known_counts: set[str], possible: bool) -> None:
    covering = counts_making(names, frozenset(known_counts))
    assert (covering is not None) == possible
    if covering is not None:
        covered_parts = [part for name in covering for part in parts_of(name)]
        assert sorted(covered_parts) == sorted(part for name in names for part in parts_of(name))
