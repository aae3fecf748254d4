"""Two people's changes of one thing: neither is lost, and a disagreement is never settled alone."""

import random
from collections.abc import Mapping

import pytest

from data.edits import merge_edits


@pytest.mark.parametrize(
    ("begun", "mine", "theirs", "agreed", "disagreed"),
    [
        ({}, {"a": 1}, {}, {"a": 1}, ""),
        ({}, {}, {"a": 1}, {"a": 1}, ""),
        ({}, {"a": 1}, {"b": 2}, {"a": 1, "b": 2}, ""),
        ({"a": 1}, {"a": 2}, {"a": 1}, {"a": 2}, ""),
        ({"a": 1}, {"a": 1}, {"a": 2}, {"a": 2}, ""),
        ({"a": 1}, {"a": 2}, {"a": 2}, {"a": 2}, ""),
        ({"a": 1}, {"a": 2}, {"a": 3}, {}, "a"),
        ({"a": 1}, {}, {"a": 1}, {}, ""),
        ({"a": 1}, {"a": 1}, {}, {}, ""),
        ({"a": 1}, {}, {"a": 2}, {}, "a"),
        ({"a": 1}, {"a": 2}, {}, {}, "a"),
        ({"a": 1}, {}, {}, {}, ""),
        ({}, {"a": 1, "b": 5}, {"a": 2}, {"b": 5}, "a"),
    ],
)
def test_each_change_of_one_alone_stands(
    begun: Mapping[str, int],
    mine: Mapping[str, int],
    theirs: Mapping[str, int],
    agreed: Mapping[str, int],
    disagreed: str,
) -> None:
    merged = merge_edits(begun, mine, theirs)
    assert merged.agreed == agreed
    assert "".join(d.key for d in merged.disagreements) == disagreed


def test_with_mine_nothing_of_mine_is_lost_and_with_theirs_nothing_of_theirs() -> None:
    seeded = random.Random(9)
    for _ in range(2000):
        begun, mine, theirs = (
            {key: seeded.randrange(3) for key in "abcd" if seeded.random() < 0.7} for _ in range(3)
        )
        merged = merge_edits(begun, mine, theirs)
        for key in "abcd":
            if mine.get(key) != begun.get(key):
                assert merged.entries_with_mine().get(key) == mine.get(key)
            if theirs.get(key) != begun.get(key):
                assert merged.entries_with_theirs().get(key) == theirs.get(key)
            if mine.get(key) == theirs.get(key) == begun.get(key):
                assert merged.entries_with_mine().get(key) == begun.get(key)
