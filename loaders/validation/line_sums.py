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
    each. `sums` are the columns' sums over the lines that repeat nothing; `filled` is how many of
    these have a count above 0.
    """

    grand_totals: tuple[int, ...]
    subtotals: tuple[int, ...]
    sums: Sequence[float]
    filled: int
    all_in_groups: bool = True  # no filled line stands outside the groups
    groups_are_wide: bool = True  # each group has at least two filled lines

    @property
    def repeats(self) -> frozenset[int]:
        """The lines that must not be added to the others."""
        return frozenset((*self.grand_totals, *self.subtotals))

    @property
    def is_likely(self) -> bool:
        """Whether chance is unlikely, though no line named "Tổng số" confirms it."""
        if not self.subtotals:
            return bool(self.grand_totals) and self.filled >= _FEWEST
        several_groups = len(self.subtotals) >= _FEWEST and self.all_in_groups
        return several_groups and (bool(self.grand_totals) or self.groups_are_wide)


def is_sum(line: Counts, sums: Sequence[float]) -> bool:
    """Whether every count that the line gives is the sum; it may leave out fewer than half.

    Of sums (30, 9, 4) the lines (30, 9, 4) and (30, 9, blank) are the sum, (30, blank, blank) not.
    """
    agreement = _agreement(line, sums)
    return 2 * agreement.filled_in > agreement.columns and agreement.equal == agreement.filled_in


def is_nearly_sum(line: Counts, sums: Sequence[float]) -> bool:
    """Whether most counts are the sum, though not all: a total with a wrong cell.

    Of sums (30, 9, 4) the line (30, 9, 5) nearly is the sum, (30, 8, 5) is not.
    """
    agreement = _agreement(line, sums)
    return 2 * agreement.equal > agreement.columns


def sums_without(sums: Sequence[float], line: Counts) -> list[float]:
    """The sums of all lines but this one, given those of all."""
    return [total - (count or 0) for total, count in zip(sums, line, strict=True)]


def column_sums(lines: Sequence[Counts]) -> list[float]:
    """The sum of each column; blanks are 0."""
    return [sum(count or 0 for count in column) for column in zip(*lines, strict=True)]


def arrangements(lines: Sequence[Counts]) -> Iterator[Arrangement]:
    """The ways that add up, the plainest first.

    Nothing repeated, the last line a grand total, the first one, both; then the same with groups.
    """
    if not lines:
        return
    last = len(lines) - 1
    ends: list[tuple[int, ...]] = [(), (last,), (0,), (0, last)]
    for with_groups in (False, True):
        for grand_totals in (end for end in ends if len(end) < len(lines)):
            core = [i for i in range(len(lines)) if i not in grand_totals]
            if with_groups:
                candidates = _with_groups(lines, grand_totals, core)
            else:
                candidates = iter([_without_groups(lines, grand_totals, core)])
            for candidate in candidates:
                if all(is_sum(lines[i], candidate.sums) for i in grand_totals):
                    yield candidate


class _Agreement(NamedTuple):
    """Of the columns where the line or the sum is not 0: how many the line fills in, and equals."""

    equal: int
    filled_in: int
    columns: int


def _agreement(line: Counts, sums: Sequence[float]) -> _Agreement:
    pairs = [(count, total) for count, total in zip(line, sums, strict=True) if count or total]
    equal = sum(count == total for count, total in pairs)
    filled_in = sum(count is not None for count, _ in pairs)
    return _Agreement(equal, filled_in, len(pairs))


def _without_groups(
    lines: Sequence[Counts], grand_totals: tuple[int, ...], core: Sequence[int]
) -> Arrangement:
    core_lines = [lines[i] for i in core]
    return Arrangement(grand_totals, (), column_sums(core_lines), sum(map(any, core_lines)))


def _with_groups(
    lines: Sequence[Counts], grand_totals: tuple[int, ...], core: Sequence[int]
) -> Iterator[Arrangement]:
    """With each subtotal above its group's lines, and with each below."""
    if len(lines) > _MOST_LINES:
        return
    for order in (core, core[::-1]):
        groups, loose = _groups(lines, order)
        if groups:
            subtotals = tuple(group.subtotal for group in groups)
            plain = _without_groups(lines, grand_totals, [i for i in core if i not in subtotals])
            wide = all(group.filled >= _FEWEST for group in groups)
            yield Arrangement(grand_totals, subtotals, plain.sums, plain.filled, not loose, wide)


class _Group(NamedTuple):
    """A subtotal's line, and how many of its group's lines have a count above 0."""

    subtotal: int
    filled: int


def _groups(lines: Sequence[Counts], order: Sequence[int]) -> tuple[list[_Group], int]:
    """The groups in this order of the lines, and how many filled lines stand in none.

    Each line in turn is tried as a subtotal of the next ones: 25, 20, 5, 10 is one group (25 of 20
    and 5) and one loose line.
    """
    groups: list[_Group] = []
    loose = at = 0
    while at < len(order):
        size = _group_size(lines, order[at:])
        if size:
            members = order[at + 1 : at + 1 + size]
            groups.append(_Group(order[at], sum(any(lines[i]) for i in members)))
        else:
            loose += any(lines[order[at]])
        at += 1 + size
    return groups, loose


def _group_size(lines: Sequence[Counts], order: Sequence[int]) -> int:
    """How many of the lines after the first add up to it in every column; 0 where none do."""
    subtotal = [count or 0 for count in lines[order[0]]]
    if not any(subtotal):
        return 0
    so_far = [0.0] * len(subtotal)
    for size, index in enumerate(order[1:], 1):
        so_far = [total + (count or 0) for total, count in zip(so_far, lines[index], strict=True)]
        if so_far == subtotal:
            return size
        if any(total > most for total, most in zip(so_far, subtotal, strict=True)):
            return 0
    return 0
