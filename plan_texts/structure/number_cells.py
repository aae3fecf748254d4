"""Cells that hold a number alone, and the sentence that is made of one."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = r"\d{1,3}(?:[.,]\d{1,2})?\s*%?"
_BARE_NUMBER = re.compile(
    r"(?:(?:phấn đấu|duy trì|giữ vững|giữ|phải đạt|đạt|tối thiểu|ít nhất|không dưới"
    rf"|không thấp hơn|trên|từ|không quá|tối đa|dưới|[≥>≤<=]+)\s*)*"
    rf"{_NUMBER}(?:\s*(?:[-–]|đến)\s*{_NUMBER})?(?:\s*trở (?:lên|xuống))?",
    re.IGNORECASE,
)

_FIRST_DAY = re.compile(
    r"(?:(?:áp dụng|thực hiện|tính|bắt đầu|triển khai|hiệu lực|có)\s)*(?:kể )?từ"
    r" (?:(?:đầu|ngày) )?(?:(?:tháng )?\d{1,2}(?:/\d{1,2})?|quý (?:iv|iii|ii|i|[1-4]))"
    r"(?:\s*/\s*20\d\d|,? (?:năm )?20\d\d)?\W*"
)


@dataclass(frozen=True)
class NumberSentence:
    """A bare number with what is said of it, "indicator (heading): number %".

    `line` (from 1) is the number's own; `unit` is whom it is for, where the row is about that and
    no indicator, else ""; `is_superseded`: the commune's own figure stands beside it; `is_step`: it
    is to be reached within the year, on the way to the year's own.
    """

    text: str
    line: int
    unit: str = ""
    is_superseded: bool = False
    is_step: bool = False


def names_first_day(text: str) -> bool:
    """Whether a cell's text only says from when its row holds ("từ 01/7/2026")."""
    return bool(_FIRST_DAY.fullmatch(text.strip().lower()))


def is_bare_number(text: str) -> bool:
    """Whether a cell's text is a number alone, with a sign or comparator or without."""
    return bool(_BARE_NUMBER.fullmatch(text.strip()))
