"""Columns of a list side by side that are named by words of the channel, with no group over them.

| Mã hồ sơ | Trực tuyến | Trực tiếp | Bưu chính |   which of them is marked is the channel
| H24-1    | x          |           |           |

A payment has "Trực tuyến" and "Trực tiếp" too, but no post: two columns beside a fee may be either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

HeadingPath = tuple[str, ...]

_PAYMENT_WORDS = ("thanh toán", "nộp tiền", "thu tiền", "biên lai", "phí")


def parallel_channels(
    paths: Sequence[HeadingPath], kinds: Sequence[str | None], column_by_index: Mapping[int, str]
) -> tuple[frozenset[int], frozenset[int]]:
    """(indexes of columns that are the channel by their words, of those that may be the payment).

    `paths` are those of all headings, folded, and `kinds` what they are as words of the channel,
    None for those that are none; `column_by_index` are the columns that headings name
    by themselves. Where one of those is the channel, these are not.
    """
    runs = [run for run in _runs_of_words(paths, kinds) if not _is_whole_group(paths, run)]
    indexes_in_runs = {index for run in runs for index in run}
    other_columns = {c for index, c in column_by_index.items() if index not in indexes_in_runs}
    channels: frozenset[int] = frozenset()
    for run in runs:
        if not channels and "channel" not in other_columns and _is_channel(paths, run):
            channels = frozenset(run)
    return channels, frozenset(indexes_in_runs - channels)


def _is_channel(paths: Sequence[HeadingPath], run: Mapping[int, str]) -> bool:
    """Whether a run has the post, or stands in a list that says nothing of payment."""
    if "postal" in run.values():
        return True
    parts = (part for path in paths for part in path)
    return not any(word in part for part in parts for word in _PAYMENT_WORDS)


def _runs_of_words(
    paths: Sequence[HeadingPath], kinds: Sequence[str | None]
) -> Iterator[dict[int, str]]:
    """Column index → kind of channel, of neighbours under one group that differ in it."""

    def place(index: int) -> tuple[bool, HeadingPath]:
        """Whether the heading at an index is a word of the channel, and its groups."""
        return kinds[index] is not None, paths[index][:-1]

    for (is_word, _), indexes in groupby(range(len(kinds)), place):
        run = {index: kind for index in indexes if (kind := kinds[index])}
        words = {paths[index][-1] for index in run}
        if is_word and len(set(run.values())) > 1 and len(words) == len(run):
            yield run


def _is_whole_group(paths: Sequence[HeadingPath], run: Collection[int]) -> bool:
    """Whether a group stands over the run and nothing else."""
    group = paths[min(run)][:-1]
    return bool(group) and all(
        index in run for index, path in enumerate(paths) if path[: len(group)] == group
    )
