"""What two people changed of one thing: both of their changes, and where they disagree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True)
class Disagreement(Generic[Key, Value]):
    """One entry that both changed, each otherwise; None is an entry that somebody took out."""

    key: Key
    begun: Value | None
    mine: Value | None
    theirs: Value | None


@dataclass(frozen=True)
class Merged(Generic[Key, Value]):
    """The entries with the changes of both; of those in `disagreements` each has its own."""

    agreed: Mapping[Key, Value]
    disagreements: tuple[Disagreement[Key, Value], ...]

    def with_mine(self) -> dict[Key, Value]:
        """All entries, with mine where we disagree."""
        chosen = {d.key: d.mine for d in self.disagreements if d.mine is not None}
        return {**self.agreed, **chosen}

    def with_theirs(self) -> dict[Key, Value]:
        """All entries, with theirs where we disagree."""
        chosen = {d.key: d.theirs for d in self.disagreements if d.theirs is not None}
        return {**self.agreed, **chosen}


def merge_edits(
    begun: Mapping[Key, Value], mine: Mapping[Key, Value], theirs: Mapping[Key, Value]
) -> Merged[Key, Value]:
    """Both edits of what was begun with: what one alone changed is as that one has it."""
    agreed: dict[Key, Value] = {}
    disagreements = []
    for key in dict.fromkeys((*begun, *theirs, *mine)):
        before, own, other = begun.get(key), mine.get(key), theirs.get(key)
        if own not in (before, other) and other != before:
            disagreements.append(Disagreement(key, before, own, other))
            continue
        chosen = other if own == before else own
        if chosen is not None:
            agreed[key] = chosen
    return Merged(agreed, tuple(disagreements))
