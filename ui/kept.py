"""What is computed once for its arguments and kept: a version of the record is always one of them.

Streamlit's own caches read each argument anew at every call, which for twelve periods takes longer
than the rest of a page; here arguments are compared as they are.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock, RLock
from typing import Generic, ParamSpec, TypeVar

T = TypeVar("T")
Arguments = ParamSpec("Arguments")


@dataclass
class _Shelf(Generic[T]):
    """The newest `most` answers by their key, and a lock for each that is being computed."""

    most: int
    answers: OrderedDict[Hashable, T] = field(default_factory=OrderedDict)
    locks: dict[Hashable, RLock] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def answer(self, key: Hashable, compute: Callable[[], T]) -> T:
        """The answer kept for a key, else computed once, by one thread while others wait."""
        with self.lock:
            if key in self.answers:
                self.answers.move_to_end(key)
                return self.answers[key]
            key_lock = self.locks.setdefault(key, RLock())
        with key_lock:
            with self.lock:
                if key in self.answers:
                    return self.answers[key]
            try:
                answer = compute()
                self._keep(key, answer)
            finally:
                with self.lock:
                    self.locks.pop(key, None)
        return answer

    def _keep(self, key: Hashable, answer: T) -> None:
        """Keep an answer; drop the one unused longest if there are more than `most`."""
        with self.lock:
            self.answers[key] = answer
            if len(self.answers) > self.most:
                self.answers.popitem(last=False)


_SHELVES: list[_Shelf[object]] = []


def kept(
    most: int, key_of: Callable[..., Hashable] | None = None
) -> Callable[[Callable[Arguments, T]], Callable[Arguments, T]]:
    """A decorator that keeps a function's last `most` answers by its arguments or `key_of` of them.

    The key is the arguments themselves, by place, or what `key_of` makes of them.
    """

    def keep(compute: Callable[Arguments, T]) -> Callable[Arguments, T]:
        """A function that gives `compute`'s kept answer for its arguments, else a new one."""
        shelf: _Shelf[T] = _Shelf(most)
        _SHELVES.append(shelf)  # type: ignore[arg-type]

        def answer(*arguments: Arguments.args, **named: Arguments.kwargs) -> T:
            """What the function gives for these arguments."""
            key = key_of(*arguments, **named) if key_of else (arguments, tuple(named.items()))
            return shelf.answer(key, lambda: compute(*arguments, **named))

        answer.__doc__ = compute.__doc__
        return answer

    return keep


def drop_kept() -> None:
    """Drop every kept answer of every function: another record may give others."""
    for shelf in _SHELVES:
        shelf.answers.clear()
