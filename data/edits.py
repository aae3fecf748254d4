"""What two people changed of one thing: both of their changes, and where they disagree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True)
class Disagreement(Generic[Key, Value]):
    """One entry that both changed, each otherwise; `base` is what both began with.

    None is an entry that is not there: taken out, or not there at the beginning.
    """

    key: Key
    base: Value | None
    mine: Value | None
    theirs: Value | None


@dataclass(frozen=True)
class MergedEdits(Generic[Key, Value]):
    """The entries on which both edits agree, and those that the two changed each otherwise."""

    agreed: Mapping[Key, Value]
    disagreements: tuple[Disagreement[Key, Value], ...]

    def entries_with_mine(self) -> dict[Key, Value]:
        """All merged entries by key, mine where the two edits disagree."""
        my_entries = {d.key: d.mine for d in self.disagreements if d.mine is not None}
        return {**self.agreed, **my_entries}

    def entries_with_theirs(self) -> dict[Key, Value]:
        """All merged entries by key, theirs where the two edits disagree."""
        their_entries = {d.key: d.theirs for d in self.disagreements if d.theirs is not None}
        return {**self.agreed, **their_entries}


def merge_edits(
    base: Mapping[Key, Value], mine: Mapping[Key, Value], theirs: Mapping[Key, Value]
) -> MergedEdits[Key, Value]:
    """Merge two edits of one base: entries changed by one are taken, by both are disagreements."""
    agreed: dict[Key, Value] = {}
    disagreements = []
    for key in dict.fromkeys((*base, *theirs, *mine)):
        before, own, other = base.get(key), mine.get(key), theirs.get(key)
        if own not in (before, other) and other != before:
            disagreements.append(Disagreement(key, before, own, other))
            continue
        entry = other if own == before else own
        if entry is not None:
            agreed[key] = entry
    return MergedEdits(agreed, tuple(disagreements))
