"""Progress moves from the first second, never goes back, and says how long it will still take."""

from __future__ import annotations

import pytest

from ui.uploads.batch.progress import RunSoFar, progress_of, time_left_words

FOUR = (100_000, 100_000, 100_000, 100_000)


@pytest.mark.parametrize(
    ("run", "done_count", "share", "seconds_left"),
    [
        # Two of four equal files took 10 seconds: the other two take as long.
        (RunSoFar(FOUR, FOUR[:2], (), 10.0), 2, 0.5, 10.0),
        # A third one in hand for 2 seconds, at 20,000 a second, is two fifths done.
        (RunSoFar(FOUR, FOUR[:2], ((100_000, 2.0),), 10.0), 2, 0.6, 8.0),
        # However long it takes, a file in hand is never taken for done.
        (RunSoFar(FOUR, FOUR[:3], ((100_000, 900.0),), 30.0), 3, 0.975, 1.0),
        (RunSoFar(FOUR, FOUR, (), 30.0), 4, 1.0, 0.0),
        (RunSoFar((), (), (), 0.0), 0, 1.0, 0.0),
        # Before the first file is done, by what files usually take: 150,000 a second.
        (RunSoFar((300_000,), (), ((300_000, 1.0),), 1.0), 0, 0.5, 1.0),
    ],
)
def test_how_far_a_run_has_come(
    run: RunSoFar, done_count: int, share: float, seconds_left: float
) -> None:
    progress = progress_of(run)
    assert (progress.done_count, progress.file_count) == (done_count, len(run.weights))
    assert progress.share == pytest.approx(share)
    assert progress.seconds_left == pytest.approx(seconds_left)


def test_one_large_file_moves_the_bar_from_the_first_second() -> None:
    weight = 20_000_000
    shares = [progress_of(RunSoFar((weight,), (), ((weight, s),), s)).share for s in range(300)]
    assert shares[1] > 0
    assert shares == sorted(shares)
    assert shares[-1] < 1


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, "sắp xong"),
        (1.9, "sắp xong"),
        (2.0, "còn khoảng 5 giây"),
        (11.0, "còn khoảng 15 giây"),
        (49.0, "còn khoảng 50 giây"),
        (55.0, "còn khoảng 1 phút"),
        (100.0, "còn khoảng 2 phút"),
        (600.0, "còn khoảng 10 phút"),
    ],
)
def test_the_time_left_in_words(seconds: float, words: str) -> None:
    assert time_left_words(seconds) == words
