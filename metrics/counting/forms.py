"""The counts of one form, and their sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    """The counts of one form for one commune: its lines by name, and the counts of each line.

    A count is None where the form's cell could not be trusted. With `has_fields` the lines are
    fields; else they are the whole commune, or kinds of petitions.
    """

    parts: Mapping[str, Mapping[str, int | None]]
    has_fields: bool

    def total(self, names: Sequence[str], fields: frozenset[str] | None) -> int | None:
        """The sum of named counts over fields (None: all); None where one is not known.

        A part that does not have a count at all adds nothing to it; a count that no part has is
        not known. A field that the form does not name had no cases there: its sum is 0.
        """
        if fields is not None and not self.has_fields:
            return None
        parts = [counts for part, counts in self.parts.items() if fields is None or part in fields]
        if fields is None and not all(any(name in counts for counts in parts) for name in names):
            return None
        numbers = [counts[name] for counts in parts for name in names if name in counts]
        return None if None in numbers else sum(n for n in numbers if n is not None)

    def fields(self) -> frozenset[str]:
        """The fields that the form's lines name; empty where the lines are not fields."""
        return frozenset(self.parts) if self.has_fields else frozenset()

    def count_names(self) -> tuple[str, ...]:
        """The names of the form's counts, in the form's order."""
        return tuple(dict.fromkeys(name for counts in self.parts.values() for name in counts))
