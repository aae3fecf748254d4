"""How far a run of files has come and how long it will still take, from the bytes done so far."""

from __future__ import annotations

from dataclasses import dataclass

_START_RATE = 150_000.0  # weight a second, until the first file of a run is done
_MOST_OF_A_FILE = 0.9  # a file that takes longer than expected stops there
FILE_WEIGHT = 40_000  # what a file costs beside its bytes


@dataclass(frozen=True)
class Progress:
    """How many files of a run are done, the share of the work, and the seconds that are left."""

    done_count: int
    file_count: int
    share: float
    seconds_left: float


@dataclass(frozen=True)
class RunSoFar:
    """The weights of a run's files: of all, of the done ones, and of those in hand with the
    seconds since each was begun; `seconds` since the run began.
    """

    weights: tuple[int, ...]
    done_weights: tuple[int, ...]
    in_hand: tuple[tuple[int, float], ...]
    seconds: float


def progress_of(run: RunSoFar) -> Progress:
    """A run's files done, share of the work and seconds left; files in hand count by their time."""
    total, done = sum(run.weights), sum(run.done_weights)
    rate = done / run.seconds if done and run.seconds else _START_RATE
    rate_each = rate / max(len(run.in_hand), 1)
    begun = sum(min(weight * _MOST_OF_A_FILE, rate_each * age) for weight, age in run.in_hand)
    work_done = min(done + begun, total)
    return Progress(
        done_count=len(run.done_weights),
        file_count=len(run.weights),
        share=work_done / total if total else 1.0,
        seconds_left=(total - work_done) / rate,
    )


def time_left_words(seconds: float) -> str:
    """The time that is left in words: "còn khoảng 20 giây", rounded as one can promise it."""
    if seconds < 2:
        return "sắp xong"
    if seconds < 50:
        return f"còn khoảng {5 * -(-round(seconds) // 5)} giây"
    return f"còn khoảng {max(1, round(seconds / 60))} phút"
