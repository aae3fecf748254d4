"""How often a plan's words want something done: "hằng tháng, quý và năm", "01 lần/quý"."""

from __future__ import annotations

import re

from plan_texts.times.named_times import Recurrence
from plan_texts.times.recurrence_words import ordered, recurrence_words

# "… hằng tháng, trước ngày 18": the day stands behind.
_BEHIND = re.compile(
    r"\s*[,(]?\s*(?:gửi\s+)?(?:trước|chậm nhất|muộn nhất|vào|là)\s+(?:(?:vào|là)\s+)?ngày\s+\d{1,2}"
    r"(?!\d|\s*/|\s*tháng\s+\d)\)?"
    r"|\s*,?\s*(?:vào\s+)?(?:(?:sáng|chiều|tối)\s+)?"
    r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?!\w)"
)
_WEEKEND = re.compile(
    r"(?<!\w)(?:(?:ngày|sáng|chiều|tối|vào|các|cả)\s+)+(?:thứ (?:7|bảy)|chủ nhật)(?!\w)"
    r"|(?<!\w)thứ (?:7|bảy)\s*(?:,|và|hoặc|hay|/|-)\s*(?:ngày\s+)?chủ nhật|cuối tuần(?!\w)"
)
_MOST_LETTERS_BETWEEN = 12  # of two recurrences that are one ("hằng tháng, báo cáo quý")


def recurrences(text: str) -> list[Recurrence]:
    """The recurrences that a text of small letters names, from left to right.

    Those that stand together, or name the same cadence, are one.
    """
    joined: list[Recurrence] = []
    for start, end, cadence in recurrence_words(text):
        recurrence = Recurrence(start, _end_with_day(text, start, end), cadence)
        last = joined[-1] if joined else None
        if last and _is_near(text, last, recurrence):
            joined[-1] = _joined(last, recurrence)
        elif not last or not set(cadence) <= set(last.cadence):
            joined.append(recurrence)
    return joined


def _is_near(text: str, last: Recurrence, recurrence: Recurrence) -> bool:
    """Whether a recurrence stands by the last one, and that one has no day of its own behind it."""
    has_day = text[: last.end].rstrip(")")[-1:].isdigit() and recurrence.start >= last.end
    between = text[last.end : recurrence.start]
    is_parted = has_day or any(map(str.isdigit, between))
    return len(between) <= _MOST_LETTERS_BETWEEN and not is_parted


def _joined(last: Recurrence, recurrence: Recurrence) -> Recurrence:
    """The last recurrence joined with the next one, or alone where it holds that one's words."""
    if recurrence.end <= last.end:
        return last
    cadence = ordered({*last.cadence, *recurrence.cadence})
    return Recurrence(last.start, recurrence.end, cadence)


def _end_with_day(text: str, start: int, end: int) -> int:
    """The offset behind a recurrence, including the day behind it or the end of its bracket."""
    if behind := _BEHIND.match(text, end):
        return behind.end()
    return end + 1 if text[end : end + 1] == ")" and "(" in text[start:end] else end


def names_weekends(text: str) -> bool:
    """Whether a text of small letters names Saturdays or Sundays ("vào thứ 7 hoặc chủ nhật")."""
    return bool(_WEEKEND.search(text))
