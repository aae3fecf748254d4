"""A share that a sentence names, and the part of the sentence that speaks of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Figure:
    """A share from 0 to 1 with its comparator (">=", ">", "<=", "<").

    Places are offsets of letters: `lead` where its comparator begins ("tối thiểu"),
    `start` where it begins itself, `end` where the text goes on after it and its "trở lên".
    `says_all`: it is said as "toàn bộ", "mọi" and has no number. `in_points`: it counts points of
    percent ("5 điểm phần trăm"), by which a share changes. `is_mark`: it is points of 100 ("90
    điểm"), or of as many as it names (`names_most`, "17/18 điểm").
    """

    value: Decimal
    comparator: str
    lead: int
    start: int
    end: int
    says_all: bool = False
    in_points: bool = False
    is_mark: bool = False
    names_most: bool = False


@dataclass(frozen=True)
class FigureSegment:
    """One figure's part of a sentence, from offset `start` to `end`.

    `words` say what is counted: those after the figure where it goes before them (`forward`,
    "80% hồ sơ …"), else those before it ("hồ sơ … đạt 80%"). `part` are all words of the part,
    `earlier_text` is the sentence before it, and `coordination` the words with everything
    that "và" joins to them; "" where the figure is forward. `scope` is the label of the level, the
    field or the people that this figure is for, "" where the words themselves say it.
    """

    figure: Figure
    forward: bool
    start: int
    end: int
    words: str
    part: str
    earlier_text: str
    coordination: str = ""
    scope: str = ""
