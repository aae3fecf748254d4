"""A form's counts of petitions by what they are about: rules, or the conduct of officials."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from data.text import fold

Line = Mapping[str, int | None]
# The prefix of a count of one kind, and the words by which a form's line names the kind.
KINDS: Mapping[str, str] = MappingProxyType(
    {"regulation": "quy định hành chính", "conduct": "hành vi hành chính"}
)
_PETITIONS = "petitions"


def of_kind(count: str, kind: str) -> str:
    """The name of a count of one kind: "regulation_petitions_new"."""
    return f"{kind}_{count}"


def with_kinds(lines: Mapping[str, Line]) -> Mapping[str, Line]:
    """The form's lines, those of petitions with their counts once more under their kind.

    A line that names both kinds or neither belongs to no kind: what a form does not tell apart
    stays unknown.
    """
    return {part: {**counts, **_counts_of_kind(part, counts)} for part, counts in lines.items()}


def _counts_of_kind(part: str, counts: Line) -> Line:
    kinds = [kind for kind, words in KINDS.items() if fold(words) in fold(part)]
    if len(kinds) != 1:
        return {}
    return {
        of_kind(name, kinds[0]): number
        for name, number in counts.items()
        if name.startswith(_PETITIONS)
    }
