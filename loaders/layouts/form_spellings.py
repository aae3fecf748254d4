"""Other spellings of a form's headings: `form_headings.toml`.

"Số lượng hồ sơ đã giải quyết > Trước hạn" may stand as "Đã giải quyết > Sớm hạn".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path

from msgspec import Struct

from data.schema import read_toml
from data.text import fold

_FILE = Path(__file__).parents[1] / "form_headings.toml"
HeadingPath = tuple[str, ...]
_OF_WHICH = "trong đó"  # may stand between any group and its columns
_GROUP_AND_COLUMN = 2


class _Spellings(Struct, frozen=True, forbid_unknown_fields=True):
    """Texts that mean the same, of merged cells above and of the columns' own cells."""

    groups: tuple[tuple[str, ...], ...]
    columns: tuple[tuple[str, ...], ...]


def other_spellings(columns: Mapping[HeadingPath, str]) -> dict[HeadingPath, str]:
    """Heading path → column of other spellings of a form's headings (`columns`), without its own.

    A spelling of two columns is that of the one for which fewer parts come or go, or of none.
    """
    fewest_changes: dict[HeadingPath, dict[str, int]] = {}
    for path, column in columns.items():
        for spelling in _spellings_of(path):
            change_count = abs(len(path) - len(spelling))
            counts = fewest_changes.setdefault(spelling, {})
            counts[column] = min(change_count, counts.get(column, change_count))
    return {
        spelling: min(counts, key=counts.__getitem__)
        for spelling, counts in fewest_changes.items()
        if spelling not in columns and _is_of_one(list(counts.values()))
    }


def _is_of_one(change_counts: Sequence[int]) -> bool:
    """Whether the fewest parts come or go for one column alone."""
    return change_counts.count(min(change_counts)) == 1


def _spellings_of(path: HeadingPath) -> Iterator[HeadingPath]:
    """Every spelling of a folded path, its own among them."""
    groups, columns = _sets()
    choices = [
        *(_alternatives(part, groups) for part in path[:-1]),
        _alternatives(path[-1], columns),
    ]
    for parts in product(*choices):
        if spelling := tuple(filter(None, parts)):
            yield spelling
            if len(spelling) == _GROUP_AND_COLUMN:
                yield spelling[0], _OF_WHICH, spelling[1]


def _alternatives(part: str, sets: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The part and what means the same: the set that it begins, else the first that it is in."""
    begun = (texts for texts in sets if texts[0] == part)
    within = (texts for texts in sets if part in texts)
    return next(begun, None) or next(within, None) or (part,)


@cache
def _sets() -> tuple[Sequence[tuple[str, ...]], Sequence[tuple[str, ...]]]:
    """The folded sets of groups and of columns."""
    file = read_toml(_FILE, _Spellings)
    groups, columns = (
        [tuple(map(fold, texts)) for texts in sets] for sets in (file.groups, file.columns)
    )
    return groups, columns
