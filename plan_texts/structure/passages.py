"""A run of a plan's text that remembers the lines it was put together from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass


@dataclass(frozen=True)
class Passage:
    """A run of text; `marks` are (offset, line from 1) for each line that it was joined from."""

    text: str
    marks: tuple[tuple[int, int], ...]

    @property
    def has_words(self) -> bool:
        """Whether the passage has more than three letters, beyond numbers and signs."""
        return sum(letter.isalpha() for letter in self.text) > 3

    @property
    def first_line(self) -> int:
        """The line, from 1, that the passage begins on; 0 where it is empty."""
        return self.marks[0][1] if self.marks else 0

    def part(self, start: int, end: int) -> Passage:
        """The text from offset `start` up to `end`, trimmed, with the lines that it stands on."""
        start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
        places = [at for at, _ in self.marks]
        low, high = bisect_right(places, start), bisect_left(places, end)
        inner_marks = [(at - start, line) for at, line in self.marks[low:high]]
        first_line = self.marks[low - 1][1]
        return Passage(self.text[start:end].rstrip(), ((0, first_line), *inner_marks))

    def with_following(self, next_passage: Passage, joint: str = " ") -> Passage:
        """This passage, the joint and the following one; where one is empty, the other alone."""
        if not self.text or not next_passage.text:
            return self if self.text else next_passage
        beginning = self.text.rstrip(" •")
        shift = len(beginning) + len(joint)
        marks = tuple((at + shift, line) for at, line in next_passage.marks)
        return Passage(f"{beginning}{joint}{next_passage.text.lstrip(' •')}", self.marks + marks)


NO_PASSAGE = Passage("", ())
