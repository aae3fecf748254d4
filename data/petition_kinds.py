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


def count_of_kind(count_name: str, kind: str) -> str:
    """The name of a petition count for one kind: "petitions_new" → "regulation_petitions_new"."""
    return f"{kind}_{count_name}"


def petition_kind_in(line_name: str) -> str | None:
    """The kind, "regulation" or "conduct", that a form's line names; None for none or both."""
    kinds = [kind for kind, words in KINDS.items() if fold(words) in fold(line_name)]
    return kinds[0] if len(kinds) == 1 else None


def add_counts_by_kind(lines: Mapping[str, Line]) -> Mapping[str, Line]:
    """A form's lines (name → counts), petition counts again by kind: "conduct_petitions_new".

    A line that names both kinds or neither belongs to no kind: what a form does not tell apart
    stays unknown.
    """
    return {
        line_name: {**counts, **_counts_of_own_kind(line_name, counts)}
        for line_name, counts in lines.items()
    }


def _counts_of_own_kind(line_name: str, counts: Line) -> Line:
    """A line's petition counts renamed for the line's kind; {} where it has none or both."""
    kind = petition_kind_in(line_name)
    if kind is None:
        return {}
    return {
        count_of_kind(name, kind): number
        for name, number in counts.items()
        if name.startswith(_PETITIONS)
    }
