"""A form's lines split into those that count and totals of them, in whatever words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field, replace

from loaders.parsing.line_numbers import Line, count_in_line, row_number
from loaders.validation.line_sums import (
    CHANCE,
    Arrangement,
    Counts,
    arrangements,
    column_sums,
    is_nearly_sum,
    is_sum,
    sums_of_others,
)
from loaders.validation.numbered_lines import lines_beside, split_groups
from loaders.validation.total_names import (
    is_known_name,
    is_total_name,
    may_name_total,
    named_commune_codes,
)

# Whether a line is surely no total.
IsKnown = Callable[[Line], bool]


@dataclass(frozen=True)
class SplitLines:
    """A form's lines: `data_lines` count, `totals` are held against them, the others left out.

    `guessed_totals` were left out for counts so small that they may add up by chance;
    `possible_totals` are among `data_lines`; `side_lines` were left out as parts of others, shares
    or counts of other days. All three are reported.
    """

    data_lines: list[Line]
    totals: list[Line]
    guessed_totals: list[Line] = field(default_factory=list)
    possible_totals: list[Line] = field(default_factory=list)
    side_lines: list[Line] = field(default_factory=list)


def split_totals(lines: Sequence[Line], count_columns: Sequence[str], key: str) -> SplitLines:
    """A form's lines split into those that count, totals of them, and lines beside the counts.

    A total is a line whose whole name says so; else one that repeats the other lines' sum. `key` is
    the column by which the lines are named ("field", "unit", "petition_kind"). A form's own total
    line decides where it adds up: of the fields A 10, B 20, C 30 beside "Tổng số 60" none is a
    total; without that line C, the sum of A and B, is one.
    """
    totals = [line for line in lines if is_total_name(_line_name(line))]
    unnamed_lines = [line for line in lines if not is_total_name(_line_name(line))]
    is_known = _surely_no_total_test(unnamed_lines, key)

    def add_up(some_lines: Sequence[Line]) -> bool:
        """Whether a total of the form is the sum of these lines in some arrangement of them."""
        ways = arrangements([_line_counts(line, count_columns) for line in some_lines])
        return any(_is_confirmed_by_total(way, totals, count_columns) for way in ways)

    side_lines = lines_beside(unnamed_lines, is_known, add_up)
    unnamed_lines = [line for line in unnamed_lines if line not in side_lines]
    if key != "unit":
        groups = split_groups(
            unnamed_lines, lambda line: _line_counts(line, count_columns), is_known
        )
        unnamed_lines = groups.lines
        totals = sorted([*totals, *groups.totals], key=row_number)
        side_lines = sorted([*side_lines, *groups.parts], key=row_number)
    split = _split_by_counts(unnamed_lines, totals, count_columns, key, is_known)
    return replace(split, side_lines=side_lines)


def _split_by_counts(
    unnamed_lines: Sequence[Line],
    totals: list[Line],
    count_columns: Sequence[str],
    key: str,
    is_known: IsKnown,
) -> SplitLines:
    """The unnamed lines split by their counts, beside `totals`; `is_known`: surely no total."""
    counts = [_line_counts(line, count_columns) for line in unnamed_lines]
    candidates = list(arrangements(counts))
    confirmed_totals = [
        way.repeating_indexes
        for way in candidates
        if _is_confirmed_by_total(way, totals, count_columns)
    ]
    if confirmed_totals:
        total_indexes = min(
            confirmed_totals, key=lambda indexes: sum(is_known(unnamed_lines[i]) for i in indexes)
        )
        return SplitLines(_other_lines(unnamed_lines, total_indexes), totals)

    total_indexes = _likely_totals(candidates, unnamed_lines, is_known)
    total_indexes = total_indexes or _total_of_two(unnamed_lines, counts, is_known)
    guessed_totals = [
        unnamed_lines[i]
        for i in sorted(total_indexes)
        if _may_be_chance_sum(unnamed_lines[i], counts[i])
    ]
    split = SplitLines(_other_lines(unnamed_lines, total_indexes), totals, guessed_totals)
    return _split_off_suspects(split, count_columns, key, is_known)


def _line_name(line: Line) -> str:
    return str(line["name"])


def _line_counts(line: Line, count_columns: Sequence[str]) -> list[float | None]:
    """The line's counts, column by column; None where its cell is blank."""
    return [None if line[f"blank_{name}"] else count_in_line(line, name) for name in count_columns]


def _other_lines(lines: Sequence[Line], left_out_indexes: Set[int]) -> list[Line]:
    """The lines whose indexes are not among those left out."""
    return [line for i, line in enumerate(lines) if i not in left_out_indexes]


def _surely_no_total_test(lines: Sequence[Line], key_column: str) -> IsKnown:
    """A test for a line that is surely no total: of a usual name, or communes no other line has."""
    if key_column != "unit":
        return lambda line: is_known_name(_line_name(line), key_column)
    line_counts = Counter(named_commune_codes(_line_name(line)) for line in lines)

    def is_known(line: Line) -> bool:
        codes = named_commune_codes(_line_name(line))
        return bool(codes) and line_counts[codes] == 1

    return is_known


