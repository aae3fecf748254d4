"""Which lines of a form repeat others: totals and sums of groups, by their counts alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# A line's counts, None where the cell is blank; sums have none.
Counts = Sequence[float | None]

_MOST_LINES = 500  # with groups: no commune has as many fields, and each line asks all below it
_FEWEST = 2  # of one line alone every copy is a "sum"
# Counts so small add up by chance: two fields with one dossier each, and a third with two.
CHANCE = 20


@dataclass(frozen=True)
class Reading:
    """One way to understand a form's lines: `ends` repeat all, `heads` repeat a group each.

    `sums` are the counts of the other lines, of which `filled` hold something; `whole` says that
    each line belongs to a group, `wide` that each group has two lines with something in them.
    """

    ends: tuple[int, ...]
    heads: tuple[int, ...]
    sums: Sequence[float]
    filled: int
    whole: bool = True
    wide: bool = True

    @property
    def left_out(self) -> frozenset[int]:
        return frozenset((*self.ends, *self.heads))

    @property
    def sound(self) -> bool:
        """Whether chance is unlikely without a total line to bear it out."""
        if not self.heads:
            return bool(self.ends) and self.filled >= _FEWEST
        several = len(self.heads) >= _FEWEST and self.whole
        return several and (bool(self.ends) or self.wide)


def is_sum(line: Counts, sums: Sequence[float]) -> bool:
    """Whether every count that the line gives is the sum; it may leave out fewer than half."""
    same, given, asked = _compared(line, sums)
    return 2 * given > asked and same == given


def is_nearly_sum(line: Counts, sums: Sequence[float]) -> bool:
    """Whether most counts are the sum, though not all: a total with a wrong cell."""
    same, _, asked = _compared(line, sums)
    return 2 * same > asked


def without(sums: Sequence[float], line: Counts) -> list[float]:
    """The sums of all lines but one."""
    return [whole - (one or 0) for whole, one in zip(sums, line, strict=True)]


def summed(lines: Sequence[Counts]) -> list[float]:
    return [sum(one or 0 for one in column) for column in zip(*lines, strict=True)]


def readings(lines: Sequence[Counts]) -> Iterator[Reading]:
    """The ways that add up, the plainest first: nothing repeated, one end, both ends, groups."""
    if not lines:
        return
    last = len(lines) - 1
    ends: list[tuple[int, ...]] = [(), (last,), (0,), (0, last)]
    for grouped in (False, True):
        for some in (one for one in ends if len(one) < len(lines)):
            core = [i for i in range(len(lines)) if i not in some]
            found = _grouped(lines, some, core) if grouped else [_plain(lines, some, core)]
            yield from (one for one in found if all(is_sum(lines[i], one.sums) for i in some))


def _compared(line: Counts, sums: Sequence[float]) -> tuple[int, int, int]:
    """Of the counts that are not 0 on both sides: how many are equal, given, and there at all."""
    pairs = [(one, whole) for one, whole in zip(line, sums, strict=True) if one or whole]
    given = [(one, whole) for one, whole in pairs if one is not None]
    return sum(one == whole for one, whole in given), len(given), len(pairs)


def _plain(lines: Sequence[Counts], ends: tuple[int, ...], core: Sequence[int]) -> Reading:
    rest = [lines[i] for i in core]
    return Reading(ends, (), summed(rest), sum(any(line) for line in rest))


def _grouped(
    lines: Sequence[Counts], ends: tuple[int, ...], core: Sequence[int]
) -> Iterator[Reading]:
    """With the sums of groups above their lines, or below."""
    if len(lines) > _MOST_LINES:
        return
    for order in (core, core[::-1]):
        groups, loose = _groups(lines, order)
        if groups:
            heads = tuple(head for head, _ in groups)
            plain = _plain(lines, ends, [i for i in core if i not in heads])
            wide = all(filled >= _FEWEST for _, filled in groups)
            yield Reading(ends, heads, plain.sums, plain.filled, not loose, wide)


def _groups(lines: Sequence[Counts], order: Sequence[int]) -> tuple[list[tuple[int, int]], int]:
    """Each group's head and how many lines with something it has; how many stand in none."""
    groups: list[tuple[int, int]] = []
    loose = at = 0
    while at < len(order):
        size = _size(lines, order[at:])
        if size:
            members = order[at + 1 : at + 1 + size]
            groups.append((order[at], sum(any(lines[i]) for i in members)))
        else:
            loose += any(lines[order[at]])
        at += 1 + size
    return groups, loose


def _size(lines: Sequence[Counts], order: Sequence[int]) -> int:
    """How many of the lines after the first add up to it; 0 where none do."""
    head = [one or 0 for one in lines[order[0]]]
    if not any(head):
        return 0
    so_far = [0.0] * len(head)
    for size, index in enumerate(order[1:], 1):
        so_far = [a + (b or 0) for a, b in zip(so_far, lines[index], strict=True)]
        if so_far == head:
            return size
        if any(a > b for a, b in zip(so_far, head, strict=True)):
            return 0
    return 0
