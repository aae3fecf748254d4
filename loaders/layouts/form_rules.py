"""What a form states of its own counts: sums, shares and bounds, and where it names them."""

from __future__ import annotations

from msgspec import Struct


class Balance(Struct, frozen=True, forbid_unknown_fields=True):
    """A sum that the form states: `total` is the sum of `parts`; `words` as the form writes it."""

    words: str
    total: str
    parts: tuple[str, ...]


class Rate(Struct, frozen=True, forbid_unknown_fields=True):
    """A share in percent that the form prints in `column`, and the counts that it is of."""

    words: str
    column: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    decimals: int


class Bound(Struct, frozen=True, forbid_unknown_fields=True):
    """A count that cannot exceed another."""

    words: str
    part: str
    total: str


class TypedCountColumns(Struct, frozen=True, forbid_unknown_fields=True):
    """A table with a line for each typed count: its columns for the count's name and number."""

    name: str
    number: str
