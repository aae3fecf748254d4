"""Which lines of a form repeat others, by their counts alone: totals of all, and of groups.

    Lĩnh vực tư pháp   25   a subtotal: the sum of the two lines below it
    Hộ tịch            20
    Chứng thực          5
    Lĩnh vực kinh tế   15   another
    Đất đai            10
    Nhà ở               5
    UBND xã            40   a grand total: the sum of all lines but the subtotals

An arrangement is one way to understand the lines so that all sums are right; a form may have
several, since small counts add up by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

# A line's counts, None where the cell is blank; sums have none.
Counts = Sequence[float | None]

_MOST_LINES = 500  # with groups: no commune has as many fields, and each line asks all below it
_FEWEST = 2  # of one line alone every copy is a "sum"
# Counts so small add up by chance: two fields with one dossier each, and a third with two.
CHANCE = 20


@dataclass(frozen=True)
class Arrangement:
    """One way to understand a form's lines, each by its index.

    `grand_totals` (the first line, the last, or both) repeat all other lines, `subtotals` a group
    each. `sums` are the columns' sums over the lines that repeat nothing; `filled_count` is how
    many of these have a count above 0.
    """

    grand_totals: tuple[int, ...]
    subtotals: tuple[int, ...]
    sums: Sequence[float]
    filled_count: int
    all_in_groups: bool = True  # no filled line stands outside the groups
    groups_are_wide: bool = True  # each group has at least two filled lines

    @property
    def repeating_indexes(self) -> frozenset[int]:
        """The indexes of the lines that repeat others, and must not be added to them."""
        return frozenset((*self.grand_totals, *self.subtotals))

    @property
    def is_likely(self) -> bool:
        """Whether its sums are hardly chance, though no line named "Tổng số" confirms them."""
        if not self.subtotals:
            return bool(self.grand_totals) and self.filled_count >= _FEWEST
        several_groups = len(self.subtotals) >= _FEWEST and self.all_in_groups
        return several_groups and (bool(self.grand_totals) or self.groups_are_wide)


def is_sum(line: Counts, sums: Sequence[float]) -> bool:
    """Whether every count that the line gives is the sum; it may leave out fewer than half.

    Of sums (30, 9, 4) the lines (30, 9, 4) and (30, 9, blank) are the sum, (30, blank, blank) not.
    """
    agreement = _agreement(line, sums)
    return (
        2 * agreement.filled_in_count > agreement.column_count
        and agreement.equal_count == agreement.filled_in_count
    )


def is_nearly_sum(line: Counts, sums: Sequence[float]) -> bool:
    """Whether the counts of most columns are the sum, as of a total with a wrong cell.

    Of sums (30, 9, 4) the line (30, 9, 5) nearly is the sum, (30, 8, 5) is not.
    """
    agreement = _agreement(line, sums)
    return 2 * agreement.equal_count > agreement.column_count


def sums_of_others(sums: Sequence[float], line: Counts) -> list[float]:
    """The sums of all lines but this one, given those of all."""
    return [total - (count or 0) for total, count in zip(sums, line, strict=True)]


def column_sums(lines: Sequence[Counts]) -> list[float]:
    """The sum of each column; blanks are 0."""
    return [sum(count or 0 for count in column) for column in zip(*lines, strict=True)]


def arrangements(lines: Sequence[Counts]) -> Iterator[Arrangement]:
    """The arrangements of the lines in which all sums are right, the plainest first.

    Nothing repeated, the last line a grand total, the first one, both; then the same with groups.
    """
    if not lines:
        return
    last = len(lines) - 1
    ends: list[tuple[int, ...]] = [(), (last,), (0,), (0, last)]
    for with_groups in (False, True):
        for grand_totals in (end for end in ends if len(end) < len(lines)):
            core_indexes = [i for i in range(len(lines)) if i not in grand_totals]
            if with_groups:
                candidates = _grouped_arrangements(lines, grand_totals, core_indexes)
            else:
                candidates = iter([_plain_arrangement(lines, grand_totals, core_indexes)])
            for candidate in candidates:
                if all(is_sum(lines[i], candidate.sums) for i in grand_totals):
                    yield candidate


class _Agreement(NamedTuple):
    """Of the columns where the line or the sum is not 0: how many the line fills in, and equals."""

    equal_count: int
    filled_in_count: int
    column_count: int


def _agreement(line: Counts, sums: Sequence[float]) -> _Agreement:
    """How many of a line's counts are filled in, and how many equal the sums of other lines."""
    pairs = [(count, total) for count, total in zip(line, sums, strict=True) if count or total]
    equal_count = sum(count == total for count, total in pairs)
    filled_in_count = sum(count is not None for count, _ in pairs)
    return _Agreement(equal_count, filled_in_count, len(pairs))


def _plain_arrangement(
    lines: Sequence[Counts], grand_totals: tuple[int, ...], core_indexes: Sequence[int]
) -> Arrangement:
    """The arrangement without groups: the lines of `core_indexes` repeat nothing."""
    core_lines = [lines[i] for i in core_indexes]
    return Arrangement(grand_totals, (), column_sums(core_lines), sum(map(any, core_lines)))


def _grouped_arrangements(
    lines: Sequence[Counts], grand_totals: tuple[int, ...], core_indexes: Sequence[int]
) -> Iterator[Arrangement]:
    """The arrangements with groups: each subtotal above its group's lines, and each below.

    `core_indexes` are those of the lines that are no grand totals.
    """
    if len(lines) > _MOST_LINES:
        return
    for ordered_indexes in (core_indexes, core_indexes[::-1]):
        groups, loose_count = _groups(lines, ordered_indexes)
        if groups:
            subtotals = tuple(group.subtotal for group in groups)
            others = [i for i in core_indexes if i not in subtotals]
            plain = _plain_arrangement(lines, grand_totals, others)
            yield Arrangement(
                grand_totals,
                subtotals,
                plain.sums,
                plain.filled_count,
                all_in_groups=not loose_count,
                groups_are_wide=all(group.filled_count >= _FEWEST for group in groups),
            )


class _Group(NamedTuple):
    """The index of a subtotal's line, and how many of its group's lines have a count above 0."""

    subtotal: int
    filled_count: int


def _groups(lines: Sequence[Counts], ordered_indexes: Sequence[int]) -> tuple[list[_Group], int]:
    """The groups among the lines of these indexes, and how many filled lines stand in none.

    Each line in turn is tried as a subtotal of the next ones: 25, 20, 5, 10 is one group (25 of 20
    and 5) and one loose line.
    """
    groups: list[_Group] = []
    loose_count = position = 0
    while position < len(ordered_indexes):
        size = _group_size(lines, ordered_indexes[position:])
        if size:
            members = ordered_indexes[position + 1 : position + 1 + size]
            groups.append(_Group(ordered_indexes[position], sum(any(lines[i]) for i in members)))
        else:
            loose_count += any(lines[ordered_indexes[position]])
        position += 1 + size
    return groups, loose_count


def _group_size(lines: Sequence[Counts], ordered_indexes: Sequence[int]) -> int:
    """How many lines after the first of these add up to it in every column; 0 where none do."""
    subtotal = [count or 0 for count in lines[ordered_indexes[0]]]
    if not any(subtotal):
        return 0
    running_sums = [0.0] * len(subtotal)
    for size, index in enumerate(ordered_indexes[1:], 1):
        running_sums = [
            total + (count or 0) for total, count in zip(running_sums, lines[index], strict=True)
        ]
        if running_sums == subtotal:
            return size
        if any(total > limit for total, limit in zip(running_sums, subtotal, strict=True)):
            return 0
    return 0
