"""The words of the tasks that a clause sets, one title for each deadline that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plan_texts.language.letters import lower_letters
from plan_texts.structure.item_marks import START
from plan_texts.tasks.proposal import Deadline
from plan_texts.tasks.task_words import phrase_pattern, says
from plan_texts.tasks.titles import cleaned_title, says_something, title_without

_REMARK = re.compile(r"\s*\([^()]*\)")
_ALL_OF = re.compile(r"\d[\d.,]*\s*%|\d+/\d+ ")


def clause_title(
    text: str, deadlines: Sequence[Deadline], position: int, said_before: str, work_before: str
) -> str:
    """The title of the task that is due by the deadline at `position` among a clause's own.

    A deadline without words of its own has those before an earlier one, else what is `said_before`
    the clause. `work_before` is what its paragraph orders before it: that begins the title of what
    only hands it over.
    """
    title = _title(text, deadlines, position, said_before)
    if position == 0 and work_before and _goes_on(title):
        return cleaned_title(f"{work_before}; {title[:1].lower()}{title[1:]}")
    return title


def _title(text: str, deadlines: Sequence[Deadline], position: int, said_before: str) -> str:
    """The title of the task by the clause's own words, or those said before it."""
    deadline = deadlines[position]
    start, end = _own_span(text, deadlines, position)
    own = title_without(text[start:end], deadline.start - start, deadline.end - start)
    names_work = says("yearly_deeds", lower_letters(text[deadline.start : deadline.end]))
    before = text[start : deadline.start].rstrip()
    begins_with_work = names_work and (not before or before.endswith(":"))
    if says_something(_REMARK.sub("", own)) and not begins_with_work:
        return own
    if names_work:  # "báo cáo tháng gửi trước ngày 14": the deadline's own words say what
        return cleaned_title(text[start : deadline.end if before else end])
    words_before = _words_before(text, deadlines, position) if position else said_before
    if not words_before:
        return cleaned_title(text[start:end])
    joint = " " if own.startswith("(") else "; "
    return cleaned_title(
        f"{words_before.strip(' ,;.')}{joint}{own[:1].lower()}{own[1:]}".strip(" ;")
    )


def _own_span(text: str, deadlines: Sequence[Deadline], position: int) -> tuple[int, int]:
    """(start, end) of what a text says of the deadline at `position`.

    The words before it, where the first one opens the text those behind it (not where that is "báo
    cáo quý", which is a task's words itself).
    """
    opening = text[deadlines[0].start : deadlines[0].end]
    opens = not START.sub("", text[: deadlines[0].start]).strip()
    if opens and not says("yearly_deeds", lower_letters(opening)):
        starts = [other.start for other in deadlines] + [len(text)]
        return starts[position], starts[position + 1]
    remark_ends = [_after_remark(text, other.end) for other in deadlines]
    start = remark_ends[position - 1] if position else 0
    return start, remark_ends[position] if position < len(deadlines) - 1 else len(text)


def _words_before(text: str, deadlines: Sequence[Deadline], position: int) -> str:
    """The words of the last deadline ahead of index `position` that has any, else the first."""
    for earlier in reversed(range(position)):
        start, _ = _own_span(text, deadlines, earlier)
        words = text[start : deadlines[earlier].start].strip(" ,;.()")
        if says_something(words):
            return words
    return text[: deadlines[0].start]


def _after_remark(text: str, end: int) -> int:
    """The offset behind the remark in brackets that follows a deadline; `end` where none does."""
    remark = _REMARK.match(text, end)
    return remark.end() if remark else end


def _goes_on(title: str) -> bool:
    """Whether a title only hands over earlier work, or only says that it be done for all."""
    lowercase = lower_letters(title)
    return bool(phrase_pattern("handing_over").match(lowercase) or _ALL_OF.match(lowercase))
