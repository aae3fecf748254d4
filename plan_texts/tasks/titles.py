"""A task's words as its title: without marks of items, and without its deadline."""

from __future__ import annotations

import re

from plan_texts.structure.item_marks import START

_ENDS = " \t.,;:-–+•"
_LONGEST_TITLE = 300  # letters
_SIGNS_LEFT = (
    (re.compile(r"\(\s*[,;]?\s*\)|\(\s*$|^\s*\)"), " "),
    (re.compile(r"\s+"), " "),
    (re.compile(r"\s+([,.;:)])"), r"\1"),
    (re.compile(r"([,;:])(?:\s*[,;])+"), r"\1"),
    (re.compile(r"[,:]\s*([.;])"), r"\1"),
)
_WORDS_LEFT = re.compile(
    r"(?:[\s,;:(–-]+(?:và|hoặc|trong|vào|trước|chậm nhất|hoàn thành|xong|thời gian|thời hạn|gửi"
    r"|là))+[\s,;:]*$"
    r"|^(?:\s*(?:và|hoặc|trong đó|thì)\s)",
    re.IGNORECASE,
)
_REMARK = re.compile(r"^\s*\([^()]*\)")
_LABEL = re.compile(r"^(?:thời gian|thời hạn|tiến độ)[^:]{0,40}:\s+(?=\S)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_WORDS = 3


def cleaned_title(text: str) -> str:
    """A task's words as a title on one line: items parted by semicolons, cut where too long."""
    items = (_item(part) for part in text.split("•"))
    title = "; ".join(" ".join(item.split()) for item in items if item)
    if len(title) > _LONGEST_TITLE:
        title = f"{title[:_LONGEST_TITLE].rsplit(' ', 1)[0]} …"
    return f"{title[:1].upper()}{title[1:]}"


def _item(text: str) -> str:
    """An item's words without its ordinal, and without "Thời hạn nhận báo cáo:" before them."""
    return _LABEL.sub("", START.sub("", text.strip(_ENDS))).strip(_ENDS)


def title_without(text: str, start: int, end: int) -> str:
    """The title of a task's words without its deadline, which stands from `start` to `end`.

    A deadline in their midst stays: without it the sentence would break.
    """
    before, after = text[:start].strip(_ENDS), _REMARK.sub("", text[end:]).strip(f"{_ENDS})")
    if before and after:
        return cleaned_title(text)
    rest = f"{text[:start]} {text[end:]}"
    for pattern, sign in _SIGNS_LEFT:
        rest = pattern.sub(sign, rest)
    return cleaned_title(_WORDS_LEFT.sub("", rest.strip(_ENDS)))


def says_something(title: str) -> bool:
    """Whether a title has three words or more, enough to know the task by."""
    return len(_WORD.findall(title)) >= _FEWEST_WORDS
