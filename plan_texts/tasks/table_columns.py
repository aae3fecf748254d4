"""What each column of a table of tasks holds, by its heading."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, get_args

from data.text import fold
from plan_texts.tasks.task_words import phrase_pattern

# In the order in which a heading is asked; "other" is of no use to a task.
ColumnUse = Literal[
    "number", "other", "product", "before", "start", "deadline", "support", "lead", "title", ""
]
# "Nội dung thực hiện" is what to do, not who does it.
_CONTENT = re.compile(r"(?:nội dung|nhiệm vụ|công việc|đầu việc|việc|hạng mục|hoạt động)(?!\w)")
_DEADLINE_ENDS = ("hoàn thành", "kết thúc")


@lru_cache(maxsize=2_048)
def column_use(heading: str) -> ColumnUse:
    """The use of a column by its heading; "" where no word of the heading is known."""
    folded_heading = fold(heading)
    for use in get_args(ColumnUse)[:-1]:
        if phrase_pattern(use, "columns").search(folded_heading):
            return _corrected_use(use, folded_heading)
    return ""


def _corrected_use(use: ColumnUse, folded_heading: str) -> ColumnUse:
    """The use that words of a heading give, corrected by its other words."""
    if use in ("lead", "support", "deadline") and _CONTENT.match(folded_heading):
        return "title"
    if use == "start" and any(end in folded_heading for end in _DEADLINE_ENDS):
        return "deadline"
    return "lead" if use == "support" and "chủ trì" in folded_heading else use


def title_rank(heading: str) -> int:
    """The rank of a column as a task's title: 0 where it names work, 2 for indicators, else 1."""
    folded_heading = fold(heading)
    if phrase_pattern("work", "columns").search(folded_heading):
        return 0
    return 2 if phrase_pattern("indicator", "columns").search(folded_heading) else 1


def lists_targets(heading: str) -> bool:
    """Whether a column names indicators ("Chỉ tiêu", "Mục tiêu"), and no work to be done."""
    return title_rank(heading) == 2
