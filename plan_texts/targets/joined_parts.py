"""The parts of words that conjunctions join: "A, B và C", "được trả và có bản điện tử"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plan_texts.language.tokens import Token, tokens

AND = re.compile(r"(?<!\w)(?:và|cùng với|cũng như|lẫn|cùng)(?!\w)", re.IGNORECASE)
# "hài lòng với kết quả xử lý, trả lời phản ánh": the answer too is what people are pleased with.
_DEED = re.compile(r"\W*(?:việc )?(?:xử lý|giải quyết|phục vụ|tiếp nhận|trả lời)", re.IGNORECASE)
_PLEASED_WITH = re.compile(
    r"hài lòng (?:với|về|đối với|trong)(?: việc)? (?:kết quả|việc|công tác|cách|sự|thái độ)[^,;.%]*"
    r"(?:xử lý|giải quyết|phục vụ|tiếp nhận|trả lời)",
    re.IGNORECASE,
)
LISTED = re.compile(rf"{AND.pattern}|,", re.IGNORECASE)


def joined_parts(joint: re.Pattern[str], words: str) -> list[str]:
    """The words parted at joints, but not inside a phrase ("người dân và doanh nghiệp")."""
    offsets = _joint_offsets(joint, words, tokens(words))
    return [words[a:b] for a, b in zip([0, *offsets], [*offsets, len(words)], strict=True)]


def _joint_offsets(joint: re.Pattern[str], words: str, phrases: Sequence[Token]) -> list[int]:
    """The offsets of the joints that stand in no phrase, nor in what people are pleased with."""
    pleasing = _PLEASED_WITH.search(words)
    return [
        match.start()
        for match in joint.finditer(words)
        if not any(token.start <= match.start() < token.end for token in phrases)
        and not (pleasing and pleasing.end() <= match.start() and _DEED.match(words, match.end()))
    ]


def joined_predicates(words: str, phrases: Sequence[Token]) -> list[list[Token]]:
    """For each predicate joined by "và" the thing counted and its phrases; [] if one has none."""
    joints = _joint_offsets(AND, words, phrases)
    spans = zip([phrases[0].end, *joints], [*joints, len(words)], strict=True)
    parts = [[token for token in phrases if start <= token.start < end] for start, end in spans]
    return [[phrases[0], *part] for part in parts] if all(parts) else []
