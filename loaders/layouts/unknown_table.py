"""A table that no layout fits, and the refusal that asks for its layout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from files.refusal import Refused

ColumnKind = Literal["days", "numbers", "codes", "words", "texts", "blank"]


@dataclass(frozen=True)
class UnknownHeading:
    """A heading as the file has it, and what its column seems to hold.

    `words` are folded, and there only for a column that holds nothing but known words;
    `personal` is a heading that some layout names as personal: such a column is never mapped.
    """

    text: str
    kind: ColumnKind
    words: tuple[str, ...] = ()
    personal: bool = False


@dataclass(frozen=True)
class UnknownTable:
    """The headings of a table that no layout fits, from left to right, each once."""

    headings: tuple[UnknownHeading, ...]

    def as_json(self) -> list[list[Any]]:
        """The headings as JSON, each [text, kind, words, personal], for `from_json`."""
        return [[h.text, h.kind, list(h.words), h.personal] for h in self.headings]

    @classmethod
    def from_json(cls, rows: Iterable[Sequence[Any]]) -> UnknownTable:
        """The table whose headings `as_json` wrote as these rows."""
        return cls(tuple(UnknownHeading(t, k, tuple(words), p) for t, k, words, p in rows))


class LayoutNeeded(Refused):
    """No layout fits; a person may say what the columns of `table` are."""

    def __init__(self, sentence: str, table: UnknownTable) -> None:
        """Refuse a file with this sentence, and ask for a layout of the unknown table."""
        super().__init__(sentence, "layout")
        self.table = table

    def details(self) -> list[list[Any]]:
        """The table as JSON, which the reading process hands over beside the sentence."""
        return self.table.as_json()
