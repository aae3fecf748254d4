"""A form's lines split into those that count and totals of them, in whatever words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field

from loaders.validation.form_lines import Line, number, row_of
from loaders.validation.line_sums import (
    CHANCE,
    Arrangement,
    Counts,
    arrangements,
    column_sums,
    is_nearly_sum,
    is_sum,
    sums_without,
)
from loaders.validation.total_names import (
    communes_named,
    is_known_name,
    is_total_name,
    may_name_total,
)

# Whether a line is surely no total.
IsKnown = Callable[[Line], bool]


@dataclass(frozen=True)
class SplitLines:
    """A form's lines: `data_lines` count, `totals` are held against them, the others left out.

    `guessed_totals` were left out for counts so small that they may add up by chance;
    `possible_totals` are among `data_lines`. Both are reported.
    """

    data_lines: list[Line]
    totals: list[Line]
    guessed_totals: list[Line] = field(default_factory=list)
    possible_totals: list[Line] = field(default_factory=list)


def split_totals(lines: Sequence[Line], counts: Sequence[str], key: str) -> SplitLines:
    """A total is a line whose whole name says so; else one that repeats the other lines' sum.

    `counts` are the columns that are added up; `key` is what the lines name ("field", "unit",
    "petition_kind"). A form's own total line decides where it adds up: of the fields A 10, B 20,
    C 30 beside "Tổng số 60" none is a total; without that line C, the sum of A and B, is one.
    """
    totals = [line for line in lines if is_total_name(_name(line))]
    unnamed = [line for line in lines if not is_total_name(_name(line))]
    cells = [_cells(line, counts) for line in unnamed]
    is_known = _known_line_test(unnamed, key)
    ways = list(arrangements(cells))

    confirmed = [way.repeats for way in ways if _is_confirmed(way, totals, counts)]
    if confirmed:
        repeats = min(confirmed, key=lambda some: sum(is_known(unnamed[i]) for i in some))
        return SplitLines(_lines_but(unnamed, repeats), totals)

    repeats = _likely_repeats(ways, unnamed, is_known) or _total_of_two(unnamed, cells, is_known)
    guessed = [unnamed[i] for i in sorted(repeats) if _may_be_chance(unnamed[i], cells[i])]
    split = SplitLines(_lines_but(unnamed, repeats), totals, guessed)
    return _with_suspects(split, counts, key, is_known)


def _name(line: Line) -> str:
    return str(line["name"])


def _cells(line: Line, counts: Sequence[str]) -> list[float | None]:
    return [None if line[f"blank_{name}"] else number(line, name) for name in counts]


def _lines_but(lines: Sequence[Line], repeats: Set[int]) -> list[Line]:
    return [line for i, line in enumerate(lines) if i not in repeats]


def _known_line_test(lines: Sequence[Line], key: str) -> IsKnown:
    """A line is known by a field's usual name; of units by a commune that no other line names."""
    if key != "unit":
        return lambda line: is_known_name(_name(line), key)
    times = Counter(communes_named(_name(line)) for line in lines)

    def is_known(line: Line) -> bool:
        codes = communes_named(_name(line))
        return bool(codes) and times[codes] == 1

    return is_known


def _is_confirmed(way: Arrangement, totals: Sequence[Line], counts: Sequence[str]) -> bool:
    """Whether a line named "Tổng số" is the sum of what this arrangement counts.

    Of two equal lines, and a total equal to both, it cannot say which of the two to leave out.
    """
    certain = not way.repeats or way.filled > 1
    return certain and any(is_sum(_cells(total, counts), way.sums) for total in totals)


def _likely_repeats(
    ways: Sequence[Arrangement], lines: Sequence[Line], is_known: IsKnown
) -> frozenset[int]:
    """What the plainest likely arrangement leaves out, if it leaves out no known line."""
    likely = [way.repeats for way in ways if way.is_likely]
    unknown = (some for some in likely if not any(is_known(lines[i]) for i in some))
    return next(unknown, frozenset())


def _total_of_two(
    lines: Sequence[Line], cells: Sequence[Counts], is_known: IsKnown
) -> frozenset[int]:
    """Of two equal lines, and nothing else, the total by its name; none where no name tells.

    "Đất đai 10, UBND xã Ninh Giang 10": the second, named like a total. "Đất đai 10, Số liệu 10":
    the second too, as the only one that is no known field. "Đất đai 10, Hộ tịch 10": none.
    """
    filled = [i for i, counts in enumerate(cells) if any(counts)]
    if len(filled) != 2 or not _are_equal(cells[filled[0]], cells[filled[1]]):
        return frozenset()
    unknown = [i for i in filled if not is_known(lines[i])]
    named_like_totals = [i for i in unknown if may_name_total(_name(lines[i]))]
    for candidates in (named_like_totals, unknown):
        if len(candidates) == 1 and candidates[0] in (0, len(lines) - 1):
            return frozenset(candidates)
    return frozenset()


def _are_equal(first: Counts, second: Counts) -> bool:
    return is_sum(first, [count or 0 for count in second])


def _may_be_chance(line: Line, cells: Counts) -> bool:
    """Whether neither the name nor the counts make it sure that the line is a total."""
    return not may_name_total(_name(line)) and max(count or 0 for count in cells) < CHANCE


def _with_suspects(
    split: SplitLines, counts: Sequence[str], key: str, is_known: IsKnown
) -> SplitLines:
    """Find totals with a wrong cell, and lines that may be totals though nothing else says so.

    Where a total with a wrong cell was found, the other lines are under no suspicion.
    """
    cells = [_cells(line, counts) for line in split.data_lines]
    sums = column_sums(cells)
    filled = sum(map(any, cells))
    ends = (0, len(cells) - 1)
    wrong_totals: list[Line] = []
    possible_totals: list[Line] = []
    for place, (line, line_cells) in enumerate(zip(split.data_lines, cells, strict=True)):
        other_sums = sums_without(sums, line_cells)
        nearly = filled > 2 and is_nearly_sum(line_cells, other_sums) and not is_known(line)
        if nearly and place in ends and may_name_total(_name(line)):
            wrong_totals.append(line)
        elif _can_double(line, key, is_known) and _may_repeat(
            line_cells, other_sums, filled, nearly, is_known(line)
        ):
            possible_totals.append(line)
    return SplitLines(
        [line for line in split.data_lines if line not in wrong_totals],
        sorted([*split.totals, *wrong_totals], key=row_of),
        split.guessed_totals,
        [] if wrong_totals else possible_totals[-1:],
    )


def _can_double(line: Line, key: str, is_known: IsKnown) -> bool:
    """Whether a total among the counted lines would double anything.

    Each unit counts for its commune alone, so only a line that names a commune which another line
    names too can double its counts.
    """
    return key != "unit" or (bool(communes_named(_name(line))) and not is_known(line))


def _may_repeat(
    cells: Counts, other_sums: Sequence[float], filled: int, nearly: bool, name_is_known: bool
) -> bool:
    """Whether the line is the sum of all others, or nearly that sum and too large for chance.

    A known field that is equal to the only other line is no total of it.
    """
    if not any(cells):
        return False
    if filled > 1 and is_sum(cells, other_sums):
        return filled > 2 or not name_is_known
    return nearly and max(count or 0 for count in cells) >= CHANCE