def _is_confirmed_by_total(
    arrangement: Arrangement, totals: Sequence[Line], count_columns: Sequence[str]
) -> bool:
    """Whether a line named "Tổng số" is the sum of the lines that the arrangement counts.

    Of two equal lines, and a total equal to both, it cannot say which of the two to leave out.
    """
    is_certain = not arrangement.repeating_indexes or arrangement.filled_count > 1
    return is_certain and any(
        is_sum(_line_counts(total, count_columns), arrangement.sums) for total in totals
    )


def _likely_totals(
    candidates: Sequence[Arrangement], lines: Sequence[Line], is_known: IsKnown
) -> frozenset[int]:
    """The indexes of totals by the plainest likely arrangement that takes no known line for one.

    Empty where there is no such arrangement.
    """
    likely_totals = [way.repeating_indexes for way in candidates if way.is_likely]
    unknown_totals = (
        indexes for indexes in likely_totals if not any(is_known(lines[i]) for i in indexes)
    )
    return next(unknown_totals, frozenset())


def _total_of_two(
    lines: Sequence[Line], counts: Sequence[Counts], is_known: IsKnown
) -> frozenset[int]:
    """{index} of the total where only two lines, equal ones, count; empty if no name tells.

    "Đất đai 10, UBND xã Ninh Giang 10": the second, named like a total. "Đất đai 10, Số liệu 10":
    the second too, as the only one that is no known field. "Đất đai 10, Hộ tịch 10": none.
    """
    filled_indexes = [i for i, counts in enumerate(counts) if any(counts)]
    filled_lines = [counts[i] for i in filled_indexes]
    if len(filled_lines) != 2 or not _are_equal(*filled_lines):
        return frozenset()
    unknown_indexes = [i for i in filled_indexes if not is_known(lines[i])]
    named_like_totals = [i for i in unknown_indexes if may_name_total(_line_name(lines[i]))]
    for candidates in (named_like_totals, unknown_indexes):
        if len(candidates) == 1 and candidates[0] in (0, len(lines) - 1):
            return frozenset(candidates)
    return frozenset()


def _are_equal(first: Counts, second: Counts) -> bool:
    """Whether the first counts, save blanks (less than half), are the second's, blanks as 0."""
    return is_sum(first, [count or 0 for count in second])


def _may_be_chance_sum(line: Line, counts: Counts) -> bool:
    """Whether neither the name nor the counts make it sure that the line is a total."""
    return not may_name_total(_line_name(line)) and max(count or 0 for count in counts) < CHANCE


def _split_off_suspects(
    split: SplitLines, count_columns: Sequence[str], key: str, is_known: IsKnown
) -> SplitLines:
    """The same lines, with totals that have a wrong cell split off, and possible totals listed.

    Where a total with a wrong cell was found, the other lines are under no suspicion.
    """
    counts = [_line_counts(line, count_columns) for line in split.data_lines]
    sums = column_sums(counts)
    filled_count = sum(map(any, counts))
    ends = (0, len(counts) - 1)
    wrong_totals: list[Line] = []
    possible_totals: list[Line] = []
    for place, (line, line_counts) in enumerate(zip(split.data_lines, counts, strict=True)):
        other_sums = sums_of_others(sums, line_counts)
        is_nearly_total = filled_count > 2 and is_nearly_sum(line_counts, other_sums)
        is_nearly_total = is_nearly_total and not is_known(line)
        if is_nearly_total and place in ends and may_name_total(_line_name(line)):
            wrong_totals.append(line)
        elif _can_double_counts(line, key, is_known) and _may_be_total(
            line_counts, other_sums, filled_count, is_nearly_total, is_known(line)
        ):
            possible_totals.append(line)
    return SplitLines(
        [line for line in split.data_lines if line not in wrong_totals],
        sorted([*split.totals, *wrong_totals], key=row_number),
        split.guessed_totals,
        [] if wrong_totals else possible_totals[-1:],
    )


def _can_double_counts(line: Line, key: str, is_known: IsKnown) -> bool:
    """Whether the line would double counts if it is a total.

    Each unit counts for its commune alone, so only a line that names a commune which another line
    names too can double its counts.
    """
    return key != "unit" or (bool(named_commune_codes(_line_name(line))) and not is_known(line))


def _may_be_total(
    counts: Counts,
    other_sums: Sequence[float],
    filled_count: int,
    is_nearly_total: bool,
    has_known_name: bool,
) -> bool:
    """Whether a line is the sum of all others, or nearly that sum and too large for chance.

    A known field that is equal to the only other line is no total of it.
    """
    if not any(counts):
        return False
    if filled_count > 1 and is_sum(counts, other_sums):
        return filled_count > 2 or not has_known_name
    return is_nearly_total and max(count or 0 for count in counts) >= CHANCE
