"""What pages keep: computed once for its arguments, in few, and never an error."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest

from ui.kept import drop_kept, kept


def test_an_answer_is_computed_once_for_its_arguments() -> None:
    calls: list[tuple[str, int]] = []

    @kept(2)
    def double(version: str, number: int) -> int:
        calls.append((version, number))
        return 2 * number

    assert [double("1", 3), double("1", 3), double("2", 3)] == [6, 6, 6]
    assert calls == [("1", 3), ("2", 3)]


def test_the_answer_asked_for_longest_ago_is_dropped() -> None:
    calls: list[int] = []

    @kept(2)
    def note(number: int) -> int:
        calls.append(number)
        return number

    for number in (1, 2, 1, 3, 1, 2):
        note(number)
    assert calls == [1, 2, 3, 2]


def test_an_error_is_not_kept() -> None:
    errors = [ValueError("first")]

    @kept(1)
    def fail_once() -> str:
        if errors:
            raise errors.pop()
        return "second"

    with pytest.raises(ValueError, match="first"):
        fail_once()
    assert fail_once() == "second"


def test_a_key_of_ones_own_decides() -> None:
    @kept(4, lambda text, evidence: text)
    def describe(text: str, evidence: list[int]) -> str:
        return f"{text} {evidence}"

    assert describe("a", [1]) == describe("a", [2]) == "a [1]"
    drop_kept()
    assert describe("a", [2]) == "a [2]"


def test_threads_wait_for_the_one_that_computes() -> None:
    calls: list[int] = []
    together = Barrier(4)

    @kept(1)
    def compute(number: int) -> int:
        calls.append(number)
        return sum(range(200_000))

    def ask() -> None:
        together.wait()
        compute(1)

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert calls == [1]
