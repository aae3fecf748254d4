"""A run of a plan's text that remembers the lines it was put together from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass


@dataclass(frozen=True)
class Passage:
    """A run of text; `marks` are (offset, line) for each line that it was put together from."""

    text: str
    marks: tuple[tuple[int, int], ...]

    @property
    def letters(self) -> bool:
        """Whether it says anything beyond numbers and signs."""
        return sum(letter.isalpha() for letter in self.text) > 3

    def part(self, start: int, end: int) -> Passage:
        """The text from `start` to `end`, with the lines that it stands on."""
        start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
        places = [at for at, _ in self.marks]
        low, high = bisect_right(places, start), bisect_left(places, end)
        inside = [(at - start, line) for at, line in self.marks[low:high]]
        first = self.marks[low - 1][1]
        return Passage(self.text[start:end].rstrip(), ((0, first), *inside))

    def then(self, other: Passage, joint: str = " ") -> Passage:
        """This passage, and after a joint the other."""
        if not self.text or not other.text:
            return self if self.text else other
        ended = self.text.rstrip(" •")
        shift = len(ended) + len(joint)
        marks = tuple((at + shift, line) for at, line in other.marks)
        return Passage(f"{ended}{joint}{other.text.lstrip(' •')}", self.marks + marks)
